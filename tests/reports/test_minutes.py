"""Minutes: who won under which rules, what decided equal values, who has no place, and the hashes that prove it."""

import hashlib
import io
import json

import pytest
from pypdf import PdfReader

from data.editions import EMBEDDED, edition
from messages import words
from reports.imprint import fingerprint
from reports.minutes import minutes

PROVINCES, REGENCIES = "provinsi-2024", "kabkota-simulasi-2026"
ID, EN = words("id"), words("en")


@pytest.fixture(scope="module")
def provinces(read):
    return read(minutes(PROVINCES, ID))


def test_it_begins_and_ends_as_such_papers_do(provinces):
    assert "UCJ AWARD BERITA ACARA PENETAPAN" in provinces
    assert "Pada hari ini, ...." in provinces
    assert "bertempat di ...." in provinces
    assert "Nomor: ...." in provinces
    assert "untuk dapat dipergunakan sebagaimana mestinya" in provinces
    assert "Rancangan" not in provinces, "the edition is published"
    assert "kriteria masih berupa asumsi" in provinces


def test_winners_stand_in_order_with_what_they_are_ahead_of(provinces):
    # fourth by score: Kalimantan Selatan with 46.71
    for line in (
        "Peringkat pertama Kalimantan Timur 53,29 46,71",
        "Peringkat kedua Gorontalo 48,95 46,71",
        "Peringkat ketiga Kepulauan Riau 47,21 46,71",
        "Peringkat kedua DKI Jakarta 45,59 % 43,90 %",
    ):
        assert line in provinces
    assert "Tidak ada dua daerah berperingkat dengan skor yang sama." in provinces


def test_the_rules_and_who_has_no_place(provinces):
    assert "32 dari 38 daerah diperingkat" in provinces
    for name in ("Papua Barat Daya", "Papua Pegunungan", "Papua Tengah", "Papua Selatan"):
        assert name in provinces
    assert "bukan karena kinerja daerah" in provinces
    assert "Cakupan 50 %" in provinces
    assert "Hanya daerah yang diperingkat yang dapat menang." in provinces


def test_hashes_are_those_of_the_files(provinces):
    folder = EMBEDDED / PROVINCES
    whole = provinces.replace(" ", "")
    for path in folder.glob("*.[ct]*"):
        assert hashlib.sha256(path.read_bytes()).hexdigest() in whole
    lines = json.loads((folder / "manifest.json").read_text("utf-8"))["ranking"]
    assert hashlib.sha256(("\n".join(lines) + "\n").encode()).hexdigest() in whole, "the ranking as it was frozen"
    assert fingerprint(edition(PROVINCES)) in whole
    assert f"python -m data verify {PROVINCES}" in provinces


@pytest.mark.parametrize("t", [ID, EN], ids=["id", "en"])
def test_equal_scores_of_the_whole_ranking_are_listed(t, read):
    pdf = minutes(REGENCIES, t)
    text = read(pdf)
    assert t("All equal scores of the ranking") in text
    assert "73 Kota Mataram; 74 Kabupaten Soppeng" in text
    assert t.percent(100, 2).replace("\xa0", " ") in text, "the bound of the award without places"
    marked = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    assert all(t("SIMULATION: these figures are made up, for trial use only.") in page for page in marked)


def test_the_tie_chain_decides_an_award(draft, read):
    # without decimals 47.21 and 46.71 are both 47; coverage of all workers: 44.325 % before 33.077 %
    text = read(minutes(draft(PROVINCES, criteria=[("^decimals = 2", "decimals = 0")]), ID))
    said = "Kepulauan Riau dan Kalimantan Selatan sama-sama memperoleh 47; yang menentukan Cakupan seluruh pekerja"
    assert f"{said}: 44,3 % berbanding 33,1 %." in text
    assert "Rancangan: selama edisi ini belum diterbitkan" in text


def test_a_place_that_nothing_decides_is_shared(draft, read):
    changed = [("^decimals = 2", "decimals = 0"), ("^ties = .*$", "ties = []")]
    text = read(minutes(draft(PROVINCES, criteria=changed), EN))
    said = "Kepulauan Riau and Kalimantan Selatan both have 47; nothing tells them apart, and they share the place."
    assert said in text
    # at the other awards 44.33 % and 43.90 %, +4.94 and +4.71 points are level as well
    assert text.count("Third place, shared") == 6


def test_who_would_have_won_but_for_a_gate(draft, read):
    gate = '[[gate]]\nindicator = "coverage_total"\nat_most = 50\nreason = "Lebih dari separuh"\n\n[[band]]'
    text = read(minutes(draft(PROVINCES, criteria=[(r"^\[\[band\]\]", gate)]), EN))
    assert "Best province: Kalimantan Timur would have taken place 1 by its value." in text
    assert "Not eligible: Lebih dari separuh" in text
    assert "First place Gorontalo 48.95" in text


@pytest.mark.parametrize("id", [PROVINCES, REGENCIES])
def test_the_hashes_stand_on_the_page_that_is_signed(id):
    last = " ".join(PdfReader(io.BytesIO(minutes(id, ID))).pages[-1].extract_text().split())
    assert "Tanda tangan panitia" in last
    assert fingerprint(edition(id)) in last


def test_an_embedded_edition_was_frozen_in_words_of_the_language(provinces):
    assert "disertakan dalam perangkat lunak" in provinces


def test_nothing_that_a_file_brings_is_markup(draft, renamed, markup, read):
    renamed("64", markup)
    said = f"id = '''{markup}'''"
    text = read(minutes(draft(PROVINCES, criteria=[('id = "Provinsi terbaik"', said)]), ID))
    assert text.count("$x$ *b* @l <x> =cmd()") >= 4
    assert text.count("#import") >= 4


def test_the_same_paper_every_time():
    assert minutes(PROVINCES, EN) == minutes(PROVINCES, EN)
