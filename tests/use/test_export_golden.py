"""Every export of one fixed archive, byte for byte, and opened by the programs that people open it with.

The archive is made of events written down here, so no network changes it. A change of a form that is meant:
`python -m tests.use.test_export_golden` writes the files anew; look at what git says of them.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dateline.store.archive import Archive, Filters
from dateline.use.export.archive import FORMS, export_events
from tests.store.factory import MADE_BY, coded, told

GOLDEN = Path(__file__).with_name("golden")
ARTICLES = (
    coded(
        "harbour",
        told("CONSULT", ["Sirwan Barzani", "Masrour Barzani"], ["Iraqi Army"], date="2022-07-03", place="Erbil", modes=("visit",)),
        told("AGREE", ["Peshmerga"], ["Iraqi Army"], date="2022-08-01", aux=("future",), place="Baghdad",
             words="The Peshmerga agreed to meet the Iraqi Army in Baghdad; maps, lists and “lines” were to be drawn up on 1 August 2022."),
        source="https://news.example/harbour", title="Two at one table",
    ),
    coded("front", told("ASSAULT", ["rebels"], ["Syrian army"], date="2022-07-01", place="Aleppo", killed=(12, 12), modes=("explosives",),
                        words='Rebels; "hit" the Syrian army in Aleppo, <12> & more killed.'), published="2022-07-02"),
    coded("evening", told("ASSAULT", ["rebels"], ["Syrian army"], date="2022-07-01", place="Aleppo", killed=(15, 15), modes=("explosives",),
                          words="By evening 15 were dead after rebels hit the Syrian army in Aleppo."), site="Evening"),
    coded("month", told("SUPPORT", ["Peshmerga"], date="2022-06", precision="month"),
          told("ACCUSE", ["Syrian army"], ["Zoë Ünal"], words="The Syrian army blamed Zoë Ünal.")),
)  # fmt: skip
TEXT_FORMS = (*FORMS, "archive")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with filled(tmp_path_factory.mktemp("golden")) as archive:
        yield archive


def filled(folder: Path) -> Archive:
    archive = Archive.open(folder / "a.duckdb")
    list(archive.add(ARTICLES, MADE_BY))
    return archive


def written(archive: Archive, form: str, folder: Path) -> Path:
    out = folder / f"events.{form}"
    export_events(archive, Filters(), form, out)
    return out


def dumped(path: Path) -> str:
    """The rows of every table: the file itself differs by the version of SQLite."""
    with closing(sqlite3.connect(path)) as base:
        return "\n".join(base.iterdump()) + "\n"


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_bytes(archive: Archive, form: str, tmp_path: Path) -> None:
    assert written(archive, form, tmp_path).read_bytes() == (GOLDEN / f"events.{form}").read_bytes()


def test_codebook(archive: Archive, tmp_path: Path) -> None:
    book = written(archive, "csv", tmp_path).with_name("events.csv.codebook.csv")
    assert book.read_bytes() == (GOLDEN / book.name).read_bytes()


def test_sqlite(archive: Archive, tmp_path: Path) -> None:
    assert dumped(written(archive, "sqlite", tmp_path)) == (GOLDEN / "events.sqlite.sql").read_text("utf-8")


# ---- the programs -------------------------------------------------------------------------------------------------


def test_polars_reads_table_lines_and_parquet(archive: Archive, tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    table = polars.read_csv(GOLDEN / "events.csv", try_parse_dates=True)
    parquet = polars.read_parquet(written(archive, "parquet", tmp_path))
    assert table.columns == parquet.columns
    assert table["id"].to_list() == parquet["id"].to_list()
    assert table["sentence"].to_list() == parquet["sentence"].to_list()
    assert table["killed_high"].max() == parquet["killed_high"].max() == 15
    assert [str(d) for d in table["day"]] == [str(d) for d in parquet["day"]]
    assert len(polars.read_ndjson(GOLDEN / "events.json", infer_schema_length=None)) == len(table)


def test_pandas_reads_table_and_parquet(archive: Archive, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    table = pandas.read_csv(GOLDEN / "events.csv", parse_dates=["day"])
    assert table.loc[table.type == "ASSAULT", ["killed_low", "killed_high", "sources"]].values.tolist() == [[12, 15, 2]]
    pytest.importorskip("pyarrow")
    assert pandas.read_parquet(written(archive, "parquet", tmp_path)).id.tolist() == table.id.tolist()


def test_geopandas_reads_the_points() -> None:
    geopandas = pytest.importorskip("geopandas")
    points = geopandas.read_file(GOLDEN / "events.geojson")
    assert points.crs.to_epsg() == 4326
    assert {(round(p.x, 2), round(p.y, 2)) for p in points.geometry} == {(44.01, 36.19), (44.40, 33.34), (37.16, 36.20)}


def test_icalendar_reads_what_is_to_come() -> None:
    icalendar = pytest.importorskip("icalendar")
    (entry,) = icalendar.Calendar.from_ical((GOLDEN / "events.ical").read_bytes()).walk("VEVENT")
    assert entry["DTSTART"].dt.isoformat() == "2022-08-01"
    assert "maps, lists and “lines” were" in entry["DESCRIPTION"]
    assert entry["LOCATION"] == "Baghdad"


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_networkx_reads_who_deals_with_whom(form: str) -> None:
    networkx = pytest.importorskip("networkx")
    graph = getattr(networkx, f"read_{form}")(GOLDEN / f"events.{form}")
    names = {data.get("name") or data.get("label") for _, data in graph.nodes(data=True)}
    assert {"Sirwan Barzani", "Iraqi Army", "rebels", "Zoë Ünal"} <= names


def test_a_written_archive_is_read_back(archive: Archive, tmp_path: Path) -> None:
    from dateline.use.importing.files import import_file

    with Archive.open(tmp_path / "b.duckdb") as other:
        import_file(other, GOLDEN / "events.archive")
        assert written(other, "archive", tmp_path).read_bytes() == (GOLDEN / "events.archive").read_bytes()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, filled(Path(folder)) as archive:
        for form in TEXT_FORMS:
            written(archive, form, GOLDEN)
        (GOLDEN / "events.sqlite.sql").write_text(dumped(written(archive, "sqlite", Path(folder))), "utf-8")


if __name__ == "__main__":
    main()
