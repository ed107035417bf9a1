"""Awkward workbooks, read: every figure by hand, every question, and what answers do."""

from dataclasses import replace

import pytest

from data.incoming import read
from tests.data.incoming.workbooks import sheet, table, terms, workbooks, xlsx

BOOKS = workbooks()


def figures(found) -> dict:
    numbers = {}
    for row in found.rows.to_dict("records"):
        number = None if row["value"] is None else float(row["value"])
        numbers[row["code"], row["indicator"], row["period"]] = number
    return numbers


@pytest.mark.parametrize("name", BOOKS)
def test_figures_questions_and_problems(name):
    content, expected = BOOKS[name]
    found = read(name, content, expected.terms)
    questions = sorted((p.code, p.value) for p in found.questions)
    assert questions == sorted(expected.questions)
    assert sorted(p.code for p in found.problems) == sorted(expected.problems)
    if "UCJ112" not in dict(questions):  # until it is said which codes these are, no region is known
        assert figures(found) == expected.figures


@pytest.mark.parametrize("name", BOOKS)
def test_answers_leave_nothing_open(name):
    content, expected = BOOKS[name]
    found = read(name, content, replace(expected.terms, regions=expected.regions, columns=expected.columns))
    assert found.questions == []
    known = {place: number for place, number in expected.figures.items() if place[0]}
    assert known.items() <= figures(found).items()
    assert all(found.rows["code"])


def open_questions(found) -> list[tuple[str, str]]:
    return [(p.code, p.value) for p in found.questions]


def test_a_number_that_can_be_read_in_two_ways_is_asked_once_a_column():
    content = table(["Kode", "Pertumbuhan cakupan"], ["32.04", "1.234"], ["32.73", "2.345"], ["32.75", "7"])
    found = read("a.csv", content, terms())
    assert open_questions(found) == [("UCJ113", "Pertumbuhan cakupan: 1.234")]
    assert found.questions[0].details["options"] == "1234 ≈ 1234, 1.234 ≈ 1"
    assert found.rows["value"].to_list()[:2] == [None, None]
    for answer, number in (("1234", 2345), ("1.234", 2.345)):
        told = read("a.csv", content, terms(columns={"Pertumbuhan cakupan: 1.234": answer}))
        assert not told.questions
        assert float(told.rows["value"][1]) == number


def test_months_without_an_indicator_are_asked_once_a_sheet():
    content = xlsx(lambda book: sheet(book, "Sheet1", [["Provinsi", "Jan 2025", "Feb 2025"], ["Aceh", 1, 2]]))
    assert open_questions(read("a.xlsx", content, terms("province"))) == [("UCJ114", "Sheet1")]
    told = read("a.xlsx", content, terms("province", columns={"Sheet1": "employed"}))
    assert told.rows[["indicator", "period"]].to_numpy().tolist() == [["employed", "2025-01"], ["employed", "2025-02"]]
    left_out = read("a.xlsx", content, terms("province", columns={"Sheet1": ""}))
    assert left_out.rows.empty
    assert not left_out.questions


def test_an_answer_can_name_a_count_or_a_period():
    content = table(["Provinsi", "Jml A", "Jml B", "Angka lalu"], ["Aceh", "5", "20", "30"])
    columns = {
        "Jml A": "coverage_total:numerator",
        "Jml B": "coverage_total:denominator",
        "Angka lalu": "employed@2024",
    }
    found = read("a.csv", content, terms("province", columns=columns))
    assert not found.questions
    [share, employed] = found.rows.to_dict("records")
    assert (float(share["numerator"]), float(share["denominator"]), share["value"], share["raw_value"]) == (
        5,
        20,
        None,
        "",
    )
    assert (share["cell"], share["period"]) == ("B2", "2025")
    assert (float(employed["value"]), employed["period"]) == (30, "2024")


