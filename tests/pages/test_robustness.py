"""Keteguhan: the first three with their shares, the line between winning and not, other choices, other weights."""

import pandas as pd
import pytest

from data.regions import regions
from messages import words
from pages.parts.robustness import choices, robust
from scoring import edition as bridge
from scoring.awards import measured
from scoring.sensitivity import Outcome
from tests.pages.test_screens import start, text

SCREEN = "pages/committee/robustness.py"
PROVINCES, REGENCIES = "provinsi-2024", "kabkota-simulasi-2026"


def read(app):
    """What is shown, without the strokes that keep markup from being read."""
    return text(app).replace("\\", "")


@pytest.mark.parametrize("edition", [PROVINCES, REGENCIES])
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_screen(edition, language):
    app = start(SCREEN, edition=edition, lang=language)
    assert not app.exception
    assert app.title[0].value == {"id": "Keteguhan", "en": "Robustness"}[language]
    shown = text(app)
    assert {"id": "10.000 percobaan", "en": "10,000 draws"}[language] in shown
    assert {"id": "paling menentukan", "en": "matters most"}[language] in shown
    assert not app.warning, "no word on other weights before one is moved"
    first = bridge.ranking(edition).table["rank"]
    assert "100" in shown.split("**")[1], f"{first.idxmin()} leads in every draw of both editions"


@pytest.mark.parametrize(
    "address",
    [
        {"w": "coverage:-3,unknown:5,:,coverage:x,segments:101", "spread": "nan", "part": "gone", "region": "99"},
        {"w": "coverage:0,segments:0,progress:0,vulnerable:0,commitment:0"},
        {"w": "%00:::,,," * 600, "spread": "-5", "part": "64' OR 1=1"},
    ],
)
@pytest.mark.parametrize("edition", [PROVINCES, REGENCIES])
def test_bad_addresses_show_the_edition_as_it_is(edition, address):
    app = start(SCREEN, edition=edition, **address)
    assert not app.exception
    assert not app.warning
    assert "Semua peringkat sama dengan edisi ini" in text(app)


@pytest.mark.parametrize("part", ["first", "kota", "35", "91"])
def test_a_part_of_many_regions(part):
    app = start(SCREEN, edition=REGENCIES, part=part)
    assert not app.exception
    ranked = bridge.ranking(REGENCIES).table["rank"].dropna()
    facts = regions().set_index("code").loc[ranked.index]
    n = 40 if part == "first" else int(((facts["kind"] == part) | (facts["parent_code"] == part)).sum())
    assert f"{n} daerah:" in read(app)


def test_a_chosen_region_has_its_range_in_words():
    assert "Kalimantan Timur: peringkat 1, tetap" in read(start(SCREEN, region="64"))
    assert "edisi ini. Kalimantan Timur: peringkat 1." in read(start(SCREEN, region="64"))
    unranked = start(SCREEN, region="94")
    assert not unranked.exception
    assert "tidak diperingkat" in text(unranked)


def test_other_weights_are_said_and_counted():
    app = start(SCREEN, w="progress:100,coverage:0,segments:0", lang="en")
    assert [w.value for w in app.warning] == ["Not this edition's ranking: weights were changed"]
    # on growth alone, capped at 7 points a year
    ranking = bridge.ranking(PROVINCES)
    leader = ranking.values["growth"][ranking.table["rank"].notna()].idxmax()
    name = regions().set_index("code").at[leader, "short_name"]
    said = next(m.value for m in app.markdown if m.value.startswith("First three with these weights"))
    assert name in said
    assert "Against this edition" in text(app)


def test_a_spread_of_its_own():
    app = start(SCREEN, spread="50")
    assert app.select_slider[0].value == "50"
    assert not app.warning, "the weights are the edition's"
    assert not app.exception


