"""The workbook that goes back to the sender: values as they were, cells told, nothing that a spreadsheet would run."""

import re
import zipfile
from io import BytesIO

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from data.incoming.marked import COLOURS, _titles, marked
from messages import words
from problems import Problem

TEXT = b'kode,nama,nilai\n11,Aceh,-1\n12,"=1+2",5\n13,@SUM(A1),+1\n14,http://x.example,abc\n'


def problem(row, column="C", value="x", severity="error", **more):
    return Problem("a.csv", "a number, 0 or more", row, column, value, severity=severity, code="UCJ302", **more)


def grids(content: bytes) -> dict[str, list[list]]:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(name).decode()


def parts(content: bytes) -> list[str]:
    return zipfile.ZipFile(BytesIO(content)).namelist()


@pytest.mark.parametrize(("language", "name", "heads"), [
    ("id", "Masalah", ["Kode", "Seharusnya"]), ("en", "Problems", ["Code", "Expected"]),
])  # fmt: skip
def test_all_problems_are_listed_in_words(language, name, heads):
    found = [problem(2, value="-1"), problem(None, "", None, "warning"), problem(5, value="abc")]
    sheets = grids(marked("a.csv", TEXT, found, words(language)))
    listing = sheets[name]
    assert set(heads) <= set(listing[0])
    assert [line[1] for line in listing[1:]] == ["UCJ302"] * 3
    assert [line[3] for line in listing[1:]] == [2, "", 5]
    assert {line[6] for line in listing[1:]} == {words(language)("a number, 0 or more")}


def test_the_values_come_back_as_they_were():
    _, sheet = grids(marked("a.csv", TEXT, [problem(2)], words("id"))).values()
    assert sheet[1:] == [
        ["11", "Aceh", "-1"], ["12", "=1+2", "5"], ["13", "@SUM(A1)", "+1"], ["14", "http://x.example", "abc"]
    ]  # fmt: skip


def test_nothing_in_it_is_a_formula_or_a_link_outwards():
    found = [problem(n, value="=HYPERLINK(1)", sheet="=1") for n in range(2, 6)]
    content = marked("a.csv", TEXT, found, words("id"))
    for name in parts(content):
        if name.endswith((".xml", ".rels")):
            assert "<f>" not in part(content, name)
            assert "External" not in part(content, name)


def test_cells_are_coloured_by_the_gravest_and_commented_with_all():
    found = [problem(2, severity="warning"), problem(2), problem(3, severity="question")]
    content = marked("a.csv", TEXT, found, words("en"))
    styles = part(content, "xl/styles.xml")
    fills = re.findall(r'fgColor rgb="FF([0-9A-F]{6})"', styles)
    assert set(fills) == {colour[1:] for colour in COLOURS.values()}
    cells = dict(re.findall(r'<c r="([A-Z]+\d+)" s="(\d+)"', part(content, "xl/worksheets/sheet2.xml")))
    assert set(cells) == {"C2", "C3"}
    severities = dict(re.findall(r'<c r="(A\d)" s="(\d+)"', part(content, "xl/worksheets/sheet1.xml")))
    assert cells["C2"] == severities["A3"], "as the error of the list"
    assert cells["C3"] == severities["A4"]
    comments = part(content, "xl/comments1.xml")
    assert re.findall(r'ref="(\w+)"', comments) == ["C2", "C3"]
    assert comments.count("UCJ302") == 3


def test_a_link_leads_to_each_cell():
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name in ("Januari", "Kab. 'A' b"):
            book.add_worksheet(name).write_row(0, 0, ["x", 1])
    found = [problem(1, "B", sheet="Kab. 'A' b"), problem(1, "employed", sheet="Januari", details={"cell": "B1"}),
             problem(1, "code", sheet="Januari")]  # fmt: skip
    content = marked("a.xlsx", out.getvalue(), found, words("id"))
    links = re.findall(r'location="([^"]+)"', part(content, "xl/worksheets/sheet1.xml"))
    assert links == ["'Kab. ''A'' b'!B1", "'Januari'!B1", "'Januari'!A1"]


def test_cells_outside_the_sheet_can_be_told_too():
    sheets = grids(marked("a.csv", TEXT, [problem(90, "Z")], words("id")))
    assert len(sheets) == 2


@settings(max_examples=60)
@given(st.lists(st.text(max_size=40), max_size=8))
def test_any_name_becomes_a_sheet(names):
    given = _titles(names)
    assert len({title.casefold() for title in given}) == len(names)
    with xlsxwriter.Workbook(BytesIO(), {"in_memory": True}) as book:
        for title in given:
            book.add_worksheet(title)


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(exclude_characters="\0"), max_size=60), st.text(max_size=20))
def test_any_text_can_be_marked(text, column):
    """But for NUL, with which a file is no CSV."""
    content = ("kode,nilai\n11," + '"' + text.replace('"', '""') + '"').encode("utf-8", "ignore")
    assert grids(marked("a.csv", content, [problem(2, column, text)], words("en")))
