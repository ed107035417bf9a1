"""Why a region has its score: what every indicator adds to it, what the region above has more, where it stands out."""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from scoring.criteria import Criteria, Dimension
from scoring.ranking import INCOMPLETE, Ranking

LEAST_PEERS = 8  # of 15: fewer say nothing about a region
LEAST_DIFFERENCE = 0.01  # on the common scale: where peers hardly differ, a hair's breadth is no strength


def contributions(ranking: Ranking) -> pd.DataFrame:
    """What every scored indicator adds to the score: one row a region, one column an indicator, in points of score.

    Each row adds up to the unrounded score; NaN for a region without one, and for an indicator left out as missing.
    In an arithmetic mean a child adds its relative weight times its value. A geometric or harmonic mean is lower
    than the arithmetic mean of the same children; there every child's arithmetic part is scaled down by that same
    factor, so that parts are never negative and keep their proportions. (For arithmetic means as in OECD/JRC,
    Handbook on Constructing Composite Indicators, 2008, step 8; the rule for the other means is this project's.)
    """
    criteria, normalised = ranking.criteria, ranking.normalised
    values = ranking.dimensions / criteria.scale
    parts: dict[str, np.ndarray] = {}

    def share(parent: str | None, value: np.ndarray, kind: str, factor: np.ndarray) -> None:
        children = [c for c in criteria.children(parent) if c.weight > 0]
        columns = [(values if isinstance(c, Dimension) else normalised)[c.id].to_numpy() for c in children]
        weights = np.array([np.where(np.isnan(x), 0.0, c.weight) for c, x in zip(children, columns, strict=True)])
        with np.errstate(invalid="ignore", divide="ignore"):
            weights = weights / weights.sum(axis=0)
            if kind != "arithmetic":
                plain = np.nansum(weights * np.array(columns), axis=0)
                factor = factor * np.where(plain > 0, value / plain, 0.0)
        for child, x, w in zip(children, columns, weights, strict=True):
            if isinstance(child, Dimension):
                share(child.id, x, child.aggregate, factor * w)
            else:
                parts[child.id] = factor * w * x

    whole = ranking.exact.to_numpy() / criteria.scale
    share(None, whole, criteria.aggregate, np.full(len(whole), criteria.scale))
    order = [i.id for i in criteria.scored()]
    return pd.DataFrame(parts, index=ranking.values.index)[order].where(ranking.exact.notna())


def explain(ranking: Ranking, code: str) -> pd.DataFrame:
    """One region's score line by line: indicator, dimension, value, normalised, weight, contribution.

    `weight` is the indicator's share of the whole by the criteria, 0 to 1, before anything missing is left out.
    KeyError for a region that is not in the ranking.
    """
    criteria = ranking.criteria
    scored = criteria.scored()
    ids = [i.id for i in scored]
    weights = nominal_weights(criteria)
    return pd.DataFrame(
        {
            "indicator": ids,
            "dimension": [i.dimension for i in scored],
            "value": ranking.values.loc[code, ids].to_numpy(),
            "normalised": ranking.normalised.loc[code, ids].to_numpy(),
            "weight": [weights[id] for id in ids],
            "contribution": contributions(ranking).loc[code].to_numpy(),
        }
    )


def nominal_weights(criteria: Criteria) -> dict[str, float]:
    """Each scored indicator's share of the whole, 0 to 1: the product of relative weights on the way down."""
    out: dict[str, float] = {}

    def walk(parent: str | None, share: float) -> None:
        children = [c for c in criteria.children(parent) if c.weight > 0]
        total = sum(c.weight for c in children)
        for child in children:
            if isinstance(child, Dimension):
                walk(child.id, share * child.weight / total)
            else:
                out[child.id] = share * child.weight / total

    walk(None, 1.0)
    return out


def above(ranking: Ranking, code: str, among: Iterable[str] | None = None) -> str | None:
    """The region with the next better place (of several that share it, the first by code), or None.

    `among`: codes to look at, such as those of a group; default all. None for the first and for an unranked region;
    KeyError for one that is not in the ranking.
    """
    places = ranking.table["rank"]
    own = places[code]
    if pd.isna(own):
        return None
    others = places.dropna() if among is None else places[places.index.isin(list(among))].dropna()
    better = others[others < own]
    return min(better.index[better == better.max()]) if len(better) else None


def gap(ranking: Ranking, code: str, other: str) -> pd.DataFrame:
    """Which indicators make the difference between two regions' scores, in points of score.

    One row a scored indicator: indicator, own and other (what it adds to either score, see `contributions`; NaN where
    left out as missing), difference (other less own, missing counting as 0), the largest difference first. The
    differences add up to the difference of the unrounded scores, a sum of parts as in OECD/JRC, Handbook on
    Constructing Composite Indicators (2008), step 8. All NaN where either has no score; KeyError for a region that is
    not in the ranking.
    """
    parts = contributions(ranking)
    own, others = parts.loc[code], parts.loc[other]
    scored = ranking.exact.loc[[code, other]].notna().all()
    difference = others.fillna(0) - own.fillna(0) if scored else np.nan
    table = pd.DataFrame({"indicator": parts.columns, "own": own.to_numpy(), "other": others.to_numpy()})
    table["difference"] = np.asarray(difference, dtype=float)
    return table.sort_values("difference", ascending=False, kind="stable", ignore_index=True)


def strengths(ranking: Ranking, code: str, peers: Sequence[str]) -> pd.DataFrame:
    """Where a region stands out among its peers, indicator by indicator.

    `peers`: codes of similar regions (see `scoring.peers.nearest`), the region itself left out if among them. One row
    a scored indicator: indicator, normalised (the region's, on the common scale, the better the higher), mean and
    deviation (sample) of the peers, peers (how many have a value), verdict, reason.

    verdict: "strength" where the normalised value is above the peers' mean by more than one of their standard
    deviations, "weakness" where it is below by more than one, else "". The rule is that of the income group strengths
    and weaknesses of WIPO, Global Innovation Index 2023, appendix I ("above the income group average plus the
    standard deviation within the group"), here with the peers alone as the group. This project's addition: the
    difference is at least LEAST_DIFFERENCE. And no verdict on too little data; reason then says which: incomplete
    (the region's status), missing (this figure of it), few_peers (fewer than LEAST_PEERS peers have one).
    """
    ids = [i.id for i in ranking.criteria.scored()]
    own = ranking.normalised.loc[code, ids]
    group = ranking.normalised.loc[[p for p in peers if p != code], ids]
    table = pd.DataFrame({"normalised": own, "mean": group.mean(), "deviation": group.std(ddof=1)})
    table["peers"] = group.notna().sum()
    lead = table["normalised"] - table["mean"]
    needed = np.maximum(table["deviation"] * (1 + 1e-12), LEAST_DIFFERENCE)
    table["reason"] = np.select(
        [
            np.full(len(ids), ranking.table.at[code, "status"] == INCOMPLETE),
            own.isna(),
            table["peers"] < LEAST_PEERS,
        ],
        ["incomplete", "missing", "few_peers"],
        "",
    )
    sure = table["reason"] == ""
    table["verdict"] = np.select([sure & (lead > needed), sure & (lead < -needed)], ["strength", "weakness"], "")
    table = table.rename_axis("indicator").reset_index()
    return table[["indicator", "normalised", "mean", "deviation", "peers", "verdict", "reason"]]
