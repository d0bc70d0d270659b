import pytest

from dateline.ingest.article.decode import decoded


@pytest.mark.parametrize("name", ["utf-16", "UTF-16LE", "utf_16", "utf-32", "UTF-8", "none-such"])
@pytest.mark.parametrize("word", ["coffee", "café"])
@pytest.mark.parametrize("more", ["", " ", "  ", "   "])
def test_what_names_its_charset_in_single_bytes_is_not_wide(name: str, word: str, more: str) -> None:
    page = f'<meta charset="{name}"><p>They met at the {word}.</p>{more}'
    assert decoded(page.encode(), "p") == page


def test_wide_pages_are_told_by_their_mark() -> None:
    page = '<meta charset="utf-16"><p>They met at the café.</p>'
    assert decoded(page.encode("utf-16"), "p") == page
