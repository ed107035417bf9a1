"""The embedded editions: reproduced to the byte, true to the published counts, and awkward where life is."""

import tomllib
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from data.embedded import EMBEDDED, build, cases, provinces, regencies
from data.embedded.form import COLUMNS
from data.embedded.simulation import ANCHOR, MONTHS
from data.regions import regions

EDITIONS = Path(provinces.__file__).resolve().parent.parent / "editions"
UNITS = {"percent", "points", "index", "people", "ratio", "class", "months", "yes_no"}


def read(edition_id: str) -> pd.DataFrame:
    """An edition's observations as committed: numbers as numbers, texts as text, blank = ''."""
    folder = EDITIONS / edition_id
    if (folder / "observations.parquet").exists():
        table = duckdb.read_parquet(str(folder / "observations.parquet")).df()
    else:
        table = pd.read_csv(folder / "observations.csv", dtype=str, keep_default_na=False)
    for name in ("numerator", "denominator", "value"):
        table[name] = pd.to_numeric(table[name])
    return table.fillna(dict.fromkeys(("attribution", "source_id", "note"), ""))


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return {edition_id: read(edition_id) for edition_id in EMBEDDED}


@pytest.fixture(scope="module")
def provincial(tables):
    return tables["provinsi-2024"]


@pytest.fixture(scope="module")
def simulated(tables):
    return tables["kabkota-simulasi-2026"]


@pytest.fixture(scope="module")
def monthly(simulated):
    """Values by (code, period), one column an indicator."""
    months = simulated[simulated["nature"] == "simulated"]
    return months.pivot(index=["code", "period"], columns="indicator", values="value")


def wide(table, period):
    return table[table["period"] == period].pivot(index="code", columns="indicator", values="value")


def notes(table, code, indicator, period):
    return table.query("code == @code and indicator == @indicator and period == @period")["note"].item()


@pytest.mark.parametrize("edition_id", EMBEDDED)
def test_building_again_gives_the_committed_bytes(edition_id, tmp_path):
    build(edition_id, tmp_path)
    built = sorted(path.name for path in tmp_path.iterdir())
    assert built == sorted(path.name for path in (EDITIONS / edition_id).iterdir() if path.name in built)
    assert len(built) == 2
    for name in built:
        assert (tmp_path / name).read_bytes() == (EDITIONS / edition_id / name).read_bytes(), name


def test_an_unknown_edition_is_refused(tmp_path):
    with pytest.raises(ValueError, match="not an embedded edition"):
        build("nowhere", tmp_path)


@pytest.mark.parametrize("edition_id", EMBEDDED)
def test_the_form_of_the_observations(tables, edition_id):
    table = tables[edition_id]
    assert tuple(table.columns) == COLUMNS
    key = table[["code", "indicator", "period"]]
    assert not key.duplicated().any()
    assert key.equals(key.sort_values(list(key.columns), ignore_index=True))
    assert set(table["unit"]) <= UNITS
    assert set(table["nature"]) <= {"published", "derived", "simulated"}
    assert set(table["attribution"]) <= {"", "registration"}
    assert (table["source_id"] != "")[table["value"].notna()].all()
    assert (table["note"] != "")[table["value"].isna()].all(), "every gap says why"


@pytest.mark.parametrize(("edition_id", "module"), list(zip(EMBEDDED, (provinces, regencies), strict=True)))
def test_notes_come_from_a_small_set_and_every_source_is_described(tables, edition_id, module):
    table = tables[edition_id]
    assert set(table["note"]) <= set(module.NOTES)
    described = pd.read_csv(EDITIONS / edition_id / "sources.csv", dtype=str, keep_default_na=False)
    assert list(described) == ["source_id", "title", "publisher", "date", "url", "licence", "note"]
    named = {one for cell in table["source_id"] for one in cell.split(";") if one}
    assert named <= set(described["source_id"])
    assert (described[["source_id", "title", "publisher"]] != "").all(axis=None)


@pytest.mark.parametrize("edition_id", EMBEDDED)
def test_shares_are_their_whole_numbers(tables, edition_id):
    table = tables[edition_id]
    shares = table[table["indicator"].str.startswith("coverage_") & table["value"].notna()]
    assert len(shares)
    again = shares["numerator"] / shares["denominator"] * 100
    assert (again - shares["value"]).abs().max() <= 5.1e-7
    assert table.loc[~table.index.isin(shares.index), ["numerator", "denominator"]].isna().all(axis=None)


