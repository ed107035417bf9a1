"""Records of participants become figures of regions: counted by hand, the same by both engines, nobody to be told."""

import itertools
import os
import shutil
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.__main__ import main
from data.rollup.rollup import LEVELS, rollup
from data.rollup.withheld import parent, withhold
from data.store import COLUMNS
from problems import BadInput

OPTIONS = {"attribution": "registration", "source_id": "records"}
ENGINES = ["duckdb", "spark"]


def records(*rows: tuple, times: int = 1) -> pd.DataFrame:
    """Rows of village, segment, months paid and payer, each for `times` persons, in one month."""
    people = [(f"{n:04d}-{k:04d}", *row) for n, row in enumerate(rows) for k in range(times)]
    table = pd.DataFrame(people, columns=["participant", "village", "segment", "months_paid", "payer"])
    return table.assign(month="2026-09")


def rolled(table: pd.DataFrame, folder: Path, **options) -> dict[str, pd.DataFrame]:
    """The figures of records, indexed by code and indicator."""
    table.to_parquet(folder / "records.parquet", index=False)
    found, _ = rollup(folder / "records.parquet", **OPTIONS, **options)
    return {name: rows.set_index(["code", "indicator"]) for name, rows in found.items()}


TEN = records(
    ("32.73.01.1001", "wage", 12, "employer"),
    ("32.73.01.1001", "nonwage", 3, "APBD"),
    ("32.73.02.1001", "nonwage", 12, "own"),
    ("32.04.05.2001", "nonwage", 6, "APBDes"),
    ("31.71.01.1001", "construction", 2, "employer"),
    times=10,
)


def needs_spark() -> None:
    """Skips without Spark and its Java, and fails where UCJ_REQUIRE_SPARK asks for them."""
    if find_spec("pyspark") is None or shutil.which("java") is None:
        text = "no PySpark or no Java: pip install -r requirements-spark.txt"
        if os.environ.get("UCJ_REQUIRE_SPARK", "") not in ("", "0"):
            pytest.fail(text)
        pytest.skip(text)


@pytest.mark.parametrize("using", ENGINES)
def test_figures_worked_by_hand(tmp_path, using):
    if using == "spark":
        needs_spark()
    found = rolled(TEN, tmp_path, using=using)
    value = found["province"]["value"]
    assert value["32", "active_wage"] == 10
    assert value["32", "active_nonwage"] == 30
    assert [value["32", p] for p in ("vulnerable_apbd", "vulnerable_apbdes", "nonwage_own", "vulnerable_apbn")] == [
        10, 10, 10, 0,
    ]  # fmt: skip
    assert value["32", "months_paid"] == 7  # (3 + 12 + 6) / 3
    assert ("31", "months_paid") not in value.index  # nobody there is non-wage
    assert found["regency"]["value"]["32.73", "active_nonwage"] == 20
    assert found["village"]["value"]["32.04.05.2001", "vulnerable_apbdes"] == 10
    assert set(found["village"]["nature"]) == {"derived"}


def test_both_engines_agree_to_the_last_unit(tmp_path):
    needs_spark()
    seeded = np.random.default_rng(2026)
    n = 3000
    table = pd.DataFrame(
        {
            "participant": [f"{x:08x}" for x in seeded.integers(0, n // 2, n)],
            "village": seeded.choice(
                [f"{r}.01.{v}" for r in ("32.73", "32.04", "11.01") for v in range(2001, 2009)], n
            ),
            "segment": seeded.choice(["wage", "nonwage", "construction", "migrant"], n),
            "month": seeded.choice(["2026-08", "2026-09"], n),
            "months_paid": seeded.integers(0, 13, n),
            "payer": seeded.choice(["APBN", "APBD", "APBDes", "employer", "own"], n),
        }
    )
    one, other = (rolled(table, tmp_path, using=using) for using in ENGINES)
    for name in LEVELS:
        pd.testing.assert_frame_equal(one[name], other[name], check_exact=True)


def test_the_order_and_doubles_of_records_change_nothing(tmp_path):
    less = TEN.assign(months_paid=0, village="31.71.01.1001", payer="APBN").head(20)  # the same persons, paid less
    one, other = rolled(TEN, tmp_path), rolled(pd.concat([less, TEN[::-1], TEN]), tmp_path)
    for name in LEVELS:
        pd.testing.assert_frame_equal(one[name], other[name], check_exact=True)


def test_no_person_is_in_what_comes_out(tmp_path):
    table = TEN.assign(participant=[f"person{n:08d}" for n in range(len(TEN))])
    text = "".join(rows.reset_index().to_csv() for rows in rolled(table, tmp_path).values())
    assert "32.73" in text
    assert "person" not in text


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("participant", None, "stands for a person; blank in 1 records"),
        ("village", "3273011001", "value '3273011001': a village's code"),
        ("village", None, "a village's code such as 32.73.01.1001; not so in 1 records"),
        ("village", "99.99.01.1001", "value '99.99.01.1001': a village of a regency that exists"),
        ("segment", "informal", "value 'informal': wage, nonwage, construction or migrant"),
        ("month", "2026-13", "value '2026-13': a month such as 2026-09"),
        ("months_paid", 13, "value '13': a whole number from 0 to 12"),
        ("payer", "CSR", "value 'CSR': APBN, APBD, APBDes, employer or own"),
    ],
)
def test_records_that_cannot_be_counted_are_told(tmp_path, column, value, told):
    table = TEN.copy()
    table.loc[0, column] = value
    with pytest.raises(BadInput) as error:
        rolled(table, tmp_path)
    [line] = str(error.value).splitlines()
    assert line.startswith(f"records.parquet, column {column}")
    assert told in line


