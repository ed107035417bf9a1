"""How wide the screen is: the map's zoom and the number of columns follow it, and only the browser knows. And what
Streamlit itself says, in the language of the screen."""

from pathlib import Path

import orjson
import streamlit as st

from messages import LANGUAGES, Words, words

WIDTHS = (390, 700, 1000, 1300, 1800, 2600)  # steps, so that a resize by a few pixels changes nothing
PHONE = 640  # below it, screen.css narrows the margins
MARGINS, PHONE_MARGINS = 160, 34  # pixels, left and right together


def _said(t: Words) -> dict[str, str]:
    """What Streamlit says in English only: its own wording (a beginning, where a space ends it), and ours."""
    return {
        "App pages": t("Pages"),
        "Choose an option": t("Choose"),
        "Clear all": t("Remove all"),
        "Clear value": t("Clear"),
        "Close": t("Close"),
        "Collapse sidebar": t("Close the menu"),
        "Copied": t("Copied"),
        "Copy to clipboard": t("Copy"),
        "Dark": t("Dark"),
        "Decrement": t("Less"),
        "Expand sidebar": t("Open the menu"),
        "Increment": t("More"),
        "Light": t("Light"),
        "Link to heading": t("Link to this heading"),
        "Main menu": t("Settings"),
        "Map": t("Map"),
        "No options to select": t("Nothing to choose"),
        "No results": t("Nothing found"),
        "Open": t("Open"),
        "Press Enter to apply": t("Press Enter to apply"),
        "Print": t("Print"),
        "Remove ": t("Remove "),
        "Running...": t("Working …"),
        "Select all": t("Choose all"),
        "Selected values": t("Chosen"),
        "Shortcut ": t("Shortcut "),
        "Sidebar": t("Menu"),
        "Stop": t("Stop"),
        "System": t("Automatic"),
        "Theme": t("Theme"),
        "Upload": t("Choose a file"),
    }


_WORDS = orjson.dumps({language: _said(words(language)) for language in LANGUAGES}).decode()
_PROBE = st.components.v2.component(
    "viewport",
    html="<span hidden></span>",
    js=f"const WORDS = {_WORDS}\n" + Path(__file__).with_suffix(".js").read_text("utf-8"),
)


def width(language: str) -> int:
    """The width of a screen's content in pixels, rounded down to a step; a desk's until the browser has told.

    Tells the browser which language the screen speaks, too, and runs the screen anew when its theme is changed or a
    lost connection is back.
    """
    known = st.session_state.get("viewport", {}).get("width") or 1300
    theme = st.context.theme.type or "light"
    content = known - (MARGINS if known > PHONE else PHONE_MARGINS)
    told = _PROBE(
        key="viewport",
        data={"width": known, "content": content, "steps": WIDTHS, "language": language, "theme": theme},
        on_width_change=lambda: None,
        on_theme_change=lambda: None,
        on_again_change=lambda: None,
        height="content",
    )
    screen = told.get("width") or known
    return screen - (MARGINS if screen > PHONE else PHONE_MARGINS)
