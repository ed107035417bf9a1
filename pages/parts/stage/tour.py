"""Scenes of the stage that go through the country: its zones, one region, and the programme in three numbers."""

import pandas as pd

from data import store
from data.editions import year_before
from data.sources import sources
from messages import Words
from pages.common import cached, region
from pages.common.map import shown

COUNTS = ("active_wage", "active_nonwage", "employed")


def country(id: str) -> tuple[pd.Series | None, pd.Series | None]:
    """The country at the edition's period and a year before; None where there are no counts."""
    table, period = cached.national(id), cached.edition(id).period
    return tuple(table.loc[at] if at in table.index else None for at in (period, year_before(period)))


def zones(id: str, standings: pd.DataFrame, mapped: dict, t: Words) -> list[dict]:
    """One scene a zone: its coverage, its first three, and where it lies."""
    edition = cached.edition(id)
    unit = shown(id, "score", t)["score"][1]
    added = store.query(id, "zones", period=edition.period, level=edition.level).set_index("zone")
    scenes = []
    for zone, row in added.iterrows():
        part = standings[standings["zone"] == zone]
        place = part["rank"].rank(method="min")
        three = part[place.le(3)].sort_values(["rank", "name"]).head(5)
        ranked = int(part["rank"].notna().sum())
        notes = [t("{ranked} of {n} regions ranked", ranked=t.number(ranked), n=t.number(len(part)))]
        if missing := int(row["regions"] - row["counted"]):
            notes += [
                t.plural("{n} region without a count of its own", "{n} regions without a count of their own", missing)
            ]
        people = {"active": t.compact(row["active"]), "employed": t.compact(row["employed"])}
        scenes.append(
            {
                "id": f"zone-{zone}", "kind": "zone", "title": t("Zone {name}", name=zone),
                "map": {**mapped, "only": list(part.index), "none": mapped["none"] if ranked < len(part) else ""},
                "figure": t.percent(row["coverage"]) if pd.notna(row["coverage"]) else "",
                "sentence": t("{active} active participants of {employed} employed people", **people)
                if pd.notna(row["coverage"]) else t("No coverage can be computed yet."),
                "notes": notes,
                "label": t("First three of the zone, by score") if len(three) else "",
                "rows": [
                    {"place": t.number(int(place[r.Index])), "name": r.label, "note": r.province,
                     "value": t.figure(r.value, unit)}
                    for r in three.itertuples()
                ],
            }
        )  # fmt: skip
    return scenes


def spotlight(id: str, code: str, standings: pd.DataFrame, t: Words) -> list[dict]:
    """One region: its place, score and coverage, how coverage went, and how many are left to protect."""
    if code not in standings.index:
        return []
    row, at = standings.loc[code], cached.edition(id).period
    unit = shown(id, "score", t)["score"][1]
    figures = store.query(id, "region", code=code)
    line = figures[(figures["indicator"] == "coverage_total") & figures["value"].notna()]
    line = line[(line["period"].str.len() == len(at)) & (line["period"] <= at)].set_index("period")["value"]
    facts = [
        [t("Rank"), t.number(int(row["rank"])) if pd.notna(row["rank"]) else t("not ranked")],
        [t("Score"), t.figure(row["value"], unit)],
        *([[t("Coverage"), t.percent(line[at])]] if at in line.index else []),
        *([[t("Not protected yet"), t.compact(row["unprotected"])]] if pd.notna(row["unprotected"]) else []),
    ]
    scene = {"id": f"region-{code}", "kind": "region", "title": row["label"], "note": row["province"], "facts": facts}
    if len(line) > 1:
        ends = [[t.period(p), t.percent(line[p])] for p in (line.index[0], line.index[-1])]
        height = (line / (line.max() or 1)).round(3).to_list()  # from 0, so that a rise looks no larger than it is
        scene["trend"] = {"label": t("Coverage of all workers over time"), "points": height, "ends": ends}
    return [scene]


def programme(id: str, t: Words) -> list[dict]:
    """Active participants, unprotected workers and a year's premium for the non-wage gap, each with its source."""
    now, _ = country(id)
    if now is None:
        return []
    titles = sources(cached.edition(id)).set_index("source_id")["title"].to_dict()
    used = counted_by(id)
    told = {key: _source([titles[s] for i in of for s in used.get(i, []) if s in titles], t)
            for key, of in {"active": COUNTS[:2], "unprotected": COUNTS}.items()}  # fmt: skip
    premium = t(
        "Premium: {premium} a year for each non-wage worker not protected yet (JKK and JKM cover).",
        premium=f"Rp{t.number(now['rupiah_year'])}",
    )
    numbers = [
        [t.compact(now["active"]), t("Active participants"), told["active"]],
        [t.compact(now["unprotected"]), t("Unprotected workers"), told["unprotected"]],
        [t.rupiah(now["premium_year"]), t("A year's premium, non-wage gap"), premium],
    ]
    known = [n for n, key in zip(numbers, ("active", "unprotected", "premium_year"), strict=True) if pd.notna(now[key])]
    title = t("The programme in three numbers") if len(known) == 3 else t("The programme in numbers")
    return [{"id": "programme", "kind": "numbers", "title": title, "numbers": known}] if known else []


def counted_by(id: str) -> dict[str, list[str]]:
    """Ids of the sources of an edition's counts at its period, by indicator, as its first ranked region names them."""
    standings = cached.standings(id, cached.edition(id).period, "score").sort_values("rank")
    rows = store.query(id, "region", code=standings.index[0])
    rows = rows[(rows["period"] == cached.edition(id).period) & rows["source_id"].notna()]
    return {row.indicator: row.source_id.split(";") for row in rows.itertuples()}


def default(id: str) -> str:
    """The region in the spotlight where none is chosen: the first."""
    asked = region.current(id)
    return asked or cached.standings(id, cached.edition(id).period, "score").sort_values(["rank", "name"]).index[0]


def _source(titles: list[str], t: Words) -> str:
    return t("Source: {titles}", titles="; ".join(dict.fromkeys(titles))) if titles else ""
