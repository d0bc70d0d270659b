"""`dateline run`: many files to Parquet, restartable."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date
from pathlib import Path

import click

from dateline.errors import UsageError
from dateline.settings import Settings, Wanted

REASONS = 12  # lines of the summary; the table of refusals has them all


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder of the result.")
@click.option("--workers", type=click.IntRange(0), default=0, help="Processes, each with a model of its own; 0 means one a core.")
@click.option("--pages", type=click.IntRange(1), default=2000, show_default=True, help="Pages of a part; what a kill costs.")
@click.option("--since", help="Published on this day, month or year, or later.")
@click.option("--until", help="Published up to this day, month or year.")
@click.option("--site", "sites", multiple=True, help="Of this host or one under it, such as example.org; may be given several times.")
@click.option("--language", "languages", multiple=True, help="In this language (ISO 639-1); may be given several times.")
@click.option("--keep-repeats", is_flag=True, help="Code articles too whose every sentence stands in an earlier one of the part.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), help="Leave out events below this confidence.")
@click.option("--text-column", help="Column or key that holds the text; found by itself where not given.")
@click.option("--roster", type=click.Path(path_type=Path, exists=True), help="Folder of your own actors (YAML).")
def run(
    sources: tuple[str, ...], out: Path, workers: int, pages: int, since: str | None, until: str | None, sites: tuple[str, ...],
    languages: tuple[str, ...], keep_repeats: bool, min_confidence: float | None, text_column: str | None, roster: Path | None,
) -> None:  # fmt: skip
    """Code many files into Parquet: crawls (WARC), tables and folders of pages.

    \b
      dateline run crawl/*.warc.gz --out coded --since 2022-06 --language en
      dateline add --from coded

    OUT gets events and articles by month of publication, and a table of refusals. The work is cut into parts; a part is written
    aside and named in OUT/manifest when it is whole. Stop it at any moment, by whatever means: the same line goes on with what
    is missing. Filters are asked before a page is parsed, where the page says enough.
    """
    from dateline.use.cluster import Job, Out, local, run_parts, shards_of
    from dateline.use.cluster.engines import cores
    from dateline.use.cluster.part import coder_of

    workers = workers or cores()
    wanted = Wanted(_day(since, False), _day(until, True), tuple(s.lower() for s in sites), tuple(x.lower() for x in languages))
    settings = Settings(max(1, cores() // workers), min_confidence, text_column, roster, wanted=wanted)
    job, folder = Job(str(out), settings, pages, keep_repeats), Out(out)
    folder.begin(job, coder_of(settings).made_by)
    shards = shards_of(sources)
    if stale := folder.forget(shards):
        click.echo(f"{stale} parts are coded again, since their files changed", err=True)
    done = 0
    try:
        with local(workers) as submit:
            for manifest in run_parts(job, shards, submit, workers):
                done += 1
                click.echo(f"{manifest['part']}: {manifest['pages']} pages, {manifest['events']} events", err=True)
        folder.sweep()
    except KeyboardInterrupt:
        click.echo(f"stopped; {done} parts of this run are kept. The same line goes on with what is missing", err=True)
        sys.exit(130)
    report(folder.summary())


def report(summary: Counter[str]) -> None:
    """The end-of-run summary, to stderr."""
    refused = Counter({k.removeprefix("refused: "): n for k, n in summary.items() if k.startswith("refused: ")})
    click.echo(f"{summary['articles']} articles, {summary['events']} events; {summary['silent']} articles tell none", err=True)
    if refused:
        click.echo(f"{refused.total()} inputs gave nothing:", err=True)
    for reason, n in refused.most_common(REASONS):
        click.echo(f"{n:>9}  {reason}", err=True)
    if len(refused) > REASONS:
        click.echo(f"{refused.total() - sum(n for _, n in refused.most_common(REASONS)):>9}  for other reasons; see refusals/", err=True)


def _day(text: str | None, last: bool) -> date | None:
    from dateline.store.stories.days import days_of

    if text is None:
        return None
    if not (days := days_of(text)):
        raise UsageError(f"“{text}” is no date: write 2022-07-04, 2022-07 or 2022")
    return days[1 if last else 0]
