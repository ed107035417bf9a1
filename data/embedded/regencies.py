"""The edition `kabkota-simulasi-2026`: simulated months of 514 regencies beside their real context figures."""

from pathlib import Path

import numpy as np
import pandas as pd

from data.embedded import cases
from data.embedded.form import COLUMNS, KEY, REGISTRATION, reference, source_ids, sources, write_csv, write_parquet
from data.embedded.simulation import MONTHS, simulate
from data.regions import regions

SOURCE = "simulasi-ucj"
CALIBRATED_ON = {"sakernas-2024-08", "bpjstk-2024", "dukcapil-2024s2"}

NO_REPORT = "No report was received for this month"
NO_REPORT_YEAR_BEFORE = "No report was received for the same month a year before"
ABOVE_100 = "More participants than the universe: shown as it is"
ABOVE_UNIVERSE = "More participants than the universe: nobody is counted as unprotected"
WITH_PARENT = "Many workers are still registered in the region this one was split from"
PPPK = "Non-civil-servant staff became PPPK and left the register: outside local control"
PROVINCE_SHARE = "The province's informal share is used: none is published for this region"
NOT_PUBLISHED = "Not published for this region"
BY_PROVINCE = "By the province: this region has no budget or regulation of its own"
NO_VILLAGES = "This region has no villages (desa)"
NOTES = (
    "",
    NO_REPORT,
    NO_REPORT_YEAR_BEFORE,
    ABOVE_100,
    ABOVE_UNIVERSE,
    WITH_PARENT,
    PPPK,
    PROVINCE_SHARE,
    NOT_PUBLISHED,
    BY_PROVINCE,
    NO_VILLAGES,
)

# indicator: (numerator's parts, universe), in percent
SHARES = {
    "coverage_total": (("active_wage", "active_nonwage"), "employed"),
    "coverage_wage": (("active_wage",), "employed_formal"),
    "coverage_nonwage": (("active_nonwage",), "employed_informal"),
    "coverage_vulnerable": (("vulnerable_apbd", "vulnerable_apbdes"), "vulnerable"),
}
GAPS = {"unprotected": "coverage_total", "unprotected_wage": "coverage_wage", "unprotected_nonwage": "coverage_nonwage"}
UNITS = {
    "coverage_total": "percent",
    "coverage_wage": "percent",
    "coverage_nonwage": "percent",
    "coverage_vulnerable": "percent",
    "growth": "points",
    "target": "percent",
    "attainment": "percent",
    "months_paid": "months",
    "regulation": "yes_no",
}  # all others: people
# Not counted from the register of participants: without attribution, and known for a month without a report too.
OUTSIDE_REGISTER = ("employed", "employed_formal", "employed_informal", "vulnerable", "target", "regulation")


def write(folder: Path) -> None:
    """Write `observations.parquet` and `sources.csv` of the edition."""
    table = observations()
    write_parquet(table, folder / "observations.parquet")
    write_csv(sources(source_ids(table) | CALIBRATED_ON), folder / "sources.csv")


def observations() -> pd.DataFrame:
    """Every observation, sorted by code, indicator and period; blank texts are missing values."""
    table, provinces = inputs()
    counts = simulate(table, provinces)
    months = pd.concat([_long(table, *one) for one in _indicators(table, counts)])
    whole = pd.concat([months, _context()])[list(COLUMNS)].sort_values(KEY, kind="stable", ignore_index=True)
    texts = ["attribution", "source_id", "note"]
    whole[texts] = whole[texts].astype(object).where(whole[texts] != "", None)
    return whole


def inputs() -> tuple[pd.DataFrame, pd.DataFrame]:
    """What the simulation is driven by: regencies with informal share and poverty, and provinces' counts of 2024."""
    figures = (
        reference("province_figures").query("period == '2024'").pivot(index="code", columns="indicator", values="value")
    )
    provinces = figures[["employed", "active_wage", "active_nonwage"]].fillna("0").astype(np.int64)
    formal_share = figures["formal_share"].astype(float)
    # Half up as in the other edition; hundredths of a percent times people stay exact in whole numbers.
    hundredths = (formal_share * 100).round().astype(np.int64)
    provinces["formal"] = (provinces["employed"] * hundredths + 5000) // 10000
    table = regions().query("level == 'regency'").sort_values("code", ignore_index=True)
    context = reference("regency_figures").pivot(index="code", columns="indicator", values="value").astype(float)
    table = table[["code", "kind", "parent_code", "population_2024"]].merge(
        context, how="left", left_on="code", right_index=True
    )
    table["own_share"] = table["informal_share"].notna()
    table["informal_share"] = table["informal_share"].fillna(table["parent_code"].map(100 - formal_share))
    return table, provinces