def test_all_faults_are_told_at_once(tmp_path):
    table = TEN.copy()
    table.loc[0, "segment"], table.loc[1, "payer"], table.loc[2:4, "month"] = "x", "y", "z"
    with pytest.raises(BadInput) as error:
        rolled(table, tmp_path)
    assert [p.column for p in error.value.problems] == ["segment", "month", "payer"]
    assert error.value.problems[1].details["n"] == 3


def test_columns_are_named_that_are_missing_or_of_another_kind(tmp_path):
    with pytest.raises(BadInput) as error:
        rolled(TEN.drop(columns="payer").assign(months_paid=1.5), tmp_path)
    assert {(p.column, p.details["kind"]) for p in error.value.problems} == {
        ("payer", "text"), ("months_paid", "a whole number"),
    }  # fmt: skip


def test_files_that_are_none(tmp_path):
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and no more")
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "broken.parquet", tmp_path / "folder", tmp_path / "absent.parquet"):
        with pytest.raises(BadInput):
            rollup(path, **OPTIONS)
    with pytest.raises(BadInput, match="at least one record"):
        rolled(TEN.head(0).astype({"months_paid": "int64"}), tmp_path)


# ---- small cells

WHOLES, PARTS, LEAST = ["a", "of"], ["p", "q", "r"], 5


def tree(seed: int) -> list[pd.DataFrame]:
    """Counts of two provinces, their regencies and villages, many of them small."""
    seeded = np.random.default_rng(seed)
    codes = [f"{p}.{r:02d}.01.{v}" for p in (11, 12) for r in range(1, 4) for v in range(2001, 2005)]
    cells = seeded.integers(0, [[2, 12, 3, 40]], (len(codes), 4)) * seeded.integers(0, 3, (len(codes), 1))
    index = pd.MultiIndex.from_product([codes, ["2026-09"]], names=["code", "month"])
    levels = [pd.DataFrame(cells, index, ["a", *PARTS]).assign(of=cells[:, 1:].sum(axis=1))]
    for _ in range(2):
        below = levels[0].reset_index()
        levels.insert(0, below.assign(code=below["code"].map(parent)).groupby(["code", "month"]).sum())
    return levels


@pytest.mark.parametrize("seed", range(40))
def test_a_small_cell_is_withheld_and_cannot_be_found_from_what_is_shown(seed):
    """Everything that is shown is a linear equation in the villages' cells; a withheld small cell must not follow from
    them: its row must not lie in the space that they span."""
    levels = tree(seed)
    masks = withhold(levels, WHOLES, PARTS, "of", LEAST)
    villages, cells = levels[2].index, ["a", *PARTS]
    at = {(code, c): n for n, (code, c) in enumerate(itertools.product(villages.get_level_values(0), cells))}

    def equation(code: str, column: str) -> np.ndarray:
        row = np.zeros(len(at))
        under = [village for village in villages.get_level_values(0) if village.startswith(code)]
        for c in PARTS if column == "of" else [column]:
            row[[at[village, c] for village in under]] = 1
        return row

    shown, small = [], []
    for level, mask in zip(levels, masks, strict=True):
        for (code, _), column in itertools.product(level.index, [*WHOLES, *PARTS]):
            value, hidden = level.loc[(code, "2026-09"), column], mask.loc[(code, "2026-09"), column]
            assert hidden or not 0 < value < LEAST
            if not hidden:
                shown.append(equation(code, column))
            elif 0 < value < LEAST:
                small.append(equation(code, column))
    space = np.array(shown)
    rank = np.linalg.matrix_rank(space)
    assert all(np.linalg.matrix_rank(np.vstack([space, row])) > rank for row in small)


