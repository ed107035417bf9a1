"""Two rankings side by side, and one set of rules applied to several periods."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from problems import BadInput, Problem
from scoring.criteria import Criteria
from scoring.ranking import rank
from scoring.standings import order


@dataclass(frozen=True, eq=False)
class Comparison:
    """What moved between two orders.

    moves   by code, every region of either: rank_before, rank_after (Int64), value_before, value_after, change (places
            gained, negative: lost; Int64, blank unless placed in both), move: up, down, same, enters, leaves or
            neither (no place in either). Regions with the best new place first, those without one last.
    placed  number of regions with a place in both, on which the two coefficients stand
    tau     Kendall's tau-b, rho: Spearman's rho of the places, -1 to 1; NaN for fewer than two different places
    """

    moves: pd.DataFrame
    placed: int
    tau: float
    rho: float


def compare(before: pd.DataFrame, after: pd.DataFrame) -> Comparison:
    """Two orders of regions, each indexed by code with columns value and rank, as `scoring.standings.order` gives.

    So two editions, two criteria, the score against an indicator, or the places within two groupings. Places are
    those published, each among the regions of its own order; tau and rho look only at regions placed in both.
    """
    codes = before.index.union(after.index, sort=False)
    left, right = before.reindex(codes), after.reindex(codes)
    moves = pd.DataFrame(
        {
            "rank_before": left["rank"].astype("Int64"),
            "rank_after": right["rank"].astype("Int64"),
            "value_before": left["value"],
            "value_after": right["value"],
        }
    )
    moves["change"] = moves["rank_before"] - moves["rank_after"]
    was, now = moves["rank_before"].notna(), moves["rank_after"].notna()
    gained = moves["change"].fillna(0)
    moves["move"] = np.select(
        [was & now & (gained > 0), was & now & (gained < 0), was & now, now, was],
        ["up", "down", "same", "enters", "leaves"],
        "neither",
    )
    x, y = (moves.loc[was & now, name].to_numpy(dtype=float) for name in ("rank_before", "rank_after"))
    moves = moves.rename_axis("code").reset_index().sort_values(["rank_after", "rank_before", "code"])
    return Comparison(moves.set_index("code"), len(x), kendall_tau_b(x, y), spearman_rho(x, y))


def kendall_tau_b(x: np.ndarray, y: np.ndarray) -> float:
    """Kendall's tau-b of two arrays of n numbers without NaN: rank correlation with ties, -1 to 1.

    tau_b = (C - D) / sqrt((P - X) (P - Y)), with P = n (n - 1) / 2 pairs, C concordant and D discordant ones, X and Y
    the pairs tied in x and in y. NaN where either has no two different values. Source: M. G. Kendall (1945), The
    treatment of ties in ranking problems, Biometrika 33(3), 239-251. Looks at all pairs: meant for some thousands.
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    balance = untied_x = untied_y = 0
    for n in range(1, len(x)):
        dx, dy = np.sign(x[n] - x[:n]), np.sign(y[n] - y[:n])
        balance += int((dx * dy).sum())
        untied_x += int(np.count_nonzero(dx))
        untied_y += int(np.count_nonzero(dy))
    return balance / math.sqrt(untied_x * untied_y) if untied_x and untied_y else math.nan


def pairs_kept(tau: float) -> float:
    """The share of pairs (percent) in the same order that a tau stands for: 100 (1 + tau) / 2, exact without ties."""
    return 50 * (1 + tau)


def spearman_rho(x: np.ndarray, y: np.ndarray) -> float:
    """Spearman's rho of two arrays of n numbers without NaN: Pearson's correlation of their mid-ranks, -1 to 1.

    Equal values get the mean of the places that they fill (1, 2.5, 2.5, 4), so that ties need no correction term. NaN
    where either has no two different values. Source: M. G. Kendall (1948), Rank Correlation Methods, chapter 3.
    """
    ranks = [pd.Series(np.asarray(v, dtype=float)).rank().to_numpy() for v in (x, y)]
    if any(len(r) < 2 or (r == r[0]).all() for r in ranks):
        return math.nan
    a, b = (r - r.mean() for r in ranks)
    return float((a * b).sum() / math.sqrt((a * a).sum() * (b * b).sum()))


def winners_moved(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Who enters and leaves the winners: two tables of `scoring.awards.winners`, joined by award and code.

    Returns award, code, move (stays, enters, leaves), place_before, place_after (Int64, blank for who did not win),
    in the order of the awards, those of today by place, then those who leave.
    """
    keys = ["award", "code"]
    left, right = (t.loc[t["won"].astype(bool), [*keys, "place"]].astype({"place": "Int64"}) for t in (before, after))
    both = right.merge(left, on=keys, how="outer", suffixes=("_after", "_before"))
    was, now = both["place_before"].notna(), both["place_after"].notna()
    both["move"] = np.select([was & now, now], ["stays", "enters"], "leaves")
    awards = {id: n for n, id in enumerate(dict.fromkeys([*after["award"], *before["award"]]))}
    both["nth"] = both["award"].map(awards)
    both = both.sort_values(["nth", "place_after", "place_before", "code"], ignore_index=True)
    return both[[*keys, "move", "place_before", "place_after"]]


@dataclass(frozen=True, eq=False)
class Trend:
    """One set of rules over several periods: a trend in it is no artefact of changed rules.

    ranks    one row a region, one column a period that could be ranked (Int64, blank unless ranked)
    values   the same for the score (or indicator), rounded for the score; NaN without one
    refused  by period that could not be ranked: its problems, empty where simply no region has all figures needed
    """

    ranks: pd.DataFrame
    values: pd.DataFrame
    refused: Mapping[str, tuple[Problem, ...]]


def over_periods(criteria: Criteria, tables: Mapping[str, pd.DataFrame], by: str = "score") -> Trend:
    """A criteria file applied to the indicator tables of several periods, each as for `scoring.ranking.rank`.

    `tables`: period -> table indexed by code; an indicator without a column there is missing for every region.
    `by`: the score or an indicator. Nothing is raised for a period: what refuses it stands in `refused`.
    """
    found: dict[str, pd.DataFrame] = {}
    refused: dict[str, tuple[Problem, ...]] = {}
    for period, table in tables.items():
        values = table.reindex(columns=[i.id for i in criteria.indicators]).astype(float)
        try:
            places = order(rank(criteria, values, period), by)
        except BadInput as error:
            refused[period] = error.problems
            continue
        if places["rank"].notna().any():
            found[period] = places
        else:
            refused[period] = ()
    codes = pd.Index(dict.fromkeys(code for table in tables.values() for code in table.index), name="code")
    ranks = {period: places["rank"].reindex(codes) for period, places in found.items()}
    values = {period: places["value"].reindex(codes) for period, places in found.items()}
    return Trend(pd.DataFrame(ranks, index=codes, dtype="Int64"), pd.DataFrame(values, index=codes), refused)
