"""The network: one encoder, light heads on its token vectors. The same forward pass trains and is exported."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from dateline.read.labels import AUX, DISTANCE_BUCKETS, MENTION_TYPES, MODES, ROLES, TRIGGER_TAGS

ROLE_WIDTH = 192


class Network(nn.Module):
    """ids, mask (B, T) -> mention (B, T, 3·types), trigger (B, T, tags), modes (B, T, M), aux (B, T, 4), and the two
    halves of the role scorer: `from_trigger` and `to_token` (B, T, ROLE_WIDTH)."""

    def __init__(self, encoder: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(str(encoder), attn_implementation="eager")
        width = self.encoder.config.hidden_size
        self.drop = nn.Dropout(0.15)
        self.mention = nn.Linear(width, 3 * len(MENTION_TYPES))
        self.trigger = nn.Linear(width, len(TRIGGER_TAGS))
        self.modes = nn.Linear(width, len(MODES))
        self.aux = nn.Linear(width, len(AUX))
        self.from_trigger = nn.Linear(width, ROLE_WIDTH)
        self.to_token = nn.Linear(width, ROLE_WIDTH)
        self.distance = nn.Embedding(DISTANCE_BUCKETS, ROLE_WIDTH)
        self.kind = nn.Embedding(len(TRIGGER_TAGS) // 2, ROLE_WIDTH)
        self.role = nn.Linear(ROLE_WIDTH, len(ROLES))
        nn.init.normal_(self.distance.weight, std=0.1)
        nn.init.normal_(self.kind.weight, std=0.1)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        h = self.drop(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
        heads = (self.mention, self.trigger, self.modes, self.aux, self.from_trigger, self.to_token)
        return tuple(head(h) for head in heads)

    def roles(self, trigger: Tensor, tokens: Tensor, kind: Tensor, bucket: Tensor) -> Tensor:
        """trigger (E, W), tokens (E, T, W), kind (E,), bucket (E, T) -> role scores (E, T, R)."""
        hidden = trigger[:, None] + tokens + self.distance(bucket) + self.kind(kind)[:, None]
        return self.role(self.drop(torch.relu(hidden)))
