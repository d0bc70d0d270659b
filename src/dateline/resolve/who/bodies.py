"""Bodies, groups and places of one article by all that they are called: name, state, row of the roster, acronym."""

from __future__ import annotations

import re

from dateline.records import Mention
from dateline.resolve.countries import by_name
from dateline.resolve.who.codes import names_people, state_of
from dateline.resolve.who.draft import Draft, Kind
from dateline.resolve.who.names import acronym, plain
from dateline.resolve.who.pronouns import Told
from dateline.resolve.who.roster import Seen
from dateline.resolve.who.words import DEFINITE, HEAD

BRACKETED = re.compile(r"\s*\((?:the )?([A-Z][\w.-]{1,9})\)")
# Heads of descriptions and the words of a name that they stand for: "the ministry" is the Defence Ministry told before.
BODY_HEADS = frozenset(
    "ministry party court council assembly committee commission union bank agency organisation organization alliance department "
    "parliament senate congress army navy force forces university federation movement front group coalition government company "
    "league office institute tribunal authority bureau club association foundation society board police".split()
)
STATE_FORCES = frozenset({"army", "navy", "forces", "force", "government", "police", "guard"})  # alone never rebels: after the LRA too
STATE_HEADS = frozenset({"country", "nation", "republic", "kingdom", "state", "island", "islands"})


class Bodies:
    """`playing`: mentions that act or are acted upon; a place that does neither is no government."""

    def __init__(self, text: str, roster: Seen, told: Told, playing: frozenset[int]) -> None:
        self._text, self._roster, self._told, self._playing = text, roster, told, playing
        self._by_key: dict[str, Draft] = {}

    def add(self, index: int, m: Mention, words: str, draft: Draft) -> None:
        """Make a body known under all that the words call it; the first that bears a key keeps it."""
        for key in self._keys(index, m, words):
            self._by_key.setdefault(key, draft)

    def describe(self, words: str, draft: Draft) -> None:
        """Make a person or group without a name known under the very words."""
        self._by_key.setdefault(plain(words), draft)

    def called(self, words: str) -> Draft | None:
        """What was told by the very words."""
        return self._by_key.get(plain(words))

    def find(self, index: int, m: Mention, words: str, kind: Kind) -> tuple[Draft, str] | None:
        """The draft of the same name, state, roster entry or acronym; for a description the latest body that fits; and the rule."""
        if m.type == "place" and index not in self._playing:
            return self._place(words)
        name, code = plain(words), by_name(words) if m.type == "place" else None
        if code and (found := self._by_key.get(f"place:{code}")):
            return found, "the same place"
        known, state = self._roster.find(words), self._state(m, words)
        if known and (found := self._by_key.get(f"roster:{known.name}")):
            return found, "the same row of the roster"
        if state and (found := self._by_key.get(f"state:{state}")):
            return found, "the same state"
        if (found := self._by_key.get(name)) and not known and not state and found.type != "place":
            return found, "the same words or their acronym"
        if DEFINITE.match(self._text[m.start : m.end]) or kind == "organisation":
            short = self._short_form(name, kind)
            return (short, "a short form of one told before") if short else None
        return None

    def _state(self, m: Mention, words: str) -> str | None:
        """The state that the words stand for; "three Ukrainians" are people of one, "the Ukrainians" it."""
        return None if names_people(words) and not DEFINITE.match(self._text[m.start : m.end]) else state_of(words)

    def _place(self, words: str) -> tuple[Draft, str] | None:
        name, code = plain(words), by_name(words)
        found = self._by_key.get(f"place:{code or name}") or (self._by_key.get(name) if words.isupper() else None)
        found = found or (self._by_key.get(f"state:{code}") if code else None)
        return (found, "the same place") if found else None

    def _keys(self, index: int, m: Mention, words: str) -> list[str]:
        name = plain(words)
        if m.type == "place" and index not in self._playing:
            return [k for k in (f"place:{by_name(words) or name}", name, acronym(words)) if k]
        state, known = self._state(m, words), self._roster.find(words)
        bracket = BRACKETED.match(self._text[m.end : m.end + 16])
        return [
            k for k in (
                name, state and f"state:{state}", known and f"roster:{known.name}", bracket and plain(bracket[1]),
                acronym(words) if m.type != "group" else None,
            ) if k
        ]  # fmt: skip

    def _short_form(self, name: str, kind: Kind) -> Draft | None:
        """ "the Court" after "the Supreme Court": the latest body whose name holds these words."""
        head = HEAD.split(name)[0].split()
        if not head or (len(name.split()) > 2 and kind != "organisation"):
            return None
        if name in STATE_HEADS:
            return next((d for d in self._told.recent(12) if d.type in ("place", "organisation") and state_of(d.name)), None)
        for draft in self._told.recent(30):
            if draft.type in ("organisation", "group") and draft.named and not (name in STATE_FORCES and self._rebels(draft)):
                other = plain(draft.name)
                if other != name and (f" {name} " in f" {other} ") and (head[-1] in BODY_HEADS or len(name) > 5):
                    return draft
        return None

    def _rebels(self, draft: Draft) -> bool:
        """Whether the roster knows a body for an armed group of no state."""
        known = self._roster.find(draft.name)
        return bool(known and known.sector == "REB")
