"""What is wrong with figures: a table of bad inputs, each with its rule, place and message in both languages."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.incoming import rules
from data.incoming.checks import SEVERITIES, check, in_order
from messages import words
from problems import Problem
from tests.data.incoming.figures_at_hand import UNITS, figure, incoming, terms

REGENCIES = ("75.01", "75.02", "75.03", "75.04", "75.05", "75.71")  # all of Gorontalo
MONTHS = [f"2024-{m:02d}" for m in range(1, 13)]


def people(code="11", value="", indicator="employed", **more):
    return figure(code, value, indicator=indicator, **more)


def series(values, code="11"):
    """Shares of a thousand by month from December 2023 on."""
    dates = ["2023-12", *MONTHS]
    return [figure(code, "", str(round(10 * v)), "1000", period=p) for v, p in zip(values, dates, strict=True)]


def province(value, children, field="value"):
    """Gorontalo above its regencies."""
    own = {"value": value} if field == "value" else {"numerator": value, "denominator": "90000"}
    parts = [{"value": n} if field == "value" else {"numerator": n, "denominator": "15000"} for n in children]
    indicator = "employed" if field == "value" else "coverage_total"
    rows = [("75", own), *zip(REGENCIES, parts, strict=True)]
    return [figure(code, indicator=indicator, **given) for code, given in rows]


# input, rule, row, column, value; more words go to terms
BAD = {
    "text for a share": ([figure(value="abc")], "UCJ301", 2, "C", "abc"),
    "two dots": ([figure(value="1.2.3")], "UCJ301", 2, "C", "1.2.3"),
    "a unit in the cell": ([people(value="12 orang")], "UCJ301", 2, "C", "12 orang"),
    "a broken reference": ([figure(value="#REF!")], "UCJ301", 2, "C", "#REF!"),
    "a division by nothing": ([figure(value="#DIV/0!")], "UCJ301", 2, "C", "#DIV/0!"),
    "a question mark": ([figure(value="?")], "UCJ301", 2, "C", "?"),
    "a number in words": ([people(value="dua puluh")], "UCJ301", 2, "C", "dua puluh"),
    "two numbers in a cell": ([figure(value="45 46")], "UCJ301", 2, "C", "45 46"),
    "a range": ([figure(value="40-50")], "UCJ301", 2, "C", "40-50"),
    "a formula": ([figure(value="=A1+B1")], "UCJ301", 2, "C", "=A1+B1"),
    "text for a numerator": ([figure(numerator="x", denominator="10")], "UCJ301", 2, "C", "x"),
    "text for a denominator": ([figure(numerator="1", denominator="y")], "UCJ301", 2, "C", "y"),
    "text for a numerator beside a value": (
        [figure(value="5", numerator="x", denominator="9")], "UCJ301", 2, "numerator", "x"),
    "a negative share": ([figure(value="-1")], "UCJ302", 2, "C", "-1"),
    "negative people": ([people(value="-5")], "UCJ302", 2, "C", "-5"),
    "negative months": ([figure(value="-0.5", indicator="months_paid")], "UCJ302", 2, "C", "-0.5"),
    "a negative numerator": ([figure(numerator="-3", denominator="10")], "UCJ302", 2, "C", "-3"),
    "a negative denominator": ([figure(numerator="3", denominator="-10")], "UCJ302", 2, "C", "-10"),
    "a negative target": ([figure(value="-40", indicator="target")], "UCJ302", 2, "C", "-40"),
    "over 100 % without counts": ([figure(value="126.15")], "UCJ303", 2, "C", "126.15"),
    "just over 100 %": ([figure(value="100.01")], "UCJ303", 2, "C", "100.01"),
    "more participants than workers": (
        [figure(numerator="25721", denominator="20390")], "UCJ304", 2, "C", "25721"),  # Kaimana, August 2023
    "participants above the universe, in counts": (
        [people(value="10"), people(value="8", indicator="active_wage"), people(value="3", indicator="active_nonwage")],
        "UCJ304", 3, "coverage_total", "11"),
    "people in a column of shares": ([figure(value="45678")], "UCJ305", 2, "C", "45678"),
    "a share of thousands": ([figure(value="1000.5")], "UCJ305", 2, "C", "1000.5"),
    "fractions": ([figure(value="0.45"), figure("12", "0.5")], "UCJ306", 2, "C", "0.45"),
    "fractions up to 1": ([figure(value="0"), figure("12", "1")], "UCJ306", 2, "C", "0"),
    "half a person": ([people(value="12.5")], "UCJ307", 2, "C", "12.5"),
    "half a participant": ([figure(numerator="1.5", denominator="3")], "UCJ307", 2, "C", "1.5"),
    "half a worker": ([figure(numerator="1", denominator="2.5")], "UCJ307", 2, "C", "2.5"),
    "half a class": ([figure(value="1.5", indicator="fiscal_capacity_class")], "UCJ307", 2, "C", "1.5"),
    "a universe of nothing": ([figure(numerator="0", denominator="0")], "UCJ308", 2, "C", "0"),
    "no denominator": ([figure(numerator="5")], "UCJ309", 2, "C", ""),
    "no numerator": ([figure(denominator="5")], "UCJ309", 2, "C", ""),
    "sixteen digits": ([people(value="1234567890123456")], "UCJ310", 2, "C", "1234567890123456"),
    "a long numerator": ([figure(numerator="9" * 16, denominator="1")], "UCJ310", 2, "C", "9" * 16),
    "two for yes": ([figure(value="2", indicator="regulation")], "UCJ311", 2, "C", "2"),
    "half a yes": ([figure(value="0.5", indicator="regulation")], "UCJ311", 2, "C", "0.5"),
    "thirteen months": ([figure(value="13", indicator="months_paid")], "UCJ312", 2, "C", "13"),
    "a little over a year": ([figure(value="12.1", indicator="months_paid")], "UCJ312", 2, "C", "12.1"),
    "a blank without a reason": ([figure()], "UCJ313", 2, "C", ""),
    "printed against counts": (  # Bali's printed share and its own counts
        [figure("51", "50.88", "935079", "1873899")], "UCJ401", 2, "C", "50.88"),
    "printed a little above": ([figure(value="25.31", numerator="1", denominator="4")], "UCJ401", 2, "C", "25.31"),
    "printed a little below": ([figure(value="24.69", numerator="1", denominator="4")], "UCJ401", 2, "C", "24.69"),
    "printed against counts in other columns": (  # 30 and 20 of 100
        [people(value="30", indicator="active_wage"), people(value="20", indicator="active_nonwage"),
         people(value="100"), figure(value="55.5")], "UCJ408", 5, "C", "55.5"),
    "regencies above their province": (
        province("60000", ["10000"] * 5 + ["11000"]), "UCJ402", 2, "C", "60000", {"level": "regency"}),
    "regencies below their province": (
        province("60302", ["10000"] * 6), "UCJ402", 2, "C", "60302", {"level": "regency"}),
    "numerators that do not add up": (
        province("61000", ["10000"] * 6, "numerator"), "UCJ402", 2, "C", "61000", {"level": "regency"}),
    "two attributions in an indicator": (
        [figure(value="40"), figure("12", "41"), figure("13", "42", attribution="residence")],
        "UCJ403", 4, "attribution", "residence"),
    "two attributions in a file": (
        [people(value="4"), figure("12", "41"), figure("13", "42", attribution="residence")],
        "UCJ403", 4, "attribution", "residence"),
    "another attribution than was said": (
        [figure(value="40")], "UCJ403", 2, "attribution", "registration", {"attribution": "residence"}),
    "two universes by their counts": (
        [people(value="100"), people("12", "100"), figure(numerator="5", denominator="100"),
         figure("12", numerator="5", denominator="90")], "UCJ404", 5, "C", "90"),
    "two universes by their notes": (
        [figure(value="40", note="penyebut: angkatan kerja"), figure("12", "41", note="penyebut: penduduk bekerja")],
        "UCJ405", 3, "note", "penyebut: penduduk bekerja"),
    "simulated among others": (
        [figure(value="40"), figure("12", "41", nature="simulated")], "UCJ406", 3, "nature", "simulated"),
    "a promise": ([figure(value="40", note="janji gubernur")], "UCJ407", 2, "note", "janji gubernur"),
    "a commitment": ([figure(value="40", note="Komitmen APBD 2025")], "UCJ407", 2, "note", "Komitmen APBD 2025"),
    "a plan": ([people(value="40", note="angka rencana")], "UCJ407", 2, "note", "angka rencana"),
    "a target for a figure": ([figure(value="40", note="Target RKPD")], "UCJ407", 2, "note", "Target RKPD"),
    "a target above the table": (
        [people(value="40", title="REKAPITULASI\nTarget peserta tahun 2024")],
        "UCJ407", 2, "note", "Target peserta tahun 2024"),
    "a plan as the name of a sheet": ([people(value="40", sheet="Rencana")], "UCJ407", 2, "note", "Rencana"),
    "a plan in the head of a column": (
        [people(value="40")],
        "UCJ407",
        2,
        "note",
        "Rencana peserta",
        {"columns": {"Rencana peserta": "employed@2024", "Ket": ""}},
    ),
    "a region twice": ([figure(value="40"), figure(value="41")], "UCJ203", 3, "code", "11"),
    "a region twice, alike": ([figure(value="40"), figure(value="40")], "UCJ203", 3, "code", "11"),
    "a region twice, on two sheets": (
        [figure(value="40"), figure(value="41", sheet="Lain", row=9, cell="D9")], "UCJ203", 9, "code", "11"),
    "a region nowhere": ([figure("12", "41")], "UCJ204", None, "", None),
    "a province without regencies": ([people("75.01", "1")], "UCJ205", None, "", None, {"level": "regency"}),
    "a province among regencies": (
        [people("75.01", "1"), people("75", "1")], "UCJ206", 3, "code", "75", {"level": "regency"}),
    "a regency among provinces": ([people("75", "1"), people("75.01", "1")], "UCJ206", 3, "code", "75.01"),
    "a code that nobody has": ([figure("99", "41")], "UCJ207", 2, "code", "99"),
    "a code without its dot": ([people("7501", "4")], "UCJ207", 2, "code", "7501", {"level": "regency"}),
    "a month that one region lacks": (
        [figure(c, "40", period=p) for c in ("11", "12") for p in MONTHS if (c, p) != ("11", "2024-05")],
        "UCJ501", 2, "period", None, {"period": "2024-12"}),
    "a month that all lack": (
        [figure(c, "40", period=p) for c in ("11", "12") for p in MONTHS if p != "2024-05"],
        "UCJ502", 6, "period", None, {"period": "2024-12"}),
    "a year that all lack": ([figure(value="40", period="2022"), figure(value="41")], "UCJ502", 3, "period", None),
    "a jump in the last quarter": (
        series([40] * 10 + [42, 44, 46]), "UCJ503", 14, "C", "6.00", {"period": "2024-12"}),
    "up and back": (series([40] * 6 + [46] + [40] * 6), "UCJ504", 8, "C", "46.00", {"period": "2024-12"}),
    "later than the edition": ([figure(value="40", period="2025")], "UCJ507", 2, "period", "2025"),
    "no source": ([figure(value="40", source_id=None)], "UCJ601", 2, "source_id", ""),
    "the unit of another indicator": ([figure(value="40", unit="people")], "UCJ602", 2, "unit", "people"),
    "a unit in Indonesian": ([people(value="40", unit="orang")], "UCJ602", 2, "unit", "orang"),
    "a thirteenth month": ([figure(value="40", period="2024-13")], "UCJ603", 2, "period", "2024-13"),
    "a year of two digits": ([figure(value="40", period="24")], "UCJ603", 2, "period", "24"),
    "a month by name": ([figure(value="40", period="Januari")], "UCJ603", 2, "period", "Januari"),
    "a year long ago": ([figure(value="40", period="1924")], "UCJ603", 2, "period", "1924"),
    "a year far ahead": ([figure(value="40", period="2204")], "UCJ603", 2, "period", "2204"),
    "no period": ([figure(value="40", period=None)], "UCJ603", 2, "period", ""),
    "another nature": ([figure(value="40", nature="sementara")], "UCJ604", 2, "nature", "sementara"),
    "no nature": ([figure(value="40", nature=None)], "UCJ604", 2, "nature", ""),
    "an attribution in Indonesian": ([figure(value="40", attribution="KTP")], "UCJ604", 2, "attribution", "KTP"),
}  # fmt: skip


@pytest.mark.parametrize(("figures", "code", "row", "column", "value", "said"),
                         [(*case, {})[:6] for case in BAD.values()], ids=list(BAD))  # fmt: skip
def test_a_bad_input_is_told_with_its_place_in_both_languages(figures, code, row, column, value, said):
    told = [p for p in check(incoming(*figures), terms(**said)) if p.code == code]
    assert told, "found"
    if row is not None:
        assert [(p.row, p.column, p.value) for p in told].count((row, column, value)) == 1
    for problem in told:
        assert problem.file == "angka.xlsx"
        assert problem.severity == rules.BY_CODE[code].severity
        english, indonesian = problem.line(), problem.line(words("id"))
        assert english != indonesian
        assert words("id")(problem.expected) != problem.expected
        assert not re.search(r"[{}]", english + indonesian)


def test_the_table_is_long_enough_and_leaves_no_rule_out():
    assert len(BAD) >= 60
    against_an_earlier_edition = {"UCJ505", "UCJ506"}
    assert {case[1] for case in BAD.values()} | against_an_earlier_edition == set(rules.BY_CODE)
    assert len(rules.BY_CODE) == len(rules.CHECKS), "no code twice"


GOOD = {
    "a share of nothing to all": [figure(value="0"), figure("12", "100")],
    "a fall": [figure(value="-3.5", indicator="growth")],
    "half a percent of rounding": province("60300", ["10000"] * 6),
    "printed within 0.3 points": [figure(value="25.29", numerator="1", denominator="4")],
    "printed within 0.3 points of counts in other columns": [
        people(value="30", indicator="active_wage"),
        people(value="20", indicator="active_nonwage"),
        people(value="100"),
        figure(value="50.3"),
    ],
    "printed beside the counts of others": [
        people("12", "30", indicator="active_wage"),
        people("12", "20", indicator="active_nonwage"),
        people("12", "100"),
        figure("11", "55.5"),
    ],
    "printed beside some of its counts": [
        people(value="30", indicator="active_wage"),
        people(value="100"),
        figure(value="55.5"),
    ],
    "a reason for a blank": [figure(note="belum dilaporkan")],
    "twelve months": [figure(value="12", indicator="months_paid")],
    "yes": [figure(value="1", indicator="regulation")],
    "a target is a target": [figure(value="40", indicator="target", note="target RPJMD")],
    "no attribution for what is not counted from the register": [people(value="40", attribution=None)],
    "fifteen digits": [people(value="9" * 15)],
    "one share below 1 %": [figure(value="0.9")],
    "the same column on two sheets": [people(value="40"), people(value="40", sheet="Lain", row=2)],
    "a target and what was reached": [people(value="40", title="Target dan realisasi 2024")],
    "targets under their title": [figure(value="40", indicator="target", title="Target cakupan 2024")],
    "words within words": [figure(value="40", note="perencanaan selesai, targetnya tercapai")],
}


@pytest.mark.parametrize("figures", GOOD.values(), ids=list(GOOD))
def test_nothing_is_said_against_a_good_input(figures):
    level = "regency" if len(figures) == 7 else "province"
    absent = {"UCJ204", "UCJ205", "UCJ206"}  # it is not about all regions
    assert [p.line() for p in check(incoming(*figures), terms(level)) if p.code not in absent] == []


def test_figures_are_held_against_an_earlier_edition():
    """Aceh 2024: 71,992 of the non-wage, 424,544 of the wage participants, 2,508,354 employed: 19.79 %."""
    told = check(
        incoming(
            figure(value="29.8"), people(value="2508354"), people(value="107000", indicator="active_nonwage"),
            people(value="640000", indicator="active_wage"), figure("12", "38.9"),
        ), terms(), "provinsi-2024",
    )  # fmt: skip
    found = {(p.code, p.row): p for p in told if p.code in ("UCJ505", "UCJ506")}
    assert set(found) == {("UCJ505", 2), ("UCJ506", 5)}, "38.9 is 9.9 points above 28.97, 107,000 less than half above"
    assert found["UCJ505", 2].details["before"] == "19.80"
    assert found["UCJ506", 5].details["before"] == "424544"
    for problem in found.values():
        assert problem.line() != problem.line(words("id"))


def test_a_later_figure_is_held_against_the_latest_earlier_one():
    told = check(incoming(figure(value="29.9", period="2025")), terms(period="2025"), "provinsi-2024")
    [problem] = [p for p in told if p.code == "UCJ505"]
    assert problem.details["period"] == "2024"


def test_regencies_are_held_against_a_province_of_another_edition():
    """Gorontalo 2024: 613,410 employed."""
    rows = [people(code, str(100_000)) for code in REGENCIES]
    told = check(incoming(*rows), terms("regency"), "provinsi-2024")
    [problem] = [p for p in told if p.code == "UCJ402"]
    assert (problem.row, problem.details["sum"]) == (2, "600000")


def test_incomplete_regencies_are_not_added_up():
    rows = province("60000", ["10000"] * 6)[:-1]
    assert "UCJ402" not in {p.code for p in check(incoming(*rows), terms("regency"))}


def test_all_are_told_at_once_with_those_of_reading_in_order():
    question = Problem("angka.xlsx", "x", 7, "B", "Bandung", sheet="Data", code="UCJ201", severity="question")
    unread = Problem("angka.xlsx", "y", 1, sheet="Data", code="UCJ101")
    rows = [figure(value="abc"), figure("12", "-1"), figure("13", "101")]
    told = check(incoming(*rows, questions=[question], problems=[unread]), terms())
    own = [p.code for p in told if p.code != "UCJ204"]
    assert own == ["UCJ101", "UCJ301", "UCJ302", "UCJ201", "UCJ303"]
    severities = [SEVERITIES.index(p.severity) for p in told]
    assert severities == sorted(severities)


def test_a_problem_is_told_once():
    problem = Problem("a", "x", 1, code="UCJ301")
    assert in_order([problem, problem]) == [problem]


def test_two_questions_of_one_kind_are_two():
    """Of two columns with unknown heads both are asked, not one after the other."""
    asked = [Problem("a", "x", value=head, code="UCJ111", severity="question") for head in ("Janji", "Sisa")]
    assert in_order(asked) == asked


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"period": "20x5"}, "UCJ603"), ({"period": "2025-13"}, "UCJ603"), ({"period": "1925"}, "UCJ603"),
        ({"period": "２０２５"}, "UCJ603"), ({"nature": "nyata"}, "UCJ604"), ({"attribution": "KTP"}, "UCJ604"),
    ],
)  # fmt: skip
def test_what_was_told_of_all_figures_is_one_fault_and_not_one_at_each(said, code):
    [(name, text)] = said.items()
    told = check(incoming(figure(**said, value="40"), figure("12", "41", **said)), terms(**said))
    assert [(p.code, p.row, p.column, p.value) for p in told if p.severity == "error"] == [(code, None, name, text)]
    assert told[0].line() != told[0].line(words("id"))


def test_a_nature_that_nobody_told_is_one_fault_a_sheet():
    told = check(incoming(*(figure(code, "40", nature=None) for code in ("11", "12", "13"))), terms())
    assert [p.row for p in told if p.code == "UCJ604"] == [2]


def test_nothing_at_all_is_checked_without_harm():
    assert check(incoming(), terms()) == []


TEXTS = st.text(max_size=12) | st.none()
NUMBERS = (
    st.integers(-(10**20), 10**20)
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["", "x", "1e400"])
)
ROWS = st.builds(
    figure, st.sampled_from(["11", "12", "75", "75.01", "", "99"]) | st.text(max_size=5), NUMBERS.map(str),
    NUMBERS.map(str), NUMBERS.map(str), indicator=st.sampled_from([*UNITS, "formal_share", "employed_formal", "?"]),
    period=st.sampled_from(["2023", "2024", "2024-01", "2023-01", "0000", "9999-12", ""]) | TEXTS,
    unit=st.sampled_from([*UNITS.values(), "points"]) | TEXTS, nature=TEXTS | st.just("simulated"), note=TEXTS,
    attribution=TEXTS, source_id=TEXTS, sheet=st.text(max_size=3),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.lists(ROWS, max_size=12), st.sampled_from(["province", "regency"]), st.sampled_from([None, "2024", "2024-01"])
)
def test_whatever_was_read_is_checked_and_worded(rows, level, period):
    for problem in check(incoming(*rows), terms(level, period), "provinsi-2024"):
        assert problem.line(words("id"))
        assert problem.line()


def test_an_unknown_earlier_edition_is_told():
    with pytest.raises(ValueError, match="the id of an edition"):
        check(incoming(figure(value="40")), terms(), "nirwana")


@pytest.mark.parametrize("rule", rules.CHECKS, ids=lambda rule: rule.code)
def test_every_rule_is_explained_in_both_languages(rule):
    t = words("id")
    assert rule.severity in SEVERITIES
    assert t(rule.meaning) != rule.meaning
    assert t(rule.expected) != rule.expected
