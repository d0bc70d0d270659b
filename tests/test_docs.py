"""Docs fail the build when they lie."""

import importlib.util
from pathlib import Path

from click.testing import CliRunner

from dateline.use.cli.main import cli

ROOT = Path(__file__).parent.parent


def test_cli_page_is_what_help_says() -> None:
    spec = importlib.util.spec_from_file_location("make_cli", ROOT / "docs/make_cli.py")
    assert spec
    assert spec.loader
    make_cli = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make_cli)
    CliRunner().invoke(cli, ["add", "--help"])  # a command remembers how it was first asked for help
    kept = (ROOT / "docs/cli.md").read_text("utf-8")
    assert kept == make_cli.page(kept), "run `python docs/make_cli.py`"


def test_every_command_has_help() -> None:
    for command in cli.commands.values():
        assert command.help
        assert all(getattr(p, "help", None) for p in command.params if p.param_type_name == "option"), command.name


def test_links_of_the_readme_exist() -> None:
    import re

    for target in re.findall(r"\]\((?!http)([^)]+)\)", (ROOT / "README.md").read_text("utf-8")):
        assert (ROOT / target).exists(), target
