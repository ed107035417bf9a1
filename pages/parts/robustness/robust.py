"""How sure the places of an edition are: what is asked of the scoring, and kept."""

import numpy as np
import pandas as pd

from data.regions import regions
from pages.common import cached
from pages.common.keep import kept
from scoring import edition as bridge
from scoring.awards import contenders, winners
from scoring.criteria import Criteria, Indicator
from scoring.ranking import Ranking
from scoring.robustness import among, beats, draw_weights, rank_ranges
from scoring.sensitivity import FIRST, Outcome, decisive, sensitivity

NEAR = 10  # regions whose chance of winning is shown


@kept(32)
def choices(id: str, period: str) -> tuple[Outcome, ...]:
    """What the other choices of the criteria do, the decisive one first, those that are not possible last. A
    dimension of one indicator is left out: it is the same as its indicator."""
    ranking = cached.ranking(id, period)
    rest = [
        outcome
        for outcome in sensitivity(ranking, bridge.earlier(id, period))
        if outcome.choice != "without_dimension" or not _single(ranking.criteria, outcome.of)
    ]
    found = []
    while best := decisive(rest):
        found.append(best)
        rest.remove(best)
    return (*found, *rest)


@kept(64)
def chances(id: str, period: str, award: str) -> pd.DataFrame:
    """Rank ranges among the contenders of an award by score, the best `NEAR`; p_topk: takes one of its places."""
    ranking = cached.ranking(id, period)
    prize = next(a for a in ranking.criteria.awards if a.id == award)
    some = among(ranking, contenders(prize, regions()))
    found = rank_ranges(some, _weights(ranking), prize.places or FIRST)
    return found.dropna(subset="rank").sort_values("rank").head(NEAR)


@kept(32)
def edges(id: str, period: str) -> pd.DataFrame:
    """The line between winning and not, one row an award: award, winner and value (the last to win), loser and
    loser_value (the first not to), margin (of the winner over the loser, or over a tier's bound), ahead (share of
    draws in which the winner stands before the loser; blank where weights do not decide). Blank where there is none."""
    ranking = cached.ranking(id, period)
    found = winners(ranking, regions())
    rows = []
    for award in ranking.criteria.awards:
        own = found[found["award"] == award.id]
        last = own[own["won"]].tail(1).to_dict("records")
        after = own[own["why"].isin(["behind", "below", "tie_chain"]) & ~own["won"]].head(1).to_dict("records")
        row = {"award": award.id}
        if last:
            row |= {"winner": last[0]["code"], "value": last[0]["value"], "margin": last[0]["margin"]}
        if after:
            row |= {"loser": after[0]["code"], "loser_value": after[0]["value"]}
        if last and after and award.by == "score" and award.places:
            row["ahead"] = beats(ranking, _weights(ranking), row["winner"], row["loser"])
        rows.append(row)
    columns = ["award", "winner", "value", "loser", "loser_value", "margin", "ahead"]
    return pd.DataFrame(rows, columns=columns)


def _single(criteria: Criteria, dimension: str) -> bool:
    counting = [child for child in criteria.children(dimension) if child.weight > 0]
    return len(counting) == 1 and isinstance(counting[0], Indicator)


def _weights(ranking: Ranking) -> np.ndarray:
    rules = ranking.criteria.robustness
    return draw_weights(ranking.criteria, rules.draws, rules.seed, rules.weight_spread)
