"""Where the table of a sheet lies: titles above, one to three rows of heads, a row a region, totals and notes below."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from xlsxwriter.utility import xl_col_to_name

from data.incoming import matching
from data.incoming.headers import Head, fold, head, indicator, role
from data.incoming.lines import REGION, Line, lines, one_kind, province_of
from data.incoming.numbers import number, readings
from data.incoming.periods import found as periods_in
from data.incoming.periods import period
from data.incoming.sheets import Cell, Sheet
from data.incoming.terms import Terms
from data.names import KINDS, plain_words

DEEP = 40  # rows in which heads are looked for
SHORT = 25  # letters of a head above the regions; what is longer is a title
HEADS = 2  # rows of heads above the one that names the column of regions
NUMBERING = re.compile(r"[(\[]?[0-9]{1,3}[)\]]?")


@dataclass(frozen=True)
class Table:
    """The table of a sheet: heads by column from 0, lines of regions, and what the sheet and its title say of all.

    systems: those of code and bps that the codes can be in; coded: the column of codes, None without one; period is
    that of the sheet's name, titled that of the title, whose lines are in title.
    """

    heads: dict[int, Head]
    lines: list[Line]
    systems: set[str]
    coded: int | None
    period: str
    titled: str
    indicator: str
    title: str


def table(sheet: Sheet, terms: Terms, file: str) -> Table | None:
    """The table of a sheet; None where no column names regions."""
    rows = sheet.rows
    width = max(map(len, rows), default=0)
    rows = [[*row, *[""] * (width - len(row))] for row in rows]
    at = _head_row(rows, terms.level)
    first, last = _block(rows, at) if at is not None else _unheaded(rows)
    if first is None:
        return None
    heads = _heads(rows[first:last], width, terms)
    body = [n for n in range(last, len(rows)) if any(cell != "" for cell in rows[n])]
    if body and _numbering(rows[body[0]]):
        body = body[1:]
    heads = _settled(heads, rows, body, terms.level)
    title = [cell for row in rows[:first] for cell in row if isinstance(cell, str) and cell]
    said = [fold(text) for text in (sheet.name, *title)]
    named = next((n for n, h in heads.items() if h.role == "name"), None)
    coded = next((n for name in ("kemendagri", "code", "bps") for n, h in heads.items() if h.role == name), None)
    if named is None and coded is None:
        return None
    kinds = _kinds(heads[named].text if named is not None else "")
    kinds = kinds if len(kinds) == 1 else one_kind(said) or kinds
    found = list(lines(rows, body, heads, coded, kinds, province_of(said)))
    beside = [(line.code, line.name) for line in found]
    systems = {"kemendagri": {"code"}, "bps": {"bps"}}.get(heads[coded].role if coded is not None else "")
    return Table(
        heads, found, systems or matching.systems_of(beside), coded, period(sheet.name), _titled(title),
        _indicator(sheet, title, terms, file), "\n".join(title),
    )  # fmt: skip


def _head_row(rows: list[list[Cell]], level: str) -> int | None:
    """The lowest row that names a column of regions, before the first figures."""
    for n, row in enumerate(rows[:DEEP]):
        if _names_regions(row, level):
            while n + 1 < len(rows) and _names_regions(rows[n + 1], level) and not any(map(_figure, rows[n + 1])):
                n += 1
            return n
    return None


def _names_regions(row: Sequence[Cell], level: str) -> bool:
    filled = [cell for cell in row if cell != ""]
    return len(filled) > 1 and any(role(cell, level) in REGION for cell in filled)


def _block(rows: list[list[Cell]], at: int) -> tuple[int, int]:
    """The first row of the heads and the one after their last."""
    key = [n for n, cell in enumerate(rows[at]) if isinstance(cell, str) and cell]
    first = at
    while first > 0 and at - first < HEADS and _groups(rows[first - 1], key[0]):
        first -= 1
    last = at + 1
    regions = [n for n, cell in enumerate(rows[at]) if role(cell, "province") in (*REGION, "province", "number")]
    while last < min(len(rows), at + 1 + HEADS) and any(rows[last]) and all(rows[last][n] == "" for n in regions):
        if any(_figure(cell) and not period(cell) for cell in rows[last]):
            break  # a row of figures without a region
        last += 1
    return first, last


def _groups(row: Sequence[Cell], key: int) -> bool:
    """Whether a row above the heads groups them, and is no title."""
    filled = {n: str(cell) for n, cell in enumerate(row) if cell != ""}
    return any(n > key for n in filled) and all(len(text) <= SHORT for n, text in filled.items() if n <= key)


def _unheaded(rows: list[list[Cell]]) -> tuple[int | None, int]:
    """The same where no head names regions: above the first row with a region and a number."""
    for n, row in enumerate(rows):
        if any(isinstance(cell, str) and matching.named(cell) for cell in row) and any(map(_figure, row)):
            first = n
            while first > 0 and n - first <= HEADS and sum(cell != "" for cell in rows[first - 1]) > 1:
                first -= 1
            return first, n
    return None, 0


def _heads(block: list[list[Cell]], width: int, terms: Terms) -> dict[int, Head]:
    """Heads by column; what stands in merged cells counts for the columns to their right."""
    filled = [list(row) for row in block]
    for n, row in enumerate(filled[:-1]):
        for column in range(1, width):
            below = [any(lower[c] != "" for lower in block[n + 1 :]) for c in (column - 1, column)]
            if row[column] == "" and row[column - 1] != "" and all(below):
                row[column] = row[column - 1]
    found = {}
    for column in range(width):
        parts = [row[column] for row in filled if row[column] != ""]
        found[column] = head(parts, terms) if parts else Head(xl_col_to_name(column), "unknown")
        if found[column].text == xl_col_to_name(column) and xl_col_to_name(column) in terms.columns:
            found[column] = head([xl_col_to_name(column)], terms)
    return found


def _settled(heads: dict[int, Head], rows: list[list[Cell]], body: list[int], level: str) -> dict[int, Head]:
    """Heads with what only their cells tell: of several columns of names the one that names most regions of the
    level; a column of kinds, of running numbers or of names under an unknown head; blank unknown ones left out."""
    cells = {n: [rows[b][n] for b in body if rows[b][n] != ""] for n in heads}
    heads = dict(heads)
    for n, h in heads.items():
        texts = [cell for cell in cells[n] if isinstance(cell, str)]
        if not cells[n] and h.role == "unknown":
            heads[n] = Head(h.text, "")
        elif h.role in ("name", "unknown") and texts and all(fold(text) in KINDS.values() for text in texts):
            heads[n] = Head(h.text, "kind")
        elif h.role == "unknown" and len(cells[n]) > 1 and h.text == xl_col_to_name(n) and _running(cells[n]):
            heads[n] = Head(h.text, "number")
    size = 5 if level == "regency" else 2
    named = {
        n: sum(any(len(code) == size for code in matching.named(str(cell))) for cell in cells[n])
        for n, h in heads.items() if h.role in ("name", "unknown")
    }  # fmt: skip
    named = {n: many for n, many in named.items() if heads[n].role == "name" or many > len(cells[n]) / 2}
    best = max(named, key=named.get, default=None)
    for n in named:
        role = "name" if n == best else "province" if level == "regency" else ""
        heads[n] = Head(heads[n].text, role)
    return heads


def _kinds(text: str) -> frozenset[str]:
    """The kinds of region that the head of a column of names says."""
    return frozenset({"kabupaten", "kota", "provinsi"} & {*plain_words(text)})


def _indicator(sheet: Sheet, title: Sequence[str], terms: Terms, file: str) -> str:
    """The indicator that a sheet is about, by the answer given, its name, or a line of its title."""
    asked = sheet.name or file
    if asked in terms.columns:
        return terms.columns[asked]
    named = (indicator(periods_in(text)[1], terms) for text in (sheet.name, *title))
    return next(filter(None, named), "")


def _titled(title: Sequence[str]) -> str:
    """The period that all lines of a title say, if it is one."""
    said = {one for text in title for one in periods_in(text)[0] if len(one) >= 4}
    return said.pop() if len(said) == 1 else ""


def _figure(cell: Cell) -> bool:
    return bool(readings(cell, "percent"))


def _numbering(row: Sequence[Cell]) -> bool:
    """Whether a row numbers its columns: (1) (2) (3)."""
    filled = [str(int(c)) if isinstance(c, float) else str(c) for c in row if c != ""]
    if len(filled) < 3 or not all(map(NUMBERING.fullmatch, filled)):
        return False
    numbers = [int(text.strip("()[]")) for text in filled]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _running(cells: Sequence[Cell]) -> bool:
    """1, 2, 3 ..., with gaps where headings stand between."""
    numbers = [number(cell, None) for cell in cells]
    return None not in numbers and numbers[0] == 1 and all(b - a == 1 for a, b in pairwise(numbers))
