"""Files as sheets: formats and encodings, and what is refused before it can do harm."""

import io
import re
import zipfile
from contextlib import suppress

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.incoming import read, sheets, workbook
from problems import BadInput
from tests.data.incoming.workbooks import sheet, table, terms, xlsx

ROWS = [["Kode", "Cakupan"], ["32.04", "45,6"]]
BOOK = xlsx(lambda book: sheet(book, "Data", [["Provinsi", "Cakupan (%)"], ["Aceh", 45.6]]))


def code(content: bytes, name="berkas.xlsx") -> str:
    with pytest.raises(BadInput) as refused:
        sheets(name, content)
    [problem] = refused.value.problems
    assert problem.file == name
    return problem.code


def changed(change, content=BOOK) -> bytes:
    """The workbook with its parts changed: name -> bytes in, the same out."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = change({name: packed.read(name) for name in packed.namelist()})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, inside in parts.items():
            packed.writestr(name, inside)
    return out.getvalue()


def replaced(old: bytes, new: bytes) -> bytes:
    path = "xl/worksheets/sheet1.xml"

    def change(parts):
        assert old in parts[path]
        return parts | {path: parts[path].replace(old, new)}

    return changed(change)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_however_it_is_written(encoding, delimiter):
    rows = [["Kode", "Catatan"], ["32.04", "biaya – naik"], ["32.73", "satu, dua; tiga"], ["", ""]]
    [one] = sheets("a.csv", table(*rows, delimiter=delimiter, encoding=encoding))
    assert one.rows == rows
    assert one.name == ""


def test_a_line_of_excel_names_the_delimiter():
    [one] = sheets("a.csv", b"sep=;\r\nKode;Cakupan, total\r\n32.04;1,5\r\n")
    assert one.rows[1:] == [["Kode", "Cakupan, total"], ["32.04", "1,5"]]


def test_blank_lines_keep_the_rows_in_their_place():
    found = read("a.csv", b"Judul\n\nKode,Cakupan\n\n32.04,45\n", terms())
    assert found.rows["row"].to_list() == [5]
    assert found.rows["cell"].to_list() == ["B5"]


def test_cells_stay_where_they_stand():
    book = xlsx(lambda book: book.add_worksheet("Data").write_number("C4", 7))
    assert sheets("a.xlsx", book)[0].rows == [[""] * 3, [""] * 3, [""] * 3, ["", "", 7]]


def test_percent_errors_formulas_and_texts_like_formulas():
    def fill(book):
        one = book.add_worksheet("Data")
        one.write_row(0, 0, [0.5, 0.5])
        one.write_number("C1", 0.4567, book.add_format({"num_format": "0.0%"}))
        one.write_number("D1", 12, book.add_format({"num_format": '0 "% dari target"'}))
        one.write_formula("E1", "=1+1", None, 2)
        one.write_formula("F1", "=NA()", None, "#N/A")
        one.write_string("G1", "=1+1")
        one.write_boolean("H1", True)

    [one] = sheets("a.xlsx", xlsx(fill))
    assert one.rows == [[0.5, 0.5, "45.67%", 12, 2, "#N/A", "=1+1", True]]


def test_parquet():
    file = io.BytesIO()
    duckdb.sql(
        "SELECT '32.04' AS code, 'coverage_total' AS indicator, DATE '2025-06-01' AS period, 45.6 AS value"
    ).df().to_parquet(file)
    found = read("a.parquet", file.getvalue(), terms(period=None))
    assert found.rows[["code", "period"]].to_numpy().tolist() == [["32.04", "2025-06"]]
    assert float(found.rows["value"][0]) == 45.6
    assert not found.questions


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "UCJ101"),
        (b"\0\1\2\3" * 20, "UCJ101"),
        (b"%PDF-1.7 \x81\x8d", "UCJ101"),
        (b"x" * (20 * 2**20 + 1), "UCJ102"),
        (b"\xd0\xcf\x11\xe0 Workbook", "UCJ109"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "UCJ107"),
        (b"PK\3\4 not a zip file", "UCJ110"),
        (BOOK[: len(BOOK) // 2], "UCJ110"),
        (b"PAR1 not parquet PAR1", "UCJ110"),
        (changed(lambda parts: {**parts, "xl/vbaProject.bin": b""}), "UCJ108"),
        (changed(lambda parts: {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "UCJ109"),
        (changed(lambda parts: {"word/document.xml": b""}), "UCJ101"),
        (changed(lambda parts: {**parts, "xl/worksheets/sheet1.xml": b"<worksheet"}), "UCJ110"),
        (xlsx(lambda book: [book.add_worksheet() for _ in range(51)]), "UCJ104"),
        (replaced(b'r="B2"', b'r="XFD1048576"'), "UCJ105"),
        (replaced(b'r="B2"', b"r='XFD1048576'"), "UCJ105"),
        (replaced(b'<c r="B2"', b'<c r = "XFD1048576"'), "UCJ105"),
        (replaced(b'<c r="B2"', b'<c s="0"r="XFD1048576"'), "UCJ105"),
        (replaced(b'r="B2"', b'r="B99999999999"'), "UCJ110"),  # the reader would ask for 500 GB, and the process die
        (replaced(b'r="B2"', b'r="A1" r="XFD1048576"'), "UCJ110"),
        (replaced(b'<c r="B2"', b'<c x=">" r="XFD1048576"'), "UCJ110"),
        (replaced(b'r="B2"', b'r="&#88;FD1048576"'), "UCJ110"),
    ],
)
def test_refused(content, expected):
    assert code(content) == expected


def test_a_blank_cell_far_below_is_no_cell():
    found = sheets("a.xlsx", replaced(b"</sheetData>", b'<row r="1048576"><c r="A1048576" s="0"/></row></sheetData>'))
    assert len(found[0].rows) == 2


def test_too_many_cells_are_refused_in_every_format(monkeypatch):
    monkeypatch.setattr(workbook, "CELLS", 11)
    file = io.BytesIO()
    pd.DataFrame({"a": range(12)}).to_parquet(file)
    for content in (b"1,2\n" * 6, file.getvalue(), xlsx(lambda book: sheet(book, "Data", [[1]] * 12))):
        assert code(content) == "UCJ105"


def test_cells_without_a_place_stand_where_the_last_one_ended(monkeypatch):
    book = replaced(b'<c r="B2"', b"<c")
    assert sheets("a.xlsx", book)[0].rows == [["Provinsi", "Cakupan (%)"], ["Aceh", 45.6]]
    monkeypatch.setattr(workbook, "CELLS", 1000)
    far = changed(lambda parts: {name: re.sub(rb'<row r="2"', b'<row r="9999"', inside) if "sheet1" in name
                                 else inside for name, inside in parts.items()}, book)  # fmt: skip
    assert code(far) == "UCJ105"


def test_a_bomb_is_refused_by_what_it_says_and_not_unpacked_where_it_lies(monkeypatch):
    monkeypatch.setattr(workbook, "UNPACKED", 2**20)
    bomb = changed(lambda parts: parts | {"xl/media/a.png": b"\0" * (workbook.UNPACKED + 1)})
    assert code(bomb) == "UCJ103"
    at = bomb.rindex(b"PK\1\2", 0, bomb.rindex(b"xl/media/a.png"))
    modest = bomb[: at + 24] + (100).to_bytes(4, "little") + bomb[at + 28 :]  # says that it unpacks to 100 bytes
    assert [one.name for one in sheets("a.xlsx", modest)] == ["Data"]  # and nobody unpacks it


def test_a_part_that_holds_more_than_it_says_is_refused():
    long = replaced(b"</sheetData>", b"</sheetData>" + b" " * 2**20)
    at = long.rindex(b"PK\1\2", 0, long.rindex(b"xl/worksheets/sheet1.xml"))
    assert code(long[: at + 24] + (100).to_bytes(4, "little") + long[at + 28 :]) == "UCJ110"


def test_one_long_text_in_many_cells_is_refused(monkeypatch):
    monkeypatch.setattr(workbook, "TEXT", 10_000)
    book = xlsx(lambda book: sheet(book, "Data", [["x" * 1000]] * 11))
    assert code(book) == "UCJ103"


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_any_bytes_are_read_or_refused(content):
    with suppress(BadInput):
        assert read("a", content, terms()).rows is not None


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(BOOK) - 1), st.binary(min_size=1, max_size=4))
def test_a_damaged_workbook_is_read_or_refused(at, bytes_):
    with suppress(BadInput):
        assert read("a.xlsx", BOOK[:at] + bytes_ + BOOK[at + len(bytes_) :], terms("province")).rows is not None


CELLS = st.sampled_from(
    ["", "Kode", "Provinsi", "Kabupaten/Kota", "Cakupan", "2025", "Maret", "Bandung", "32.04", "Jumlah", "1.234", "%",
     "45,6", "-", "No.", "1", "(2)", "Indikator", "Nilai", "Periode", "KOTA", "Peserta aktif", "PU", "Jawa Barat"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=9), st.sampled_from(["province", "regency"])
)
def test_any_table_is_read(rows, level):
    found = read("a.csv", table(["x"], *rows), terms(level))
    assert list(found.rows["file"].unique()) in ([], ["a.csv"])
    assert {p.severity for p in found.questions} <= {"question"}
