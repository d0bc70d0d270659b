"""`dateline`: the group of commands. Data goes to stdout, talk to stderr."""

from __future__ import annotations

import sys

import click

from dateline.errors import DatelineError
from dateline.use.cli.add import add
from dateline.use.cli.brief import brief
from dateline.use.cli.bring import bring
from dateline.use.cli.code import code
from dateline.use.cli.dyad import dyad
from dateline.use.cli.events import events
from dateline.use.cli.explain import explain
from dateline.use.cli.fix import fix
from dateline.use.cli.follow import follow
from dateline.use.cli.recode import recode
from dateline.use.cli.rejects import rejects
from dateline.use.cli.relate import relate
from dateline.use.cli.run import run
from dateline.use.cli.serve import serve
from dateline.use.cli.sql import sql
from dateline.use.cli.stats import stats
from dateline.use.cli.watch import watch
from dateline.use.cli.who import who


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dateline", prog_name="dateline")
def cli() -> None:
    """Read the news and keep the record: who did what to whom, where and when.

    \b
    Begin with:
      dateline code page.html             events of a saved page, as a table
      dateline code --explain page.txt    the article with the words that each event rests on
      dateline code news/ --format csv --out events.csv
      dateline add news/                  keep it: one event with many reports
      dateline events --who Peshmerga     ask
      dateline serve                      all of it in a browser
    """


for command in (
    code, relate, explain, run, add, follow, bring, events, who,
    dyad, brief, watch, fix, recode, stats, sql, rejects, serve,
):  # fmt: skip
    cli.add_command(command)


def main() -> None:
    """Entry point: our own errors, and those of files, become one line and exit code 2; Ctrl-C ends with 130."""
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("stopped", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except DatelineError as error:
        click.echo(f"dateline: {error}", err=True)
        sys.exit(2)
    except OSError as error:
        named = f"{error.filename}: " if error.filename else ""
        click.echo(f"dateline: {named}{error.strerror or error}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
