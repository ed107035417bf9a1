"""The indicator table: one row a region, one column an indicator, read from a CSV and checked as a whole."""

import csv
import io
import math
import warnings
from pathlib import Path

import pandas as pd

from problems import BadInput, Problem, read_text
from scoring.criteria import Criteria
from scoring.normalise import LOGARITHM

csv.field_size_limit(1 << 20)


class UnusedColumn(UserWarning):
    """A column of the table that no indicator of the criteria asks for."""


def read_indicators(path: str | Path, criteria: Criteria) -> pd.DataFrame:
    """Values from a CSV with a column `code` and one column an indicator of the criteria.

    Returns float64 columns in the order of the criteria, indexed by code (text) in the order of the file; a blank
    cell is NaN. Further columns are left out with an UnusedColumn warning. BadInput with every problem and its line.
    """
    path = Path(path)
    return parse_indicators(read_text(path), criteria, path.name)


def parse_indicators(text: str, criteria: Criteria, file: str = "data.csv") -> pd.DataFrame:
    """`read_indicators` on the text of the file."""
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    problems: list[Problem] = []
    try:
        head = [name.strip() for name in next(rows, [])]
        lines = [(rows.line_num, row) for row in rows if row]
    except csv.Error as error:
        raise BadInput([Problem(file, "valid CSV ({why})", rows.line_num, details={"why": error})]) from error
    wanted = [i.id for i in criteria.indicators]
    for name in ("code", *wanted):
        if name not in head:
            problems.append(Problem(file, "a column of this name in the first line", 1, name))
        elif head.count(name) > 1:
            problems.append(Problem(file, "one column of this name only", 1, name))
    if unused := [name for name in head if name and name != "code" and name not in wanted]:
        warnings.warn(f"{file}: columns that no indicator asks for: {', '.join(unused)}", UnusedColumn, stacklevel=2)
    if problems:
        raise BadInput(problems)

    place = {name: head.index(name) for name in ("code", *wanted)}
    logarithms = {i.id for i in criteria.normalised() if i.transform == "log"}
    seen: dict[str, int] = {}
    values: list[list[float]] = []
    for line, row in lines:
        if len(row) != len(head):
            expected = "{expected} cells as in the first line, not {found}"
            problems.append(Problem(file, expected, line, details={"expected": len(head), "found": len(row)}))
            continue
        code = row[place["code"]].strip()
        if not code:
            problems.append(Problem(file, "the code of a region", line, "code", ""))
        elif code in seen:
            problems.append(
                Problem(file, "each code once: row {row} has it too", line, "code", code, {"row": seen[code]})
            )
        seen.setdefault(code, line)
        values.append([_number(row[place[name]]) for name in wanted])
        for name, value in zip(wanted, values[-1], strict=True):
            if value == math.inf:
                problems.append(Problem(file, "a number such as 12.5, or blank", line, name, row[place[name]]))
            elif name in logarithms and value <= 0:
                problems.append(Problem(file, LOGARITHM, line, name, row[place[name]], {"code": code}))
    if not lines:
        problems.append(Problem(file, "at least one region below the first line", 1))
    if problems:
        raise BadInput(problems)
    index = pd.Index(list(seen), dtype="str", name="code")
    return pd.DataFrame(values, index=index, columns=wanted, dtype=float)


def _number(cell: str) -> float:
    """The number in a cell, NaN for a blank; infinity where the cell holds anything else."""
    cell = cell.strip()
    if not cell:
        return math.nan
    if not cell.isascii() or "_" in cell:
        return math.inf
    try:
        value = float(cell)
    except ValueError:
        return math.inf
    return value if math.isfinite(value) else math.inf
