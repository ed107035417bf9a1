"""Screens as Streamlit's navigation takes them."""

from copy import copy
from functools import cache
from pathlib import Path

import streamlit as st

PAGES = Path(__file__).parents[1]
_named: dict[str, st.Page] = {}


def screen(path: str, title: str, url: str, seen: bool, default: bool = False) -> st.Page:
    """The screen of a script ("leadership/profile") for one run, which notes in it that it may be shown."""
    _named[path] = found = _found(path, title, url, seen, default)
    return copy(found)


def of(path: str) -> st.Page:
    """The screen of a script, for a link to it; with the path alone, Streamlit would look for it on the disk."""
    return _named[path]


@cache
def _found(path: str, title: str, url: str, seen: bool, default: bool) -> st.Page:
    """Looked up once: Streamlit asks the disk a dozen times for each screen at every run."""
    return st.Page(
        PAGES / f"{path}.py", title=title, url_path=url, default=default, visibility="visible" if seen else "hidden"
    )
