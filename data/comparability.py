"""Whether figures of several regions may stand beside each other: who was counted, where, when and against what."""

from collections.abc import Iterable

import pandas as pd

ASPECTS = {
    "attribution": ["attribution"],  # where people are counted
    "universe": ["unit", "nature", "source_id"],  # what they are a share of, and who says so
    "period": ["period"],
    "note": ["note"],  # what the source says beside a figure
}


def differences(figures: pd.DataFrame, indicators: Iterable[str] | None = None) -> pd.DataFrame:
    """Where the figures of an indicator do not mean the same in all regions.

    `figures`: one row a region and indicator: code, indicator, period, unit, nature, attribution, source_id, note
    (blank counts as a meaning of its own). `indicators`: those to look at, in this order; default all. One row an
    indicator and aspect that differs: indicator, aspect (see ASPECTS), codes, those with a figure, as a tuple of
    tuples, one a meaning, in the order of `figures`, and meanings, the texts of each. One region alone never differs,
    but for a note: it is told where other regions of `figures` have no such figure, too.
    """
    found, every = [], figures["code"].nunique()
    order = figures["indicator"].unique() if indicators is None else indicators
    for indicator in order:
        rows = figures[figures["indicator"] == indicator].fillna("")
        for aspect, columns in ASPECTS.items():
            groups = rows.groupby(columns, sort=False)["code"].agg(tuple)
            alone = aspect == "note" and any(groups.index) and len(rows) < every
            if len(groups) > 1 or alone:
                texts = tuple(" ".join(filter(None, key)) if isinstance(key, tuple) else key for key in groups.index)
                found.append((indicator, aspect, tuple(groups), texts))
    return pd.DataFrame(found, columns=["indicator", "aspect", "codes", "meanings"])
