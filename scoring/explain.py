"""Why a region has its score: what every indicator adds to it."""

import numpy as np
import pandas as pd

from scoring.criteria import Criteria, Dimension
from scoring.ranking import Ranking


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
