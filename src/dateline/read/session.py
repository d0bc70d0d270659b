"""The shipped weights: found, checked by sha256, opened with onnxruntime."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from dateline.errors import DamagedFile
from dateline.read.contexts import ContextWords
from dateline.read.labels import MAX_TOKENS
from dateline.read.scores import RoleScorer, Scores, TieScorer
from dateline.read.second import SecondScorer
from dateline.read.tokens import FloatArray, Pieces, buckets

WEIGHTS = Path(__file__).parent / "weights"
FILES = ("reader.onnx", "roles.npz", "ties.npz", "contexts.npz", "second.npz", "tokenizer.json")
READ_OUTPUTS = ("mention", "trigger", "modes", "aux", "from_trigger", "to_token", "tie", "contexts")


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
    words: ContextWords
    second: SecondScorer
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
    words, second = ContextWords.load(home / "contexts.npz"), SecondScorer.load(home / "second.npz")
    return Model(name, session, Pieces(home / "tokenizer.json"), roles, ties, words, second, settings)


def _check(path: Path, expected: str) -> None:
    if not path.exists():
        raise DamagedFile(f"{path} is missing: reinstall Dateline")
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != expected:
        raise DamagedFile(f"{path} is damaged (sha256 {found[:12]}…, shipped {expected[:12]}…): reinstall Dateline")
