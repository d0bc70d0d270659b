"""The decisions of an article as trees for a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Mapping

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from dateline.resolve.explain import Explained

FEATURES = 6  # of the weightiest shown on a line


def show_explained(told: Explained, parts: Collection[str]) -> None:
    """Print one article's trees to stdout."""
    console = Console(width=None if sys.stdout.isatty() else 140, highlight=False)
    console.print(Text(told.title or told.id, style="bold"))
    for name, tree in TREES.items():
        if name in parts:
            console.print(tree(told))
    console.print()


def when(told: Explained) -> Tree:
    """Times with their values, then the dates weighed for each trigger."""
    tree = _tree("when", f"counted from {told.anchor or 'nothing'}, {told.anchor_is}")
    times = tree.add(Text(f"{len(told.times)} times"))
    for t in told.times:
        times.add(_line(f"“{t.text}”", f"{t.value} ({t.precision})", t.why))
    for d in told.dates:
        date = f"{d.date.value} ({d.date.precision}, {d.date.confidence:.2f})" if d.date else "no date"
        branch = tree.add(_line(f"{d.type} “{d.trigger.text}”", date, d.date.why if d.date else ""))
        if d.by_reader:
            branch.add(Text(f"the reader ties “{d.by_reader}” to it, which counts in what follows:", style="dim"))
        for o in d.options:
            words = f" “{o.text}”" if o.text else ""
            branch.add(_line(f"{o.chance:.2f}", f"{o.value or 'none'}{words}", f"{o.why}: {_features(o.features)}"))
    return tree


def where(told: Explained) -> Tree:
    """Names with the places that they may mean."""
    tree = _tree("where", f"{len(told.places)} names")
    for p in told.places:
        best = p.options[0] if p.options else None
        value = f"{best.name}, {best.admin1 or ''} {best.country or ''}" if p.placed and best else "not on the map"
        branch = tree.add(_line(f"“{p.text}”", value, f"seen by the {p.seen_by}"))
        branch.add(_line(f"a place here: {p.is_place:.2f}", f"(at least {p.least_place})", _features(p.signs)))
        branch.add(_line(f"which one: {p.confidence:.2f}", f"(at least {p.least_sure})", _asked(p.within, p.asked)))
        for o in p.options:
            what = f"{o.name}, {o.admin1 or ''} {o.country or ''} ({o.kind}, {o.population:,})"
            branch.add(_line(f"{o.chance:.2f}", what, _features(o.features)))
        if p.others > 0:
            branch.add(Text(f"{p.others} more", style="dim"))
    return tree


def who(told: Explained) -> Tree:
    """Actors with the rules that made them."""
    tree = _tree("who", f"{len(told.actors)} actors")
    for a in told.actors:
        codes = " ".join(c for c in (a.country, a.sector) if c) or "no codes"
        branch = tree.add(_line(f"{a.name} ({a.type})", f"[{codes}] {a.confidence:.2f}", a.why))
        if a.roster:
            branch.add(Text(f"roster: {a.roster}"))
        mentions = branch.add(Text(f"{len(a.mentions)} mentions"))
        for m in a.mentions:
            mentions.add(_line(f"“{m.text}”", f"at {m.start}", m.rule))
        for d in a.descriptions:
            says = ", ".join(x for x in (d.country, d.sector) if x) or "no rule knows it"
            branch.add(_line(f"described “{d.words}”", "", says))
    for s in told.shared:
        tree.add(_line(f"“{s.text}” at {s.start}", "stands for " + ", ".join(s.actors), s.rule))
    return tree


def events(told: Explained) -> Tree:
    """Triggers with their roles and what became of them."""
    tree = _tree("events", f"{len(told.triggers)} triggers")
    for t in told.triggers:
        kind = " ".join((t.type, *t.modes)) + (f" ({', '.join(t.aux)})" if t.aux else "")
        branch = tree.add(_line(f"{kind} “{t.text}”", f"{t.confidence:.2f}", t.outcome))
        for r in t.roles:
            branch.add(_line(f"{r.name} “{r.text}”", f"{r.confidence:.2f}", f"a {r.type}"))
        if t.place:
            branch.add(_line("placed in", t.place, t.place_why or ""))
        weighed = branch.add(Text("places weighed where the reader ties none"))
        for w in t.places:
            weighed.add(_line(f"{w.chance:.2f}", w.name or "none", f"{w.why}: {_features(w.features)}"))
    return tree


TREES: Mapping[str, Callable[[Explained], Tree]] = {"when": when, "where": where, "who": who, "events": events}


def _tree(name: str, note: str) -> Tree:
    return Tree(Text.assemble((name, "bold cyan"), f"  {note}"))


def _line(head: str, value: str, why: str) -> Text:
    return Text.assemble(" ".join(head.split()), " ", (value, "bold"), "  ", (why, "dim"))


def _features(worth: Mapping[str, float]) -> str:
    """The weightiest first."""
    ordered = sorted(worth.items(), key=lambda x: -abs(x[1]))
    more = f", {len(ordered) - FEATURES} more" if len(ordered) > FEATURES else ""
    return ", ".join(f"{name} {x:+.2f}" for name, x in ordered[:FEATURES]) + more


def _asked(within: tuple[str, ...], asked: str | None) -> str:
    return "; ".join([*(f"named within {w}" for w in within), *([f"a {asked} is asked for"] if asked else [])])
