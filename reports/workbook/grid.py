"""Sheets of a workbook as tables of columns: where every cell stands, and the writing of them."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from textwrap import wrap
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from charts.palette import PALETTES
from messages import Words

# rows, counted from 1 as in formulas: title, three marks, what the sheet is for, and then
SHARE, HEAD, WEIGHT, FIRST = 6, 7, 8, 9
GROUP = SHARE  # a sheet has the one or the other
LIGHT = PALETTES["light"]
LOCALES = {"id": "421", "en": "409"}


@dataclass(frozen=True)
class Grid:
    """A sheet's name and where its columns stand; `rows` of them from the row `first` on."""

    name: str
    keys: Sequence[str]
    rows: int
    first: int = FIRST

    def column(self, key: str) -> str:
        return "$" + xl_col_to_name(self.keys.index(key))

    def at(self, key: str, row: int) -> str:
        """The cell of a column in a row."""
        return f"'{self.name}'!{self.column(key)}{row}"

    def all(self, key: str) -> str:
        """All cells of a column."""
        return f"'{self.name}'!{self.column(key)}${self.first}:{self.column(key)}${self.first + self.rows - 1}"

    def across(self, first: str, last: str, row: int | str) -> str:
        """The cells of a row from one column to another; "$7" for a row that stays."""
        return f"'{self.name}'!{self.column(first)}{row}:{self.column(last)}{row}"


@dataclass(frozen=True)
class Column:
    """A column of a grid: its values, or with a formula (row -> text, "" for none) what that gives; None for no figure.

    style: of all cells, or one each; group: what stands above the head; above: row -> formula and its value, such as
    the weight. The ids of indicators stand as keys beside others, which therefore begin with a space.
    """

    key: str
    head: str
    values: Sequence[Any]
    formula: Callable[[int], str] | None = None
    style: str | Sequence[str] = "number"
    width: float = 12
    group: str = ""
    above: Mapping[int, tuple[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Book:
    """A workbook in the making: its language, the title and the marks of every sheet, what stands at the foot of every
    printed page beside them, and the looks of its cells."""

    file: Workbook
    t: Words
    title: str
    marks: Sequence[str]
    foot: str
    decimals: int
    _styles: dict[str, Any] = field(default_factory=dict)

    def style(self, name: str):
        """The look of a cell; "+input" after the name for one that may be changed."""
        if name not in self._styles:
            base, _, may = name.partition("+")
            self._styles[name] = self.file.add_format({"valign": "top"} | self._looks(base) | (INPUT if may else {}))
        return self._styles[name]

    def _looks(self, name: str) -> dict[str, Any]:
        locale = f"[$-{LOCALES[self.t.language]}]"
        yes_no = f'"{self.t("yes")}";;"{self.t("no")}"'
        return {
            "text": LEFT | {"num_format": "@"},
            "bold": LEFT | {"num_format": "@", "bold": True},
            "wrapped": LEFT | {"num_format": "@", "text_wrap": True},
            "title": {"bold": True, "font_size": 15, "font_color": LIGHT.accent},
            "mark": {"bold": True, "font_color": "#FFFFFF", "bg_color": LIGHT.mark},
            "note": {"italic": True, "font_color": "#5B6573"},
            "link": LEFT | {"font_color": LIGHT.accent, "underline": 1},
            "head": HEADING | LEFT,
            "head, right": HEADING | {"align": "right"},
            "head, center": HEADING | {"align": "center"},
            "group": LEFT | {"bold": True, "bg_color": "#DDF0EC", "left": 1, "left_color": LIGHT.accent},
            "weight": {"bg_color": "#F1F5F4", "bottom": 1},
            "yes_no": {"num_format": yes_no, "align": "center"},
            "whole": {"num_format": f"{locale}#,##0"},
            "number": {"num_format": f"{locale}#,##0.00"},
            "plain": {"num_format": f"{locale}General"},
            "fine": {"num_format": f"{locale}0.0000"},
            "share": {"num_format": f"{locale}0.00%"},
            "score": {"num_format": f"{locale}#,##0" + ("." + "0" * self.decimals if self.decimals else "")},
            "count": {"num_format": f"{locale}#,##0", "bold": True} | LEFT,
            "rank": {"num_format": "0", "bold": True, "align": "center"},
        }[name]

    def sheet(self, name: str, note: str, wide: int = 6) -> Worksheet:
        """A new sheet with its title, the marks over `wide` columns and a line that says what it is for."""
        sheet = self.file.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        foot = f"&L&8\n&A · {self.foot}&C&8&B{' · '.join(self.marks)}&R&8\n&P / &N"  # the marks on a line of their own
        sheet.set_footer(foot, {"scale_with_doc": False})
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        sheet.set_row(0, 22)
        sheet.write_string(0, 0, f"{self.title} · {name}", self.style("title"))
        for row, mark in enumerate(self.marks, start=1):
            sheet.merge_range(row, 0, row, wide, mark, self.style("mark"))
        sheet.write_string(4, 0, note, self.style("note"))
        return sheet


LEFT = {"align": "left", "indent": 1}
HEADING = {"bold": True, "bg_color": "#EAF2F0", "bottom": 1, "text_wrap": True}
ALIGNED = {"text": "head", "wrapped": "head", "rank": "head, center", "yes_no": "head, center"}
INPUT = {"bg_color": "#FFF7D6", "font_color": "#1D4ED8", "border": 1, "border_color": "#E2D9B0"}


def tall(texts: Iterable[tuple[str, float]]) -> float:
    """The height in points of a row whose texts wrap in columns of these widths (in characters)."""
    return 15 * max([1, *(len(wrap(text, max(8, int(width)))) for text, width in texts)])


def put(book: Book, sheet: Worksheet, cell: tuple[int, int], value: Any, style: str, formula: str = "") -> None:
    """One cell: a text, a number or nothing; with a formula, what it gives is kept for viewers that do not compute."""
    known = None if value is None or (isinstance(value, float) and math.isnan(value)) else value
    if formula:
        own = formula.replace(f"'{sheet.name}'!", "")
        sheet.write_formula(*cell, own, book.style(style), "" if known is None else known)
    elif isinstance(known, str):
        sheet.write_string(*cell, known, book.style(style))
    elif known is None:
        sheet.write_blank(*cell, None, book.style(style))
    else:
        sheet.write_number(*cell, known, book.style(style))


def fill(book: Book, sheet: Worksheet, grid: Grid, columns: Sequence[Column], frozen: int) -> None:
    """Writes the columns of a grid, heads above; heads and the first `frozen` columns stay in sight."""
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
        if column.group:
            sheet.write_string(GROUP - 1, at, column.group, book.style("group"))
        styles = repeat(column.style) if isinstance(column.style, str) else column.style
        head = ALIGNED.get(column.style, "head, right") if isinstance(column.style, str) else "head, right"
        sheet.write_string(HEAD - 1, at, column.head, book.style(head))
        for row, (formula, value) in column.above.items():
            put(book, sheet, (row - 1, at), value, "share" if row == SHARE else "weight", formula)
        for row, (value, style) in enumerate(zip(column.values, styles, strict=False), start=grid.first):
            put(book, sheet, (row - 1, at), value, style, column.formula(row) if column.formula else "")
    sheet.set_row(HEAD - 1, tall([(column.head, column.width) for column in columns]))
    for row in range(grid.rows):
        wrapped = [(c.values[row], c.width) for c in columns if c.style == "wrapped"]
        if wrapped:
            sheet.set_row(grid.first - 1 + row, tall(wrapped))
    sheet.freeze_panes(grid.first - 1, frozen)
    sheet.repeat_rows(HEAD - 1)