@pytest.mark.parametrize("edition_id", EMBEDDED)
def test_the_edition_says_what_it_is(tables, edition_id):
    with open(EDITIONS / edition_id / "edition.toml", "rb") as file:
        edition = tomllib.load(file)
    assert edition["id"] == edition_id
    assert edition["period"] in set(tables[edition_id]["period"])
    assert edition["nature"] in set(tables[edition_id]["nature"])
    assert edition["attribution"] == "registration"
    for name in ("title", "universe", "statement"):
        assert edition[name].keys() == {"id", "en"}
    if edition["nature"] == "simulated":
        assert edition["statement"]["id"].startswith("Simulasi")
        assert edition["statement"]["en"].startswith("Simulation")


# ---- provinces


def test_known_coverage_of_provinces(provincial):
    coverage = wide(provincial, "2024")["coverage_total"]
    assert coverage.round(1)[["64", "31", "18"]].tolist() == [50.0, 45.6, 17.9]


def test_the_nation_adds_up(provincial):
    counts = wide(provincial, "2024")
    assert counts["active_wage"].sum() + counts["active_nonwage"].sum() == 39_207_829
    assert counts["employed"].sum() == 144_642_004


def test_thirty_two_provinces_are_complete_and_the_divided_ones_say_why_not(provincial):
    scored = wide(provincial, "2024")[["coverage_total", "coverage_wage", "coverage_nonwage", "growth"]]
    assert len(scored) == 38
    assert set(scored[scored.isna().any(axis=1)].index) == set(provinces.SPLIT)
    gaps = provincial[
        provincial["code"].isin(provinces.SPLIT)
        & provincial["indicator"].str.match("coverage_|growth|unprotected|attainment")
    ]
    assert gaps[["numerator", "denominator", "value"]].isna().all(axis=None)
    assert (gaps.loc[gaps["period"] == "2024", "note"] == provinces.PARTICIPANTS_UNDIVIDED).all()
    with open(EDITIONS / "provinsi-2024" / "edition.toml", "rb") as file:
        assert tomllib.load(file)["unranked"][0]["codes"] == list(provinces.SPLIT)


def test_no_part_year_is_used(provincial):
    assert set(provincial["period"]) == {"2022", "2023", "2024", "2025"}
    assert set(provincial.loc[provincial["period"] == "2025", "indicator"]) == {"target"}


@pytest.mark.parametrize("period", ["2022", "2023", "2024"])
def test_formal_workers_are_rounded_half_up_and_leave_the_informal(provincial, period):
    counts = wide(provincial, period).dropna(subset=["employed"])
    exact = [
        int((Decimal(int(row.employed)) * Decimal(str(row.formal_share)) / 100).quantize(1, ROUND_HALF_UP))
        for row in counts.itertuples()
    ]
    assert counts["employed_formal"].tolist() == exact
    assert (counts["employed_formal"] + counts["employed_informal"]).equals(counts["employed"])


def test_growth_and_the_unprotected_follow_from_the_counts(provincial):
    now, before = wide(provincial, "2024"), wide(provincial, "2023")
    assert (now["growth"] - (now["coverage_total"] - before["coverage_total"])).abs().max() < 2e-6
    ranked = now.drop(index=list(provinces.SPLIT))
    active = ranked["active_wage"] + ranked["active_nonwage"]
    assert (ranked["unprotected"] == ranked["employed"] - active).all()
    assert (ranked["unprotected"] == ranked["unprotected_wage"] + ranked["unprotected_nonwage"]).all()
    assert "growth" not in wide(provincial, "2022")


def test_targets_of_the_press_are_shown_with_their_year_and_source(provincial):
    targets = provincial[(provincial["indicator"] == "target") & provincial["value"].notna()]
    assert len(targets) == 13
    assert targets["source_id"].str.startswith("target-").all()
    lampung = wide(provincial, "2024").loc["18"]
    assert lampung["target"] == 32.62
    assert lampung["attainment"] == pytest.approx(lampung["coverage_total"] / 32.62 * 100, abs=1e-5)
    assert notes(provincial, "18", "attainment", "2024") == provinces.AGAINST_2024_OTHER
    assert notes(provincial, "31", "attainment", "2024") == provinces.AGAINST_2025
    assert notes(provincial, "33", "attainment", "2024") == provinces.NO_TARGET_FOUND


