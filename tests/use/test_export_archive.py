"""Each form is opened by a consumer of its own where one is installed."""

import contextlib
import csv
import gc
import io
import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import duckdb
import pytest

from dateline.errors import UsageError
from dateline.store.archive import Archive, Filters
from dateline.use.export import gdelt, polecat, table
from dateline.use.export.archive import FORMS, export_events
from tests.store.factory import MADE_BY, coded, told

MEETING = told("CONSULT", ["Sirwan Barzani", "Masrour Barzani"], ["Iraqi Army"], date="2022-07-03", place="Erbil", modes=("visit",))
HIT = told("ASSAULT", ["rebels"], ["Syrian army"], date="2022-07-01", place="Aleppo", killed=(12, 15), words='Rebels; "hit" the Syrian army, <12> & more killed.')
PLAN = told("AGREE", ["Peshmerga"], ["Iraqi Army"], date="2022-08-01", aux=("future",))
VAGUE = told("SUPPORT", ["Peshmerga"], date="2022-06", precision="month")


@pytest.fixture
def archive(tmp_path: Path):  # type: ignore[no-untyped-def]
    with Archive.open(tmp_path / "a.duckdb") as it:
        list(it.add([coded("a", MEETING, PLAN), coded("b", HIT, VAGUE, source="https://news.example/b", title="Aleppo")], MADE_BY))
        yield it


def write(archive: Archive, form: str, name: str) -> Path:
    out = archive.path.parent / name
    export_events(archive, Filters(), form, out)
    return out


def test_csv_with_codebook(archive: Archive) -> None:
    out = write(archive, "csv", "e.csv")
    with out.open(encoding="utf-8", newline="") as handle:
        rows = {r["type"]: r for r in csv.DictReader(handle)}
    assert rows["ASSAULT"]["sentence"].startswith('Rebels; "hit"')
    assert (rows["ASSAULT"]["killed_low"], rows["ASSAULT"]["killed_high"]) == ("12", "15")
    assert rows["CONSULT"]["actor_countries"] == "IRQ;IRQ"
    with out.with_name("e.csv.codebook.csv").open(encoding="utf-8") as handle:
        assert [r["column"] for r in csv.DictReader(handle)] == list(rows["CONSULT"])


def test_parquet_keeps_kinds(archive: Archive) -> None:
    out = write(archive, "parquet", "e.parquet")
    rows = duckdb.connect().execute("select type, day, lat from read_parquet(?) order by day", [str(out)]).fetchall()
    assert [r[0] for r in rows] == ["SUPPORT", "ASSAULT", "CONSULT", "AGREE"]
    assert rows[1][1].isoformat() == "2022-07-01"
    frame = pytest.importorskip("pandas").read_csv(write(archive, "csv", "e.csv"))
    assert list(frame.columns) == list(table.COLUMNS)


def test_plover_lines(archive: Archive) -> None:
    rows = [json.loads(line) for line in write(archive, "plover", "e.jsonl").read_text("utf-8").splitlines()]
    assert [(r["date"], r["event"], r.get("mode", [])) for r in rows] == [
        ("2022-07-01", ["ASSAULT"], []), ("2022-07-03", ["CONSULT"], ["visit"]), ("2022-08-01", ["AGREE"], []),
    ]  # fmt: skip
    assert rows[0]["size"] == {"dead": 15}
    assert rows[0]["cite_info"]["url"] == "https://news.example/b"


def test_polecat_columns(archive: Archive) -> None:
    with write(archive, "polecat", "e.tsv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle, delimiter="\t"))
    assert tuple(rows[0]) == polecat.COLUMNS
    assert set(rows[1]["Actor Name"].split(";")) == {"Sirwan Barzani", "Masrour Barzani"}


def test_gdelt_rows_have_61_columns_and_pairs_both_ways(archive: Archive) -> None:
    rows = [line.split("\t") for line in write(archive, "gdelt", "e.tsv").read_text("utf-8").splitlines()]
    assert {len(r) for r in rows} == {61}
    assert [r[26] for r in rows] == ["180"] + ["042"] * 6
    assert {(r[6], r[16]) for r in rows[1:]} >= {("IRAQI ARMY", "SIRWAN BARZANI"), ("SIRWAN BARZANI", "IRAQI ARMY")}
    hit = rows[0]
    assert hit[1:4] == ["20220701", "202207", "2022"]
    assert (hit[29], hit[53], hit[56]) == ("4", "SY", "36.2")
    assert len({r[0] for r in rows}) == len(rows)


def test_cameo_by_mode_else_by_root() -> None:
    assert gdelt.cameo("RETREAT", ["resign", "ceasefire"]) == "0871"
    assert gdelt.cameo("ASSAULT", []) == "180"


def test_geojson_points(archive: Archive) -> None:
    found = json.loads(write(archive, "geojson", "e.geojson").read_text("utf-8"))
    assert [f["geometry"]["coordinates"] for f in found["features"]] == [[37.16, 36.2], [44.01, 36.19]]


@pytest.mark.parametrize(("form", "tag"), [("graphml", "edge"), ("gexf", "edge")])
def test_networks_are_well_formed(archive: Archive, form: str, tag: str) -> None:
    out = write(archive, form, f"e.{form}")
    tree = ElementTree.parse(out)
    assert len([e for e in tree.iter() if e.tag.endswith("}" + tag)]) == 6
    networkx = pytest.importorskip("networkx")
    graph = networkx.read_graphml(out) if form == "graphml" else networkx.read_gexf(out, version="1.3")
    assert len(graph.nodes) == 6


def test_calendar_holds_what_is_ahead(archive: Archive) -> None:
    text = write(archive, "ical", "e.ics").read_bytes().decode()
    assert "DTSTART;VALUE=DATE:20220801\r\nDTEND;VALUE=DATE:20220802\r\n" in text
    assert text.count("BEGIN:VEVENT") == 1
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    calendar = pytest.importorskip("icalendar").Calendar.from_ical(text)
    assert str(next(iter(calendar.walk("VEVENT")))["SUMMARY"]) == "AGREE: Peshmerga, Iraqi Army"


def test_an_unknown_form_is_named(archive: Archive) -> None:
    with pytest.raises(UsageError, match="unknown format"):
        export_events(archive, Filters(), "xls", None)
    assert set(FORMS) >= {"json", "csv", "plover"}


def test_a_pipe_that_ends_early_leaves_nothing_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Ended(io.StringIO):
        def write(self, _: str) -> int:
            raise BrokenPipeError

    complaints: list[object] = []
    monkeypatch.setattr("dateline.use.export.archive.stdout", Ended)
    monkeypatch.setattr("sys.unraisablehook", complaints.append)
    with contextlib.suppress(BrokenPipeError), Archive.open(tmp_path / "a.duckdb") as archive:
        list(archive.add([coded("a", MEETING, PLAN)], MADE_BY))
        export_events(archive, Filters(), "json", None)
    gc.collect()
    assert complaints == []
