"""The country in one sentence, four figures and four short lists."""

from typing import NamedTuple

import pandas as pd

from data.editions import year_before
from messages import Words
from pages.common import cached, map, sentences, table
from pages.common.keep import kept


class Metric(NamedTuple):
    """A figure of the country, and its change in a year where that is known."""

    label: str
    value: str
    change: float | None
    written: str | None


@kept(16)
def lead(id: str, t: Words) -> str:
    """Where the country stands and who leads."""
    return sentences.lead(cached.gaps(id, cached.edition(id).period), *_years(id), t)


@kept(16)
def metrics(id: str, t: Words) -> list[Metric]:
    """Coverage, participants, workers not protected, and what closing the gap costs."""
    now, earlier = _years(id)
    kinds = {
        "coverage": (t("National coverage"), t.percent, lambda x: f"{t.signed(x)} {t('points')}"),
        "active": (t("Active participants"), t.compact, t.signed_compact),
        "unprotected": (t("Unprotected workers"), t.compact, t.signed_compact),
        "premium_year": (t("A year's premium, non-wage gap"), t.rupiah, t.signed_rupiah),
    }
    found = []
    for key, (label, written, difference) in kinds.items():
        change = None if earlier is None else now[key] - earlier[key]
        found.append(Metric(label, written(now[key]), change, None if change is None else difference(change)))
    return found


@kept(16)
def lists(id: str, t: Words) -> bytes:
    """Who leads, who has furthest to go, who rose and fell most: four tables, `table.written`."""
    standings = cached.gaps(id, cached.edition(id).period)
    ranked = standings[standings["rank"].notna()].sort_values("rank")
    found = {
        t("First five"): (ranked.head(5), ["rank", "name", "value"]),
        t("Furthest to go"): (sentences.gap_notes(ranked.tail(5), t), ["rank", "name", "value"]),
        t("Risen most"): (ranked[ranked["change"] > 0].nlargest(5, "change"), ["name", "value", "change"]),
        t("Fallen most"): (ranked[ranked["change"] < 0].nsmallest(5, "change"), ["name", "value", "change"]),
    }
    unit = map.shown(id, "score", t)["score"][1]
    return table.written(
        {"tables": [{"title": title, **table.brief(*asked, unit, t)} for title, asked in found.items()]}
    )


def _years(id: str) -> tuple[pd.Series, pd.Series | None]:
    country, period = cached.national(id), cached.edition(id).period
    before = year_before(period)
    return country.loc[period], country.loc[before] if before in country.index else None
