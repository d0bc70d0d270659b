"""Trains the reader: `python -m training.train --stage base --encoder FOLDER --out DIR`, then `--stage whole --start DIR/last.pt`.

Checkpoints as it goes and goes on from the last one. The learning rate rises, stays, and falls to nothing over the last part of `--tokens`
(`--decay`, a share of the run). What an epoch of each stage holds: training/data.py.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch

from dateline.read.tokens import Pieces
from training.arrays import Row
from training.data import SHARED_BY_FOLDS, STAGES, gather, measured
from training.losses import losses_of
from training.network import Network
from training.quantised import rounding
from training.teacher import Teacher

KEEP_EVERY = 600  # seconds between checkpoints


def batches(data: list[Row], size: int, rng: random.Random) -> list[list[Row]]:
    """Rows of like length together, batches in random order; `size` in tokens."""
    order = sorted(data, key=lambda r: len(r.ids) + rng.random() * 32)
    out: list[list[Row]] = [[]]
    for row in order:
        if out[-1] and len(row.ids) * (len(out[-1]) + 1) > size:
            out.append([])
        out[-1].append(row)
    rng.shuffle(out)
    return out


def rate_at(done: float, total: float, decay: float, warm: float = 60_000) -> float:
    """Share of the peak rate after `done` tokens: linear rise over `warm`, flat, linear fall over the last `decay` of the run."""
    return min(1.0, done / warm, max(0.0, (total - done) / (total * decay)) if decay else 1.0)


def optimizer_of(net: Network, rate: float) -> torch.optim.Optimizer:
    """Heads learn ten times faster than the encoder, word vectors stay: the corpora hold too few words to move them well."""
    net.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    body = [p for n, p in net.named_parameters() if n.startswith("encoder") and p.requires_grad]
    heads = [p for n, p in net.named_parameters() if not n.startswith("encoder")]
    groups = [{"params": body, "lr": rate, "peak": rate}, {"params": heads, "lr": rate * 10, "peak": rate * 10}]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def train(args: argparse.Namespace, leave_out: frozenset[str] = frozenset()) -> Network:
    """One run; returns the network as it ends."""
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    pieces = Pieces(args.encoder / "tokenizer.json")
    net = Network(args.encoder, args.layers)
    optimizer = optimizer_of(net, args.rate)
    if args.freeze:
        net.freeze(args.freeze)
    mix = STAGES[args.stage]
    if args.stage in SHARED_BY_FOLDS:
        leave_out |= measured(args.shared)
    sets = gather(args.shared, pieces, leave_out)
    teacher = Teacher(args.teacher, args.encoder / "tokenizer.json") if args.teacher else None
    args.out.mkdir(parents=True, exist_ok=True)
    state: dict[str, Any] = {"epoch": 0, "tokens": 0}
    last = args.out / "last.pt"
    if last.exists():
        state = torch.load(last, weights_only=True)
        net.load_state_dict(state["net"])
        if "optimizer" in state:
            optimizer.load_state_dict(state["optimizer"])
    elif args.start:
        net.load_state_dict(torch.load(args.start, weights_only=True)["net"])
    epoch, tokens, kept = state["epoch"], state["tokens"], time.time()
    if args.quantised:
        rounding(net)
    net.train()
    while tokens < args.tokens:
        rows = sets.epoch(mix, args.seed * 1000 + epoch)
        todo = batches(rows, args.batch, random.Random(args.seed + epoch))
        began, first, sums = time.time(), tokens, dict[str, float]()
        for batch in todo:
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * rate_at(tokens, args.tokens, args.decay)
            losses = losses_of(net, batch, args.half, [teacher(row) for row in batch] if teacher else ())
            optimizer.zero_grad()
            torch.stack(list(losses.values())).sum().backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            tokens += sum(len(r.ids) for r in batch)
            for k, v in losses.items():
                sums[k] = sums.get(k, 0.0) + float(v.detach())
            if time.time() - kept > KEEP_EVERY:
                # Half an epoch is repeated after a stop, not lost: what it taught is in the weights.
                _keep(last, net, optimizer, epoch, tokens)
                kept = time.time()
            if tokens >= args.tokens:
                break
        epoch += 1
        speed = round((tokens - first) / (time.time() - began))
        means = {k: round(v / len(todo), 4) for k, v in sums.items()}
        print(json.dumps({"epoch": epoch, "tokens": tokens, "tokens/s": speed, **means}), flush=True)
    _keep(last, net, None, epoch, tokens)
    settings = {"stage": args.stage, **asdict(mix), "tokens": tokens, "rate": args.rate}
    (args.out / "mix.json").write_text(json.dumps(settings) + "\n", "utf-8")
    return net


def _keep(last: Path, net: Network, optimizer: torch.optim.Optimizer | None, epoch: int, tokens: int) -> None:
    state = {"net": net.state_dict(), "epoch": epoch, "tokens": tokens}
    if optimizer:
        state["optimizer"] = optimizer.state_dict()
    torch.save(state, last.with_suffix(".new"))
    last.with_suffix(".new").replace(last)


def arguments() -> argparse.ArgumentParser:
    """The options that every training command shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument(
        "--encoder", type=Path, required=True, help="folder of the unpacked encoder (training.encoders)"
    )
    parser.add_argument("--layers", type=int, default=None, help="keep only the encoder's lowest layers")
    parser.add_argument("--freeze", type=int, default=0, help="learn nothing more in the words and this many lowest layers")
    parser.add_argument("--quantised", action="store_true", help="compute with the rounding of the exported network")
    parser.add_argument("--start", type=Path, default=None, help="checkpoint whose weights to start from")
    parser.add_argument("--teacher", type=Path, default=None, help="folder of a finished reader, whose chances count beside the marks")
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder that holds corpora/")
    parser.add_argument("--tokens", type=float, default=3e6, help="length of the run")
    parser.add_argument("--decay", type=float, default=0.4, help="share of the run over which the rate falls")
    parser.add_argument(
        "--rate", type=float, default=1e-4, help="peak learning rate of the encoder; heads learn ten times faster"
    )
    parser.add_argument("--batch", type=int, default=1024, help="tokens a batch, padding included")
    parser.add_argument("--stage", choices=tuple(STAGES), default="base", help="what an epoch holds (training/data.py)")
    parser.add_argument("--half", action="store_true", help="products in bfloat16: twice as fast where the processor has AMX")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    return parser


def main() -> None:
    train(arguments().parse_args())


if __name__ == "__main__":
    main()
