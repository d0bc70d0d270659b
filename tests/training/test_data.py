"""What the mix of an epoch must never hold."""

import json
from pathlib import Path
from typing import Any

import pytest

from evals.calibration import spread
from training import annotate, naming
from training.calibrate import fit
from training.data import SHARED_BY_FOLDS, STAGES, held_out, kept_out

SHARED = Path(__file__).parents[3] / "shared"


def named() -> list[dict[str, Any]]:
    return [json.loads(line) for path in naming.MARKED.glob("*.jsonl") for line in path.read_text("utf-8").splitlines()]


def test_no_annotation_is_of_an_article_that_evals_measure_on() -> None:
    assert kept_out()
    assert not kept_out() & {a.id for a in annotate.load()}
    assert annotate.read_again()
    assert not kept_out() & annotate.read_again().keys()
    assert not kept_out() & {row["id"] for row in named()}


@pytest.mark.skipif(not SHARED.exists(), reason="the outside corpora are not here")
def test_development_texts_are_never_annotated() -> None:
    dev = {annotate.text_hash(d["text"]) for d in json.loads((SHARED / "gold/dev.json").read_text("utf-8")).values()}
    assert not dev & {a.text_sha256 for a in annotate.load()}
    assert not dev & {row["text_sha256"] for row in named()}


@pytest.mark.parametrize("stage", SHARED_BY_FOLDS)
def test_what_folds_share_holds_no_set_that_is_cross_validated(stage: str) -> None:
    mix = STAGES[stage]
    assert mix.re3d == mix.plv == mix.gold == 0


def test_about_a_tenth_is_held_out() -> None:
    share = sum(held_out(f"article-{k}") for k in range(2000)) / 2000
    assert 0.07 < share < 0.13


def test_calibration_learns_that_confidence_is_too_high() -> None:
    import numpy as np

    rng = np.random.default_rng(1)
    sure = rng.uniform(0.5, 0.99, 2000)
    right = (rng.uniform(size=2000) < sure - 0.3).astype(float)
    slope, shift = fit(sure, right)
    mended = 1 / (1 + np.exp(-slope * np.log(sure / (1 - sure)) - shift))
    before, after = (spread(list(zip(p, right > 0, strict=True)))[0] for p in (sure, mended))
    assert after < 0.06 < before
