"""What more protected workers change, by hand and by adding them to the counts of the embedded editions."""

from functools import cache

import pandas as pd
import pytest

from data.store import indicator_table, query
from scoring import edition
from scoring.effects import changed, cost, counts, effects, overtaken, own_target, unprotected
from scoring.ranking import rank
from scoring.simulate import simulate

PROVINCES, REGENCIES = "provinsi-2024", "kabkota-simulasi-2026"
PERIODS = {PROVINCES: ("2024", "2023"), REGENCIES: ("2026-09", "2025-09")}

# 30 + 20 of 200 workers are protected: 25 %, 5 points more than a year before; the target is 40 %
FIGURES = [
    ("active_wage", "2024", 30, "people"),
    ("active_nonwage", "2024", 20, "people"),
    ("employed", "2024", 200, "people"),
    ("employed_formal", "2024", 50, "people"),
    ("employed_informal", "2024", 150, "people"),
    ("vulnerable", "2024", 40, "people"),
    ("vulnerable_apbd", "2024", 8, "people"),
    ("vulnerable_apbdes", "2024", 2, "people"),
    ("coverage_total", "2024", 25, "percent"),
    ("coverage_wage", "2024", 60, "percent"),
    ("coverage_nonwage", "2024", 100 * 20 / 150, "percent"),
    ("coverage_vulnerable", "2024", 25, "percent"),
    ("coverage_total", "2023", 20, "percent"),
    ("growth", "2024", 5, "points"),
    ("target", "2024", 40, "percent"),
    ("attainment", "2024", 62.5, "percent"),
    ("unprotected", "2024", 150, "people"),
    ("unprotected_wage", "2024", 20, "people"),
    ("unprotected_nonwage", "2024", 130, "people"),
    ("months_paid", "2024", 6, "months"),
]
IDS = [*dict.fromkeys(row[0] for row in FIGURES)]


def table(**other) -> pd.DataFrame:
    """The figures above, with other values of 2024 (None: an explicit blank, "gone": no row at all)."""
    rows = [(i, p, other.get(i, v) if p == "2024" else v, u) for i, p, v, u in FIGURES]
    found = pd.DataFrame([r for r in rows if r[2] != "gone"], columns=["indicator", "period", "value", "unit"])
    found["value"] = found["value"].astype(float)
    blank = pd.array([pd.NA] * len(found), dtype="Int64")
    return found.assign(numerator=blank, denominator=blank)


def today(figures: pd.DataFrame) -> pd.Series:
    return figures[figures["period"] == "2024"].set_index("indicator")["value"]


def after(figures: pd.DataFrame, **added: int) -> dict[str, float]:
    return changed(effects(figures, "2024", added, IDS), today(figures)).to_dict()


def test_ten_more_nonwage_workers_by_hand():
    assert after(table(), nonwage=10) == pytest.approx(
        {
            "active_nonwage": 30,
            "coverage_total": 30,
            "coverage_nonwage": 20,
            "growth": 10,
            "attainment": 75,
            "unprotected": 140,
            "unprotected_nonwage": 120,
        }
    )


def test_ten_more_wage_workers_by_hand():
    assert after(table(), wage=10) == pytest.approx(
        {
            "active_wage": 40,
            "coverage_total": 30,
            "coverage_wage": 80,
            "growth": 10,
            "attainment": 75,
            "unprotected": 140,
            "unprotected_wage": 10,
        }
    )


def test_a_vulnerable_worker_is_a_nonwage_one_too():
    found = after(table(), vulnerable=10)
    assert found == pytest.approx(after(table(), nonwage=10) | {"coverage_vulnerable": 50, "vulnerable_apbd": 18})


def test_segments_add_up():
    found = after(table(), wage=5, nonwage=5, vulnerable=10)
    assert found["coverage_total"] == pytest.approx(35)  # 70 of 200
    assert found["coverage_nonwage"] == pytest.approx(100 * 35 / 150)
    assert found["coverage_wage"] == pytest.approx(70)


