"""What both screens for a hall ask before they begin: a published edition, and the button that begins."""

import streamlit as st

from messages import Words
from pages.common import address, cached, frame, viewport, villages
from pages.common.sentences import plain

PACES = [str(seconds) for seconds in range(5, 61)]  # of a scene
KEYS = ("→ PageDown", "← PageUp", "b .", "Home", "f", "Esc")


def playing() -> bool:
    """Whether the show runs: asked for, and with an edition that the public may see, or none named."""
    asked, ids = address.get("edition"), _ids()
    return address.get("play") == "1" and bool(ids) and (not asked or asked in ids)


def shown() -> str:
    """The edition of a show that runs."""
    st.session_state.pop("unknown", None)
    return address.get("edition") or _first(_ids())


def begin(title: str, words: str, t: Words) -> str | None:
    """The head of a set-up and its edition, of the published ones; None where there is none."""
    viewport.width(t.language)
    frame.language()
    ids = _ids()
    st.title(title, anchor=False)
    st.markdown(words)
    if not ids:
        st.info(t("No edition has been published yet."), icon=":material/info:")
        return None
    asked, state = address.get("edition"), st.session_state
    if asked and asked not in ids:
        address.put("play", None)
        state["unknown"] = asked[:80]  # the next run finds it no longer in the address
    elif asked:
        state.pop("unknown", None)
    if "unknown" in state:
        st.info(t("There is no edition of this name: {name}", name=plain(state["unknown"])), icon=":material/info:")
    return address.choice(
        st.selectbox, t("Edition"), ids, "edition", _first(ids), width=480,
        format_func=frame.titles(ids, t).get,
    )  # fmt: skip


def start(t: Words) -> None:
    """The button that begins."""
    st.button(
        t("Start"), type="primary", icon=":material/play_arrow:", on_click=address.put, args=("play", "1"), key="start"
    )


def keys(meanings: list[str], t: Words) -> None:
    """The keys of the show and what each does: the space bar, then those of KEYS."""
    named = zip((t("Space bar"), *KEYS), meanings, strict=True)
    lines = [f"- `{key}` {plain(meaning)}" for key, meaning in named]
    st.markdown("\n".join(lines))


def _ids() -> list[str]:
    """Published editions whose regions a hall can be shown: villages are too many for a scene."""
    return villages.without(cached.published())


def _first(ids: list[str]) -> str:
    return frame.FIRST if frame.FIRST in ids else ids[0]
