"""Findings in words: every kind has its wording, in both languages, and the file says what the screen says."""

import pandas as pd
import pytest

from data import quality
from messages import words
from reports import findings as worded

COLUMNS = ["code", "indicator", "period", "finding", "value", "reference", "unit", "note"]


def row(kind, value=float("nan"), reference=float("nan"), unit="percent", note=""):
    return dict(zip(COLUMNS, ("11", "a", "2025-12", kind, value, reference, unit, note), strict=True))


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_kind_has_its_words(language):
    t = words(language)
    assert tuple(worded.kinds(t)) == tuple(worded.checks(t)) == quality.KINDS
    assert tuple(worded.every(t)) == (*quality.KINDS, quality.REMARK)
    assert tuple(worded.rule(t)) == quality.GRADES
    assert len(set(worded.every(t).values())) == len(quality.KINDS) + 1


def test_a_kind_alone_leads_to_the_grade_of_the_rule():
    alone = worded.weights(words("en"))
    assert alone == {"missing": "D", "printed": "D", "fourth_quarter": "C"} | dict.fromkeys(quality.MINOR, "B")


@pytest.mark.parametrize(
    ("finding", "found", "expected"),
    [
        (row("missing"), "no figure", "a figure of this period"),
        (row("gap", note="why not"), "why not", "a figure of this period"),
        (row("printed", 50.88, 49.9), "printed: 50.9%", "its counts give 49.9%"),
        (row("fourth_quarter", 36.5, 36.6, "points"), "+36.5\u00a0points in October to December",
         "at most half of the year's gain of +36.6\u00a0points"),
        (row("spike", 68, 55.6), "68.0%", "near 55.6%, as just before or after"),
        (row("over_100", 126.15, 100), "126.2%", "at most 100.0%"),
        (row("old", 21, 12, "months"), "21 months old", "at most 12 months"),
        (row("note", 4, note="why"), "4.0%. why", "–"),
        (row("remark", 1200, unit="people", note="why"), "1,200. why", "–"),
    ],
)  # fmt: skip
def test_a_finding_in_words(finding, found, expected):
    assert worded.said(finding, words("en")) == (found, expected)


def test_the_kinds_of_a_region_in_one_line():
    assert worded.reasons(("missing", "gap"), words("en")) == "Figure missing; Gap in the series"
    assert worded.reasons((), words("id")) == "tanpa temuan"


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_file_holds_every_finding_and_marks_simulated_figures(language):
    t = words(language)
    found = pd.DataFrame([row("over_100", 126.15, 100), row("remark", 5, note="why")])
    graded = quality.grades(found, ["11"])
    table = worded.table(found, graded, {"a": "Cakupan"}, pd.Series({"11": "Aceh"}), "simulated", t)
    assert len(table) == 2
    assert len(set(table.columns)) == 11, "no two columns have one name"
    first = table.iloc[0]
    assert (first[t("Code")], first[t("Region")], first[t("Grade")]) == ("11", "Aceh", "B")
    assert (first[t("Value found")], first[t("Compared with")]) == (126.15, 100)
    assert set(table[t("Figures")]) == {t("SIMULATION")}
    assert len(worded.table(found.iloc[:0], graded, {}, pd.Series(dtype=object), "published", t)) == 0
