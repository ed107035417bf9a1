"""Who wins what, by how much, and who came near: the awards of a criteria file, applied to a ranking."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from scoring.criteria import Award
from scoring.places import competition_rank, round_half_up, tie_key
from scoring.ranking import INELIGIBLE, RANKED, Ranking

COLUMNS = (
    "award", "code", "place", "would_place", "value", "won", "shared", "why", "indicators", "limit", "margin"
)  # fmt: skip


def winners(ranking: Ranking, regions: pd.DataFrame, near: int = 3) -> pd.DataFrame:
    """Every winner and near miss of every award, in the order of the criteria, the best first.

    `regions`: one row a region with columns code, kind, zone, autonomous (further ones are left alone). An award is
    given among its contenders (see `contenders`): places are counted anew among those of them that are ranked (1, 2,
    2, 4), so whoever shares the last place wins too; a tier is won by every ranked contender at its bound or better.
    Listed as near misses: the next `near` contenders (more where they share a place), and unranked ones whose value
    would have won. Columns, in the units of the value (score or indicator, rounded to the criteria's decimals, as
    it is ranked):

    award, code, value
    place         among the contenders (Int64); blank for who is not ranked
    would_place   the same, or the place that an unranked region's value would have earned
    won, shared   whether it won; how many ranked contenders hold this very place (1: alone, 0: not ranked)
    why           placed, tie_chain (equal value, decided by raw values), reached (a tier) for winners;
                  behind, tie_chain, below (a tier), gate or missing for near misses
    indicators    tuple: the tie indicator that decided, the gates failed, or the figures missing
    limit         what the value is measured against: a tier's bound; for a winner the best value that did not win,
                  for a near miss the last value that did; blank where there is none
    margin        how much better than the limit the value is, negative where it is worse

    The rule of shared places is that of `scoring.places`; no formula is taken from elsewhere.
    """
    found = [_award(ranking, award, contenders(award, regions), near) for award in ranking.criteria.awards]
    if not found:
        return pd.DataFrame(columns=list(COLUMNS))
    return pd.concat(found, ignore_index=True)


def contenders(award: Award, regions: pd.DataFrame) -> pd.Index:
    """Codes of the regions that an award is for, by kind, zone and autonomy; `regions` as for `winners`."""
    fits = np.ones(len(regions), dtype=bool)
    if award.kinds:
        fits &= regions["kind"].isin(award.kinds).to_numpy()
    if award.zones:
        fits &= regions["zone"].isin(award.zones).to_numpy()
    if award.autonomous is not None:
        fits &= (regions["autonomous"] == award.autonomous).to_numpy()
    return pd.Index(regions.loc[fits, "code"])


def measured(ranking: Ranking, by: str = "score") -> pd.Series:
    """What regions are compared by, as published: the score, or an indicator rounded to the criteria's decimals."""
    if by == "score":
        return ranking.table["score"]
    rounded = round_half_up(ranking.values[by].to_numpy(), ranking.criteria.decimals)
    return pd.Series(rounded, ranking.values.index)


def would_place(ranking: Ranking, by: str = "score", among: Iterable[str] | None = None) -> pd.Series:
    """The place of every region with a value if it alone joined those that are ranked, by code (Int64).

    `by`: the score or an indicator; `among`: codes that take part (default: all; unknown ones are left out). Value,
    then the tie chain, as in `scoring.standings.order`; a ranked region's is its place among those that take part.
    Blank without a value and for who takes no part.
    """
    value = measured(ranking, by)
    takes_part = value.notna() & (True if among is None else value.index.isin(list(among)))
    codes = value.index[takes_part]
    ties = [(ranking.values.loc[codes, t].to_numpy(), t) for t in ranking.criteria.ties]
    keys = [tie_key(value[codes].to_numpy(), _direction(ranking, by))]
    joint = competition_rank([*keys, *(tie_key(raw, _direction(ranking, t)) for raw, t in ties)])
    taken = np.sort(joint[(ranking.table.loc[codes, "status"] == RANKED).to_numpy()])
    out = pd.Series(pd.NA, index=value.index, dtype="Int64")
    out[codes] = np.searchsorted(taken, joint) + 1
    return out


def _award(ranking: Ranking, award: Award, codes: pd.Index, near: int) -> pd.DataFrame:
    places = would_place(ranking, award.by, codes).dropna().astype(int)
    value = measured(ranking, award.by)[places.index]
    better = 1 if _direction(ranking, award.by) == "higher" else -1
    ranked = ranking.table.loc[places.index, "status"] == RANKED
    tier = award.places is None
    inside = better * value >= better * award.at_least if tier else places <= award.places
    won, beyond, barred = ranked & inside, ranked & ~inside, ~ranked & inside
    closest = beyond & (places.where(beyond).rank(method="min") <= near)
    last, first = _edge(places[won], max), _edge(places[beyond], min)

    rows = []
    for code in sorted(places.index[won | closest | barred], key=lambda c: (places[c], not won[c], not ranked[c], c)):
        rival = first if won[code] else last
        limit = award.at_least if tier else value[rival] if rival is not None else np.nan
        margin = round_half_up(np.array([better * (value[code] - limit)]), ranking.criteria.decimals)[0]
        indicators: tuple[str, ...] = ()
        if barred[code]:
            gate = ranking.table.at[code, "status"] == INELIGIBLE
            why = "gate" if gate else "missing"
            indicators = tuple(g.indicator for g in ranking.failed(code)) if gate else ranking.missing(code)
        elif tier:
            why = "reached" if won[code] else "below"
        elif margin == 0:
            why, indicators = "tie_chain", decided_by(ranking, code, rival)
        else:
            why = "placed" if won[code] else "behind"
        rows.append(
            {
                "award": award.id,
                "code": code,
                "place": places[code] if ranked[code] else pd.NA,
                "would_place": places[code],
                "value": value[code],
                "won": bool(won[code]),
                "shared": int((places[ranked] == places[code]).sum()) if ranked[code] else 0,
                "why": why,
                "indicators": indicators,
                "limit": limit,
                "margin": margin,
            }
        )
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"place": "Int64", "value": float, "limit": float})


def _direction(ranking: Ranking, by: str) -> str:
    return "higher" if by == "score" else ranking.criteria.indicator(by).direction


def _edge(places: pd.Series, side) -> str | None:
    """A region at the best (min) or worst (max) of these places, None where there are none."""
    return places.index[places == side(places)][0] if len(places) else None


def decided_by(ranking: Ranking, code: str, rival: str) -> tuple[str, ...]:
    """The first indicator of the tie chain in which two regions differ."""
    pairs = ((t, ranking.values.loc[[code, rival], t].to_numpy()) for t in ranking.criteria.ties)
    return next(((t,) for t, raw in pairs if not np.array_equal(raw[:1], raw[1:], equal_nan=True)), ())
