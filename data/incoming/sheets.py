"""Files as sheets of cells: XLSX, CSV and Parquet, within limits, so that no file can choke the machine."""

import codecs
import csv
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from data.incoming import workbook
from data.incoming.faults import refused

MEGABYTES = 20  # as much as the screen takes; a year's figures of all regencies are 1
DELIMITERS = (",", ";", "\t", "|")
SAMPLE = 200  # lines by which the delimiter is told
# how a file of another kind begins
OLE, ZIP, PARQUET = b"\xd0\xcf\x11\xe0", b"PK", b"PAR1"

Cell = str | int | float | bool | date | datetime | Decimal


@dataclass(frozen=True)
class Sheet:
    """One sheet: every row from the first, "" for a blank cell; a CSV or Parquet file is one without a name."""

    name: str
    rows: list[list[Cell]]
    hidden: bool = False


def sheets(name: str, content: bytes) -> list[Sheet]:
    """The sheets of a file, told by its bytes and not by its name; BadInput where it is refused or damaged.

    Cells as the file has them: texts stripped, numbers, dates; of a formula its value, an error as its text (#N/A), a
    number shown as percent as such a text (45.6%).
    """
    if len(content) > MEGABYTES * 2**20:
        raise refused("UCJ102", name, n=MEGABYTES)
    if content.startswith(OLE):
        raise refused("UCJ107" if "EncryptedPackage".encode("utf-16-le") in content else "UCJ109", name)
    if content.startswith(ZIP):
        return [Sheet(title, _tidy(rows), hidden) for title, rows, hidden in workbook.grids(name, content)]
    rows = _parquet(name, content) if content.startswith(PARQUET) else _csv(name, content)
    return [Sheet("", _tidy(rows))]


def _tidy(rows) -> list[list[Cell]]:
    return [["" if cell is None else cell.strip() if isinstance(cell, str) else cell for cell in row] for row in rows]


def _csv(name: str, content: bytes) -> list[list[str]]:
    text = _decoded(name, content)
    first, _, rest = text.partition("\n")
    if first.strip().casefold().startswith("sep=") and len(first.strip()) == 5:  # as Excel writes it
        delimiter, text = first.strip()[4], "\n" + rest
    else:
        delimiter = _delimiter(text)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise refused("UCJ110", name, why=error) from error
    if sum(map(len, rows)) > workbook.CELLS:
        raise refused("UCJ105", name, n=workbook.CELLS)
    return rows


def _decoded(name: str, content: bytes) -> str:
    """UTF-8 and UTF-16 by their marks, else UTF-8, else Windows-1252."""
    utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and text.strip():
            return text
    raise refused("UCJ101", name)


def _delimiter(text: str) -> str:
    """The sign at which most lines fall into equally many cells, the more the better."""
    lines = text.splitlines()[:SAMPLE]

    def regular(delimiter: str) -> tuple[int, int]:
        try:
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if len(row) > 1)
        except csv.Error:
            return 0, 0
        return max(((n, width) for width, n in widths.items()), default=(0, 0))

    return max(DELIMITERS, key=regular)


def _parquet(name: str, content: bytes) -> list[list]:
    """The table with its column names as the first row; what is nested is text."""
    try:
        with TemporaryDirectory() as folder, duckdb.connect(":memory:", config=workbook.DUCKDB) as database:
            path = Path(folder) / "incoming.parquet"
            path.write_bytes(content)
            table = database.read_parquet(str(path))
            if not table.columns:
                raise refused("UCJ101", name)
            [(rows,)] = table.aggregate("count(*)").fetchall()
            if rows * len(table.columns) > workbook.CELLS:
                raise refused("UCJ105", name, n=workbook.CELLS)
            lengths = table.select("strlen(CAST(COLUMNS(*) AS VARCHAR))")
            letters = sum(n or 0 for n in lengths.aggregate("sum(COLUMNS(*))").fetchall()[0])
            if letters > workbook.TEXT:
                raise refused("UCJ103", name, n=workbook.TEXT // 2**20)
            plain = [[_plain(cell) for cell in row] for row in table.fetchall()]
            return [list(table.columns), *plain]
    except (duckdb.Error, UnicodeDecodeError, OverflowError, ValueError, RuntimeError) as error:
        if hasattr(error, "problems"):
            raise
        raise refused("UCJ110", name, why=type(error).__name__) from error


def _plain(cell: object) -> object:
    return cell if cell is None or isinstance(cell, Cell) else str(cell)
