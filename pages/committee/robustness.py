"""Keteguhan: how sure the places are, which choices they hang on, and what other weights would do."""

import pandas as pd
import streamlit as st

from charts.ranges import ROWS, ranges
from pages.common import address, cached, figures, frame, region, table, viewport, weights
from pages.common.sentences import plain
from pages.parts.robustness import choices, places, prizes, robust
from scoring.ranking import rank
from scoring.robustness import robustness
from scoring.sensitivity import FIRST

SPREADS = range(5, 55, 5)  # percent
LIVE = 15  # regions shown while weights are tried

id, t, theme = frame.current()
width = viewport.width(t.language)
period = cached.edition(id).period
ranking = cached.ranking(id, period)
criteria = ranking.criteria
rules = criteria.robustness
standings = cached.standings(id, period, "score")
names = standings["label"].to_dict()
selected = region.current(id)


def shares(rows: pd.DataFrame) -> str:
    """Who is among the first three, each with its share of draws."""
    first = rows[rows["rank"].le(FIRST).fillna(False)].sort_values("rank")
    return plain(t.list(f"{names[code]} ({t.percent(100 * p)})" for code, p in first["p_topk"].items()))


def part() -> str:
    """Which regions are asked for, where there are more than can have a line each; a key of `places.some`."""
    facts = standings.loc[own.index[own["rank"].notna()]]
    if len(facts) <= ROWS:
        return "all"
    provinces = facts[["parent_code", "province"]].drop_duplicates().sort_values("province")
    kinds = {"kabupaten": t("Kabupaten"), "kota": t("Kota")}
    options = {
        "all": t("All regions"),
        "first": t("The first {n}", n=t.number(places.FIRST)),
        **{kind: word for kind, word in kinds.items() if kind in set(facts["kind"])},
        **{code: name for code, name in provinces.to_numpy().tolist() if code},
    }
    return address.choice(st.selectbox, t("Show"), options, "part", "all", format_func=options.get, width=320)


@frame.fragment
def trial() -> None:
    """Other weights and another spread, live."""
    official = f"{100 * rules.weight_spread:g}"
    spreads = sorted({*map(str, SPREADS), official}, key=float)
    other = weights.sliders(criteria, t)
    spread = address.choice(
        st.select_slider, t("How far each weight may be off"), spreads, "spread", official,
        format_func=lambda s: f"±{t.percent(float(s), 0)}",
    )  # fmt: skip
    weights.banner(t)
    rows = own
    if other is not criteria or spread != official:
        found = ranking if other is criteria else rank(other, ranking.values, id)
        rows = robustness(found, spread=float(spread) / 100, top=FIRST)
    rows = rows[rows["rank"].notna()]
    if rows.empty:
        st.info(t("No region is ranked."))
        return
    with st.container(key="trial"):
        st.markdown(t("First three with these weights: **{first}**.", first=shares(rows)))
    place = f" {names[selected]}: {region.standing(rows['rank'].get(selected), t)}." if selected else ""
    st.caption(plain(choices.changed(own["rank"], rows["rank"], names, t) + place))
    rows = places.named(rows[rows["rank"].le(LIVE)], names)
    drawn = ranges(rows, t, theme=theme, width=width, selected=selected)
    figures.show("trial_ranges", drawn, t("Try other weights"), lambda: places.listed(rows, t), t)
    moved = address.get(weights.KEY)
    carried = {weights.KEY: moved} if moved else {}
    address.link("committee/simulation", t("Change figures as well"), ":material/experiment:", **carried)


own = cached.ranges(id, period, FIRST)
frame.heading(t("Robustness"), id, period, t)
if own["rank"].isna().all():
    st.info(t("No region is ranked."))
    frame.unranked(id, period, t)
    st.stop()
values = {"draws": t.number(rules.draws), "spread": t.percent(100 * rules.weight_spread, 0), "first": shares(own)}
lead = st.container(key="lead")
lead.markdown(
    t("Of {draws} draws with every weight off by up to ±{spread}, among the first three: **{first}**.", **values)
)
region.chosen(id, period, t)

st.subheader(t("Where each place may lie"), anchor=False)
shown = part()
drawn = places.drawn(id, period, shown, selected, t, theme, width)
figures.show(
    "ranges", drawn, t("Where each place may lie"), lambda: places.listed(places.some(id, period, shown), t), t
)
prizes.chances(id, period, selected, t, theme, width)
prizes.edges(id, period, names, t)
st.subheader(t("What other choices would do to the first three"), anchor=False)
with st.spinner(t("Trying the other choices")):
    others = robust.choices(id, period)
lead.markdown(choices.lead(others, criteria, names, t))  # last: the slowest to find
content = choices.listed(others, criteria, names, t)
table.regions_table(
    "choices", content, t("What other choices would do to the first three"), t("No region."), None, None
)
st.subheader(t("Try other weights"), anchor=False)
trial()
frame.unranked(id, period, t)
frame.about(id, t)
