"""python -m data: editions and regions on the command line."""

import argparse
import sys
from pathlib import Path

from data import embedded, shapes
from data.editions import edition, editions
from data.store import indicator_table, periods, query
from problems import BadInput, Problem, write_text


def main(argv: list[str] | None = None) -> int:
    options = _parser().parse_args(argv)
    try:
        options.run(options)
    except BadInput as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data", description="Editions, their figures, and the regions.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser("list", help="all editions")
    command.set_defaults(run=list_editions)

    command = commands.add_parser("show", help="what an edition is")
    command.add_argument("id")
    command.set_defaults(run=show)

    command = commands.add_parser("table", help="an edition's indicators, one column each, as CSV")
    command.add_argument("id")
    command.add_argument("--period", help="YYYY or YYYY-MM; default: the edition's own")
    command.add_argument("--out", type=Path, help="file to write; default: print")
    command.set_defaults(run=table)

    command = commands.add_parser("build", help="write the observations of an embedded edition anew")
    command.add_argument("id", choices=embedded.EMBEDDED)
    command.add_argument("--folder", type=Path, help="default: the edition's own folder")
    command.set_defaults(run=build)

    regions = commands.add_parser("regions", help="the regions and their shapes").add_subparsers(required=True)
    command = regions.add_parser("build", help="draw the shapes from cells or from an official boundary file")
    command.add_argument("source", type=Path, help="GeoTIFF of cells, GeoPackage, GeoJSON or shapefile")
    command.add_argument("--code-column", help="the column with the Kemendagri code; default: found by its values")
    command.add_argument("--legend", type=Path, help="CSV value,code of a GeoTIFF; default: the one beside it")
    command.set_defaults(run=build_regions)
    return parser


def list_editions(options: argparse.Namespace) -> None:
    found, problems = editions()
    for one in found.values():
        print(f"{one.id}\t{one.level}\t{one.period}\t{one.nature}\t{_english(one.title)}")
    if problems:
        raise BadInput(problems)


def show(options: argparse.Namespace) -> None:
    one = edition(options.id)
    known = periods(one.id)
    facts = {
        "id": one.id,
        "title": _english(one.title),
        "level": one.level,
        "period": one.period,
        "as of": one.as_of,
        "periods": f"{known[0]} to {known[-1]}, {len(known)}" if known else "none",
        "nature": one.nature,
        "attribution": one.attribution,
        "universe": _english(one.universe),
        "statement": _english(one.statement),
        "folder": one.folder,
    }
    for name, fact in facts.items():
        print(f"{name}: {fact}")
    print(query(one.id, "inventory").to_string(index=False))


def table(options: argparse.Namespace) -> None:
    one = edition(options.id)
    known = periods(one.id)
    period = options.period or one.period
    if period not in known:
        raise BadInput([Problem("--period", "one of {options}", None, "", period, {"options": ", ".join(known)})])
    write_text(indicator_table(one.id, period).reset_index().to_csv(index=False, lineterminator="\n"), options.out)


def build(options: argparse.Namespace) -> None:
    folder = options.folder or edition(options.id).folder
    embedded.build(options.id, folder)
    print(f"{folder}: observations and sources of {options.id}")


def build_regions(options: argparse.Namespace) -> None:
    root = Path(__file__).parent
    lines = shapes.build(
        options.source,
        root.parent / "static",
        root / "shapes.csv",
        code_column=options.code_column,
        legend=options.legend,
    )
    print("\n".join(lines))


def _english(text) -> str:
    return text if isinstance(text, str) else text.get("en") or next(iter(text.values()))


if __name__ == "__main__":
    sys.exit(main())
