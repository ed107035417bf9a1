"""Data & edisi: from figures that came in to a published edition, and the journal of who did what."""

import streamlit as st

from messages import words
from pages.common import access, address, frame, viewport
from pages.parts.editions import acts, history, listing, new

access.require("look")
t = words(frame.asked_language())
viewport.width(t.language)
st.title(t("Data and editions"), anchor=False)
views = {"editions": t("Editions"), "new": t("New figures"), "journal": t("Journal")}
shows = {"editions": listing.show, "new": new.show, "journal": history.show}
view = address.choice(
    st.segmented_control, t("View"), views, "view", "editions", required=True, format_func=views.get,
    label_visibility="collapsed",
)  # fmt: skip
acts.said()
shows[view](t)