def test_the_line_between_winning_and_not():
    found = robust.edges(PROVINCES, "2024").set_index("award")
    score = measured(bridge.ranking(PROVINCES)).dropna().sort_values(ascending=False)
    best = found.loc["best_province"]
    assert [best["winner"], best["loser"]] == score.index[2:4].tolist()
    assert best["margin"] == pytest.approx(score.iloc[2] - score.iloc[3], abs=0.005)
    assert 0 < best["ahead"] < 1
    assert pd.isna(found.at["highest_coverage", "ahead"]), "one indicator has no weight"


def test_chances_are_among_the_contenders():
    kinds = regions().set_index("code")["kind"]
    for award, kind in (("best_kabupaten", "kabupaten"), ("best_kota", "kota")):
        found = robust.chances(REGENCIES, "2026-09", award)
        assert set(kinds[found.index]) == {kind}
        assert found["rank"].tolist() == sorted(found["rank"])
        assert found["rank"].iloc[0] == 1
        assert (found["p_top1"] <= found["p_topk"]).all()
        assert found["p_topk"].sum() <= 3 + 1e-9, "three places, hardly ever shared"


def test_choices_stand_with_the_decisive_one_first():
    found = robust.choices(PROVINCES, "2024")
    possible = [o for o in found if not o.refused]
    keys = [(len(o.left), o.mean_first, o.mean) for o in possible]
    assert keys == sorted(keys, reverse=True)
    assert [bool(o.refused) for o in found] == sorted(bool(o.refused) for o in found)
    told = {(o.choice, o.of) for o in found}
    assert ("without_dimension", "segments") in told
    assert ("without_dimension", "progress") not in told, "the same as its one indicator"


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_outcome_has_words(language):
    t, criteria = words(language), bridge.ranking(PROVINCES).criteria
    kinds = {
        "aggregate": ("arithmetic", "geometric"),
        "normalise": ("goalposts", "minmax", "zscore", "rank"),
        "period": ("2023",),
        "without_indicator": ("growth",),
        "without_dimension": ("segments",),
    }
    said = {choices.worded(Outcome(choice, of), criteria, t) for choice, all in kinds.items() for of in all}
    assert len(said) == 9
    reasons = ("nothing_left", "no_goalposts", "below_zero", "nobody", "figures")
    assert len({choices.refused(Outcome("period", "2023", why), t) for why in reasons}) == len(reasons)


def test_words_on_the_decisive_choice():
    t, criteria, names = words("en"), bridge.ranking(PROVINCES).criteria, {"64": "K*", "51": "Bali"}
    moved = Outcome("normalise", "rank", enters=("51",), left=("64",), mean=1.0, largest=2)
    still = Outcome("normalise", "rank", mean=1.0, largest=2)
    assert choices.lead([moved, still], criteria, names, t) == (
        "The choice that matters most: **scale\\: places only** (in: Bali; out: K\\*)."
    )
    assert "No other choice changes" in choices.lead([still], criteria, names, t)
    for none in ([], [Outcome("period", "2023", "nobody")]):
        assert choices.lead(none, criteria, names, t).startswith("No other choice of the criteria can be tried")
    table = choices.listed([moved, still, Outcome("period", "2023", "nobody")], criteria, names, t)
    assert [row[1][1] for row in table["rows"]] == ["matters most", "", ""]
    assert table["rows"][2][2].startswith("not possible")


def test_words_on_changed_places():
    t, names = words("en"), {"a": "A", "b": "B", "c": "C", "d": "D"}
    own = pd.Series({"a": 1, "b": 2, "c": 3, "d": pd.NA}, dtype="Int64")
    assert "Every place" in choices.changed(own, own.dropna(), names, t)
    other = pd.Series({"a": 2, "b": 1, "c": 3}, dtype="Int64")
    assert "2 regions change places, none" in choices.changed(own, other, names, t)
    joined = pd.Series({"a": 1, "b": 2, "c": 4, "d": 3}, dtype="Int64")
    assert "2 regions change places; new among the first three: D; no longer: C" in choices.changed(
        own, joined, names, t
    )
