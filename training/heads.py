"""The last step of a reader: `python -m training.heads --run DIR --encoder FOLDER --out DIR2`.

Two heads learn once more on the finished encoder, rounded as it ships: contexts, which only whole articles teach (the mean over windows, as
at run time, where the stages before see one window at a time), and ties, of which there are too few for the pace of the others.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import onnxruntime
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from dateline.read.labels import CONTEXTS
from dateline.read.tokens import Pieces
from training.arrays import Row, rows
from training.data import annotated, held_out, with_ties, without_ties
from training.export import rounded
from training.losses import tie_loss
from training.network import Network

T = TypeVar("T")
Vectors = Callable[[Row], NDArray[np.float32]]
MOST_WINDOWS = 4  # of an article that teaches contexts: longer ones cost much and say little more
TIES_EPOCHS, TIES_RATE = 8, 2e-3
CONTEXT_EPOCHS, CONTEXT_RATE = 40, 5e-4
DROP = 0.2


class Hidden(nn.Module):
    """ids, mask, shapes (B, T) -> the encoder's vectors (B, T, C) alone."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor) -> Tensor:
        return self.net.hidden(ids, mask, shapes)


@dataclass(frozen=True, slots=True)
class Told:
    """An article with contexts: the first vector of each window (W, C), the windows' shares of its length (W,), its contexts (K,)."""

    first: Tensor
    share: Tensor
    gold: Tensor


def vectors_of(net: Network) -> Vectors:
    """What the encoder says of a window, with the rounding of the export."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hidden.onnx"
        rounded(Hidden(net), path, {"hidden": {0: "batch", 1: "tokens"}})
        session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])

    def read(row: Row) -> NDArray[np.float32]:
        feed = {"ids": row.ids[None], "mask": np.ones((1, len(row.ids)), np.int64), "shapes": row.shapes[None]}
        return np.asarray(session.run(None, feed)[0][0], dtype=np.float32)

    return read


def with_contexts(shared: Path, pieces: Pieces, read: Vectors) -> Iterator[tuple[str, Told]]:
    """Every annotated article whose contexts are known, by name."""
    for e in annotated(shared):
        if e.contexts is None or not (cut := rows([e], pieces)) or len(cut) > MOST_WINDOWS:
            continue
        sizes = torch.tensor([float(len(r.ids) - 2) for r in cut])
        first = torch.stack([torch.from_numpy(read(r)[0].copy()) for r in cut])
        yield e.id, Told(first, sizes / sizes.sum(), torch.tensor([float(c in e.contexts) for c in CONTEXTS]))


def teach_contexts(net: Network, data: Sequence[Told], rng: random.Random) -> None:
    """On the mean probability over an article's windows."""
    optimizer = torch.optim.AdamW(net.contexts.parameters(), lr=CONTEXT_RATE, weight_decay=0.01)
    for _ in range(CONTEXT_EPOCHS):
        for batch in _batches(data, 32, rng):
            chance = torch.stack([_chance(net, F.dropout(t.first, DROP), t.share) for t in batch])
            loss = F.binary_cross_entropy(chance.clamp(1e-6, 1 - 1e-6), torch.stack([t.gold for t in batch]), reduction="sum") / len(batch)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()


def _chance(net: Network, first: Tensor, share: Tensor) -> Tensor:
    return share @ torch.sigmoid(net.contexts(first))


def teach_ties(net: Network, data: Sequence[tuple[Row, Tensor]], rng: random.Random) -> None:
    """On windows (T, C) whose ties are marked."""
    parameters = [*net.tie.parameters(), *net.ties.parameters()]
    optimizer = torch.optim.AdamW(parameters, lr=TIES_RATE, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, TIES_RATE, total_steps=TIES_EPOCHS * -(-len(data) // 8))
    net.ties.train()
    for _ in range(TIES_EPOCHS):
        for batch in _batches(data, 8, rng):
            losses = [tie_loss(net, [row], net.tie(F.dropout(h.float(), DROP))[None, 1:-1]) for row, h in batch]
            loss = torch.stack([x for x in losses if x is not None]).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    net.ties.eval()


def _batches(data: Sequence[T], size: int, rng: random.Random) -> Iterator[list[T]]:
    order = rng.sample(range(len(data)), len(data))
    yield from ([data[i] for i in order[k : k + size]] for k in range(0, len(order), size))


def found(net: Network, data: Iterable[Told], limit: float = 0.4) -> float:
    """F1 of contexts from `limit` on."""
    right = told = 0
    with torch.no_grad():
        for t in data:
            on = _chance(net, t.first, t.share) >= limit
            right += int((on & (t.gold > 0)).sum())
            told += int(on.sum() + t.gold.sum())
    return 2 * right / max(1, told)


def finish(run: Path, encoder: Path, layers: int | None, shared: Path, out: Path) -> None:
    """Write `out/last.pt`: the network of a run with both heads learnt anew."""
    torch.manual_seed(7)
    rng = random.Random(7)
    net = Network(encoder, layers)
    net.load_state_dict(torch.load(run / "last.pt", weights_only=True)["net"])
    net.eval()
    pieces, read = Pieces(encoder / "tokenizer.json"), vectors_of(net)
    articles = list(with_contexts(shared, pieces, read))
    kept, taught = ([t for name, t in articles if held_out(name) == side] for side in (True, False))
    print(f"contexts of {len(taught)} articles, held out {len(kept)}: F1 {found(net, kept):.4f} before", flush=True)
    teach_contexts(net, taught, rng)
    print(f"{found(net, taught):.4f} on those learnt from, {found(net, kept):.4f} on those held out", flush=True)
    tied = [r for r in rows(map(without_ties, with_ties(shared)), pieces) if r.ties is not None]
    teach_ties(net, [(r, torch.from_numpy(read(r)).half()) for r in tied], rng)
    out.mkdir(parents=True, exist_ok=True)
    torch.save({"net": net.state_dict()}, out / "last.pt")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True, help="folder with last.pt")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=None, help="as in training")
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder that holds corpora/")
    parser.add_argument("--out", type=Path, required=True, help="folder for the finished last.pt")
    args = parser.parse_args()
    finish(args.run, args.encoder, args.layers, args.shared, args.out)


if __name__ == "__main__":
    main()
