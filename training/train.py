"""Trains the reader: `python -m training.train --out DIR`. Checkpoints each epoch and goes on from the last one.

Losses: tags of mentions (masked where a set lacks a type) and triggers, modes and aux at triggers, roles of every gold trigger.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from dateline.read.labels import MENTION_TYPES
from dateline.read.tokens import Pieces, buckets
from training import corpora
from training.arrays import IGNORE, Row, rows
from training.network import Network

HELD_OUT = 10  # every tenth article of events/train.json chooses thresholds and is not trained on
WEIGHTS = {"mention": 0.5, "trigger": 1.0, "modes": 0.3, "aux": 0.3, "roles": 1.0}


def batches(data: list[Row], size: int, rng: random.Random) -> list[list[Row]]:
    """Rows of like length together, batches in random order; `size` in tokens."""
    order = sorted(data, key=lambda r: len(r.ids) + rng.random() * 16)
    out: list[list[Row]] = [[]]
    for row in order:
        if out[-1] and len(row.ids) * (len(out[-1]) + 1) > size:
            out.append([])
        out[-1].append(row)
    rng.shuffle(out)
    return out


def padded(batch: list[Row]) -> tuple[Tensor, Tensor]:
    width = max(len(r.ids) for r in batch)
    ids = torch.zeros(len(batch), width, dtype=torch.long)
    mask = torch.zeros(len(batch), width, dtype=torch.long)
    for k, row in enumerate(batch):
        ids[k, : len(row.ids)] = torch.from_numpy(row.ids)
        mask[k, : len(row.ids)] = 1
    return ids, mask


def loss_of(net: Network, batch: list[Row]) -> dict[str, Tensor]:
    """One loss a head, averaged over what the batch annotates."""
    ids, mask = padded(batch)
    mention, trigger, modes, aux, source, target = net(ids, mask)
    width = ids.shape[1] - 2
    gold_m = torch.full((len(batch), width, len(MENTION_TYPES)), IGNORE)
    gold_t = torch.full((len(batch), width), IGNORE)
    for k, row in enumerate(batch):
        gold_m[k, : len(row.triggers)] = torch.from_numpy(row.mentions)
        gold_t[k, : len(row.triggers)] = torch.from_numpy(row.triggers)
    out = {}
    if (gold_m != IGNORE).any():
        out["mention"] = F.cross_entropy(mention[:, 1:-1].reshape(-1, 3), gold_m.reshape(-1), ignore_index=IGNORE) * 3
    if (gold_t != IGNORE).any():
        logits = trigger[:, 1:-1].reshape(-1, trigger.shape[-1])
        out["trigger"] = F.cross_entropy(logits, gold_t.reshape(-1), ignore_index=IGNORE) * 8
    events = [(k, e) for k, row in enumerate(batch) for e in row.events]
    if events:
        at = torch.tensor([e.start + 1 for _, e in events]), torch.tensor([k for k, _ in events])
        gold = torch.from_numpy(np.stack([e.modes for _, e in events]))
        known = torch.from_numpy(np.stack([e.modes_mask for _, e in events]))
        each = F.binary_cross_entropy_with_logits(modes[at[1], at[0]], gold, reduction="none")
        out["modes"] = (each * known).sum() / known.sum().clamp(min=1) * 3
        gold = torch.from_numpy(np.stack([e.aux for _, e in events]))
        out["aux"] = F.binary_cross_entropy_with_logits(aux[at[1], at[0]], gold) * 2
        out.update(_role_loss(net, batch, events, source, target))
    return out


def _role_loss(net: Network, batch: list[Row], events: list, source: Tensor, target: Tensor) -> dict[str, Tensor]:  # type: ignore[type-arg]
    known = [(k, e) for k, e in events if e.roles is not None]
    if not known:
        return {}
    width = target.shape[1] - 2
    gold = torch.full((len(known), width, known[0][1].roles.shape[1]), -1.0)
    bucket = torch.zeros(len(known), width, dtype=torch.long)
    for i, (_, e) in enumerate(known):
        gold[i, : len(e.roles)] = torch.from_numpy(e.roles.astype(np.float32))
        bucket[i] = torch.from_numpy(buckets(np.arange(width) - e.start))
    index = torch.tensor([k for k, _ in known])
    at = torch.tensor([e.start + 1 for _, e in known])
    kind = torch.tensor([(int(batch[k].triggers[e.start]) - 1) // 2 for k, e in known])
    scores = net.roles(source[index, at], target[index, 1:-1], kind, bucket)
    mask = (gold >= 0).float()
    each = F.binary_cross_entropy_with_logits(scores, gold.clamp(min=0), reduction="none")
    # Per event and role rather than per token, so that a long window weighs no more than a short one.
    return {"roles": (each * mask).sum() / len(known) / 10}


def train(args: argparse.Namespace) -> None:
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    rng = random.Random(args.seed)
    pieces = Pieces(args.encoder / "tokenizer.json")
    wire = list(corpora.events(args.shared / "corpora/events/train.json"))
    own = list(corpora.own())
    news = rows([e for k, e in enumerate(wire) if k % HELD_OUT], pieces) + rows(own, pieces) * args.own_times
    names = rows(corpora.mention_sets(args.shared), pieces)
    net = Network(args.encoder)
    heads = [p for n, p in net.named_parameters() if not n.startswith("encoder")]
    groups = [{"params": list(net.encoder.parameters()), "lr": args.rate}, {"params": heads, "lr": args.rate * 10}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    args.out.mkdir(parents=True, exist_ok=True)
    first = 0
    last = args.out / "last.pt"
    if last.exists():
        state = torch.load(last, weights_only=True)
        net.load_state_dict(state["net"])
        optimizer.load_state_dict(state["optimizer"])
        first = state["epoch"] + 1
    total = args.epochs
    peak = [g["lr"] for g in groups]
    for epoch in range(first, total):
        net.train()
        rng = random.Random(args.seed * 1000 + epoch)
        share = rng.sample(names, int(len(names) * args.names_share))
        todo = batches(news + share, args.batch, rng)
        began, sums, tokens = time.time(), dict[str, float](), 0
        for step, batch in enumerate(todo):
            done = (epoch + step / len(todo)) / total
            rise = min(1.0, done * total / 0.6)  # warm-up over the first 0.6 of an epoch, then linear decay
            for group, top in zip(optimizer.param_groups, peak, strict=True):
                group["lr"] = top * rise * (1 - done)
            losses = loss_of(net, batch)
            optimizer.zero_grad()
            torch.stack([WEIGHTS[k] * v for k, v in losses.items()]).sum().backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            tokens += sum(len(r.ids) for r in batch)
            for k, v in losses.items():
                sums[k] = sums.get(k, 0.0) + float(v.detach())
        speed = tokens / (time.time() - began)
        means = {k: round(v / len(todo), 4) for k, v in sums.items()}
        print(json.dumps({"epoch": epoch, "tokens": tokens, "tokens/s": round(speed), **means}), flush=True)
        torch.save({"net": net.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch}, args.out / "new.pt")
        (args.out / "new.pt").replace(last)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the unpacked encoder")
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder that holds corpora/")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument(
        "--rate", type=float, default=1e-4, help="peak learning rate of the encoder; heads learn ten times faster"
    )
    parser.add_argument("--batch", type=int, default=2048, help="tokens a batch, padding included")
    parser.add_argument("--names-share", type=float, default=0.15, help="share of the entity sets seen in each epoch")
    parser.add_argument("--own-times", type=int, default=1, help="how often our own corpus counts in an epoch")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
