"""The one place where Streamlit's caches wrap calls: what is kept here is shared by all viewers and never changed."""

import pandas as pd
import streamlit as st

from charts.choropleth import Figure, choropleth
from charts.static_map import static_map
from data import editions as disk
from data import store
from data.regions import regions
from data.shapes import outlines, shapes
from messages import Words, words
from problems import BadInput, Problem
from scoring import edition as bridge
from scoring.ranking import Ranking
from scoring.standings import standings as rows_of

DIVERGING = ("places", "points")  # units whose 0 is a middle


@st.cache_data(ttl=5, show_spinner=False)
def editions() -> tuple[list[str], list[Problem]]:
    """Ids of all editions that can be shown, provinces first, and what is wrong with the others."""
    found, problems = disk.editions()
    good = []
    for id in found:
        try:
            ranking(id, found[id].period)
            good.append(id)
        except BadInput as error:
            problems = [*problems, *error.problems]
    return sorted(good, key=lambda id: (disk.LEVELS.index(found[id].level), id)), problems


@st.cache_data(ttl=5, show_spinner=False)
def edition(id: str) -> disk.Edition:
    """One edition."""
    return disk.edition(id)


@st.cache_data(ttl=60, show_spinner=False)
def periods(id: str) -> list[str]:
    """Periods that an edition can be ranked at, oldest first."""
    return store.periods(id)


@st.cache_data(ttl=60, show_spinner=False)
def national(id: str) -> pd.DataFrame:
    """The country at every period of an edition, indexed by period."""
    return store.query(id, "national", period=edition(id).period).set_index("period")


def ranking(id: str, period: str) -> Ranking:
    """The ranking of an edition at a period."""
    return _ranking(id, period, _stamp(id))


def standings(id: str, period: str, by: str) -> pd.DataFrame:
    """Every region of an edition with its place, its change against the year before, and what the map needs."""
    return _standings(id, period, by, _stamp(id))


def gaps(id: str, period: str) -> pd.DataFrame:
    """Standings by score with the number of workers not protected yet."""
    return standings(id, period, "score").join(ranking(id, period).values.reindex(columns=["unprotected"]))


def before(id: str, period: str) -> str | None:
    """The period a year before, where the edition can be ranked at it by the same criteria; else None."""
    earlier = disk.year_before(period)
    if earlier not in periods(id) or ranking(id, earlier).table["rank"].isna().all():
        return None
    return earlier


def figure(
    id: str, period: str, by: str, show: str, t: Words, theme: str, width: int, selected: str | None = None
) -> tuple[Figure, str]:
    """The map of a value (see `shown`) and its sentence."""
    return _figure(id, period, by, show, t.language, theme, width, selected, _stamp(id))


def picture(id: str, period: str, by: str, show: str, t: Words, theme: str) -> bytes:
    """The same map as a PNG."""
    return _picture(id, period, by, show, t.language, theme, _stamp(id))


def shown(id: str, by: str, t: Words) -> dict[str, tuple[str, str]]:
    """What a map can show: key -> wording and unit. The place's own value first, then its change, then indicators."""
    criteria = ranking(id, edition(id).period).criteria
    indicators = {i.id: (t.name(i.name, i.id), i.unit) for i in criteria.indicators}
    top = {"score": (t("Score"), f"score.{criteria.decimals}"), "change": (t("Change of rank"), "places")}
    return top | indicators if by == "score" else {by: indicators[by]} | top | indicators


def value(id: str, period: str, by: str, show: str) -> pd.Series:
    """The values of `shown` by code."""
    if show == "change":
        return standings(id, period, by)["change"].astype("Float64").astype(float)
    found = ranking(id, period)
    return found.table["score"] if show == "score" else found.values[show]


def _stamp(id: str) -> int:
    """Changes when a file of the edition does, so that a draft is never shown from memory."""
    return max((path.stat().st_mtime_ns for path in edition(id).folder.iterdir()), default=0)


@st.cache_resource(max_entries=128, show_spinner=False)
def _ranking(id: str, period: str, stamp: int) -> Ranking:
    return bridge.ranking(id, period)


@st.cache_resource(max_entries=128, show_spinner=False)
def _standings(id: str, period: str, by: str, stamp: int) -> pd.DataFrame:
    earlier = before(id, period)
    known = regions().set_index("code", drop=False)
    found = ranking(id, period)
    table = rows_of(found, ranking(id, earlier) if earlier else None, known[["kind"]], by)
    names = known["short_name"].to_dict()
    facts = known.reindex(table.index)
    return table.join(facts[["name", "short_name", "kind", "zone", "size_class", "parent_code"]]).assign(
        label=facts["name"].where(facts["level"] == "regency", facts["short_name"]),
        province=facts["parent_code"].fillna("").map(names).fillna(""),
        **shapes().set_index("code").reindex(table.index)[["lon", "lat", "marker"]],
    )


@st.cache_resource(max_entries=256, show_spinner=False)
def _figure(
    id: str, period: str, by: str, show: str, language: str, theme: str, width: int, selected: str | None, stamp: int
) -> tuple[Figure, str]:
    t = words(language)
    label, unit = shown(id, by, t)[show]
    table, diverging = _mapped(id, period, by, show), unit in DIVERGING
    return choropleth(
        table, edition(id).level, label, unit, t, theme=theme, width=width, diverging=diverging, selected=selected
    )


@st.cache_data(max_entries=64, show_spinner=False)
def _picture(id: str, period: str, by: str, show: str, language: str, theme: str, stamp: int) -> bytes:
    t = words(language)
    label, unit = shown(id, by, t)[show]
    title = f"{label} · {t.name(edition(id).title)} · {t.period(period)}"
    mark = t("Simulation") if edition(id).nature == "simulated" else ""
    table, level = _mapped(id, period, by, show), edition(id).level
    return static_map(table, outlines(level), title, unit, t, mark=mark, theme=theme, diverging=unit in DIVERGING)


def _mapped(id: str, period: str, by: str, show: str) -> pd.DataFrame:
    table = standings(id, period, by).assign(value=value(id, period, by, show)).reset_index(names="code")
    return table.assign(name=table["label"])
