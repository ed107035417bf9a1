"""Figures that do not mean the same are told, those that do are not."""

import pandas as pd
import pytest

from data.comparability import differences
from data.store import query

BASE = {
    "indicator": "coverage", "period": "2024", "unit": "percent", "nature": "derived", "attribution": "registration",
    "source_id": "s", "note": None,
}  # fmt: skip


def figures(*rows):
    return pd.DataFrame([{**BASE, **row} for row in rows])


def test_equal_meanings_are_silent():
    assert differences(figures({"code": "11"}, {"code": "12"})).empty
    assert differences(figures({"code": "11"})).empty


@pytest.mark.parametrize(
    ("column", "value", "aspect"),
    [
        ("attribution", "residence", "attribution"),
        ("attribution", None, "attribution"),
        ("unit", "people", "universe"),
        ("nature", "published", "universe"),
        ("source_id", "other", "universe"),
        ("period", "2023", "period"),
        ("note", "March", "note"),
    ],
)
def test_each_aspect_is_told_with_its_regions(column, value, aspect):
    found = differences(figures({"code": "11"}, {"code": "12", column: value}, {"code": "13"}))
    assert len(found) == 1
    row = found.iloc[0]
    assert (row["indicator"], row["aspect"], set(row["codes"])) == ("coverage", aspect, {("11", "13"), ("12",)})


def test_a_note_is_told_where_other_regions_lack_the_figure():
    rows = figures({"code": "91", "note": "undivided"}, {"code": "94", "indicator": "employed"})
    assert differences(rows)[["indicator", "aspect"]].to_numpy().tolist() == [["coverage", "note"]]


def test_only_the_indicators_asked_for_in_their_order():
    rows = figures(*({"code": c, "indicator": i, "period": c} for c in ("2023", "2024") for i in ("a", "b", "c")))
    assert list(differences(rows, ["c", "a", "unknown"])["indicator"]) == ["c", "a"]


def test_targets_of_provinces_come_from_different_sources():
    found = differences(query("provinsi-2024", "latest", codes=["11", "51", "64"], period="2024"), ["attainment"])
    universe = found.set_index("aspect").loc["universe"]
    assert set(universe["codes"]) == {("11",), ("51",)}  # 64 has no target


def test_the_latest_figure_up_to_a_period():
    rows = query("kabkota-simulasi-2026", "latest", codes=["32.73"], period="2026-09").set_index("indicator")["period"]
    assert (rows["employed"], rows["poverty_rate"], rows["informal_share"]) == ("2026-09", "2025-03", "2024")
    rows = query("provinsi-2024", "latest", codes=["11"], period="2023").set_index("indicator")["period"]
    assert rows["employed"] == "2023"
    assert "poverty_rate" not in rows


def test_headcounts_by_hand():
    row = query("provinsi-2024", "headcounts", codes=["64"], period="2024").iloc[0]
    assert (row["employed"], row["active"]) == (1976447, 609182 + 379666)
    assert row["unprotected"] == 1976447 - 988848
    assert row["premium_year"] == (836432 - 379666) * 201600
