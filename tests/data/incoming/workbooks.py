"""Awkward workbooks, made like offices make them: each with what is in it, worked by hand.

`workbooks()` gives name -> (bytes, Expectation). Those of provinces are for Terms("province", INDICATORS, "2025").
"""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO, StringIO

import xlsxwriter

from data.incoming import Terms

INDICATORS = {
    "active_wage": {"names": ("Peserta aktif penerima upah (PU)", "Active wage participants (PU)"), "unit": "people"},
    "active_nonwage": {"names": ("Peserta aktif bukan penerima upah (BPU)",), "unit": "people"},
    "employed": {"names": ("Penduduk bekerja", "Employed people"), "unit": "people"},
    "employed_formal": {"names": ("Pekerja formal",), "unit": "people"},
    "employed_informal": {"names": ("Pekerja informal",), "unit": "people"},
    "coverage_total": {"names": ("Cakupan seluruh pekerja", "Coverage of all workers"), "unit": "percent"},
    "coverage_wage": {"names": ("Cakupan penerima upah (PU)", "Wage worker coverage (PU)"), "unit": "percent"},
    "coverage_nonwage": {"names": ("Cakupan bukan penerima upah (BPU)",), "unit": "percent"},
    "target": {"names": ("Target cakupan", "Target of coverage"), "unit": "percent"},
    "months_paid": {"names": ("Bulan iuran dibayar", "Months paid"), "unit": "months"},
    "regulation": {"names": ("Peraturan daerah", "Regulation"), "unit": "yes_no"},
    "growth": {"names": ("Pertumbuhan cakupan", "Growth of coverage"), "unit": "points"},
}


