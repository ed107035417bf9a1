"""Places over time: the first ten, and the region that is chosen."""

import pandas as pd

from charts.bump import bump
from charts.layout import Figure
from messages import NONE, Words
from pages.common import cached, figures, region, table
from pages.common.keep import kept
from scoring.standings import order

FIRST = 10


def show(id: str, by: str, t: Words, theme: str, width: int) -> None:
    """The figure with its sentence and its table."""
    ranks, drawn = _drawn(id, by, region.current(id), t, theme, width)

    def content() -> dict:
        told = [[name, *(NONE if pd.isna(p) else t.number(int(p)) for p in row)] for name, row in ranks.iterrows()]
        return table.listing([t("Region"), *map(t.period, ranks.columns)], told, range(1, len(ranks.columns) + 1))

    figures.show("bump", drawn, t("Ranks over time"), content, t)


@kept(64)
def _drawn(
    id: str, by: str, selected: str | None, t: Words, theme: str, width: int
) -> tuple[pd.DataFrame, tuple[Figure, str]]:
    places = pd.DataFrame({period: order(ranking, by)["rank"] for period, ranking in cached.history(id).items()})
    names = cached.standings(id, cached.edition(id).period, by)["label"]
    last = places[places.columns[-1]]
    codes = list(last[last <= FIRST].sort_values(kind="stable").index)
    if selected in places.index and selected not in codes:
        codes.append(selected)
    ranks = places.loc[codes].set_axis(names[codes], axis=0)
    return ranks, bump(ranks, names.get(selected), t, theme=theme, width=width)
