"""Profil daerah: one region's place, why it has it, what would lift it, and every figure behind it."""

import streamlit as st

from pages.common import address, cached, findings, frame, region, viewport, villages
from pages.common.sentences import plain
from pages.parts import downloads
from pages.parts.profile import around, facts, head, score
from pages.parts.villages import profile as village

id, t, theme = frame.current()
width = viewport.width(t.language)
edition = cached.edition(id)
period = edition.period
if villages.of(id):
    village.show(id, t, theme, width)
    st.stop()
standings = cached.standings(id, period, "score")
code = region.current(id)

if code is None:
    frame.heading(t("Region profile"), id, period, t)
    region.missed(t)
    codes = standings.sort_values("label").index
    chosen = st.selectbox(
        t("Find a region"), codes, None, format_func=lambda c: standings.at[c, "label"], placeholder=t("Find a region"),
        width=360, icon=":material/search:",
    )  # fmt: skip
    if chosen:
        address.go("leadership/profile", region=chosen)
    st.markdown(t("Or choose one on the map of the summary, in the ranking, or begin with the leader:"))
    for first, row in standings[standings["rank"].eq(1).fillna(False)].iterrows():
        address.here(plain(row["label"]), ":material/person_pin_circle:", region=first)
    st.stop()

row = standings.loc[code]
trail = [("Indonesia", "leadership/summary", {})]
above = around.first_edition("province")
if edition.level == "regency" and above:
    trail.append((row["province"], None, {"region": row["parent_code"], "edition": above}))
frame.heading(row["label"], id, period, t, trail)
head.steps(id, period, code, t)
head.metrics(id, period, code, t)
downloads.region(id, period, code, t)

wide = width >= 1000
half = width // 2 - 12 if wide else width


def beside() -> list:
    """Two halves of the screen, or one below the other where it is narrow."""
    return st.columns(2) if wide else [st.container(), st.container()]


left, right = beside()
with left:
    score.made_of(id, period, code, t, theme, half)
with right:
    score.course(id, code, t, theme, half)
score.among_similar(id, period, code, t)
around.land(id, code, t, theme, width)
left, right = beside()
with left:
    around.borders(id, period, code, t)
with right:
    facts.printed(id, code, t)
findings.region(id, period, code, t)
facts.every(id, period, code, t)
frame.about(id, t)