@pytest.mark.parametrize(
    ("other", "indicator"),
    [
        ({"coverage_total": None}, "coverage_total"),  # left blank on purpose, whatever counts stand beside it
        ({"coverage_total": None}, "growth"),
        ({"coverage_total": 26}, "coverage_total"),  # the counts give 25
        ({"employed": None}, "unprotected"),
        ({"growth": 4}, "growth"),  # coverage rose by 5
        ({"attainment": 70}, "attainment"),  # of no target known
        ({"target": "gone"}, "attainment"),
        ({"unprotected": 140}, "unprotected"),
    ],
)
def test_what_counts_do_not_give_is_missing(other, indicator):
    rows = effects(table(**other), "2024", {"nonwage": 1}, IDS).set_index("indicator")
    assert pd.isna(rows.at[indicator, "denominator"])
    assert indicator not in after(table(**other), nonwage=1)


def test_a_growth_of_unknown_beginning_goes_by_its_unit():
    figures = table()
    figures = figures[figures["period"] != "2023"]
    assert after(figures, nonwage=10)["growth"] == pytest.approx(10)
    figures.loc[figures["indicator"] == "growth", "unit"] = "percent"
    assert "growth" not in after(figures, nonwage=10)


def test_nobody_is_left_to_protect_beyond_the_universe():
    figures = table(active_wage=60, coverage_wage=120, unprotected_wage=0)
    assert unprotected(figures, "2024", "wage") == 0
    assert after(figures.assign(), wage=5)["unprotected_wage"] == 0


def test_limits_by_hand():
    assert unprotected(table(), "2024", "wage") == 20
    assert unprotected(table(), "2024", "nonwage") == 130
    assert unprotected(table(), "2024", "vulnerable") == 30
    few = table(active_nonwage=140, coverage_nonwage=100 * 140 / 150, active_wage=30, coverage_total=85)
    assert unprotected(few, "2024", "vulnerable") == 10  # no more than non-wage workers are left
    assert unprotected(table(coverage_vulnerable=None), "2024", "vulnerable") is None
    whole = table(coverage_nonwage=None)
    assert unprotected(whole, "2024", "nonwage") == 150


def test_counts_of_a_share_itself_come_first():
    figures = table()
    at = (figures["indicator"] == "coverage_total") & (figures["period"] == "2024")
    figures.loc[at, "numerator"], figures.loc[at, "denominator"] = 100, 400
    assert counts(figures, "2024", "total") == (100, 400)


def test_own_target_and_cost():
    assert own_target(table(), "2024") == 40
    assert own_target(table(attainment=None), "2024") == 40
    assert own_target(table(attainment=70), "2024") is None
    assert cost({"wage": 7, "nonwage": 10, "vulnerable": 5}, {"nonwage": 100, "vulnerable": 100}) == 1500


def test_an_unknown_segment_is_refused():
    with pytest.raises(KeyError):
        effects(table(), "2024", {"pmi": 1}, IDS)


# --- the embedded editions: workers are added to the counts, and everybody is ranked anew ---------------------------


@cache
def inputs(id: str):
    return edition.inputs(id)


@cache
def people_at(id: str, period: str) -> pd.DataFrame:
    return indicator_table(id, period)


@cache
def ranking(id: str):
    return edition.ranking(id)


def recounted(id: str, code: str, segment: str, n: int) -> pd.DataFrame:
    """An edition's indicators with n more workers of a segment, each formed anew from the counts of people."""
    now, before = PERIODS[id]
    criteria, values = inputs(id)
    values = values.copy()
    people, last = people_at(id, now).loc[code], people_at(id, before).loc[code]
    wage, nonwage = people["active_wage"], people["active_nonwage"]
    wage, nonwage = (wage + n, nonwage) if segment == "wage" else (wage, nonwage + n)
    total = 100 * (wage + nonwage) / people["employed"]
    found = {
        "coverage_total": total,
        "coverage_wage": 100 * wage / people["employed_formal"],
        "coverage_nonwage": 100 * nonwage / people["employed_informal"],
        "growth": total - last["coverage_total"],
        "unprotected": people["employed"] - wage - nonwage,
        "unprotected_nonwage": people["employed_informal"] - nonwage,
    }
    if id == REGENCIES:
        paid = people["vulnerable_apbd"] + people["vulnerable_apbdes"] + (n if segment == "vulnerable" else 0)
        found |= {
            "coverage_vulnerable": 100 * paid / people["vulnerable"],
            "attainment": 100 * total / people["target"],
        }
    for indicator, value in found.items():
        values.at[code, indicator] = value
    assert set(found) <= {i.id for i in criteria.indicators}
    return values


