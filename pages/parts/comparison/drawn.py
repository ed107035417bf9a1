"""Several regions drawn beside each other, kept for all viewers. `codes`: in the order shown."""

import pandas as pd

from charts.bump import bump
from charts.dots import dots
from charts.layout import Figure
from charts.trend import trend
from messages import Words
from pages.common import cached
from pages.common.keep import kept
from pages.parts.comparison.picks import marked

Codes = tuple[str, ...]


def names(id: str, codes: Codes) -> dict[str, str]:
    """What the regions are called."""
    return cached.standings(id, cached.edition(id).period, "score").loc[list(codes), "label"].to_dict()


def shown(id: str, codes: Codes) -> dict[str, str]:
    """The same with the symbol that stands for each in the figures."""
    return marked(list(codes), names(id, codes))


@kept(128)
def scaled(id: str, period: str, codes: Codes, t: Words) -> pd.DataFrame:
    """Scored indicators on the common scale, 0 to 100: a row an indicator, a column a region, both in words."""
    ranking = cached.ranking(id, period)
    indicators = ranking.criteria.scored()
    table = 100 * ranking.normalised.loc[list(codes), [i.id for i in indicators]].T
    return table.set_axis([t.name(i.name, i.id) for i in indicators]).set_axis(names(id, codes).values(), axis=1)


@kept(128)
def on_scale(id: str, period: str, codes: Codes, t: Words, theme: str, width: int) -> tuple[Figure, str] | None:
    """The same drawn, with the raw figures in words; None where none is known."""
    common, ranking = scaled(id, period, codes, t), cached.ranking(id, period)
    if not common.notna().any(axis=None):
        return None
    raw = [[t.figure(x, i.unit) for x in ranking.values.loc[list(codes), i.id]] for i in ranking.criteria.scored()]
    return dots(common, pd.DataFrame(raw, common.index, common.columns), t, theme=theme, width=width)


@kept(128)
def over_time(id: str, codes: Codes, way: str) -> pd.DataFrame:
    """A value by period, one column a region: the score, the rank, or an indicator's raw figure."""
    series = {
        period: (at.table[way].astype(float) if way in ("score", "rank") else at.values[way]).reindex(codes).to_numpy()
        for period, at in cached.history(id).items()
    }
    return pd.DataFrame.from_dict(series, orient="index", columns=list(names(id, codes).values()))


@kept(128)
def course(id: str, codes: Codes, way: str, label: str, unit: str, t: Words, theme: str, width: int) -> (
    tuple[Figure, str]
):  # fmt: skip
    """The same drawn."""
    lines = over_time(id, codes, way)
    if way == "rank":
        return bump(lines.T, None, t, theme=theme, width=width)
    return trend(lines, label, unit, t, theme=theme, width=width)
