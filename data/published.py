"""What the press and the agencies printed on coverage and targets: facts with date and address, not our figures."""

from functools import cache
from pathlib import Path

import pandas as pd

TABLE = Path(__file__).with_name("reference") / "published_coverage.csv"
NUMBERS = ["participants", "universe", "unprotected"]
TOLERATED = 0.3  # points, between a printed percentage and its own printed counts
EXACT = r"\d+(\.\d+)?"  # a printed percentage that is not "more than 50"


def published(code: str) -> pd.DataFrame:
    """What was printed on a region, newest first; no rows where nothing is known.

    kind                      coverage, target, or counts without a percentage: participants, universe
    period                    YYYY, YYYY-MM or YYYY-MM-DD, as far as it is told
    segment                   all, wage or nonwage
    printed, value            the percentage as printed ("50.88", ">50"), and as a number where it is an exact one
    participants, universe, unprotected   whole numbers printed beside it, blank where none is
    attribution               registration, residence or "" (not told)
    note                      "", undated (the report has no date) or without_civil_servants (the universe)
    url                       address of the report
    recomputed                100 x participants / universe of the report's own counts, or with the unprotected in the
                              place of either; NaN where it prints too few
    differs                   value and recomputed are more than TOLERATED points apart
    """
    rows = _table()
    rows = rows[rows["code"] == code].sort_values(["period", "kind", "segment"], ascending=[False, True, True])
    return rows.reset_index(drop=True)


def disagreements(code: str) -> pd.DataFrame:
    """The printed coverages of a region that do not agree: rows of `published` with a column `why`, their index kept.

    why: counts (with the report's own counts, see `differs`) or another (with another one of the same month and
    segment, by more than TOLERATED points).
    """
    rows = published(code)
    rows = rows[(rows["kind"] == "coverage") & rows["value"].notna()]
    months = rows.groupby([rows["period"].str[:7], "segment"])["value"]
    apart = months.transform("max") - months.transform("min") > TOLERATED
    why = pd.Series("", rows.index).mask(apart, "another").mask(rows["differs"], "counts")
    return rows.assign(why=why)[why != ""]


@cache
def _table() -> pd.DataFrame:
    table = pd.read_csv(TABLE, dtype=str, keep_default_na=False)
    table[NUMBERS] = table[NUMBERS].apply(pd.to_numeric).astype("Int64")
    table["value"] = pd.to_numeric(table["printed"].where(table["printed"].str.fullmatch(EXACT)))
    participants, universe = table["participants"], table["universe"]
    participants = participants.fillna(universe - table["unprotected"])
    universe = universe.fillna(participants + table["unprotected"])
    share = 100 * participants.astype("Float64") / universe.astype("Float64")
    table["recomputed"] = share.astype(float).where(table["kind"] == "coverage")
    table["differs"] = (table["value"] - table["recomputed"]).abs() > TOLERATED
    return table
