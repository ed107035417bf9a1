"""python -m scoring: rank, robustness, sensitivity and explain on the command line."""

import argparse
import sys
import warnings
from pathlib import Path

import pandas as pd

from problems import BadInput, Problem, write_text
from scoring import edition
from scoring.criteria import Criteria, read_criteria
from scoring.explain import explain
from scoring.indicators import UnusedColumn, read_indicators
from scoring.ranking import rank
from scoring.robustness import robustness
from scoring.sensitivity import decisive, describe, sensitivity


def main(argv: list[str] | None = None) -> int:
    options = _parser().parse_args(argv)
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", UnusedColumn)
            text = options.run(options)
        for warning in caught:
            print(f"warning: {warning.message}", file=sys.stderr)
        write_text(text, options.out)
    except BadInput as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scoring", description="Score and rank regions by a criteria file.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--criteria", type=Path, help="criteria file (TOML)")
    shared.add_argument("--data", type=Path, help="CSV: code and one column an indicator, blank = missing")
    shared.add_argument("--edition", help="id of an edition, in place of --criteria and --data")
    shared.add_argument("--period", help="with --edition: YYYY or YYYY-MM; default: the edition's own")
    shared.add_argument("--out", type=Path, help="file to write; default: print")

    command = commands.add_parser("rank", parents=[shared], help="score, rank and status of every region")
    command.set_defaults(run=run_rank)

    command = commands.add_parser("robustness", parents=[shared], help="rank ranges under other weights")
    command.add_argument("--draws", type=_count, help="default: as in the criteria")
    command.add_argument("--seed", type=_seed, help="default: as in the criteria")
    command.add_argument("--top", type=_count, default=10, help="K of p_topk; default: 10")
    command.set_defaults(run=run_robustness)

    command = commands.add_parser("sensitivity", parents=[shared], help="one choice of the criteria changed at a time")
    command.add_argument("--top", type=_count, default=3, help="how many places count as the first; default: 3")
    command.set_defaults(run=run_sensitivity)

    command = commands.add_parser("explain", parents=[shared], help="what every indicator adds to a region's score")
    command.add_argument("--code", required=True, help="code of the region")
    command.set_defaults(run=run_explain)
    return parser


def run_rank(options: argparse.Namespace) -> str:
    ranking = _ranking(options)
    out = ranking.result()
    out["score"] = _printed(out["score"], ranking.criteria)
    return _csv(out)


def run_robustness(options: argparse.Namespace) -> str:
    out = robustness(_ranking(options), draws=options.draws, seed=options.seed, top=options.top)
    out = out.reset_index(names="code").sort_values(["rank", "code"], na_position="last")
    return _csv(out)


def run_sensitivity(options: argparse.Namespace) -> str:
    ranking = _ranking(options)
    tables = edition.earlier(options.edition, options.period) if options.edition else {}
    outcomes = sensitivity(ranking, tables, options.top)
    rows = [
        {
            "choice": o.choice,
            "of": o.of,
            "refused": o.refused,
            "mean": "" if o.refused else round(o.mean, 6),
            "largest": "" if o.refused else o.largest,
            "first": " ".join(o.first),
            "left": " ".join(o.left),
            "enters": " ".join(o.enters),
            "words": describe(o, ranking.criteria),
        }
        for o in outcomes
    ]
    if most := decisive([o for o in outcomes if o.choice != "period"]):
        print(f"what moves the first places most: {describe(most, ranking.criteria)}", file=sys.stderr)
    return _csv(pd.DataFrame(rows))


def run_explain(options: argparse.Namespace) -> str:
    ranking = _ranking(options)
    if options.code not in ranking.table.index:
        expected = "the code of a region in the data"
        raise BadInput([Problem("--code", expected, value=options.code)])
    return _csv(explain(ranking, options.code))


def _ranking(options: argparse.Namespace):
    given = [options.criteria is not None, options.data is not None, options.edition is not None]
    if given not in ([True, True, False], [False, False, True]):
        raise BadInput([Problem("options", "either --criteria and --data, or --edition")])
    if options.edition is not None:
        return edition.ranking(options.edition, options.period)
    if options.period is not None:
        raise BadInput([Problem("--period", "--edition beside it", value=options.period)])
    try:
        criteria = read_criteria(options.criteria)
    except BadInput as error:
        if options.data.is_file():
            raise
        missing = Problem(options.data.name, "a file that can be read ({why})", details={"why": "no such file"})
        raise BadInput([*error.problems, missing]) from error
    return rank(criteria, read_indicators(options.data, criteria), options.data.name)


def _printed(score: pd.Series, criteria: Criteria) -> pd.Series:
    return score.map(lambda x: "" if pd.isna(x) else f"{x:.{criteria.decimals}f}")


def _csv(frame: pd.DataFrame) -> str:
    return frame.to_csv(index=False, lineterminator="\n")


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1_000_000:
        raise argparse.ArgumentTypeError("expected a whole number from 1 to 1000000")
    return int(text)


def _seed(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError("expected a whole number, 0 or more")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
