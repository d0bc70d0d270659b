"""Writes the commands' own help into docs/cli.md: `python docs/make_cli.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from dateline.use.cli.main import cli

PAGE = Path(__file__).with_name("cli.md")


def sections(command: click.Command, name: str) -> Iterator[str]:
    """A heading and the help text of a command and of those under it, in the context that it is called in: a command remembers its
    first one's names of --help."""
    context = click.Context(command, info_name=name, max_content_width=110, terminal_width=110, **cli.context_settings)
    yield f"\n## {name}\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for sub in sorted(command.commands):
            yield from sections(command.commands[sub], f"{name} {sub}")


def page(old: str) -> str:
    """The page with its generated part made anew."""
    head = old[: old.index("-->") + 3]
    return head + "\n" + "".join(sections(cli, "dateline"))


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
