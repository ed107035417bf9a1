"""The workbook to be filled in: what stands in it, and that it is read back without a question."""

import zipfile
from datetime import date
from io import BytesIO

import pytest

from data.incoming import read, sheets, template
from data.regions import regions
from messages import words
from tests.data.incoming.workbooks import INDICATORS, sheet, terms, xlsx

LEVELS = ("province", "regency")
LANGUAGES = ("id", "en")


def made(level: str, language: str) -> bytes:
    columns = {
        id: {"name": facts["names"][0 if language == "id" else -1], "unit": facts["unit"]}
        for id, facts in INDICATORS.items()
    }
    return template(level, columns, [words(language), *(words(one) for one in LANGUAGES if one != language)])


def filled(content: bytes) -> bytes:
    """The template with a figure in every cell: the row's number, or 1."""
    figures, *others = sheets("template.xlsx", content)
    for number, row in enumerate(figures.rows[2:], 3):
        row[-len(INDICATORS) :] = [number if facts["unit"] == "people" else 1 for facts in INDICATORS.values()]
    return xlsx(lambda book: [sheet(book, one.name, one.rows) for one in (figures, *others)])


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_filled_template_leaves_nothing_to_ask(level, language):
    found = read("template.xlsx", filled(made(level, language)), terms(level))
    own = regions().query("level == @level")
    assert not found.questions
    assert not found.problems
    assert len(found.rows) == len(own) * len(INDICATORS)
    assert set(found.matches["how"]) == {"code"}
    assert found.rows["code"].drop_duplicates().to_list() == own["code"].to_list()
    units = found.rows.drop_duplicates("indicator").set_index("indicator")["unit"].to_dict()
    assert units == {id: facts["unit"] for id, facts in INDICATORS.items()}
    people = found.rows.query("indicator == 'employed'")
    assert [float(n) for n in people["value"]] == people["row"].to_list()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_blank_template_has_no_figures_and_asks_nothing(language):
    found = read("template.xlsx", made("regency", language), terms())
    assert found.rows.empty
    assert not found.questions
    assert [p.code for p in found.problems] == ["UCJ118"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_sheet_of_sources_is_read_back(language):
    def sourced(*lines):
        figures, notes, listed = sheets("template.xlsx", filled(made("province", language)))
        pages = (figures.rows, notes.rows, [*listed.rows, *lines])
        content = xlsx(lambda book: [sheet(book, str(n), rows) for n, rows in enumerate(pages)])
        return read("template.xlsx", content, terms("province", source_id=None))

    found = sourced(["", "Surat 12/2025", "BPJS Ketenagakerjaan", date(2025, 7, 31), "", "", ""])
    assert found.sources == [
        {"source_id": "source-1", "title": "Surat 12/2025", "publisher": "BPJS Ketenagakerjaan", "date": "2025-07-31",
         "url": "", "licence": "", "note": ""}
    ]  # fmt: skip
    assert set(found.rows["source_id"]) == {"source-1"}
    assert not found.problems
    found = sourced(["bps", "Sakernas", "BPS", "2024-08", "", "", ""], ["", "Surat", "BPJS", "", "", "", ""])
    assert set(found.rows["source_id"]) == {"bps;source-2"}, "all of them, where no row says which"


def test_a_row_that_names_no_source_among_others_that_do_is_not_given_one():
    figures = [["code", "indicator", "value", "source_id"], ["11", "employed", 5, "bps"], ["12", "employed", 6, ""]]
    listed = [["source_id", "Title", "Publisher"], ["bps", "Sakernas", "BPS"], ["x", "Lain", "Y"]]
    content = xlsx(lambda book: [sheet(book, name, part) for name, part in (("A", figures), ("Sources", listed))])
    found = read("a.xlsx", content, terms("province", source_id=None))
    assert found.rows["source_id"].to_list() == ["bps", ""]


def test_what_stands_in_it():
    content = made("regency", "id")
    figures, notes, sources = sheets("template.xlsx", content)
    assert figures.rows[0][:3] == ["Kode", "Nama", "Provinsi"]
    assert figures.rows[2][:3] == ["11.01", "Kabupaten Aceh Selatan", "Aceh"]
    assert len(figures.rows) == 2 + 514
    assert [row[0] for row in notes.rows].count("Cara mengisi") == 1
    assert [row[0] for row in notes.rows].count("How to fill in") == 1
    assert sources.rows[0][:3] == ["source_id", "Judul", "Penerbit"]
    with zipfile.ZipFile(BytesIO(content)) as parts:
        inside = parts.read("xl/worksheets/sheet1.xml").decode()
    assert 'topLeftCell="C3"' in inside
    assert f'<dataValidations count="{len(INDICATORS)}">' in inside
