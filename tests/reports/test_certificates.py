"""Certificates: one for each that won, honest about what they are, and a QR code that leads to the region's page."""

import io
import re

import pytest
import segno
from pypdf import PdfReader

from messages import words
from problems import BadInput
from reports import certificates as papers
from reports.certificates import certificates, name, qr
from scoring.criteria import Award

PROVINCES, REGENCIES = "provinsi-2024", "kabkota-simulasi-2026"
ID, EN = words("id"), words("en")


@pytest.fixture(autouse=True)
def no_address(monkeypatch):
    monkeypatch.delenv("UCJ_PUBLIC_URL", raising=False)


def pages(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)


def test_one_for_each_that_won_in_the_order_of_the_awards(read):
    made = certificates(PROVINCES, ID)
    # the first three of three awards: 53.29, 48.95, 47.21 points; and so on, as the figures of 2024 give them
    assert [file.split("-")[1] + file[-7:-4] for file in made] == [
        "01-64", "01-75", "01-21", "02-64", "02-31", "02-21", "03-63", "03-75", "03-51",
    ]  # fmt: skip
    text = read(made["piagam-01-best-province-001-64.pdf"])
    for said in (
        "UCJ AWARD PIAGAM PENGHARGAAN",
        "Provinsi Kalimantan Timur",
        "Peringkat pertama",
        "Provinsi terbaik",
        "Skor: 53,29",
        PROVINCES,
    ):
        assert said in text
    assert text.count("nama dan jabatan") == 2
    assert "Peringkat ketiga" in read(made["piagam-03-most-improved-003-51.pdf"])


def test_its_title_says_whose_it_is():
    made = certificates(PROVINCES, EN, "64")["piagam-01-best-province-001-64.pdf"]
    title = "Certificate · Best province: Kalimantan Timur · Provinces 2024"
    assert PdfReader(io.BytesIO(made)).metadata.title == title


def test_of_one_region_alone():
    every, own = certificates(PROVINCES, ID), certificates(PROVINCES, ID, "64")
    assert own == {file: pdf for file, pdf in every.items() if file.endswith("-64.pdf")}
    assert len(own) == 2
    with pytest.raises(BadInput, match="won an award"):
        certificates(PROVINCES, ID, "81")


@pytest.mark.parametrize("t", [ID, EN], ids=["id", "en"])
def test_every_one_is_one_page_with_its_marks(t, read):
    made = certificates(REGENCIES, t)
    assert {pages(pdf) for pdf in made.values()} == {1}
    assert all(re.fullmatch(r"piagam-[a-z0-9.-]+\.pdf", file) for file in made)
    for pdf in made.values():
        assert t("SIMULATION: these figures are made up, for trial use only.") in read(pdf)
        assert t("ASSUMPTION: these criteria are not official, awaiting guidelines.") in read(pdf)


def test_a_bound_is_said_where_there_are_no_places(read):
    text = read(certificates(REGENCIES, EN)["piagam-05-target-reached-001-92.08.pdf"])
    assert "Attainment of target: 144.56% (at least 100.00%)" in text
    assert "place" not in text


def test_a_word_lies_across_what_honours_nobody(draft, read):
    assert papers.across(PROVINCES, ID) == ""
    assert papers.across(REGENCIES, ID) == "SIMULASI"
    assert "CONTOH" not in read(certificates(PROVINCES, ID)["piagam-01-best-province-001-64.pdf"])
    made = certificates(draft(PROVINCES), ID)
    assert len(made) == 9
    assert all("CONTOH" in read(pdf) for pdf in made.values())


def test_simulated_figures_lie_across_a_draft_too(draft):
    id = draft(REGENCIES)
    assert papers.across(id, EN) == "SPECIMEN · SIMULATION"


def test_names_of_any_length_fit_and_are_text(draft, renamed, markup, read):
    renamed("64", f"{markup} Kabupaten Kepulauan Siau Tagulandang Biaro {'dan Pangkajene ' * 8}")
    said = f"id = '''{markup} {'Penghargaan bagi daerah yang ' * 6}'''"
    made = certificates(draft(PROVINCES, criteria=[('id = "Provinsi terbaik"', said)]), ID)
    pdf = made["piagam-01-best-province-001-64.pdf"]
    assert pages(pdf) == 1
    text = read(pdf)
    assert text.count("$x$ *b* @l <x> =cmd()") == 2, "the region and the award"
    assert "nama dan jabatan" in text


def test_a_shared_place_is_said(draft, read):
    # without decimals 47.21 and 46.71 are both 47, and without a chain nothing tells them apart
    id = draft(PROVINCES, criteria=[("^decimals = 2", "decimals = 0"), ("^ties = .*$", "ties = []")])
    made = certificates(id, ID)
    assert [file for file in made if "-01-" in file][-2:] == [
        "piagam-01-best-province-003-21.pdf", "piagam-01-best-province-003-63.pdf",
    ]  # fmt: skip
    assert "Peringkat ketiga, bersama" in read(made["piagam-01-best-province-003-63.pdf"])


def test_the_qr_code_is_that_of_the_address():
    address = "https://ucj.contoh.go.id/profil?region=64&edition=provinsi-2024"
    svg = qr(address).decode()
    rows = [list(map(bool, row)) for row in segno.make(address, error="m", micro=False).matrix]
    side, drawn = len(rows), set()
    assert f'width="{side + 8}" height="{side + 8}"' in svg, "a quiet zone of four modules on each side"
    x = y = 0.0
    for command, numbers in re.findall(r"([Mmh])\s*([-\d. ]+)", re.search(r' d="([^"]+)"', svg)[1]):
        moved = [float(n) for n in numbers.split()]
        if command == "h":
            drawn |= {(int(y), int(x) + n) for n in range(int(moved[0]))}
            x += moved[0]
        else:
            x, y = moved if command == "M" else [x + moved[0], y + moved[1]]
    assert drawn == {(r + 4, c + 4) for r, row in enumerate(rows) for c, dark in enumerate(row) if dark}


def test_with_a_public_address_it_leads_to_the_region(monkeypatch, read):
    file, words_ = "piagam-01-best-province-001-64.pdf", "Periksa di sini"
    assert words_ not in read(certificates(PROVINCES, ID)[file])
    monkeypatch.setenv("UCJ_PUBLIC_URL", "https://ucj.contoh.go.id/")
    asked = []
    monkeypatch.setattr(papers, "qr", lambda address: asked.append(address) or qr(address))
    text = read(certificates(PROVINCES, ID)[file])
    assert asked[0] == "https://ucj.contoh.go.id/profil?region=64&edition=provinsi-2024"
    assert asked[0] in text
    assert words_ in text


@pytest.mark.parametrize("given", ["ucj.contoh.go.id", "javascript:alert(1)", " "])
def test_what_is_no_address_is_not_drawn(monkeypatch, given, read):
    monkeypatch.setenv("UCJ_PUBLIC_URL", given)
    assert "Periksa di sini" not in read(certificates(PROVINCES, ID)["piagam-01-best-province-001-64.pdf"])


def test_file_names_are_safe_whatever_an_award_is_called():
    assert name(7, Award("../../etc/pass wd", by="score"), 1, "64.01") == "piagam-07-etc-pass-wd-001-64.01.pdf"
    assert name(1, Award("é" * 90 + "x" * 90), 12, "11") == f"piagam-01-{'x' * 40}-012-11.pdf"
