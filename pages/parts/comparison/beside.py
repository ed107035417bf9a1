"""Tables of several regions beside each other, kept for all viewers. `codes`: in the order shown."""

import pandas as pd

from data import store
from data.comparability import differences
from messages import NONE, Words
from pages.common import cached, filters
from pages.common.keep import kept
from pages.common.sentences import plain
from pages.common.table import listing, written
from pages.parts.comparison.drawn import Codes, shown
from scoring.peers import group_ranks


@kept(128)
def raw(id: str, period: str, codes: Codes, t: Words) -> bytes:
    """Raw figures by indicator, scored ones first, of those the best marked; `written`."""
    ranking = cached.ranking(id, period)
    scored = [i.id for i in ranking.criteria.scored()]
    rows, notes = [], []
    for indicator in sorted(ranking.criteria.indicators, key=lambda i: i.id not in scored):
        values = ranking.values.loc[list(codes), indicator.id]
        best = values.max() if indicator.direction == "higher" else values.min()
        contested = indicator.id in scored and values.nunique() > 1
        cells = [("★ " if contested and x == best else "") + t.figure(x, indicator.unit) for x in values]
        rows.append([t.name(indicator.name, indicator.id), *cells])
        notes.append("" if indicator.id in scored else t("not scored"))
    content = listing([t("Indicator"), *shown(id, codes).values()], rows, range(1, len(codes) + 1))
    for row, note in zip(content["rows"], notes, strict=True):
        row[1][1] = note
    return written(content)


@kept(128)
def group_places(id: str, period: str, codes: Codes, t: Words) -> bytes:
    """Places within kind, zone and population class, such as 3 of 12; `written`.

    A grouping that puts all regions together is left out.
    """
    standings = cached.standings(id, period, "score")[["kind", "zone", "size_class"]]
    places, groups = group_ranks(cached.ranking(id, period), standings), filters.groups(id, t)
    named, told = shown(id, codes), {}
    for row in places[places["code"].isin(codes)].to_dict("records"):
        place = row["rank_in_group"]
        n, all = t.number(None if pd.isna(place) else int(place)), t.number(row["ranked_in_group"])
        told[row["code"], row["grouping"]] = (NONE if pd.isna(place) else t("{n} of {all}", n=n, all=all), row["group"])
    ways = [(label, column, words) for label, column, words in groups.values() if column in set(places["grouping"])]
    rows = []
    for code in codes:
        cells = [told.get((code, column), (NONE, "")) for _, column, _ in ways]
        rows.append(
            [
                named[code],
                *(f"{n} ({words[g]})" if g in words else n for (n, g), (*_, words) in zip(cells, ways, strict=True)),
            ]
        )
    return written(listing([t("Region"), *(label for label, *_ in ways)], rows))


@kept(128)
def differing(id: str, codes: Codes, period: str, indicators: tuple[str, ...]) -> pd.DataFrame:
    """Where the figures of regions do not mean the same, see `data.comparability.differences`."""
    return differences(store.query(id, "latest", codes=list(codes), period=period), indicators)


@kept(128)
def people(id: str, codes: Codes, period: str) -> pd.DataFrame:
    """People behind the percentages, one row a region."""
    return store.query(id, "headcounts", codes=list(codes), period=period).set_index("code").reindex(list(codes))


def headcounts(people: pd.DataFrame, shown: dict[str, str], t: Words) -> dict:
    """The counts behind the percentages and the premium that is missing; `people` as that function gives it."""
    heads = {
        "employed": (t("Employed people"), t.number),
        "active": (t("Active participants"), t.number),
        "unprotected": (t("Unprotected workers"), t.number),
        "premium_year": (t("A year's premium, non-wage gap"), t.rupiah),
    }
    rows = [[shown[code], *(write(row[key]) for key, (_, write) in heads.items())] for code, row in people.iterrows()]
    return listing([t("Region"), *(label for label, _ in heads.values())], rows, range(1, 5), (1,))


def unlike(found: pd.DataFrame, indicators: dict[str, str], names: dict[str, str], t: Words) -> list[str]:
    """What keeps figures from being compared, a line an aspect; `found` as `data.comparability.differences`."""
    words = {
        "attribution": t("Participants are not counted at the same place"),
        "universe": t("Not the same universe or source"),
        "period": t("Not of the same period"),
        "note": t("Read with the note of the source"),
    }
    lines = []
    for aspect, rows in found.groupby("aspect", sort=False):
        told = []
        for row in rows.to_dict("records"):
            regions = [t.list(names[code] for code in codes) for codes in row["codes"]]
            if aspect == "period":
                regions = [f"{r}: {t.period(p)}" for r, p in zip(regions, row["meanings"], strict=True)]
            if aspect == "note":
                regions = [f"{r}: {t(m)}" for r, m in zip(regions, row["meanings"], strict=True) if m]
            told.append(f"{indicators[row['indicator']]} ({'; '.join(regions)})")
        lines.append(f"**{words[aspect]}.** {plain('. '.join(told))}.")
    return lines
