"""Whether an edition is still what was frozen, and the archive by which a third party can tell."""

import time

import streamlit as st

from data import archive
from data import verify as check
from messages import Words
from pages.common import access
from pages.parts.editions.acts import lines
from scoring import edition as bridge


def verify(id: str, t: Words) -> None:
    """Every hash and the ranking, computed anew."""
    if st.button(t("Verify"), key=f"verify_{id}", icon=":material/fact_check:"):
        access.require("verify")
        st.session_state["verified"] = (id, check.verify(id, bridge.canonical))


def outcome(id: str, t: Words) -> None:
    """What verifying found."""
    of, problems = st.session_state.get("verified", (None, []))
    if of == id and problems:
        lines(problems, t)
    elif of == id:
        st.success(t("Equal: every file and the ranking are as they were frozen."), icon=":material/verified:")


def export(id: str, t: Words) -> None:
    """One archive that a third party can verify."""
    seen = access.viewer()

    def made() -> bytes:  # later, on a click, without a run in which to ask who clicks
        if seen.until is not None and time.time() >= seen.until:
            raise PermissionError(t("Your session has ended. Sign in again to go on."))
        return archive.export(id)

    st.download_button(
        t("Export"), made, f"{id}.zip", "application/zip", key=f"export_{id}", icon=":material/folder_zip:",
        on_click="ignore",
    )  # fmt: skip