@pytest.mark.parametrize(
    ("id", "code", "segment", "up"),
    [
        *(
            (PROVINCES, code, segment, up)
            for code in ("18", "31", "33")
            for segment in ("wage", "nonwage")
            for up in (1, 5)
        ),
        *(
            (REGENCIES, code, segment, up)
            for code in ("32.71", "11.01", "91.03")
            for segment in ("wage", "nonwage", "vulnerable")
            for up in (1, 40)
        ),
    ],
)
def test_the_place_is_reached_by_so_many_and_by_no_fewer(id, code, segment, up):
    now = ranking(id)
    place = int(now.table.at[code, "rank"]) - up
    need = edition.need(id, code, segment=segment, place=place, found=now)
    assert need.reason == ""
    assert need.workers > 0
    reached, short = (rank(now.criteria, recounted(id, code, segment, need.workers - k)).table for k in (0, 1))
    assert reached.at[code, "rank"] <= place < short.at[code, "rank"]
    assert need.place == reached.at[code, "rank"]
    assert need.score == reached.at[code, "score"]
    assert need.cost == (None if segment == "wage" else need.workers * 201_600)


@pytest.mark.parametrize(("id", "code"), [(PROVINCES, "18"), (REGENCIES, "11.01")])
def test_the_national_target_is_reached_by_so_many_and_by_no_fewer(id, code):
    need = edition.need(id, code, target=("coverage_total", 43.92))
    people = people_at(id, PERIODS[id][0]).loc[code]
    active = int(people["active_wage"] + people["active_nonwage"])
    employed = int(people["employed"])
    assert 10_000 * (active + need.workers) >= 4392 * employed > 10_000 * (active + need.workers - 1)


def test_attainment_of_a_hundred_is_the_own_target():
    known = query(REGENCIES, "region", code="11.01")
    target = own_target(known, "2026-09")
    assert target == indicator_table(REGENCIES, "2026-09").at["11.01", "target"]
    by_coverage = edition.need(REGENCIES, "11.01", target=("coverage_total", target))
    assert edition.need(REGENCIES, "11.01", target=("attainment", 100)).workers == by_coverage.workers


def test_a_place_among_some():
    now = ranking(REGENCIES)
    cities = [code for code in now.table.index if code[3] == "7"]
    need = edition.need(REGENCIES, "32.71", place=10, among=cities, found=now)
    after = rank(now.criteria, recounted(REGENCIES, "32.71", "nonwage", need.workers)).table.loc[cities]
    assert need.place == 1 + (after["score"] > after.at["32.71", "score"]).sum() <= 10


@pytest.mark.parametrize("segment", ["wage", "nonwage", "vulnerable"])
@pytest.mark.parametrize("code", ["91", "92", "96"])
def test_figures_of_another_area_are_missing_and_not_computed(code, segment):
    need = edition.need(PROVINCES, code, segment=segment, place=1)
    assert (need.workers, need.reason) == (None, "missing")
    assert edition.need(PROVINCES, code, segment=segment, target=("coverage_total", 43.92)).reason == "missing"


def test_only_one_question_at_a_time():
    with pytest.raises(ValueError, match="either"):
        edition.need(PROVINCES, "18")
    with pytest.raises(ValueError, match="either"):
        edition.need(PROVINCES, "18", place=1, target=("growth", 7))


def test_several_goals_are_the_single_ones():
    goals = [1, 10, ("coverage_total", 43.92)]
    single = [edition.need(PROVINCES, "18", place=1), edition.need(PROVINCES, "18", place=10)]
    assert edition.needs(PROVINCES, "18", goals)[:2] == single


def test_who_is_overtaken():
    now = ranking(PROVINCES)
    first = now.table["rank"].idxmin()
    last = now.table["rank"].astype(float).idxmax()
    best = pd.DataFrame({"code": last, "indicator": ["coverage_total", "coverage_wage", "growth"], "value": 100.0})
    result = simulate(now, best)
    place = int(result.ranking.table.at[last, "rank"])
    ranked = now.table["rank"].dropna().sort_values()
    assert list(overtaken(result, last)) == list(ranked.index[place - 1 : -1])
    assert list(overtaken(result, first)) == []
