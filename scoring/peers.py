"""Who is compared with whom: places within groups beside the national one, and the most similar regions."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from scoring.ranking import Ranking
from scoring.standings import order

SIMILAR = 15


def classes(figures: pd.Series, bounds: Mapping[str, float]) -> pd.Series:
    """Labels for figures by fixed lower bounds: a class begins at its bound and ends just below the next.

    `figures`: n numbers by code, in the unit of the bounds (people, percent, a ratio). Fixed bounds, not observed
    quantiles, so that one region never moves another's class. Returns text by code; missing below every bound and
    without a figure.
    """
    names = sorted(bounds, key=lambda name: bounds[name])
    at = np.searchsorted([bounds[name] for name in names], figures.to_numpy(dtype=float), side="right")
    labels = np.array([None, *names], dtype=object)[np.where(figures.isna(), 0, at)]
    return pd.Series(labels, figures.index, dtype=object)


def group_ranks(ranking: Ranking, groups: pd.DataFrame, by: str = "score") -> pd.DataFrame:
    """Places within groups beside the national place, never instead of it.

    `groups`: one column a grouping (kind, zone, size_class, fiscal capacity with its year in the column's name,
    informal share, see `classes`), one label a region, indexed by code; regions without a label belong to no group.
    `by`: the score or an indicator, as in `scoring.standings.order`. Returns one row a region and grouping: code,
    grouping, group, rank (national), rank_in_group (both Int64, blank unless ranked), and ranked_in_group, the number
    of its ranked regions. Places keep the national order, tie chain included: 1, 2, 2, 4.
    """
    national = order(ranking, by)["rank"]
    tables = []
    for grouping in groups:
        label = groups[grouping].reindex(national.index)
        grouped = national.groupby(label)
        table = pd.DataFrame({"code": national.index, "grouping": grouping, "group": label.to_numpy()})
        table["rank"] = national.to_numpy()
        table["rank_in_group"] = grouped.rank(method="min").astype("Int64").to_numpy()
        table["ranked_in_group"] = grouped.transform("count").to_numpy()
        tables.append(table[label.notna().to_numpy()])
    columns = ["code", "grouping", "group", "rank", "rank_in_group", "ranked_in_group"]
    out = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=columns)
    return out.astype({"ranked_in_group": "int64", "rank": "Int64", "rank_in_group": "Int64"})


@dataclass(frozen=True)
class Peers:
    """The regions most similar to one, nearest first, and how far away; `reason` where there are none.

    reason: "" or no_figures (population or informal share of the region is not known) or alone (no other region of its
    kind has both figures).
    """

    code: str
    peers: tuple[str, ...] = ()
    distances: tuple[float, ...] = ()
    reason: str = ""


def nearest(figures: pd.DataFrame, code: str, n: int = SIMILAR) -> Peers:
    """The n regions most similar to one: of the same kind, nearest in population and informal share.

    `figures`: one row a region, indexed by code: kind, population (people, above 0), informal_share (percent or
    share, the same for all); NaN for unknown. The logarithm of population and the informal share are each
    standardised (mean 0, sample deviation 1) over the regions of that kind that have both; then Euclidean distance;
    equal distances by code. A figure that does not vary adds nothing. Where fewer than n are left, all of them.
    KeyError for an unknown code.

    Method: statistical nearest neighbours as in CIPFA's Nearest Neighbours Model for English authorities (variables
    standardised to mean 0 and deviation 1, Euclidean distance, the 15 nearest shown; none of the variables describes
    the service that is judged). Which two figures is this project's choice: size, since numbers of workers to be
    reached grow with it, and informality, since wage workers are covered by their employers' duty.
    """
    kind = figures.at[code, "kind"]
    known = figures[["population", "informal_share"]].notna().all(axis=1) & (figures["population"] > 0)
    if not known[code]:
        return Peers(code, reason="no_figures")
    same = figures[known & (figures["kind"] == kind)]
    others = same.index.drop(code)
    if others.empty:
        return Peers(code, reason="alone")
    axes = np.column_stack([np.log(same["population"].to_numpy(dtype=float)), same["informal_share"].to_numpy(float)])
    deviation = axes.std(axis=0, ddof=1)
    scaled = (axes - axes.mean(axis=0)) / np.where(deviation > 0, deviation, 1.0)
    distance = pd.Series(np.hypot(*(scaled - scaled[same.index.get_loc(code)]).T), same.index)[others]
    first = sorted(others, key=lambda other: (round(distance[other], 12), other))[:n]
    return Peers(code, tuple(first), tuple(float(distance[other]) for other in first))
