"""The leaderboard of villages: their places nationally and within their regency, found, ordered and cut into pages."""

import pandas as pd

from messages import Words
from reports import imprint
from scoring.ranking import Ranking
from scoring.standings import standings as rows_of

PAGE = 50  # villages a page
ORDERS = {"rank": ("rank", True), "last": ("rank", False), "rise": ("change", False), "fall": ("change", True)}


def standings(ranking: Ranking, before: Ranking | None, known: pd.DataFrame, by: str = "score") -> pd.DataFrame:
    """Every village with its place and its change, indexed by code: the columns of `scoring.standings.standings`, with
    rank_in_regency; and those of `known` (`data.villages.villages`), with label, its name beside its regency's."""
    known = known.reindex(ranking.table.index)
    table = rows_of(ranking, before, known[["parent_code"]].set_axis(["regency"], axis=1), by)
    return table.join(known).assign(label=known["name"] + ", " + known["regency"])


def found(rows: pd.DataFrame, text: str = "", **asked: str | None) -> pd.DataFrame:
    """The villages whose name or regency holds a text, or whose code begins with it, and whose columns are as asked
    (province_code, parent_code, kind; None: any)."""
    for column, value in asked.items():
        if value is not None:
            rows = rows[rows[column] == value]
    if text:
        named = rows["label"].str.contains(text, case=False, regex=False)
        rows = rows[named | rows.index.str.startswith(text)]
    return rows


def ordered(rows: pd.DataFrame, order: str) -> pd.DataFrame:
    """By a key of ORDERS or a dimension (the best first); equals by code, those without a value last."""
    column, ascending = ORDERS.get(order, (order, False))
    return rows.sort_values(column, ascending=ascending, kind="stable", na_position="last")


def pages(rows: pd.DataFrame) -> int:
    """How many pages there are, at least one."""
    return max(1, -(-len(rows) // PAGE))


def page(rows: pd.DataFrame, n: int) -> pd.DataFrame:
    """The rows of page n, from 1."""
    return rows.iloc[(n - 1) * PAGE : n * PAGE]


def around(rows: pd.DataFrame, code: str, each: int = 3) -> pd.DataFrame:
    """A village among those of its regency: the `each` before and after it, in the order of their places."""
    own = ordered(rows[rows["parent_code"] == rows.at[code, "parent_code"]], "rank")
    at = own.index.get_loc(code)
    return own.iloc[max(0, at - each) : at + each + 1]


def medians(rows: pd.DataFrame) -> pd.DataFrame:
    """Every regency with the median of its ranked villages' values: value, rank (by the median), villages (ranked)."""
    ranked = rows[rows["rank"].notna()]
    grouped = ranked.groupby("parent_code")["value"]
    table = pd.DataFrame({"value": grouped.median(), "villages": grouped.count()})
    return table.assign(rank=table["value"].rank(ascending=False, method="min").astype("Int64"))


def file(rows: pd.DataFrame, ranking: Ranking, nature: str, t: Words) -> pd.DataFrame:
    """What is handed out: one row a village, and on every row what its figures (of this nature) and the rules are."""
    criteria = ranking.criteria
    rules = {"official": t("official"), "assumption": t("ASSUMPTION")}
    columns = {
        t("Rank"): rows["rank"], t("Code"): rows.index.to_series(), t("Village"): rows["name"],
        t("Kabupaten or kota"): rows["regency"], t("Province"): rows["province"],
        t("Rank in its regency"): rows["rank_in_regency"], t("Score"): ranking.table["score"].reindex(rows.index),
        t("Change of rank"): rows["change"],
        **{t.name(i.name, i.id): ranking.values.loc[rows.index, i.id] for i in criteria.indicators},
        t("Figures"): imprint.figures(t)[nature], t("Criteria"): rules[criteria.status],
    }  # fmt: skip
    return pd.DataFrame(columns).reset_index(drop=True)
