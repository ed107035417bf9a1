"""Where figures come from: an edition's sources, those of the reference files, and the premiums."""

import csv
import io
from functools import cache
from pathlib import Path

import pandas as pd

from data.editions import Edition
from problems import BadInput, Problem, read_text

COLUMNS = ("source_id", "title", "publisher", "date", "url", "licence", "note")
HERE = Path(__file__).parent


def sources(edition: Edition) -> pd.DataFrame:
    """The sources of an edition, as `read_sources`."""
    return read_sources(edition.folder / "sources.csv", f"{edition.id}/sources.csv")


def reference() -> pd.DataFrame:
    """The sources of the files in data/reference, that embedded editions are built from, and of the premiums, as
    `read_sources`."""
    return read_sources(HERE / "reference/sources.csv")


def premiums() -> pd.DataFrame:
    """What a year of cover costs: segment, scheme, rupiah_month, rupiah_year (whole rupiah), source_id, note, source;
    source is the title of that id. A fresh copy, so that a caller may change it."""
    return _premiums().copy()


@cache
def _premiums() -> pd.DataFrame:
    table = pd.read_csv(HERE / "premiums.csv", dtype=str, keep_default_na=False)
    titles = reference().set_index("source_id")["title"]
    table["source"] = table["source_id"].map(titles)
    return table.astype({"rupiah_month": "int64", "rupiah_year": "int64"})


def read_sources(path: Path, file: str | None = None) -> pd.DataFrame:
    """One row a source, the columns of COLUMNS as text in the order of the file; what is not known is blank.

    BadInput (under `file`) with every problem and its line.
    """
    file = file or path.name
    rows = csv.reader(io.StringIO(read_text(path, file), newline=""), strict=True)
    try:
        head = [name.strip() for name in next(rows, [])]
        lines = [(rows.line_num, [cell.strip() for cell in row]) for row in rows if row]
    except csv.Error as error:
        raise BadInput([Problem(file, "valid CSV ({why})", rows.line_num, details={"why": error})]) from error
    problems = [
        Problem(file, "a column of this name in the first line", 1, name) for name in COLUMNS if name not in head
    ]
    for line, row in lines:
        if len(row) != len(head):
            expected = "{expected} cells as in the first line, not {found}"
            problems.append(Problem(file, expected, line, details={"expected": len(head), "found": len(row)}))
    if problems:
        raise BadInput(problems)
    table = pd.DataFrame([row for _, row in lines], columns=head, dtype=str)
    return table[list(COLUMNS)]
