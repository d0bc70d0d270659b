"""Text -> word pieces: cut chunk by chunk, they are those of the whole text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read.session import WEIGHTS
from dateline.read.tokens import LONE, Pieces, shape

FILE = WEIGHTS / "accurate/tokenizer.json"
ODD = st.text(st.sampled_from("ab cZ9.,'\"\n\t\r\x1c\xa0\u0301İßΣ中é’—\u200b\u2028ﬁ가\ufe0f😀\0\x85\u3000-[]<>\ud800"), max_size=60)


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(FILE)


@pytest.mark.skipif(not FILE.exists(), reason="no weights yet")
@given(ODD, st.integers(0, 3))
def test_chunks_have_the_pieces_of_the_whole(pieces: Pieces, text: str, start: int) -> None:
    found, part = pieces.encode(text, start, len(text)), LONE.sub(" ", text[start:])
    whole = pieces._tokenizer.encode(part, add_special_tokens=False)
    assert found.ids == whole.ids
    assert found.offsets == [(a + start, b + start) for a, b in whole.offsets]
    assert found.shapes == [shape(part[a:b]) for a, b in whole.offsets]
