"""The villages of an edition: it brings its own list, regions.csv, since their names do not come with the software."""

from pathlib import Path

import pandas as pd

from data.regions import regions
from problems import BadInput, Problem

NAME = "regions.csv"
COLUMNS = ("code", "name", "kind", "parent_code")
KINDS = ("desa", "kelurahan")
MOST = 100  # problems told of one file


def villages(folder: Path) -> pd.DataFrame:
    """One row a village of the edition in a folder, indexed by code and sorted by it: name, kind (desa or kelurahan),
    parent_code (its regency), regency (its full name), province_code and province.

    BadInput with what is wrong with the list.
    """
    file = f"{folder.name}/{NAME}"
    table = _read(folder / NAME, file)
    known = regions().set_index("code")
    if problems := _faults(table, known.index[known["level"] == "regency"], file):
        raise BadInput(problems[:MOST])
    table = table.set_index("code").sort_index()
    province = table["parent_code"].str[:2]
    return table.assign(
        regency=table["parent_code"].map(known["name"]),
        province_code=province,
        province=province.map(known["short_name"]),
    )


def _read(path: Path, file: str) -> pd.DataFrame:
    """The four columns as text; what else the file holds is left out."""
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        why = str(error).splitlines()[0]
        raise BadInput([Problem(file, "a table that can be read ({why})", details={"why": why})]) from error
    if lacking := [name for name in COLUMNS if name not in table]:
        raise BadInput(Problem(file, "a column of this name in the first line", 1, name) for name in lacking)
    return table[list(COLUMNS)]


def _faults(table: pd.DataFrame, regencies: pd.Index, file: str) -> list[Problem]:
    code, parent = table["code"], table["parent_code"]
    sound = code.str.fullmatch(r"\d{2}\.\d{2}\.\d{2}\.\d{4}") & (code.str[:5] == parent)
    wrong = (
        (("code", ~sound), "the code of a village in its regency, such as 32.73.01.1001", {}),
        (("code", code.duplicated()), "one line for each village", {}),
        (("name", table["name"].str.strip() == ""), "a name", {}),
        (("kind", ~table["kind"].isin(KINDS)), "one of {options}", {"options": ", ".join(KINDS)}),
        (("parent_code", ~parent.isin(regencies)), "the code of a kabupaten or kota", {}),
    )
    found = [
        Problem(file, expected, line + 2, name, table.at[line, name], details)
        for (name, rule), expected, details in wrong
        for line in table.index[rule][:MOST]
    ]
    return sorted(found, key=lambda problem: problem.row)
