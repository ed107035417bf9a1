"""What people type finds the region they mean, and nonsense finds none."""

import pytest

from data.names import find, former_names
from data.regions import regions


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kota Bandung", "32.73"), ("kabupaten bandung", "32.04"), ("Kab. Bandung", "32.04"), ("bandung kota", "32.73"),
        ("KOTA BOGOR", "32.71"), ("Kota Adm. Jakarta Timur", "31.75"), ("jakarta timur", "31.75"),
        ("Prov. Jawa Barat", "32"), ("kep. seribu", "31.01"), ("mentawai", "13.09"), ("32.73", "32.73"),
        ("bau-bau", "74.72"), ("Tolitoli", "72.04"), ("Palangka Raya", "62.71"), ("pematang siantar", "12.72"),
        ("kota baru", "63.02"), ("Lima Puluh Kota", "13.07"), ("Yogyakarta City", "34.71"),
    ],
)  # fmt: skip
def test_names_however_they_are_written(text: str, code: str) -> None:
    assert find(text)[0] == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("Makasar", "73.71"), ("surbaya", "35.78"), ("palngkaraya", "62.71"), ("indramyu", "32.12"),
     ("Bandug", "32.73"), ("Bnadung", "32.73"), ("semarng", "33.74"), ("Jogjakarta", "34"), ("Jogjakarta", "34.71"),
     ("Soerabaja", "35.78"), ("Tjirebon", "32.74"), ("Djakarta", "31")],
)  # fmt: skip
def test_misspelt_and_old_spellings(text: str, code: str) -> None:
    assert code in find(text)[:3]


@pytest.mark.parametrize(
    ("text", "code"),
    [("Ujung Pandang", "73.71"), ("Irian Jaya", "91"), ("Batavia", "31"), ("DKI", "31"), ("NTB", "52"), ("ntt", "53"),
     ("Kaltim", "64"), ("Sulsel", "73"), ("Jabar", "32"), ("Babel", "19"), ("Kepri", "21"), ("Solo", "33.72"),
     ("Ampana", "72.09"), ("Toba Samosir", "12.12"), ("Polewali Mamasa", "76.04"), ("Kabupaten Pontianak", "61.02"),
     ("Maluku Tenggara Barat", "81.03"), ("Mamuju Utara", "76.01"), ("Sangihe Talaud", "71.03"),
     ("Sangihe Talaud", "71.04"), ("Yogya", "34"), ("Yogya", "34.71"), ("West Java", "32")],
)  # fmt: skip
def test_old_and_everyday_names(text: str, code: str) -> None:
    assert code in find(text)[:2]


@pytest.mark.parametrize(
    "text", ["", "   ", "atlantis", "london", "qwertyuiop", "zzz", "🙂", "[(*", "'; --", "99.99", "\0", "x" * 5000]
)
def test_nonsense_finds_nothing(text: str) -> None:
    assert find(text) == []


def test_exact_names_come_before_prefixes_and_those_before_misspelt_ones() -> None:
    found = find("Bandung", 10)
    assert set(found[:2]) == {"32.04", "32.73"}  # both are called so
    assert found[2] == "32.17"  # Bandung Barat begins so
    assert found[3:] == ["51.03"]  # Badung is one letter away
    assert find("Papua")[0] == "91"  # and not one of the five that begin so


def test_the_kind_that_is_asked_for_comes_first() -> None:
    assert find("Kota Bekasi")[:2] == ["32.75", "32.16"]
    assert find("Kab Bekasi")[:2] == ["32.16", "32.75"]


def test_an_abbreviation_is_not_taken_for_another() -> None:
    assert find("jaktim") == ["31.75"]
    assert find("jatim") == ["35"]


def test_every_official_name_finds_its_region_first() -> None:
    table = regions()
    assert [code for code, name in zip(table["code"], table["name"], strict=True) if find(name)[0] != code] == []


def test_limit() -> None:
    assert len(find("ban")) == 6
    assert len(find("ban", 3)) == 3
    assert find("ban", 3) == find("ban")[:3]


def test_the_table_of_other_names_is_sound() -> None:
    table = former_names()
    assert set(table["code"]) <= set(regions()["code"])
    assert set(table["kind_of_name"]) == {"former", "everyday", "abbreviation", "capital", "english"}
    assert (table != "").all(axis=None)
    assert not table.duplicated(["code", "name"]).any()
    missed = [row.name for row in table.itertuples(index=False) if row.code not in find(row.name)]
    assert missed == []
