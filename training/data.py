"""What one epoch is mixed from. Everything outside is joined here, once for all; development texts and held-out articles stay away."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dateline.read.tokens import Pieces
from training import annotate, corpora, relations
from training.arrays import Row, rows
from training.examples import Example, merged

HELD_OUT = 10  # every tenth annotated article chooses thresholds and is not trained on
TEXTS = ("mentions/re3d.jsonl", "mentions/gum.jsonl", "places/geovirus_even.jsonl", "unlabelled.jsonl")


@dataclass(frozen=True, slots=True)
class Mix:
    """How much of each set an epoch sees: all annotated articles, PLV's pairs, and shares (0 to 1) or repeats of the others."""

    names_share: float = 0.1
    own_times: int = 1
    pairs_share: float = 0.3
    seed: int = 7


def held_out(name: str) -> bool:
    """Whether an annotated article is kept for choosing thresholds; by its name, so that new articles move no old one."""
    return zlib.crc32(name.encode()) % HELD_OUT == 0


def kept_out() -> frozenset[str]:
    """Ids of the articles that evals measure on; nothing may learn from them."""
    lines = (annotate.FOLDER / "held_out.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def annotated(shared: Path) -> list[Example]:
    """All articles with events: the outside set and our own annotations, joined with mentions where a text has both."""
    names = {e.text: e for e in corpora.mention_sets(shared)}
    told = [*corpora.events(shared / "corpora/events/train.json")]
    seen = {e.text for e in told}
    never = kept_out()
    told += [
        e
        for e in annotate.examples([shared / "corpora" / t for t in TEXTS])
        if e.text not in seen and e.id not in never
    ]
    return [merged(e, names[e.text]) if e.text in names else e for e in told]


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
    own: list[Row]
    names: list[Row]
    plv: list[Row]
    pairs: list[Row]

    def epoch(self, mix: Mix, number: int) -> list[Row]:
        rng = random.Random(mix.seed * 1000 + number)
        names = rng.sample(self.names, int(len(self.names) * mix.names_share))
        pairs = rng.sample(self.pairs, int(len(self.pairs) * mix.pairs_share))
        return self.news + self.own * mix.own_times + names + self.plv + pairs


def gather(shared: Path, pieces: Pieces, leave_out: frozenset[str] = frozenset()) -> Sets:
    """`leave_out`: normalised texts (relations.normal) that no set may hold."""
    train, held = split(e for e in annotated(shared) if relations.normal(e.text) not in leave_out)
    away = {e.text for e in held}
    known = {e.text for e in train}
    folder = shared / "corpora/relations"
    plv = relations.plv(folder / "plv_train.jsonl", pieces, leave_out)
    cameo = relations.cameo(folder / "cameo_ner_train.conll", folder / "cameo_class_train.tsv", pieces, leave_out)
    pairs = [*cameo, *relations.of_events(train, pieces)]
    names = [e for e in corpora.mention_sets(shared) if e.text not in away and e.text not in known]
    names = [e for e in names if relations.normal(e.text) not in leave_out]
    return Sets(rows(train, pieces), rows(corpora.own(), pieces), rows(names, pieces), plv, pairs)
