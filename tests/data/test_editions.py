"""Editions on disk: what an edition must be, and that a broken one is named and hides no other."""

import shutil

import pytest

from data.editions import EMBEDDED, edition, editions, read_edition, year_before
from problems import BadInput

GOOD = """\
id = "second"
title = { id = "Kedua", en = "Second" }
level = "province"
period = "2024"
as_of = "2024-12"
nature = "derived"
attribution = "registration"
universe = "Employed people."
statement = "A trial."
[[unranked]]
codes = ["91", "92"]
reason = { id = "Belum ada.", en = "Not there yet." }
"""


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A UCJ_HOME of its own, without editions."""
    monkeypatch.setenv("UCJ_HOME", str(tmp_path))
    (tmp_path / "editions").mkdir()
    return tmp_path / "editions"


def add(home, name="second", text=GOOD):
    """A copy of an embedded edition under another name."""
    shutil.copytree(EMBEDDED / "provinsi-2024", home / name)
    (home / name / "edition.toml").write_text(text, encoding="utf-8")
    return home / name


def places(problems):
    return [(p.file, p.column, p.value) for p in problems]


def test_the_embedded_editions():
    found, problems = editions()
    assert list(found) == ["kabkota-simulasi-2026", "provinsi-2024"]
    assert problems == []
    assert edition("provinsi-2024") == found["provinsi-2024"]
    assert found["provinsi-2024"].unranked.keys() == {"91", "92", "93", "94", "95", "96"}


def test_an_edition_at_home_is_found_beside_them(home):
    folder = add(home)
    found, problems = editions()
    assert problems == []
    assert list(found) == ["kabkota-simulasi-2026", "provinsi-2024", "second"]
    one = edition("second")
    assert (one.id, one.level, one.period, one.as_of, one.folder) == ("second", "province", "2024", "2024-12", folder)
    assert one.title == {"id": "Kedua", "en": "Second"}
    reason = {"id": "Belum ada.", "en": "Not there yet."}
    assert one.unranked == {"91": reason, "92": reason}
    assert one.criteria == folder / "criteria.toml"
    assert one.observations == folder / "observations.csv"


def test_what_may_be_left_out(home):
    add(home, text=GOOD.split("[[unranked]]")[0].replace('as_of = "2024-12"\n', ""))
    assert edition("second").as_of == "2024"
    assert edition("second").unranked == {}


def test_a_home_without_editions_or_that_is_not_there(home, monkeypatch):
    (home / ".draft").mkdir()
    (home / "notes.txt").write_text("no edition")
    assert len(editions()[0]) == 2
    assert editions()[1] == []
    monkeypatch.setenv("UCJ_HOME", str(home / "nowhere"))
    assert len(editions()[0]) == 2


def test_parquet_takes_the_place_of_csv(home):
    folder = add(home)
    (folder / "observations.csv").unlink()
    shutil.copy(EMBEDDED / "kabkota-simulasi-2026" / "observations.parquet", folder)
    assert edition("second").observations == folder / "observations.parquet"


WRONG = [
    ("id", 'id = "Second"', "Second"),
    ("id", 'id = "se/cond"', "se/cond"),
    ("id", "id = 2", "2"),
    ("id", 'id = "third"', "third"),
    ("id", "", None),
    ("title", 'title = ""', ""),
    ("title", 'title = { fr = "Deux" }', "{'fr': 'Deux'}"),
    ("title", 'title = { id = "Dua", en = " " }', "{'id': 'Dua', 'en': ' '}"),
    ("title", "", None),
    ("level", 'level = "district"', "district"),
    ("level", 'level = ["province"]', "['province']"),
    ("level", "", None),
    ("period", 'period = "2024-13"', "2024-13"),
    ("period", 'period = "24"', "24"),
    ("period", "period = 2024", "2024"),
    ("period", "period = 2024-12-01", "2024-12-01"),
    ("period", "", None),
    ("as_of", 'as_of = "December 2024"', "December 2024"),
    ("nature", 'nature = "real"', "real"),
    ("nature", "", None),
    ("attribution", 'attribution = "domicile"', "domicile"),
    ("attribution", "", None),
    ("universe", "universe = 5", "5"),
    ("universe", "", None),
    ("statement", 'statement = "  "', "  "),
    ("statement", "", None),
    ("colour", 'colour = "red"', None),
]


@pytest.mark.parametrize(("key", "line", "value"), WRONG)
def test_a_wrong_key_is_named_and_hides_no_other_edition(home, key, line, value):
    lines = [one for one in GOOD.splitlines() if not one.startswith(f"{key} =")]
    add(home, text="\n".join([line, *lines]))
    add(home, "sound", GOOD.replace('"second"', '"sound"'))
    found, problems = editions()
    assert list(found) == ["kabkota-simulasi-2026", "provinsi-2024", "sound"]
    assert places(problems) == [("second/edition.toml", key, value)]
    with pytest.raises(BadInput) as raised:
        edition("second")
    assert raised.value.problems == tuple(problems)


@pytest.mark.parametrize(
    "text",
    [
        'unranked = ["91"]',
        'unranked = "91"',
        '[[unranked]]\ncodes = ["91"]',
        '[[unranked]]\nreason = "no codes"',
        '[[unranked]]\ncodes = [91]\nreason = "numbers"',
        '[[unranked]]\ncodes = "91"\nreason = "text"',
        '[[unranked]]\ncodes = ["91"]\nreason = ""',
        '[[unranked]]\ncodes = ["91"]\nreason = "x"\nsince = 2022',
    ],
)
def test_reasons_for_unranked_regions_have_codes_and_words(home, text):
    add(home, text=GOOD.split("[[unranked]]")[0] + text)
    assert [(file, column) for file, column, _ in places(editions()[1])] == [("second/edition.toml", "unranked")]


@pytest.mark.parametrize("name", ["edition.toml", "criteria.toml", "observations.csv", "sources.csv"])
def test_a_missing_file_is_named(home, name):
    (add(home) / name).unlink()
    found, problems = editions()
    assert list(found) == ["kabkota-simulasi-2026", "provinsi-2024"]
    assert [p.file for p in problems] == [f"second/{name}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [(b"id = ", "TOML"), (b'id = "second"\nid = "second"', "TOML"), (b"\xff\xfe", "UTF-8"), (b"# caf\xe9", "UTF-8")],
)
def test_what_is_not_toml_is_named(home, text, expected):
    (add(home) / "edition.toml").write_bytes(text)
    [problem] = editions()[1]
    assert problem.file == "second/edition.toml"
    assert expected in problem.line()
    assert "\n" not in problem.line()


def test_all_faults_of_an_edition_are_told_at_once(home):
    folder = add(home, text=GOOD.replace('"derived"', '"real"').replace('"province"', '"district"') + "since = 1\n")
    (folder / "sources.csv").unlink()
    (folder / "criteria.toml").unlink()
    assert {(p.file, p.column) for p in editions()[1]} >= {
        ("second/edition.toml", "nature"),
        ("second/edition.toml", "level"),
        ("second/criteria.toml", ""),
        ("second/sources.csv", ""),
    }


def test_an_id_that_an_embedded_edition_has_is_refused_and_that_one_stays(home):
    add(home, "provinsi-2024", GOOD.replace('"second"', '"provinsi-2024"'))
    add(home)
    found, problems = editions()
    assert found["provinsi-2024"].folder == EMBEDDED / "provinsi-2024"
    assert "second" in found
    assert places(problems) == [("provinsi-2024/edition.toml", "id", "provinsi-2024")]


def test_an_edition_is_found_without_reading_the_others(home, monkeypatch):
    add(home)
    read = []
    monkeypatch.setattr("data.editions.read_edition", lambda folder: read.append(folder.name) or read_edition(folder))
    assert edition("provinsi-2024").folder == EMBEDDED / "provinsi-2024"
    assert read == ["provinsi-2024"]
    assert edition("second").folder == home / "second"
    assert read == ["provinsi-2024", "second", "second"]  # looked for among the embedded ones first


def test_a_byte_order_mark_is_no_fault(home):
    add(home, text="\ufeff" + GOOD)
    assert edition("second").id == "second"


@pytest.mark.parametrize("id", ["nowhere", "", "../second", "PROVINSI-2024", "."])
def test_an_unknown_edition_names_those_there_are(home, id):
    add(home)
    with pytest.raises(BadInput) as raised:
        edition(id)
    [line] = [p.line() for p in raised.value.problems]
    assert repr(id) in line
    assert "provinsi-2024" in line
    assert "second" in line


@pytest.mark.parametrize(("period", "before"), [("2024", "2023"), ("2026-09", "2025-09"), ("1000-01", "0999-01")])
def test_the_year_before(period, before):
    assert year_before(period) == before
