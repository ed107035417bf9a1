"""python -m data: editions and regions on the command line."""

import argparse
import os
import signal
import sys
from pathlib import Path

from data import commands, embedded, intake, journal
from data.editions import ATTRIBUTIONS
from problems import BadInput
from scoring import edition as rules


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
    parser.set_defaults(rules=rules)
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run, help: str, *, of: str = "id", signed: bool = False) -> argparse.ArgumentParser:
        added = subparsers.add_parser(name, help=help)
        added.set_defaults(run=run)
        if of:
            added.add_argument(of, type=Path if of == "path" else str)
        if signed:  # a machine that knows no name: the act itself asks for --who
            who = os.environ.get("UCJ_WHO") or journal.login()
            added.add_argument("--who", default=who, help="who does this; default: UCJ_WHO, or the login name")
        return added

    command("list", commands.list_editions, "all editions, with their state", of="")
    command("show", commands.show, "what an edition is")
    one = command("table", commands.table, "an edition's indicators, one column each, as CSV")
    one.add_argument("--period", help="YYYY or YYYY-MM; default: the edition's own")
    one.add_argument("--out", type=Path, help="file to write; default: print")

    one = command("check", intake.check, "what is wrong with a file of figures", of="path")
    _figures(one)
    one = command("import", intake.take_in, "a draft from a file of figures, or an archive", of="path", signed=True)
    _figures(one)
    one.add_argument("--id", help="id of the new edition: small letters, digits and hyphens")
    one.add_argument("--title", help="its title")
    one.add_argument("--comment", default="", help="a word for the journal")

    one = command("freeze", commands.freeze, "a draft becomes frozen: every file and the ranking hashed", signed=True)
    one.add_argument("--comment", required=True, help="a word on why")
    one.add_argument("--accept", nargs="+", default=[], metavar="CODE", help="open questions that you take on yourself")
    one = command("publish", commands.publish, "a frozen edition becomes public, for good", signed=True)
    one.add_argument("--comment", default="", help="a word for the journal")
    one = command("revise", commands.revise, "a new draft that is to take the place of an edition", signed=True)
    one.add_argument("--reason", required=True)
    command("discard", commands.discard, "a draft is put aside", signed=True)

    command("verify", commands.verify, "whether an edition or an archive is what was frozen", of="asked")
    one = command("export", commands.export, "a frozen edition as one archive")
    one.add_argument("--out", type=Path, required=True, help="file to write")
    command("journal", commands.journal, "who did what when", of="")

    one = command("rollup", commands.roll_up, "records of participants become figures of every level", of="path")
    one.add_argument("--out", type=Path, required=True, help="folder for one Parquet file of figures a level")
    one.add_argument("--engine", default="duckdb", choices=("duckdb", "spark"))
    one.add_argument("--master", default="local[*]", help="of Spark, such as spark://host:7077")
    one.add_argument("--least", type=int, default=10, help="counts of persons below this are withheld")
    one.add_argument("--attribution", required=True, choices=ATTRIBUTIONS)
    one.add_argument("--source", required=True, help="the source_id of the figures")

    one = subparsers.add_parser("build", help="write the observations of an embedded edition anew")
    one.set_defaults(run=commands.build)
    one.add_argument("id", choices=(*embedded.EMBEDDED, *embedded.ON_DEMAND))
    one.add_argument("--folder", type=Path, help="default: the edition's own folder, of the home for one on demand")

    regions = subparsers.add_parser("regions", help="the regions and their shapes").add_subparsers(required=True)
    one = regions.add_parser("build", help="draw the shapes from cells or from an official boundary file")
    one.set_defaults(run=commands.build_regions)
    one.add_argument("source", type=Path, help="GeoTIFF of cells, GeoPackage, GeoJSON or shapefile")
    one.add_argument("--code-column", help="the column with the Kemendagri code; default: found by its values")
    one.add_argument("--legend", type=Path, help="CSV value,code of a GeoTIFF; default: the one beside it")
    return parser


def _figures(parser: argparse.ArgumentParser) -> None:
    """What is to be known of a file of figures that it does not say itself."""
    parser.add_argument("--like", metavar="ID", help="the edition whose criteria are taken")
    parser.add_argument("--period", help="YYYY or YYYY-MM, where the file does not say it")
    parser.add_argument("--attribution", help="registration or residence")
    parser.add_argument("--nature", help="published, derived or simulated")
    parser.add_argument("--source", metavar="TITLE|PUBLISHER|DATE|URL", help="where the figures come from")
    parser.add_argument("--sources", type=Path, metavar="FILE", help="sources.csv of the ids that the file names")
    parser.add_argument("--answer", action="append", default=[], metavar="TEXT=CODE", help="which region a text means")
    parser.add_argument("--column", action="append", default=[], metavar="HEAD=ID", help="what a column holds")


if __name__ == "__main__":
    if hasattr(signal, "SIGPIPE"):  # whoever reads may stop, as head does
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.exit(main())
