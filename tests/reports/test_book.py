"""The ranking book: every region and every winner stands in it, its contents lead where they say, texts stay texts."""

import re
from io import BytesIO
from itertools import pairwise
from typing import NamedTuple

import pytest
from pypdf import PdfReader

from data.editions import edition
from data.regions import regions
from messages import Words, words
from reports import imprint, paper
from reports.book import book
from reports.gathered import gathered
from scoring.awards import winners

EDITIONS = {"provinsi-2024": "en", "kabkota-simulasi-2026": "id"}
MAPS = {
    "provinsi-2024": ["Province: Score", "Province: Coverage of all workers"],
    "kabkota-simulasi-2026": [
        f"{kind}: {value}" for kind in ("Kabupaten", "Kota") for value in ("Skor", "Cakupan seluruh pekerja")
    ],
}


class Read(NamedTuple):
    """A book as read: its edition, its language, the texts of its pages on one line each, its chapters (title -> page
    from 0 and titles of passages), how its making went on, and the PDF."""

    id: str
    t: Words
    pages: list[str]
    chapters: dict[str, tuple[int, list[str]]]
    went: list[float]
    pdf: PdfReader


@pytest.fixture(scope="module", params=EDITIONS)
def made(request):
    id, went = request.param, []
    t = words(EDITIONS[id])
    pdf = PdfReader(BytesIO(book(id, t, progress=went.append)))
    pages = [" ".join(page.extract_text().replace("\xa0", " ").split()) for page in pdf.pages]
    return Read(id, t, pages, chapters(pdf), went, pdf)


def chapters(pdf: PdfReader) -> dict[str, tuple[int, list[str]]]:
    found = {}
    for entry in pdf.outline:
        if isinstance(entry, list):
            next(reversed(found.values()))[1].extend(one["/Title"] for one in entry if not isinstance(one, list))
        else:
            found[entry["/Title"]] = pdf.get_destination_page_number(entry), []
    return found


def test_every_page_but_the_cover_says_what_it_is(made):
    t, pages = made.t, made.pages
    about = paper.about(made.id, "", t)
    for n, page in enumerate(pages[1:], 2):
        for said in (about["hash"], *about["marks"], t("Page {page} of {pages}", page=n, pages=len(pages))):
            assert said in page, n
    assert all(mark in pages[0] for mark in about["marks"])
    assert imprint.fingerprint(edition(made.id)) in pages[0]


def test_the_contents_lead_to_the_chapters(made):
    order = ["Summary", "Winners", "Maps", "Ranking", "Not ranked", "Rank range", "Data quality", "Methodology"]
    assert list(made.chapters) == [made.t(title) for title in order]
    assert all(a < b for a, b in pairwise(at for at, _ in made.chapters.values()))
    for title, (at, _) in made.chapters.items():
        assert title in made.pages[at]
        assert re.search(rf"{title} [. ]+\W*{at + 1}\b", made.pages[1])


def test_every_region_stands_in_it_with_its_place(made):
    found, t, at = gathered(made.id), made.t, made.chapters
    ranked = " ".join(made.pages[at[t("Ranking")][0] : at[t("Not ranked")][0]])
    unranked = " ".join(made.pages[at[t("Not ranked")][0] : at[t("Rank range")][0]])
    several = found.standings["kind"].nunique() > 1
    for code, row in found.standings.iterrows():
        if row["status"] == "ranked":
            places = [row["rank_in_kind"], *([row["rank"]] if several else [])]
            score = t.number(row["value"], 2)
            where = [row["province"], score] if several else [score]
            assert " ".join([*map(str, places), code, row["short_name"], *where]) in ranked
        else:
            assert f"{code} {row['label']}" in unranked


def test_every_winner_has_a_page(made):
    found, t = gathered(made.id), made.t
    every = winners(found.ranking, regions())
    codes = set(every.loc[every["won"], "code"])
    at, named = made.chapters[t("Winners")]
    assert sorted(named) == sorted(found.standings.loc[list(codes), "label"])
    for page, name in zip(made.pages[at + 1 :], named, strict=False):
        assert name in page
        assert t("Awards") in page


def test_there_is_a_map_of_every_kind(made):
    assert made.chapters[made.t("Maps")][1] == MAPS[made.id]


def test_maps_and_formulas_are_told_in_words(made, tagged):
    if len(made.pages) > 30:
        return  # once is enough
    told = [node["/Alt"] for node in tagged(made.pdf, "/Figure")]
    assert len(told) == 2
    assert all(any(text in page for page in made.pages) for text in told)
    assert all(node["/Alt"] for node in tagged(made.pdf, "/Formula"))


def test_sources_stand_in_it_with_their_licence(made):
    method = " ".join(made.pages[made.chapters[made.t("Methodology")][0] :])
    assert "Sakernas Agustus 2024" in method
    assert made.t("DEN licence; third-party figures") in method


def test_progress_ends_with_all_of_it(made):
    assert made.went == sorted(made.went)
    assert made.went[-1] == 1


def test_texts_of_an_edition_stay_texts(draft, renamed, markup, read):
    renamed("64", markup)
    id = draft(
        "provinsi-2024",
        edition=[('^en = "Provinces 2024"', f"en = '''{markup}'''")],
        criteria=[('en = "Coverage"', f"en = '''{markup}'''")],
        sources=[('^bpjstk-2024,"[^"]*",', "bpjstk-2024," + '"' + markup.replace('"', '""') + '",')],
    )
    made = book(id, words("en"))
    text, own = read(made), " ".join(markup.split())
    assert PdfReader(BytesIO(made)).metadata.title.endswith(own)
    assert f"1 64 {own}" in text
    assert text.count(own) > 20
    assert "DRAFT, not published" in text


def test_the_same_edition_makes_the_same_book_and_another_period_another():
    t = words("id")
    made = book("provinsi-2024", t)
    assert book("provinsi-2024", t) == made
    earlier = [page.extract_text() for page in PdfReader(BytesIO(book("provinsi-2024", t, "2023"))).pages]
    assert "2023 ·" in earlier[0]
    assert all(t("figures of {period}", period="2023") in page for page in earlier[1:]), "the date at the foot"


def test_an_edition_that_ranks_nobody_still_has_a_book(draft, read):
    id = draft("provinsi-2024", criteria=[(r"\[robustness\]", f"{NOBODY}\n[robustness]")])
    assert "No region is ranked." in read(book(id, words("en")))


NOBODY = """
[[gate]]
indicator = "coverage_total"
at_least = 1000
reason = "nobody"
"""
