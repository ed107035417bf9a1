"""Papers: archives and screen readers accept them, every page says what it is, and no text of a file is markup."""

from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from data import life
from messages import words
from reports import imprint, paper

ID = "kabkota-simulasi-2026"
HOSTILE = '#import "x" $x$ *b* @l <x> = _i_ `c` \\ // /* [y] https://a.b'
TEMPLATE = """
#import "base.typ": *
#show: paper
= #plain(data.title)
#listing(data.heads, data.rows, numbers: (1,))
#picture("dot.svg", data.title)
"""
DOT = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder: Path = tmp_path_factory.mktemp("typst")
    (folder / "base.typ").write_bytes((paper.TEMPLATES / "base.typ").read_bytes())
    (folder / "trial.typ").write_text(TEMPLATE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paper, "TEMPLATES", folder)
        about = paper.about(ID, "Buku", words("id"))
        data = {"paper": about, "title": HOSTILE, "heads": ["Kode", "Angka"], "rows": [[HOSTILE, "1,5"]] * 120}
        yield [paper.compile("trial", data, {"dot.svg": DOT}) for _ in range(2)]


@pytest.fixture(scope="module")
def pdf(made):
    return pypdf.PdfReader(BytesIO(made[0]))


def test_it_says_that_it_can_be_archived_and_read_aloud(pdf, tagged):
    root, xmp = pdf.trailer["/Root"], pdf.xmp_metadata.stream.get_data().decode()
    for claim in ("<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"):
        assert claim in xmp
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == (
        "id", True, True,
    )  # fmt: skip
    [intent] = root["/OutputIntents"]
    assert (intent["/S"], intent["/DestOutputProfile"]["/N"]) == ("/GTS_PDFA1", 3), "colours without guessing: sRGB"
    assert "/Encrypt" not in pdf.trailer
    assert "/ID" in pdf.trailer
    assert {page["/Tabs"] for page in pdf.pages} == {"/S"}, "a keyboard goes in the order of the structure"
    assert pdf.metadata.title == "Buku · Kabupaten/Kota 2026 (simulasi)"
    assert {node["/Alt"] for node in tagged(pdf, "/Figure")} == {HOSTILE}
    assert len(tagged(pdf, "/TH")) == 2 * len(tagged(pdf, "/THead"))


def test_every_font_travels_with_it(pdf):
    for page in pdf.pages:
        for font in page["/Resources"]["/Font"].values():
            assert {"/FontFile2", "/FontFile3"} & font["/DescendantFonts"][0]["/FontDescriptor"].keys()


def test_every_page_says_what_it_is_and_repeats_the_heads(pdf):
    about, pages = paper.about(ID, "Buku", words("id")), len(pdf.pages)
    assert pages > 2
    for n, page in enumerate(pdf.pages, 1):
        text = page.extract_text()
        for said in (about["hash"], ID, *about["marks"], f"Halaman {n} dari {pages}"):
            assert said in text
        assert "Kode" in text or n == pages


def test_no_text_is_read_as_markup(pdf):
    assert pdf.pages[0].extract_text().replace("\n", " ").count(HOSTILE) > 20


def test_the_same_input_makes_the_same_bytes(made):
    assert made[0] == made[1]


def test_its_date_is_the_editions_not_todays(pdf):
    date = paper.about(ID, "Buku", words("id"))["date"]
    assert pdf.metadata["/CreationDate"].startswith("D:{year}{month:02}{day:02}".format(**date))


@pytest.mark.parametrize(
    ("state", "mark"), [("draft", "DRAF"), ("frozen", "BELUM DITERBITKAN"), ("superseded", "DIGANTIKAN")]
)
def test_what_is_not_published_says_so(monkeypatch, state, mark):
    monkeypatch.setattr(life, "states", lambda: {ID: state})
    assert mark in paper.about(ID, "Buku", words("id"))["marks"][0]
    monkeypatch.setattr(life, "states", lambda: {ID: "published"})
    assert imprint.state(ID, words("id")) == []
