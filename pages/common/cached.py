"""The one place where Streamlit's caches wrap calls: what is kept here is shared by all viewers and never changed."""

from collections.abc import Callable
from functools import wraps

import pandas as pd
import streamlit as st

from data import editions as disk
from data import life, quality, store
from data import villages as lists
from messages import Words
from problems import BadInput, Problem
from reports import gathered as together
from reports import villages as many
from scoring import edition as bridge
from scoring.ranking import Ranking
from scoring.robustness import robustness


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


# for what hangs on all editions: what one process publishes is soon seen by another
for_seconds = st.cache_data(ttl=5, show_spinner=False)


@for_seconds
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


@for_seconds
def published() -> list[str]:
    """Ids of the editions that the public may see, provinces first."""
    known = set(life.published())
    return [id for id in editions()[0] if id in known]


@for_seconds
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
    both = ranking(id, period), ranking(id, earlier) if earlier else None
    return many.standings(*both, villages(id), by) if edition(id).level == "village" else together.standings(*both, by)


@kept(4)
def villages(id: str) -> pd.DataFrame:
    """The villages of an edition, as `data.villages.villages`."""
    return lists.villages(edition(id).folder)


@kept(32)
def gaps(id: str, period: str) -> pd.DataFrame:
    """Standings by score with the number of workers not protected yet and the grade of the figures."""
    unprotected = ranking(id, period).values.reindex(columns=["unprotected"])
    return standings(id, period, "score").join(unprotected).join(grades(id, period)["grade"])


@kept(64)
def ranges(id: str, period: str, top: int = 10) -> pd.DataFrame:
    """Rank ranges by the criteria's own draws, as `scoring.robustness.rank_ranges`."""
    return robustness(ranking(id, period), top=top)


@kept(32)
def findings(id: str, period: str) -> pd.DataFrame:
    """What is to be said against the figures that an edition's criteria use, as `data.quality.findings`."""
    criteria = ranking(id, edition(id).period).criteria
    return quality.findings(id, together.judged(criteria), period)


@kept(32)
def grades(id: str, period: str) -> pd.DataFrame:
    """How far every region's figures can be relied on, and why, as `data.quality.grades`."""
    return quality.grades(findings(id, period), ranking(id, period).table.index)


@kept(32)
def likeness(id: str, period: str) -> pd.DataFrame:
    """By what regions are alike, for `scoring.peers.nearest`."""
    return bridge.likeness(id, period)


def before(id: str, period: str) -> str | None:
    """The period a year before, where the edition can be ranked at it by the same criteria; else None."""
    earlier = disk.year_before(period)
    if earlier not in periods(id) or ranking(id, earlier).table["rank"].isna().all():
        return None
    return earlier


def _stamp(id: str) -> int:
    return max((path.stat().st_mtime_ns for path in edition(id).folder.iterdir()), default=0)
