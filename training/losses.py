"""One loss a head over a batch of windows, each averaged over what the batch annotates."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from dateline.read.labels import CONTEXTS, MENTION_TYPES, ROLES
from dateline.read.tokens import buckets, sentence_buckets
from training.arrays import IGNORE, EventRow, Row
from training.network import Network

# Chosen once so that each head's gradient on the encoder is of like size; the parts that make a row true count most.
WEIGHTS = {"mention": 1.5, "trigger": 8.0, "modes": 1.0, "aux": 0.6, "roles": 1.0, "contexts": 0.5, "relate": 0.5, "ties": 0.5}


def padded(batch: list[Row]) -> tuple[Tensor, Tensor, Tensor]:
    """ids, mask, shapes (B, T)."""
    width = max(len(r.ids) for r in batch)
    ids, mask, shapes = (torch.zeros(len(batch), width, dtype=torch.long) for _ in range(3))
    for k, row in enumerate(batch):
        ids[k, : len(row.ids)] = torch.from_numpy(row.ids)
        shapes[k, : len(row.ids)] = torch.from_numpy(row.shapes)
        mask[k, : len(row.ids)] = 1
    return ids, mask, shapes


def losses_of(net: Network, batch: list[Row], half: bool = False) -> dict[str, Tensor]:
    """Weighted losses by head; a head that nothing in the batch annotates is left out. `half`: the network's products in bfloat16."""
    with torch.autocast("cpu", torch.bfloat16, enabled=half):
        scores = net(*padded(batch))
    mention, trigger, modes, aux, source, target, tie, contexts, relate = (s.float() for s in scores)
    out = {
        "mention": _mention_loss(batch, mention[:, 1:-1]),
        "trigger": _trigger_loss(batch, trigger[:, 1:-1]),
        "contexts": _context_loss(batch, contexts),
        "relate": _relate_loss(batch, relate),
        "ties": tie_loss(net, batch, tie[:, 1:-1]),
    }
    events = [(k, e) for k, row in enumerate(batch) for e in row.events]
    if events:
        at = torch.tensor([k for k, _ in events]), torch.tensor([e.start + 1 for _, e in events])
        gold = torch.from_numpy(np.stack([e.modes for _, e in events]))
        known = torch.from_numpy(np.stack([e.modes_mask for _, e in events]))
        each = F.binary_cross_entropy_with_logits(modes[at], gold, reduction="none")
        out["modes"] = (each * known).sum() / known.sum().clamp(min=1)
        gold = torch.from_numpy(np.stack([e.aux for _, e in events]))
        out["aux"] = F.binary_cross_entropy_with_logits(aux[at], gold)
        out["roles"] = _role_loss(net, batch, events, source, target)
    return {k: WEIGHTS[k] * v for k, v in out.items() if v is not None}


def _mention_loss(batch: list[Row], scores: Tensor) -> Tensor | None:
    gold = torch.full((*scores.shape[:2], len(MENTION_TYPES)), IGNORE)
    for k, row in enumerate(batch):
        gold[k, : len(row.triggers)] = torch.from_numpy(row.mentions)
    if not bool((gold != IGNORE).any()):
        return None
    return F.cross_entropy(scores.reshape(-1, 3), gold.reshape(-1), ignore_index=IGNORE)


def _trigger_loss(batch: list[Row], scores: Tensor) -> Tensor | None:
    gold = torch.full(scores.shape[:2], IGNORE)
    for k, row in enumerate(batch):
        gold[k, : len(row.triggers)] = torch.from_numpy(row.triggers)
    if not bool((gold != IGNORE).any()):
        return None
    return F.cross_entropy(scores.reshape(-1, scores.shape[-1]), gold.reshape(-1), ignore_index=IGNORE)


def _context_loss(batch: list[Row], scores: Tensor) -> Tensor | None:
    gold = torch.from_numpy(np.stack([r.contexts for r in batch]))
    known = (gold != IGNORE).float()
    if not bool(known.any()):
        return None
    each = F.binary_cross_entropy_with_logits(scores, gold.clamp(min=0), reduction="none")
    return (each * known).sum() / known.sum() * len(CONTEXTS) / 10


def _relate_loss(batch: list[Row], scores: Tensor) -> Tensor | None:
    """A pair that may have several types (YIELD is CONCEDE or RETREAT) wants the sum of their probabilities high."""
    marked = [(k, r.relation) for k, r in enumerate(batch) if r.relation is not None]
    if not marked:
        return None
    at = torch.tensor([k for k, _ in marked])
    may = torch.from_numpy(np.stack([r for _, r in marked])) > 0
    each = F.log_softmax(scores[at], dim=-1).masked_fill(~may, -1e9)
    return -torch.logsumexp(each, dim=-1).mean()


def tie_loss(net: Network, batch: list[Row], vectors: Tensor) -> Tensor | None:
    """By mention rather than by pair, so that a long window weighs as its mentions do."""
    sums, count = [], 0
    for k, row in enumerate(batch):
        if row.ties is not None:
            of = torch.stack([torch.cat([vectors[k, a:b].mean(0), vectors[k, b - 1]]) for a, b in row.ties.spans])
            gold = torch.from_numpy(row.ties.gold)
            each = F.binary_cross_entropy_with_logits(net.ties(of, row.ties.pairs), gold.clamp(min=0), reduction="none")
            sums.append((each * (gold != IGNORE)).sum())
            count += len(row.ties.spans)
    return torch.stack(sums).sum() / count if sums else None


def _role_loss(
    net: Network, batch: list[Row], events: list[tuple[int, EventRow]], source: Tensor, target: Tensor
) -> Tensor | None:
    known = [(k, e) for k, e in events if e.roles is not None]
    if not known:
        return None
    width = target.shape[1] - 2
    gold = torch.full((len(known), width, len(ROLES)), -1.0)
    bucket = torch.zeros(len(known), width, dtype=torch.long)
    apart = torch.zeros(len(known), width, dtype=torch.long)
    for i, (k, e) in enumerate(known):
        assert e.roles is not None
        gold[i, : len(e.roles)] = torch.from_numpy(e.roles.astype(np.float32))
        bucket[i] = torch.from_numpy(buckets(np.arange(width) - e.start))
        apart[i] = torch.from_numpy(sentence_buckets(batch[k].sentences, width, e.start))
    index = torch.tensor([k for k, _ in known])
    at = torch.tensor([e.start + 1 for _, e in known])
    kind = torch.tensor([(int(batch[k].triggers[e.start]) - 1) // 2 for k, e in known])
    scores = net.roles(source[index, at], target[index, 1:-1], kind, bucket, apart)
    mask = (gold >= 0).float()
    each = F.binary_cross_entropy_with_logits(scores, gold.clamp(min=0), reduction="none")
    # Per event and role rather than per token, so that a long window weighs no more than a short one.
    return (each * mask).sum() / len(known) / 10
