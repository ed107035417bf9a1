"""Where editions stand in their life, and the journal of it: kept for seconds, and forgotten after an act."""

from datetime import datetime

import streamlit as st

from data import journal, life, manifest
from messages import Words
from pages.common import access, cached
from pages.common.keep import for_seconds
from problems import BadInput, Problem


@for_seconds
def states() -> dict[str, str]:
    """The state of every edition, by id."""
    return life.states()


@for_seconds
def acts() -> list[journal.Entry]:
    """The journal, oldest first; nothing where it cannot be read."""
    try:
        return journal.entries()
    except BadInput:
        return []


@for_seconds
def faults() -> list[Problem]:
    """What is wrong with the journal; nothing while its chain holds."""
    try:
        return journal.faults()
    except BadInput as error:
        return list(error.problems)


def last(id: str) -> tuple[str, str]:
    """When (UTC) and by whom an edition was brought to its state: by the journal, else by its manifest; "" for a folder
    that somebody laid there."""
    own = [act for act in acts() if act.edition == id]
    if own:
        return own[-1].at, own[-1].who
    try:
        frozen = manifest.read(cached.edition(id).folder)
    except BadInput:
        return "", ""
    return frozen["at"], frozen["who"]


def told(at: str, t: Words) -> str:
    """A time of the journal in words."""
    return t.moment(datetime.fromisoformat(at)) if at else ""


def named(state: str, t: Words) -> str:
    """A state in words."""
    words = {
        life.DRAFT: t("Draft"),
        life.FROZEN: t("Frozen"),
        life.PUBLISHED: t("Published"),
        life.SUPERSEDED: t("Superseded"),
    }
    return words[state]


def banner(t: Words) -> None:
    """Says on every screen that the journal does not hold together, and where, to those who look after editions."""
    found = faults()
    if found:
        st.error(
            t("**The journal of editions is damaged.** Figures here may have been changed outside the procedure."),
            icon=":material/link_off:",
        )
        if access.may("look"):
            for problem in found:
                st.text(problem.line(t))
