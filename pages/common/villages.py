"""The level of villages: which screens serve it, and what the others say instead."""

import re

import streamlit as st

from data.editions import LEVELS
from messages import Words
from pages.common import access, address, cached, frame

VILLAGE = LEVELS[-1]
SERVED = ("peringkat", "profil", "metodologi")  # by address; screens that choose their edition themselves leave it out


def of(id: str) -> bool:
    """Whether an edition ranks villages."""
    return cached.edition(id).level == VILLAGE


def coded(text: str) -> bool:
    """Whether a text has the form of a village's code."""
    return re.fullmatch(r"\d{2}\.\d{2}\.\d{2}\.\d{4}", text, re.ASCII) is not None


def without(ids: list[str]) -> list[str]:
    """The editions that do not rank villages."""
    return [id for id in ids if not of(id)]


def refused(path: str, id: str, title: str, t: Words) -> bool:
    """Says that a screen does not serve villages, and where to go, if that is so."""
    if path in SERVED or not of(id):
        return False
    frame.heading(title, id, cached.edition(id).period, t)
    number = t.number(len(cached.ranking(id, cached.edition(id).period).table))
    st.info(
        t("This screen does not show villages: it sets all regions beside each other, and {n} are too many for that. "
          "Villages are in these screens:", n=number),
        icon=":material/holiday_village:",
    )  # fmt: skip
    address.link("committee/leaderboard", t("Ranking"), ":material/leaderboard:")
    address.link("leadership/profile", t("Region profile"), ":material/person_pin_circle:")
    address.link("public/methodology", t("Methodology"), ":material/menu_book:")
    for other in without(access.editions()):
        titled = frame.titles([other], t)[other]
        address.here(t("This screen for {title}", title=titled), ":material/swap_horiz:", edition=other)
    return True


def search(t: Words) -> None:
    """A text that is looked for on the server: no list of villages goes to the browser."""
    turn = st.session_state.setdefault("searches", 0)
    text = st.text_input(
        t("Find a village"), key=f"search{turn}", width=300, max_chars=80, placeholder=t("Find a village"),
        label_visibility="collapsed", icon=":material/search:",
    )  # fmt: skip
    if text.strip():
        st.session_state["searches"] += 1  # the next run finds an empty field
        address.go("committee/leaderboard", q=text.strip())
