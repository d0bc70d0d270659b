"""Every quality figure that the project claims, beside the best known of the field, held by pinned floors.

  python -m evals                                       all whose data is at hand; exit 1 where one is under its floor
  python -m evals --only places.lgl events              some, by name or by the part before the dot
  python -m evals --errors times.value                  misses (MISSED) and false ones (WRONG) of a set, for reading
  python -m evals --raise                               pin what became better
  python -m evals --lower NAME --reason "why"           pin a lower score; the reason stays in floors.json
  python -m evals --model fast                          the same figures of the other network; floors are the first one's
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from dateline.settings import MODELS
from evals import coded, floors
from evals.figure import Figure, Measure, Result
from evals.table import TABLE


def main(argv: Sequence[str] | None = None, table: Sequence[Measure] = TABLE, pinned: Path = floors.FILE) -> int:
    """Measure, print, judge; 0 where every figure measured holds its floor, 1 where one does not, 2 for a wrong call."""
    args = _parser().parse_args(argv)
    names = [f.name for m in table for f in m.figures]
    asked = [*(args.only or ()), *filter(None, (args.errors, args.lower))]
    strange = [a for a in asked if not any(_is(n, a) for n in names)]
    if strange or bool(args.lower) != bool(args.reason):
        print(f"no figure {strange[0]!r}; there are {', '.join(names)}" if strange else "--lower needs --reason and the other way round",
              file=sys.stderr)  # fmt: skip
        return 2
    if args.model != MODELS[0] and (args.raising or args.lower):
        print(f"floors are those of {MODELS[0]}; leave --model out", file=sys.stderr)
        return 2
    coded.MODEL.set(args.model)
    held = floors.load(pinned) if args.model == MODELS[0] else {}
    failed = 0
    for measure in table:
        figures = [f for f in measure.figures if not asked or any(_is(f.name, a) for a in asked)]
        if figures and _at_hand(measure, args.shared):
            result = measure.run(args.shared)
            data = floors.fingerprint(args.shared, measure.data, measure.own)
            for figure in figures:
                _pin(held, figure, result.scores[figure.name], data, args)
                failed += not _show(figure, result, data, held)
            if args.raising or args.lower:
                floors.save(held, pinned)
            if args.errors:
                print("\n".join(result.errors))
    print(f"{failed} below their floor" if failed else "every figure measured holds its floor", file=sys.stderr)
    return 1 if failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m evals", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of the data and scorers (../shared)")
    parser.add_argument("--model", choices=MODELS, default=MODELS[0], help="which network reads")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="measure these alone")
    parser.add_argument("--errors", metavar="NAME", help="list the errors of this one")
    parser.add_argument("--raise", dest="raising", action="store_true", help="pin new and better scores")
    parser.add_argument("--lower", metavar="NAME", help="pin the present score of this one, though lower")
    parser.add_argument("--reason", metavar="TEXT", help="why it may sink")
    return parser


def _is(name: str, asked: str) -> bool:
    return name == asked or name.split(".")[0] == asked


def _at_hand(measure: Measure, shared: Path) -> bool:
    missing = next((d for d in measure.data if not (shared / d).exists()), None)
    if missing:
        print(f"{measure.figures[0].name}: {shared / missing} is missing, skipped (--shared DIR)", file=sys.stderr)
    return missing is None


def _pin(held: dict[str, floors.Floor], figure: Figure, score: float, data: str, args: argparse.Namespace) -> None:
    name = figure.name
    if args.lower and _is(name, args.lower):
        held[name] = floors.lowered(score, data, held.get(name), args.reason)
    elif args.raising:
        held[name] = floors.raised(score, data, held.get(name), figure.falling)


def _show(figure: Figure, result: Result, data: str, held: dict[str, floors.Floor]) -> bool:
    score = result.scores[figure.name]
    passes, why = floors.verdict(score, data, held.get(figure.name), figure.falling)
    known = [f"best known: {figure.best}" if figure.best else "", _goal(figure, score), f"aim {figure.aim}" if figure.aim else ""]
    notes = "; ".join(n for n in [why, *known, result.beside.get(figure.name, "")] if n)
    print(f"{'ok  ' if passes else 'FAIL'} {figure.name:24} {score:.4f}  {figure.what} ({notes})", flush=True)
    return passes


def _goal(figure: Figure, score: float) -> str:
    if figure.least is None:
        return ""
    short = score > figure.least if figure.falling else score < figure.least
    return f"{'at most' if figure.falling else 'at least'} {figure.least} {'wanted, not there yet' if short else 'reached'}"


if __name__ == "__main__":
    sys.exit(main())
