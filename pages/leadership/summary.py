"""Ringkasan: where we stand, who leads, who falls behind, and what closing the gap would cost."""

import streamlit as st

from pages.common import cached, frame, map, region, table, viewport
from pages.parts.summary import country
from reports import national
from reports.gathered import compared

id, t, theme = frame.current()
width = viewport.width(t.language)
period = cached.edition(id).period

frame.heading(t("Where we stand"), id, period, t)
with st.container(key="lead"):
    st.markdown(country.lead(id, t))

with st.grid(4, min_column_width=160):
    for label, value, change, written in country.metrics(id, t):
        st.metric(
            label, value, written, delta_color="off", delta_arrow="up" if change is None or change > 0 else "down",
            delta_description=t("in a year"), border=True, height="stretch",
        )  # fmt: skip
st.caption(national.premium(cached.national(id).loc[period], t))

map.show(id, period, "score", "summary_map", t, theme, width, ["score", "coverage_total", "unprotected", "change"])

region.chosen(id, period, t)
table.regions_table(
    "lists", country.lists(id, t), t("Where we stand"), t("No region."), region.current(id), None, region.choose
)
st.caption(compared(cached.before(id, period), t))
frame.unranked(id, period, t)
frame.about(id, t)
