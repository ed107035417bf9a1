"""A region's profile on paper: one page whatever it says, its figures those of the files, nothing read as markup."""

import csv
import io
from collections import Counter

import pandas as pd
import pytest
from pypdf import PdfReader

from data import store
from data.editions import EMBEDDED
from messages import words
from problems import BadInput
from reports.drawn import bars, lines
from reports.gathered import gathered
from reports.profile import profile

PROVINCES, REGENCIES = "provinsi-2024", "kabkota-simulasi-2026"
ID, EN = words("id"), words("en")


@pytest.fixture(scope="module")
def provinces():
    return gathered(PROVINCES)


@pytest.fixture(scope="module")
def regencies():
    return gathered(REGENCIES)


def observed(code: str) -> dict[str, dict]:
    with (EMBEDDED / PROVINCES / "observations.csv").open(encoding="utf-8") as file:
        return {row["indicator"]: row for row in csv.DictReader(file) if (row["code"], row["period"]) == (code, "2024")}


def test_workers_are_those_of_the_files(provinces, read):
    rows = observed("64")
    active = [int(rows[i]["value"]) for i in ("active_wage", "active_nonwage")]
    employed, informal = (int(rows[i]["value"]) for i in ("employed", "employed_informal"))
    gap = informal - active[1]
    text = read(profile(PROVINCES, "64", EN, known=provinces))
    assert f"{active[0]:,} {int(rows['employed_formal']['value']):,}" in text
    assert f"Together {sum(active):,} {employed:,} {100 * sum(active) / employed:.1f}%" in text
    assert f"{gap:,} Rp{gap * 201_600 / 1e9:.1f} billion" in text, "12 months of Rp16,800"
    assert "borne by employers" in text
    assert "7 kabupaten · 3 kota" in text


def test_the_place_its_range_and_what_says_the_figures_are(regencies, provinces, read):
    code, at = "71.09", regencies.ranking.table.loc["71.09"]
    text = read(profile(REGENCIES, code, ID, known=regencies))
    assert f"Peringkat dari 508 {at['rank']}" in text
    assert f"{at['score']:.2f}".replace(".", ",") in text
    assert "Kabupaten Kepulauan Siau Tagulandang Biaro" in text
    assert "SIMULASI" in text
    assert "ASUMSI" in text
    assert "Peringkat 1 dalam sedikitnya 90 % dari 10.000" in read(profile(PROVINCES, "64", ID, known=provinces))


def test_who_has_no_place_reads_why_and_no_rank(provinces, read):
    text = read(profile(PROVINCES, "91", ID, known=provinces))
    assert "bukan karena kinerja daerah" in text
    assert "Peringkat dari 32 –" in text
    assert "Tanpa skor, tidak ada yang dapat diuraikan." in text
    wage = int(observed("91")["active_wage"]["value"])
    assert f"{wage:,}".replace(",", ".") in text, "figures that are there are shown"
    assert "sebelum pemekaran 2022" in text, "with the remark of the source"


def test_who_fails_a_gate_keeps_the_score_and_reads_why(regencies, read):
    text = read(profile(REGENCIES, "32.06", EN, known=regencies))
    assert "16.07" in text
    assert "Not eligible: Non-wage premiums paid for less than 6 months of the year on average." in text


def test_what_is_missing_comes_with_the_remark_of_its_source(regencies, read):
    text = read(profile(REGENCIES, "64.11", EN, known=regencies))
    assert "No figure for: Coverage of all workers" in text
    assert "No report was received for this month" in text


@pytest.mark.parametrize("t", [ID, EN], ids=["id", "en"])
@pytest.mark.parametrize("code", ["71.09", "31.01", "92.08", "64.11", "32.06", "96.01"])
def test_one_page_for_the_longest_names_and_the_missing_figures(regencies, code, t):
    assert len(PdfReader(io.BytesIO(profile(REGENCIES, code, t, known=regencies))).pages) == 1


def test_a_figure_and_its_percent_sign_stand_on_one_line(regencies):
    for code in ("92.08", "64.08", "92.11", "16.12"):
        page = PdfReader(io.BytesIO(profile(REGENCIES, code, ID, known=regencies))).pages[0]
        assert not [line for line in page.extract_text().splitlines() if line.strip().startswith("%")]


def test_a_place_that_stayed_is_told_in_words(regencies, read):
    assert "1 sama seperti setahun lalu" in read(profile(REGENCIES, "92.08", ID, known=regencies))