@pytest.mark.parametrize(
    ("head", "indicator", "unit", "period"),
    [
        ("Jumlah Peserta Aktif PU (orang)", "active_wage", "people", "2025"),
        ("Penduduk bekerja (ribu orang)", "employed", "ribu orang", "2025"),  # told by the checks: not counted singly
        ("% Cakupan", "coverage_total", "percent", "2025"),
        ("Persentase cakupan BPU 2024", "coverage_nonwage", "percent", "2024"),
        ("Cakupan s.d. Juni 2025", "coverage_total", "percent", "2025-06"),
        ("Coverage of all workers", "coverage_total", "percent", "2025"),
        ("coverage_wage", "coverage_wage", "percent", "2025"),
        ("Peserta BPU aktif", None, None, None),
        ("Angkatan kerja", None, None, None),  # another universe
        ("Cakupan 2023-2024", None, None, None),
    ],
)
def test_heads(head, indicator, unit, period):
    found = read("a.csv", table(["Provinsi", head], ["Aceh", "12"]), terms("province"))
    if indicator is None:
        assert open_questions(found) == [("UCJ111", head)]
    else:
        assert not found.questions
        assert found.rows[["indicator", "unit", "period"]].to_numpy().tolist() == [[indicator, unit, period]]


def test_what_is_not_told_is_not_made_up():
    content = table(["Provinsi", "Cakupan", "Target"], ["Aceh", "12", ""])
    found = read("a.csv", content, terms("province", None, source_id=None, nature=None, attribution=None))
    assert [(p.code, p.severity) for p in found.problems] == [("UCJ119", "warning"), ("UCJ115", "error")]
    assert found.rows.empty
    dated = read("a.csv", content, terms("province", "2025", source_id=None, nature=None, attribution=None))
    assert dated.rows[["source_id", "nature", "attribution"]].to_numpy().tolist() == [["", "", ""]]


def test_a_title_of_another_year_is_told():
    content = table(["Cakupan per 31 Desember 2024"], ["Provinsi", "Cakupan"], ["Aceh", "12"])
    found = read("a.csv", content, terms("province"))
    assert [(p.code, p.value) for p in found.problems] == [("UCJ120", "2024-12")]
    assert found.rows["period"].to_list() == ["2025"]
    untold = read("a.csv", content, terms("province", None))
    assert untold.rows["period"].to_list() == ["2024-12"]


def test_regions_as_they_were_matched():
    content = table(["Nama", "Cakupan"], ["Toba Samosir", "1"], ["Kota Solo", "2"], ["Antah Berantah", "3"])
    found = read("a.csv", content, terms(regions={"Antah Berantah": ""}))
    assert found.matches.to_numpy().tolist() == [
        ["", 2, "Toba Samosir", "12.12", "Kabupaten Toba", "former_name"],
        ["", 3, "Kota Solo", "33.72", "Kota Surakarta", "former_name"],
        ["", 4, "Antah Berantah", "", "", "answer"],
    ]
    assert found.rows["code"].to_list() == ["12.12", "33.72"]


def test_notes_and_totals_are_no_regions_and_nothing_else_is_passed_over():
    content = table(
        ["No", "Provinsi", "Cakupan"], ["1", "Aceh", "1"], ["", "Jumlah", "9"], ["", "Rata-rata nasional", "5"],
        ["", "", "7"], ["", "Indonesia", "6"], ["Sumber: BPS"], ["*) angka sementara"],
    )  # fmt: skip
    found = read("a.csv", content, terms("province"))
    assert open_questions(found) == [("UCJ202", "")]  # a figure without a region
    assert found.rows["row"].to_list() == [2, 5]


@pytest.mark.parametrize("cell", ["x", "1 234 567", "Rp 5", "#REF!", "Infinity"])
def test_a_column_without_any_number_is_told_by_its_cells(cell):
    wide = table(["Kode", "Nama", "Penduduk bekerja"], ["32.04", "Kabupaten Bandung", cell])
    long = table(["code", "indicator", "value"], ["32.04", "employed", cell])
    for content in (wide, long):
        found = read("a.csv", content, terms())
        assert found.rows[["code", "raw_value", "value"]].to_numpy(object).tolist() == [["32.04", cell, None]]
        assert not found.problems, "not that the file has no table"