def test_fiscal_classes_are_ordinal(provincial):
    classes = wide(provincial, "2024")[["fiscal_capacity_class", "fiscal_capacity_ratio"]].dropna()
    assert set(classes["fiscal_capacity_class"]) == {1, 2, 3, 4, 5}
    # The source gives both: the order we gave to its class names must be the order of its ratios.
    assert classes.sort_values("fiscal_capacity_ratio")["fiscal_capacity_class"].is_monotonic_increasing


# ---- regencies


def test_every_regency_has_every_month(simulated, monthly):
    codes = set(regions().query("level == 'regency'")["code"])
    assert len(MONTHS) == 36
    assert (MONTHS[0], MONTHS[ANCHOR], MONTHS[-1]) == ("2023-10", "2024-12", "2026-09")
    sizes = simulated[simulated["nature"] == "simulated"].groupby("indicator")["period"].agg(["size", "min", "max"])
    assert (sizes.drop(index="growth")["size"] == 514 * 36).all()
    assert tuple(sizes.loc["growth"]) == (514 * 24, "2024-10", "2026-09")
    assert set(monthly.index.get_level_values("code")) == codes
    assert (simulated.loc[simulated["nature"] == "simulated", "source_id"] == regencies.SOURCE).all()


def test_real_context_is_marked_as_published(simulated):
    real = simulated[simulated["nature"] == "published"]
    counted = real.groupby(["indicator", "period"])["value"].count()
    assert counted.to_dict() == {("informal_share", "2024"): 481, ("poverty_rate", "2025-03"): 514}
    assert set(real["code"]) == set(simulated["code"])


def test_december_2024_adds_up_to_each_province(monthly, provincial):
    names = ["employed", "employed_formal", "employed_informal", "active_wage", "active_nonwage"]
    anchor = monthly.xs("2024-12", level="period")[names]
    parent = regions().set_index("code")["parent_code"].loc[anchor.index]
    real = wide(provincial, "2024")[names]
    universe, active = names[:3], names[3:]
    assert anchor[universe].groupby(parent).sum().equals(real[universe])
    undivided = parent.replace({"93": "91", "94": "91", "95": "91", "96": "92"})
    assert anchor[active].groupby(undivided).sum().equals(real[active].dropna())


def test_relations_hold_in_every_month(monthly):
    assert (monthly["employed_formal"] + monthly["employed_informal"]).equals(monthly["employed"])
    reported = monthly[monthly["active_wage"].notna()]
    counts = reported.filter(regex="^(employed|active|vulnerable|unprotected)")
    assert (counts >= 0).all(axis=None)
    assert (counts == counts.round()).all(axis=None)
    funded = reported["vulnerable_apbd"] + reported["vulnerable_apbdes"]
    assert (funded <= reported["active_nonwage"]).all()
    assert (funded <= reported["vulnerable"]).all()
    assert (reported["vulnerable"] <= reported["employed_informal"]).all()
    assert (reported["active_wage"] <= reported["employed_formal"]).all()
    assert reported["months_paid"].between(0, 12).all()
    assert reported["target"].between(20, 75).all()
    assert set(reported["regulation"]) == {0, 1}
    attained = reported["coverage_total"] / reported["target"] * 100
    assert (attained - reported["attainment"]).abs().max() < 1e-5


def test_employment_grows_slowly_targets_rise_and_regulations_stay(monthly):
    employed = monthly["employed"].unstack()
    assert (employed["2026-09"] / employed["2025-09"] - 1).between(0, 0.03).all()
    target = monthly["target"].unstack()
    assert (target["2026-09"] > target["2025-09"]).all()
    assert (target["2025-01"] == target["2025-12"]).all()
    regulation = monthly["regulation"].unstack()
    assert (regulation.diff(axis=1).iloc[:, 1:] >= 0).all(axis=None)
    assert (regulation[regulation.index.str.startswith("31.")] == 1).all(axis=None)


def test_the_spread_is_believable(monthly):
    coverage = monthly["coverage_total"].unstack()
    assert coverage["2024-12"].median() == pytest.approx(25, abs=2)
    assert coverage["2026-09"].between(3, 70).mean() > 0.97
    growth = monthly["growth"].unstack()["2026-09"]
    assert 0.5 < growth.median() < 2.5
    assert 0.05 < (growth < 0).mean() < 0.30
    cities = coverage.index.str[3] == "7"
    assert coverage.loc[cities, "2024-12"].median() > coverage.loc[~cities, "2024-12"].median() + 10


