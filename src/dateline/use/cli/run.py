"""`dateline run`: many files to Parquet, restartable."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import click

from dateline.errors import UsageError
from dateline.settings import Settings
from dateline.use.cli.options import least_option, model_option, roster_option, wanted_of, wanted_options
from dateline.use.refusals import UNREAD, lines_of, sorts_of


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--out", required=True, metavar="FOLDER", help="Folder of the result, here or in an object store (s3://, gs://).")
@click.option("--workers", type=click.IntRange(0), default=0,
              help="Parts at a time, each in a process with a model of its own; 0 means one a core of this machine.")
@click.option("--engine", type=click.Choice(("local", "ray")), default="local", show_default=True,
              help="Processes of this machine, or Ray.")
@click.option("--address", help="Ray cluster, such as ray://head:10001 or auto; nodes on this machine where not given.")
@click.option("--pages", type=click.IntRange(1), default=2000, show_default=True, help="Pages of a part; what a kill costs.")
@wanted_options
@click.option("--keep-repeats", is_flag=True, help="Code articles too whose every sentence stands in an earlier one of the part.")
@least_option
@click.option("--text-column", help="Column or key that holds the text; found by itself where not given.")
@roster_option
@model_option
def run(
    sources: tuple[str, ...], out: str, workers: int, engine: str, address: str | None, pages: int, keep_repeats: bool,
    min_confidence: float | None, text_column: str | None, roster: Path | None, model: str, **given: Any,
) -> None:  # fmt: skip
    """Code many files into Parquet: crawls (WARC), tables and folders of pages.

    \b
      dateline run crawl/*.warc.gz --out coded --since 2022-06 --language en
      dateline run s3://bucket/crawl/*.warc.gz --out s3://bucket/coded --engine ray --address auto --workers 64
      dateline add --from coded

    OUT gets events and articles by month of publication, and a table of refusals. The work is cut into parts; a part is written
    aside and named in OUT/manifest when it is whole. Stop it at any moment, by whatever means: the same line goes on with what
    is missing. Filters are asked before a page is parsed, where the page says enough. The exit code is 1 where refusals name what
    could not be read; filters, repeats and other languages do not count.

    s3:// and gs:// need the extra "cluster" and the packages s3fs or gcsfs, which look for keys where they always do.
    """
    from dateline.use.cluster import Job, Out, cores, local, on_ray, run_parts, shards_of
    from dateline.use.cluster.part import coder_of

    if address and engine != "ray":
        raise UsageError("--address goes with --engine ray")
    workers = workers or cores()
    settings = Settings(max(1, cores() // workers), min_confidence, text_column, roster, wanted=wanted_of(given), model=model)
    job, folder = Job(out, settings, pages, keep_repeats), Out(out)
    folder.begin(job, coder_of(settings).made_by)
    shards = shards_of(sources)
    if stale := folder.forget(shards):
        click.echo(f"{stale} parts are coded again, since their files changed", err=True)
    done = 0
    try:
        with on_ray(address, workers) if engine == "ray" else local(workers) as submit:
            for manifest in run_parts(job, shards, submit, workers):
                done += 1
                click.echo(f"{manifest['part']}: {manifest['pages']} pages, {manifest['events']} events", err=True)
        folder.sweep()
    except KeyboardInterrupt:
        click.echo(f"stopped; {done} parts of this run are kept. The same line goes on with what is missing", err=True)
        sys.exit(130)
    sys.exit(1 if report(folder.summary()) else 0)


def report(summary: Counter[str]) -> int:
    """The end-of-run summary, to stderr; how many inputs could not be read."""
    refused = Counter({k.removeprefix("refused: "): n for k, n in summary.items() if k.startswith("refused: ")})
    click.echo(f"{summary['articles']} articles, {summary['events']} events; {summary['silent']} articles tell none", err=True)
    for line in lines_of(refused, "see refusals/"):
        click.echo(line, err=True)
    return sorts_of(refused)[UNREAD]
