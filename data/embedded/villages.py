"""The edition `desa-simulasi-2026`: 83,762 invented villages, made on demand and not kept with the software.

Real are only how many districts, desa and kelurahan each regency has. Names are numbers, and the last four digits of a
code begin with 8 (kelurahan) or 9 (desa), as no official code does, so that none points at a real village. Workers and
participants are whole numbers that add up to those of `kabkota-simulasi-2026`.
"""

import shutil
from pathlib import Path

import numpy as np
import pandas as pd

from data.embedded.form import COLUMNS, KEY, REGISTRATION, reference, write_csv, write_parquet
from data.embedded.regencies import ABOVE_100, ABOVE_UNIVERSE, NO_REPORT, NO_REPORT_YEAR_BEFORE
from data.embedded.simulation import share_out, whole
from data.store import indicator_table

ID, PARENT, SOURCE = "desa-simulasi-2026", "kabkota-simulasi-2026", "simulasi-desa"
FILES = Path(__file__).parent / ID  # what is the same every time
SEED = 20260931
PERIODS = ("2025-09", "2026-09")
KELURAHAN_NO_BUDGET = "A kelurahan has no village budget (APBDes)"
NOTES = (KELURAHAN_NO_BUDGET,)  # beside those of the regencies
# numerator's parts and universe, as of the regencies
SHARES = {
    "coverage_total": (("active_wage", "active_nonwage"), "employed"),
    "coverage_wage": (("active_wage",), "employed_formal"),
    "coverage_nonwage": (("active_nonwage",), "employed_informal"),
    "coverage_vulnerable": (("vulnerable_apbd", "vulnerable_apbdes"), "vulnerable"),
}
COUNTS = ("employed", "employed_formal", "employed_informal", "active_wage", "active_nonwage")


def write(folder: Path) -> None:
    """Write the whole edition, its list of villages included, into `folder`: the same bytes every time."""
    known = villages()
    write_csv(known[["code", "name", "kind", "parent_code"]], folder / "regions.csv")
    write_parquet(observations(known), folder / "observations.parquet")
    for path in sorted(FILES.iterdir()):
        shutil.copyfile(path, folder / path.name)


