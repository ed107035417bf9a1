"""Findings computed by hand, the awkward cases that the simulated edition holds on purpose, and the rule of grades."""

from itertools import combinations

import pandas as pd
import pytest

from data import quality
from data.embedded import cases

HEAD = "code,indicator,period,numerator,denominator,value,unit,nature,attribution,source_id,note"
USED = ["coverage_total", "coverage_wage", "coverage_nonwage", "coverage_vulnerable", "months_paid", "growth"]
SIMULATED, END = "kabkota-simulasi-2026", "2026-09"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Writes an edition of provinces with these observations into a UCJ_HOME of its own, and gives its id."""
    monkeypatch.setenv("UCJ_HOME", str(tmp_path))

    def write(*lines, period="2024"):
        folder = tmp_path / "editions" / "trial"
        folder.mkdir(parents=True, exist_ok=True)
        facts = {"id": "trial", "title": "t", "level": "province", "period": period, "nature": "derived"}
        facts |= {"attribution": "registration", "universe": "u", "statement": "s"}
        (folder / "edition.toml").write_text("".join(f'{key} = "{fact}"\n' for key, fact in facts.items()))
        (folder / "criteria.toml").write_text('[criteria]\nid = "trial"\n')
        (folder / "sources.csv").write_text("source_id,title,publisher,date,url,licence,note\n")
        (folder / "observations.csv").write_text("\n".join([HEAD, *lines]) + "\n")
        return "trial"

    return write


def share(numerator, denominator=1000, *, indicator="a", period="2024", value="", unit="percent", note=""):
    """A figure of Aceh (11)."""
    return f"11,{indicator},{period},{numerator},{denominator},{value},{unit},derived,registration,s,{note}"


def figure(value, **where):
    return share("", "", value=value, **where)


def found(edition, kind, indicators=("a",), period=None, code="11"):
    """(indicator, period, value, reference) of the findings of a kind."""
    table = quality.findings(edition, indicators, period)
    rows = table[(table["finding"] == kind) & (table["code"] == code)]
    return list(rows[["indicator", "period", "value", "reference"]].itertuples(index=False, name=None))


def months(values, year=2025, **more):
    """Percentages by month, "12-" for December of the year before, as shares of a thousand."""
    dates = {m: f"{year - 1}-12" if m == "12-" else f"{year}-{m}" for m in values}
    return [share(round(10 * value), period=dates[m], **more) for m, value in values.items()]


# --- each kind of finding --------------------------------------------------------------------------------------------


def test_a_figure_that_is_blank_or_not_there_is_missing(home):
    edition = home(figure("", note="why"), figure("1", indicator="b"))
    table = quality.findings(edition, ["a", "b", "c"])
    missing = table[table["finding"] == "missing"]
    own = missing[missing["code"] == "11"].set_index("indicator")
    assert own["note"].to_dict() == {"a": "why", "c": ""}
    assert own["period"].tolist() == ["2024", "2024"]
    assert len(missing) == 38 + 37 + 38, "every other province lacks all three"


def test_only_figures_that_the_criteria_use_are_judged(home):
    edition = home(share(1200, note="n"), share(1, 2, indicator="b", value="60"))
    kinds = quality.findings(edition, ["c"]).query("code == '11'")
    assert kinds[["indicator", "finding"]].to_numpy().tolist() == [["a", "remark"], ["c", "missing"]]


@pytest.mark.parametrize(("printed", "told"), [("50", 0), ("50.29", 0), ("49.71", 0), ("50.31", 1), ("49.69", 1)])
def test_a_printed_share_is_held_against_its_counts(home, printed, told):
    assert found(home(share(1, 2, value=printed)), "printed") == [("a", "2024", float(printed), 50.0)] * told


def test_bali_printed_another_share_than_its_counts_give(home):
    """In the press: 50.88 %, of 935,079 participants and 1,873,899 workers: 49.90 %."""
    [(_, _, printed, computed)] = found(home(share(935079, 1873899, value="50.88")), "printed")
    assert (printed, round(computed, 2)) == (50.88, 49.90)


@pytest.mark.parametrize(("numerator", "unit", "told"), [(7, "percent", 0), (8, "percent", 1), (8, "ratio", 0)])
def test_more_participants_than_workers(home, numerator, unit, told):
    rows = found(home(share(numerator, 7, unit=unit)), "over_100")
    assert rows == [("a", "2024", 800 / 7, 100)] * told


@pytest.mark.parametrize(
    ("dated", "age"), [("2025-09", None), ("2025-08", 13), ("2024", 21), ("2025", None), ("2026-09", None)]
)
def test_a_figure_older_than_a_year_is_old(home, dated, age):
    own = figure("1", indicator="b", period=END)
    rows = found(home(own, figure("1", period=dated), period=END), "old")
    assert rows == ([("a", dated, age, 12)] if age else [])


@pytest.mark.parametrize(
    ("year_before", "september", "december", "told"),
    [
        (10, 11.9, 13.9, True),  # 2.0 of 3.9 points
        (10, 12.0, 14.0, False),  # 2.0 of 4.0: not more than half
        (10, 10.1, 12.0, False),  # 1.9 of 2.0: small
        (10, 7.0, 9.0, True),  # the year as a whole fell
        (10, 14.0, 12.0, False),
    ],
)
def test_a_jump_in_the_fourth_quarter(home, year_before, september, december, told):
    edition = home(*months({"12-": year_before, "09": september, "12": december}), period="2025-12")
    rows = [(i, p, round(v, 6), round(r, 6)) for i, p, v, r in found(edition, "fourth_quarter")]
    gains = (round(december - september, 6), round(december - year_before, 6))
    assert rows == ([("a", "2025-12", *gains)] if told else [])


@pytest.mark.parametrize(
    ("period", "told"),
    [("2025-11", 0), ("2025-12", 1), ("2026-09", 1), ("2026-11", 1), ("2026-12", 0)],
)
def test_the_fourth_quarter_is_that_of_the_last_whole_year(home, period, told):
    lines = months({"12-": 10, "09": 11, "12": 30}) + months({"09": 30, "11": 30, "12": 30}, year=2026)
    lines += months({"11": 20})
    assert len(found(home(*lines, period="2026-12"), "fourth_quarter", period=period)) == told


def test_yearly_figures_tell_no_quarter_and_gaps_no_jump(home):
    assert not found(home(share(100, period="2023"), share(900)), "fourth_quarter")
    assert not found(home(*months({"09": 11, "12": 30}), period="2025-12"), "fourth_quarter"), "no December before"


@pytest.mark.parametrize(
    ("series", "told"),
    [
        ([10, 15, 10], [15, 10]),
        ([10, 14.9, 10], None),
        ([10, 30, 26], None),
        ([30, 20, 27], [20, 27]),
        ([10, 20, 30], None),
    ],
)
def test_a_share_that_goes_up_or_down_and_comes_back(home, series, told):
    lines = [share(round(10 * v), period=str(2022 + n)) for n, v in enumerate(series)]
    assert found(home(*lines), "spike") == ([("a", "2023", *told)] if told else [])


def test_a_spike_of_more_than_a_year_ago_is_history(home):
    lines = months({"01": 10, "02": 30, "03": 10, "04": 10, "05": 10}, year=2024) + months({"02": 10, "03": 10})
    edition = home(*lines, period="2025-03")
    assert len(found(edition, "spike", period="2025-02")) == 1
    assert not found(edition, "spike", period="2025-03")


def test_a_gap_is_where_others_have_a_figure(home):
    other = [share(1, period=p).replace("11,", "12,", 1) for p in ("2022", "2023", "2024")]
    edition = home(*other, share(1), share(1, period="2022"), share(1, indicator="b"))
    assert [(i, p) for i, p, *_ in found(edition, "gap", ["a", "b"])] == [("a", "2023")]
    assert not found(edition, "gap", ["a", "b"], code="12")
    assert not found(edition, "gap", ["b"]), "nobody has an earlier one"


def test_a_remark_is_told_once(home):
    edition = home(share(1, note="why"), share(9, 7, indicator="b", note="over"), figure("2", indicator="c", note="x"))
    table = quality.findings(edition, ["a", "b"]).query("code == '11'")
    told = table[["indicator", "finding"]].to_numpy().tolist()
    assert told == [["a", "note"], ["b", "over_100"], ["c", "remark"]]


def test_findings_of_embedded_provinces():
    """Participants of 2024 are published for the undivided Papua and Papua Barat only; nobody else lacks a figure."""
    table = quality.findings("provinsi-2024", ["coverage_total", "coverage_wage", "coverage_nonwage", "growth"])
    missing = table[table["finding"] == "missing"]
    assert set(missing["code"]) == {"91", "92", "93", "94", "95", "96"}
    assert len(missing) == 6 * 4
    assert (missing["note"] != "").all()
    assert not {"printed", "over_100", "fourth_quarter", "old"} & set(table["finding"])


# --- the cases built into the simulated edition ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def simulated():
    return quality.findings(SIMULATED, USED)


def codes(table, kind, **where):
    rows = table[table["finding"] == kind]
    for column, value in where.items():
        rows = rows[rows[column] == value]
    return set(rows["code"])


def test_cases_above_100(simulated):
    assert codes(simulated, "over_100", indicator="coverage_nonwage") == set(cases.OVER_UNIVERSE)


@pytest.mark.parametrize("month", sorted({m for late in cases.MISSING_MONTHS.values() for m in late}))
def test_cases_without_a_report(month):
    late = {code for code, when in cases.MISSING_MONTHS.items() if month in when}
    at = quality.findings(SIMULATED, USED[:5], month)
    assert codes(at, "missing") == late
    assert set(at.loc[at["finding"] == "missing", "indicator"]) == set(USED[:5])


def test_cases_without_a_report_leave_a_gap(simulated):
    gaps = simulated[(simulated["finding"] == "gap") & (simulated["indicator"] == "coverage_total")]
    earlier = {(code, m) for code, when in cases.MISSING_MONTHS.items() for m in when if m < END}
    assert set(zip(gaps["code"], gaps["period"], strict=True)) == earlier


def test_cases_of_a_jump(simulated):
    assert set(cases.JUMPS) <= codes(simulated, "fourth_quarter", indicator="coverage_total", period="2025-12")
    assert set(cases.JUMPS) <= codes(simulated, "spike", indicator="coverage_total", period="2025-12")


def test_cases_that_the_source_explains(simulated):
    assert codes(simulated, "note", indicator="coverage_total") == set(cases.STILL_WITH_PARENT)
    assert codes(simulated, "remark", indicator="active_wage") == set(cases.PPPK_FALLS)


def test_cases_have_grades(simulated):
    every = [*cases.OVER_UNIVERSE, *cases.STILL_WITH_PARENT, *cases.MISSING_MONTHS, *cases.JUMPS]
    grade = quality.grades(simulated, every)["grade"]
    assert "A" not in set(grade)
    assert set(grade[list(cases.JUMPS)]) <= {"C", "D"}
    assert grade["64.11"] == "D", "no report for the ranked month"


# --- grades ----------------------------------------------------------------------------------------------------------


def grade(*kinds):
    table = pd.DataFrame({"code": ["x"] * len(kinds), "finding": list(kinds)}, dtype=object)
    return quality.grades(table, ["x"]).at["x", "grade"]


def test_the_rule_of_grades():
    assert grade() == grade("remark") == "A"
    assert grade("old") == grade("old", "old", "remark") == "B"
    assert grade("old", "gap") == grade("fourth_quarter") == grade("fourth_quarter", "note", "spike") == "C"
    assert grade("missing") == grade("printed", "old") == "D"


def test_another_finding_never_improves_a_grade():
    kinds = [*quality.KINDS, quality.REMARK]
    every = [frozenset(some) for n in range(len(kinds) + 1) for some in combinations(kinds, n)]
    rows = [(n, kind) for n, some in enumerate(every) for kind in some]
    graded = quality.grades(pd.DataFrame(rows, columns=["code", "finding"]), range(len(every)))["grade"]
    of = dict(zip(every, graded, strict=True))
    assert all(of[some] <= of[some | {other}] for some in every for other in kinds)


def test_every_region_has_a_grade_in_the_order_asked_for():
    table = pd.DataFrame({"code": ["b", "b", "b", "z"], "finding": ["note", "missing", "note", "old"]})
    graded = quality.grades(table, ["c", "b", "a"])
    assert graded["grade"].to_dict() == {"c": "A", "b": "D", "a": "A"}
    assert graded["reasons"].tolist() == [(), ("missing", "note"), ()]
    assert quality.grades(table.iloc[:0], ["a"])["grade"].tolist() == ["A"]


# --- tables made of them ---------------------------------------------------------------------------------------------


def test_findings_by_place():
    rows = [("a", "gap"), ("a", "gap"), ("b", "gap"), ("b", "missing"), ("c", "gap"), ("c", "remark")]
    table, places = pd.DataFrame(rows, columns=["code", "finding"]), pd.Series({"a": "P", "b": "P", "c": "Q"})
    regions = quality.by_place(table, places, once=True)
    assert regions.columns.tolist() == ["missing", "gap"]
    assert regions.to_dict("index") == {"P": {"missing": 1, "gap": 2}, "Q": {"missing": 0, "gap": 1}}
    assert quality.by_place(table, places, once=False).at["P", "gap"] == 3
    assert quality.by_place(table.iloc[:0], places, once=True).empty


def test_indicators_as_they_stand(home):
    lines = [share(9, 7, period="2026-08"), share(9, 7, period=END), figure("1", indicator="b", period="2025-03")]
    table = quality.indicators(home(*lines, figure("1", indicator="c", period="2027"), period=END))
    assert table.loc["a", ["period", "first_period", "last_period"]].tolist() == [END, "2026-08", END]
    assert table.loc["a", ["age", "figures", "over_100"]].tolist() == [0, 1, 1]
    assert table.at["a", "nature"] == ("derived",)
    assert table.at["a", "sources"] == ("s",)
    assert (table.at["b", "period"], table.at["b", "age"]) == ("2025-03", 18)
    assert table.at["c", "period"] is None
    assert table.at["c", "figures"] == 0


@pytest.mark.parametrize(("earlier", "later", "n"), [("2025-09", END, 12), ("2024", END, 21), ("2023", "2024", 12)])
def test_months_between_periods(earlier, later, n):
    assert quality.months(earlier, later) == n
