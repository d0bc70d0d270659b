"""Which texts stand in which fold."""

from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs the extra train")

from training.folds import FOLDS, fold_of, loaded  # noqa: E402

SHARED = Path(__file__).parents[3] / "shared"


def test_a_text_stands_in_one_fold_whatever_its_blanks_and_case() -> None:
    assert fold_of("Chad  told Malta.") == fold_of("chad told\nMalta.")
    assert {fold_of(f"Text {k}") for k in range(100)} == set(range(FOLDS))


@pytest.mark.skipif(not SHARED.exists(), reason="the outside corpora are not here")
def test_only_the_sets_asked_for_are_read_and_no_development_text() -> None:
    (name, rows), *more = loaded(SHARED, range(FOLDS), ["re3d"]).items()
    assert (name, more) == ("re3d", [])
    assert len(rows) == 48
    assert not any(row["dev"] for row in rows)