def villages() -> pd.DataFrame:
    """Every village, sorted by code: code, name, kind (desa or kelurahan), parent_code (its regency). The villages of
    a regency are dealt out evenly to its districts, and numbered through the regency."""
    counts = reference("regency_figures").pivot(index="code", columns="indicator", values="value")
    districts = reference("districts").set_index("code")["districts"].astype(int)
    parts = []
    for kind, word, first, column in (
        ("kelurahan", "Kelurahan", 8000, "urban_villages"),
        ("desa", "Desa", 9000, "villages"),
    ):
        of = counts[column].astype(int)
        parent = of.index.repeat(of)
        n = pd.Series(1, parent).groupby(level=0).cumsum().to_numpy() - 1
        per = districts.reindex(parent).to_numpy()
        codes = [f"{p}.{d + 1:02d}.{first + s + 1}" for p, d, s in zip(parent, n % per, n // per, strict=True)]
        names = [f"{word} {i + 1} (simulasi)" for i in n]
        parts.append(pd.DataFrame({"code": codes, "name": names, "kind": kind, "parent_code": parent}))
    return pd.concat(parts).sort_values("code", ignore_index=True)


def observations(known: pd.DataFrame) -> pd.DataFrame:
    """Every observation of the villages `known`, sorted by code, indicator and period; blank texts are missing."""
    counts = simulate(known)
    rows, before = [], None
    for period, now in zip(PERIODS, counts, strict=True):
        rows += _shares(known, period, now)
        if before is not None:
            rows += _present(known, period, now, before)
        before = now
    table = pd.concat(rows, ignore_index=True)
    table = table.assign(nature="simulated", attribution=REGISTRATION, source_id=SOURCE)
    outside = table["indicator"].isin(("employed", "employed_formal", "employed_informal"))
    table["attribution"] = table["attribution"].where(~outside, None)
    return table[list(COLUMNS)].sort_values(KEY, ignore_index=True)


def simulate(known: pd.DataFrame) -> list[dict[str, np.ndarray]]:
    """Counts of people by name at each of PERIODS, one number a village; participants are NaN where the regency has
    no report."""
    draw = np.random.Generator(np.random.PCG64(SEED))
    regencies, group = np.unique(known["parent_code"], return_inverse=True)
    each = np.bincount(group)  # villages a regency
    desa = (known["kind"] == "desa").to_numpy()

    def like(spread: float) -> np.ndarray:
        return spread * draw.standard_normal(len(known))

    size, formal, poor, wage, own, budget = (like(s) for s in (0.55, 0.5, 0.3, 0.45, 0.6, 0.9))
    size += np.where(desa, 0, 0.8)  # kelurahan are towns: larger, and with more firms
    formal += np.where(desa, 0, 0.6)
    found = []
    for period in PERIODS:
        totals = indicator_table(PARENT, period).loc[regencies]
        reported = totals["active_wage"].notna().to_numpy()
        total = {name: column.fillna(0).to_numpy().astype(np.int64) for name, column in totals.items()}
        weight = np.exp(size + like(0.01))
        left = total["employed"] - 8 * each
        employed = 8 + whole(weight * (left / np.bincount(group, weight))[group], left, group)
        counts = {"employed": employed}
        counts["employed_formal"] = 1 + share_out(employed - 3, formal, total["employed_formal"] - each, group)
        informal = counts["employed_informal"] = employed - counts["employed_formal"]
        vulnerable = 1 + share_out(informal - 1, poor, total["vulnerable"] - each, group)
        counts["vulnerable"] = vulnerable
        villages_pay = _participants(vulnerable * desa, budget + like(0.1), total["vulnerable_apbdes"], group)
        region_pays = _participants(vulnerable - villages_pay, like(0.2), total["vulnerable_apbd"], group)
        counts |= {"vulnerable_apbdes": villages_pay, "vulnerable_apbd": region_pays}
        counts["active_wage"] = _participants(counts["employed_formal"], wage + like(0.08), total["active_wage"], group)
        paid = villages_pay + region_pays
        rest = total["active_nonwage"] - total["vulnerable_apbdes"] - total["vulnerable_apbd"]
        counts["active_nonwage"] = paid + _participants(informal - paid, own + like(0.08), rest, group)
        for name in ("vulnerable_apbd", "vulnerable_apbdes", "active_wage", "active_nonwage"):
            counts[name] = np.where(reported[group], counts[name], np.nan)
        found.append(counts)
    return found


def _participants(universe, tendency, totals, group) -> np.ndarray:
    """Whole numbers that add up to each regency's total: none beyond its universe, unless the regency is beyond it."""
    room = np.bincount(group, universe, len(totals))
    full = totals > 0.98 * room  # all alike: there is nobody to choose from
    alike = np.where(full, totals / np.maximum(room, 1), 0)[group] * universe
    return share_out(universe, tendency, np.where(full, 0, totals), group) + whole(
        alike, np.where(full, totals, 0), group
    )


def _shares(known, period, counts):
    """Shares in percent, with the whole numbers that they are divided from."""
    for name, (parts, universe) in SHARES.items():
        active, of = sum(counts[part] for part in parts), counts[universe]
        note = np.select([np.isnan(active), active > of], [NO_REPORT, ABOVE_100], "")
        value = (active / of * 100).round(6)
        yield _rows(known, name, period, value, "percent", note, active, np.where(np.isnan(active), np.nan, of))


def _present(known, period, counts, before):
    """Counts, the gap and the growth at the edition's own period."""
    for name in COUNTS:
        yield _rows(known, name, period, counts[name], "people", _unreported(counts[name]))
    by_village = np.where(known["kind"] == "desa", counts["vulnerable_apbdes"], np.nan)
    note = np.where(known["kind"] == "desa", _unreported(by_village), KELURAHAN_NO_BUDGET)
    yield _rows(known, "vulnerable_apbdes", period, by_village, "people", note)
    active, earlier = (x["active_wage"] + x["active_nonwage"] for x in (counts, before))
    over = np.where(active > counts["employed"], ABOVE_UNIVERSE, _unreported(active))
    yield _rows(known, "unprotected", period, np.maximum(counts["employed"] - active, 0), "people", over)
    change = (100 * (active / counts["employed"] - earlier / before["employed"])).round(6)
    note = np.select([np.isnan(active), np.isnan(earlier)], [NO_REPORT, NO_REPORT_YEAR_BEFORE], "")
    yield _rows(known, "growth", period, change, "points", note)


def _unreported(values) -> np.ndarray:
    return np.where(np.isnan(values), NO_REPORT, "")


def _rows(known, name, period, values, unit, note, numerator=None, denominator=None) -> pd.DataFrame:
    empty = np.full(len(known), np.nan)
    parts = {"numerator": numerator, "denominator": denominator}
    whole_numbers = {
        key: pd.array(empty if part is None else part, dtype="Float64").astype("Int64") for key, part in parts.items()
    }
    note = pd.Series(note, dtype=object)
    facts = {"code": known["code"].to_numpy(), "indicator": name, "period": period, **whole_numbers, "value": values}
    return pd.DataFrame(facts | {"unit": unit, "note": note.where(note != "", None).to_numpy()})
