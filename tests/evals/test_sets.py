"""Articles kept for measuring: what the files hold, and how the figures over them judge."""

import json
import re
from pathlib import Path

import pytest

from dateline.ingest.article import to_article
from dateline.read.labels import CONTEXTS
from dateline.records import Actor, Coded, Context, DatedRole, Event, Offsets, Page, Span
from evals import calibration, details, quiet
from evals.coded import rows_of
from evals.data import mark
from evals.names import same_person, same_post

DATA = Path(quiet.__file__).parent / "data"
HELD_OUT = Path(__file__).parents[2] / "training/annotations/held_out.txt"
TEXT = "Mayor Ann Lee spoke. A blast in Graz killed at least twelve people and hurt four. Two men died in the attack on the bridge."


def event(words: str, killed: Offsets | None = None, injured: Offsets | None = None, sure: float = 0.9, kind: str = "ASSAULT") -> Event:
    at = TEXT.index(words)
    return Event(
        id=words, type=kind, modes=(), quad="material conflict", intensity=-9.0, trigger=Span(at, at + len(words), words), sentence=0,
        actors=(), recipients=(), date=None, place=None, killed=killed, injured=injured, aux=(), also=(), confidence=sure, why="",
    )  # fmt: skip


def coded(*events: Event, posts: tuple[str, ...] = (), contexts: tuple[str, ...] = ()) -> Coded:
    lee = Actor("p1", "Lee", "person", None, None, (), 0.9, "", roles=tuple(DatedRole(p) for p in posts))
    article = to_article(Page("a", "a", "clean", TEXT, {}))
    return Coded(article, actors=(lee,), events=events, contexts=tuple(Context(c, 0.9) for c in contexts))


@pytest.fixture
def row() -> details.Row:
    lines = "=== a\nX military, disaster\nT 0 Mayor > Ann Lee\nC 1 blast | killed 12+ | injured 4\nC 2 attack | killed 2\n"
    (made,) = mark.compiled(lines, {"a": TEXT})
    assert isinstance(made, dict)
    return made


def test_the_sets_are_apart_and_all_of_them_are_held_out() -> None:
    calm, marked = quiet.ids(DATA / "quiet.txt"), [r["id"] for r in rows_of(DATA / "details.jsonl")]
    topics = [line.partition("\t")[0] for line in quiet.ids(DATA / "contexts.tsv")]
    assert (len(calm), len(marked), len(topics)) == (150, 60, 284)
    assert sorted(quiet.ids(HELD_OUT)) == sorted({*calm, *marked, *topics})


def test_contexts_bear_their_names() -> None:
    told = [line.partition("\t")[2].split(", ") for line in quiet.ids(DATA / "contexts.tsv")]
    told += [r["contexts"] for r in rows_of(DATA / "details.jsonl")]
    assert {name for names in told for name in names if name} <= set(CONTEXTS)
    assert max(map(len, told)) == 3


def test_no_held_out_article_is_annotated_for_training() -> None:
    held = set(quiet.ids(HELD_OUT))
    for path in HELD_OUT.parent.glob("*.jsonl"):
        assert not held & {r["id"] for r in rows_of(path)}, path


def test_marked_rows_hold_offsets_and_hashes_alone() -> None:
    for r in rows_of(DATA / "details.jsonl"):
        assert r.keys() == {"id", "text_sha256", "contexts", "titles", "counts"}
        assert re.fullmatch(r"[0-9a-f]{64}", r["text_sha256"])
        assert all(a < b and c < d for a, b, c, d in r["titles"])
        for start, end, kind, what, low, high, also in r["counts"]:
            assert start < end
            assert (kind, what in ("killed", "injured"), all(a < b for a, b in also)) == ("ASSAULT", True, True)
            assert high is None or low <= high


