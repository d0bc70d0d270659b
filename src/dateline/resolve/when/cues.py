"""What the words around a trigger tell of its date, as named numbers from 0 to about 1; `weights.py` says what each is worth."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from dateline.records import Offsets, Time, Trigger
from dateline.resolve.kinds import FORCE, MEETING, SPEECH


def _any(words: str) -> str:
    """A pattern of any of these words from its start on; to look at the first letter first takes half the time of trying each in turn."""
    return rf"\b(?=[{''.join(sorted({word[0] for word in words.split('|')}))}])(?:{words})"


BOUND = re.compile(r"[;:—]|,|\b(?:while|whereas|after|before|although|but|because|since|when|where|who|which|that|and|following|to)\b|[\"“”]", re.I)
STRONG = re.compile(rf"[;—\"“”]|{_any('while|whereas|after|before|although|but|because|since|when|where|who|which|following|amid|despite')}\b", re.I)
SAID = re.compile(
    rf"{_any('said|says|told|reported|reports|announced|added|quoted|according|stated|saying|confirmed|declared|statement|interview')}\b", re.I
)
PERFECT = re.compile(r"\b(?:has|have|having|'ve)(?:\s+\w+){0,2}\s*$", re.I)
PLUPERFECT = re.compile(r"\bhad(?:\s+\w+){0,2}\s*$", re.I)
MODAL = re.compile(rf"{_any('will|would|shall|should|could|may|might|must|can|to|if|not|cannot')}(?:\s+\w+){{0,2}}\s*$", re.I)
PRESENT = re.compile(r"\b(?:is|are|am|'s|'re)(?:\s+\w+){0,2}\s*$", re.I)
PAST = re.compile(r"\b(?:was|were)(?:\s+\w+){0,2}\s*$", re.I)
NOUN = re.compile(
    rf"{_any('the|a|an|of|any|its|his|their|these|those|this|other|several|some|in|on|for|by|with|from|and|alleged|recent|new')}\s+$", re.I
)
WILL = re.compile(r"\b(?:will|would|is to|are to|expected to|due to|scheduled to|about to|'ll)(?:\s+\w+){0,2}\s*$", re.I)
INFINITIVE = re.compile(r"\bto\s+(?:\w+\s+)?$", re.I)
PARTICIPLE = re.compile(r"(?:,|\bas|\bthose|[a-z]{3,}s|[a-z]{4,}(?:ion|ent|al|ng))\s+$")
VERB = re.compile(r"\b(?:\w{2,}ed|said|says|met|held|told|took|made|left|came|went|began|gave|won|fell|shot|is|are|was|were|has|have|had|will|would)\b")
LONG_AGO = re.compile(
    rf"{_any('previously|earlier|once|former|formerly|then|since|ever|decades?|years?|repeatedly|often|long|past|history|always')}\b", re.I
)
RANGE = re.compile(r"\b(?:since|until|till|by|before|from)\s+$", re.I)
RELATIVE = re.compile(r"\b(?:who|which|that|whose|where)(?:\s+\w+){0,3}\s+$", re.I)
GOVERNED = re.compile(
    r"\b(?:(?P<after>after|following|since|in response to|in the wake of)|(?P<ahead>before|ahead of|until|pending)|(?P<on>over|for|against|about|on|at)"
    r"|(?P<of>of|to|from|with|by)|(?P<amid>during|amid|despite|in|under))\s+(?:\w+['’]s\s+)?(?:(?!(?:and|or|but|he|she|it|they|who|that)\b)[\w-]+\s+){0,3}$",
    re.I,
)
DEFINITE = re.compile(r"\b(?:the|this|that|these|those|its|his|her|their|\w+['’]s?)\s+(?:[\w-]+\s+){0,2}$", re.I)
INDEFINITE = re.compile(r"\b(?:an?|any|no|some|several|more|other)\s+(?:[\w-]+\s+){0,2}$", re.I)
JUST = re.compile(
    rf"{_any('just|recent|recently|lately|already|so far|previously|earlier|once|ever|long|repeatedly|always|often')}\b", re.I
)
STILL = re.compile(rf"{_any('still|now|currently|continue|continues|continued|again|also')}\b", re.I)
IF = re.compile(rf"{_any('if|unless|whether|would|could|may|might|should|can|whenever|any')}\b", re.I)
NOT = re.compile(r"\b(?:not|never|no|n't|without|yet)\b", re.I)


def cues_of_trigger(text: str, trigger: Trigger, sentence: Offsets, number: int, timed: bool) -> dict[str, float]:
    """Cues that do not depend on a time: form of the trigger, its place in the article, what the reader said of it."""
    first, last = sentence
    before = text[max(first, trigger.start - 40) : trigger.start]
    word = text[trigger.start : trigger.end].lower()
    opening = word.split(" ")[0]
    whole = text[first : min(last, first + 1500)]
    cues = {
        "always": 1.0,
        "sentence timed": float(timed),
        "first sentence": float(number == 0),
        "second sentence": float(number in (1, 2)),
        "late": min(1.0, math.log1p(number) / 4),
        "perfect": float(bool(PERFECT.search(before))),
        "pluperfect": float(bool(PLUPERFECT.search(before))),
        "modal": float(bool(MODAL.search(before))),
        "present": float(bool(PRESENT.search(before))),
        "passive": float(bool(PAST.search(before))),
        "noun": float(bool(NOUN.search(before))),
        "past verb": float(opening.endswith("ed")),
        "gerund": float(opening.endswith("ing")),
        "third person": float(opening.endswith("s")),
        "long ago": float(bool(LONG_AGO.search(whole))),
        "said": float(bool(SAID.search(whole))),
        "quoted": float(text.count('"', first, trigger.start) % 2 or text.rfind("“", first, trigger.start) > text.rfind("”", first, trigger.start)),
        "speech": float(trigger.type in SPEECH),
        "meeting": float(trigger.type in MEETING),
        "force": float(trigger.type in FORCE),
    }
    for kind in ("speech", "force", "meeting"):  # "a request from the mayor" tells another time than "the mayor requested"
        if cues[kind]:
            cues |= {f"{form}, {kind}": cues[form] for form in ("noun", "perfect", "modal", "said", "past verb")}
    head, tail = text[max(first, trigger.start - 400) : trigger.start], text[trigger.end : min(last, trigger.end + 300)]
    near = head[-25:] + " " + tail[:15]
    governed = GOVERNED.search(before) if cues["noun"] or not VERB.fullmatch(word) else None
    cues |= {
        "relative": float(bool(RELATIVE.search(before))),
        "definite": float(bool(DEFINITE.search(before))),
        "indefinite": float(bool(INDEFINITE.search(before))),
        "by after": float(tail.lstrip().startswith("by ")),
        "first verb": float(not VERB.search(head)),
        "said before": float(bool(SAID.search(head))),
        "said after": float(bool(SAID.search(tail))),
        "clauses before": min(3, len(STRONG.findall(head))) / 3,
        "just": float(bool(JUST.search(near))),
        "still": float(bool(STILL.search(near))),
        "if": float(bool(IF.search(head[-60:]))),
        "not": float(bool(NOT.search(near))),
    }
    if governed:
        cues[f"after {governed.lastgroup}"] = 1.0
    cues["will"] = float(bool(WILL.search(before)))
    cues["infinitive"] = float(bool(INFINITIVE.search(before)))
    cues["participle"] = float(opening.endswith("ed") and bool(PARTICIPLE.search(before)))
    cues[f"type {trigger.type}"] = 1.0
    for flag in ("historical", "future", "hypothetical", "negated"):
        cues[flag] = float(flag in trigger.aux)
    return {k: v for k, v in cues.items() if v}


def cues_of_time(
    text: str, trigger: Trigger, time: Time, value: str | None, here: Sequence[Time], sentence: Offsets,
    others: Sequence[Offsets], base: Mapping[str, float],
) -> dict[str, float]:
    """Cues of a time in the trigger's own sentence; `value` is what the event's date would be, None if it gives none.

    `others`: the other triggers of the sentence, of which one may stand nearer to the time. `base`: the trigger's own cues.
    """
    after = time.start >= trigger.end
    between = text[min(time.end, trigger.end) : max(time.start, trigger.start)][:1000]
    strong, weak = len(STRONG.findall(between)), len(BOUND.findall(between))
    distance = max(time.start - trigger.end, trigger.start - time.end, 0)
    lead = text[max(sentence[0], time.start - 25) : time.start]
    said = bool(SAID.search(lead)) or bool(SAID.match(text[time.end : time.end + 15].lstrip()))
    nearest = min(here, key=lambda t: max(t.start - trigger.end, trigger.start - t.end, 0)) is time
    vague = value is None
    verbs = len(VERB.findall(between))
    rival = any(max(time.start - b, a - time.end, 0) < distance for a, b in others)
    cues = {
        "always": 1.0,
        "far": min(1.5, math.log1p(distance) / 4),
        "beside": float(distance <= 4),
        "no strong bound": float(strong == 0),
        "strong bounds": min(strong, 3) / 3,
        "bounds": min(weak, 5) / 5,
        "after it": float(after),
        "after it, no strong bound": float(after and strong == 0),
        "opens": float(time.start - sentence[0] <= 12),
        "nearest": float(nearest),
        "alone": float(len(here) == 1),
        "said": float(said),
        "said, speech": float(said and trigger.type in SPEECH),
        "said, after it": float(said and after),
        "said, told apart": float(said and strong > 0),
        "bound of a range": float(bool(RANGE.search(lead))),
        "vague": float(vague),
        "length": float(vague and time.type == "duration"),
        "up to now": float(not vague and time.type == "duration"),
        "verbs between": min(verbs, 3) / 3,
        "no verb between": float(verbs == 0),
        "no verb between, after it": float(after and verbs == 0),
        "of another": float(rival),
        "of another, after it": float(rival and after),
        "the year supposed": float("that the text names" in time.why),
        "since": float(value is not None and "/" in value and "/" not in (time.value or "/")),
        "again and again": float(time.type == "set"),
        "vague, no bound": float(vague and strong == 0),
        "future": float("future" in trigger.aux),
        **{form: base.get(form, 0.0) for form in ("modal", "pluperfect", "relative", "will")},
        f"type {trigger.type}": 1.0,
        "said, agree": float(said and trigger.type == "AGREE"),
        "said, meeting": float(said and trigger.type in MEETING),
        "said, force": float(said and trigger.type in FORCE),
        "said, noun": float(said and "noun" in base),
        **{form: base.get(form, 0.0) for form in ("perfect", "noun")},
    }
    return {k: v for k, v in cues.items() if v}
