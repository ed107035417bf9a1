"""How sure a place is: the ranking over and over, with weights that might as well have been chosen.

Method: Monte Carlo over weights, as in Saisana, Saltelli and Tarantola (2005), Uncertainty and sensitivity analysis
techniques as tools for the quality assessment of composite indicators, J. R. Statist. Soc. A 168(2), 307-323.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd

from scoring.aggregate import BACKWARD, FORWARD, TOLERANCE
from scoring.criteria import Criteria, Dimension
from scoring.places import competition_rank, round_half_up, tie_key
from scoring.ranking import RANKED, Ranking

CELLS = 1 << 18  # of draws x regions worked on at a time: what fits a processor's cache


def robustness(
    ranking: Ranking, *, draws: int | None = None, seed: int | None = None, spread: float | None = None, top: int = 10
) -> pd.DataFrame:
    """Rank ranges of a ranking under weights drawn uniformly within +-spread of themselves at every level.

    draws, seed, spread: default as in the criteria. Normalisation and the rule for missing data stay nominal;
    rounding, ties and statuses are those of the ranking; unranked regions take no place. Returns, indexed by code in
    the order of the input: rank (nominal), rank_p05, rank_p50, rank_p95 (quantiles of type 7, as NumPy's default),
    rank_mean, p_top1, p_topk (share of draws with a place of `top` or better, 0 to 1); unranked regions are blank.
    """
    rules = ranking.criteria.robustness
    draws = rules.draws if draws is None else draws
    counts = rank_counts(
        ranking, draws, rules.seed if seed is None else seed, rules.weight_spread if spread is None else spread
    )
    n = counts.shape[0]
    places = np.arange(1, n + 1)
    cumulated = counts.cumsum(axis=1)
    out = pd.DataFrame(index=ranking.table.index, dtype=float)
    out["rank"] = ranking.table["rank"]
    ranked = ranking.table.index[ranking.table["status"] == RANKED]
    columns = {
        "rank_p05": _quantile(cumulated, draws, 0.05),
        "rank_p50": _quantile(cumulated, draws, 0.50),
        "rank_p95": _quantile(cumulated, draws, 0.95),
        "rank_mean": (counts @ places) / draws,
        "p_top1": cumulated[:, 0] / draws if n else np.empty(0),
        "p_topk": cumulated[:, min(top, n) - 1] / draws if n else np.empty(0),
    }
    return out.join(pd.DataFrame(columns, index=ranked))


def rank_counts(ranking: Ranking, draws: int, seed: int, spread: float) -> np.ndarray:
    """How often each ranked region took each place: whole numbers, n regions x n places, in the order of the table."""
    ranked = (ranking.table["status"] == RANKED).to_numpy()
    criteria, n = ranking.criteria, int(ranked.sum())
    counts = np.zeros(n * n, dtype=np.int64)
    if not n:
        return counts.reshape(0, 0)
    ties = [tie_key(ranking.values[t].to_numpy()[ranked], criteria.indicator(t).direction) for t in criteria.ties]
    tie_rank = competition_rank(ties) - 1 if ties else np.zeros(n, dtype=np.int64)
    order = np.argsort(tie_rank, kind="stable")
    score = _scores(criteria, ranking.normalised[ranked].iloc[order])
    generator = np.random.Generator(np.random.PCG64(seed))
    chunk = max(1, CELLS // n)
    for start in range(0, draws, chunk):
        size = min(chunk, draws - start)
        drawn = score(lambda k, size=size: 1 + spread * (2 * generator.random((size, k)) - 1))
        cells = places(round_half_up(drawn * criteria.scale, criteria.decimals), tie_rank[order])
        counts += np.bincount((cells + order * n).ravel(), minlength=n * n)
    return counts.reshape(n, n)


def places(scores: np.ndarray, tie_rank: np.ndarray) -> np.ndarray:
    """Places from 0 in every row of scores (draws x regions, rounded); columns stand in the order of the tie chain."""
    order = np.argsort(-scores, axis=1, kind="stable")
    ordered = np.take_along_axis(scores, order, axis=1)
    new = np.ones(scores.shape, dtype=bool)
    new[:, 1:] = (ordered[:, 1:] != ordered[:, :-1]) | (tie_rank[order[:, 1:]] != tie_rank[order[:, :-1]])
    place = np.maximum.accumulate(np.where(new, np.arange(scores.shape[1]), 0), axis=1)
    out = np.empty_like(place)
    np.put_along_axis(out, order, place, axis=1)
    return out


def _scores(criteria: Criteria, normalised: pd.DataFrame) -> Callable[[Callable[[int], np.ndarray]], np.ndarray]:
    """A function from a way to draw factors for k weights (draws x k) to the scores, draws x regions."""
    least = criteria.least_present()

    def node(parent: str | None, kind: str, draw: Callable[[int], np.ndarray]) -> np.ndarray:
        children = [c for c in criteria.children(parent) if c.weight > 0]
        weights = np.array([c.weight for c in children])
        factors = draw(len(children)) * weights
        total: np.ndarray | float = 0.0
        held: np.ndarray | float = 0.0
        share: np.ndarray | float = 0.0
        zero: np.ndarray | bool = False
        with np.errstate(divide="ignore", invalid="ignore"):
            for child, w, nominal in zip(children, factors.T[:, :, None], weights, strict=True):
                is_dimension = isinstance(child, Dimension)
                x = node(child.id, child.aggregate, draw) if is_dimension else normalised[child.id].to_numpy()[None, :]
                here = ~np.isnan(x)
                total = total + np.where(here, w * FORWARD[kind](x), 0.0)
                held = held + np.where(here, w, 0.0)
                share = share + np.where(here, nominal, 0.0)
                zero = zero | (here & (x <= 0)) if kind != "arithmetic" else zero
            out = np.where(zero, 0.0, BACKWARD[kind](total / held))
        return np.where(share / weights.sum() >= least - TOLERANCE, out, np.nan)

    return lambda draw: node(None, criteria.aggregate, draw)


def _quantile(cumulated: np.ndarray, draws: int, q: float) -> np.ndarray:
    """Type 7 quantile of places, from how many draws gave a place of 1, 2, ... or better (a row a region)."""
    at = q * (draws - 1)
    low = int(np.floor(at))
    lower = (cumulated <= low).sum(axis=1) + 1
    upper = (cumulated <= min(low + 1, draws - 1)).sum(axis=1) + 1
    return lower + (at - low) * (upper - lower)
