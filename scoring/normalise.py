"""Raw values brought to a common scale.

Formulas: OECD/JRC, Handbook on Constructing Composite Indicators (2008), chapter 5; goalposts with logarithms as in
UNDP, Human Development Report, technical note 1.
"""

import numpy as np
import pandas as pd

from problems import BadInput, Problem
from scoring.criteria import Criteria, Indicator

LOGARITHM = "a value above 0 for region {code}, since its logarithm is taken"


def normalise(criteria: Criteria, values: pd.DataFrame, file: str = "data") -> pd.DataFrame:
    """Indicators on their common scale: 0 to 1, the better the higher; for zscore in standard deviations.

    `values`: one row a region, one column an indicator, NaN for missing. Returns a column for every indicator that
    counts in its dimension. BadInput names every value without a logarithm and every observed scale without a spread.
    """
    problems: list[Problem] = []
    columns = {}
    for indicator in criteria.normalised():
        raw = values[indicator.id].to_numpy(dtype=float)
        if found := _problems(indicator, raw, values.index, file):
            problems += found
        else:
            columns[indicator.id] = _column(indicator, raw)
    if problems:
        raise BadInput(problems)
    return pd.DataFrame(columns, index=values.index, dtype=float)


def _problems(indicator: Indicator, raw: np.ndarray, codes: pd.Index, file: str) -> list[Problem]:
    found = []
    if indicator.transform == "log":
        found = [
            Problem(file, LOGARITHM, None, indicator.id, f"{raw[n]:g}", {"code": codes[n]})
            for n in np.flatnonzero(raw <= 0)
        ]
    if found or indicator.normalise == "goalposts":
        return found
    present = raw[~np.isnan(raw)]
    scale = np.log(present) if indicator.transform == "log" else present
    if scale.size and scale.min() == scale.max():
        expected = "at least two different values, since {method} measures against the observed spread"
        found.append(Problem(file, expected, None, indicator.id, f"{present[0]:g}", {"method": indicator.normalise}))
    return found


def _column(indicator: Indicator, raw: np.ndarray) -> np.ndarray:
    """One indicator normalised; `raw` has a logarithm and a spread where they are needed."""
    v = np.log(raw) if indicator.transform == "log" else raw
    present = v[~np.isnan(v)]
    if not present.size:
        return v.copy()
    sign = 1 if indicator.direction == "higher" else -1
    if indicator.normalise == "zscore":
        return sign * (v - present.mean()) / present.std(ddof=1)
    if indicator.normalise == "rank":
        ordered = np.sort(present)
        below = np.searchsorted(ordered, v, "left")
        equal = np.searchsorted(ordered, v, "right") - below - 1
        x = np.where(np.isnan(v), np.nan, (below + 0.5 * equal) / (present.size - 1))
    else:
        low, high = present.min(), present.max()
        if indicator.normalise == "goalposts":
            low, high = np.log(indicator.goalposts) if indicator.transform == "log" else indicator.goalposts
        x = (v - low) / (high - low)
        if indicator.normalise == "goalposts" and indicator.clip:
            x = np.clip(x, 0, 1)
    return x if sign > 0 else 1 - x
