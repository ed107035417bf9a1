"""The scenes of the stage as plain texts and numbers, ready to be sent to a browser at once."""

import pandas as pd

from charts.choropleth import ends_told, value_range
from messages import Words
from pages.common import cached
from pages.common.keep import kept
from pages.common.map import shown
from pages.parts.stage import tour

TEN, MOST = 10, 12  # bars of a scene, and with those that share the last place


def names(t: Words) -> dict[str, str]:
    """The scenes by id, in their order."""
    return {
        "nation": t("The country and its map"),
        "first": t("First ten of each kind"),
        "improved": t("Most improved"),
        "zones": t("Tour of the zones"),
        "region": t("Spotlight on a region"),
        "programme": t("The programme in three numbers"),
    }


def chosen(id: str, asked: list[str], region: str, t: Words) -> list[dict]:
    """The scenes asked for (all where none is), in their order; those without figures are left out."""
    made = every(id, region, t)
    return [scene for name in names(t) if not asked or name in asked for scene in made[name]]


@kept(32)
def every(id: str, region: str, t: Words) -> dict[str, list[dict]]:
    """All scenes of an edition, by `names`. Each has an id, a kind (see stage.js) and a title."""
    period = cached.edition(id).period
    standings = cached.gaps(id, period)
    by = "coverage_total" if "coverage_total" in shown(id, "score", t) else "score"
    mapped = chart(id, by, t)
    return {
        "nation": [nation(id, standings, mapped, t)],
        "first": firsts(id, standings, t),
        "improved": improved(id, t),
        "zones": tour.zones(id, standings, mapped, t),
        "region": tour.spotlight(id, region, standings, t),
        "programme": tour.programme(id, t),
    }


def chart(id: str, by: str, t: Words) -> dict:
    """A map: how far along the colours each ranked region is (0 to 1), dots for the small ones, and its legend."""
    ranking = cached.ranking(id, cached.edition(id).period)
    standings = cached.standings(id, cached.edition(id).period, "score")
    value = ranking.table["score"] if by == "score" else ranking.values[by]
    coloured = standings[value.notna() & standings["rank"].notna()]
    low, high = value_range(value[coloured.index], False)
    label, unit = shown(id, "score", t)[by]
    _, (lowest, highest) = ends_told(value[coloured.index], low, high, 2, unit, t)
    shares = ((value - low) / (high - low)).clip(0, 1).round(2)
    return {
        "values": shares[coloured.index].to_dict(),
        "dots": [[row.Index, row.lon, row.lat] for row in coloured[coloured["marker"]].itertuples()],
        "label": label,
        "low": lowest,
        "high": highest,
        "none": t("Not ranked") if len(coloured) < len(standings) else "",
        "credit": t("Boundaries: BIG, generalised; for display, not for legal demarcation."),
    }


def nation(id: str, standings: pd.DataFrame, mapped: dict, t: Words) -> dict:
    """Where the country stands, and the map."""
    now, earlier = tour.country(id)
    scene = {"id": "nation", "kind": "nation", "title": t("National coverage"), "map": mapped}
    if now is None or pd.isna(now["coverage"]):
        ranked = int(standings["rank"].notna().sum())
        sentence = t.plural("{n} region has a place", "{n} regions have a place", ranked)
        return {**scene, "title": mapped["label"], "figure": "", "sentence": sentence}
    parts = [t("of {employed} employed people are active participants", employed=t.compact(now["employed"]))]
    if earlier is not None and pd.notna(earlier["coverage"]):
        change = now["coverage"] - earlier["coverage"]
        parts.append(t("{change} points in a year", change=t.signed(change)))
    return {**scene, "figure": t.percent(now["coverage"]), "sentence": "; ".join(parts)}


def firsts(id: str, standings: pd.DataFrame, t: Words) -> list[dict]:
    """The first ten of every kind of region."""
    titles = {
        "provinsi": t("First ten: provinces"),
        "kabupaten": t("First ten: kabupaten"),
        "kota": t("First ten: kota"),
    }
    criteria = cached.ranking(id, cached.edition(id).period).criteria
    label, unit = shown(id, "score", t)["score"]
    return [
        bars(f"first-{kind}", title, label, part, part["rank_in_kind"], "short_name", unit, criteria.scale, t)
        for kind, title in titles.items()
        if (part := standings[standings["kind"] == kind])["rank_in_kind"].notna().any()
    ]


def improved(id: str, t: Words) -> list[dict]:
    """Who gained most coverage in a year, in points."""
    if "growth" not in shown(id, "score", t):
        return []
    table = cached.standings(id, cached.edition(id).period, "growth")
    rose = table[table["value"] > 0]
    if rose["rank"].notna().sum() == 0:
        return []
    label, unit = shown(id, "score", t)["growth"]
    return [
        bars("improved", t("Most improved in a year"), label, rose, rose["rank"], "label", unit, rose["value"].max(), t)
    ]


def bars(
    id: str, title: str, label: str, table: pd.DataFrame, place: pd.Series, name: str, unit: str, top: float, t: Words
) -> dict:
    """A scene of ten bars, or up to twelve where the last place is shared."""
    rows = first(table.assign(place=place), TEN, MOST)
    return {
        "id": id, "kind": "bars", "title": title, "label": label,
        "rows": [
            {"place": t.number(int(row.place)), "name": getattr(row, name), "note": row.province,
             "value": t.figure(row.value, unit), "share": round(max(0.0, min(1.0, row.value / top)), 3) if top else 0}
            for row in rows.itertuples()
        ],
    }  # fmt: skip


def first(table: pd.DataFrame, n: int, most: int) -> pd.DataFrame:
    """The rows with places 1 to n; whoever shares the last place is in, or out where that makes more than `most`."""
    rows = table[table["place"].le(n).fillna(False)].sort_values(["place", "name"])
    return rows if len(rows) <= most else rows[rows["place"] < rows["place"].iloc[most]]
