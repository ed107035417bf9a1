"""What it takes one region to reach a place or a target: one sentence, and a table of the usual goals."""

import pandas as pd
import streamlit as st

from messages import NONE, Words
from pages.common import address, cached, table
from pages.common.sentences import plain
from pages.parts.simulation import needed, whatif
from scoring.awards import would_place
from scoring.workers import Need


def show(id: str, period: str, t: Words) -> None:
    """What it takes one region to reach a place or a target: one sentence, and a table of the usual goals."""
    now = cached.ranking(id, period)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        code = whatif.picked(id, t)
        kinds = needed.kinds(t)
        if "coverage_vulnerable" not in now.values:
            kinds.pop("vulnerable")
        segment = address.choice(
            st.selectbox, t("By more"), kinds, "segment", "nonwage", format_func=kinds.get, width=300
        )
        groups = whatif.groups(id, code, t)
        among = "all"
        if len(groups) > 1:
            among = address.choice(
                st.selectbox, t("Place among"), groups, "among", "all", format_func=lambda g: groups[g][0], width=240
            )
        codes = groups[among][1]
        place = would_place(now, among=codes).get(code)
        usual = _usual(id, code, None if pd.isna(place) else int(place), t)
        names = {key: label for key, (label, _) in usual.items()}
        names["place"] = t("Another rank")
        if "coverage_total" in now.values:
            names["coverage"] = t("Another coverage")
        key = address.choice(
            st.selectbox, t("Goal"), names, "goal", next(iter(usual)), format_func=names.get, width=300
        )
        if key == "place":
            goal = whatif.number(t("Rank"), "n", 1, 1, len(codes or now.table), 1, width=140) or 1
        elif key == "coverage":
            goal = ("coverage_total", whatif.number(t("Coverage, %"), "pct", 50.0, 0.0, 100.0, 0.1, width=140) or 50.0)
        else:
            goal = usual[key][1]
    name = cached.standings(id, period, "score").at[code, "label"]
    st.info(t("A calculation, not this edition's ranking"), icon=":material/calculate:")
    with st.spinner(t("Working out how many workers it takes …")):
        need = whatif.needs(id, code, segment, codes, (goal,))[0]
    with st.container(key="lead"):
        st.markdown(needed.answer(need, goal, segment, name, t))
    said = [needed.why_not(need, now, code, segment, t), needed.then(need, now, t)]
    st.markdown(plain(" ".join(filter(None, said))))
    with st.spinner(t("Working out how many workers it takes …")):
        goals = tuple(g for _, g in usual.values())
        _listed([label for label, _ in usual.values()], whatif.needs(id, code, segment, codes, goals), t)
    if "own" in usual and (note := whatif.target_note(id, code)):
        st.caption(plain(f"{t('Own target')}: {t(note)}"))
    st.caption(needed.terms(id, t))


def _usual(id: str, code: str, place: int | None, t: Words) -> dict[str, tuple[str, needed.Goal]]:
    """The goals that are asked for most: key -> wording and goal."""
    found: dict[str, tuple[str, needed.Goal]] = {}
    if place is not None and place > 1:
        found["next"] = (t("Next rank ({n})", n=t.number(place - 1)), place - 1)
    for key, label, n in (("ten", t("First ten"), 10), ("three", t("First three"), 3), ("first", t("First place"), 1)):
        if place is None or place > n or n == 1:
            found[key] = (label, n)
    labels = {"national": t("National target 2029 (RPJMN)"), "own": t("Own target")}
    for key, goal in whatif.targets(id, code).items():
        found[key] = (f"{labels[key]}: {t.percent(goal[1], 2)}", goal)
    return found


def _listed(labels: list[str], found: list[Need], t: Words) -> None:
    rows = []
    for label, need in zip(labels, found, strict=True):
        number = t.number(need.workers)
        if need.workers is None:
            number = t("not known") if need.reason == "missing" else t("not within reach")
        elif not need.workers:
            number = t("already reached")
        after = NONE if need.place is None or need.reason else t.number(need.place)
        rows.append([label, number, t.rupiah(need.cost) if need.cost else NONE, after])
    st.subheader(t("Usual goals"), anchor=False)
    heads = [t("Goal"), t("More workers"), t("Premium a year"), t("Rank then")]
    content = table.listing(heads, rows, numbers=(1, 2, 3), wide=(3,))
    table.regions_table("usual_goals", content, t("Usual goals"), t("No region."), None, None)
