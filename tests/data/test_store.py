"""The store: shares divided once, broken cells named, other files out of reach, threads, and the rule of periods."""

import math
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction

import duckdb
import pandas as pd
import pytest

from data import editions, store
from data.editions import EMBEDDED
from problems import BadInput

HEAD = "code,indicator,period,numerator,denominator,value,unit,nature,attribution,source_id,note"
END = "derived,registration,s,"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Writes an edition of provinces with these observations into a UCJ_HOME of its own, and gives its id."""
    monkeypatch.setenv("UCJ_HOME", str(tmp_path))

    def write(*lines, head=HEAD, period="2024", level="province", text=None):
        folder = tmp_path / "editions" / "trial"
        folder.mkdir(parents=True, exist_ok=True)
        facts = {"id": "trial", "title": "t", "level": level, "period": period, "nature": "derived"}
        facts |= {"attribution": "registration", "universe": "u", "statement": "s"}
        (folder / "edition.toml").write_text("".join(f'{key} = "{fact}"\n' for key, fact in facts.items()))
        (folder / "criteria.toml").write_text('[criteria]\nid = "trial"\n')
        (folder / "sources.csv").write_text("source_id,title,publisher,date,url,licence,note\n")
        (folder / "observations.csv").write_bytes(("\n".join([head, *lines]) + "\n").encode() if text is None else text)
        return "trial"

    return write


def share(numerator, denominator, *, code="11", indicator="a", period="2024", value="", unit="percent"):
    return f"{code},{indicator},{period},{numerator},{denominator},{value},{unit},{END}"


def figure(value, **where):
    return share("", "", value=value, **where)


def value(home, *lines, code="11", indicator="a", period="2024", **edition):
    return store.indicator_table(home(*lines, **edition), period).at[code, indicator]


# --- figures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numerator", "denominator"),
    [(1, 3), (2, 3), (0, 7), (7, 7), (144642004, 144642004), (39207829, 144642004), (2**52 + 1, 2**53 - 1), (9, 7)],
)
def test_a_share_is_its_whole_numbers_divided_once(home, numerator, denominator):
    """The double nearest to 100 x numerator / denominator, whatever was printed beside it."""
    if 100 * numerator < 2**53:
        assert value(home, share(numerator, denominator, value="12.3")) == float(Fraction(100 * numerator, denominator))
    assert value(home, share(numerator, denominator, unit="ratio")) == float(Fraction(numerator, denominator))


def test_the_printed_value_stays_beside_it(home):
    rows = store.query(home(share(1, 3, value="33.3")), "inventory")
    assert rows["indicator"].tolist() == ["a"]
    [[computed, printed]] = query_text("SELECT value, printed FROM observations", "trial").to_numpy().tolist()
    assert (computed, printed) == (100 / 3, 33.3)


def test_a_figure_without_counts_is_as_printed(home):
    assert value(home, figure("0.1")) == 0.1
    assert value(home, figure("-2.5e3")) == -2500
    assert math.isnan(value(home, figure(""), figure("1", code="12")))


@pytest.mark.parametrize("types", [("BIGINT", "DOUBLE"), ("INTEGER", "VARCHAR"), ("VARCHAR", "BLOB")])
def test_numbers_of_a_parquet_file_are_those_of_a_csv_file_whatever_their_type(home, types):
    lines = [share(1, 3), figure("", code="12"), figure(" 4.5", code="13"), share("", "", code="14", value="7 ")]
    written = store.query(home(*lines), "observed", period="2024", own="2024")
    folder = editions.edition("trial").folder
    counts, number = types
    cells = {"numerator": counts, "denominator": counts, "value": number}
    cast = ", ".join(f"CAST(nullif(trim({name}), '') AS {type}) AS {name}" for name, type in cells.items())
    read = f"read_csv('{folder}/observations.csv', all_varchar = true)"
    duckdb.execute(f"COPY (SELECT * REPLACE ({cast}) FROM {read}) TO '{folder}/observations.parquet'")
    (folder / "observations.csv").unlink()
    again = store.query("trial", "observed", period="2024", own="2024")
    pd.testing.assert_frame_equal(again, written)


def test_embedded_shares_are_divided_once():
    table = pd.read_csv(EMBEDDED / "provinsi-2024" / "observations.csv", dtype=str, keep_default_na=False)
    shares = table[(table["denominator"] != "") & (table["period"] == "2024")]
    assert len(shares) > 90
    found = store.indicator_table("provinsi-2024", "2024")
    for row in shares.itertuples():
        assert found.at[row.code, row.indicator] == float(Fraction(100 * int(row.numerator), int(row.denominator)))


def test_known_coverage_of_provinces():
    """Published: East Kalimantan 50.0, Jakarta 45.6, Lampung 17.9 percent."""
    coverage = store.indicator_table("provinsi-2024", "2024")["coverage_total"]
    assert coverage[["64", "31", "18"]].round(1).tolist() == [50.0, 45.6, 17.9]


# --- periods ---------------------------------------------------------------------------------------------------------


def test_every_region_of_the_level_is_a_row(home):
    table = store.indicator_table(home(figure("1", code="64")), "2024")
    assert len(table) == 38
    assert table.index.is_monotonic_increasing
    assert table["a"].dropna().to_dict() == {"64": 1}
    regencies = store.indicator_table("kabkota-simulasi-2026", "2026-09")
    assert len(regencies) == 514
    assert regencies.index.str.len().unique().tolist() == [5]
    assert set(map(str, regencies.dtypes)) == {"float64"}


def test_a_context_indicator_stands_with_its_latest_earlier_period(home):
    lines = [figure(str(n), period=f"2026-0{n}") for n in range(1, 10)]
    lines += [figure("50", indicator="poverty", period="2024"), figure("51", indicator="poverty", period="2025-03")]
    edition = home(*lines, period="2026-09")
    assert store.indicator_table(edition, "2026-09").loc["11"].to_dict() == {"a": 9, "poverty": 51}
    assert store.indicator_table(edition, "2026-01").loc["11"].to_dict() == {"a": 1, "poverty": 51}
    assert store.periods(edition) == ["2025-03", *(f"2026-0{n}" for n in range(1, 10))]


def test_a_later_figure_is_never_used(home):
    edition = home(figure("1", period="2023"), figure("9", period="2025"), figure("5", indicator="b", period="2025"))
    assert store.indicator_table(edition, "2024").loc["11"].to_dict() == {"a": 1}
    real = store.indicator_table("kabkota-simulasi-2026", "2025-02")
    assert "poverty_rate" not in real, "of March 2025"
    assert store.indicator_table("kabkota-simulasi-2026", "2025-03")["poverty_rate"].notna().all()


def test_tables_of_all_periods_are_those_of_each():
    tables = store.indicator_tables("kabkota-simulasi-2026", "2025-01", "2025-04")
    assert list(tables) == ["2025-01", "2025-02", "2025-03", "2025-04"]
    for period, table in tables.items():
        pd.testing.assert_frame_equal(table, store.indicator_table("kabkota-simulasi-2026", period))


def test_no_figure_is_filled_across_periods(home):
    lines = [figure("1", period="2023"), figure("2", period="2023", code="12"), figure("3", code="12")]
    lines += [figure("", code="13"), figure("7", code="13", period="2023")]
    table = store.indicator_table(home(*lines), "2024")["a"]
    assert table["12"] == 3
    assert table[["11", "13"]].isna().all()


def test_periods_are_those_of_the_editions_pace_up_to_its_own(home):
    dates = ["2024", "2022", "2025", "2024-06", "2023"]
    edition = home(*(figure("1", indicator=f"i{n}", period=date) for n, date in enumerate(dates)))
    assert store.periods(edition) == ["2022", "2023", "2024"]
    assert store.periods("provinsi-2024") == ["2022", "2023", "2024"]
    months = store.periods("kabkota-simulasi-2026")
    assert (months[0], months[-1], len(months)) == ("2023-10", "2026-09", 36)


# --- broken observations ---------------------------------------------------------------------------------------------


def faults(home, *lines, **edition):
    with pytest.raises(BadInput) as raised:
        store.indicator_table(home(*lines, **edition), "2024")
    found = raised.value.problems
    assert {p.file for p in found} == {"trial/observations.csv"}
    assert all("\n" not in p.line() for p in found)
    return [(p.row, p.column, p.value) for p in found]


OK = figure("1", code="12")


@pytest.mark.parametrize(
    ("line", "column", "wrong"),
    [
        (figure("abc"), "value", "abc"),
        (figure("nan"), "value", "nan"),
        (figure("inf"), "value", "inf"),
        (figure("-Infinity"), "value", "-Infinity"),
        (figure("1e400"), "value", "1e400"),
        (figure("5%"), "value", "5%"),
        (figure('"1,5"'), "value", "1,5"),
        (figure('"1.234,5"'), "value", "1.234,5"),
        (figure("1_000"), "value", "1_000"),
        (share("x", 3), "numerator", "x"),
        (share("12.5", 100), "numerator", "12.5"),
        (share("1_0", 100), "numerator", "1_0"),
        (share(1, "y"), "denominator", "y"),
        (share(1, 0), "denominator", "0"),
        (share(1, -3), "denominator", "-3"),
        (share(1, "3.5"), "denominator", "3.5"),
        (figure("1", code="99"), "code", "99"),
        (figure("1", code="11.01"), "code", "11.01"),
        (figure("1", code="1"), "code", "1"),
        (figure("1", period="2024-13"), "period", "2024-13"),
        (figure("1", period="24"), "period", "24"),
        (figure("1", period="2024-12-31"), "period", "2024-12-31"),
    ],
)
def test_a_broken_cell_is_named(home, line, column, wrong):
    assert faults(home, OK, line, figure("2", code="13")) == [(3, column, wrong)]


@pytest.mark.parametrize("where", [{"code": ""}, {"period": ""}])
def test_a_blank_place_is_named(home, where):
    [(row, column, wrong)] = faults(home, OK, figure("1", **where))
    assert (row, column) == (3, next(iter(where)))
    assert not wrong


def test_an_observation_is_there_once(home):
    assert faults(home, figure("1"), OK, figure("2")) == [(4, "indicator", "a")]
    assert faults(home, figure("1"), OK, figure("")) == [(4, "indicator", "a")]


def test_all_broken_cells_are_told_at_once(home):
    lines = [figure("x"), OK, share("u", "v", code="13"), figure("1", code="77"), figure("1", code="14", period="no")]
    assert faults(home, *lines) == [
        (2, "value", "x"),
        (4, "denominator", "v"),
        (4, "numerator", "u"),
        (5, "code", "77"),
        (6, "period", "no"),
    ]


@pytest.mark.parametrize("name", ["code", "value", "unit", "nature", "attribution", "source_id"])
def test_a_column_of_a_parquet_file_that_cannot_be_read_is_told_before_it_is_asked_for(home, name):
    home(figure("1"))
    path = editions.edition("trial").folder / "observations.parquet"
    path.write_bytes((EMBEDDED / "kabkota-simulasi-2026" / path.name).read_bytes())
    metadata = duckdb.execute("SELECT dictionary_page_offset, data_page_offset FROM parquet_metadata($path) "
                              "WHERE path_in_schema = $name", {"path": str(path), "name": name}).fetchall()  # fmt: skip
    content = bytearray(path.read_bytes())
    at = min(offset for offset in metadata[0] if offset)
    content[at : at + 40] = b"\xff" * 40
    path.write_bytes(content)
    with pytest.raises(BadInput, match="a table that can be read"):
        store.periods("trial")


@pytest.mark.parametrize("name", HEAD.split(","))
def test_a_missing_column_is_named(home, name):
    head = ",".join(column for column in HEAD.split(",") if column != name)
    cells = dict(zip(HEAD.split(","), figure("1").split(","), strict=True))
    line = ",".join(cells[column] for column in head.split(","))
    assert faults(home, line, head=head) == [(1, name, None)]


def test_a_file_that_is_empty_or_no_text(home):
    assert faults(home, text=b"")
    assert faults(home, text=HEAD.encode() + b"\n" + OK.encode() + b"caf\xe9\n")
    assert faults(home, text=b"PAR1\x00\x01\x02")


@pytest.mark.parametrize("ragged", ["11,a,2024", figure("1") + ",x", "11"])
def test_a_ragged_line_is_no_fault_of_the_head(home, ragged):
    """The head holds every column: to say that it lacks one would send the reader to the wrong place."""
    assert not any(row == 1 for row, _, _ in faults(home, OK, ragged))


def used_or_told(home, *lines):
    """The figure, or the lines that are named: a cell that is neither used nor told is lost without a word."""
    try:
        return value(home, *lines)
    except BadInput as error:
        return sorted({p.row for p in error.problems})


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (figure(" 5 "), 5),
        (share(" ", " ", value="5"), 5),
        (share(" 1 ", " 4 "), 25),
        (figure("5", code=" 11 "), 5),
        (figure("5", period=" 2024 "), 5),
        (figure("5", indicator=" a "), 5),
        (share("", 100, value="5"), 5),
        (share(2**63 // 10, 2**63 // 10), 100),
    ],
    ids=["value", "no counts", "counts", "code", "period", "indicator", "no numerator", "large counts"],
)
def test_blanks_and_gaps_in_a_line_lose_no_figure(home, line, expected):
    assert used_or_told(home, line, figure("1", code="12")) in (expected, [2])


def test_a_cell_of_blanks_is_blank(home):
    assert math.isnan(value(home, figure(" "), figure("1", code="12")))


def test_a_corrected_file_is_read_anew(home):
    with pytest.raises(BadInput):
        value(home, figure("x"))
    time.sleep(0.01)  # file systems tell times in steps
    assert value(home, figure("5")) == 5
    time.sleep(0.01)
    assert value(home, figure("6")) == 6


def test_line_ends_byte_order_mark_and_quotes(home):
    text = f'\ufeff{HEAD}\r\n11,"a",2024,,,"5","percent",{END}"a, note\r\nin ""two"" lines"\r\n'
    assert value(home, text=text.encode()) == 5


# --- out of reach, and at once ---------------------------------------------------------------------------------------


def query_text(sql, edition_id="provinsi-2024"):
    """The answer to a question that is not among data/queries."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "sql", lambda question: sql)
        return store.query(edition_id, "any")