@dataclass(frozen=True)
class Expectation:
    """What reading gives: figures by (code, indicator, period), as numbers, None for a blank; the codes of the
    questions, each with its text; the codes of the other problems; answers that settle the questions."""

    terms: Terms
    figures: Mapping[tuple[str, str, str], float | None]
    questions: list[tuple[str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    regions: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)


def terms(level: str = "regency", period: str | None = "2025", **told) -> Terms:
    facts = {"source_id": "source-1", "nature": "published", "attribution": "registration"}
    return Terms(level, INDICATORS, period, **{**facts, **told})


def xlsx(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    """A workbook that a function fills."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        fill(book)
    return out.getvalue()


def sheet(book: xlsxwriter.Workbook, name: str, rows, **options):
    """A sheet of rows: texts stay texts, dates are dates."""
    one = book.add_worksheet(name)
    month = book.add_format({"num_format": "mmm yyyy"})
    for n, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                one.write_datetime(n, column, cell, month)
            elif isinstance(cell, str):
                one.write_string(n, column, cell) if cell else None
            elif cell is not None:
                one.write(n, column, cell)
    return one


def table(*rows, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """Rows as CSV."""
    out = StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding)


def workbooks() -> dict[str, tuple[bytes, Expectation]]:
    return {
        "rekap-jabar.xlsx": (xlsx(_rekap), REKAP),
        "bulanan.xlsx": (xlsx(_monthly), MONTHLY),
        "provinsi-cakupan.xlsx": (xlsx(_provinces), PROVINCES),
        "kode-bps.csv": (_bps(), BPS),
        "per-indikator.xlsx": (xlsx(_by_indicator), BY_INDICATOR),
        "tahun-demi-tahun.csv": (_long(), LONG),
    }


def _rekap(book) -> None:
    """Titles, two rows of heads with merged cells, a numbering row, thousands with points, "-", totals, a note."""
    one = sheet(book, "Rekap", [
        ["REKAPITULASI KEPESERTAAN JAMSOSTEK"], ["PROVINSI JAWA BARAT TAHUN 2025"], [],
        ["No.", "Kode", "Kabupaten/Kota", "Peserta Aktif", "", "Penduduk Bekerja", "Ket."],
        ["", "", "", "PU", "BPU", "(orang)", ""],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
        [1, "32.04", "Kab. Bandung", "1.234", "45.678", "1.900.000", ""],
        [2, "32.73", "Kota Bandung", "512.000", "-", "1.250.500", "BPU belum lapor"],
        [3, "", "Bandung", "10", "20", "30", ""],
        ["", "", "Jumlah", "513.244", "45.698", "3.150.530", ""],
        ["Sumber: BPJS Ketenagakerjaan, diolah"],
    ])  # fmt: skip
    one.merge_range("A1:G1", "REKAPITULASI KEPESERTAAN JAMSOSTEK")
    one.merge_range("D4:E4", "Peserta Aktif")


REKAP = Expectation(
    terms(),
    {
        ("32.04", "active_wage", "2025"): 1234, ("32.04", "active_nonwage", "2025"): 45678,
        ("32.04", "employed", "2025"): 1900000, ("32.73", "active_wage", "2025"): 512000,
        ("32.73", "active_nonwage", "2025"): None, ("32.73", "employed", "2025"): 1250500,
        ("", "active_wage", "2025"): 10, ("", "active_nonwage", "2025"): 20, ("", "employed", "2025"): 30,
    },
    [("UCJ201", "Bandung")],
    regions={"Bandung": ""},
)  # fmt: skip


def _monthly(book) -> None:
    """A sheet a segment, a column a month: dates, Indonesian and English names; a hidden sheet, a chart's numbers."""
    head = ["Nama Daerah", date(2025, 1, 1), "Feb 2025", "Maret", "2025-04"]
    sheet(
        book,
        "Peserta PU",
        [head, ["Kab. Adm. Kep. Seribu", 10.0, 11.0, 12.0, 13.0], ["Kota Adm. Jakarta Pusat", 1, 2, 3, 4]],
    )
    sheet(book, "Peserta BPU", [head, ["Kepulauan Seribu", 5, 6, 7, "n/a"], ["Jakpus", 8, 9, 10, 11]])
    sheet(book, "lama", [head, ["Jakarta Pusat", 99, 99, 99, 99]]).hide()
    sheet(book, "grafik", [["x", "y"], [1, 2], [3, 4]])


MONTHLY = Expectation(
    terms(period="2025-04"),
    {
        (code, indicator, f"2025-{month:02d}"): value
        for code, indicator, values in (
            ("31.01", "active_wage", (10, 11, 12, 13)), ("31.71", "active_wage", (1, 2, 3, 4)),
            ("31.01", "active_nonwage", (5, 6, 7, None)), ("31.71", "active_nonwage", (8, 9, 10, 11)),
        )
        for month, value in enumerate(values, 1)
    },
    problems=["UCJ116", "UCJ117"],
)  # fmt: skip


def _provinces(book) -> None:
    """Percent by format and by sign, decimals with a comma as text, a formula, an error, names as people say them."""
    one = sheet(book, "Provinsi", [
        ["Cakupan per provinsi"],
        ["Provinsi", "Cakupan (%)", "Target", "Keterangan lain"],
        ["D.I. Yogyakarta", None, "45,6", "a"],
        ["DKI Jakarta", None, "62 %", "b"],
        ["Nanggroe Aceh Darussalam", None, "38,39", "c"],
        ["Prop. Papua Barat", None, "n/a", ""],
        ["INDONESIA", 30.5, "40,0", ""],
    ])  # fmt: skip
    percent = book.add_format({"num_format": "0.00%"})
    one.write_number("B3", 0.4567, percent)
    one.write_formula("B4", "=1/2", percent, 0.5)
    one.write_number("B5", 27.25)
    one.write_formula("B6", "=1/0", None, "#DIV/0!")


PROVINCES = Expectation(
    terms("province"),
    {
        ("34", "coverage_total", "2025"): 45.67, ("31", "coverage_total", "2025"): 50,
        ("11", "coverage_total", "2025"): 27.25, ("92", "coverage_total", "2025"): None,
        ("34", "target", "2025"): 45.6, ("31", "target", "2025"): 62, ("11", "target", "2025"): 38.39,
        ("92", "target", "2025"): None,
    },
    [("UCJ111", "Keterangan lain")],
    columns={"Keterangan lain": ""},
)  # fmt: skip


def _bps() -> bytes:
    """Codes without points that two systems have, semicolons, Windows-1252, thousands with commas."""
    return table(
        ["Kode", "Jumlah peserta aktif PU", "Jumlah peserta aktif BPU", "Catatan"],
        ["1103", "1,200", "3,400", "angka sementara – belum final"], ["1104", "2,500", "1,000,000", ""],
        delimiter=";", encoding="cp1252",
    )  # fmt: skip


# BPS 1103 is Kabupaten Aceh Selatan (11.01), BPS 1104 is Kabupaten Aceh Tenggara (11.02): data/regions.csv
BPS = Expectation(
    terms(),
    {
        ("11.01", "active_wage", "2025"): 1200, ("11.01", "active_nonwage", "2025"): 3400,
        ("11.02", "active_wage", "2025"): 2500, ("11.02", "active_nonwage", "2025"): 1000000,
    },
    [("UCJ112", "Kode")],
    columns={"Kode": "bps"},
)  # fmt: skip


def _by_indicator(book) -> None:
    """Headings of kinds between the regions, codes as numbers that lost a zero, counts of a share beside it."""
    sheet(book, "Data", [
        ["Kode Wilayah", "Nama", "Cakupan seluruh pekerja", "", ""],
        ["", "", "Pembilang", "Penyebut", "%"],
        ["", "KABUPATEN", "", "", ""],
        [35.1, "Banyuwangi", 50, 200, 25.0],
        [35.13, "Probolinggo", 30, 120, 25.0],
        ["", "KOTA", "", "", ""],
        [35.74, "Probolinggo", 10, 100, 10.0],
        [35.7, "", 1, 2, 50.0],
    ])  # fmt: skip


# 35.70 is no region: 35.7 can only be 35.07, which is asked all the same
BY_INDICATOR = Expectation(
    terms(),
    {
        ("35.10", "coverage_total", "2025"): 25, ("35.13", "coverage_total", "2025"): 25,
        ("35.74", "coverage_total", "2025"): 10, ("", "coverage_total", "2025"): 50,
    },
    [("UCJ201", "35.7")],
    regions={"35.7": "35.07"},
)  # fmt: skip


def _long() -> bytes:
    """One figure a row, with an unknown indicator and a region that is none; UTF-16 as Excel writes it."""
    return table(
        ["Wilayah", "Indikator", "Tahun", "Bulan", "Nilai", "Satuan"],
        ["Kab. Polewali Mamasa", "Peserta aktif PU", 2025, "Agustus", "1.500", "orang"],
        ["Kota Surabaya", "Cakupan", 2025, "Agustus", "45,5", "persen"],
        ["Kota Sourabaya", "Kebahagiaan", 2025, "Agustus", "70,5", "indeks"],
        delimiter="\t", encoding="utf-16",
    )  # fmt: skip


LONG = Expectation(
    terms(period="2025-08"),
    {("35.78", "coverage_total", "2025-08"): 45.5, ("", "active_wage", "2025-08"): 1500},
    [("UCJ111", "Kebahagiaan"), ("UCJ201", "Kab. Polewali Mamasa"), ("UCJ202", "Kota Sourabaya")],
    regions={"Kab. Polewali Mamasa": "76.04", "Kota Sourabaya": "35.78"},
    columns={"Kebahagiaan": ""},
)
