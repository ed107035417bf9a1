"""Bandingkan: two to six regions side by side, and the sum that proves why one is placed before another."""

import pandas as pd
import streamlit as st

from charts.layout import NARROW
from messages import NONE
from pages.common import address, cached, figures, frame, region, table, viewport
from pages.common.sentences import plain
from pages.parts.comparison import beside, drawn, pairs, picks, proof
from reports import regional
from reports.gathered import compared

id, t, theme = frame.current()
width = viewport.width(t.language)
period = cached.edition(id).period
frame.heading(t("Comparison"), id, period, t)
codes = tuple(picks.picked(id, period, t))
if not codes:
    st.info(t("No region."))
    st.stop()
ranking = cached.ranking(id, period)
criteria, decimals = ranking.criteria, ranking.criteria.decimals
standings = cached.standings(id, period, "score").loc[list(codes)]
names, shown = drawn.names(id, codes), drawn.shown(id, codes)
columns = range(1, len(codes) + 1)

# Cards
before, grades = cached.before(id, period), cached.grades(id, period)["grade"]
with st.spinner(t("Computing rank ranges"), show_time=False):
    ranges = cached.ranges(id, period)
grid = st.grid(4, min_column_width=160, border=True)
for code, row in standings.iterrows():
    with grid.cell():
        figures.metric(
            f"{plain(shown[code])} · {t('Rank')}", NONE if pd.isna(row["rank"]) else t.number(int(row["rank"])),
            row["change"], lambda x: t.signed(int(x), 0), t,
        )  # fmt: skip
        earlier = cached.ranking(id, before).table["score"].get(code) if before else None
        more = "" if pd.isna(row["value"]) or pd.isna(earlier) else f" ({t.signed(row['value'] - earlier, decimals)})"
        lines = [f"{t('Score')} {t.number(row['value'], decimals)}{more}"]
        if not pd.isna(row["rank"]):
            low, high = map(t.number, regional.span(ranges.loc[code]))
            lines.append(t("range {low}–{high}", low=low, high=high) if low != high else t("range {n}", n=low))
        else:
            lines.append(region.standing(None, t))
        lines.append(region.graded(grades[code], t))
        st.caption(plain(" · ".join(lines)))
        address.link("leadership/profile", t("Open profile"), ":material/person_pin_circle:", region=code)
spread = t.percent(100 * criteria.robustness.weight_spread, 0)
st.caption(
    t("Range: where nine in ten of {n} draws put it, every weight drawn within ±{spread} of itself.",
      n=t.number(criteria.robustness.draws), spread=spread)
    + f" {compared(before, t)}"
)  # fmt: skip

# What makes the difference
st.subheader(t("What makes the difference"), anchor=False)
st.markdown("\n".join(f"- {line}" for line in proof.told(id, period, codes, t)))
scored = [code for code in codes if not pd.isna(ranking.exact[code])]
if len(scored) > 1:
    options = {f"{a}-{b}": (a, b) for a, b in pairs.of(scored)}
    pair = address.choice(
        st.selectbox, t("The sum of two regions"), options, "pair", next(iter(options)), width=480,
        format_func=lambda key: t("{a} against {b}", a=names[options[key][0]], b=names[options[key][1]]),
    )  # fmt: skip
    a, b = options[pair]
    said, content, notes = proof.proved(id, period, a, b, t, width < NARROW)
    if said and codes[0] not in (a, b):  # of the first it is said above
        st.markdown(said)
    table.regions_table("sum", content, t("The sum of two regions"), t("No region."), None, None)
    st.caption(notes)

# Indicator by indicator
st.subheader(t("Indicator by indicator"), anchor=False)
indicators = {i.id: t.name(i.name, i.id) for i in criteria.indicators}
counts = {
    "employed": t("Employed people"),
    "active_wage": t("Active wage participants (PU)"),
    "active_nonwage": t("Active non-wage participants (BPU)"),
}
unlike = beside.differing(id, codes, period, (*indicators, *counts))
for line in beside.unlike(unlike, counts | indicators, names, t):
    st.info(line, icon=":material/info:")
scale = drawn.on_scale(id, period, codes, t, theme, width)
if scale:
    common = drawn.scaled(id, period, codes, t)
    figures.show(
        "dots", scale, t("Value on the common scale, 0 to 100"),
        lambda: table.listing([t("Indicator"), *shown.values()],
                              [[i, *(t.number(x, 1) for x in row)] for i, row in common.iterrows()], columns), t,
    )  # fmt: skip
table.regions_table("raw", beside.raw(id, period, codes, t), t("Figures"), t("No region."), None, None)
st.caption(t("★ best of the regions shown. Indicators marked as not scored add nothing to the score."))

# Over time
st.subheader(t("Over time"), anchor=False)
with st.spinner(t("Computing earlier periods"), show_time=False):
    cached.history(id)
ways = {"score": t("Score"), "rank": t("Rank")} | {i.id: indicators[i.id] for i in criteria.scored()}
way = address.choice(
    st.selectbox, t("Shown over time"), ways, "trend", "score", format_func=ways.get, width=340,
    label_visibility="collapsed",
)  # fmt: skip
lines = drawn.over_time(id, codes, way)
unit = f"score.{decimals}" if way == "score" else "people" if way == "rank" else criteria.indicator(way).unit
course = drawn.course(id, codes, way, ways[way], unit, t, theme, width)
if lines.notna().any(axis=None):
    figures.show(
        "trend_figure", course, ways[way],
        lambda: table.listing([t("Period"), *shown.values()],
                              [[t.period(p), *(t.figure(x, unit) for x in row)] for p, row in lines[::-1].iterrows()],
                              columns), t,
    )  # fmt: skip
else:
    st.caption(plain(course[1]))

# Groups and people
st.subheader(t("Place among like regions"), anchor=False)
content = beside.group_places(id, period, codes, t)
table.regions_table("groups", content, t("Place among like regions"), t("No region."), None, None)
st.subheader(t("People behind the percentages"), anchor=False)
people = beside.people(id, codes, period)
content = beside.headcounts(people, shown, t)
table.regions_table("people", content, t("People behind the percentages"), t("No region."), None, None)
premium = f"Rp{t.number(people['rupiah_year'].max())}"
st.caption(
    t("Premium: {premium} a year for each non-wage worker not protected yet (JKK and JKM cover).", premium=premium)
)
frame.about(id, t)
