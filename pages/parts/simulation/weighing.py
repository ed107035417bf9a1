"""What other weights change: winners, places, and the map of who moves."""

import pandas as pd
import streamlit as st

from charts.choropleth import choropleth
from data.regions import regions
from messages import NONE, Words
from pages.common import cached, figures, map, region, table, weights
from scoring.awards import winners
from scoring.compare import Comparison, compare, pairs_kept, winners_moved
from scoring.criteria import Criteria
from scoring.ranking import Ranking, rank
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
    _numbers(found, awards, label, t)
    mapped = standings.assign(value=found.moves["change"].astype("Float64").astype(float), name=label)
    mapped = mapped.assign(rank=found.moves["rank_after"]).reset_index(names="code")
    drawn = choropleth(
        mapped, cached.edition(id).level, t("Change of rank by these weights"), "places", t, theme=theme, width=width,
        diverging=True, selected=region.current(id),
    )  # fmt: skip
    figures.show("weighed_map", drawn, t("Before and after"), lambda: _table(found.moves.join(label), after, t), t)
    _winners(awards, criteria, label, t)

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


def _numbers(found: Comparison, awards: pd.DataFrame, label: pd.Series, t: Words) -> None:
    change = found.moves["change"].fillna(0)
    most = change.abs().idxmax()
    values = {
        t("Regions with another rank"): t("{n} of {all}", n=t.number((change != 0).sum()), all=t.number(found.placed)),
        t("Largest move"): t.figure(change[most], "places") if change[most] else NONE,
        t("New winners"): t.number((awards["move"] == "enters").sum()),
        t("Pairs in the same order"): t.percent(pairs_kept(found.tau)),
    }
    notes = {1: label[most] if change[most] else None}
    with st.grid(4, min_column_width=160):
        for n, (name, value) in enumerate(values.items()):
            st.metric(name, value, notes.get(n), delta_color="off", delta_arrow="off", border=True, height="stretch")
    if found.tau == found.tau:
        st.caption(
            t(
                "Of a hundred pairs of regions, about {n} keep their order (Kendall's tau {tau}).",
                n=t.number(pairs_kept(found.tau)),
                tau=t.number(found.tau, 2),
            )
        )


def _winners(awards: pd.DataFrame, criteria: Criteria, label: pd.Series, t: Words) -> None:
    """Every award with who stays, enters and leaves."""
    rows = []
    for award in criteria.awards:
        own = awards[awards["award"] == award.id]
        names = [
            ", ".join(label.reindex(own.loc[own["move"] == m, "code"])) or NONE for m in ("enters", "leaves", "stays")
        ]
        if len(own) > 12:
            names[2] = t.plural("{n} region", "{n} regions", int((own["move"] == "stays").sum()))
        rows.append([t.name(award.name, award.id), *names])
    if rows:
        st.subheader(t("Winners"), anchor=False)
        heads = [t("Award"), t("Enters"), t("Leaves"), t("Stays")]
        content = table.listing(heads, rows, wide=[3])
        table.regions_table("awards_moved", content, t("Winners"), t("No region."), None, None)


def _table(moves: pd.DataFrame, after: Ranking, t: Words) -> dict:
    decimals = after.criteria.decimals
    heads = [t("Region"), t("Rank before"), t("Rank after"), t("Change"), t("Score before"), t("Score after")]
    rows = [
        [
            row.label,
            *(NONE if pd.isna(r) else t.number(int(r)) for r in (row.rank_before, row.rank_after)),
            NONE if pd.isna(row.change) else t.signed(int(row.change), 0),
            *(t.number(v, decimals) for v in (row.value_before, row.value_after)),
        ]
        for row in moves.itertuples()
    ]
    return table.listing(heads, rows, numbers=range(1, 6), wide=(4, 5))


def _words(t: Words) -> dict[str, str]:
    """What a change by weights is called, for those who hear it."""
    return {
        "up": t("Up # places by these weights"),
        "down": t("Down # places by these weights"),
        "same": t("Same rank"),
        "none": t("No rank to compare with"),
    }
