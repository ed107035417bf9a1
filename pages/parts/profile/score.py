"""The middle of a region's profile: what its score is made of, its course, and where it stands out among its like."""

import pandas as pd
import streamlit as st

from charts.contributions import contributions as bars
from charts.layout import Figure
from charts.trend import trend
from messages import Words
from pages.common import address, cached, figures, over_time, table
from pages.common.keep import kept
from pages.common.sentences import plain, small
from pages.parts.profile.head import named, observed
from reports import regional
from scoring.explain import contributions, nominal_weights, strengths


def made_of(id: str, period: str, code: str, t: Words, theme: str, width: int) -> None:
    """The score's parts beside the middle region's, and what the next better region has more."""
    st.subheader(t("What the score is made of"), anchor=False)
    if pd.isna(cached.ranking(id, period).exact[code]):
        st.caption(t("Without a score there is nothing to take apart."))
        return
    parts, drawn = _parts(id, period, code, t, theme, width)

    def content() -> dict:
        heads = [t("Indicator"), t("Points"), t("Median of all ranked regions"), t("At most")]
        written = parts.astype(object).apply(lambda column: [t.number(x, 2) for x in column])
        return table.listing(heads, [[name, *row] for name, row in written.iterrows()], (1, 2, 3))

    figures.show("parts", drawn, t("What the score is made of"), content, t)
    if said := _to_next(id, period, code, t):
        st.markdown(plain(said))


@kept(512)
def _to_next(id: str, period: str, code: str, t: Words) -> str:
    return regional.to_next(cached.ranking(id, period), code, cached.standings(id, period, "score")["label"], t)


@kept(256)
def _parts(
    id: str, period: str, code: str, t: Words, theme: str, width: int
) -> tuple[pd.DataFrame, tuple[Figure, str]]:
    found = cached.ranking(id, period)
    points = contributions(found)
    most = pd.Series(nominal_weights(found.criteria)) * found.criteria.scale
    middle = points[found.table["rank"].notna()].median()
    parts = pd.DataFrame({"own": points.loc[code], "median": middle, "most": most.reindex(points.columns)})
    parts = parts.set_axis([named(id, indicator, t) for indicator in parts.index])
    name = cached.standings(id, period, "score").at[code, "label"]
    return parts, bars(parts, name, t, theme=theme, width=width)


def course(id: str, code: str, t: Words, theme: str, width: int) -> None:
    """Coverage at all periods, wage and non-wage apart, with the target where there is one; or the rank."""
    ways = {"coverage": t("Coverage"), "rank": t("Rank")}
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.subheader(t("Over time"), anchor=False, width="content")
        way = address.choice(
            st.segmented_control, t("Over time"), ways, "trend", "coverage", format_func=ways.get, required=True,
            label_visibility="collapsed",
        )  # fmt: skip
    if way == "rank":
        with st.spinner(t("Ranking every period …")):
            over_time.show(id, "score", t, theme, width)
        return
    lines, target, drawn = _lines(id, code, t, theme, width)
    if not lines.notna().any(axis=None):
        st.caption(t("{label}: no figure at any period.", label=t("Coverage")))
        return

    def content() -> dict:
        told = lines if target is None else lines.assign(**{t("Target"): target})
        rows = [[t.period(period), *map(t.percent, row)] for period, row in told[::-1].iterrows()]
        return table.listing([t("Period"), *told.columns], rows, range(1, len(told.columns) + 1))

    figures.show("course", drawn, t("Coverage over time"), content, t)


@kept(256)
def _lines(
    id: str, code: str, t: Words, theme: str, width: int
) -> tuple[pd.DataFrame, pd.Series | None, tuple[Figure, str]]:
    every = observed(id, code).pivot(index="period", columns="indicator", values="value").reindex(cached.periods(id))
    known = [i for i in regional.COVERAGES if i in every]
    lines = every[known].astype(float).set_axis([named(id, i, t) for i in known], axis=1)
    target = every["target"].astype(float) if "target" in every else None
    target = target if target is not None and target.notna().any() else None
    return lines, target, trend(lines, t("Coverage"), "percent", t, theme=theme, width=width, target=target)


def among_similar(id: str, period: str, code: str, t: Words) -> None:
    """Strengths and weaknesses against the most similar regions, who they are, and why there may be no verdict."""
    st.subheader(t("Beside similar regions"), anchor=False)
    standing_out, without_verdict, peers = _similar(id, period, code, t)
    if standing_out:
        _standing_out(standing_out, t)
    for said in without_verdict:
        st.caption(plain(said))
    if not peers:
        return
    with st.expander(t("The {n} most similar regions", n=t.number(len(peers))), icon=":material/group:"):
        why = t(
            "Of the same kind, nearest in population and share of informal workers. A verdict needs more than one "
            "standard deviation from their average."
        )
        st.markdown(f"{small(why)}\n\n{plain(t.list(peers))}")


@kept(512)
def _similar(id: str, period: str, code: str, t: Words) -> tuple[dict, list[str], list[str]]:
    """Strengths and weaknesses, why there may be none, and what the similar regions are called."""
    found, similar = cached.ranking(id, period), cached.similar(id, period, code)
    verdicts = strengths(found, code, similar.peers)
    judged = (verdicts["reason"] == "").any() and similar.peers
    standing_out = regional.standing_out(found, code, verdicts, similar.peers, t) if judged else {}
    names = cached.standings(id, period, "score").loc[list(similar.peers), "label"]
    return standing_out, regional.without_verdict(found, similar, verdicts, t), list(names)


def _standing_out(found: dict[str, list[tuple[str, str]]], t: Words) -> None:
    groups = {"strength": t("Clearly ahead"), "weakness": t("Most to gain")}
    none = small(t("No indicator stands out from similar regions."))
    with st.grid(2, min_column_width=300):
        for verdict, title in groups.items():
            lines = [f"- **{plain(name)}**: {plain(said)}" for name, said in found[verdict]]
            st.markdown("\n".join([f"**{title}**", "", *(lines or [none])]))
