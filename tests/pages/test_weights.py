"""Weights on trial: what an address may ask for, what it means, and the way back."""

from dataclasses import replace

import pytest

from messages import words
from pages.common import cached, weights
from scoring.criteria import Criteria, Dimension, Indicator
from scoring.edition import ranking
from scoring.robustness import weighted
from tests.pages.test_screens import start

SCREEN = "pages/committee/robustness.py"
PROVINCES = ranking("provinsi-2024").criteria


@pytest.fixture
def ask(monkeypatch):
    """Criteria as an address asks for them."""

    def chosen(asked, criteria=PROVINCES):
        monkeypatch.setattr(weights.address, "get", lambda key, default=None: asked)
        return weights.chosen(criteria)

    return chosen


def shares(criteria, parent=None):
    parts = criteria.children(parent)
    return {p.id: p.weight / sum(p.weight for p in parts) for p in parts}


def test_weights_count_beside_their_siblings(ask):
    # 40 beside 30 and 20 of the edition
    assert shares(ask("coverage:40")) == pytest.approx({"coverage": 40 / 90, "segments": 30 / 90, "progress": 20 / 90})
    assert shares(ask("coverage:0,segments:25,progress:75")) == {"coverage": 0, "segments": 0.25, "progress": 0.75}
    inner = ask("coverage_wage:100")
    assert shares(inner) == shares(PROVINCES)
    assert shares(inner, "segments") == pytest.approx({"coverage_wage": 2 / 3, "coverage_nonwage": 1 / 3})


@pytest.mark.parametrize(
    "asked",
    [
        None, "", "coverage", "coverage:", ":40", "coverage:-40", "coverage:4e1", "coverage:101",
        "coverage:٤٠", "gone:40",
        ",,:::,", "w" * 9000, "coverage:50,segments:30", "coverage:0,segments:0,progress:0", "coverage_total:30",
        "unprotected:10",
    ],
)  # fmt: skip
def test_what_asks_for_nothing_changes_nothing(ask, asked):
    assert ask(asked) is PROVINCES


def test_one_group_of_zeros_leaves_the_others_asked_for(ask):
    found = ask("coverage:0,segments:0,progress:0,coverage_wage:0")
    assert shares(found) == shares(PROVINCES)
    assert shares(found, "segments") == {"coverage_wage": 0, "coverage_nonwage": 1}


def test_weights_that_are_no_whole_shares_stay_exact(ask):
    """Thirds are shown as 33, and stay thirds where they were not moved."""
    criteria = Criteria(
        dimensions=tuple(Dimension(id) for id in "abc"), indicators=tuple(Indicator(id, dimension=id) for id in "abc")
    )
    assert ask("a:33", criteria) is criteria, "33 is what the slider shows unmoved"
    assert shares(ask("a:0", criteria)) == {"a": 0, "b": 0.5, "c": 0.5}
    assert shares(ask("a:34", criteria))["b"] == pytest.approx((100 / 3) / (34 + 200 / 3))


def test_names_that_an_address_could_mistake(ask):
    """A dimension and an indicator of one name, and signs that part the address."""
    criteria = Criteria(
        dimensions=(Dimension("a"), Dimension("b,:")),
        indicators=(Indicator("a", dimension="a"), Indicator("c", dimension="a"), Indicator("d", dimension="b,:")),
    )
    found = ask("a:100", criteria)
    assert (shares(found)["a"], shares(found, "a")["a"]) == (pytest.approx(2 / 3), 0.5)
    found = ask("a.a:100,b%2C%3A:0", criteria)
    assert shares(found) == {"a": 1, "b,:": 0}
    assert shares(found, "a")["a"] == pytest.approx(2 / 3)


def test_what_is_asked_for_can_be_drawn(ask):
    assert {p.id for p in weighted(ask("coverage:0"))} == {
        "segments",
        "progress",
        "coverage_wage",
        "coverage_nonwage",
        "growth",
    }


def slider(app, key):
    return next(s for s in app.slider if s.key == f"weight_{key}")


def test_sliders_write_the_address_and_a_button_takes_it_back():
    app = start(SCREEN)
    back = next(b for b in app.button if b.key == "weights_back")
    assert back.disabled
    assert back.label == "Kembali ke bobot edisi ini"
    slider(app, "coverage").set_value(80).run()
    assert app.query_params["w"] == "coverage:80"
    assert [w.value for w in app.warning] == ["Bukan peringkat edisi ini: bobot diubah"]
    # 80 of 80 + 30 + 20
    assert "= 62\u00a0% · bobot edisi ini: 50" in [c.value for c in app.caption]
    slider(app, "coverage").set_value(50).run()
    assert "w" not in app.query_params, "back where it was"
    slider(app, "coverage_wage").set_value(10).run()
    next(b for b in app.button if b.key == "weights_back").click().run()
    assert "w" not in app.query_params
    assert slider(app, "coverage_wage").value == 50
    assert not app.warning


def test_no_weight_at_all_is_refused_with_a_word():
    app = start(SCREEN, w="coverage:0,segments:0")
    slider(app, "progress").set_value(0).run()
    assert "Paling sedikit satu bobot harus di atas 0." in [w.value for w in app.warning]
    assert slider(app, "progress").value == 20
    assert app.query_params["w"] == "coverage:0,segments:0"
    app.run()
    assert [w.value for w in app.warning] == ["Bukan peringkat edisi ini: bobot diubah"]


@pytest.mark.parametrize(("status", "said"), [("official", "resmi"), ("assumption", "edisi ini")])
def test_official_is_said_of_official_criteria_only(monkeypatch, status, said):
    own = replace(ranking("provinsi-2024"), criteria=replace(PROVINCES, status=status))
    monkeypatch.setattr(cached, "ranking", lambda id, period: own)
    monkeypatch.setattr(weights.st, "session_state", {"edition": "provinsi-2024"})
    monkeypatch.setattr(weights.address, "get", lambda key, default=None: "coverage:1")
    told = []
    monkeypatch.setattr(weights.st, "warning", lambda text, icon: told.append(text))
    weights.banner(words("id"))
    assert told == [f"Bukan peringkat {said}: bobot diubah"]
