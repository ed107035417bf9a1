"""Choices kept in the address, so that a copied link shows the same view.

The address is the truth and widgets mirror it. (Streamlit's own binding writes the wording of a choice, which would
tie a link to the language it was copied in.)
"""

from collections.abc import Callable, Container, Iterable
from typing import Any

import streamlit as st

from messages import LANGUAGES
from pages.common import screens
from reports import web

KEPT = ("lang", "edition", "region")  # what stays when the screen changes


def arrive() -> None:
    """Reads the address, and remembers what is kept where a change of screen has cleared it. Call first in every
    run."""
    state, path = st.session_state, st.context.url
    kept = {}
    if state.get("path", path) != path:
        state.pop("playing", None)
        kept = {key: value for key, value in state["asked"].items() if key in KEPT}
    state["asked"] = kept | st.query_params.to_dict()
    state["path"] = path


def settle() -> None:
    """Writes what was kept back into the address. Only after st.navigation: before it, the old screen's path stays."""
    for key, value in st.session_state["asked"].items():
        if key not in st.query_params:
            st.query_params[key] = value


def get(key: str, default: str | None = None) -> str | None:
    """What the address says, or said before the screen changed."""
    return st.session_state["asked"].get(key) or default


def told(key: str, options: Container[str], default: str | None = None) -> str | None:
    """What the address says, where it is one of the options."""
    value = get(key, default)
    return value if value in options else default


def asked_language() -> str:
    """The language that the address asks for; Bahasa Indonesia unless it names another."""
    return told("lang", LANGUAGES, "id")


def choice(
    widget: Callable, label: str, options: Iterable[str], key: str, default: str | None = None, **more: Any
) -> Any:
    """One of the options by a Streamlit widget, under `key` in the address unless it is the default."""
    options = list(options)
    asked = get(key, default)
    shown = asked if asked in options else default
    if shown != asked:
        put(key, None)
    st.session_state[key] = shown
    return widget(label, options, key=key, on_change=_write, args=(key, default), **more)


def several(label: str, options: Iterable[str], key: str, most: int, **more: Any) -> tuple[list[str], list[str]]:
    """Up to `most` of the options, comma separated under `key` in the address; and what was left out of it: unknown,
    twice there, or beyond `most`. The address stays as it was asked for until the viewer changes the choice."""
    options = list(options)
    known, kept, left = set(options), [], []
    for told in filter(None, map(str.strip, get(key, "").split(","))):
        good = told in known and told not in kept and len(kept) < most
        (kept if good else left).append(told)
    st.session_state[key] = kept
    st.multiselect(label, options, key=key, on_change=lambda: put(key, ",".join(st.session_state[key])), **more)
    return kept, left


def text(label: str, key: str, **more: Any) -> str:
    """A text, under `key` in the address unless it is empty; at most 80 characters."""
    st.session_state[key] = get(key, "")[:80]
    return st.text_input(label, key=key, on_change=_write, args=(key, ""), max_chars=80, **more).strip()


def switch(label: str, key: str) -> bool:
    """On or off, under `key` in the address while it is on."""
    st.session_state[key] = get(key) == "1"
    return st.toggle(label, key=key, on_change=lambda: put(key, "1" if st.session_state[key] else None))


def link(screen: str, label: str, icon: str | None = None, **changes: str) -> None:
    """A link to a screen ("leadership/profile") that takes along what is kept, with changes."""
    st.page_link(screens.of(screen), label=label, icon=icon, query_params=_taken(changes))


def here(label: str, icon: str | None = None, **changes: str) -> None:
    """As `link`, to the screen that is shown: a link of Streamlit's to it would leave the address as it was."""
    key = "here_" + "_".join(changes.values())
    st.button(label, key, icon=icon, type="tertiary", on_click=lambda: [put(*change) for change in changes.items()])


def go(screen: str, **changes: str) -> None:
    """Opens a screen and takes along what is kept, with changes."""
    st.switch_page(screens.of(screen), query_params=_taken(changes))


def public() -> str | None:
    """Where the public finds its own region: UCJ_PUBLIC_URL and the screen's path; None where that is not set."""
    return web.public("daerah-saya")


def put(key: str, value: str | None) -> None:
    """Writes a value into the address, or takes it out."""
    if value:
        st.session_state["asked"][key] = st.query_params[key] = value
    elif st.session_state["asked"].pop(key, None) is not None:
        st.query_params.pop(key, None)


def _taken(changes: dict[str, str]) -> dict[str, str]:
    return {key: value for key in KEPT if (value := get(key))} | changes


def _write(key: str, default: str | None) -> None:
    value = st.session_state[key]
    put(key, None if value == default else value)
