"""A finished reader's chances for another's rows."""

from __future__ import annotations

import numpy as np
import pytest
from tokenizers import Tokenizer, models

from dateline.ingest.article.sentences import split_sentences
from dateline.read.labels import ROLES, TYPES
from dateline.read.session import WEIGHTS
from dateline.read.tokens import Pieces
from training.arrays import pair_row, rows
from training.examples import Example, GoldEvent
from training.teacher import Teacher, _in_words_of

FAST = WEIGHTS / "fast/tokenizer.json"
shipped = pytest.mark.skipif(not FAST.exists(), reason="no weights yet")
TEXT = "The president of Malta met the Tunisian prime minister in Valletta on Monday."


@shipped
def test_a_teacher_of_another_tokenizer_says_what_it_says_of_the_text() -> None:
    met = TEXT.index("met")
    event = GoldEvent(met, met + 3, "CONSULT", (), (), ())
    (row,) = rows([Example("a", TEXT, split_sentences(TEXT), events=(event,))], Pieces(FAST))
    teacher = Teacher(WEIGHTS / "accurate", FAST)
    told = teacher(row)
    size = len(row.ids) - 2
    assert told.mention.astype(np.float32).sum(axis=-1) == pytest.approx(1.0, abs=0.01)
    assert int(told.trigger[row.events[0].start].argmax()) == 1 + 2 * TYPES.index("CONSULT")  # B- of the type
    assert told.events[0].roles.shape == (size, len(ROLES))
    assert told.events[0].roles[1, ROLES.index("actor")] > 0.5  # "president"
    assert teacher(row) is told


@shipped
def test_of_a_marked_pair_a_teacher_says_the_type_alone() -> None:
    row = pair_row("a", TEXT, [(0, 22)], [(27, 50)], ("CONSULT",), Pieces(FAST))
    told = Teacher(WEIGHTS / "accurate", FAST)(row)
    assert told.relate is not None
    assert TYPES[int(told.relate.argmax())] == "CONSULT"
    assert told.trigger.size == 0


def test_a_teacher_without_a_piece_is_refused() -> None:
    some = Tokenizer(models.WordPiece({"[CLS]": 0, "[SEP]": 1, "[UNK]": 2, "the": 3, "[unused1]": 4}, unk_token="[UNK]"))
    other = Tokenizer(models.WordPiece({"<s>": 0, "</s>": 1, "[UNK]": 2, "the": 5}, unk_token="[UNK]"))
    assert _in_words_of(some, other).tolist() == [0, 1, 2, 5, 2]
    with pytest.raises(ValueError, match="has no piece 'the'"):
        _in_words_of(some, Tokenizer(models.WordPiece({"<s>": 0, "</s>": 1, "[UNK]": 2}, unk_token="[UNK]")))
