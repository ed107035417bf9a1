"""Figures on a screen: a number with its change; a drawing with the sentence that says what it shows and its table."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from charts.layout import Figure
from messages import Words
from pages.common import chart
from pages.common.table import regions_table


def metric(label: str, value: str, change: float | None, written: Callable[[float], str], t: Words, **more) -> None:
    """A figure with its change in a year, where that is known; no colour judges it. `more` as st.metric."""
    known = change is not None and not pd.isna(change)
    st.metric(
        label, value, written(change) if known else None, delta_color="off",
        delta_arrow="off" if not known or change == 0 else "up" if change > 0 else "down",
        delta_description=t("in a year") if known else None, **more,
    )  # fmt: skip


def show(key: str, drawn: tuple[Figure, str], title: str, content: Callable[[], dict], t: Words, **more) -> None:
    """Shows what a function of `charts` drew. `content` makes its table (see `table.listing`) once it is asked for;
    `more` as `chart.show`."""
    figure, sentence = drawn
    chart.show(figure, key, sentence, t, **more)
    box = st.expander(t("As a table"), key=f"{key}_table", icon=":material/table_rows:", on_change="rerun")
    if box.open:
        with box:
            regions_table(f"{key}_rows", content(), title, t("No region."), None, 520)
