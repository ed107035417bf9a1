"""The table of regions: complete, unambiguous and safe to hand around."""

import pytest

from data.regions import SIZE_CLASSES, regions, size_class


def test_counts():
    table = regions()
    assert table["level"].value_counts().to_dict() == {"regency": 514, "province": 38}
    assert table["kind"].value_counts().to_dict() == {"kabupaten": 416, "kota": 98, "provinsi": 38}
    assert table.query("level == 'regency'")["autonomous"].sum() == 508
    assert set(table.query("not autonomous")["parent_code"]) == {"31"}


def test_codes_are_text_and_unique():
    table = regions()
    assert table["code"].is_unique
    assert table["bps_code"].is_unique
    assert table["code"].is_monotonic_increasing
    assert table["code"].str.fullmatch(r"\d\d(\.\d\d)?").all()
    assert {"11.01", "11.10"} <= set(table["code"])


def test_every_regency_has_its_province():
    table = regions()
    provinces = set(table.query("level == 'province'")["code"])
    regencies = table.query("level == 'regency'")
    assert set(regencies["parent_code"]) == provinces
    assert (regencies["parent_code"] == regencies["code"].str[:2]).all()
    assert (table.query("level == 'province'")["parent_code"] == "").all()


def test_population():
    table = regions()
    regencies = table.query("level == 'regency'").set_index("short_name")["population_2024"]
    assert regencies.sum() == 284_973_643
    assert (regencies.idxmin(), regencies.min()) == ("Supiori", 27_965)
    assert regencies.max() == 5_809_790
    assert table.set_index("code").loc["32.01", "population_2024"] == 5_809_790
    summed = table.query("level == 'regency'").groupby("parent_code")["population_2024"].sum()
    assert summed.to_dict() == table.query("level == 'province'").set_index("code")["population_2024"].to_dict()


def test_texts_are_tidy():
    table = regions()
    for column in ("code", "name", "short_name", "kind", "parent_code", "zone", "bps_code", "source_id"):
        assert (table[column] == table[column].str.strip()).all(), column
    assert (table.drop(columns="parent_code") != "").all(axis=None)
    assert not table.isna().any(axis=None)


def test_every_size_class_is_used():
    table = regions()
    for level, classes in SIZE_CLASSES.items():
        assert set(table["size_class"][table["level"] == level]) == set(classes)


@pytest.mark.parametrize(
    ("level", "population", "expected"),
    [
        ("regency", 99_999, "under_100k"),
        ("regency", 100_000, "100k_250k"),
        ("regency", 1_000_000, "over_1m"),
        ("province", 1_999_999, "under_2m"),
        ("province", 10_000_000, "over_10m"),
    ],
)
def test_a_size_class_begins_with_its_bound(level, population, expected):
    assert size_class(level, population) == expected


def test_changing_the_table_changes_only_the_copy():
    table = regions()
    table["name"] = "changed"
    assert "changed" not in set(regions()["name"])
