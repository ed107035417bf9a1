"""Regions by code and name: exact after folding, and never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.incoming.matching import match, named, read_codes, systems_of
from data.names import find
from data.regions import regions

BOTH = ("code", "bps")


def matched(code="", name="", systems=("code",), level="regency", kinds=(), parent=""):
    found = match(code, name, systems, level, kinds, parent)
    return found.code or found.options, found.how


@pytest.mark.parametrize(
    ("code", "name", "expected", "how"),
    [
        ("32.04", "", "32.04", "code"),
        ("3204 ", "", "32.04", "code"),
        (3204.0, "", "32.04", "code"),
        (32.04, "", "32.04", "code"),
        ("", "Kab. Bandung", "32.04", "name"),
        ("", "BANDUNG, KAB.", "32.04", "name"),
        ("", "1. Kota Bandung", "32.73", "name"),
        ("", "3273 - Bandung", "32.73", "code"),
        ("", "Kota Adm. Jakarta Selatan", "31.74", "name"),
        ("", "Kab. Adm. Kep. Seribu", "31.01", "name"),
        ("", "Toli Toli", "72.04", "name"),
        ("", "Kab. Kota Baru", "63.02", "name"),
        ("", "Lima Puluh Kota", "13.07", "name"),
        ("", "Kab. Pontianak", "61.02", "former_name"),
        ("", "Toba Samosir *)", "12.12", "former_name"),
        (11.1, "Kab. Aceh Singkil", "11.10", "name"),  # a number cell shortens 11.10
        (11.1, "Kab. Aceh Selatan", "11.01", "name"),
        (11.1, "Kab. Aceh Utara", ("11.01", "11.08", "11.10"), "ambiguous"),
        ("3204", "Kota Bandung 1)", ("32.04", "32.73"), "ambiguous"),  # two that contradict each other
        ("", "Bandung", ("32.04", "32.73"), "ambiguous"),
        ("", "Jambi", ("15", "15.71"), "ambiguous"),
        (11.1, "", ("11.10", "11.01"), "ambiguous"),
        ("11.1", "", ("11.10", "11.01"), "ambiguous"),
        ("99.99", "", (), "unknown"),
        ("", "Sarang Burung Walet", (), "unknown"),
    ],
)
def test_a_region(code, name, expected, how):
    found, said = matched(code, name)
    assert (sorted(found) if isinstance(found, tuple) else found, said) == (
        sorted(expected) if isinstance(expected, tuple) else expected, how,
    )  # fmt: skip


def test_a_misspelt_name_is_offered_and_not_taken():
    options, how = matched(name="Kab. Bandoeng Barat")
    assert how == "unknown"
    assert "32.17" in options
    assert find("Bandoeng Barat")[0] == "32.17"


def test_facts_of_the_row_decide():
    assert matched(name="Bandung", kinds=["kota"]) == ("32.73", "name")
    assert matched(name="Bandung", kinds=["kabupaten", "kota"])[1] == "ambiguous"
    assert matched(name="Jambi", kinds=["kabupaten", "kota"]) == ("15.71", "name")
    assert matched(name="Jambi", level="province") == ("15", "name")
    assert matched(name="Gorontalo", parent="75")[0] == ("75.01", "75.71")
    assert matched("3204", "Bandung") == ("32.04", "code")


def test_codes_of_two_systems():
    table = regions().set_index("bps_code")["code"]
    both = read_codes("1103")
    assert both == {"code": ("11.03",), "bps": (table["1103"],)}
    assert matched("1103", systems=BOTH)[1] == "ambiguous"
    assert matched("1103", "Aceh Selatan", BOTH) == ("11.01", "bps")
    assert matched("1103", "Aceh Timur", BOTH) == ("11.03", "code")
    assert read_codes("3200") == {"code": ("32",), "bps": ("32",)}
    assert read_codes("11.03") == {"code": ("11.03",)}


def test_a_column_in_which_codes_only_fit_one_system():
    table = regions().query("level == 'regency'")
    bps = [(code, "") for code in table["bps_code"]]
    own = [(code.replace(".", ""), "") for code in table["code"]]
    assert systems_of(bps) == {"bps"}
    assert systems_of(own) == {"code"}
    assert systems_of([("1103", "")]) == {"code", "bps"}
    assert systems_of([("1103", "Aceh Selatan"), ("1104", "")]) == {"bps"}


def test_every_official_name_and_code_is_known():
    for row in regions().itertuples():
        assert row.code in named(row.name)
        assert matched(name=row.name, level=row.level) == (row.code, "name")
        assert matched(row.code, level=row.level) == (row.code, "code")
        assert matched(row.code, row.short_name, level=row.level) == (row.code, "code")


@given(st.text(max_size=30), st.one_of(st.text(max_size=8), st.floats(), st.integers()))
def test_anything_is_a_region_or_a_question(name, code):
    found = match(code, name, BOTH, "regency", (), "")
    assert (found.code == "") == (found.how in ("ambiguous", "unknown"))
    assert {found.code, *found.options} - {""} <= set(regions()["code"])