def _indicators(table, counts):
    """Every simulated indicator: (name, value, numerator, denominator, note), each a regency x month array or None."""
    reported = ~table["code"].map(cases.MISSING_MONTHS).map(_month_flags).pipe(np.stack)
    province_share = np.where(table["own_share"], "", PROVINCE_SHARE)[:, None]
    under_province = np.where(table["code"].str.startswith(cases.UNDER_PROVINCE), BY_PROVINCE, "")[:, None]
    fixed_notes = {
        "employed_formal": province_share,
        "employed_informal": province_share,
        "regulation": under_province,
        "vulnerable_apbd": under_province,
        "active_wage": _pppk(table),
        "vulnerable_apbdes": np.where(table["villages"] > 0, "", NO_VILLAGES)[:, None],
    }
    parts = {
        name: (sum(counts[part] for part in active), counts[universe]) for name, (active, universe) in SHARES.items()
    }
    ratio = {name: active / universe for name, (active, universe) in parts.items()}
    split_off = np.where(table["code"].isin(list(cases.STILL_WITH_PARENT)), WITH_PARENT, "")[:, None]

    for name, values in counts.items():
        note = fixed_notes.get(name, "")
        yield (
            _blanked(name, values, reported, note) if name not in OUTSIDE_REGISTER else (name, values, None, None, note)
        )
    for name, (active, universe) in parts.items():
        note = np.where(active > universe, ABOVE_100, split_off if name == "coverage_total" else "")
        yield _blanked(name, _percent(active, universe), reported, note, active, universe)
    for name, share in GAPS.items():
        active, universe = parts[share]
        yield _blanked(
            name, np.maximum(universe - active, 0), reported, np.where(active > universe, ABOVE_UNIVERSE, "")
        )
    attained = (100 * ratio["coverage_total"] / (counts["target"] / 100)).round(6)
    yield _blanked("attainment", attained, reported, "")
    active, universe = parts["coverage_total"]
    change = (100 * (active[:, 12:] / universe[:, 12:] - active[:, :-12] / universe[:, :-12])).round(6)
    now, before = reported[:, 12:], reported[:, :-12]
    note = np.where(now, np.where(before, "", NO_REPORT_YEAR_BEFORE), NO_REPORT)
    yield "growth", np.where(now & before, change, np.nan), None, None, note


def _blanked(name, values, reported, note, numerator=None, denominator=None):
    """An indicator without values where no report was received; an explicit blank with its reason."""
    blank = [None if part is None else np.where(reported, part, np.nan) for part in (values, numerator, denominator)]
    return name, *blank, np.where(reported, note, NO_REPORT)


def _long(table, name, values, numerator, denominator, note) -> pd.DataFrame:
    """A regency x month array as rows; the months are the last ones of the series."""
    rows, columns = values.shape
    empty = np.full(values.size, np.nan)
    whole = {
        key: pd.array(empty if part is None else part.ravel(), dtype="Float64").astype("Int64")
        for key, part in (("numerator", numerator), ("denominator", denominator))
    }
    return pd.DataFrame(
        {
            "code": np.repeat(table["code"].to_numpy(), columns),
            "indicator": name,
            "period": np.tile(MONTHS[-columns:], rows),
            **whole,
            "value": values.ravel(),
            "unit": UNITS.get(name, "people"),
            "nature": "simulated",
            "attribution": "" if name in OUTSIDE_REGISTER else REGISTRATION,
            "source_id": SOURCE,
            "note": np.broadcast_to(note, values.shape).ravel(),
        }
    )


def _context() -> pd.DataFrame:
    """The real figures beside the simulation: poverty and informal share, with a blank where none is published."""
    figures = reference("regency_figures").query("indicator in ('poverty_rate', 'informal_share')")
    codes = regions().query("level == 'regency'")["code"]
    without = codes[~codes.isin(figures.query("indicator == 'informal_share'")["code"])]
    blanks = pd.DataFrame(
        {
            "code": without,
            "indicator": "informal_share",
            "period": "2024",
            "value": "",
            "unit": "percent",
            "source_id": "den-kabkota-2024",
            "note": NOT_PUBLISHED,
        }
    )
    whole = pd.concat([figures, blanks]).assign(nature="published", attribution="", numerator=pd.NA, denominator=pd.NA)
    return whole.assign(value=pd.to_numeric(whole["value"])).astype({"numerator": "Int64", "denominator": "Int64"})


def _month_flags(missing) -> np.ndarray:
    """True for the months that have no report."""
    return np.isin(MONTHS, missing if isinstance(missing, tuple) else ())


def _pppk(table) -> np.ndarray:
    """The note on wage participants from the month in which PPPK appointments took them out."""
    first = table["code"].map({code: month for code, (month, _) in cases.PPPK_FALLS.items()})
    return np.array(
        [[PPPK if isinstance(start, str) and month >= start else "" for month in MONTHS] for start in first]
    )


def _percent(active, universe) -> np.ndarray:
    return (active / universe * 100).round(6)
