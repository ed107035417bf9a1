"""Keteguhan."""

import streamlit as st

from pages.common import cached, frame, viewport

id, t, theme = frame.current()
width = viewport.width(t.language)
period = cached.edition(id).period

frame.heading(t("Robustness"), id, period, t)
st.info(t("No region."))
