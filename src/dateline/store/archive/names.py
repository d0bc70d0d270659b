"""Names as people type them -> actors. Several that fit are listed, never picked from."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dateline.errors import UsageError
from dateline.resolve.countries import by_name, name_of, names_like
from dateline.store.archive.naming import name_key

Row = dict[str, Any]
Ask = Callable[[str, Any], list[Row]]  # a step of SQL and its parameters -> rows
NO_STATES = frozenset({"UNO", "EUR", "NGO", "ISM", "IMG", "MNC", "IGO", "KOS"})
CODE = re.compile(r"(?:([A-Z]{3})(?::([A-Z]{3}))?|:([A-Z]{3}))")
NUMBER = re.compile(r"#(\d+)(?=\s|$)")  # what follows it is for people: "#12 Sirwan Barzani"
EXACT_STEP = """
    select distinct a.key, a.name, a.type, a.country, a.sector
    from names n join actors o on o.key = n.actor join actors a on a.key = coalesce(o.stands_for, o.key) where n.folded = ?
"""
NUMBER_STEP = "select key, name, type, country, sector, stands_for from actors where key = ?"
WITHIN_STEP = EXACT_STEP.replace("n.folded = ?", "contains(' ' || n.folded || ' ', ' ' || ? || ' ')")
SHORT_STEP = "select 1 from names where folded = ? and name = upper(name) and name <> lower(name) limit 1"  # written as an acronym
TOLD_STEP = "select key, coalesce(told, 0) as told from actors where key in (select unnest(?::bigint[]))"
CHOICES = 30  # of an ambiguous name
NEAR_STEP = """
    select a.name, max(jaro_winkler_similarity(n.folded, ?)) as alike
    from names n join actors o on o.key = n.actor join actors a on a.key = coalesce(o.stands_for, o.key)
    group by a.key, a.name having alike > 0.85 order by alike desc limit 5
"""
# One after the other: joined in one step all names and actors are gone through, which takes three times as long.
JOINED_STEP = "select key from actors where stands_for = ?"
BODIES_STEP = """
    select folded as body from names where actor in ({actors}) union select body from kin where actor = ? and starts_with(body, '~')
"""
KIN_STEP = """
    select distinct k.actor as key, a.name, k.why from kin k join actors a on a.key = k.actor
    where k.body in ({bodies}) and k.actor <> ? order by a.name, key
