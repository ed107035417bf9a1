"""Which regions a table shows and in which order; every choice is in the address."""

from typing import NamedTuple

import pandas as pd
import streamlit as st

from messages import Words
from pages.common import address, cached
from pages.common.keep import kept
from scoring.criteria import Criteria


class Narrowing(NamedTuple):
    """What a viewer asks for: a part of the name, an order, and values of columns."""

    text: str
    order: str
    picked: tuple[tuple[str, str], ...]


def asked(id: str, criteria: Criteria, t: Words) -> Narrowing:
    """The search, the filters and the order; those behind the button are made once it is pressed."""
    orders, filters = _orders(criteria, t), groups(id, t)
    order = address.told("sort", orders, "rank")
    picked = [(column, value) for key, (_, column, options) in filters.items() if (value := address.told(key, options))]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        text = address.text(t("Search by name"), "q", width=280, icon=":material/search:")
        box = st.popover(t("Filter and sort"), key="narrowing", icon=":material/tune:", on_change="rerun")
    if box.open:
        with box:
            address.choice(st.selectbox, t("Sort by"), orders, "sort", "rank", format_func=orders.get)
            for key, (label, _, options) in filters.items():
                address.choice(
                    st.selectbox, label, options, key, format_func=options.get, placeholder=t("All"), index=None
                )
    return Narrowing(text, order, tuple(picked))


def named(id: str, asked: Narrowing, t: Words) -> str:
    """The values that are picked, in words."""
    options = {column: words for _, column, words in groups(id, t).values()}
    return t.list(options[column][value] for column, value in asked.picked)


def called(rows: pd.DataFrame, text: str) -> pd.DataFrame:
    """The regions whose name or label holds a text, whatever its case."""
    return rows[(rows["name"] + " " + rows["label"]).str.contains(text, case=False, regex=False)]


@kept(64)
def rows(id: str, period: str, by: str, asked: Narrowing) -> pd.DataFrame:
    """The regions that are asked for, in that order; columns as `cached.standings`, and grade."""
    rows = cached.standings(id, period, by).join(cached.grades(id, period)["grade"])
    for column, value in asked.picked:
        rows = rows[rows[column] == value]
    if asked.text:
        rows = called(rows, asked.text)
    column, ascending = _ORDERS.get(asked.order, (asked.order, False))
    return rows.sort_values([column, "code"], ascending=[ascending, True], na_position="last")


_ORDERS = {
    "rank": ("rank", True),
    "last": ("rank", False),
    "name": ("short_name", True),
    "rise": ("change", False),
    "fall": ("change", True),
}


def _orders(criteria: Criteria, t: Words) -> dict[str, str]:
    return {
        "rank": t("Rank"),
        "last": t("Rank, last first"),
        "name": t("Name"),
        "rise": t("Risen most"),
        "fall": t("Fallen most"),
        **{d.id: t.name(d.name, d.id) for d in criteria.dimensions},
    }


@kept(16)
def groups(id: str, t: Words) -> dict[str, tuple[str, str, dict[str, str]]]:
    """Filters of an edition by key of the address: label, column, and the values that occur with their wording, where
    there are several."""
    rows = cached.standings(id, cached.edition(id).period, "score")
    provinces = rows[["parent_code", "province"]].drop_duplicates().sort_values("province")
    words = {
        "kind": {"kabupaten": t("Kabupaten"), "kota": t("Kota")},
        "prov": dict(provinces.to_numpy().tolist()),
        "zone": {zone: zone for zone in sorted(rows["zone"].unique())},
        "size": {
            "under_2m": t("Under 2 million"),
            "2m_5m": t("2 to 5 million"),
            "5m_10m": t("5 to 10 million"),
            "over_10m": t("10 million or more"),
            "under_100k": t("Under 100 thousand"),
            "100k_250k": t("100 to 250 thousand"),
            "250k_500k": t("250 to 500 thousand"),
            "500k_1m": t("500 thousand to 1 million"),
            "over_1m": t("1 million or more"),
        },
    }
    columns = {"kind": "kind", "prov": "parent_code", "zone": "zone", "size": "size_class"}
    labels = {"kind": t("Kind"), "prov": t("Province"), "zone": t("Zone"), "size": t("Population class")}
    return {
        key: (labels[key], column, {k: v for k, v in words[key].items() if k in found})
        for key, column in columns.items()
        if len(found := set(rows[column])) > 1
    }