def under_one(villages: pd.DataFrame) -> list[pd.DataFrame]:
    """The levels of villages that are all of one regency, the only one of its province."""
    codes = [["11"], ["11.01"], [f"11.01.01.{2001 + n}" for n in range(len(villages))]]
    made = [villages.sum().to_frame().T, villages.sum().to_frame().T, villages]
    index = [pd.MultiIndex.from_product([c, ["2026-09"]], names=["code", "month"]) for c in codes]
    return [table.set_axis(i) for table, i in zip(made, index, strict=True)]


def tables(rows: list[int], columns: list[int]):
    """Every table of whole numbers with these sums."""
    if len(rows) == 1:
        yield [columns]
        return
    for first in itertools.product(*(range(min(rows[0], c) + 1) for c in columns)):
        if sum(first) == rows[0]:
            rest = [c - x for c, x in zip(columns, first, strict=True)]
            yield from ([list(first), *more] for more in tables(rows[1:], rest))


@pytest.mark.parametrize("seed", range(25))
def test_parts_that_are_withheld_stay_open_by_the_threshold(seed):
    """Tried against every table that fits what is shown: a small part may be any of at least LEAST + 1 numbers."""
    seeded = np.random.default_rng(seed)
    cells = seeded.integers(0, 8, (3, 3)) + np.array([[6, 0, 5]]) * seeded.integers(0, 2, (3, 1))
    levels = under_one(pd.DataFrame(cells, columns=PARTS).assign(of=cells.sum(axis=1), a=0))
    masks = withhold(levels, WHOLES, PARTS, "of", LEAST)
    hidden = masks[2]["p"].to_numpy()
    assert not ((cells > 0) & (cells < LEAST))[~hidden].any()
    if masks[1]["p"].iat[0] or masks[2]["of"].any() or not hidden.any():
        return  # even less is known
    part = cells[hidden]
    fitting = np.array(list(tables(part.sum(axis=1).tolist(), part.sum(axis=0).tolist())))
    width = fitting.max(axis=0) - fitting.min(axis=0)
    assert (width[(part > 0) & (part < LEAST)] >= LEAST).all()


def test_nothing_is_withheld_where_nobody_can_be_told():
    levels = under_one(pd.DataFrame([[0, 20, 10, 10, 0], [9, 30, 15, 15, 0]], columns=[*WHOLES, *PARTS]))
    assert not any(mask.to_numpy().any() for mask in withhold(levels, WHOLES, PARTS, "of", LEAST))


def test_a_second_cell_is_withheld_that_the_total_would_give_away():
    levels = under_one(pd.DataFrame({"a": [3, 50, 8], **dict.fromkeys(["of", *PARTS], 0)}))
    masks = withhold(levels, WHOLES, PARTS, "of", LEAST)
    assert masks[2]["a"].tolist() == [True, False, True]
    assert not masks[1]["a"].any()


def test_the_command_writes_a_table_a_level_that_an_edition_can_be_made_of(tmp_path, capsys):
    TEN.to_parquet(tmp_path / "records.parquet", index=False)
    asked = ["--out", str(tmp_path / "out"), "--attribution", "residence", "--source", "bpjstk"]
    assert main(["rollup", str(tmp_path / "records.parquet"), *asked]) == 0
    assert "50 records, 0 of persons already counted" in capsys.readouterr().out
    rows = pd.read_parquet(tmp_path / "out/province.parquet")
    assert tuple(rows.columns) == COLUMNS
    assert rows.set_index(["code", "indicator"])["value"]["32", "active_nonwage"] == 30
    assert set(rows["attribution"]) == {"residence"}


def test_the_command_says_what_is_wrong_and_writes_nothing(tmp_path, capsys):
    asked = ["--out", str(tmp_path / "out"), "--attribution", "residence", "--source", "bpjstk"]
    assert main(["rollup", str(tmp_path / "none.parquet"), *asked]) == 2
    assert "a Parquet file, or a folder of them" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
