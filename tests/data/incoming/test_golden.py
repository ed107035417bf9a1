"""Awkward workbooks from the file to the ranking, or to the list of what is wrong: both worked by hand."""

from dataclasses import replace

import pytest

from data.incoming import read
from data.incoming.checks import check
from data.incoming.drafts import draft
from messages import words
from problems import BadInput
from scoring.edition import ranking
from tests.data.incoming.workbooks import workbooks

CRITERIA = """
[criteria]
id = "coba"
title = "Cakupan saja"
status = "assumption"
[[dimension]]
id = "coverage"
name = "Cakupan"
[[indicator]]
id = "coverage_total"
dimension = "coverage"
name = "Cakupan"
unit = "percent"
goalposts = [0, 100]
"""
FACTS = {"title": "Coba", "sources": [{"title": "Surat"}]}
# file -> rank and score by code; of the first, 1,234 + 45,678 participants of 1,900,000 workers
RANKED = {
    "rekap-jabar.xlsx": {"32.04": (1, 2.47)},
    "per-indikator.xlsx": {"35.07": (1, 50), "35.10": (2, 25), "35.13": (2, 25), "35.74": (4, 10)},
    "tahun-demi-tahun.csv": {"35.78": (1, 45.5)},
}
# file -> severity, code, sheet, row and column of everything but regions that are nowhere, when all is answered
WRONG = {
    "rekap-jabar.xlsx": [],
    "bulanan.xlsx": [
        ("warning", "UCJ313", "Peserta BPU", 2, "E"),
        ("warning", "UCJ117", "grafik", None, ""), ("warning", "UCJ116", "lama", None, ""),
    ],
    "provinsi-cakupan.xlsx": [
        ("error", "UCJ301", "Provinsi", 6, "B"), ("warning", "UCJ313", "Provinsi", 6, "C"),
    ],
    "kode-bps.csv": [],
    "per-indikator.xlsx": [],
    "tahun-demi-tahun.csv": [],
}  # fmt: skip
NOWHERE = ("UCJ204", "UCJ205")


@pytest.fixture
def like(tmp_path, monkeypatch) -> str:
    """An edition of regencies, scored by coverage alone, in a home of its own."""
    monkeypatch.setenv("UCJ_HOME", str(tmp_path))
    folder = tmp_path / "editions" / "cakupan"
    folder.mkdir(parents=True)
    facts = {"id": "cakupan", "title": "t", "level": "regency", "period": "2025", "nature": "published"}
    facts |= {"attribution": "registration", "universe": "u", "statement": "s"}
    (folder / "edition.toml").write_text("".join(f'{key} = "{fact}"\n' for key, fact in facts.items()))
    (folder / "criteria.toml").write_text(CRITERIA)
    (folder / "sources.csv").write_text("source_id,title,publisher,date,url,licence,note\n")
    head = "code,indicator,period,numerator,denominator,value,unit,nature,attribution,source_id,note\n"
    (folder / "observations.csv").write_text(head)
    return "cakupan"


def answered(name):
    """A workbook read with all answers given, and its terms."""
    content, expectation = workbooks()[name]
    terms = replace(expectation.terms, regions=expectation.regions, columns=expectation.columns)
    return read(name, content, terms), terms


@pytest.mark.parametrize("name", RANKED)
def test_a_right_workbook_gives_the_right_ranking(like, name):
    incoming, terms = answered(name)
    draft("coba", incoming, terms, like, FACTS)
    table = ranking("coba").table.query("status == 'ranked'")
    assert {code: (row["rank"], row["score"]) for code, row in table.iterrows()} == RANKED[name]


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_workbook_gives_the_right_list(name):
    found = [p for p in check(*answered(name)) if p.code not in NOWHERE]
    assert [(p.severity, p.code, p.sheet, p.row, p.column) for p in found] == WRONG[name]
    for problem in found:
        assert problem.line(words("id")) != problem.line()


@pytest.mark.parametrize("name", [name for name, (_, e) in workbooks().items() if e.questions])
def test_no_draft_is_made_while_a_question_is_open(like, name):
    content, expectation = workbooks()[name]
    with pytest.raises(BadInput) as refused:
        draft("coba", read(name, content, expectation.terms), expectation.terms, like, FACTS)
    asked = {(p.code, p.value) for p in refused.value.problems if p.severity == "question"}
    assert asked == set(expectation.questions)
