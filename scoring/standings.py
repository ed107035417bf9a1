"""The ranking laid beside the regions: places within groups, change since an earlier period, bands."""

import numpy as np
import pandas as pd

from scoring.criteria import Band, Criteria
from scoring.places import competition_rank, round_half_up, tie_key
from scoring.ranking import RANKED, Ranking


def order(ranking: Ranking, by: str = "score") -> pd.DataFrame:
    """Values and places by the score or by one indicator: columns value, rank (Int64), indexed by code.

    An indicator orders as the score does: rounded to the criteria's decimals, the better direction first, then the
    tie chain, and only ranked regions take a place.
    """
    if by == "score":
        return ranking.table[["score", "rank"]].set_axis(["value", "rank"], axis=1)
    criteria = ranking.criteria
    value = ranking.values[by]
    takes = (ranking.table["status"] == RANKED) & value.notna()
    keys = [tie_key(round_half_up(value[takes].to_numpy(), criteria.decimals), criteria.indicator(by).direction)]
    keys += [tie_key(ranking.values.loc[takes, t].to_numpy(), criteria.indicator(t).direction) for t in criteria.ties]
    rank = pd.Series(pd.NA, index=value.index, dtype="Int64")
    rank[takes] = competition_rank(keys)
    return pd.DataFrame({"value": value, "rank": rank})


def rankings(criteria: Criteria) -> list[str]:
    """What an award can be ranked by: the score, then every indicator that one of its awards goes by."""
    return list(dict.fromkeys(["score", *(a.by for a in criteria.awards)]))


def standings(ranking: Ranking, before: Ranking | None, groups: pd.DataFrame, by: str = "score") -> pd.DataFrame:
    """One row a region, indexed by code as the ranking.

    value, rank       by the score or an indicator (see `order`)
    rank_in_<group>   place among the ranked regions of the same group, one column for each column of `groups`
    change            places gained since `before` by the same rule (negative: lost); blank where either has none
    status, band      band: id of the class of its value, see `band`
    and the dimensions (times scale).
    """
    now = order(ranking, by)
    table = now.assign(status=ranking.table["status"])
    for name in groups:
        table[f"rank_in_{name}"] = now["rank"].groupby(groups[name].reindex(now.index)).rank("min").astype("Int64")
    if before is None:
        table["change"] = pd.array([pd.NA] * len(table), dtype="Int64")
    else:
        table["change"] = order(before, by)["rank"].reindex(now.index) - now["rank"]
    table["band"] = bands(ranking)
    return table.join(ranking.dimensions)


def bands(ranking: Ranking) -> pd.Series:
    """The band of every region by the criteria's first banded value; blank without a value or below every band."""
    classes = _classes(ranking.criteria)
    if not classes:
        return pd.Series("", index=ranking.table.index, dtype=object)
    of = classes[0].of
    value = ranking.table["score"] if of == "score" else ranking.values[of]
    at = np.searchsorted([b.lower for b in classes], value.to_numpy(), side="right") - 1
    names = np.array([*(b.id for b in classes), ""], dtype=object)
    return pd.Series(np.where(value.isna(), "", names[at]), index=ranking.table.index)


def _classes(criteria: Criteria) -> list[Band]:
    """The bands of the first value that the criteria put into bands, lowest first."""
    return sorted((b for b in criteria.bands if b.of == criteria.bands[0].of), key=lambda b: b.lower)
