"""One loss a head over a batch of windows, each averaged over what the batch annotates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from dateline.read.labels import CONTEXTS, MENTION_TYPES
from dateline.read.tokens import buckets, sentence_buckets
from training.arrays import IGNORE, EventRow, Row
from training.network import Network
from training.teacher import Told

# Chosen once so that each head's gradient on the encoder is of like size; the parts that make a row true count most.
WEIGHTS = {"mention": 1.5, "trigger": 8.0, "modes": 1.0, "aux": 0.6, "roles": 1.0, "contexts": 0.5, "relate": 0.5, "ties": 0.5}
SHARE = 0.5  # of a teacher's chances beside the marks


def padded(batch: list[Row]) -> tuple[Tensor, Tensor, Tensor]:
    """ids, mask, shapes (B, T)."""
    width = max(len(r.ids) for r in batch)
    ids, mask, shapes = (torch.zeros(len(batch), width, dtype=torch.long) for _ in range(3))
    for k, row in enumerate(batch):
        ids[k, : len(row.ids)] = torch.from_numpy(row.ids)
        shapes[k, : len(row.ids)] = torch.from_numpy(row.shapes)
        mask[k, : len(row.ids)] = 1
    return ids, mask, shapes


def losses_of(net: Network, batch: list[Row], half: bool = False, told: Sequence[Told] = ()) -> dict[str, Tensor]:
    """Weighted losses by head; a head that nothing in the batch annotates is left out. `half`: the network's products in bfloat16.

    `told`: a teacher's chances of each row, which then count SHARE beside the marks.
    """
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
    soft: dict[str, Tensor] = {}
    if told:
        soft = _soft_losses(told, mention[:, 1:-1], trigger[:, 1:-1], contexts, relate)
    events = [(k, e) for k, row in enumerate(batch) for e in row.events]
    if events:
        at = torch.tensor([k for k, _ in events]), torch.tensor([e.start + 1 for _, e in events])
        gold = torch.from_numpy(np.stack([e.modes for _, e in events]))
        known = torch.from_numpy(np.stack([e.modes_mask for _, e in events]))
        out["modes"] = _mean_over(known, modes[at], gold)
        gold = torch.from_numpy(np.stack([e.aux for _, e in events]))
        out["aux"] = F.binary_cross_entropy_with_logits(aux[at], gold)
        roles = _role_scores(net, batch, events, source, target)
        out["roles"] = _role_loss([e.roles for _, e in events], roles)
        if told:
            of_events = [e for one in told for e in one.events]
            soft["modes"] = _mean_over(known, modes[at], torch.from_numpy(np.stack([e.modes for e in of_events])).float())
            soft["aux"] = F.binary_cross_entropy_with_logits(aux[at], torch.from_numpy(np.stack([e.aux for e in of_events])).float())
            soft["roles"] = torch.as_tensor(_role_loss([e.roles for e in of_events], roles))
    return {k: WEIGHTS[k] * v for k, v in _shared({k: v for k, v in out.items() if v is not None}, soft).items()}


def _shared(hard: Mapping[str, Tensor], soft: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Marks and teacher together; of a head that one of them says nothing of, the other's loss alone counts, at its share."""
    own = {k: (1.0 - SHARE if soft else 1.0) * v for k, v in hard.items()}
    return own | {k: SHARE * v + own.get(k, torch.zeros(())) for k, v in soft.items()}


def _soft_losses(told: Sequence[Told], mention: Tensor, trigger: Tensor, contexts: Tensor, relate: Tensor) -> dict[str, Tensor]:
    """Of what a row says whatever its events are; a marked pair says its type alone."""
    out: dict[str, Tensor] = {}
    plain = [k for k, one in enumerate(told) if one.relate is None]
    if plain:
        of_mentions, of_triggers = [], []
        for k in plain:
            size = len(told[k].trigger)
            of_mentions.append(_cross_entropy(mention[k, :size].unflatten(-1, (-1, 3)), told[k].mention).flatten())
            of_triggers.append(_cross_entropy(trigger[k, :size], told[k].trigger))
        out |= {"mention": torch.cat(of_mentions).mean(), "trigger": torch.cat(of_triggers).mean()}
        chances = torch.from_numpy(np.stack([told[k].contexts for k in plain])).float()
        out["contexts"] = F.binary_cross_entropy_with_logits(contexts[plain], chances) * len(CONTEXTS) / 10
    pairs = [(k, one.relate) for k, one in enumerate(told) if one.relate is not None]
    if pairs:
        out["relate"] = _cross_entropy(relate[[k for k, _ in pairs]], np.stack([chances for _, chances in pairs])).mean()
    return out


def _cross_entropy(scores: Tensor, chances: NDArray[np.float16]) -> Tensor:
    """scores and chances (..., K) -> (...)"""
    return -(torch.from_numpy(chances).float() * F.log_softmax(scores, dim=-1)).sum(-1)


def _mean_over(known: Tensor, scores: Tensor, gold: Tensor) -> Tensor:
    each = F.binary_cross_entropy_with_logits(scores, gold, reduction="none")
    return (each * known).sum() / known.sum().clamp(min=1)


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


def _role_scores(net: Network, batch: list[Row], events: list[tuple[int, EventRow]], source: Tensor, target: Tensor) -> Tensor:
    """(E, T, R)"""
    width = target.shape[1] - 2
    bucket, apart = (torch.zeros(len(events), width, dtype=torch.long) for _ in range(2))
    for i, (k, e) in enumerate(events):
        bucket[i] = torch.from_numpy(buckets(np.arange(width) - e.start))
        apart[i] = torch.from_numpy(sentence_buckets(batch[k].sentences, width, e.start))
    index = torch.tensor([k for k, _ in events])
    at = torch.tensor([e.start + 1 for _, e in events])
    kind = torch.tensor([(int(batch[k].triggers[e.start]) - 1) // 2 for k, e in events])
    return net.roles(source[index, at], target[index, 1:-1], kind, bucket, apart)


def _role_loss(events: Sequence[NDArray[Any] | None], scores: Tensor) -> Tensor | None:
    """`events`: what is wanted (T, R) of each, 1, 0, a chance, or less than 0 where it is not known."""
    gold = torch.full_like(scores, -1.0)
    for i, roles in enumerate(events):
        if roles is not None:
            gold[i, : len(roles)] = torch.from_numpy(roles.astype(np.float32))
    if not (count := sum(roles is not None for roles in events)):
        return None
    mask = (gold >= 0).float()
    each = F.binary_cross_entropy_with_logits(scores, gold.clamp(min=0), reduction="none")
    # Per event and role rather than per token, so that a long window weighs no more than a short one.
    return (each * mask).sum() / count / 10
