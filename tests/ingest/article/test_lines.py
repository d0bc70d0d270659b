"""Lines of a page saved as text: pieces joined, features bounded, blocks chosen."""

from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest.article.bare import best_block, kept, lines_of
from dateline.ingest.article.lines import features, mended, scores, weights

PAGE = [
    "Menu", "Home", "Sport", "Share this", "Ferry crews end their strike after nine days",
    "Crews of the lake ferries went back to work on Tuesday after the company agreed to pay for night shifts.",
    "The strike had cut off two villages on the northern shore, where shops ran out of flour and fuel.",
    "A union official said that the agreement would be put to a vote before the end of the month.",
    "12 comments", "harbourfan says:", "They should have done this a week ago, the whole town was waiting for it.",
    "Privacy policy", "Terms of use",
]  # fmt: skip


def test_pieces_of_a_paragraph_are_joined() -> None:
    lines = ["Ships from the port of Varna", "carried grain.", "", "about", "facebook", "twitter", "The Next Day"]
    assert mended(lines) == ["Ships from the port of Varna carried grain.", *lines[2:]]
    assert mended(["He met the guests in (", "old", ") Valletta and left."])[0] == "He met the guests in (old) Valletta and left."


def test_a_whole_text_wrapped_is_one_paragraph() -> None:
    """Joined in one go: counting the words of the paragraph anew for each of its lines took minutes for 300,000 characters."""
    lines = ["Ships from the port of Varna carried", *["grain and flour to the northern shore"] * 20_000, "The Next Day"]
    assert mended(lines) == [" ".join(lines[:-1]), "The Next Day"]


def test_the_body_is_told_from_menus_and_comments() -> None:
    values = scores(PAGE)
    assert [PAGE[i] for i in kept(values, best_block(values))] == PAGE[5:8]


def test_links_stand_aside() -> None:
    rows, links = lines_of("One line of text.\nRead More: Ferries sail again\n\nRelated - Flour is back\nRead more")
    assert rows == ["One line of text.", "Read more"]
    assert [link.text for link in links] == ["Ferries sail again", "Flour is back"]


def test_the_table_of_weights_names_every_feature_and_no_other() -> None:
    assert set(weights()) == set(features(["one line"])[0])


@given(st.lists(st.text(max_size=80), min_size=1, max_size=12))
def test_features_stay_between_nought_and_one(lines: list[str]) -> None:
    for row in features(lines):
        assert all(0 <= value <= 1 for value in row.values()), row


def test_the_best_block_bridges_a_line_of_furniture_but_no_gulf() -> None:
    assert best_block([-3, 2, 2, -3, 2, -3]) == (1, 5)
    assert best_block([2, 2, *[-3] * 20, 1]) == (0, 2)
    assert kept([-3, 2, -1, 2], (1, 4)) == [1, 3]


def test_a_long_run_of_digits_is_read_once() -> None:
    assert features(["1" * 400_000])[0]["digits"] == 1.0  # hours where each digit looks at all that follow
