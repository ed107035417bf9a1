"""Weighted means, from normalised indicators up to the score.

Formulas: OECD/JRC, Handbook on Constructing Composite Indicators (2008), chapter 6 (linear and geometric
aggregation); the harmonic mean likewise, with exponent -1.
"""

import numpy as np
import pandas as pd

from scoring.criteria import Criteria, Dimension

TOLERANCE = 1e-12  # of a share of weight, so that 0.1 + 0.2 reaches a bound of 0.3


def aggregate(criteria: Criteria, normalised: pd.DataFrame) -> tuple[pd.DataFrame, np.ndarray]:
    """Every dimension and the whole, on the scale of the indicators (the criteria's scale is not applied).

    `normalised`: one row a region, one column an indicator. Returns one column a dimension, and the whole as an array
    of as many rows. NaN where a node has no value under the criteria's rule for missing data.
    """
    least = criteria.least_present()

    def node(parent: str | None, kind: str) -> np.ndarray:
        children = [child for child in criteria.children(parent) if child.weight > 0]
        values = [
            node(c.id, c.aggregate) if isinstance(c, Dimension) else normalised[c.id].to_numpy() for c in children
        ]
        return mean(values, [c.weight for c in children], kind, least)

    dimensions = {d.id: node(d.id, d.aggregate) for d in criteria.dimensions}
    whole = node(None, criteria.aggregate)
    if criteria.missing == "exclude":  # any gap, even one that weighs less than the tolerance
        whole = np.where(normalised[[i.id for i in criteria.scored()]].isna().any(axis=1), np.nan, whole)
    return pd.DataFrame(dimensions, index=normalised.index), whole


def mean(values: list[np.ndarray], weights: list[float], kind: str, least: float) -> np.ndarray:
    """Weighted mean across `values` (one array of n regions a child) over the children that have a value.

    NaN where the children present hold less than the share `least` of the weights. In geometric and harmonic means
    any value <= 0 gives 0. Sums run in the order of the children, so that every machine adds alike.
    """
    whole = sum(weights)
    present = [~np.isnan(v) for v in values]
    held = np.zeros(values[0].shape)
    total = np.zeros(values[0].shape)
    zero = np.zeros(values[0].shape, dtype=bool)
    with np.errstate(divide="ignore", invalid="ignore"):
        for v, here, w in zip(values, present, weights, strict=True):
            held += np.where(here, w, 0.0)
            total += np.where(here, w * FORWARD[kind](v), 0.0)
            if kind != "arithmetic":
                zero |= here & (v <= 0)
        out = np.where(zero, 0.0, BACKWARD[kind](total / held))
    return np.where((held > 0) & (held / whole >= least - TOLERANCE), out, np.nan)


FORWARD = {"arithmetic": lambda v: v, "geometric": np.log, "harmonic": np.reciprocal}
BACKWARD = {"arithmetic": lambda m: m, "geometric": np.exp, "harmonic": np.reciprocal}
