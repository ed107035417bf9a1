"""Peringkat: every region's place on a map and in a table, filtered, sorted, shared by link and taken away."""

import streamlit as st

from pages.common import address, cached, filters, frame, map, over_time, playback, region, table, viewport, villages
from pages.parts import downloads
from pages.parts.villages import leaderboard as paged
from reports import leaderboard as files
from reports.gathered import compared
from reports.spreadsheet import csv
from scoring.standings import rankings

id, t, theme = frame.current()
width = viewport.width(t.language)
edition = cached.edition(id)
if villages.of(id):
    paged.show(id, t, theme, width)
    st.stop()
criteria = cached.ranking(id, edition.period).criteria
names = map.shown(id, "score", t)

playable, known = playback.playable(id), cached.periods(id)[::-1]
period = playback.asked(id) if playable else address.told("period", known, edition.period)
frame.heading(t("Ranking"), id, period, t)
with st.container(horizontal=True, vertical_alignment="bottom"):
    ways = rankings(criteria)
    by = address.choice(st.selectbox, t("Ranked by"), ways, "by", "score", format_func=lambda o: names[o][0], width=260)
    if not playable:  # else its slider stands with the map
        address.choice(st.selectbox, t("Period"), known, "period", edition.period, format_func=t.period, width=180)
    views = {"map": t("Map"), "time": t("Ranks over time")}
    view = address.choice(st.segmented_control, t("View"), views, "view", "map", required=True, format_func=views.get)

selected = region.current(id)
if view == "map":
    map.show(id, period, by, "leaderboard_map", t, theme, width, list(map.shown(id, by, t)), playable)
else:
    over_time.show(id, by, t, theme, width)
region.chosen(id, period, t)
asked = filters.asked(id, criteria, t)
rows = filters.rows(id, period, by, asked)
counted = t.plural("{n} region", "{n} regions", len(rows))
narrowed = f" ({filters.named(id, asked, t)})" if asked.picked else ""
st.caption(f"{counted}{narrowed}. {compared(cached.before(id, period), t)}")
table.regions_table(
    "leaderboard", table.leaderboard(id, period, by, asked, t), t("Ranking"),
    t("No region fits. Clear the search or a filter."), selected, None if len(rows) <= 40 else 680, region.choose,
)  # fmt: skip
frame.unranked(id, period, t)


def table_files() -> None:
    """The table as it stands, narrowed and sorted."""
    name, heads = f"{t('ranking')}-{id}-{period}", files.notes(edition, criteria, period, t)
    icon = ":material/download:"

    def content():
        return files.table(rows, cached.ranking(id, period), edition, t)

    with st.container(horizontal=True):
        st.download_button(
            t("This table (XLSX)"), lambda: files.workbook(content(), t("Ranking"), heads, t), f"{name}.xlsx",
            icon=icon, on_click="ignore",
        )  # fmt: skip
        st.download_button(
            t("This table (CSV)"), lambda: csv(content()), f"{name}.csv", "text/csv", icon=icon, on_click="ignore"
        )


downloads.ranking(id, period, t, table_files)
frame.about(id, t)
