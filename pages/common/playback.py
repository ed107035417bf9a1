"""The period of a map: a slider, and a button that plays the periods one after the other."""

import streamlit as st

from messages import Words
from pages.common import address, cached, frame

MANY = 3  # periods; more than that are played, fewer picked from a list
TICK = 1.2  # seconds a period


def playable(id: str) -> bool:
    """Whether an edition has enough periods to be played."""
    return len(cached.periods(id)) > MANY


def tick() -> float | None:
    """Seconds between two periods while it plays, else None."""
    return TICK if st.session_state.get("playing") else None


def asked(id: str) -> str:
    """The period that the address asks for, where it can be ranked; else the edition's own."""
    own = cached.edition(id).period
    told = address.get("period", own)
    return told if told in cached.history(id) else own


def period(id: str, t: Words) -> str:
    """The button and the slider; the period that they stand at. Call in a fragment that runs every `tick`."""
    known, own, state = list(cached.history(id)), cached.edition(id).period, st.session_state
    at = known.index(asked(id))
    if state.get("playing") and not state.pop("play_begins", False):
        at += 1
        if at == len(known):
            state["playing"] = False
            st.rerun()
        address.put("period", None if known[at] == own else known[at])

    def press() -> None:
        state["playing"] = state["play_begins"] = not state.get("playing")
        frame.concerns_all()  # the fragment gets, or loses, its clock
        if state["playing"] and at == len(known) - 1:
            address.put("period", known[0])

    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        playing = state.get("playing")
        icon, label = (":material/pause:", t("Pause")) if playing else (":material/play_arrow:", t("Play"))
        st.button(label, key="play", icon=icon, on_click=press)
        return address.choice(
            st.select_slider, t("Period"), known, "period", own, format_func=t.period, label_visibility="collapsed"
        )
