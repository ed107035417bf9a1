"""What if: other figures for any regions, and what they move."""

import math
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from scoring.ranking import Ranking, rank


@dataclass(frozen=True, eq=False)
class Simulation:
    """A ranking with changed figures; `moved`: regions whose place, score or status changed, indexed by code in the
    order of the ranking: rank_before, rank_after (Int64), score_before, score_after, status_before, status_after."""

    ranking: Ranking
    moved: pd.DataFrame


def simulate(ranking: Ranking, changes: pd.DataFrame) -> Simulation:
    """The ranking with other figures for any regions, and what moved.

    `changes`: one row a figure: code, indicator, value (raw, in the indicator's unit; None or NaN: not known). By the
    ranking's own criteria, so an observed normalisation may move regions that were not touched. KeyError for an
    unknown code or indicator, ValueError for an infinite value or a figure given twice, BadInput as `rank` raises it.
    """
    twice = changes[changes.duplicated(["code", "indicator"])]
    if len(twice):
        raise ValueError(f"changed twice: {twice['code'].iloc[0]} {twice['indicator'].iloc[0]}")
    values = ranking.values.copy()
    for code, indicator, value in changes[["code", "indicator", "value"]].itertuples(index=False):
        if code not in values.index or indicator not in values.columns:
            raise KeyError(f"{code} {indicator}")
        value = math.nan if pd.isna(value) else float(value)
        if math.isinf(value):
            raise ValueError(f"not finite: {code} {indicator}")
        values.at[code, indicator] = value
    after = replace(rank(ranking.criteria, values), notes=ranking.notes)
    moved = pd.DataFrame(
        {
            f"{name}_{when}": table[name]
            for name in ("rank", "score", "status")
            for when, table in (("before", ranking.table), ("after", after.table))
        }
    )
    changed = np.zeros(len(moved), dtype=bool)
    for name in ("rank", "score"):
        left, right = (moved[f"{name}_{when}"].astype("Float64").fillna(-1e300) for when in ("before", "after"))
        changed |= (left != right).to_numpy()
    changed |= (moved["status_before"] != moved["status_after"]).to_numpy()
    return Simulation(after, moved[changed])
