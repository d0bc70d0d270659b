"""Does memory stay flat? `python -m benchmarks.memory [--articles 50000] [--words 220] [--model fast] [--write]`

Articles of our own passages, each with a number of its own so that none repeats another, go through reading, resolving and writing in one
process; its memory is printed as they pass. Without --model every capitalised word is a mention and acts: all but the network,
and faster. `--write` puts the figures into docs/scale.md.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from itertools import islice
from pathlib import Path

from benchmarks.follow import resident
from benchmarks.fuzz.victim import reading_of
from benchmarks.page import fill
from benchmarks.speed import WORDS, _rows
from dateline import Coder, FakeReader
from dateline.settings import MODELS, Settings
from dateline.use.cluster.out import Out
from dateline.use.cluster.part import code_part
from dateline.use.cluster.shards import Job, Part, shards_of

PART = 1_000  # articles between two looks
SHOWN = (1_000, 5_000, 10_000, 20_000, 50_000)  # articles after which the page shows the memory


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=50_000, help="how many (50000)")
    parser.add_argument("--words", type=int, default=WORDS, help=f"of an article, at least ({WORDS})")
    parser.add_argument("--model", choices=MODELS, help="read with this network")
    parser.add_argument("--write", action="store_true", help="write the figures into docs/scale.md")
    args = parser.parse_args()
    coder = Coder(Settings(model=args.model)) if args.model else Coder(reader=FakeReader(reading_of))
    found: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "rows.jsonl", Path(folder) / "out"
        with source.open("w", encoding="utf-8") as lines:
            for n, row in enumerate(islice(_rows(None, args.words), args.articles)):
                lines.write(json.dumps(row | {"id": str(n), "text": f"Report number {n} of the day. {row['text']}"}) + "\n")
        job, (shard,) = Job(str(out), Settings(), PART, True), shards_of([str(source)])
        Out(out).begin(job, coder.made_by)
        began = time.monotonic()
        for number in range(args.articles // PART):
            done = code_part(job, Part(shard, number), coder)
            n, spent = (number + 1) * PART, time.monotonic() - began
            print(f"{n:>7} articles {resident():7.0f} MB {n / spent:7.1f}/s {done['events']} events", flush=True)
            if n in SHOWN or n == args.articles:
                found[f"after {n:,} articles, MB"] = f"{resident():.0f}"
    if args.write:
        model = f" --model {args.model}" if args.model else ""
        fill("memory", found, f"python -m benchmarks.memory --articles {args.articles} --words {args.words}{model}")


if __name__ == "__main__":
    main()
