"""Peringkat of villages: a page of the table at a time; the rest stays on the server."""

import pandas as pd
import streamlit as st

from data.regions import regions
from messages import Words
from pages.common import address, cached, frame, map, region, table
from pages.common.sentences import plain
from pages.parts.villages import medians
from reports import villages as rows_of
from reports.gathered import compared
from reports.reasons import reason
from reports.spreadsheet import csv
from scoring.criteria import Criteria

FILTERS = ("province_code", "parent_code", "kind")


def show(id: str, t: Words, theme: str, width: int) -> None:
    """The screen below the bar on top."""
    edition = cached.edition(id)
    period, criteria = edition.period, cached.ranking(id, edition.period).criteria
    frame.heading(t("Ranking"), id, period, t)
    names = map.shown(id, "score", t)
    ways = ["score", *(i.id for i in criteria.scored())]
    by = address.choice(st.selectbox, t("Ranked by"), ways, "by", "score", format_func=lambda o: names[o][0], width=260)
    standings = cached.standings(id, period, by)
    medians.show(id, by, t, theme, width)
    selected = region.current(id)
    if selected:
        _chosen(standings.loc[selected], t)
    rows = _asked(standings, criteria, t)
    n = _page(rows_of.pages(rows), (by, *_address()), t)
    counted = t.plural("{n} village", "{n} villages", len(rows))
    st.caption(f"{counted}. {compared(cached.before(id, period), t)}")
    content = _content(rows_of.page(rows, n), id, period, by, t)
    none = t("No village fits. Clear the search or a filter.")
    table.regions_table("villages", content, t("Ranking"), none, selected, None, region.choose)
    unranked = int(standings["rank"].isna().sum())
    if unranked:
        st.caption(t("{n} villages have no place: figures that the criteria need are missing.", n=t.number(unranked)))
    name = f"{t('ranking')}-{id}-{period}.csv"
    found = cached.ranking(id, period)
    st.download_button(
        t("This table (CSV)"), lambda: csv(rows_of.file(rows, found, edition.nature, t)), name, "text/csv",
        icon=":material/download:", on_click="ignore",
    )  # fmt: skip
    frame.about(id, t)


def _asked(rows: pd.DataFrame, criteria: Criteria, t: Words) -> pd.DataFrame:
    """The villages that the address asks for, in the order asked for."""
    known = regions().set_index("code")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        text = address.text(t("Search by name or code"), "q", width=260, icon=":material/search:")
        provinces = known.loc[sorted(rows["province_code"].unique()), "short_name"].to_dict()
        province = _filter(t("Province"), "prov", provinces, t)
        within = known[(known["level"] == "regency") & (known["parent_code"] == province if province else True)]
        regency = _filter(t("Kabupaten or kota"), "reg", within["name"].to_dict(), t)
        kind = _filter(t("Kind"), "kind", {"desa": t("Desa"), "kelurahan": t("Kelurahan")}, t)
        orders = {"rank": t("Rank"), "last": t("Rank, last first"), "rise": t("Risen most"), "fall": t("Fallen most")}
        orders |= {d.id: t.name(d.name, d.id) for d in criteria.dimensions}
        order = address.choice(st.selectbox, t("Sort by"), orders, "sort", "rank", format_func=orders.get, width=200)
    asked = dict(zip(FILTERS, (province, regency, kind), strict=True))
    return rows_of.ordered(rows_of.found(rows, text, **asked), order)


def _filter(label: str, key: str, options: dict[str, str], t: Words) -> str | None:
    return address.choice(
        st.selectbox, label, options, key, index=None, placeholder=t("All"), format_func=options.get, width=220
    )


def _address() -> tuple:
    return tuple(address.get(key) for key in ("q", "prov", "reg", "kind", "sort"))


def _page(last: int, asked: tuple, t: Words) -> int:
    """The page that the address asks for, and the ways to others; the first once something else is asked for."""
    state = st.session_state
    if state.setdefault("villages_asked", asked) != asked:
        state["villages_asked"] = asked
        address.put("page", None)
    told = address.get("page", "1")[:6]
    n = min(max(1, int(told) if told.isascii() and told.isdigit() else 1), last)

    def turn(to: int | None = None) -> None:
        to = state["page_number"] if to is None else to
        address.put("page", None if to == 1 else str(to))

    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.button(t("Page before"), icon=":material/chevron_left:", disabled=n == 1, on_click=turn, args=(n - 1,))
        state["page_number"] = n
        label = t("Page {page} of {pages}", page=t.number(n), pages=t.number(last))
        st.number_input(label, 1, last, key="page_number", on_change=turn, width=180)
        st.button(t("Next page"), icon=":material/chevron_right:", disabled=n == last, on_click=turn, args=(n + 1,))
    return n


def _content(rows: pd.DataFrame, id: str, period: str, by: str, t: Words) -> dict:
    """A page of the table, as `table.leaderboard` makes it of regions."""
    ranking = cached.ranking(id, period)
    criteria, bands = ranking.criteria, {b.id: t.name(b.name, b.id) for b in ranking.criteria.bands}
    label, unit = map.shown(id, by, t)[by]
    top, dimensions = criteria.scale if by == "score" else 100, criteria.children(None)
    columns = [
        table.places(t),
        table.changes(t),
        {"kind": "name", "label": t("Village")},
        {"kind": "bar", "label": label, "number": True},
        {"kind": "text", "label": t("Rank in its regency"), "number": True, "wide": True},
        *({"kind": "bar", "label": t.name(d.name, d.id), "number": True, "wide": True} for d in dimensions),
        {"kind": "pill", "label": t("Band"), "wide": True},
    ]
    lines = []
    for code, row in zip(rows.index, rows.to_dict("records"), strict=True):
        notes = [code, row["regency"], row["province"], reason(ranking, code, t, brief=True)]
        lines.append(
            [
                code, [table.place(row["rank"], t), ""], table.whole(row["change"]),
                [row["name"], " · ".join(filter(None, notes))],
                [t.figure(row["value"], unit), table.share(row["value"], top)],
                table.place(row["rank_in_regency"], t),
                *([t.number(row[d.id], 1), table.share(row[d.id], criteria.scale)] for d in dimensions),
                bands.get(row["band"], ""),
            ]
        )  # fmt: skip
    return {"columns": columns, "rows": lines}


def _chosen(row: pd.Series, t: Words) -> None:
    """What to do with the village that is chosen in the table."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="chosen"):
        st.markdown(f"**{plain(row['label'])}** · {plain(region.standing(row['rank'], t))}", width="content")
        address.link("leadership/profile", t("Open profile"), ":material/person_pin_circle:")
        st.button(
            t("Clear choice"), icon=":material/close:", type="tertiary", on_click=address.put, args=("region", None)
        )
