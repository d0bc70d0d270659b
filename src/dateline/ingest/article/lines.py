"""Lines of a page saved as text: broken paragraphs mended, features of each line and its neighbourhood, a score for being article text.

No list of sites anywhere. The weights lie beside this file; `python -m training.lines` fits them by logistic regression.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

WEIGHTS = Path(__file__).with_name("line_weights.tsv")
STOP_WORDS = frozenset(
    "the a an of to in and that for on with as was were is are be by at from has have had he it they his her its "
    "their this which who not but or been will would said after about more than when where while also into over there "
    "we i you one all can could our what if out up no so".split()
)
# Words of furniture in any site's mouth: a line that holds one and is short is no prose.
FURNITURE = re.compile(
    r"copyright|©|all rights reserved|privacy|cookies?\b|terms of (?:use|service)|subscribe|newsletter|sign (?:up|in)|log ?in|"
    r"register|share (?:on|this|via)|share$|follow us|app store|google play|galaxy store|download (?:our|the) app|advert|"
    r"site ?map|contact us|about us|click here|comments?\b|listen to|tweet|facebook|whatsapp|e-?mail|print\b|read more|"
    r"related (?:stories|articles|news|topics)|most (?:read|popular|viewed)|frequenc(?:y|ies)|\bMHz\b|\d\.\d ?FM|"
    r"min(?:ute)?s? read|reading time|recommended|trending|sponsored|javascript|browser|skip to|menu|search",
    re.I,
)
# A short line that opens a part of the page which is no article.
OTHER_PART = re.compile(
    r"^\W*(?:\d+ )?(?:comments?|responses?|repl(?:y|ies)|leave a (?:reply|comment)|related|more (?:from|on|in|stories|news|about)|"
    r"you (?:may|might) (?:also )?(?:like|be interested)|recommended|most (?:read|popular|viewed|commented|recent)|trending|popular|"
    r"latest|top stories|about the author|don.t miss|also (?:read|on)|see also|tags?|topics?|filed under|posted in|categor(?:y|ies)|"
    r"archives?|share (?:this|on|via)|next|previous|editors.? picks|what to read next|sponsored|promoted|sign up|subscribe|newsletter|"
    r"follow|read next|advertisement|footer|copyright|©)\b",
    re.I,
)
COMMENTS = re.compile(
    r"^\W*(?:\d[\d,]* )?(?:comments?|responses?|repl(?:y|ies)|thoughts)\b|leave a (?:reply|comment)|post a comment|"
    r"(?:^| )says:?$|\bsaid\.\.\.$|add (?:a|your) comment|join the (?:conversation|discussion)",
    re.I,
)
# "Read more: another story": a link that stands between paragraphs.
READ_MORE = re.compile(
    r"^\W*(?:read (?:more|also|next)|also read|related|see also|more on this|further reading)\s*[:–—-]\s*(.+)$", re.I
)
END = re.compile(r"[.!?…。！？][\"”’')\]」]*$")
INSIDE = re.compile(r"[.!?…。][\"”’')\]]*(?:\s+[\"“‘'(]?[A-Z0-9À-Þ]|[^\s\x00-\x7f])")
GOES_ON = re.compile(r"^(?!by\b|[a-z]+_)[a-zß-ÿ)\],.;:?!%’]")  # no byline, no name out of the page's code (author_image)
SEPARATED = re.compile(r"[|»›·•→►]| - ")
DATED = re.compile(r"\b(?:19|20)\d\d\b|\d{1,2}:\d\d|\b(?:hours?|minutes?|days?) ago\b")
CREDITED = re.compile(r"\b(?:photo|image|getty|reuters|courtesy|credit|picture)s?\b", re.I)
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # scripts that part no words
STEPS = (3, 5, 8, 12, 20, 35, 60)  # words
AROUND = (("4 before", -4, -1), ("4 after", 2, 5), ("9 before", -9, -4), ("9 after", 5, 10))  # lines, end exclusive
LOOKED = 10_000  # characters of a line that say what it is; patterns with many words are slow on more
SOME_PROSE = 60  # words of prose after which "comments" is a heading rather than an item of a menu


def size(line: str) -> int:
    """Number of words, near enough in any script."""
    return len(WORD.findall(line)) + len(UNSPACED.findall(line)) // 2


def mended(lines: Sequence[str]) -> list[str]:
    """Lines with the pieces of one paragraph joined again, where inline blocks had broken it; an empty line parts for sure."""
    out: list[list[str]] = []  # pieces of each; put together at the end, since a whole text may be wrapped without an empty line
    words = 0
    for line in lines:
        count = size(line)
        last = out[-1][-1] if out else ""
        if last and line and _broken(last, line, words, count):
            out[-1] += ["" if last.endswith(("(", "[")) or line[0] in ")],.;:?!%’" else " ", line]
            words += count
        else:
            out.append([line])
            words = count
    return ["".join(pieces) for pieces in out]


def _broken(last: str, following: str, words: int, more: int) -> bool:
    """Whether a paragraph of so many words, whose last piece is given, goes on with `more` words of the following line."""
    if words < 4:
        return False
    if last.endswith(("(", "[")):
        return True
    goes_on = GOES_ON.match(following) and not END.search(last) and not last.endswith((":", "|"))
    return bool(goes_on) and words + more >= 8


def features(lines: Sequence[str]) -> list[dict[str, float]]:
    """Named features of every line, each between 0 and 1: its own, its neighbours', and where on the page it stands."""
    times = Counter(lines)
    rows = [_own(line, times[line] > 1) for line in lines]
    prose = [_prose(row) for row in rows]
    short = [1.0 - row["5 words"] for row in rows]
    for i, row in enumerate(rows):
        row |= _beside(i, rows, prose, short) | _around(i, prose, short)
        near = lines[max(0, i - 4) : i + 5]
        row["twice nearby"] = float(near.count(lines[i]) > 1 and row["5 words"] > 0)
    for row, place in zip(rows, _places(lines, prose), strict=True):
        row |= place
    return rows


