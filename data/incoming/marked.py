"""What came in as a new workbook of its values: the cells that have a problem coloured and commented, and a list."""

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

from data.incoming import sheets
from data.incoming.checks import SEVERITIES
from problems import Problem

COLOURS = {"error": "#F4B183", "question": "#FFE699", "warning": "#BDD7EE"}  # with their words beside
HEADINGS = {"Severity": 14, "Code": 10, "Sheet": 20, "Row": 8, "Column": 20, "Value": 24, "Expected": 90}
SIGNS = 32_000  # in a cell; XLSX holds 32,767
REMARK = 1_000  # signs of a comment; the list says the rest
MOST = 5_000  # comments of a sheet, and links of the list: more make a workbook slow, and the list has every problem
CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")

Place = tuple[int, int]  # row and column from 0
Words = Callable[[str], str]


def marked(name: str, content: bytes, problems: Sequence[Problem], translate: Words) -> bytes:
    """A workbook (XLSX): the list of problems with a link to each cell, then every sheet as it was read.

    Texts are written as texts, never as formulas or links. A problem whose cell is not known colours the first of its
    row; one without a row stands in the list alone. `translate` gives the words of a language. BadInput as `sheets`.
    """
    grids = sheets(name, content)
    first, *titles = _titles([translate("Problems"), *(grid.name for grid in grids)])
    number = {grid.name: n for n, grid in reversed([*enumerate(grids)])}
    at: list[dict[Place, list[Problem]]] = [{} for _ in grids]
    links: list[str] = []
    for problem in problems:
        n, place = number.get(problem.sheet, 0), _place(problem)
        links.append(f"internal:'{_doubled(titles[n])}'!{xl_rowcol_to_cell(*place)}" if place and grids else "")
        if place and grids:
            at[n].setdefault(place, []).append(problem)
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        colours = {severity: book.add_format({"bg_color": colour}) for severity, colour in COLOURS.items()}
        _list(book, book.add_worksheet(first), problems, links, colours, translate)
        for grid, title, found in zip(grids, titles, at, strict=True):
            _copy(book.add_worksheet(title), grid.rows, found, colours, translate)
    return out.getvalue()


def _list(book, sheet, problems: Sequence[Problem], links: Sequence[str], colours: Mapping, translate: Words) -> None:
    """One line a problem; its column is a link to the cell."""
    bold = book.add_format({"bold": True, "bottom": 1})
    link = book.add_format({"font_color": "#0563C1", "underline": 1})
    for column, (heading, width) in enumerate(HEADINGS.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, translate(heading), bold)
    for row, (problem, to) in enumerate(zip(problems, links, strict=True), 1):
        sheet.write_string(row, 0, translate(problem.severity), colours[problem.severity])
        told = (problem.code, problem.sheet, problem.row, problem.column, problem.value, _expected(problem, translate))
        for column, part in enumerate(told, 1):
            if column == 4 and to and row <= MOST:
                sheet.write_url(row, column, to, link, part or to.rsplit("!", 1)[1])
            else:
                _write(sheet, row, column, part)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.autofilter(0, 0, max(1, len(problems)), len(HEADINGS) - 1)


def _copy(
    sheet, rows: Sequence[Sequence], found: Mapping[Place, Sequence[Problem]], colours: Mapping, t: Words
) -> None:
    """The values of a sheet; a cell with problems in the colour of the gravest, all of them in its comment."""
    sheet.set_column(0, max(map(len, rows), default=0), 16)
    left = {place: colours[min((p.severity for p in of), key=SEVERITIES.index)] for place, of in found.items()}
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            _write(sheet, row, column, cell, left.pop((row, column), None))
    for place, colour in left.items():
        sheet.write_blank(*place, None, colour)
    for place in sorted(found)[:MOST]:
        text = "\n".join(f"{t(p.severity)} {p.code}: {_expected(p, t)}" for p in found[place])
        sheet.write_comment(*place, text[:REMARK], {"x_scale": 2.5, "y_scale": 1.5})


def _write(sheet, row: int, column: int, cell: object, colour=None) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell, colour)
    elif isinstance(cell, int | float | Decimal) and math.isfinite(cell):
        sheet.write_number(row, column, cell, colour)
    elif cell is None or cell == "":
        sheet.write_blank(row, column, None, colour)
    else:
        sheet.write_string(row, column, str(cell)[:SIGNS], colour)


def _expected(problem: Problem, translate: Words) -> str:
    return translate(problem.expected).format(**problem.details)


def _place(problem: Problem) -> Place | None:
    """The cell of a problem: told, or where its row and column meet; the first of its row; None without a row."""
    if problem.row is None:
        return None
    for cell in (str(problem.details.get("cell", "")), f"{problem.column}{problem.row}"):
        if CELL.fullmatch(cell):
            return xl_cell_to_rowcol(cell)
    return problem.row - 1, 0


def _titles(names: Iterable[str]) -> list[str]:
    """Names that sheets can have: short, none twice, without the signs that spreadsheets refuse."""
    given: list[str] = []
    for name in names:
        stem = _short(re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", name), 31) or "Data"
        title, n = stem, 1
        while title.casefold() in {*(other.casefold() for other in given), "history"}:
            n += 1
            title = f"{_short(stem, 27)} {n}"
        given.append(title)
    return given


def _short(name: str, signs: int) -> str:
    """As much of a name as fits; spreadsheets count in UTF-16, and want no apostrophe at the ends."""
    return name.strip(" '").encode("utf-16-le")[: 2 * signs].decode("utf-16-le", "ignore").strip(" '")


def _doubled(title: str) -> str:
    return title.replace("'", "''")
