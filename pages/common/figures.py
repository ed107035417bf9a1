"""A figure on a screen: the drawing, the sentence that says what it shows, and its table one click away."""

from collections.abc import Callable

import streamlit as st

from charts.layout import Figure
from messages import Words
from pages.common.sentences import plain
from pages.common.table import regions_table


def show(key: str, drawn: tuple[Figure, str], title: str, content: Callable[[], dict], t: Words) -> None:
    """Shows what a function of `charts` drew. `content` makes its table (see `table.listing`) once it is asked for."""
    figure, sentence = drawn
    st.plotly_chart(figure, key=key, alt=sentence, config={"displayModeBar": False, "locale": t.language})
    st.caption(plain(sentence))
    box = st.expander(t("As a table"), key=f"{key}_table", icon=":material/table_rows:", on_change="rerun")
    if box.open:
        with box:
            regions_table(f"{key}_rows", content(), title, t("No region."), None, 520)
