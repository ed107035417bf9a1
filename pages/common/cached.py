"""The one place where Streamlit's caches wrap calls: what is kept here is shared by all viewers and never changed."""

from collections.abc import Callable
from functools import wraps

import pandas as pd
import streamlit as st

from data import editions as disk
from data import quality, store
from data.regions import regions
from data.shapes import shapes
from messages import Words
from problems import BadInput, Problem
from scoring import edition as bridge
from scoring.peers import Peers
from scoring.ranking import Ranking
from scoring.robustness import robustness
from scoring.standings import standings as rows_of


def kept(entries: int) -> Callable:
    """Keeps what a function makes of an edition (its id comes first) until one of the edition's files changes, so that
    a draft is never shown from memory. Further arguments are part of the key; of Words only the language."""

    def wrap(make: Callable) -> Callable:
        def remembered(stamp: int, *asked):
            return make(*asked)

        # Streamlit tells functions apart by these
        remembered.__module__, remembered.__qualname__ = make.__module__, make.__qualname__
        remember = st.cache_resource(max_entries=entries, show_spinner=False, hash_funcs={Words: lambda t: t.language})(
            remembered
        )

        @wraps(make)
        def ask(id: str, *asked):
            return remember(_stamp(id), id, *asked)

        return ask

    return wrap


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
def published() -> list[str]:
    """Ids of the editions that the public may see, provinces first."""
    return [id for id in editions()[0] if id in disk.published()]


@st.cache_data(ttl=5, show_spinner=False)
def edition(id: str) -> disk.Edition:
    """One edition."""
    return disk.edition(id)


@kept(16)
def periods(id: str) -> list[str]:
    """Periods that an edition can be ranked at, oldest first."""
    return store.periods(id)


@kept(16)
def national(id: str) -> pd.DataFrame:
    """The country at every period of an edition, indexed by period."""
    return store.query(id, "national", period=edition(id).period).set_index("period")


@kept(16)
def history(id: str) -> dict[str, Ranking]:
    """The rankings of all periods that somebody can be ranked at, by the edition's criteria, oldest first."""
    return bridge.history(id)


@kept(128)
def ranking(id: str, period: str) -> Ranking:
    """The ranking of an edition at a period."""
    return bridge.ranking(id, period)


@kept(128)
def standings(id: str, period: str, by: str) -> pd.DataFrame:
    """Every region of an edition with its place, its change against the year before, and what the map needs."""
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


@kept(32)
def gaps(id: str, period: str) -> pd.DataFrame:
    """Standings by score with the number of workers not protected yet and the grade of the figures."""
    unprotected = ranking(id, period).values.reindex(columns=["unprotected"])
    return standings(id, period, "score").join(unprotected).join(grades(id, period)["grade"])


@kept(64)
def ranges(id: str, period: str) -> pd.DataFrame:
    """Rank ranges by the criteria's own draws, as `scoring.robustness.rank_ranges`."""
    return robustness(ranking(id, period))


@kept(32)
def findings(id: str, period: str) -> pd.DataFrame:
    """What is to be said against the figures that an edition's criteria use, as `data.quality.findings`."""
    criteria = ranking(id, edition(id).period).criteria
    used = [*(i.id for i in criteria.scored()), *(gate.indicator for gate in criteria.gates), *criteria.ties]
    return quality.findings(id, list(dict.fromkeys(used)), period)


@kept(32)
def grades(id: str, period: str) -> pd.DataFrame:
    """How far the figures of every region can be relied on, A to D and why, as `data.quality.grades`."""
    return quality.grades(findings(id, period), ranking(id, period).table.index)


@kept(512)
def similar(id: str, code: str, period: str) -> Peers:
    """The regions most similar to one."""
    return bridge.similar(id, code, period)


def before(id: str, period: str) -> str | None:
    """The period a year before, where the edition can be ranked at it by the same criteria; else None."""
    earlier = disk.year_before(period)
    if earlier not in periods(id) or ranking(id, earlier).table["rank"].isna().all():
        return None
    return earlier


def _stamp(id: str) -> int:
    return max((path.stat().st_mtime_ns for path in edition(id).folder.iterdir()), default=0)
