"""What more protected workers change: from the counts of a region's own observations to its indicators."""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from scoring.ranking import RANKED
from scoring.simulate import Simulation

# in which coverages a worker of a segment counts: wage (PU), non-wage (BPU), vulnerable (a BPU paid by APBD)
SEGMENTS = {
    "wage": ("total", "wage"),
    "nonwage": ("total", "nonwage"),
    "vulnerable": ("total", "nonwage", "vulnerable"),
}
# the counts of a coverage where the share does not carry them itself: participants, universe
COUNTS = {
    "total": (("active_wage", "active_nonwage"), "employed"),
    "wage": (("active_wage",), "employed_formal"),
    "nonwage": (("active_nonwage",), "employed_informal"),
    "vulnerable": (("vulnerable_apbd", "vulnerable_apbdes"), "vulnerable"),
}
# the coverage whose participants an indicator is formed from
FORMED = {
    **{f"coverage_{kind}": kind for kind in COUNTS},
    **{"unprotected": "total", "unprotected_wage": "wage", "unprotected_nonwage": "nonwage"},
    **{"growth": "total", "attainment": "total"},
    **{"active_wage": "wage", "active_nonwage": "nonwage", "vulnerable_apbd": "vulnerable"},
}
COLUMNS = ("indicator", "numerator", "denominator", "factor", "per_worker")
Counts = tuple[int, int]  # participants, universe
_UNKNOWN = (None, None, 1.0, 1)


def effects(figures: pd.DataFrame, period: str, added: Mapping[str, int], indicators: Iterable[str]) -> pd.DataFrame:
    """What an addition of workers changes for one region: the `effects` of `scoring.workers.additional_workers`.

    figures     everything an edition holds on the region: indicator, period, numerator, denominator, value, unit
    added       segment (see SEGMENTS) -> people; {"nonwage": 1} is one more non-wage worker
    indicators  ids that may appear; those that none of the workers counts in are left out

    Formulas, with a participants of u workers: coverage 100 a / u; unprotected u - a, not
    below 0; growth, in points, today's + 100 n / u, since the year before stays; attainment 100 (100 a / u) / target.
    A row has no denominator where the counts are not known or do not give today's figure: it is missing, never
    guessed. Months paid stay: new workers are taken to be paid as long as today's. KeyError for an unknown segment.
    """
    people = {kind: sum(n for segment, n in added.items() if kind in SEGMENTS[segment]) for kind in COUNTS}
    now = _now(figures, period)
    rows = []
    for id in dict.fromkeys(indicators):
        kind = FORMED.get(id)
        if kind is None or not people[kind]:
            continue
        found, today = _counts(now, kind), _value(now, id)
        form = None if found is None or today is None else _form(id, *found, figures, period, today)
        numerator, denominator, factor, sign = form or _UNKNOWN
        rows.append((id, numerator, denominator, factor, sign * people[kind]))
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype({"numerator": "Int64", "denominator": "Int64", "factor": float, "per_worker": "int64"})


def counts(figures: pd.DataFrame, period: str, kind: str) -> Counts | None:
    """Participants and universe of a coverage, from its own figure or from the counts that make it; None if unknown."""
    return _counts(_now(figures, period), kind)


def unprotected(figures: pd.DataFrame, period: str, segment: str) -> int | None:
    """Workers of a segment not protected yet, none below 0; None where they are not known.

    A vulnerable worker is a non-wage one too: no more than either gap. Without the segment's own counts, all workers.
    """
    now = _now(figures, period)
    own = [found for kind in SEGMENTS[segment][1:] if (found := _counts(now, kind))]
    if segment == "vulnerable" and _counts(now, "vulnerable") is None:
        return None
    gaps = own or [found for found in [_counts(now, "total")] if found]
    return min((max(0, universe - active) for active, universe in gaps), default=None)


def own_target(figures: pd.DataFrame, period: str) -> float | None:
    """The region's own target (percent) that its attainment is measured by, or that of the period; None without one."""
    now = _now(figures, period)
    found = _counts(now, "total")
    attained = _value(now, "attainment")
    if found and attained is not None:
        return _target(*found, figures, period, attained)
    return _value(now, "target")


