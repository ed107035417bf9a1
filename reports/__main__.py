"""python -m reports: every file to take away, on the command line."""

import argparse
import sys
from pathlib import Path

from data import safely
from messages import LANGUAGES, words
from problems import BadInput, Problem
from reports.made import FIXED, FORMATS, KINDS, Asked, made, name

HELPS = {
    "workbook": "the whole calculation in formulas (XLSX)",
    "profile": "one region on one page (PDF)",
    "book": "the ranking book (PDF)",
    "certificates": "a certificate for every winner (ZIP of PDFs)",
    "minutes": "the minutes of determination (PDF)",
    "slides": "five slides for those who decide (PPTX)",
    "package": "the data package: CSV, Parquet, GeoJSON, datapackage.json (ZIP)",
    "map": "the map as a picture (PNG or SVG)",
}


def main(argv: list[str] | None = None) -> int:
    options = _parser().parse_args(argv)
    given = {key: value for key, value in vars(options).items() if key in Asked.__dataclass_fields__}
    asked, t = Asked(**given), words(options.language)
    out = options.out or Path(name(asked, t))
    try:
        with safely.told(out):
            if not out.parent.is_dir() or (out.exists() and not out.is_file()):
                raise BadInput([Problem("--out", "a file in a folder that is there", value=str(out))])
        content = made(asked, t, lambda share: print(f"{asked.kind}: {share:.0%}", file=sys.stderr))
        _write(out, content)
    except BadInput as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{out}: {len(content)} bytes", file=sys.stderr)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m reports", description="Files of an edition to take away.")
    commands = parser.add_subparsers(required=True, metavar="KIND", dest="kind")
    for kind in KINDS:
        command = commands.add_parser(kind, help=HELPS[kind])
        command.add_argument("--edition", dest="id", required=True, metavar="ID", help="id of an edition")
        command.add_argument("--language", choices=LANGUAGES, default="id", help="default: id")
        command.add_argument("--out", type=Path, help="file to write; default: a name that tells what is in it, here")
        if kind not in FIXED:
            command.add_argument("--period", help="YYYY or YYYY-MM; default: the edition's own")
        if kind == "profile":
            command.add_argument("--code", required=True, help="code of the region")
        if kind == "certificates":
            command.add_argument("--code", default="", help="code of one region; default: of all winners")
        if kind == "map":
            command.add_argument("--by", default="score", help="score, change, or an indicator; default: score")
            command.add_argument("--format", choices=FORMATS, default="png", help="default: png")
    return parser


def _write(out: Path, content: bytes) -> None:
    """Writes aside and renames, so that a file is the old one or the new one, whole."""
    with safely.told(out):
        try:
            safely.write(out, content)
        finally:
            out.with_name(safely.ASIDE + out.name).unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main())
