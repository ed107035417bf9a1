"""Files of an edition to take away. Each is made on a click, away from the run of any screen, and then kept.

Streamlit makes them in a thread of their own and greys the button meanwhile; one at a time, so that screens stay quick
for everybody else.
"""

import threading
import time

import streamlit as st

from data import life
from messages import Words
from pages.common import access, cached
from pages.common.keep import kept
from reports import gathered as together
from reports import made as files
from reports.made import MIMES, Asked
from reports.profile import profile

_one = threading.Lock()


def region(id: str, period: str, code: str, t: Words) -> None:
    """A region's page."""
    _button(Asked("profile", id, period, code), t("Profile (PDF)"), "picture_as_pdf", t)


def ranking(id: str, period: str, t: Words) -> None:
    """What there is of a whole ranking."""
    st.subheader(t("Files of this edition"), anchor=False)
    st.caption(
        t("Made on a click for all regions of the edition. The button is grey meanwhile; the book takes ten seconds.")
    )
    offered = {
        t("Ranking book (PDF)"): (Asked("book", id, period), "menu_book"),
        t("Five slides (PPTX)"): (Asked("slides", id, period), "slideshow"),
        t("Workbook with formulas (XLSX)"): (Asked("workbook", id, period), "table_chart"),
        t("Data package (ZIP)"): (Asked("package", id, period), "folder_zip"),
        t("Map (PNG)"): (Asked("map", id, period), "image"),
        t("Map (SVG)"): (Asked("map", id, period, format="svg"), "image"),
    }
    with st.container(horizontal=True):
        for label, (asked, icon) in offered.items():
            _button(asked, label, icon, t)


def award(id: str, t: Words) -> None:
    """What is signed and handed over."""
    _button(Asked("certificates", id), t("Certificates (ZIP)"), "workspace_premium", t)
    _button(Asked("minutes", id), t("Minutes (PDF)"), "gavel", t)


def _button(asked: Asked, label: str, icon: str, t: Words) -> None:
    seen = access.viewer()

    def made() -> bytes:  # later, on a click, without a run in which to ask who clicks
        if seen.until is not None and time.time() >= seen.until and asked.id not in cached.published():
            raise PermissionError(t("Your session has ended. Sign in again to go on."))
        return content(asked.id, life.states().get(asked.id), asked, t)

    st.download_button(
        label, made, files.name(asked, t), MIMES[asked.suffix], key=f"download_{asked}_{t.language}",
        icon=f":material/{icon}:", on_click="ignore",
    )  # fmt: skip


@kept(48)
def content(id: str, state: str, asked: Asked, t: Words) -> bytes:
    """A file of an edition, which says its state; made once for all viewers until one of them changes."""
    with _one:
        if asked.kind == "profile":
            return profile(id, asked.code, t, asked.period, known(id, asked.period))
        return files.made(asked, t)


@kept(4)
def known(id: str, period: str) -> together.Gathered:
    """What all profiles of a period share."""
    return together.gathered(id, period)