"""


class Ambiguous(UsageError):
    """A name that several actors bear; `choices` are their rows (name, type, country, sector, told)."""

    def __init__(self, name: str, choices: Sequence[Row]) -> None:
        lines = "".join(f"\n  {described(c)}" for c in choices[:12])
        super().__init__(f"“{name}” may be any of these; name one in full, or by its number as #N:{lines}")
        self.choices = list(choices)


@dataclass(frozen=True, slots=True)
class Party:
    """Whom a question is about: some actors by key, or everyone of a country, a sector or both."""

    label: str
    keys: tuple[int, ...] = ()
    country: str | None = None
    sector: str | None = None
    members: tuple[str, ...] = ()

    def condition(self, alias: str) -> tuple[str, list[Any]]:
        """SQL over a row of `parts` called `alias`, with its parameters."""
        if self.keys:
            return f"{alias}.actor in ({', '.join('?' * len(self.keys))})", list(self.keys)
        codes = [(f"{alias}.{k} = ?", v) for k, v in (("country", self.country), ("sector", self.sector)) if v]
        return " and ".join(sql for sql, _ in codes), [v for _, v in codes]


def described(row: Row) -> str:
    """`#12 Sirwan Barzani (person, IRQ MIL, in 3 articles)`."""
    codes = " ".join(c for c in (row["country"], row["sector"]) if c)
    told = f"{row['told']} article{'' if row['told'] == 1 else 's'}"
    return f"#{row['key']} {row['name']} ({row['type']}{', ' + codes if codes else ''}, in {told})"


def actor_row(ask: Ask, text: str) -> Row:
    """The one actor that a name, alias or #number stands for; `told` is in how many articles it is named, each version counted.

    Raises Ambiguous, or UsageError where nobody fits.
    """
    return _told(ask, [_one(ask, text, _fitting(ask, text))])[0]


def _told(ask: Ask, some: Sequence[Row]) -> list[Row]:
    """With `told`, those named most often first."""
    counts = {r["key"]: r["told"] for r in ask(TOLD_STEP, [[r["key"] for r in some]])}
    return sorted((r | {"told": counts.get(r["key"], 0)} for r in some), key=lambda r: (-r["told"], r["name"], r["key"]))


def _one(ask: Ask, text: str, fitting: Sequence[Row]) -> Row:
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise Ambiguous(text, _told(ask, fitting)[:CHOICES])
    alike = near(ask, text)
    hint = f"did you mean {', '.join(alike)}?" if alike else "`dateline stats` lists who is in it"
    raise UsageError(f"nobody called “{text}” is in the archive; {hint}")


def near(ask: Ask, text: str) -> list[str]:
    """Names of actors that are written nearly so, the nearest first."""
    return [r["name"] for r in ask(NEAR_STEP, [name_key(text)])]


def _fitting(ask: Ask, text: str) -> list[Row]:
    """Whom the words may mean: one where a whole name of it decides, else all of whose names they are a part."""
    if number := NUMBER.match(text.strip()):
        return [_numbered(ask, int(number[1]))]
    wanted = name_key(text)
    exact = _bearers(ask, text)
    lead = [r for r in exact if name_key(r["name"]) == wanted]
    if len(lead) == 1 and (" " in wanted or lead[0]["type"] != "person"):
        return lead
    within = ask(WITHIN_STEP, [wanted]) if not exact or " " not in wanted else []
    fitting = list({r["key"]: r for r in [*exact, *within]}.values())
    if len(exact) == 1 and exact[0]["type"] != "person" and (ask(SHORT_STEP, [wanted]) or not _others(fitting[1:], _acting(ask, wanted))):
        return exact  # "RSF" is the body rather than its commanders, or its rivals; "army" may be any army
    return fitting


def _bearers(ask: Ask, text: str) -> list[Row]:
    """Those of whom it is a whole name; a state is known by its usual name too."""
    usual = name_of(_state(text) or "")
    return ask(EXACT_STEP, [name_key(text)]) or (ask(EXACT_STEP, [name_key(usual)]) if usual else [])


def _acting(ask: Ask, wanted: str) -> list[Row]:
    """Who acts for a body of that folded name, or is it under a longer one."""
    return list({r["key"]: r for r in ask(KIN_STEP.format(bodies="?"), [wanted, -1])}.values())


def _others(some: Sequence[Row], people: Sequence[Row]) -> list[Row]:
    """Those of `some` who are not among the people."""
    keys = {r["key"] for r in people}
    return [r for r in some if r["key"] not in keys]


def _state(text: str) -> str | None:
    """The code of a state by its name, in any case."""
    return by_name(text.strip()) or by_name(text.strip().title())


def _numbered(ask: Ask, key: int) -> Row:
    found = ask(NUMBER_STEP, [key])
    if found and (joined := found[0]["stands_for"]) is not None:
        found = ask(NUMBER_STEP, [joined])
    if not found:
        raise UsageError(f"there is no actor #{key}")
    return {name: value for name, value in found[0].items() if name != "stands_for"}


def code_of(text: str) -> Party | None:
    """Everyone of a code such as IRQ, IRQ:MIL or :REB; None for a name."""
    if code := CODE.fullmatch(text.strip()):
        country, sector = code[1], code[2] or code[3]
        if country is None or name_of(country) or country in NO_STATES:
            return Party(text.strip(), country=country, sector=sector)
    return None


def party(ask: Ask, text: str, *, members: bool = True) -> Party:
    """Whom the words mean: a code (IRQ, IRQ:MIL, :REB), or a name with, where `members`, those who act for that body.

    A state whose name nobody bears is everyone of its code; a body that only its people stand for is all of them.
    """
    if code := code_of(text):
        return code
    fitting = _fitting(ask, text)
    if len(fitting) != 1 and members and (people := _acting(ask, name_key(text))) and not _others(fitting, people):
        return Party(text.strip(), tuple(r["key"] for r in people), members=tuple(r["name"] for r in people))
    if (state := _state(text)) and all(r["type"] != "person" for r in fitting) and not _bearers(ask, text):
        return Party(name_of(state) or text.strip(), country=state)
    row = _one(ask, text, fitting)
    found = Party(row["name"], (row["key"],))
    if not members:
        return found
    kin = {r["key"]: r["name"] for r in _kin(ask, row["key"])}
    return replace(found, keys=(row["key"], *kin), members=tuple(kin.values()))


def _kin(ask: Ask, key: int) -> list[Row]:
    """Who acts for an actor under any of its names."""
    actors = [key, *(r["key"] for r in ask(JOINED_STEP, [key]))]
    bodies = [r["body"] for r in ask(BODIES_STEP.format(actors=", ".join("?" * len(actors))), [*actors, key])]
    return ask(KIN_STEP.format(bodies=", ".join("?" * len(bodies))), [*bodies, key]) if bodies else []


def country_code(text: str) -> str:
    """A country by code or name. Raises UsageError on anything else."""
    code = text.strip().upper()
    if len(code) == 3 and (name_of(code) or code in NO_STATES):
        return code
    if found := _state(text):
        return found
    alike = names_like(text)
    hint = f"did you mean {', '.join(alike)}?" if alike else "use its name or ISO 3166 code, such as IRQ"
    raise UsageError(f"no country called “{text}”; {hint}")
