"""`dateline import`: files that Dateline wrote, into the archive."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from dateline.use.cli.options import Number, archive_option, open_archive


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE...")
@archive_option
@click.option("--wait", type=Number(0), default=0.0, help="Seconds to wait while another process owns the file.")
def bring(files: tuple[Path, ...], where: Path, wait: float) -> None:
    """Take in FILEs that Dateline wrote, coded already: nothing is read anew.

    \b
      dateline events --format archive --out all.jsonl      here
      dateline import all.jsonl --archive other.duckdb      there

    Takes whole articles (`events --format archive`, `code --format json`) with what people decided on them, and events in PLOVER
    (`--format plover`), which stay as they were made elsewhere; `dateline fix merge` joins one to an event of your own. What is
    there already adds nothing.
    """
    from dateline.use.importing import import_file

    with open_archive(where, write=True, wait=wait) as archive:
        for path in files:
            done = import_file(archive, path)
            tally = Counter(a.answer for a in done.added)
            told = [f"{n} {what}" for what, n in sorted(tally.items())] + [f"{done.decisions} decisions"] * bool(done.decisions)
            click.echo(f"{path}: {', '.join(told) or 'nothing new'}", err=True)
