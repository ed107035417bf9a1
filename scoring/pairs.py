"""Why one of two regions is placed before the other: what decided it, and the sum that proves it."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from scoring.criteria import Criteria
from scoring.explain import contributions, explain, gap
from scoring.places import round_half_up
from scoring.ranking import Ranking


@dataclass(frozen=True)
class Verdict:
    """Who of two ranked regions is placed first, and by what.

    by          score; ties (equal published scores, `indicator` of the tie chain decided); shared (all equal)
    published   difference of the published scores, first less second, rounded as they are
    exact       the same of the unrounded scores; may be negative where ties decided
    """

    first: str
    second: str
    by: str
    indicator: str
    published: float
    exact: float


def placed(ranking: Ranking, codes: Iterable[str]) -> list[str]:
    """Codes by place; those without one last, by score; equal ones by code."""
    rows = ranking.table.loc[list(codes)].rename_axis("code").reset_index()
    return list(rows.sort_values(["rank", "score", "code"], ascending=[True, False, True], na_position="last")["code"])


def rivals(ranking: Ranking, code: str) -> list[str]:
    """The two regions nearest to one in the order of places: just before and just after it (two after the first, two
    before the last; the first two for one without a place), the nearer or better one first. Fewer where there are no
    more."""
    line = placed(ranking, ranking.table.index[ranking.table["rank"].notna()])
    at = line.index(code) if code in line else -2
    others = [other for other in line if other != code]
    start = min(max(at - 1, 0), max(len(others) - 2, 0))
    return others[start : start + 2][:: -1 if at == len(line) - 1 else 1]


def verdict(ranking: Ranking, code: str, other: str) -> Verdict:
    """What decided between two ranked regions, by the rule of ranks (`scoring.places`). KeyError for one that is not
    in the ranking; ValueError for one without a place."""
    pair = placed(ranking, [code, other])
    rows = ranking.table.loc[pair]
    if rows["rank"].isna().any():
        raise ValueError(f"without a place: {', '.join(rows.index[rows['rank'].isna()])}")
    score, exact = rows["score"].to_numpy(), ranking.exact.loc[pair].to_numpy()
    difference = _rounded(score[0] - score[1], ranking.criteria.decimals)
    by, indicator = "score", ""
    if score[0] == score[1]:
        raw = ((tie, ranking.values.loc[pair, tie].to_numpy()) for tie in ranking.criteria.ties)
        indicator = next((tie for tie, (x, y) in raw if not (x == y or np.isnan([x, y]).all())), "")
        by = "ties" if indicator else "shared"
    return Verdict(*pair, by, indicator, difference, float(exact[0] - exact[1]))


def proof(ranking: Ranking, first: str, second: str) -> pd.DataFrame:
    """The sum behind the difference of two regions' scores, line by line.

    One row a scored indicator, in the order of the criteria: indicator, weight (share of the whole, 0 to 1),
    first_value, first_normalised (times scale), first_points, the same of the second, and difference (points, first
    less second; a missing one adds 0). Points add up to the unrounded scores, differences to theirs: see
    `scoring.explain`. Differences are NaN where either has no score.
    """
    table = explain(ranking, first)[["indicator", "weight"]]
    for name, code in (("first", first), ("second", second)):
        own = explain(ranking, code)
        table[f"{name}_value"] = own["value"]
        table[f"{name}_normalised"] = own["normalised"] * ranking.criteria.scale
        table[f"{name}_points"] = own["contribution"]
    differences = gap(ranking, second, first).set_index("indicator")["difference"]
    return table.assign(difference=differences.loc[table["indicator"]].to_numpy())


def parts(ranking: Ranking, first: str, second: str) -> pd.Series:
    """The difference of two regions' scores by top dimension (id), in points, the largest first."""
    points = by_dimension(ranking).loc[[first, second]].fillna(0.0)
    difference = points.loc[first] - points.loc[second]
    return difference.sort_values(ascending=False, kind="stable")


def by_dimension(ranking: Ranking) -> pd.DataFrame:
    """What every top dimension adds to the score: one row a region, one column a dimension, in points. Each row adds
    up to the unrounded score; NaN for a region without one."""
    points = contributions(ranking)
    tops = [_top(ranking.criteria, i.dimension) for i in ranking.criteria.scored()]
    return points.T.groupby(tops, sort=False).sum(min_count=1).T


def rest(points: pd.Series, decimals: int) -> float:
    """What is lacking to the printed sum when parts are printed with `decimals`, each rounded by itself; often 0."""
    known = points.fillna(0.0).to_numpy()
    return _rounded(_rounded(known.sum(), decimals) - round_half_up(known, decimals).sum(), decimals)


def _rounded(x: float, decimals: int) -> float:
    return float(round_half_up(np.array([x]), decimals)[0])


def _top(criteria: Criteria, dimension: str) -> str:
    parents = {d.id: d.parent for d in criteria.dimensions}
    while parents[dimension] is not None:
        dimension = parents[dimension]
    return dimension
