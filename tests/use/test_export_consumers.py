"""The exports, opened by the programs that people open them with, where those are installed."""

from pathlib import Path

import pytest

from dateline.store.archive import Archive, Filters
from dateline.use.export.archive import export_events
from dateline.use.export.table import CODEBOOK
from tests.store.factory import MADE_BY, coded, told

MEETING = told("CONSULT", ["Sirwan Barzani", "Masrour Barzani"], ["Iraqi Army"], date="2022-07-03", place="Erbil")
HIT = told("ASSAULT", ["rebels"], ["Syrian army"], date="2022-07-01", killed=(12, 15), words='Rebels; "hit" the Syrian army, <12> killed.')


@pytest.fixture
def archive(tmp_path: Path):  # type: ignore[no-untyped-def]
    with Archive.open(tmp_path / "a.duckdb") as it:
        list(it.add([coded("a", MEETING), coded("b", HIT)], MADE_BY))
        yield it


def write(archive: Archive, form: str) -> Path:
    out = archive.path.with_suffix(f".{form}")
    export_events(archive, Filters(), form, out)
    return out


def test_pandas_reads_the_table_and_its_codebook(archive: Archive) -> None:
    pandas = pytest.importorskip("pandas")
    found = pandas.read_csv(write(archive, "csv"), parse_dates=["day"])
    assert list(found.columns) == [name for name, *_ in CODEBOOK]
    assert found.loc[found.type == "ASSAULT", ["killed_low", "killed_high"]].values.tolist() == [[12, 15]]
    assert found.day.dt.year.tolist() == [2022, 2022]
    assert len(pandas.read_csv(write(archive, "csv").with_name("a.csv.codebook.csv"))) == len(CODEBOOK)


def test_networkx_reads_both_networks(archive: Archive) -> None:
    networkx = pytest.importorskip("networkx")
    for graph in (networkx.read_graphml(write(archive, "graphml")), networkx.read_gexf(write(archive, "gexf"))):
        names = {data.get("name") or data.get("label") for _, data in graph.nodes(data=True)}
        assert {"Sirwan Barzani", "Iraqi Army", "rebels"} <= names
        assert graph.number_of_edges() >= 3
