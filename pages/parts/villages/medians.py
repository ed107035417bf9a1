"""The map of villages, for which there are no shapes: regencies by the median of theirs."""

from functools import partial

import pandas as pd
import streamlit as st

from charts.choropleth import choropleth
from charts.layout import Figure
from data.regions import regions
from data.shapes import shapes
from messages import Words
from pages.common import address, cached, chart, figures, map, table
from pages.common.keep import kept
from reports import villages as rows_of


def show(id: str, by: str, t: Words, theme: str, width: int) -> None:
    """Regencies by the median of their villages; a click asks for one's villages."""
    medians, drawn = _drawn(id, by, t, theme, width)
    unit = map.shown(id, by, t)[by][1]

    def content() -> dict:
        heads = [t("Kabupaten or kota"), t("Median of its villages"), t("Ranked villages")]
        told = medians.sort_values("rank")
        rows = [[r.name, t.figure(r.value, unit), t.number(r.villages)] for r in told.itertuples(index=False)]
        return table.listing(heads, rows, (1, 2))

    st.caption(t("There are no boundaries of villages here: the map shows kabupaten and kota by the median of their "
                 "villages, and ranks on it go by that median. Click one to list its villages."))  # fmt: skip
    ring = chart.ringed("regency", address.get("reg"), theme)
    figures.show(
        "villages_figure", drawn, t("Median of its villages"), content, t, ring=ring, choose=partial(address.put, "reg")
    )


@kept(32)
def _drawn(id: str, by: str, t: Words, theme: str, width: int) -> tuple[pd.DataFrame, tuple[Figure, str]]:
    label, unit = map.shown(id, by, t)[by]
    known = regions().set_index("code").query("level == 'regency'")
    found = rows_of.medians(cached.standings(id, cached.edition(id).period, by)).reindex(known.index)
    medians = found.assign(name=known["name"]).join(shapes().set_index("code")[["lon", "lat", "marker"]])
    title = t("Median of villages: {value}", value=label)
    return medians.dropna(subset="value"), choropleth(
        medians.reset_index(names="code"), "regency", title, unit, t, theme=theme, width=width
    )
