"""How sure a place is: the ranking over and over, with weights that might as well have been chosen.

Method: Monte Carlo over weights, as in Saisana, Saltelli and Tarantola (2005), Uncertainty and sensitivity analysis
techniques as tools for the quality assessment of composite indicators, J. R. Statist. Soc. A 168(2), 307-323.

The same seed gives the same answer on any machine: weights come from PCG64, whose stream NumPy keeps, and scores are
sums and products of single numbers in one fixed order. A matrix product would be no faster and adds in an order of
its own on every processor. What a processor's logarithm or exponential may differ by, 1e-16 of a score, rounding to
12 decimals takes off.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from scoring.aggregate import mean, on_scale
from scoring.criteria import Criteria, Dimension, Indicator
from scoring.places import competition_rank, round_half_up, tie_key
from scoring.ranking import RANKED, Ranking

CELLS = 1 << 16  # draws x regions worked on at a time: what fits a processor's cache
KEPT = 96 << 20  # places kept at a time, of 4 bytes: more regions than that are taken in turns
QUANTILES = {"rank_p05": 0.05, "rank_p50": 0.50, "rank_p95": 0.95}


def robustness(
    ranking: Ranking, *, draws: int | None = None, seed: int | None = None, spread: float | None = None, top: int = 10
) -> pd.DataFrame:
    """Rank ranges of a ranking under weights drawn uniformly within +-spread of themselves at every level.

    draws, seed, spread: default as in the criteria. Normalisation and the rule for missing data stay nominal;
    rounding, ties and statuses are those of the ranking; unranked regions take no place. Returns as `rank_ranges`.
    """
    rules = ranking.criteria.robustness
    draws = rules.draws if draws is None else draws
    seed = rules.seed if seed is None else seed
    spread = rules.weight_spread if spread is None else spread
    return rank_ranges(ranking, draw_weights(ranking.criteria, draws, seed, spread), top)


def weighted(criteria: Criteria, parent: str | None = None) -> tuple[Dimension | Indicator, ...]:
    """All that has a weight in the score: the top dimensions, then all below the first of them, below the second..."""
    children = tuple(child for child in criteria.children(parent) if child.weight > 0)
    inner = [child.id for child in children if isinstance(child, Dimension)]
    return children + tuple(part for id in inner for part in weighted(criteria, id))


def draw_weights(criteria: Criteria, draws: int, seed: int, spread: float) -> np.ndarray:
    """Weights, one row a draw, one column for each of `weighted`: uniform within +-spread (0 to 1) of the nominal."""
    nominal = np.array([part.weight for part in weighted(criteria)])
    generator = np.random.Generator(np.random.PCG64(seed))
    return nominal * (1 + spread * (2 * generator.random((draws, nominal.size)) - 1))


def rank_ranges(ranking: Ranking, weights: np.ndarray, top: int = 10) -> pd.DataFrame:
    """Rank ranges of a ranking under given weights: above 0, one row a draw, one column for each of `weighted`.

    Returns, indexed by code in the order of the input: rank (nominal), rank_p05, rank_p50, rank_p95 (quantiles of
    type 7, as NumPy's default: Hyndman and Fan 1996), rank_mean, p_top1, p_topk (share of draws with a place of `top`
    or better, 0 to 1); unranked regions are blank.
    """
    chain = tie_chain(ranking)
    parts = [pd.DataFrame(columns=[*QUANTILES, "rank_mean", "p_top1", "p_topk"], index=chain.index[:0], dtype=float)]
    block = max(1, KEPT // len(weights))
    for start in range(0, len(chain), block):
        codes = chain.index[start : start + block]
        kept = np.empty((len(codes), len(weights)), dtype=np.int32)
        done = 0
        for places in rank_draws(ranking, weights):
            kept[:, done : done + len(places)] = places[:, start : start + block].T
            done += len(places)
        parts.append(pd.DataFrame(_statistics(kept, top), index=codes))
    return ranking.table[["rank"]].join(pd.concat(parts))


def among(ranking: Ranking, codes: Iterable[str]) -> Ranking:
    """A ranking of some of its regions, whose places are counted anew among them; nothing is normalised anew."""
    held = ranking.table.index[ranking.table.index.isin(list(codes))]
    table = ranking.table.loc[held]
    return replace(
        ranking,
        values=ranking.values.loc[held],
        normalised=ranking.normalised.loc[held],
        dimensions=ranking.dimensions.loc[held],
        exact=ranking.exact[held],
        table=table.assign(rank=table["rank"].rank(method="min").astype("Int64")),
    )


def beats(ranking: Ranking, weights: np.ndarray, code: str, other: str) -> float:
    """The share of draws in which one ranked region stands before another, 0 to 1; an equal place does not count.
    `weights` as for `rank_ranges`."""
    return 1 - rank_ranges(among(ranking, [code, other]), weights, 1).at[other, "p_top1"]


def tie_chain(ranking: Ranking) -> pd.Series:
    """The ranked regions as the tie chain orders them: their place in it alone (whole numbers from 1), by code."""
    ranked = ranking.values[ranking.table["status"] == RANKED]
    criteria = ranking.criteria
    ties = [tie_key(ranked[t].to_numpy(), criteria.indicator(t).direction) for t in criteria.ties]
    places = competition_rank(ties) if ties else np.ones(len(ranked), dtype=np.int64)
    return pd.Series(places, ranked.index).sort_values(kind="stable")


def rank_draws(ranking: Ranking, weights: np.ndarray) -> Iterator[np.ndarray]:
    """The places of all ranked regions under weights as in `rank_ranges`, some draws at a time.

    Yields arrays of draws x n whole numbers from 1, the columns in the order of `tie_chain`. ValueError where a weight
    is not above 0, or there is not one column for each of `weighted`.
    """
    criteria, chain = ranking.criteria, tie_chain(ranking)
    if weights.shape[1] != len(weighted(criteria)) or not (weights > 0).all():
        raise ValueError("expected weights above 0, a column for each weight of the criteria")
    values = {id: column.to_numpy() for id, column in ranking.normalised.loc[chain.index].items()}
    chunk = max(1, CELLS // max(1, len(chain)))
    for start in range(0, len(weights), chunk):
        score = _scores(criteria, values, weights[start : start + chunk]) * criteria.scale
        yield _places(round_half_up(score, criteria.decimals), criteria.decimals, chain.to_numpy())


def _scores(criteria: Criteria, values: dict[str, np.ndarray], weights: np.ndarray) -> np.ndarray:
    """Scores before the scale, draws x n; `values`: n normalised ones an indicator."""
    least, columns = criteria.least_present(), iter(weights.T[:, :, None])

    def node(parent: str | None, kind: str) -> np.ndarray:
        children = [child for child in criteria.children(parent) if child.weight > 0]
        drawn = [next(columns) for _ in children]  # in the order of `weighted`
        return mean([child_on(c, kind) for c in children], drawn, least, [c.weight for c in children])

    def child_on(child: Dimension | Indicator, kind: str) -> np.ndarray:
        if isinstance(child, Indicator):
            return on_scale(values[child.id], "arithmetic", kind)
        return on_scale(node(child.id, child.aggregate), child.aggregate, kind)

    return on_scale(node(None, criteria.aggregate), criteria.aggregate, "arithmetic")


def _places(scores: np.ndarray, decimals: int, chain: np.ndarray) -> np.ndarray:
    """`competition_rank` of the scores, then of the place in the tie chain, in every row of draws x n scores, rounded.

    `chain`: n places, in ascending order. Sorted are whole numbers that hold, in their high bits, how many steps of
    rounding a score lies below the best and, in their low bits, its column, which is the order of the chain: that is
    several times faster than to sort scores and ask for their order.
    """
    m, n = scores.shape
    steps = np.rint(scores * 10.0**decimals)
    best, worst, bits = steps.max(initial=0), steps.min(initial=0), n.bit_length()
    if best - worst >= 2.0 ** min(51, 62 - bits):  # steps beyond a double's digits, or no room in 64 bits
        return np.array([competition_rank([-row, chain]) for row in scores])
    keys = (best - steps).astype(np.int32 if best - worst < 2.0 ** (31 - bits) else np.int64)
    keys <<= bits
    keys |= np.arange(n, dtype=keys.dtype)
    keys.sort(axis=1)
    column = (keys & (2**bits - 1)).ravel()
    keys >>= bits
    equal = np.zeros((m, n), dtype=bool)
    np.equal(keys[:, 1:], keys[:, :-1], out=equal[:, 1:])
    at = np.flatnonzero(equal)
    at = at[chain[column[at]] == chain[column[at - 1]]]  # what the chain leaves equal as well
    place = np.tile(np.arange(1, n + 1, dtype=np.int32), m)
    place[at] = place[np.maximum.accumulate(np.where(np.diff(at, prepend=-1) > 1, at - 1, 0))]  # where its run begins
    out = np.empty(m * n, dtype=np.int32)
    out[column + np.repeat(n * np.arange(m), n)] = place
    return out.reshape(m, n)


def _statistics(kept: np.ndarray, top: int) -> dict[str, np.ndarray]:
    """The columns of `rank_ranges` from places, n x draws, which are sorted in place."""
    kept.sort(axis=1)
    last = kept.shape[1] - 1
    found = {}
    for name, q in QUANTILES.items():
        low = int(q * last)
        lower, upper = kept[:, low], kept[:, min(low + 1, last)]
        found[name] = lower + (q * last - low) * (upper - lower)
    found["rank_mean"] = kept.mean(axis=1)
    return found | {name: (kept <= k).mean(axis=1) for name, k in {"p_top1": 1, "p_topk": top}.items()}
