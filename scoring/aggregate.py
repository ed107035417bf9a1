"""Weighted means, from normalised indicators up to the score.

Formulas: OECD/JRC, Handbook on Constructing Composite Indicators (2008), chapter 6 (linear and geometric
aggregation); the harmonic mean likewise, with exponent -1.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from scoring.criteria import Criteria, Dimension, Indicator

TOLERANCE = 1e-12  # of a share of weight, so that 0.1 + 0.2 reaches a bound of 0.3


def aggregate(criteria: Criteria, normalised: pd.DataFrame) -> tuple[pd.DataFrame, np.ndarray]:
    """Every dimension and the whole, on the scale of the indicators (the criteria's scale is not applied).

    `normalised`: one row a region, one column an indicator. Returns one column a dimension, and the whole as an array
    of as many rows. NaN where a node has no value under the criteria's rule for missing data.
    """
    least = criteria.least_present()
    indicators = {id: normalised[id].to_numpy() for id in normalised}
    means: dict[str, np.ndarray] = {}  # a dimension's, on its own kind's scale

    def node(parent: str | None, kind: str) -> np.ndarray:
        children = [child for child in criteria.children(parent) if child.weight > 0]
        values = [child_on(child, kind) for child in children]
        return mean(values, [child.weight for child in children], least)

    def child_on(child: Dimension | Indicator, kind: str) -> np.ndarray:
        if isinstance(child, Indicator):
            return on_scale(indicators[child.id], "arithmetic", kind)
        if child.id not in means:
            means[child.id] = node(child.id, child.aggregate)
        return on_scale(means[child.id], child.aggregate, kind)

    dimensions = {d.id: child_on(d, "arithmetic") for d in criteria.dimensions}
    whole = on_scale(node(None, criteria.aggregate), criteria.aggregate, "arithmetic")
    if criteria.missing == "exclude":  # any gap, even one that weighs less than the tolerance
        gap = np.any([np.isnan(indicators[i.id]) for i in criteria.scored()], axis=0)
        whole = np.where(gap, np.nan, whole)
    return pd.DataFrame(dimensions, index=normalised.index), whole


def mean(
    values: Sequence[np.ndarray],
    weights: Sequence[float] | Sequence[np.ndarray],
    least: float,
    nominal: Sequence[float] | None = None,
) -> np.ndarray:
    """Weighted arithmetic mean across `values` (one array a child: n, or draws x n) over the children with a value.

    weights  above 0, one a child: a number, or a column of draws x 1
    nominal  the weights that say how much is present, where they are not `weights`
    Any other mean is this one on the scale of its kind, see `on_scale`. NaN where the children present hold less than
    the share `least` of the nominal weight. Sums run in the order of the children, so that every machine adds alike.
    """
    enough = None
    gaps = [np.isnan(v) for v in values]
    if any(gap.any() for gap in gaps):
        nominal = weights if nominal is None else nominal
        held = sum(np.where(gap, 0.0, w) for gap, w in zip(gaps, nominal, strict=True))
        enough = (held > 0) & (held / sum(nominal) >= least - TOLERANCE)
        weights = [np.where(gap, 0.0, w) for gap, w in zip(gaps, weights, strict=True)]
        values = [np.where(gap, 0.0, v) for gap, v in zip(gaps, values, strict=True)]
    with np.errstate(invalid="ignore"):
        total = weights[0] * values[0]
        for w, v in zip(weights[1:], values[1:], strict=True):
            total += w * v
        total /= sum(weights)
    return total if enough is None else np.where(enough, total, np.nan)


def on_scale(values: np.ndarray, kind: str, wanted: str) -> np.ndarray:
    """Values from the scale on which one kind of mean is an arithmetic one to that of another kind.

    The geometric mean is the arithmetic one of logarithms, the harmonic mean that of reciprocals. Any value <= 0
    becomes infinite there, and so the mean 0. A kind under its own kind stays as it is: logarithms are taken once.
    """
    if kind == wanted:
        return values
    with np.errstate(divide="ignore", invalid="ignore"):
        return _ONTO[wanted](_FROM[kind](values))


_ONTO = {
    "arithmetic": lambda v: v,
    "geometric": lambda v: np.log(np.maximum(v, 0.0)),
    "harmonic": lambda v: np.reciprocal(np.maximum(v, 0.0) + 0.0),  # + 0.0: no negative zero
}
_FROM = {"arithmetic": lambda v: v, "geometric": np.exp, "harmonic": np.reciprocal}
