"""Fuzzing: `python -m benchmarks.fuzz [--inputs 500] [--first 0]`; exit code 1 where something broke.

Inputs are numbered and the same everywhere: `--first N --inputs 1` runs one again. Each may take 10 s of processor time and 2 GB, which are
watched from outside: one process takes many inputs and is started again where it broke a limit. All are extracted, resolved and put out as
JSON; the network reads one in 50.
"""

from __future__ import annotations

import argparse
import json
import os
import selectors
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SECONDS = 10.0  # of processor time an input
MEMORY = 2_000  # MB that an input may add to what the process held before it
SILENT = 300.0  # seconds in which a process says nothing and does nothing: on a busy machine it may just not have its turn
IDLE = 1.0  # seconds of processor time that count as nothing
TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Tally:
    """What a run found."""

    inputs: int = 0
    articles: int = 0
    rejects: int = 0
    read: int = 0  # by the network
    peak: int = 0  # MB that an input added
    slowest: tuple[float, str] = (0.0, "")
    faults: list[str] = field(default_factory=list)

    def take(self, name: str, done: dict[str, Any]) -> None:
        self.inputs += 1
        self.articles += done.get("articles", 0)
        self.rejects += done.get("rejects", 0)
        self.read += done.get("network", False)
        self.peak = max(self.peak, done.get("peak", 0))
        self.slowest = max(self.slowest, (done.get("seconds", 0.0), f"{name} #{done['done']}"))
        if done["fault"]:
            self.fault(done["done"], name, done["fault"])
        elif done.get("seconds", 0.0) > SECONDS:
            self.fault(done["done"], name, f"took {done['seconds']} s")
        elif done.get("peak", 0) > MEMORY:
            self.fault(done["done"], name, f"took {done['peak']} MB")

    def fault(self, number: int, name: str, what: str) -> None:
        self.faults.append(f"#{number} {name}: {what}")
        print(f"FAULT {self.faults[-1]}", flush=True)


def run(first: int, last: int) -> Tally:
    """All inputs from `first` up to `last`; a process that dies or hangs costs the input that it was at."""
    tally = Tally()
    while first < last:
        first = _with_one_process(first, last, tally)
    return tally


def _with_one_process(first: int, last: int, tally: Tally) -> int:
    """Inputs until the process ends; the first that is left."""
    command = [sys.executable, "-m", "benchmarks.fuzz.victim", str(first), "1", str(last)]
    at, name, began, held_before, network = first, "start", 0.0, 0, False
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, bufsize=0) as child, selectors.DefaultSelector() as ready:
        assert child.stdout
        ready.register(child.stdout, selectors.EVENT_READ)
        held, quiet, worked = b"", time.monotonic(), 0.0
        while True:
            if ready.select(timeout=1.0):
                block = os.read(child.stdout.fileno(), 1 << 16)
                if not block:
                    break
                held, quiet = held + block, time.monotonic()
                *lines, held = held.split(b"\n")
                for line in map(json.loads, lines):
                    if "done" in line:
                        tally.take(name, line | {"network": network, "peak": megabytes(child.pid, "VmHWM") - held_before})
                        at, name = line["done"] + 1, "between"
                    else:
                        at, name, network, began = line["number"], line["name"], line["network"], _spent(child.pid)
                        held_before = megabytes(child.pid, "VmRSS")
                        forget_peak(child.pid)
            elif name not in ("start", "between") and megabytes(child.pid, "VmRSS") - held_before > 2 * MEMORY:
                child.kill()
                tally.inputs += 1
                tally.fault(at, name, f"takes more than {2 * MEMORY} MB")
                return at + 1
            elif name not in ("start", "between") and _spent(child.pid) - began > 2 * SECONDS:
                child.kill()
                tally.inputs += 1
                tally.fault(at, name, f"hangs: more than {2 * SECONDS:.0f} s")
                return at + 1
            elif time.monotonic() - quiet > SILENT:
                if _spent(child.pid) - worked < IDLE:
                    child.kill()
                    tally.fault(at, name, f"says nothing and does nothing for {SILENT:.0f} s")
                    return at + 1
                quiet, worked = time.monotonic(), _spent(child.pid)
        code = child.wait()
        told = child.stderr.read().decode("utf-8", "replace")[-400:] if child.stderr else ""
    if code == 0:
        return last
    tally.inputs += 1
    tally.fault(at, name, f"its process died ({code}): {told}")
    return at + 1


def _spent(pid: int) -> float:
    """Seconds of processor time of a process."""
    try:
        cells = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(cells[11]) + int(cells[12])) / TICK


def megabytes(pid: int, what: str) -> int:
    """Memory that a process holds now (VmRSS), or held at most since its peak was forgotten (VmHWM)."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith(f"{what}:")), 0)


def forget_peak(pid: int) -> None:
    """Let the next peak be that of one input."""
    with suppress(OSError):  # it may be gone
        Path(f"/proc/{pid}/clear_refs").write_text("5")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=500, help="how many (500)")
    parser.add_argument("--first", type=int, default=0, help="number of the first (0)")
    args = parser.parse_args()
    tally = run(args.first, args.first + args.inputs)
    print(
        f"{tally.inputs} inputs, {tally.read} read by the network: {tally.articles} articles, {tally.rejects} refusals; "
        f"the largest took {tally.peak} MB; the slowest {tally.slowest}"
    )
    kinds = Counter(f.split(": ", 1)[1][-100:].replace("\n", " ") for f in tally.faults)
    print(f"{len(tally.faults)} faults")
    for kind, n in kinds.most_common(30):
        print(f"{n:>6}  {kind}")
    sys.exit(1 if tally.faults else 0)


if __name__ == "__main__":
    main()
