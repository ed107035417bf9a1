"""Five slides: what they say, that all of it can be edited, and that every one of them bears its marks."""

import io
import zipfile

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Inches
from python_calamine import CalamineWorkbook

from messages import words
from reports.slides import slides

PROVINCES, REGENCIES = "provinsi-2024", "kabkota-simulasi-2026"


def texts(slide) -> str:
    """Everything that a slide says: boxes, tables, names in charts."""
    said = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            said.append(shape.text_frame.text)
        elif shape.has_table:
            said += [" | ".join(cell.text for cell in row.cells) for row in shape.table.rows]
        elif shape.has_chart:
            said += [str(category) for category in shape.chart.plots[0].categories]
    return "\n".join(said).replace("\xa0", " ")


@pytest.fixture(scope="module")
def provinces():
    return list(Presentation(io.BytesIO(slides(PROVINCES, words("id")))).slides)


@pytest.fixture(scope="module")
def regencies():
    return Presentation(io.BytesIO(slides(REGENCIES, words("en"))))


def test_there_are_five_and_they_answer_five_questions(provinces):
    titles = [slide.shapes.title.text_frame.text for slide in provinces]
    assert titles == ["Posisi kita", "Siapa terdepan", "Siapa naik, siapa turun", "Seberapa pasti", "Berapa biayanya"]


def test_they_say_the_published_figures(provinces):
    said = [texts(slide) for slide in provinces]
    # 39,207,829 of 144,642,004 employed; 73,925,886 non-wage workers times Rp201,600
    assert "27,1 % dari 144,6 juta penduduk bekerja menjadi peserta aktif" in said[0]
    assert "Peringkat pertama: Kalimantan Timur, dengan skor 53,29. Unggul 4,34 poin" in said[1]
    assert "Provinsi terbaik | 1  Kalimantan Timur (53,29)\n2  Gorontalo (48,95)\n3  Kepulauan Riau (47,21)" in said[1]
    assert "D | 6 |" in said[3], "the six of Papua"
    assert "Rp14,9 triliun" in said[4]


def test_changes_of_rank_add_up(provinces):
    tables = [shape.table for shape in provinces[2].shapes if shape.has_table]
    assert len(tables) == 2
    for table in tables:
        for row in list(table.rows)[1:]:
            _, then, now, change = (cell.text for cell in row.cells)
            assert int(then) - int(now) == int(change.replace("−", "-"))


def test_bars_are_labelled_in_the_language(provinces, regencies):
    def labels(slide) -> list[str]:
        chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
        points = chart.plots[0].series[0].points
        return [points[n].data_label.text_frame.text for n in range(len(chart.plots[0].categories))]

    assert labels(provinces[1])[:2] == ["53,29", "48,95"]
    assert labels(provinces[4])[0] == "2.683", "billion rupiah"
    assert labels(regencies.slides[1])[0] == "86.16"


def test_charts_and_tables_are_native_and_everything_fits(provinces, regencies):
    for deck in (provinces, list(regencies.slides)):
        kinds = [{shape.shape_type for shape in slide.shapes} for slide in deck]
        assert MSO_SHAPE_TYPE.PICTURE in kinds[0]
        assert all(MSO_SHAPE_TYPE.PICTURE not in found for found in kinds[1:])
        assert all(MSO_SHAPE_TYPE.CHART in kinds[n] for n in (1, 3, 4))
        assert all(MSO_SHAPE_TYPE.TABLE in found for found in kinds)
        for slide in deck:
            for shape in slide.shapes:
                assert shape.left >= 0
                assert shape.left + shape.width <= Inches(13.334)
                assert shape.top + shape.height <= Inches(7.5)
                if not shape.has_text_frame:
                    assert shape._element.xpath(".//p:cNvPr")[0].get("descr"), "a text alternative"


def test_every_slide_bears_its_marks_and_its_sources(regencies):
    assert regencies.slide_width / regencies.slide_height == pytest.approx(16 / 9, rel=1e-3)
    for slide in regencies.slides:
        said, notes = texts(slide), slide.notes_slide.notes_text_frame.text
        assert "SIMULATION: these figures are made up" in said
        assert "ASSUMPTION: these criteria are not official" in said
        assert "BPJS Ketenagakerjaan" in notes
        assert "Hash of the edition (SHA-256)" in notes


def test_a_draft_says_so_and_names_stay_text(draft, renamed, markup):
    renamed("64", markup)
    content = slides(draft(PROVINCES), words("id"))
    deck = list(Presentation(io.BytesIO(content)).slides)
    assert all("DRAF, belum diterbitkan" in texts(slide) for slide in deck)
    assert all(markup in texts(deck[n]) for n in (0, 1, 3))
    chart = next(shape.chart for shape in deck[1].shapes if shape.has_chart)
    blob = chart.part.chart_workbook.xlsx_part.blob
    with zipfile.ZipFile(io.BytesIO(blob)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
    cells = CalamineWorkbook.from_filelike(io.BytesIO(blob)).get_sheet_by_index(0).to_python()
    assert [row[1] for row in cells[1:]] == [float(x) for x in chart.plots[0].series[0].values]


def test_the_same_slides_every_time(monkeypatch):
    first = slides(PROVINCES, words("en"))
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
    assert slides(PROVINCES, words("en")) == first


def test_a_period_without_places_is_said(draft):
    content = slides(PROVINCES, words("id"), "2022")
    deck = list(Presentation(io.BytesIO(content)).slides)
    assert "Belum ada daerah yang diperingkat." in texts(deck[1])
    assert len(deck) == 5
