"""The shipped network, for what must hold whatever it has learnt."""

import json
import shutil
from pathlib import Path

import pytest

from dateline.errors import DamagedFile
from dateline.read.reader import FakeReader, Reader, joined
from dateline.read.session import FILES, WEIGHTS, open_model
from dateline.records import Article, Mention, Reading, Role, Tie, Trigger

shipped = pytest.mark.skipif(not (WEIGHTS / "accurate/model.json").exists(), reason="no weights yet")
TEXT = "The president of Malta met the Tunisian prime minister in Valletta on Monday. They signed nothing."
LONG = " ".join([TEXT] * 60)


def article(text: str) -> Article:
    ends = [i + 1 for i, c in enumerate(text) if c == "."]
    return Article("a", "a", text, tuple(zip([0, *(e + 1 for e in ends[:-1])], ends, strict=True)))


def test_joined_windows_keep_roles_and_ties_on_their_mentions() -> None:
    first = (
        [Mention(10, 15, "person"), Mention(0, 5, "person")],
        [Trigger(6, 9, "CONSULT", roles=(Role("actor", 1),))],
        [Tie("same", 0, 1)],
    )
    second = ([Mention(20, 25, "place"), Mention(26, 30, "group")], [Trigger(16, 19, "ASSAULT", roles=(Role("place", 0),))], [Tie("based_in", 1, 0)])
    reading = joined([first, second])
    assert [(t.head, t.tail) for t in reading.ties] == [(1, 0), (3, 2)]
    assert [m.start for m in reading.mentions] == [0, 10, 20, 26]
    assert [reading.mentions[t.roles[0].mention].start for t in reading.triggers] == [0, 20]


def test_fake_reader_answers_each_article() -> None:
    reading = Reading((Mention(0, 3, "person"),))
    assert FakeReader(reading).begin(article("Ann sat."))() == reading


@shipped
def test_same_bytes_whatever_the_company_and_the_threads() -> None:
    one, two = Reader(threads=1), Reader(threads=2)
    alone = one.read([article(LONG)])[0]
    assert two.read([article(TEXT), article(LONG), article("Nothing happened.")])[1] == alone
    assert alone.mentions


@shipped
def test_the_network_ties_a_title_to_who_bears_it_and_a_name_to_its_short_form() -> None:
    text = "Defence Minister Orla Brandt visited the port on Friday. Brandt spoke to sailors there."
    reading = Reader(threads=1).read([article(text)])[0]
    said = {(t.name, *(text[reading.mentions[i].start : reading.mentions[i].end] for i in (t.head, t.tail))) for t in reading.ties}
    assert ("title_of", "Defence Minister", "Orla Brandt") in said
    assert ("same", "Brandt", "Orla Brandt") in said


@shipped
def test_offsets_lie_in_the_text() -> None:
    for text in (LONG, "\ud800 met \x00 the.", "é" * 3000 + ".", "한국 대통령이 met."):
        reading = Reader(threads=1).read([article(text)])[0]
        assert all(0 <= m.start < m.end <= len(text) for m in (*reading.mentions, *reading.triggers))


@shipped
@pytest.mark.parametrize("name", FILES)
def test_damaged_weights_are_refused(name: str, tmp_path: Path) -> None:
    shutil.copytree(WEIGHTS / "accurate", tmp_path / "accurate")
    with (tmp_path / "accurate" / name).open("r+b") as file:
        file.seek(1000)
        file.write(b"xyz")
    with pytest.raises(DamagedFile, match="damaged"):
        open_model("accurate", tmp_path)


@shipped
def test_a_card_from_a_later_version_is_refused_with_a_next_step(tmp_path: Path) -> None:
    shutil.copytree(WEIGHTS / "fast", tmp_path / "fast")
    card = tmp_path / "fast" / "model.json"
    settings = json.loads(card.read_text("utf-8"))
    card.write_text(json.dumps(settings | {"thresholds": {"trigger": 0.9, "mood": 0.5}}), "utf-8")
    with pytest.raises(DamagedFile, match="does not know: reinstall"):
        Reader("fast", folder=tmp_path)
