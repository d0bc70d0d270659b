"""Training with the rounding of the exported network, so that it learns to bear it.

The export keeps weights in 7 bits a channel and rounds what enters each linear layer to 8 bits over the range of its window
(onnxruntime's dynamic quantisation). Gradients pass the rounding as if it were not there (straight-through; Jacob et al. 2018).
"""

from __future__ import annotations

from functools import partial

import torch
from torch import Tensor, nn
from torch.nn import functional as F

WEIGHT_STEPS = 63  # of 7 bits with sign
INPUT_STEPS = 255  # of 8 bits without


def rounded_weight(weight: Tensor) -> Tensor:
    """(out, in) -> the same, each row in steps of its largest value."""
    step = weight.detach().abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / WEIGHT_STEPS
    return weight + (torch.round(weight / step) * step - weight).detach()


def rounded_input(x: Tensor) -> Tensor:
    """(B, ..., C) -> the same, each window in steps of its own range, which always holds 0."""
    with torch.no_grad():
        flat = x.reshape(len(x), -1)
        low, high = flat.amin(1).clamp(max=0), flat.amax(1).clamp(min=0)
        step = ((high - low) / INPUT_STEPS).clamp(min=1e-8).view(-1, *[1] * (x.dim() - 1))
        moved = torch.round(x / step).mul_(step).sub_(x)
    return x + moved


def rounding(net: nn.Module) -> None:
    """Let every linear layer that the export rounds compute with rounded numbers; the pairwise role scorer stays as it is."""
    for name, layer in net.named_modules():
        if isinstance(layer, nn.Linear) and name != "role":
            layer.forward = partial(_forward, layer)


def _forward(layer: nn.Linear, x: Tensor) -> Tensor:
    return F.linear(rounded_input(x), rounded_weight(layer.weight), layer.bias)