def test_lines_become_offsets(row: details.Row) -> None:
    assert [TEXT[a:b] + " " + TEXT[c:d] for a, b, c, d in row["titles"]] == ["Mayor Ann Lee"]
    assert [(TEXT[c[0] : c[1]], *c[3:]) for c in row["counts"]] == [
        ("blast", "killed", 12, None, []), ("blast", "injured", 4, 4, []), ("attack", "killed", 2, 2, []),
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["T 0 Mayor > Karl Berg", "C 1 bomb | killed 4", "C 9 blast | killed 4", "C 1 blast | some", "Z 1 blast"])
def test_a_line_that_does_not_fit_is_named(line: str) -> None:
    errors = [x for x in mark.compiled(f"=== a\n{line}\n", {"a": TEXT}) if isinstance(x, mark.MarkError)]
    assert len(errors) == 1
    assert line in str(errors[0])


def test_counts_need_the_sentence_the_kind_and_the_numbers(row: details.Row) -> None:
    assert details.counts(row, coded(event("blast", injured=(4, 4)), event("attack", killed=(2, 2))))[:3] == (2, 2, 3)
    assert details.counts(row, coded(event("attack", injured=(4, 4)), event("attack", killed=(3, 3))))[:3] == (0, 2, 3)
    assert details.counts(row, coded(event("attack", killed=(2, 2), kind="PROTEST")))[:3] == (0, 1, 3)
    assert details.counts(row, coded(event("spoke", killed=(1, 1))))[:3] == (0, 0, 3)  # a single victim without a number word


def test_posts_need_the_person_and_most_of_the_words(row: details.Row) -> None:
    assert details.titles(row, coded(posts=("mayor",)))[:3] == (1, 1, 1)
    assert details.titles(row, coded(posts=("mayor", "Mayor of Graz")))[:3] == (1, 1, 1)
    right, found, _, errors = details.titles(row, coded(posts=("general",)))
    assert (right, found) == (0, 1)
    assert [e[:6] for e in errors] == ["MISSED", "WRONG "]


def test_contexts_are_compared_as_sets(row: details.Row) -> None:
    assert details.contexts(row, coded(contexts=("military", "legal"))) == (1, 2, 2, ["MISSED disaster", "WRONG  legal"])


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [("Prime Minister", "minister", True), ("Foreign Minister", "prime minister", False), ("Maj. Gen.", "major general", True)],
)
def test_posts_in_other_words(a: str, b: str, same: bool) -> None:
    assert same_post(a, b) is same


def test_persons_by_surname_and_without_accents() -> None:
    assert same_person("José Müller", "Muller")
    assert not same_person("Ann Lee", "Karl Berg")


def test_whatever_is_coded_in_a_quiet_article_is_listed() -> None:
    (line,) = quiet.errors([coded(), coded(event("attack"))])
    assert line.startswith("WRONG  a ASSAULT 0.90")
    assert "«attack»" in line


def test_the_scorers_wrong_lines_mark_the_least_sure_event() -> None:
    docs = {"a": {"text": TEXT, "sents": [[0, len(TEXT)]]}}
    both = coded(event("blast", sure=0.9), event("blast", sure=0.6))
    line = f"WRONG   a ASSAULT «blast» in: {TEXT}"
    assert sorted(calibration.judge(docs, [both], [line, "MISSED  a ASSAULT «x» in: x"])) == [(0.6, False), (0.9, True)]
    with pytest.raises(RuntimeError, match="was not coded"):
        calibration.judge(docs, [coded()], [line])


def test_calibration_error_and_precision_of_the_surest() -> None:
    judged = [(0.95, True), (0.95, True), (0.85, False), (0.55, True)]
    error, rows = calibration.spread(judged)
    assert error == pytest.approx((2 * 0.05 + 0.85 + 0.45) / 4)
    assert rows[-1] == "0.95 is 1.00 of 2"
    assert calibration.precision_at(judged, 0.4, 5) == 1.0
    assert calibration.precision_at(judged, 0.6, 5) == 0.75
    assert calibration.precision_at(judged, 0.9, 5) == 0.0


def test_a_text_that_changed_is_refused(tmp_path: Path) -> None:
    (tmp_path / "corpora").mkdir()
    rows = [{"id": r["id"], "text": "Another text."} for r in rows_of(DATA / "details.jsonl")]
    (tmp_path / "corpora/unlabelled.jsonl").write_text("\n".join(map(json.dumps, rows)))
    with pytest.raises(ValueError, match="not the one that was marked"):
        details.articles(tmp_path)
