import json
from pathlib import Path

from click.testing import CliRunner, Result

from dateline.use.cli.main import cli

ARTICLE = "ERBIL – Two ministers met in Mosul on Sunday and signed a deal with Iraq."


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, ["explain", *(str(w) for w in words)])


def test_json_holds_each_part_or_those_asked_for(tmp_path: Path) -> None:
    page = tmp_path / "page.jsonl"
    page.write_text(json.dumps({"id": "a", "text": ARTICLE, "published": "2021-03-16"}), "utf-8")
    whole = json.loads(run(page).stdout)
    assert whole["anchor"] == "2021-03-16"
    assert {"times", "dates", "places", "actors", "shared", "triggers"} <= set(whole)
    part = json.loads(run(page, "--only", "where", "--most", "1").stdout)
    assert "dates" not in part
    assert all(len(p["options"]) <= 1 for p in part["places"])


def test_trees_name_values_and_reasons_and_what_cannot_be_read(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(Path("examples/harbour-talks.txt").read_text("utf-8"), "utf-8")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 \x00\x01")
    found = run(page, tmp_path / "broken.pdf", "--format", "tree")
    assert found.exit_code == 1
    assert "broken.pdf" in found.stderr
    for words in ("counted from", "a place here:", "roster:", "triggers", "told for the first time"):
        assert words in found.stdout, words
