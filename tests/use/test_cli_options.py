"""Options that would be passed over in silence, or mean nothing, are refused."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.use.cli.main import cli


def answer(*words: str | Path) -> str:
    """What a refused call says."""
    done = CliRunner().invoke(cli, [str(w) for w in words])
    assert done.exit_code != 0
    return done.stderr + str(done.exception)


@pytest.mark.parametrize(
    "words",
    [("code", "x", "--min-confidence"), ("events", "--min-confidence"), ("events", "--place", "Mosul", "--km"), ("watch", "--rate")],
)
def test_no_number_is_refused(words: tuple[str, ...]) -> None:
    assert "nan is no number" in answer(*words, "nan")


@pytest.mark.parametrize("command", [("events",), ("brief", "--country", "Iraq")])
def test_a_distance_goes_with_a_place(command: tuple[str, ...]) -> None:
    assert "--km goes with --place" in answer(*command, "--km", "10")


def test_an_explanation_has_a_form_of_its_own() -> None:
    assert "leave out --format" in answer("code", "x", "--explain", "--format", "csv")


@pytest.mark.parametrize("command", ["code", "add", "explain", "run"])
def test_a_roster_is_a_folder(command: str, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("- {name: Blue Band, country: IRQ, sector: REB}\n", "utf-8")
    out = ("--out", tmp_path / "out") if command == "run" else ()
    assert f"'{mine}' is a file" in answer(command, "x", "--roster", mine, *out).replace("\n", " ")


@pytest.mark.parametrize("command", ["code", "add", "follow", "run"])
def test_help_says_what_the_least_confidence_stands_for(command: str) -> None:
    assert "in place of the model's own" in " ".join(CliRunner().invoke(cli, [command, "--help"]).stdout.split())
