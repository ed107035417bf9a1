"""Ringkasan: where we stand, who leads, who falls behind, and what closing the gap would cost."""

import streamlit as st

from data.editions import year_before
from pages.common import cached, frame, map, region, sentences, table, viewport
from reports import national
from reports.gathered import compared

id, t, theme = frame.current()
width = viewport.width(t.language)
period = cached.edition(id).period
country = cached.national(id)
now = country.loc[period]
earlier = country.loc[year_before(period)] if year_before(period) in country.index else None
standings = cached.gaps(id, period)

frame.heading(t("Where we stand"), id, period, t)
with st.container(key="lead"):
    st.markdown(sentences.lead(standings, now, earlier, t))

metrics = {
    "coverage": (t("National coverage"), t.percent, lambda x: f"{t.signed(x)} {t('points')}"),
    "active": (t("Active participants"), t.compact, t.signed_compact),
    "unprotected": (t("Unprotected workers"), t.compact, t.signed_compact),
    "premium_year": (t("A year's premium, non-wage gap"), t.rupiah, t.signed_rupiah),
}
with st.grid(4, min_column_width=160):
    for key, (label, written, difference) in metrics.items():
        delta = None if earlier is None else now[key] - earlier[key]
        st.metric(
            label, written(now[key]), None if delta is None else difference(delta), delta_color="off",
            delta_arrow="up" if delta is None or delta > 0 else "down", delta_description=t("in a year"), border=True,
            height="stretch",
        )  # fmt: skip
st.caption(national.premium(now, t))

map.show(id, period, "score", "summary_map", t, theme, width, ["score", "coverage_total", "unprotected", "change"])

region.chosen(id, period, t)
unit = map.shown(id, "score", t)["score"][1]
ranked = standings[standings["rank"].notna()].sort_values("rank")
lists = {
    t("First five"): (ranked.head(5), ["rank", "name", "value"]),
    t("Furthest to go"): (sentences.gap_notes(ranked.tail(5), t), ["rank", "name", "value"]),
    t("Risen most"): (ranked[ranked["change"] > 0].nlargest(5, "change"), ["name", "value", "change"]),
    t("Fallen most"): (ranked[ranked["change"] < 0].nsmallest(5, "change"), ["name", "value", "change"]),
}
grid = st.grid(4, min_column_width=215)
for n, (title, (rows, columns)) in enumerate(lists.items()):
    with grid.cell():
        st.subheader(title, anchor=False)
        content = table.brief(rows, columns, unit, t)
        table.regions_table(f"list{n}", content, title, t("No region."), region.current(id), None, region.choose)
st.caption(compared(cached.before(id, period), t))
frame.unranked(id, period, t)
frame.about(id, t)