def test_vulnerable_workers_lapse_in_the_first_half_year(monthly):
    funded = (monthly["vulnerable_apbd"] + monthly["vulnerable_apbdes"]).unstack()
    assert funded["2026-01"].sum() < 0.85 * funded["2025-12"].sum()
    assert funded["2026-09"].sum() > 1.2 * funded["2026-02"].sum()


@pytest.mark.parametrize("code", cases.OVER_UNIVERSE)
def test_case_over_100_percent_is_kept(simulated, monthly, code):
    assert (monthly.loc[code]["coverage_nonwage"] > 100).all()
    assert (monthly.loc[code]["unprotected_nonwage"] == 0).all()
    assert notes(simulated, code, "coverage_nonwage", "2026-09") == regencies.ABOVE_100
    assert notes(simulated, code, "unprotected_nonwage", "2026-09") == regencies.ABOVE_UNIVERSE


def test_case_missing_months_are_blank_with_a_reason(simulated, monthly):
    gaps = monthly.index[monthly["coverage_total"].isna()]
    assert set(gaps) == {(code, month) for code, months in cases.MISSING_MONTHS.items() for month in months}
    incomplete = monthly.xs("2026-09", level="period")["growth"].isna()
    assert incomplete[incomplete].index.tolist() == ["64.11"]
    row = simulated.query("code == '64.11' and indicator == 'coverage_total' and period == '2026-09'").iloc[0]
    assert row[["numerator", "denominator", "value"]].isna().all()
    assert row["note"] == regencies.NO_REPORT
    assert notes(simulated, "81.07", "growth", "2026-05") == regencies.NO_REPORT_YEAR_BEFORE
    assert monthly.loc[("64.11", "2026-09"), "employed"] > 0


def test_case_a_jump_before_the_count_falls_back(monthly):
    for code in cases.JUMPS:
        coverage = monthly.loc[code]["coverage_total"]
        assert coverage["2025-12"] > coverage["2025-09"] + 20
        assert coverage["2026-04"] == pytest.approx(coverage["2025-09"], abs=3)


def test_case_a_fall_outside_local_control(simulated, monthly):
    for code, (month, gone) in cases.PPPK_FALLS.items():
        assert code.startswith("71.")
        wage = monthly.loc[code]["active_wage"]
        before = wage.index[wage.index.get_loc(month) - 1]
        assert wage[month] / wage[before] == pytest.approx(1 - gone, abs=0.03)
        assert monthly.loc[(code, "2026-09"), "growth"] < 0
        assert notes(simulated, code, "active_wage", "2026-09") == regencies.PPPK


def test_case_the_smallest_region(monthly):
    region = regions().set_index("code")
    regency = region[region["level"] == "regency"]
    assert regency["population_2024"].idxmin() == cases.SMALLEST
    one_more = 500 / monthly.loc[(cases.SMALLEST, "2026-09"), "employed"] * 100
    assert one_more > 3


def test_case_split_off_regions_are_very_low(simulated, monthly):
    lowest = monthly.xs("2026-09", level="period")["coverage_total"].nsmallest(2)
    assert set(lowest.index) == set(cases.STILL_WITH_PARENT)
    assert (lowest < 3).all()
    for code in lowest.index:
        assert notes(simulated, code, "coverage_total", "2026-09") == regencies.WITH_PARENT


def test_no_villages_no_village_budget(simulated, monthly):
    without = simulated.query("indicator == 'vulnerable_apbdes' and note == @regencies.NO_VILLAGES")
    assert without["code"].nunique() == 80
    assert (without["value"] == 0).all()
    assert {code for code in monthly.index.get_level_values("code") if code.startswith("31.")} <= set(without["code"])


def test_a_borrowed_informal_share_is_said(simulated):
    borrowed = simulated[simulated["note"] == regencies.PROVINCE_SHARE]
    blank = simulated.query("indicator == 'informal_share' and note == @regencies.NOT_PUBLISHED")
    assert blank["value"].isna().all()
    assert set(borrowed["code"]) == set(blank["code"])
    assert len(blank) == 33
