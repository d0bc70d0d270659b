"""Teaches the second layer of mentions: `python -m training.second [--name accurate] [--weights FOLDER]`.

On what the finished reader says of the documents of re3d, which marks mentions inside of others and words that are two things. Puts
second.npz beside the reader's weights; `python -m evals --only entities` tells how documents fare that nothing learnt from.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from dateline.ingest.article import to_article
from dateline.read.reader import Parts, Reader
from dateline.read.second import ARRAYS, BROADER, KINDS, SecondScorer, features
from dateline.read.session import WEIGHTS
from evals.coded import page_of
from training import corpora
from training.arrays import BEGIN, INSIDE, token_range
from training.card import sign
from training.data import marked
from training.examples import Example

HIDDEN, EPOCHS, RATE, DECAY, DROP, BATCH = 24, 20, 1e-3, 0.3, 0.3, 512
FILE = "corpora/mentions/re3d.jsonl"


class Second(nn.Module):
    """As read/second.py runs it, on standardised numbers."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(size, HIDDEN)
        self.out = nn.Linear(HIDDEN, 3 * len(KINDS), bias=False)
        self.direct = nn.Linear(size, 3 * len(KINDS))

    def forward(self, x: Tensor) -> Tensor:
        hidden = F.dropout(torch.relu(self.hidden(x)), DROP, self.training)
        return torch.as_tensor(self.out(hidden) + self.direct(x))


def tags(e: Example, parts: Parts) -> list[NDArray[np.int64]]:
    """(T, KINDS) of each window; of mentions inside of others the shortest wins."""
    out = []
    for window, _ in parts:
        gold = np.zeros((len(window.offsets), len(KINDS)), dtype=np.int64)
        for start, end, kind in sorted(e.mentions, key=lambda m: m[0] - m[1]):
            broad = BROADER.get(kind, kind)  # type: ignore[call-overload]
            if broad in KINDS and (at := token_range(window.offsets, start, end)):
                gold[at[0] : at[1], KINDS.index(broad)] = INSIDE
                gold[at[0], KINDS.index(broad)] = BEGIN
        out.append(gold)
    return out


def fitted(examples: Sequence[Example], parts: Sequence[Parts]) -> SecondScorer:
    """The scorer that these documents teach; `parts`: what the reader says of their windows."""
    torch.manual_seed(7)
    told = np.concatenate([features(scores) for some in parts for _, scores in some])
    gold = torch.from_numpy(np.concatenate([t for e, some in zip(examples, parts, strict=True) for t in tags(e, some)]))
    mean, spread = told.mean(axis=0), told.std(axis=0) + 1e-6
    x, net = torch.from_numpy((told - mean) / spread), Second(told.shape[1])
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=EPOCHS * -(-len(x) // BATCH))
    for _ in range(EPOCHS):
        for index in torch.randperm(len(x)).split(BATCH):
            logits = net(F.dropout(x[index], DROP))
            loss = F.cross_entropy(logits.reshape(-1, 3), gold[index].reshape(-1))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    with torch.no_grad():
        out, *weights = (layer.weight.numpy().T for layer in (net.out, net.hidden, net.direct))
        first, bias = np.concatenate(weights, axis=1), np.concatenate([layer.bias.numpy() for layer in (net.hidden, net.direct)])
    first = first / spread[:, None]  # so that the numbers need no standard form at run time
    return SecondScorer(*(np.asarray(a, dtype=np.float16).astype(np.float32) for a in (first, bias - mean @ first, out)))


def taught(reader: Reader, shared: Path, wanted: Callable[[Example], bool] = lambda _: True) -> SecondScorer:
    """The second layer of a reader from the `wanted` of the documents that training may see."""
    examples = [e for e in (*corpora.re3d(shared / FILE), *marked(shared)) if wanted(e)]
    return fitted(examples, reader.scored(to_article(page_of({"id": e.id, "text": e.text})) for e in examples))


def nothing(size: int) -> SecondScorer:
    """A second layer that finds nothing: what an exported reader has until it is taught one."""
    outside = np.tile(np.array([9.0, 0.0, 0.0], dtype=np.float32), len(KINDS))
    width = len(outside)
    bias = np.concatenate([np.zeros(HIDDEN, np.float32), outside])
    return SecondScorer(np.zeros((size, HIDDEN + width), np.float32), bias, np.zeros((HIDDEN, width), np.float32))


def write(scorer: SecondScorer, path: Path) -> None:
    np.savez(path, **{name: getattr(scorer, name).astype(np.float16) for name in ARRAYS})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder that holds corpora/")
    parser.add_argument("--name", default="accurate", help="which reader's")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="folder of the readers")
    args = parser.parse_args()
    write(taught(Reader(args.name, folder=args.weights), args.shared), args.weights / args.name / "second.npz")
    sign(args.weights / args.name, "second.npz")


if __name__ == "__main__":
    main()
