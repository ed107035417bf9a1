"""The leaderboard as a file: text stays text, figures are whole, and every row says what it is."""

import io
from dataclasses import replace

import pytest
from python_calamine import CalamineWorkbook

from data.editions import edition
from data.regions import regions
from messages import words
from reports import leaderboard as files
from reports.reasons import reason
from reports.spreadsheet import csv
from scoring.edition import ranking
from scoring.standings import standings


@pytest.fixture(scope="module")
def handed_out():
    ranked = ranking("kabkota-simulasi-2026")
    known = regions().set_index("code")
    table = standings(ranked, None, known[["kind"]]).join(known[["name", "kind"]]).assign(province="=1+1")
    return table, ranked, edition("kabkota-simulasi-2026")


def read(content: bytes) -> list[list]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def test_codes_stay_text_and_nothing_becomes_a_formula(handed_out):
    table, ranked, of = handed_out
    t = words("id")
    book = files.workbook(files.table(table, ranked, of, t), "Peringkat", ["=cmd()"], t)
    rows = read(book)
    head = next(n for n, row in enumerate(rows) if row[1] == "Kode")
    assert rows[1][0] == "=cmd()"
    assert {"11.01", "11.10", "96.71"} <= {row[1] for row in rows[head + 1 :]}
    assert {row[3] for row in rows[head + 1 :]} == {"=1+1"}
    assert len(rows) - head - 1 == 514


def test_every_row_says_that_it_is_simulated(handed_out):
    for language, simulated in (("id", "SIMULASI"), ("en", "SIMULATION")):
        table = files.table(*handed_out, words(language))
        assert set(table.iloc[:, -2]) == {simulated}


def test_figures_are_unrounded_and_the_score_is_as_published(handed_out):
    table = files.table(*handed_out, words("en")).set_index("Code")
    ranked = handed_out[1]
    assert table.at["11.01", "Coverage of all workers"] == ranked.values.at["11.01", "coverage_total"]
    assert table.at["11.01", "Score"] == ranked.table.at["11.01", "score"]


def test_csv_is_what_the_table_is(handed_out):
    table = files.table(*handed_out, words("id"))
    text = csv(table).decode("utf-8-sig")
    assert text.splitlines()[0].startswith("Peringkat,Kode,Daerah")
    assert len(text.splitlines()) == 515


def test_reasons_in_both_languages(handed_out):
    ranked = handed_out[1]
    assert "Mahakam" in handed_out[0].at["64.11", "name"]
    assert reason(ranked, "64.11", words("id")).startswith("Belum ada angka: Cakupan seluruh pekerja, ")
    assert reason(ranked, "64.11", words("en")).startswith("No figure for: Coverage of all workers, ")
    failing = next(code for code, status in ranked.table["status"].items() if status == "ineligible")
    assert reason(ranked, failing, words("id")).startswith("Tidak memenuhi syarat: Iuran")
    best = ranked.table["rank"].idxmin()
    assert reason(ranked, best, words("id")) == ""


def test_a_known_reason_goes_before_a_list_of_what_is_missing():
    ranked = ranking("provinsi-2024")
    assert reason(ranked, "91", words("id")).startswith("Belum dapat diperingkat, dan bukan karena kinerja daerah")
    assert "coverage" not in reason(replace(ranked, notes={}), "91", words("id"))
