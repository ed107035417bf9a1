"""Keteguhan: how sure the places are, which choices they hang on, and what other weights would do."""

import pandas as pd
import streamlit as st

from charts.ranges import ROWS, ranges
from pages.common import address, cached, figures, frame, region, table, viewport, weights
from pages.common.sentences import plain
from pages.parts.robustness import choices, prizes, robust
from scoring.ranking import rank
from scoring.robustness import robustness
from scoring.sensitivity import FIRST

SPREADS = range(5, 55, 5)  # percent
PARTS, LIVE = 40, 15  # regions shown as "the first", and while weights are tried

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


def drawn(key: str, rows: pd.DataFrame, title: str) -> None:
    """Rank ranges with their sentence and table; `rows` as of `rank_ranges`."""
    rows = rows[rows["rank"].notna()].sort_values(["rank", "rank_p50"]).reset_index(names="code")
    rows = rows.assign(name=rows["code"].map(names))
    figure = ranges(rows, t, theme=theme, width=width, selected=selected)
    figures.show(key, figure, title, lambda: listed(rows), t)


def listed(rows: pd.DataFrame) -> dict:
    """The same as a table."""
    heads = [t("Region"), t("Rank"), t("Median"), t("Best in 90%"), t("Worst in 90%"), t("Among the first three")]
    columns = ["rank", "rank_p50", "rank_p05", "rank_p95"]
    cells = [
        [row["name"], *(t.number(row[c]) for c in columns), t.percent(100 * row["p_topk"])]
        for row in rows.to_dict("records")
    ]
    return table.listing(heads, cells, numbers=range(1, 6), wide=(2,))


def part(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that are asked for, where there are more than can have a line each."""
    facts = standings.loc[rows.index]
    if len(rows) <= ROWS:
        return rows
    provinces = facts[["parent_code", "province"]].drop_duplicates().sort_values("province")
    kinds = {"kabupaten": t("Kabupaten"), "kota": t("Kota")}
    options = {
        "all": t("All regions"),
        "first": t("The first {n}", n=t.number(PARTS)),
        **{kind: word for kind, word in kinds.items() if kind in set(facts["kind"])},
        **{code: name for code, name in provinces.to_numpy().tolist() if code},
    }
    asked = address.choice(st.selectbox, t("Show"), options, "part", "all", format_func=options.get, width=320)
    if asked == "all":
        return rows
    if asked == "first":
        return rows[rows["rank"].le(PARTS).fillna(False)]
    return rows[(facts["kind"] == asked) | (facts["parent_code"] == asked)]


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
    drawn("trial_ranges", rows[rows["rank"].le(LIVE)], t("Try other weights"))
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
drawn("ranges", part(own[own["rank"].notna()]), t("Where each place may lie"))
prizes.chances(id, period, names, selected, t, theme, width)
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
