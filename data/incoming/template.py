"""A workbook to be filled in: every region of a level, a column an indicator, and how to fill it."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO

import xlsxwriter

from data.incoming.rules import SHARE_LIMIT
from data.regions import regions
from data.sources import COLUMNS as SOURCE

Words = Callable[[str], str]
# the most that a cell of a unit takes; the checks tell the rest
MOST = {"people": 10**9, "percent": SHARE_LIMIT, "months": 12, "yes_no": 1}
WIDTHS = {"code": 9, "name": 34, "province": 30, "figure": 18}


def template(level: str, indicators: Mapping[str, Mapping], languages: Sequence[Words]) -> bytes:
    """A workbook (XLSX) with all regions of a level and a blank column for each indicator, its unit below its name.

    indicators   id -> {"name": as it is to stand, "unit": its unit}
    languages    the words of one language or more; the first is that of the table, the notes are in all of them
    """
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        _figures(book, level, indicators, languages[0])
        _notes(book, languages)
        _sources(book, languages[0])
    return out.getvalue()


def _figures(book: xlsxwriter.Workbook, level: str, indicators: Mapping[str, Mapping], translate: Words) -> None:
    sheet = book.add_worksheet(translate("Figures"))
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DDEBF7", "border": 1})
    light = book.add_format({"italic": True, "font_color": "#595959", "bg_color": "#DDEBF7", "border": 1})
    text, figure = book.add_format({"num_format": "@"}), book.add_format({"num_format": "#,##0.##"})
    table = regions()
    names = table.set_index("code")["name"]
    own = table[table["level"] == level]
    heads = [translate("Code"), translate("Name"), *([translate("Province")] if level == "regency" else [])]
    units = _units(translate)
    for column, title in enumerate(heads):
        sheet.write_string(0, column, title, head)
        sheet.write_blank(1, column, None, light)
    for column, facts in enumerate(indicators.values(), len(heads)):
        sheet.write_string(0, column, facts["name"], head)
        sheet.write_string(1, column, units.get(facts["unit"], facts["unit"]), light)
    for row, (code, name, parent) in enumerate(zip(own["code"], own["name"], own["parent_code"], strict=True), 2):
        sheet.write_string(row, 0, code, text)
        sheet.write_string(row, 1, name)
        if level == "regency":
            sheet.write_string(row, 2, names[parent])
    last = len(own) + 1
    for column, facts in enumerate(indicators.values(), len(heads)):
        sheet.data_validation(2, column, last, column, _validation(facts["unit"], translate))
    for column, width in enumerate([WIDTHS["code"], WIDTHS["name"], WIDTHS["province"]][: len(heads)]):
        sheet.set_column(column, column, width)
    sheet.set_column(len(heads), max(len(heads), len(heads) + len(indicators) - 1), WIDTHS["figure"], figure)
    sheet.set_row(0, 48)
    sheet.freeze_panes(2, 2)
    sheet.repeat_rows(0, 1)
    _paper(sheet)


def _units(translate: Words) -> dict[str, str]:
    return {
        "people": translate("people"), "percent": translate("percent"), "months": translate("months"),
        "points": translate("points"), "yes_no": translate("1 yes, 0 no"),
    }  # fmt: skip


def _validation(unit: str, translate: Words) -> dict:
    """What a cell takes; other values are told, and the sender decides."""
    whole = unit in ("people", "yes_no")
    bounds = {"minimum": 0, "maximum": MOST[unit]} if unit in MOST else {"minimum": -(10**9), "maximum": 10**9}
    return {
        "validate": "integer" if whole else "decimal", "criteria": "between", **bounds, "ignore_blank": True,
        "error_type": "warning", "error_title": translate("Not a figure?"),
        "error_message": translate("A number is expected here. Leave the cell blank where there is no figure."),
    }  # fmt: skip


def _notes(book: xlsxwriter.Workbook, languages: Sequence[Words]) -> None:
    sheet = book.add_worksheet(languages[0]("How to fill in"))
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 100, wrap)
    lines = [
        line
        for translate in languages
        for line in ((translate("How to fill in"), bold), *((line, wrap) for line in _advice(translate)), ("", wrap))
    ]
    for row, (line, style) in enumerate(lines):
        sheet.write_string(row, 0, line, style)
    _paper(sheet)


def _advice(translate: Words) -> list[str]:
    return [
        translate("One row is one region. Do not change the codes and names; do not add or remove columns."),
        translate("Leave a cell blank where there is no figure: zero means nothing, blank means not known."),
        translate("People are counted one by one, not in thousands. Percent are written as 45.6, not as 0.456."),
        translate("Enter what was paid or done, not what was promised or planned."),
        translate("All figures are of one period and counted in one way: by place of registration, or of residence."),
        translate("Write on the sheet of sources where the figures come from."),
    ]


def _sources(book: xlsxwriter.Workbook, translate: Words) -> None:
    sheet = book.add_worksheet(translate("Sources"))
    bold = book.add_format({"bold": True, "bottom": 1})
    words = {
        "title": translate("Title"), "publisher": translate("Publisher"), "date": translate("Date"),
        "note": translate("Note"),
    }  # fmt: skip
    for column, name in enumerate(SOURCE):
        sheet.write_string(0, column, words.get(name, name), bold)
        sheet.set_column(column, column, 40 if name == "title" else 18)
    sheet.freeze_panes(1, 0)
    _paper(sheet)


def _paper(sheet) -> None:
    """A4 across, as wide as the sheet, for who prints it."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