@pytest.fixture
def warm():
    store.query("provinsi-2024", "codes", level="province")


@pytest.mark.usefixtures("warm")
@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('{secret}')",
        "SELECT * FROM '{secret}'",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM glob('/*')",
        "COPY (SELECT 1) TO '{folder}/out.csv'",
        "ATTACH '{folder}/other.db'",
        "SET enable_external_access = true",
        "SET allowed_paths = ['/']",
        "INSTALL httpfs",
    ],
)
def test_no_other_file_can_be_reached(tmp_path, sql):
    (tmp_path / "secret.csv").write_text("a\n1\n")
    with pytest.raises(duckdb.Error):
        query_text(sql.format(secret=tmp_path / "secret.csv", folder=tmp_path))
    assert [p.name for p in tmp_path.iterdir()] == ["secret.csv"]


def test_the_observations_cannot_be_changed(home):
    edition = home(figure("1"))
    before = store.indicator_table(edition, "2024")
    for sql in ("DELETE FROM observations", "UPDATE observations SET value = 9"):
        with pytest.raises(duckdb.Error):
            query_text(sql, edition)
    assert store.indicator_table(edition, "2024").equals(before)


def test_eight_threads_at_once_get_right_answers():
    """Different questions of two editions, all begun at the same moment and with nothing opened yet."""
    asked = [*(("provinsi-2024", p) for p in ("2022", "2023", "2024")), ("kabkota-simulasi-2026", "2026-09")]
    expected = {one: store.indicator_table(*one) for one in asked}
    assert not expected[asked[0]].equals(expected[asked[1]])
    store._database.cache_clear()
    gate = threading.Barrier(8)

    def ask(thread):
        gate.wait()
        order = asked[thread % 4 :] + asked[: thread % 4]
        return all(store.indicator_table(*one).equals(expected[one]) for one in order)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(8)))


def test_queries_of_this_house_are_all_answered():
    """Every file that is a question runs on every edition; those of the checks ask about figures that came in."""
    parameters = {"period": "2024", "own": "2024", "level": "province", "code": "11", "first": "2023", "last": "2024"}
    parameters |= {
        "codes": ["11"],
        "known": ["bpjstk-2024"],
        "indicators": ["coverage_total"],
        "printed": 0.3,
        "old": 12,
        "jump": 2.0,
        "spike": 5.0,
        "natures": ["derived"],
        "attribution": "registration",
    }
    for path in sorted(store.QUERIES.glob("*.sql")):
        sql = path.read_text("utf-8")
        if not path.stem.startswith(("view_", "table_", "check_")):
            needed = {name: one for name, one in parameters.items() if re.search(rf"\${name}\b", sql)}
            assert store.query("provinsi-2024", path.stem, **needed) is not None, path.name
