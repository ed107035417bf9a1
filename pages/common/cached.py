"""What is kept of an edition for all viewers: never changed by whoever gets it."""

import pandas as pd

from data import editions as disk
from data import life, quality, store
from data import villages as lists
from pages.common.keep import for_seconds, kept
from problems import BadInput, Problem
from reports import gathered as together
from reports import villages as many
from scoring import edition as bridge
from scoring.peers import Peers, nearest
from scoring.ranking import Ranking
from scoring.robustness import robustness


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


@kept(1024)
def similar(id: str, period: str, code: str) -> Peers:
    """The regions most like one, as `scoring.peers.nearest`."""
    return nearest(likeness(id, period), code)


@kept(128)
def before(id: str, period: str) -> str | None:
    """The period a year before, where the edition can be ranked at it by the same criteria; else None."""
    earlier = disk.year_before(period)
    if earlier not in periods(id) or ranking(id, earlier).table["rank"].isna().all():
        return None
    return earlier
