"""Files of an edition to take away. Each is made on a click, away from the run of any screen, and then kept.

Streamlit makes them in a thread of their own and greys the button meanwhile; one at a time, so that screens stay quick
for everybody else. What is being made, and what could not be, is said below the buttons (downloads.js).
"""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from data import life
from data.regions import regions
from messages import Words
from pages.common import access, cached
from pages.common.keep import kept
from reports import gathered as together
from reports import made as files
from reports.made import MIMES, Asked
from reports.profile import profile
from scoring.awards import winners

_SAID = st.components.v2.component(
    "downloads", html='<p role="status"></p>', css="p { margin: 0; } p:empty { display: none; }",
    js=Path(__file__).with_suffix(".js").read_text("utf-8"),
)  # fmt: skip
_one = threading.Lock()


def region(id: str, period: str, code: str, t: Words) -> None:
    """A region's page, and its certificates if it won."""
    offered = {t("Profile (PDF)"): (Asked("profile", id, period, code), "picture_as_pdf")}
    if code in honoured(id):
        offered[t("Certificates (ZIP)")] = Asked("certificates", id, code=code), "workspace_premium"
    _offer("region", offered, t)


def ranking(id: str, period: str, t: Words, table: Callable[[], None]) -> None:
    """All that there is to take away from a ranking, behind one click: what `table` offers of the table that is shown,
    then files of the whole edition; what is signed, at its own period."""
    box = st.expander(t("Download"), key="files", icon=":material/download:", on_change="rerun")
    if not box.open:
        return
    offered = {
        t("Ranking book (PDF)"): (Asked("book", id, period), "menu_book"),
        t("Five slides (PPTX)"): (Asked("slides", id, period), "slideshow"),
        t("Workbook with formulas (XLSX)"): (Asked("workbook", id, period), "table_chart"),
        t("Data package (ZIP)"): (Asked("package", id, period), "folder_zip"),
        t("Map (PNG)"): (Asked("map", id, period), "image"),
        t("Map (SVG)"): (Asked("map", id, period, format="svg"), "image"),
    }
    signed = _signed(id, t) if period == cached.edition(id).period else {}
    with box:
        table()
        st.caption(t("Made on a click for all regions of the edition. The book takes about ten seconds."))
        _offer("ranking", offered | signed, t)


def award(id: str, t: Words) -> None:
    """What is signed and handed over."""
    _offer("award", _signed(id, t), t)


def _signed(id: str, t: Words) -> dict[str, tuple[Asked, str]]:
    return {
        t("Certificates (ZIP)"): (Asked("certificates", id), "workspace_premium"),
        t("Minutes (PDF)"): (Asked("minutes", id), "gavel"),
    }


def _offer(place: str, offered: dict[str, tuple[Asked, str]], t: Words) -> None:
    """Buttons by label, and below them what is going on."""
    frame = f"downloads_{place}"
    with st.container(key=frame, horizontal=True):
        for label, (asked, icon) in offered.items():
            _button(asked, label, icon, t)
        words = {
            "making": t("Being made: {name} …", name="{name}"),
            "failed": t(
                "{name} could not be made. Reload this screen and try again; sign in first if your session has ended. "
                "The server's log says why.",
                name="{name}",
            ),
        }
        _SAID(key=f"{frame}_said", data={"frame": frame, **words}, height="content")


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
    if asked.kind == "profile":  # so short that it waits for no other
        return profile(id, asked.code, t, asked.period, known(id, asked.period))
    with _one:
        return files.made(asked, t)


def known(id: str, period: str) -> together.Gathered:
    """What a profile is made from, of what the screens keep."""
    before = cached.before(id, period)
    standings = cached.standings(id, period, "score").join(cached.grades(id, period))
    return together.Gathered(
        cached.edition(id), period, cached.ranking(id, period), cached.ranking(id, before) if before else None,
        standings, cached.ranges(id, period), cached.findings(id, period), cached.likeness(id, period),
    )  # fmt: skip


@kept(16)
def honoured(id: str) -> frozenset[str]:
    """Codes of the regions that won an award of an edition."""
    every = winners(cached.ranking(id, cached.edition(id).period), regions(), near=0)
    return frozenset(every.loc[every["won"], "code"])
