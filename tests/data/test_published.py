"""What others printed on coverage: facts with their address, and where they disagree."""

import pandas as pd
import pytest

from data.published import TABLE, disagreements, published
from data.regions import regions


@pytest.fixture(scope="module")
def every():
    return pd.read_csv(TABLE, dtype=str, keep_default_na=False)


def test_every_row_is_a_fact_with_an_address_and_a_date(every):
    assert every["url"].str.match(r"https?://[^\s<>]+$").all()
    assert every["period"].str.fullmatch(r"20\d\d(-\d\d(-\d\d)?)?").all()
    assert set(every["code"]) <= set(regions()["code"])
    assert set(every["kind"]) == {"coverage", "target", "participants", "universe"}
    assert set(every["segment"]) == {"all", "wage", "nonwage"}
    assert set(every["attribution"]) <= {"", "registration", "residence"}
    assert set(every["note"]) <= {"", "undated", "without_civil_servants"}
    counts = ["participants", "universe", "unprotected"]
    assert (every[["printed", *counts]] != "").any(axis=1).all()
    assert every[counts].stack().str.fullmatch(r"\d*").all()
    assert not every.duplicated().any()


def test_bali_contradicts_its_own_counts():
    """935,079 of 1,873,899 is 49.90 %, the report prints 50.88 %."""
    row = disagreements("51").iloc[0]
    assert (row["value"], row["why"], row["period"]) == (50.88, "counts", "2025-03-31")
    assert row["recomputed"] == pytest.approx(49.900, abs=5e-4)
    assert row["differs"]


def test_papua_tengah_prints_two_in_one_month():
    rows = disagreements("94")
    assert sorted(rows["value"]) == [27.4, 33.85]
    assert set(rows["why"]) == {"another"}


def test_banten_by_its_unprotected_workers():
    """5.79 million less 3.8 million unprotected is 34.37 % of 5.79 million, not 46.28 %."""
    rows = disagreements("36").set_index("period")
    assert rows.at["2025-03-31", "recomputed"] == pytest.approx(34.37, abs=5e-3)


def test_by_participants_and_those_left():
    """Kalimantan Tengah: 465,940 and 543,310 unprotected make 46.17 %, printed as 46.2."""
    row = published("62").query("period == '2025-03'").iloc[0]
    assert row["recomputed"] == pytest.approx(46.167, abs=5e-4)
    assert not row["differs"]
    assert disagreements("62").empty


def test_both_attributions_of_lumajang():
    rows = published("35.08").query("kind != 'target'").set_index("attribution")
    assert rows["participants"].to_dict() == {"residence": 89266, "registration": 50098}


def test_what_is_no_exact_percentage_is_no_number():
    row = published("14.72").iloc[0]
    assert row["printed"] == ">50"
    assert pd.isna(row["value"])
    assert not row["differs"]


def test_newest_first_and_nothing_for_the_unknown():
    periods = list(published("73")["period"])
    assert periods == sorted(periods, reverse=True)
    assert published("99").empty
    assert disagreements("99").empty


def test_a_caller_may_change_its_copy():
    rows = published("51")
    rows["value"] = 0.0
    assert 50.88 in set(published("51")["value"])
