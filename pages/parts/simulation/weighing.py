"""What other weights change: winners, places, and the map of who moves."""

import pandas as pd
import streamlit as st

from charts.choropleth import choropleth
from data.regions import regions
from messages import Words
from pages.common import cached, chart, figures, map, moves, region, table, weights
from scoring.awards import winners
from scoring.compare import compare, winners_moved
from scoring.ranking import rank
from scoring.standings import order


def show(id: str, period: str, t: Words, theme: str, width: int) -> None:
    """Sliders, and everything that they move."""
    now = cached.ranking(id, period)
    weights.banner(t)
    criteria = weights.sliders(now.criteria, t)
    if criteria is now.criteria:
        st.info(t("Move a weight to see who would rise, who would fall, and who would win."), icon=":material/tune:")
        return
    after = rank(criteria, now.values)
    found = compare(order(now), order(after))
    awards = winners_moved(*(winners(r, regions(), near=0) for r in (now, after)))
    standings = cached.standings(id, period, "score")
    label = standings["label"]
    moves.numbers(found, awards, label, t)
    mapped = standings.assign(value=found.moves["change"].astype("Float64").astype(float), name=label)
    mapped = mapped.assign(rank=found.moves["rank_after"]).reset_index(names="code")
    drawn = choropleth(
        mapped, cached.edition(id).level, t("Change of rank by these weights"), "places", t, theme=theme, width=width,
        diverging=True,
    )  # fmt: skip
    every = found.moves.join(label)
    ring = chart.ringed(cached.edition(id).level, region.current(id), theme)
    figures.show(
        "weighed_map", drawn, t("Before and after"), lambda: moves.content(every, after, t), t,
        ring=ring, choose=region.choose,
    )  # fmt: skip
    moves.awards(awards, criteria, label, t)

    rows = found.moves.rename(columns={"rank_after": "rank", "value_after": "value"})
    ranked = rows[rows["change"].notna()].join(standings[["label"]])
    unit = map.shown(id, "score", t)["score"][1]
    lists = {
        t("Risen most"): ranked[ranked["change"] > 0].nlargest(5, "change"),
        t("Fallen most"): ranked[ranked["change"] < 0].nsmallest(5, "change"),
    }
    tables = [{"title": title, **_list(part, unit, t)} for title, part in lists.items()]
    table.regions_table(
        "moves", {"tables": tables}, t("Before and after"), t("No region."), region.current(id), None, region.choose
    )
    st.caption(t("All figures stay as they are; only the weights differ."))


def _list(rows: pd.DataFrame, unit: str, t: Words) -> dict:
    """A short list of regions whose change is one by weights."""
    content = table.brief(rows, ["rank", "name", "value", "change"], unit, t)
    words = {
        "up": t("Up # places by these weights"),
        "down": t("Down # places by these weights"),
        "same": t("Same rank"),
        "none": t("No rank to compare with"),
    }
    content["columns"][-1] |= {"title": t("Places gained or lost by these weights"), "words": words}
    return content
