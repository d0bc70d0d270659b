"""The actors of the whole archive: one article's list -> lasting actors. Cautious: two records that a person can join again
(`dateline fix merge`) are better than one that mixes two people.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

from dateline.records import Actor, DatedRole, Participant
from dateline.resolve.countries import by_capital, by_name
from dateline.resolve.who import Roster
from dateline.store.archive.kin import called, kin_of
from dateline.store.archive.naming import LEADING, name_key
from dateline.store.archive.tables import Tables

Row = dict[str, Any]
KNOWN_STEP = "select identity, key, country, sector from actors where identity in (select unnest(?))"
KIN_STEP = "select actor, body from kin where actor in (select unnest(?::bigint[]))"
ACTORS_STEP = "select a.key, a.name, a.type, list(n.name) as names from actors a join names n on n.actor = a.key group by all"
ROLES_STEP = """
    select own, list(distinct {'title': role.title, 'organisation': role.organisation}) as roles
    from (select own, unnest(roles) as role from cast_list) where role.organisation is not null group by own
"""
NAMES_STEP = "select actor, folded from names where actor in (select unnest(?::bigint[]))"


def identity(actor: Actor | Participant, roster: Roster) -> str:
    """What makes two actors of different articles the same.

    Roster entries by their entry, states by code, people by full name, named bodies by name; a surname alone and bodies without
    a name ("police") count as the same only within one country.
    """
    kind = actor.type if isinstance(actor, Actor) else "other"
    if known := roster.find(actor.name):
        return f"known:{known.name}"
    if kind == "place" and (state := by_name(actor.name) or by_capital(actor.name)):
        return f"state:{state}"
    if kind in ("organisation", "group") and (state := by_name(actor.name)):
        return f"state:{state}"
    name = name_key(actor.name)
    proper = any(w[:1].isupper() for w in LEADING.sub("", actor.name).split())
    if kind == "person" and " " in name:
        return f"person:{name}"
    if kind == "organisation" and proper:
        return f"body:{name}"
    return f"{kind}:{name}:{actor.country or ''}"


class People:
    """Gives archive keys to the actors of a batch of articles, making new ones where needed."""

    def __init__(self, base: duckdb.DuckDBPyConnection, tables: Tables, roster: Roster, first_key: int) -> None:
        self._base, self._tables, self._roster = base, tables, roster
        self._first = self._next = first_key

    @property
    def used(self) -> int:
        """How many new keys were given."""
        return self._next - self._first

    def keys(self, some: Sequence[Actor | Participant], given: Sequence[str | None]) -> list[int]:
        """One key each, in order; `given` identities win. Few queries and inserts a call, however many actors."""
        identities = [g or identity(a, self._roster) for a, g in zip(some, given, strict=True)]
        rows = self._base.execute(KNOWN_STEP, [list(set(identities))]).fetchall()
        known = {identity: key for identity, key, _, _ in rows}
        fresh: dict[str, Row] = {}
        for actor, ident in zip(some, identities, strict=True):
            if ident not in known:
                known[ident] = self._next
                fresh[ident] = self._row(self._next, ident, actor)
                self._next += 1
            elif ident in fresh:
                fresh[ident]["country"] = fresh[ident]["country"] or actor.country
                fresh[ident]["sector"] = fresh[ident]["sector"] or actor.sector
        self._tables.insert("actors", list(fresh.values()))
        self._learn(some, [known[i] for i in identities], {i: (c, s) for i, _, c, s in rows}, identities)
        self._tie(some, [known[i] for i in identities])
        return [known[i] for i in identities]

    def _row(self, key: int, ident: str, actor: Actor | Participant) -> Row:
        known = self._roster.find(actor.name)
        name = known.name if known else actor.name
        kind = actor.type if isinstance(actor, Actor) else "other"
        return {"key": key, "identity": ident, "name": name, "type": kind, "country": actor.country, "sector": actor.sector}

    def _learn(
        self, some: Sequence[Actor | Participant], keys: list[int],
        codes: dict[str, tuple[str | None, str | None]], identities: list[str],
    ) -> None:  # fmt: skip
        """Add names that an actor did not have, and codes where it had none."""
        there = {(k, f) for k, f in self._base.execute(NAMES_STEP, [list(set(keys))]).fetchall()}
        rows = []
        for actor, key, ident in zip(some, keys, identities, strict=True):
            aliases = actor.aliases if isinstance(actor, Actor) else ()
            for name in (actor.name, *aliases, *called(actor.name, self._roster)):
                if name and (pair := (key, name_key(name))) not in there:
                    there.add(pair)
                    rows.append({"actor": key, "name": name, "folded": pair[1]})
            country, sector = codes.get(ident, ("", ""))
            if (country is None and actor.country) or (sector is None and actor.sector):
                step = "update actors set country = coalesce(country, ?), sector = coalesce(sector, ?) where key = ?"
                self._base.execute(step, [actor.country, actor.sector, key])
                codes[ident] = (country or actor.country, sector or actor.sector)
        self._tables.insert("names", rows)

    def _tie(self, some: Sequence[Actor | Participant], keys: list[int]) -> None:
        """Remember for whom the actors act."""
        from_now = {(k, body): why for actor, k in zip(some, keys, strict=True) for body, why in kin_of(actor, self._roster)}
        there = set(self._base.execute(KIN_STEP, [sorted({k for k, _ in from_now})]).fetchall()) if from_now else set()
        rows = [{"actor": k, "body": b, "why": why} for (k, b), why in from_now.items() if (k, b) not in there]
        self._tables.insert("kin", rows)


def name_all(base: duckdb.DuckDBPyConnection) -> None:
    """Inside a transaction: for whom every actor acts, and the further names of bodies, of an archive that knew them by other rules."""
    if not (actors := base.execute(ACTORS_STEP).fetchall()):
        return
    roster = Roster.load()
    posts = {own: tuple(DatedRole(**r) for r in roles) for own, roles in base.execute(ROLES_STEP).fetchall()}
    kin, names = list[Row](), list[Row]()
    for key, name, kind, held in actors:
        bodies = dict(kin_of(Actor(str(key), name, kind, None, None, (), 1.0, "", roles=posts.get(key, ())), roster))
        kin += [{"actor": key, "body": body, "why": why} for body, why in bodies.items()]
        further = {name_key(n): n for n in called(name, roster)}
        names += [{"actor": key, "name": n, "folded": folded} for folded, n in further.items() if folded not in {*map(name_key, held)}]
    tables = Tables(base)
    tables.insert("kin", kin)
    tables.insert("names", names)
