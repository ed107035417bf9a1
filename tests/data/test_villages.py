"""The simulated edition of villages: complete, marked, adding up; and the list of villages that an edition brings."""

import shutil

import pandas as pd
import pytest

from data import store
from data.editions import edition, read_edition
from data.villages import villages
from problems import BadInput
from reports import villages as rows_of
from scoring import edition as bridge
from scoring.criteria import read_criteria

ID, PARENT, PERIOD = "desa-simulasi-2026", "kabkota-simulasi-2026", "2026-09"


@pytest.fixture
def home(villages_home, monkeypatch):
    monkeypatch.setenv("UCJ_HOME", str(villages_home))
    return villages_home


@pytest.fixture
def small(tmp_path):
    """A folder with a list of two villages."""
    folder = tmp_path / "dua-desa"
    folder.mkdir()
    (folder / "regions.csv").write_text(
        "code,name,kind,parent_code\n32.73.01.1001,B,kelurahan,32.73\n11.01.01.2001,A,desa,11.01\n", "utf-8"
    )
    return folder


def change(folder, old, new):
    path = folder / "regions.csv"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_there_are_as_many_as_the_decree_counts(home):
    """Kepmendagri 300.2.2-2430/2025: 75,266 desa and 8,496 kelurahan in 7,285 districts of 514 regencies."""
    known = villages(edition(ID).folder)
    assert known["kind"].value_counts().to_dict() == {"desa": 75_266, "kelurahan": 8_496}
    assert len(known) == 83_762
    assert known.index.str[:8].nunique() == 7_285
    assert known["parent_code"].nunique() == 514
    assert (known["parent_code"] == "11.01").sum() == 260


def test_no_code_or_name_is_a_real_one(home):
    known = villages(edition(ID).folder)
    assert set(known.index.str[9]) == {"8", "9"}
    assert known["name"].str.fullmatch(r"(Desa|Kelurahan) \d+ \(simulasi\)").all()
    assert not known.reset_index().duplicated(["parent_code", "name"]).any()


def test_everything_is_marked_as_simulated(home):
    assert edition(ID).nature == "simulated"
    assert set(pd.read_parquet(edition(ID).observations, columns=["nature"])["nature"].unique()) == {"simulated"}
    assert read_criteria(edition(ID).criteria).status == "assumption"


def test_villages_add_up_to_their_regencies(home):
    for period in ("2025-09", PERIOD):
        own = store.indicator_table(PARENT, period)
        for name, universe in {"coverage_total": "employed", "coverage_wage": "employed_formal"}.items():
            shares = _shares(name, period)
            reported = own["active_wage"].notna()
            sums = shares.groupby(shares.index.str[:5])[["numerator", "denominator"]].sum()
            active = own["active_wage"] + (own["active_nonwage"] if name == "coverage_total" else 0)
            assert (sums["numerator"] == active[reported].astype(int)).all()
            assert (sums["denominator"] == own.loc[reported, universe].astype(int)).all()


def _shares(indicator, period):
    path = str(edition(ID).observations)
    table = pd.read_parquet(path, filters=[("indicator", "==", indicator), ("period", "==", period)])
    return table.dropna(subset="numerator").set_index("code").astype({"numerator": int, "denominator": int})


def test_places_nationally_and_in_a_regency(home):
    """Mahakam Ulu (64.11) sent no report for the month, so that its villages have no place."""
    found = bridge.ranking(ID)
    table = found.table
    assert set(table.index[table["rank"].isna()].str[:5]) == {"64.11"}
    assert (table.loc[table.index.str.startswith("64.11"), "status"] == "incomplete").all()

    rows = rows_of.standings(found, None, villages(edition(ID).folder))
    own = rows[rows["parent_code"] == "32.73"].sort_values("rank")
    assert own["rank_in_regency"].iloc[0] == 1
    assert own["rank_in_regency"].is_monotonic_increasing
    assert own["rank_in_regency"].to_list() == own["rank"].rank(method="min").to_list()


@pytest.mark.parametrize(
    ("old", "new", "column", "row"),
    [
        ("32.73.01.1001", "32.73.1001", "code", 2),
        ("32.73.01.1001,B,kelurahan,32.73", "11.01.01.2001,B,desa,11.01", "code", 3),
        (",A,", ",,", "name", 3),
        (",desa,", ",dusun,", "kind", 3),
        ("11.01.01.2001,A,desa,11.01", "99.99.01.2001,A,desa,99.99", "parent_code", 3),
        ("parent_code", "parent", "parent_code", 1),
    ],
)
def test_a_faulty_list_is_told_with_its_place(small, old, new, column, row):
    change(small, old, new)
    with pytest.raises(BadInput) as told:
        villages(small)
    assert (column, row) in [(p.column, p.row) for p in told.value.problems]


def test_a_sound_list(small):
    known = villages(small)
    assert known.index.to_list() == ["11.01.01.2001", "32.73.01.1001"]
    assert known["regency"].to_list() == ["Kabupaten Aceh Selatan", "Kota Bandung"]
    assert known["province"].to_list() == ["Aceh", "Jawa Barat"]


def test_an_edition_of_villages_without_its_list_is_refused(villages_home, tmp_path):
    folder = tmp_path / ID
    folder.mkdir()
    for name in ("edition.toml", "criteria.toml", "sources.csv"):
        shutil.copy(villages_home / "editions" / ID / name, folder)
    (folder / "observations.csv").write_text("", "utf-8")
    with pytest.raises(BadInput, match=r"regions\.csv"):
        read_edition(folder)


ROWS = pd.DataFrame(
    {
        "label": ["Desa 1, Kabupaten A", "Desa 2, Kabupaten A", "Kelurahan 1, Kota B", "Desa 3, Kabupaten A"],
        "parent_code": ["11.01", "11.01", "11.71", "11.01"],
        "rank": pd.array([2, 1, 3, None], dtype="Int64"),
        "value": [20.0, 30.0, 10.0, None],
        "change": pd.array([1, -1, 0, None], dtype="Int64"),
    },
    index=["11.01.01.9001", "11.01.01.9002", "11.71.01.8001", "11.01.02.9001"],
)


def test_found_ordered_and_in_pages():
    assert list(rows_of.found(ROWS, "kota b").index) == ["11.71.01.8001"]
    assert list(rows_of.found(ROWS, "11.01.02").index) == ["11.01.02.9001"]
    assert len(rows_of.found(ROWS, "desa", parent_code="11.01")) == 3
    assert rows_of.found(ROWS, "[(*").empty
    assert list(rows_of.ordered(ROWS, "rank")["rank"].dropna()) == [1, 2, 3]
    assert list(rows_of.ordered(ROWS, "last")["rank"].dropna()) == [3, 2, 1]
    assert pd.isna(rows_of.ordered(ROWS, "last")["rank"].iloc[-1])
    many = pd.DataFrame({"n": range(101)})
    assert rows_of.pages(many) == 3
    assert rows_of.page(many, 3)["n"].to_list() == [100]
    assert rows_of.pages(many[:0]) == 1


def test_medians_and_neighbours_in_rank():
    medians = rows_of.medians(ROWS)
    assert medians.loc["11.01", ["value", "villages", "rank"]].to_list() == [25.0, 2, 1]
    assert medians.at["11.71", "rank"] == 2
    assert list(rows_of.around(ROWS, "11.01.01.9001", 1)["label"].str[:6]) == ["Desa 2", "Desa 1", "Desa 3"]
