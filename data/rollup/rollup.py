"""From records to observations: read, checked, counted, small cells withheld, one table a level."""

from pathlib import Path

import numpy as np
import pandas as pd

from data.regions import regions
from data.rollup import counts
from data.rollup.engines import engine, parts, read
from data.rollup.withheld import parent, withhold
from data.store import COLUMNS
from problems import BadInput, Problem

LEVELS = ("province", "regency", "village")
LEAST = 10  # a threshold that statistical offices use for counts of persons; `least` changes it
WITHHELD = "Ditahan: kurang dari {least} orang, atau dapat membukanya (UU 27/2022)"
KEYS = ["code", "month"]


def rollup(
    source: Path,
    *,
    using: str = "duckdb",
    master: str = "local[*]",
    least: int = LEAST,
    attribution: str,
    source_id: str,
) -> tuple[dict[str, pd.DataFrame], dict[str, int]]:
    """Observations by level (the columns of an edition, sorted), and how many records were read and how many counted.

    source: Parquet records as in `data.rollup.counts`. Counts of people are whole numbers; a mean of months paid is
    divided once. Withheld figures are blank and say so in `note`. BadInput with every kind of fault, how often it
    occurs and one value that shows it.
    """
    with engine(using, master) as connection:
        records = read(connection, source)
        _refuse_columns(records, source.name)
        total = int(records.count().execute())
        _refuse_faults(counts.faults(records).execute(), total, source.name)
        counted = [counts.counts(counts.once(part)).execute() for part in parts(connection, records)]
    villages = _named(pd.concat(counted))
    _refuse_regions(villages, source.name)
    levels = _levels(villages)
    masks = withhold(
        [levels[name] for name in LEVELS], list(counts.WHOLES), list(counts.PARTS), "active_nonwage", least
    )
    people = int(levels["province"][list(counts.WHOLES)].to_numpy().sum())
    found = {
        name: _observations(levels[name], mask, least, attribution, source_id)
        for name, mask in zip(LEVELS, masks, strict=True)
    }
    return found, {"records": total, "counted": people}


def _named(villages: pd.DataFrame) -> pd.DataFrame:
    """The counts with the codes of the villages in the place of their digits."""
    numbers, known = pd.factorize(villages["village"])
    codes = np.array([counts.code(int(number)) for number in known], dtype=object)
    return villages.drop(columns="village").assign(code=codes[numbers])


def _levels(villages: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Counts by level, each indexed by code and month and sorted."""
    found = {"village": villages.set_index(KEYS).astype("int64").sort_index()}
    for name in ("regency", "province"):
        below = next(iter(reversed(found.values()))).reset_index()
        found[name] = below.assign(code=below["code"].map(parent)).groupby(KEYS).sum()
    return found


def _observations(
    level: pd.DataFrame, mask: pd.DataFrame, least: int, attribution: str, source_id: str
) -> pd.DataFrame:
    """One row a figure. Texts are categories: of millions of rows, each would otherwise hold its own."""
    ids = sorted([*counts.WHOLES, *counts.PARTS, counts.MONTHS])
    mask = mask.assign(**{counts.MONTHS: mask["active_nonwage"]})
    hidden = mask[ids].to_numpy().T.ravel()
    value = np.where(hidden, np.nan, level[ids].to_numpy(dtype=float).T.ravel())
    row, which = np.tile(np.arange(len(level)), len(ids)), np.repeat(np.arange(len(ids)), len(level))
    mean = which == ids.index(counts.MONTHS)
    people = np.where(hidden, np.nan, np.tile(level["active_nonwage"].to_numpy(dtype=float), len(ids)))
    (codes, known), (months, periods) = (pd.factorize(level.index.get_level_values(key), sort=True) for key in KEYS)

    def texts(chosen: np.ndarray, options: list[str]) -> pd.Categorical:
        return pd.Categorical.from_codes(chosen, options)

    same = np.zeros(len(value), dtype=int)
    with np.errstate(invalid="ignore", divide="ignore"):
        rows = pd.DataFrame(
            {
                "code": texts(codes[row], known), "indicator": texts(which, ids), "period": texts(months[row], periods),
                "numerator": np.where(mean, value, np.nan), "denominator": np.where(mean, people, np.nan),
                "value": np.where(mean, value / people, value), "unit": texts(mean.astype(int), ["people", "months"]),
                "nature": texts(same, ["derived"]), "attribution": texts(same, [attribution]),
                "source_id": texts(same, [source_id]),
                "note": texts(hidden.astype(int), ["", WITHHELD.format(least=least)]),
            }
        )  # fmt: skip
    order = np.lexsort((months[row], which, codes[row]))
    return rows.iloc[order[~(mean & (people == 0))[order]]].reset_index(drop=True)[list(COLUMNS)]


def _refuse_columns(records, file: str) -> None:
    kinds = {"text": "is_string", "a whole number": "is_integer"}
    known = records.schema()
    problems = [
        Problem(file, "a column of this name that holds {kind}", None, name, str(known.get(name, "")), {"kind": kind})
        for name, kind in counts.COLUMNS.items()
        if name not in known or not getattr(known[name], kinds[kind])()
    ]
    if problems:
        raise BadInput(problems)


EXPECTED = {
    "participant": "a text that stands for a person; blank in {n} records",
    "village": "a village's code such as 32.73.01.1001; not so in {n} records",
    "segment": "wage, nonwage, construction or migrant; not so in {n} records",
    "month": "a month such as 2026-09; not so in {n} records",
    "months_paid": "a whole number from 0 to 12; not so in {n} records",
    "payer": "APBN, APBD, APBDes, employer or own; not so in {n} records",
}


def _refuse_faults(found: pd.DataFrame, records: int, file: str) -> None:
    """BadInput where there is no record, or one of them cannot be counted."""
    wrong = found[found["n"] > 0].set_index("column")
    problems = [
        Problem(file, EXPECTED[name], None, name, wrong.at[name, "value"], {"n": int(wrong.at[name, "n"])})
        for name in counts.COLUMNS
        if name in wrong.index
    ]
    if not records:
        problems.append(Problem(file, "at least one record"))
    if problems:
        raise BadInput(problems)


def _refuse_regions(villages: pd.DataFrame, file: str) -> None:
    known = set(regions().query("level == 'regency'")["code"])
    unknown = sorted({code for code in villages["code"] if parent(code) not in known})
    if unknown:
        expected = "a village of a regency that exists; {n} villages are not"
        raise BadInput([Problem(file, expected, None, "village", unknown[0], {"n": len(unknown)})])
