"""Simulasi: other weights, other figures of one region, and what it takes to reach a place or a target."""

import streamlit as st

from pages.common import address, cached, frame, viewport
from pages.parts.simulation import asking, reaching, weighing

id, t, theme = frame.current()
width = viewport.width(t.language)
period = cached.edition(id).period

frame.heading(t("What if"), id, period, t)
parts = {"weights": t("Weights"), "figures": t("Figures of one region"), "needed": t("What it takes")}
part = address.choice(
    st.segmented_control, t("Part"), parts, "part", "weights", format_func=parts.get, required=True,
    label_visibility="collapsed",
)  # fmt: skip
if part == "weights":
    weighing.show(id, period, t, theme, width)
elif part == "figures":
    asking.show(id, period, t)
else:
    reaching.show(id, period, t)
frame.about(id, t)
