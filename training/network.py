"""The network: one encoder, light heads on its token vectors. The same forward pass trains and is exported."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoConfig, AutoModel

from dateline.read.labels import (
    ACTOR_MARK,
    AUX,
    CONTEXTS,
    DISTANCE_BUCKETS,
    MENTION_TYPES,
    MODES,
    RECIPIENT_MARK,
    ROLES,
    SENTENCE_BUCKETS,
    SHAPES,
    TRIGGER_TAGS,
    TYPES,
)
from dateline.read.pairs import BETWEEN, CUES, TIES, Pairs

ROLE_WIDTH = 192
TIE_WIDTH, TIE_HIDDEN = 128, 96


class Network(nn.Module):
    """ids, mask, shapes (B, T) -> mention (B, T, 3·types), trigger (B, T, tags), modes (B, T, M), aux (B, T, 4), the two halves of the
    role scorer `from_trigger` and `to_token` (B, T, 2·ROLE_WIDTH), `tie` (B, T, TIE_WIDTH) for the scorer of ties, contexts (B, C) from the
    first token, relate (B, types) from the first token and the means over the marks of either side.

    `layers` keeps the encoder's lowest layers only. Shapes (lower, Title, UPPER, digits, marks) give back the case that the encoders'
    pieces lose.
    """

    def __init__(self, encoder: Path, layers: int | None = None) -> None:
        super().__init__()
        config = AutoConfig.from_pretrained(str(encoder))
        config.num_hidden_layers = layers or config.num_hidden_layers
        config.attention_probs_dropout_prob = 0.0  # a fifth of a training step on two cores; the hidden states' own dropout stays
        self.encoder = AutoModel.from_pretrained(
            str(encoder), config=config, attn_implementation="eager", add_pooling_layer=False
        )
        width = config.hidden_size
        self.shape = nn.Embedding(len(SHAPES), width)
        self.drop = nn.Dropout(0.15)
        self.mention = nn.Linear(width, 3 * len(MENTION_TYPES))
        self.trigger = nn.Linear(width, len(TRIGGER_TAGS))
        self.modes = nn.Linear(width, len(MODES))
        self.aux = nn.Linear(width, len(AUX))
        self.from_trigger = nn.Linear(width, 2 * ROLE_WIDTH)
        self.to_token = nn.Linear(width, 2 * ROLE_WIDTH)
        self.tie = nn.Linear(width, TIE_WIDTH)
        self.ties = Ties()
        self.contexts = nn.Linear(width, len(CONTEXTS))
        self.relate = nn.Linear(3 * width, len(TYPES))
        self.distance = nn.Embedding(DISTANCE_BUCKETS, ROLE_WIDTH)
        self.apart = nn.Embedding(SENTENCE_BUCKETS, ROLE_WIDTH)
        self.kind = nn.Embedding(len(TYPES), ROLE_WIDTH)
        self.role = nn.Linear(ROLE_WIDTH, len(ROLES))
        nn.init.zeros_(self.shape.weight)
        for table in (self.distance, self.apart, self.kind):
            nn.init.normal_(table.weight, std=0.1)

    def freeze(self, layers: int) -> None:
        """Leave the words, their shapes and the lowest `layers` as they are: where little time is left, the upper layers use it better."""
        lowest = [self.encoder.embeddings, self.shape, *self.encoder.encoder.layer[:layers]]
        if (bias := getattr(self.encoder.encoder, "relative_attention_bias", None)) is not None:
            lowest.append(bias)
        for part in lowest:
            part.requires_grad_(False)

    def hidden(self, ids: Tensor, mask: Tensor, shapes: Tensor) -> Tensor:
        """The encoder's vectors (B, T, C), which all heads read."""
        words = self.encoder.embeddings.word_embeddings(ids) + self.shape(shapes)
        return torch.as_tensor(self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state)

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor) -> tuple[Tensor, ...]:
        h = self.drop(self.hidden(ids, mask, shapes))
        heads = (self.mention, self.trigger, self.modes, self.aux, self.from_trigger, self.to_token, self.tie)
        sides = [_mean_at(h, shapes == mark) for mark in (ACTOR_MARK, RECIPIENT_MARK)]
        return *(head(h) for head in heads), self.contexts(h[:, 0]), self.relate(torch.cat([h[:, 0], *sides], dim=-1))

    def roles(self, trigger: Tensor, tokens: Tensor, kind: Tensor, bucket: Tensor, apart: Tensor) -> Tensor:
        """trigger (E, 2W), tokens (E, T, 2W), kind (E,), bucket and apart (E, T) -> role scores (E, T, R).

        Half of each vector adds, half multiplies: sums say who is near what, products who goes with what.
        """
        add, times = trigger[:, None].chunk(2, dim=-1)
        plus, by = tokens.chunk(2, dim=-1)
        hidden = add + plus + times * by + self.distance(bucket) + self.apart(apart) + self.kind(kind)[:, None]
        return self.role(self.drop(torch.relu(hidden)))


class Ties(nn.Module):
    """The pairwise scorer of ties, as read/ties.py runs it: vectors (M, 2·TIE_WIDTH) of mentions -> logits (P, R) of pairs."""

    def __init__(self) -> None:
        super().__init__()
        size = 2 * TIE_WIDTH
        self.head = nn.Parameter(torch.randn(size, 2 * TIE_HIDDEN) * size**-0.5)
        self.tail = nn.Parameter(torch.randn(size, 2 * TIE_HIDDEN) * size**-0.5)
        tables = (len(MENTION_TYPES) ** 2, DISTANCE_BUCKETS, 7, 2 * len(BETWEEN) + 1, len(CUES))
        self.kinds, self.distance, self.apart, self.between, self.cues = (nn.Parameter(torch.randn(n, TIE_HIDDEN) * 0.1) for n in tables)
        self.weight = nn.Parameter(torch.randn(TIE_HIDDEN, len(TIES)) * TIE_HIDDEN**-0.5)
        self.bias = nn.Parameter(torch.full((len(TIES),), -2.0))
        self.drop = nn.Dropout(0.2)

    def forward(self, vectors: Tensor, pairs: Pairs) -> Tensor:
        heads, tails = vectors @ self.head, vectors @ self.tail
        head, tail, kinds, distance, apart, between, cues = (
            torch.from_numpy(x) for x in (pairs.head, pairs.tail, pairs.kinds, pairs.distance, pairs.apart, pairs.between, pairs.cues)
        )
        a, b = heads[head], tails[tail]
        hidden = a[:, :TIE_HIDDEN] + b[:, :TIE_HIDDEN] + a[:, TIE_HIDDEN:] * b[:, TIE_HIDDEN:]
        hidden = hidden + self.kinds[kinds] + self.distance[distance] + self.apart[apart] + self.between[between] + cues @ self.cues
        return self.drop(torch.relu(hidden)) @ self.weight + self.bias


def _mean_at(h: Tensor, here: Tensor) -> Tensor:
    """h (B, T, C), here (B, T) -> (B, C); zeros where nothing is marked."""
    weight = here.to(h.dtype)[..., None]
    return (h * weight).sum(1) / weight.sum(1).clamp(min=1)
