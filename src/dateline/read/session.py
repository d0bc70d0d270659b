"""The shipped weights: found, checked by sha256, opened with onnxruntime."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from dateline.errors import DamagedFile
from dateline.read.labels import MAX_TOKENS
from dateline.read.pairs import Pairs
from dateline.read.tokens import Pieces, buckets, sentence_ranges
from dateline.records import Offsets

WEIGHTS = Path(__file__).parent / "weights"
FloatArray = NDArray[np.float32]
FILES = ("reader.onnx", "roles.npz", "ties.npz", "tokenizer.json")
READ_OUTPUTS = ("mention", "trigger", "modes", "aux", "from_trigger", "to_token", "tie", "contexts")


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of one window of T tokens. Logits, but for the two halves of the role scorer (W is their width)."""

    mention: FloatArray  # (T, types, 3)
    trigger: FloatArray  # (T, tags)
    modes: FloatArray  # (T, modes)
    aux: FloatArray  # (T, 4)
    from_trigger: FloatArray  # (T, 2·W)
    to_token: FloatArray  # (T, 2·W)
    tie: FloatArray  # (T, V), what mentions are compared by (ties.py)
    contexts: FloatArray  # (contexts,)


def product(a: FloatArray, b: FloatArray) -> FloatArray:
    """a @ b in pieces too small for the threads of BLAS, which wait for each other awake and take the network's processors.

    With them 60 articles cost 1.4 times the bare network. OpenBLAS shares a product of more than 2^18 steps.
    """
    pieces = -(-a.size * b.shape[1] // (1 << 18))
    if pieces <= 1:
        return a @ b
    size, more = divmod(len(a), pieces)  # as np.array_split cuts, which takes a quarter longer
    ends = [k * size + min(k, more) for k in range(pieces + 1)]
    return np.concatenate([a[first:last] @ b for first, last in pairwise(ends)])


@dataclass(frozen=True, slots=True)
class RoleScorer:
    """The pairwise part, small enough for numpy: role logits of a trigger with every token of its window.

    Half of each vector adds and half multiplies; see training/network.py, whose `roles` this repeats.
    """

    distance: FloatArray  # (2·MAX_TOKENS, W), by how far a token stands from the trigger, from -MAX_TOKENS on
    apart: FloatArray  # (sentence buckets, W)
    kind: FloatArray  # (types, W)
    weight: FloatArray  # (roles, W)
    bias: FloatArray  # (roles,)

    def __call__(
        self, source: FloatArray, tokens: FloatArray, kind: int, at: int, sentences: Sequence[Offsets]
    ) -> FloatArray:
        """source (2·W,) of the token `at`, tokens (T, 2·W), sentences that tile them -> (T, roles)."""
        width = self.weight.shape[1]
        hidden = tokens[:, width:] * source[width:]
        hidden += tokens[:, :width]
        hidden += self.distance[MAX_TOKENS - at : MAX_TOKENS - at + len(tokens)]
        for (first, last), row in zip(sentence_ranges(sentences, at), self.apart, strict=False):
            hidden[first:last] += row
        hidden += source[:width] + self.kind[kind]
        return np.asarray(product(np.maximum(hidden, 0.0, out=hidden), self.weight.T) + self.bias, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class TieScorer:
    """The other pairwise part: logits of the ties between mentions; see training/network.py, whose `Ties` this repeats.

    V width of the vectors, H hidden, K mention types, R ties.
    """

    head: FloatArray  # (2V, 2H)
    tail: FloatArray  # (2V, 2H)
    kinds: FloatArray  # (K·K, H)
    distance: FloatArray  # (buckets, H)
    apart: FloatArray  # (sentence buckets, H)
    between: FloatArray  # (what stands between, H)
    cues: FloatArray  # (cues, H)
    weight: FloatArray  # (H, R)
    bias: FloatArray  # (R,)

    def __call__(self, vectors: FloatArray, pairs: Pairs) -> FloatArray:
        """vectors (M, 2V) of mentions -> logits (P, R) of pairs."""
        width = len(self.weight)
        # `take` needs three quarters of the time of indexing
        heads, tails = product(vectors, self.head).take(pairs.head, axis=0), product(vectors, self.tail).take(pairs.tail, axis=0)
        hidden = heads[:, width:] * tails[:, width:]
        hidden += heads[:, :width]
        hidden += tails[:, :width]
        hidden += self.kinds.take(pairs.kinds, axis=0)
        hidden += self.distance.take(pairs.distance, axis=0)
        hidden += self.apart.take(pairs.apart, axis=0)
        hidden += self.between.take(pairs.between, axis=0)
        hidden += product(pairs.cues, self.cues)
        return np.asarray(product(np.maximum(hidden, 0.0, out=hidden), self.weight) + self.bias, dtype=np.float32)


TIE_ARRAYS = ("head", "tail", "kinds", "distance", "apart", "between", "cues", "weight", "bias")
ROLE_ARRAYS = ("apart", "kind", "weight", "bias")  # after "distance"


@dataclass(frozen=True, slots=True)
class Model:
    """An open model. `settings` holds its thresholds and calibration (model.json)."""

    name: str
    session: onnxruntime.InferenceSession
    pieces: Pieces
    roles: RoleScorer
    ties: TieScorer
    settings: dict[str, Any]

    def scores(self, ids: NDArray[np.int64], shapes: NDArray[np.int64]) -> Scores:
        """Run one window alone: ranges of int8 activations then never depend on what else is in a batch."""
        *of_tokens, contexts = self.session.run(READ_OUTPUTS, _feed(ids, shapes))
        mention, trigger, modes, aux, source, target, tie = (out[0, 1:-1] for out in of_tokens)
        return Scores(mention.reshape(len(mention), -1, 3), trigger, modes, aux, source, target, tie, contexts[0])

    def relate(self, ids: NDArray[np.int64], shapes: NDArray[np.int64]) -> FloatArray:
        """Logits (types,) of a text whose two actors are marked."""
        return np.asarray(self.session.run(["relate"], _feed(ids, shapes))[0][0], dtype=np.float32)


def _feed(ids: NDArray[np.int64], shapes: NDArray[np.int64]) -> dict[str, NDArray[np.int64]]:
    return {"ids": ids[None], "mask": np.ones((1, len(ids)), dtype=np.int64), "shapes": shapes[None]}


def open_model(name: str = "accurate", folder: Path | None = None) -> Model:
    """Open a shipped model by name. Raises DamagedFile where a file is missing or is not what was shipped."""
    home = (folder or WEIGHTS) / name
    card = home / "model.json"
    if not card.exists():
        raise DamagedFile(f"{card} is missing: reinstall Dateline, or make the weights with `make train`")
    try:
        settings = json.loads(card.read_text("utf-8"))
        expected = dict(settings["sha256"])
    except (ValueError, KeyError, TypeError):
        raise DamagedFile(f"{card} is damaged: reinstall Dateline") from None
    for file in FILES:
        _check(home / file, expected.get(file, ""))
    options = onnxruntime.SessionOptions()
    # One thread a window and as many windows at once as threads: faster on small models, and the same bytes at any count.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(home / "reader.onnx"), options, providers=["CPUExecutionProvider"])
    with np.load(home / "roles.npz", allow_pickle=False) as arrays:
        distance = arrays["distance"][buckets(np.arange(-MAX_TOKENS, MAX_TOKENS))]
        roles = RoleScorer(distance, *(arrays[k] for k in ROLE_ARRAYS))
    with np.load(home / "ties.npz", allow_pickle=False) as arrays:
        ties = TieScorer(*(arrays[k].astype(np.float32) for k in TIE_ARRAYS))
    return Model(name, session, Pieces(home / "tokenizer.json"), roles, ties, settings)


def _check(path: Path, expected: str) -> None:
    if not path.exists():
        raise DamagedFile(f"{path} is missing: reinstall Dateline")
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != expected:
        raise DamagedFile(f"{path} is damaged (sha256 {found[:12]}…, shipped {expected[:12]}…): reinstall Dateline")
