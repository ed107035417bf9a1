"""Screens as Streamlit's navigation takes them."""

from copy import copy
from functools import cache
from pathlib import Path

import streamlit as st

PAGES = Path(__file__).parents[1]


def screen(path: str, title: str, url: str, seen: bool, default: bool = False) -> st.Page:
    """The screen of a script ("leadership/profile") for one run, which notes in it that it may be shown."""
    return copy(_found(path, title, url, seen, default))


@cache
def _found(path: str, title: str, url: str, seen: bool, default: bool) -> st.Page:
    """Looked up once: Streamlit asks the disk a dozen times for each screen at every run."""
    return st.Page(
        PAGES / f"{path}.py", title=title, url_path=url, default=default, visibility="visible" if seen else "hidden"
    )