def _own(line: str, again: bool) -> dict[str, float]:
    line, end = line[:LOOKED], line[-LOOKED:]
    words, count = WORD.findall(line), size(line)
    known = max(1, len(words))
    lower = [w for w in words if w[0].islower()]
    ends, inside, furniture = bool(END.search(end)), len(INSIDE.findall(line)), bool(FURNITURE.search(line))
    return {"bias": 1.0} | {f"{n} words": float(count >= n) for n in STEPS} | {
        "ends a sentence": float(ends and count >= 3),
        "long and ends a sentence": float(ends and count >= 8),
        "two sentences": float(inside > 0),
        "four sentences": float(inside >= 3),
        "comma": float("," in line and count >= 8),
        "English stop words": min(0.5, sum(w.lower() in STOP_WORDS for w in words) / known) if count >= 4 else 0.0,
        "short lower-case words": min(0.6, sum(len(w) <= 3 for w in lower) / known) if count >= 4 else 0.0,
        "lower-case words": len(lower) / known if count >= 2 else 0.0,
        "starts in lower case": float(line[:1].islower()),
        "digits": sum(c.isdigit() for c in line) / max(1, len(line)),
        "furniture, under 12 words": float(furniture and count < 12),
        "furniture, under 30 words": float(furniture and 12 <= count < 30),
        "furniture in a long line": float(furniture and count >= 30),
        "again on the page": float(again),
        "again, 12 words": float(again and count >= 12),
        "quoted": float(line[:1] in "\"“‘'«" and count >= 5),
        "ends in a colon": float(end.endswith(":")),
        "separators": float(bool(SEPARATED.search(line))),
        "short with a date": float(bool(DATED.search(line)) and count < 12),
        "credit": float(bool(CREDITED.search(line)) and count < 30),
        "ends in dots": float(end.endswith(("...", "…", "[…]"))),
        "all capitals": float(line.isupper() and count >= 1),
        "like a headline": float(5 <= count < 20 and not ends and not inside),
    }  # fmt: skip


def _prose(row: dict[str, float]) -> float:
    """How much a line looks like running text by itself: 0, half or 1."""
    if row["12 words"] and (row["ends a sentence"] or row["two sentences"]):
        return 1.0
    return 0.5 if row["20 words"] or (row["5 words"] and row["ends a sentence"]) else 0.0


def _beside(i: int, rows: Sequence[dict[str, float]], prose: Sequence[float], short: Sequence[float]) -> dict[str, float]:
    out: dict[str, float] = {}
    for side, j in (("before", i - 1), ("after", i + 1)):
        there = 0 <= j < len(rows)
        out |= {
            f"prose {side}": prose[j] if there else 0.0,
            f"short {side}": short[j] if there else 1.0,
            f"nothing {side}": float(not there),
            f"repeated {side}": rows[j]["again on the page"] if there else 0.0,
            f"lower case {side}": rows[j]["starts in lower case"] if there else 0.0,
            f"headline {side}": rows[j]["like a headline"] if there else 0.0,
        }
    return out


def _around(i: int, prose: Sequence[float], short: Sequence[float]) -> dict[str, float]:
    """Shares of prose and of short lines, two to four and five to nine lines away."""
    out = {}
    for name, first, last in AROUND:
        first, last = i + first, i + last
        js = range(max(0, first), max(0, min(len(prose), last)))
        out[f"prose {name}"] = sum(prose[j] for j in js) / (last - first)
        out[f"short {name}"] = sum(short[j] for j in js) / len(js) if js else 1.0
    return out


def _places(lines: Sequence[str], prose: Sequence[float]) -> list[dict[str, float]]:
    """Where a line stands: under the heading of another part, after the comments began, how much of the prose is behind it."""
    counts = [size(line) for line in lines]
    total = sum(p * n for p, n in zip(prose, counts, strict=True)) or 1.0
    behind, since, comments, out = 0.0, 99, 0.0, []
    for line, value, count in zip((x[:LOOKED] for x in lines), prose, counts, strict=True):
        since = 0 if count <= 8 and OTHER_PART.match(line) else since + 1
        if count <= 10 and behind >= SOME_PROSE and COMMENTS.search(line):
            comments = 1.0
        share = behind / total
        out.append({
            "3 lines under another part": float(since <= 3), "10 lines under another part": float(3 < since <= 10),
            "in the comments": comments, "before all prose": float(share == 0), "amid the prose": float(0.1 < share < 0.7),
            "last tenth": float(share > 0.9), "after all prose": float(share >= 0.995), "prose behind": share,
        })  # fmt: skip
        behind += value * count
    return out


@cache
def weights() -> dict[str, float]:
    """Weight of each feature; the head of the file says what they were measured at."""
    rows = (line.split("\t") for line in WEIGHTS.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return {name: float(value) for name, value in rows}


def scores(lines: Sequence[str]) -> list[float]:
    """Log odds of every line for being article text."""
    table = weights()
    return [sum(table[name] * value for name, value in row.items() if value) for row in features(lines)]