def changed(table: pd.DataFrame, today: pd.Series) -> pd.Series:
    """Values by indicator once the workers of `effects` are added; those that cannot be derived are left out.

    `today`: values by indicator. People not protected never fall below 0.
    """
    known = table[table["denominator"].notna() & today.reindex(table["indicator"]).notna().to_numpy()]
    numbers = known[["numerator", "denominator", "factor", "per_worker"]].astype("Float64").astype(float)
    start = (numbers["factor"] * numbers["numerator"] / numbers["denominator"]).to_numpy()
    start = np.where(np.isnan(start), today.reindex(known["indicator"]).to_numpy(), start)
    value = start + (numbers["factor"] * numbers["per_worker"] / numbers["denominator"]).to_numpy()
    people = known["indicator"].str.startswith("unprotected").to_numpy(dtype=bool)
    return pd.Series(np.where(people, np.maximum(value, 0), value), index=known["indicator"].to_numpy(), dtype=float)


def cost(added: Mapping[str, int], premiums: Mapping[str, int]) -> int:
    """Rupiah a year for workers by segment; a segment without a premium costs nothing here."""
    return sum(n * premiums.get(segment, 0) for segment, n in added.items())


def overtaken(result: Simulation, code: str) -> pd.Index:
    """Regions that a region leaves behind by a simulation, in their order before; empty without a place in both."""
    moved, after = result.moved, result.ranking.table
    if code not in moved.index or pd.isna(moved.at[code, "rank_before"]) or after.at[code, "status"] != RANKED:
        return pd.Index([])
    was, now = moved.at[code, "rank_before"], moved.at[code, "rank_after"]
    behind = moved[(moved["rank_before"] <= was) & (moved["rank_after"] > now)].drop(index=code, errors="ignore")
    return behind.sort_values("rank_before").index


def _counts(now: pd.DataFrame, kind: str) -> Counts | None:
    id = f"coverage_{kind}"
    share = _value(now, id)
    if id in now.index and share is None:
        return None  # left blank on purpose: these counts may not be divided
    if share is not None and now.loc[id, ["numerator", "denominator"]].notna().all():
        found = int(now.at[id, "numerator"]), int(now.at[id, "denominator"])
    else:
        parts, universe = COUNTS[kind]
        values = [_value(now, name) for name in (*parts, universe)]
        if any(v is None or v != int(v) for v in values):
            return None
        found = sum(map(int, values[:-1])), int(values[-1])
    if found[1] <= 0 or (share is not None and not _same(100 * found[0] / found[1], share)):
        return None
    return found


def _form(id: str, active: int, universe: int, figures: pd.DataFrame, period: str, today: float) -> tuple | None:
    """Numerator, denominator, factor and change a worker of an indicator; None where they do not give today's value."""
    if id.startswith("coverage_"):
        form = (active, universe, 100.0, 1)
    elif id.startswith("unprotected"):
        form = (max(universe - active, 0), 1, 1.0, -1 if universe > active else 0)
    elif id == "growth":
        return (None, universe, 100.0, 1) if _in_points(figures, period, 100 * active / universe, today) else None
    elif id == "attainment":
        target = _target(active, universe, figures, period, today)
        form = None if target is None else (active, universe, 10_000 / target, 1)
    else:
        form = (int(today), 1, 1.0, 1)
    return form if form and _same(form[2] * form[0] / form[1], today) else None


def _in_points(figures: pd.DataFrame, period: str, coverage: float, growth: float) -> bool:
    """Whether a growth is the change of coverage in a year, in points; by its unit where last year is not known."""
    earlier = _value(_now(figures, f"{int(period[:4]) - 1}{period[4:]}"), "coverage_total")
    if earlier is None:
        return _now(figures, period).at["growth", "unit"] == "points"
    return abs(coverage - earlier - growth) <= 2e-6


def _target(active: int, universe: int, figures: pd.DataFrame, period: str, attained: float) -> float | None:
    """The target that an attainment was divided by: of the period or before, else a later one, never another."""
    targets = figures[(figures["indicator"] == "target") & (figures["value"] > 0)].sort_values("period")
    past = targets["period"] <= period
    for value in [*targets.loc[past, "value"][::-1], *targets.loc[~past, "value"]]:
        if _same(10_000 * active / universe / value, attained):
            return float(value)
    return None


def _now(figures: pd.DataFrame, period: str) -> pd.DataFrame:
    """The figures that stand at a period, by indicator: of the period, or its latest before (a yearly one)."""
    until = figures[figures["period"].str[: len(period)] <= period]
    return until.sort_values("period").drop_duplicates("indicator", keep="last").set_index("indicator")


def _value(now: pd.DataFrame, id: str) -> float | None:
    value = now["value"].get(id)
    return None if value is None or pd.isna(value) else float(value)


def _same(a: float, b: float) -> bool:
    """As `scoring.workers` asks for: equal to 1e-6."""
    return abs(a - b) <= 1e-6 * max(1, abs(b))
