"""Figures written so that a sum can be done with them."""

import pandas as pd

from messages import FIXED, NONE, Words
from scoring.criteria import Indicator


def exactly(x: float, unit: str, t: Words, decimals: int) -> str:
    """A raw figure with so many decimals that a sum can be done with it."""
    if pd.isna(x):
        return NONE
    if unit in ("yes_no", "people", "class"):
        return t.figure(x, unit)
    if unit == "percent":
        return t.percent(x, decimals)
    if unit == "points":
        return f"{t.signed(x, decimals)}{FIXED}{t('points')}"
    return f"{t.number(x, decimals)}{FIXED}{t('months')}" if unit == "months" else t.number(x, decimals)


def apart(x: float, y: float, unit: str, t: Words) -> tuple[str, str]:
    """Two raw figures with as many decimals as tell them apart."""
    written = ((exactly(x, unit, t, n), exactly(y, unit, t, n)) for n in range(1, 13))
    return next(((a, b) for a, b in written if a != b), (NONE, NONE))


def scale(indicator: Indicator, t: Words) -> str:
    """What brings an indicator to the common scale, in few words."""
    low, high = (t.number(x, 0 if float(x).is_integer() else 2) for x in indicator.goalposts or (0, 0))
    ways = {
        "goalposts": t("from {low} to {high}", low=low, high=high),
        "minmax": t("from the smallest to the largest observed"),
        "zscore": t("deviations from the mean"),
        "rank": t("by place"),
    }
    more = [t("logarithm")] * (indicator.transform == "log") + [t("lower is better")] * (indicator.direction == "lower")
    return ", ".join([ways[indicator.normalise], *more])
