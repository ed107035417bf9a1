"""Pengumuman: steps by hand-made ties, and nothing of a winner before its step."""

import json

import pandas as pd
import pytest

from data.regions import regions
from messages import words
from pages.common import cached, keep
from pages.parts.stage import reveal
from tests.drafts import drafted
from tests.pages.test_screens import start, text
from tests.pages.test_stage import shown

REVEAL = "pages/public/reveal.py"
PROVINCES, REGENCIES = "provinsi-2024", "kabkota-simulasi-2026"
T = words("id")


def winners(*rows) -> pd.DataFrame:
    """Won rows as `scoring.awards.winners` gives them: code, place, value."""
    table = pd.DataFrame(rows, columns=["code", "place", "value"]).astype({"place": "Int64"})
    return table.assign(award="best_province", won=True)


@pytest.fixture
def tied(monkeypatch):
    """Gives an award to whom a test says."""

    def give(*rows):
        reveal.groups.cache_clear()
        monkeypatch.setattr(reveal, "winners", lambda ranking, regions: winners(*rows))

    yield give
    reveal.groups.cache_clear()


def steps(id: str, award: str) -> list[list[dict]]:
    return [reveal.scenes(id, award, step, T) for step in range(reveal.last(id, award) + 1)]


def told(step: list[dict]) -> list[tuple[str, str]]:
    return [(row["place"], row["name"]) for scene in step for row in scene.get("rows", [])]


def test_third_second_first_then_all(tied):
    tied(("64", 1, 53.29), ("75", 2, 48.95), ("21", 3, 47.21))
    third, second, first = ("3", "Kepulauan Riau"), ("2", "Gorontalo"), ("1", "Kalimantan Timur")
    found = steps(PROVINCES, "best_province")
    assert list(map(told, found)) == [[], [third], [second], [first], [first, second, third]]
    assert [step[0].get("heading") for step in found] == [
        None, "Peringkat ketiga", "Peringkat kedua", "Peringkat pertama", "Para pemenang"
    ]  # fmt: skip
    assert found[1][0]["rows"][0]["value"] == "47,21"


def test_ties_are_told_together(tied):
    tied(("64", 1, 50.0), ("75", 1, 50.0), ("21", 3, 47.21))
    found = steps(PROVINCES, "best_province")
    both = [("1", "Gorontalo"), ("1", "Kalimantan Timur")]
    assert list(map(told, found)) == [[], [("3", "Kepulauan Riau")], both, [*both, ("3", "Kepulauan Riau")]]
    assert found[2][0]["heading"] == "Peringkat pertama, bersama"


def test_all_on_one_place_are_told_once(tied):
    tied(("64", 1, 50.0), ("75", 1, 50.0))
    assert list(map(len, map(told, steps(PROVINCES, "best_province")))) == [0, 2]


def test_nobody(tied):
    tied()
    found = steps(PROVINCES, "best_province")
    assert len(found) == 2
    assert found[1][0]["note"] == "Tidak ada daerah yang memenuhi syarat."


def test_a_tier_is_one_step_on_as_many_screens_as_it_takes(monkeypatch):
    found = steps(REGENCIES, "target_reached")
    assert len(found) == 2
    everyone = told(found[1])
    monkeypatch.setattr(reveal, "PAGE", 3)
    paged = reveal.scenes(REGENCIES, "target_reached", 1, T)
    assert [len(scene["rows"]) for scene in paged] == [3, 3, 2], "eight reached it"
    assert told(paged) == everyone


@pytest.mark.parametrize(
    ("asked", "step"),
    [({"from": 0, "to": "next"}, 1), ({"from": 2, "to": "back"}, 1), ({"from": 0, "to": "back"}, 0),
     ({"from": 4, "to": "next"}, 4), ({"from": 3, "to": "here"}, 3), ({"from": 3, "to": "first"}, 0),
     ({"from": "x", "to": "next"}, 0), ({}, 0), ({"from": 10**9, "to": "next"}, 4)],
)  # fmt: skip
def test_a_key_is_one_step_from_what_is_shown(asked, step):
    assert reveal.turned(asked, 4) == step


@pytest.mark.parametrize("edition", [PROVINCES, REGENCIES])
@pytest.mark.parametrize(("language", "title"), [("id", "Pengumuman"), ("en", "Announcement")])
def test_set_up_names_nobody(edition, language, title):
    app = start(REVEAL, edition=edition, lang=language)
    assert not app.exception
    assert app.title[0].value == title
    sent = "\n".join(map(str, (element.proto for element in app.main))) + text(app)
    names = set(regions().loc[regions()["level"] == cached.edition(edition).level, "name"])
    assert not [name for name in names if name in sent]


def test_the_title_holds_no_name():
    data = json.dumps(shown(start(REVEAL, play="1", edition=REGENCIES), "announcement"))
    names = set(regions().loc[regions()["level"] == "regency", "short_name"]) - {"Batang"}
    assert not [name for name in names if name in data]


def test_rehearsal(monkeypatch):
    monkeypatch.delenv("UCJ_ANNOUNCEMENT", raising=False)
    assert reveal.rehearsal(PROVINCES), "no edition is chosen"
    monkeypatch.setenv("UCJ_ANNOUNCEMENT", PROVINCES)
    assert not reveal.rehearsal(PROVINCES)
    assert reveal.rehearsal(REGENCIES)
    assert "Gladi" not in shown(start(REVEAL, play="1"), "announcement")["marks"]
    monkeypatch.setenv("UCJ_ANNOUNCEMENT", REGENCIES)
    assert reveal.rehearsal(REGENCIES), "simulated"
    assert shown(start(REVEAL, play="1"), "announcement")["marks"][0] == "Gladi"


@pytest.mark.parametrize(
    "address",
    [{"award": "nothing"}, {"award": "'><script>"}, {"edition": "rahasia-2027"}, {"award": "best_kota"}],
)
def test_bad_addresses_lead_to_the_set_up(address):
    app = start(REVEAL, play="1", **address)
    assert not app.exception
    assert shown(app, "announcement") is None
    assert app.title[0].value == "Pengumuman"


def test_an_edition_without_awards_says_so(tmp_path, monkeypatch):
    folder = drafted(tmp_path, "tanpa-2024")
    criteria = (folder / "criteria.toml").read_text("utf-8")
    before, rest = criteria.split("[[award]]", 1)
    (folder / "criteria.toml").write_text(before + rest[rest.index("[robustness]") :], "utf-8")
    monkeypatch.setenv("UCJ_HOME", str(tmp_path))
    keep.forget()
    monkeypatch.setattr(cached, "published", lambda: ["tanpa-2024"])
    for address in ({}, {"play": "1"}):
        app = start(REVEAL, **address)
        assert not app.exception
        assert "tidak memberi penghargaan" in text(app)
    keep.forget()
