"""Tables of several regions beside each other."""

import pandas as pd

from data import store
from data.comparability import differences
from messages import NONE, Words
from pages.common.keep import kept
from pages.common.sentences import plain
from pages.common.table import listing
from scoring.ranking import Ranking


def raw(ranking: Ranking, codes: list[str], shown: dict[str, str], t: Words) -> dict:
    """Raw figures by indicator, scored ones first, of those the best marked."""
    scored = [i.id for i in ranking.criteria.scored()]
    rows, notes = [], []
    for indicator in sorted(ranking.criteria.indicators, key=lambda i: i.id not in scored):
        values = ranking.values.loc[codes, indicator.id]
        best = values.max() if indicator.direction == "higher" else values.min()
        contested = indicator.id in scored and values.nunique() > 1
        cells = [("★ " if contested and x == best else "") + t.figure(x, indicator.unit) for x in values]
        rows.append([t.name(indicator.name, indicator.id), *cells])
        notes.append("" if indicator.id in scored else t("not scored"))
    content = listing([t("Indicator"), *shown.values()], rows, range(1, len(codes) + 1))
    for row, note in zip(content["rows"], notes, strict=True):
        row[1][1] = note
    return content


def over_time(history: dict[str, Ranking], codes: list[str], way: str, names: list[str]) -> pd.DataFrame:
    """A value by period, one column a region: the score, the rank, or an indicator's raw figure."""
    series = {
        period: (at.table[way].astype(float) if way in ("score", "rank") else at.values[way]).reindex(codes).to_numpy()
        for period, at in history.items()
    }
    return pd.DataFrame.from_dict(series, orient="index", columns=names)


def group_places(places: pd.DataFrame, codes: list[str], shown: dict[str, str], groups: dict, t: Words) -> dict:
    """Places within kind, zone and population class, such as 3 of 12; `places` as `scoring.peers.group_ranks`.

    A grouping that puts all regions together is left out.
    """
    told = {}
    for row in places[places["code"].isin(codes)].to_dict("records"):
        place = row["rank_in_group"]
        n, all = t.number(None if pd.isna(place) else int(place)), t.number(row["ranked_in_group"])
        told[row["code"], row["grouping"]] = (NONE if pd.isna(place) else t("{n} of {all}", n=n, all=all), row["group"])
    kept = [(label, column, words) for label, column, words in groups.values() if column in set(places["grouping"])]
    kept = [(label, column, words) for label, column, words in kept if len(words) > 1]
    rows = []
    for code in codes:
        cells = [told.get((code, column), (NONE, "")) for _, column, _ in kept]
        rows.append(
            [
                shown[code],
                *(f"{n} ({words[g]})" if g in words else n for (n, g), (*_, words) in zip(cells, kept, strict=True)),
            ]
        )
    return listing([t("Region"), *(label for label, *_ in kept)], rows)


@kept(128)
def differing(id: str, codes: tuple[str, ...], period: str, indicators: tuple[str, ...]) -> pd.DataFrame:
    """Where the figures of regions do not mean the same, see `data.comparability.differences`."""
    return differences(store.query(id, "latest", codes=list(codes), period=period), indicators)


@kept(128)
def people(id: str, codes: tuple[str, ...], period: str) -> pd.DataFrame:
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
