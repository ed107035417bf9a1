"""What other weights change: winners, places, and the map of who moves."""

import streamlit as st

from charts.choropleth import choropleth
from data.regions import regions
from messages import Words
from pages.common import cached, figures, map, moves, region, ring, table, weights
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
    with st.container(key="weighed"):
        figures.show("weighed_map", drawn, t("Before and after"), lambda: moves.content(every, after, t), t)
    ring.show("weighed", cached.edition(id).level, region.current(id), theme, region.choose)
    moves.awards(awards, criteria, label, t)

    rows = found.moves.rename(columns={"rank_after": "rank", "value_after": "value"})
    ranked = rows[rows["change"].notna()].join(standings[["label"]])
    unit = map.shown(id, "score", t)["score"][1]
    lists = {
        t("Risen most"): ranked[ranked["change"] > 0].nlargest(5, "change"),
        t("Fallen most"): ranked[ranked["change"] < 0].nsmallest(5, "change"),
    }
    grid = st.grid(2, min_column_width=300)
    for n, (title, part) in enumerate(lists.items()):
        with grid.cell():
            st.subheader(title, anchor=False)
            content = table.brief(part, ["rank", "name", "value", "change"], unit, t)
            content["columns"][-1] |= {"title": t("Places gained or lost by these weights"), "words": _words(t)}
            table.regions_table(f"moves{n}", content, title, t("No region."), region.current(id), None, region.choose)
    st.caption(t("All figures stay as they are; only the weights differ."))


def _words(t: Words) -> dict[str, str]:
    """What a change by weights is called, for those who hear it."""
    return {
        "up": t("Up # places by these weights"),
        "down": t("Down # places by these weights"),
        "same": t("Same rank"),
        "none": t("No rank to compare with"),
    }
