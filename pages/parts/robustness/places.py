"""Where the places of an edition may lie, drawn for all viewers, and as a table."""

from collections.abc import Mapping

import pandas as pd

from charts.layout import Figure
from charts.ranges import ranges
from messages import Words
from pages.common import cached
from pages.common.keep import kept
from pages.common.table import listing
from scoring import sensitivity

FIRST = 40  # regions of the part "first"


@kept(64)
def drawn(
    id: str, period: str, part: str, selected: str | None, t: Words, theme: str, width: int
) -> tuple[Figure, str]:
    """Rank ranges of a part of the regions (see `some`) with their sentence."""
    return ranges(some(id, period, part), t, theme=theme, width=width, selected=selected)


def some(id: str, period: str, part: str) -> pd.DataFrame:
    """Rank ranges as `named`: of all ranked regions, of the first ones ("first"), of a kind, or of a province."""
    rows, facts = cached.ranges(id, period, sensitivity.FIRST), cached.standings(id, period, "score")
    if part == "first":
        rows = rows[rows["rank"].le(FIRST).fillna(False)]
    elif part != "all":
        facts = facts.loc[rows.index]
        rows = rows[(facts["kind"] == part) | (facts["parent_code"] == part)]
    return named(rows, facts["label"])


def named(rows: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Those that have a place, in its order, with code and name; `rows` as `scoring.robustness.rank_ranges`."""
    rows = rows[rows["rank"].notna()].sort_values(["rank", "rank_p50"]).reset_index(names="code")
    return rows.assign(name=rows["code"].map(names))


def listed(rows: pd.DataFrame, t: Words) -> dict:
    """The same as a table."""
    heads = [t("Region"), t("Rank"), t("Median"), t("Best in 90%"), t("Worst in 90%"), t("Among the first three")]
    columns = ["rank", "rank_p50", "rank_p05", "rank_p95"]
    cells = [
        [row["name"], *(t.number(row[c]) for c in columns), t.percent(100 * row["p_topk"])]
        for row in rows.to_dict("records")
    ]
    return listing(heads, cells, numbers=range(1, 6), wide=(2,))
