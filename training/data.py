"""What one epoch is mixed from. Everything outside is joined here, once for all; development texts and held-out articles stay away."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from functools import partial
from pathlib import Path

from dateline.read.tokens import Pieces
from training import annotate, corpora, naming, relations, tying
from training.arrays import Row, rows
from training.examples import Example, merged

HELD_OUT = 10  # every tenth annotated article chooses thresholds and is not trained on
TIES_HELD_OUT = 8  # every eighth text with ties chooses their thresholds
TEXTS = ("mentions/re3d.jsonl", "mentions/gum.jsonl", "places/geovirus_even.jsonl", "unlabelled.jsonl", "times/timebank.jsonl")


@dataclass(frozen=True, slots=True)
class Mix:
    """How often an epoch sees each set: 0.3 is a random third of it, 2 is every row twice."""

    news: float = 1.0  # articles annotated for events
    gold: float = 0.0  # those of them that the makers of the measured sets annotated
    own: float = 1.0  # our own passages
    names: float = 0.3  # entity sets but re3d
    re3d: float = 0.0
    like_re3d: float = 0.0  # articles whose names we marked as re3d does
    pairs: float = 0.3  # marked pairs but PLV's
    plv: float = 0.0


SHARED_BY_FOLDS = ("base", "naming")  # stages that see no text of the cross-validated sets

# A run has three stages or four. The first never sees the texts that figures are cross-validated on, so that the folds share it; the
# second, with a falling rate, brings them in beside a part of the rest; the last, short and slow, settles on how the measured sets are
# annotated, since the first readings of our own coders marked more; `again` goes on with all, now that second readings mark as those do.
STAGES = {
    "base": Mix(),
    "naming": Mix(news=0.1, own=0.15, names=0.1, pairs=0.05, like_re3d=2.0),  # between base and folds of names alone
    "whole": Mix(news=0.5, own=1.0, names=0.1, re3d=3.0, like_re3d=0.5, pairs=0.1, plv=5.0),
    "last": Mix(news=0.25, gold=2.0, own=0.5, names=0.1, re3d=2.0, like_re3d=0.5, pairs=0.05, plv=2.0),
    "again": Mix(gold=1.0, own=0.5, names=0.15, re3d=1.0, like_re3d=0.5, pairs=0.05, plv=1.0),  # from weights that know all sets already
    "named": Mix(news=0.05, own=0.1, names=0.05, re3d=4.0, like_re3d=0.5),  # folds of names alone, after `naming`
    "folds": Mix(news=0.25, gold=1.5, own=0.5, names=0.1, re3d=4.0, like_re3d=1.0, pairs=0.05, plv=4.0),  # of both, for five
}


def held_out(name: str) -> bool:
    """Whether an annotated article is kept for choosing thresholds; by its name, so that new articles move no old one."""
    return zlib.crc32(name.encode()) % HELD_OUT == 0


def ties_held_out(name: str) -> bool:
    """Whether a text with ties is kept to choose their thresholds; articles that are held out have no ties to learn from."""
    return zlib.crc32(f"ties of {name}".encode()) % TIES_HELD_OUT == 0


def without_ties(e: Example) -> Example:
    """The text without its ties where those are kept to choose thresholds; what else it teaches stays."""
    return replace(e, tied=None) if ties_held_out(e.id) else e


def with_ties(shared: Path) -> list[Example]:
    """All texts whose ties are marked: our own passages, documents of GUM, outside articles (training/tying.py)."""
    return [e for e in (*corpora.own(), *corpora.gum(shared / "corpora/mentions/gum.jsonl"), *tied(shared)) if e.tied is not None]


def tied(shared: Path) -> list[Example]:
    """Outside articles whose ties we marked."""
    known = {e.id: e.text for e in corpora.events(shared / "corpora/events/train.json")}
    return [*tying.load(annotate.texts([shared / "corpora" / t for t in TEXTS]) | known)]


def kept_out() -> frozenset[str]:
    """Ids of the articles that evals measure on; nothing may learn from them."""
    lines = (annotate.FOLDER / "held_out.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def annotated(shared: Path) -> list[Example]:
    """All articles with events: the outside set and our own annotations, joined with mentions where a text has both."""
    names = {e.text: e for e in (*corpora.mention_sets(shared), *marked(shared))}
    told = [*corpora.events(shared / "corpora/events/train.json")]
    seen = {e.text for e in told}
    never = kept_out()
    told += [
        e
        for e in annotate.examples([shared / "corpora" / t for t in TEXTS])
        if e.text not in seen and e.id not in never
    ]
    again = annotate.read_again()
    told = [replace(e, contexts=again.get(e.id, e.contexts)) for e in told]
    told = [merged(e, names[e.text]) if e.text in names else e for e in told]
    ties = {e.text: e.tied for e in tied(shared)}
    return [replace(e, tied=ties.get(e.text, e.tied)) for e in told]


def marked(shared: Path) -> list[Example]:
    """Articles whose persons, bodies and places we marked (training/naming.py)."""
    return [*naming.load(annotate.texts([shared / "corpora/unlabelled.jsonl"]))]


def split(examples: Iterable[Example]) -> tuple[list[Example], list[Example]]:
    """(to train on, held out)"""
    out: tuple[list[Example], list[Example]] = ([], [])
    for e in examples:
        out[held_out(e.id)].append(e)
    return out


@dataclass(frozen=True, slots=True)
class Sets:
    """Rows of all sets, cut for one encoder."""

    news: list[Row]
    gold: list[Row]
    own: list[Row]
    names: list[Row]
    re3d: list[Row]
    like_re3d: list[Row]
    pairs: list[Row]
    plv: list[Row]

    def epoch(self, mix: Mix, seed: int) -> list[Row]:
        rng = random.Random(seed)
        out: list[Row] = []
        for f in fields(Mix):
            data, times = getattr(self, f.name), getattr(mix, f.name)
            out += data * int(times) + rng.sample(data, int(len(data) * (times % 1)))
        return out


def measured(shared: Path) -> frozenset[str]:
    """Normalised texts that figures are cross-validated on (training/folds.py): the base stage sees none of them."""
    files = ("relations/plv_train.jsonl", "mentions/re3d.jsonl")
    texts = [row["text"] for f in files for row in corpora.rows(shared / "corpora" / f)]
    texts += [e.text for e in corpora.events(shared / "corpora/events/train.json")]
    return frozenset(relations.normal(text) for text in texts)


def gather(shared: Path, pieces: Pieces, leave_out: frozenset[str] = frozenset()) -> Sets:
    """`leave_out`: normalised texts (relations.normal) that no set may hold. Articles that re3d marks too stand in its set alone."""

    def kept(examples: Iterable[Example]) -> list[Example]:
        return [e for e in examples if relations.normal(e.text) not in leave_out]

    train, held = split(kept(without_ties(e) for e in annotated(shared)))
    defence = list(corpora.re3d(shared / "corpora/mentions/re3d.jsonl"))
    of_re3d = {e.text for e in defence}
    told = {e.text for e in (*train, *held)}
    re3d = [e for e in train if e.text in of_re3d] + kept(e for e in defence if e.text not in told)
    names = [without_ties(e) for e in kept(e for e in corpora.mention_sets(shared) if e.text not in told | of_re3d)]
    folder = shared / "corpora/relations"
    cameo = relations.cameo(folder / "cameo_ner_train.conll", folder / "cameo_class_train.tsv", pieces, leave_out)
    own = [without_ties(e) for e in corpora.own()]
    pairs = [*cameo, *relations.of_events([*train, *own], pieces)]
    plv = relations.plv(folder / "plv_train.jsonl", pieces, leave_out)
    news = [e for e in train if e.text not in of_re3d]
    first = {e.text for e in corpora.events(shared / "corpora/events/train.json")}
    gold = [e for e in news if e.text in first]
    alike = {e.text for e in marked(shared)}
    like_re3d = [e for e in news if e.text in alike]
    cut = partial(rows, pieces=pieces)
    return Sets(cut(news), cut(gold), cut(own), cut(names), cut(re3d), cut(like_re3d), pairs, plv)