def test_one_page_and_plain_text_whatever_a_file_brings(draft, renamed, markup, read):
    renamed("64", f"{markup} Kepulauan Siau Tagulandang Biaro {markup}")
    said = f"id = '''{markup}'''"
    id = draft(
        PROVINCES,
        edition=[('^id = "Penduduk bekerja.*$', said), ('^id = "Provinsi 2024"', said)],
        criteria=[('id = "Cakupan seluruh pekerja"', said)],
        sources=[("Peserta aktif BPJS Ketenagakerjaan PU dan BPU per provinsi, 2024", markup.replace('"', "'"))],
    )  # fmt: skip
    pdf = profile(id, "64", ID)
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1
    text = read(pdf)
    assert text.count("#import") >= 6, "name, edition, universe, indicator and source"
    assert "$x$ *b* @l <x> =cmd()" in text
    assert "DRAF" in text


def test_a_pdf_for_archives_and_screen_readers_the_same_every_time(provinces):
    first, again = (profile(PROVINCES, "31", EN, known=provinces) for _ in range(2))
    assert first == again
    pdf = PdfReader(io.BytesIO(first))
    catalog = pdf.trailer["/Root"]
    assert pdf.metadata.title == "Region profile · DKI Jakarta · Provinces 2024", "of many profiles, whose"
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"].lower().startswith("en")
    assert b"pdfaid" in catalog["/Metadata"].get_data()
    assert b"pdfuaid" in catalog["/Metadata"].get_data()


def test_an_earlier_period_says_so(read):
    text = read(profile(REGENCIES, "32.04", ID, "2026-03"))
    assert text.count("angka Maret 2026") == 2, "below the name and at the foot"
    assert "angka September 2026" not in text
    covered = ID.percent(store.indicator_table(REGENCIES, "2026-03").at["32.04", "coverage_total"])
    assert covered.replace("\xa0", " ") in text


def test_a_region_that_the_edition_does_not_have(provinces):
    with pytest.raises(BadInput, match=r"32\.04"):
        profile(PROVINCES, "32.04", EN, known=provinces)


def test_bars_add_up_to_the_score_and_keep_their_room(provinces):
    drawn = bars(provinces, "31", EN)
    assert sum(float(part["points"].split(" / ")[0]) for part in drawn) == pytest.approx(
        provinces.ranking.exact["31"], abs=0.005 * len(drawn)
    )
    assert sum(float(part["points"].split(" / ")[1]) for part in drawn) == pytest.approx(100)
    assert all(0 <= part["bar"] <= part["room"] <= 1 for part in drawn)
    assert max(part["room"] for part in drawn) == 1
    assert bars(provinces, "91", EN) == []


def test_a_line_is_cut_where_a_figure_is_missing(provinces):
    rows = pd.DataFrame(
        [["coverage_total", "2022", 20.0], ["coverage_total", "2024", 40.0], ["target", "2023", 30.0]],
        columns=["indicator", "period", "value"],
    )
    drawn = lines(provinces, rows, EN)
    coverage, target = drawn["lines"]
    assert [[x for x, _ in piece] for piece in coverage["pieces"]] == [[0.0], [1.0]]
    assert [[x for x, _ in piece] for piece in target["pieces"]] == [[0.5]]
    (_, low), (_, high) = coverage["pieces"][0][0], coverage["pieces"][1][0]
    assert 0 <= high < low <= 1, "the higher figure nearer the top"
    assert (target["first"], coverage["last"]) == ("–", "40.0%")
    assert lines(provinces, rows.assign(value=float("nan")), EN) is None


def test_a_tagged_page_reads_from_the_name_to_the_sources(provinces):
    """Headings in the tag tree: the name once, then sections; no level is left out."""
    root = PdfReader(io.BytesIO(profile(PROVINCES, "64", EN, known=provinces))).trailer["/Root"]["/StructTreeRoot"]
    tags = Counter()

    def walk(node):
        node = node.get_object()
        if isinstance(node, list):
            return [walk(kid) for kid in node]
        if hasattr(node, "get") and "/S" in node:
            tags[node["/S"]] += 1
        if hasattr(node, "get") and "/K" in node and not isinstance(node["/K"], int):
            walk(node["/K"])

    walk(root["/K"])
    assert tags["/H1"] == 1
    assert tags["/H2"] == 4
    assert tags["/Table"] == 3
    assert tags["/TH"] >= 13
