"""The screen of what if: other weights, other figures of one region, and what it takes to reach a goal."""

import pytest

from scoring import edition
from tests.pages.test_screens import start, text

SCREEN = "pages/committee/simulation.py"
PROVINCES, REGENCIES = "provinsi-2024", "kabkota-simulasi-2026"


def shown(app) -> str:
    return "\n".join([text(app), *(str(w.value) for w in app.warning)])


@pytest.mark.parametrize("part", ["weights", "figures", "needed"])
@pytest.mark.parametrize("id", [PROVINCES, REGENCIES])
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_part_starts_and_nothing_is_changed_yet(part, id, language):
    app = start(SCREEN, edition=id, lang=language, part=part)
    assert not app.exception
    assert app.title[0].value == {"id": "Simulasi", "en": "What if"}[language]
    assert not app.warning


def test_weights_as_they_are_move_nothing_and_say_so():
    assert "Geser satu bobot" in shown(start(SCREEN, part="weights"))


@pytest.mark.parametrize("id", [PROVINCES, REGENCIES])
def test_other_weights_are_marked_and_say_what_moves(id):
    app = start(SCREEN, edition=id, part="weights", w="coverage:0")
    assert not app.exception
    assert "bobot diubah" in app.warning[0].value
    metrics = {m.label: m.value for m in app.metric}
    moved, placed = metrics["Daerah yang berubah peringkat"].split(" dari ")
    assert placed == {PROVINCES: "32", REGENCIES: "508"}[id]
    assert 0 < int(moved) <= int(placed)
    assert "tetap pada urutan yang sama" in shown(app)


def test_more_workers_of_a_region_by_hand():
    app = start(SCREEN, part="figures", region="31", bpu="1000", lang="en")
    assert not app.exception
    assert "figures of DKI Jakarta were changed" in app.warning[0].value
    metrics = {m.label: m.value for m in app.metric}
    assert metrics["Premium a year"] == "Rp201.6\u00a0million"  # 1,000 times Rp201,600
    assert metrics["Rank"] == "6"
    assert metrics["Regions overtaken"] == "0"


def test_the_way_back_takes_the_figures_out_of_the_address():
    app = start(SCREEN, part="figures", region="31", bpu="1000", pu="5")
    app.button(key="whatif_back").click().run()
    assert not app.warning
    assert not {"bpu", "pu"} & set(app.query_params)
    assert app.query_params["region"] == "31"


def test_another_region_begins_anew():
    app = start(SCREEN, part="figures", region="31", bpu="1000")
    app.selectbox(key="whatif_region").set_value("18").run()
    assert app.query_params["region"] == "18"
    assert "bpu" not in app.query_params


def test_what_is_typed_stands_in_the_address():
    app = start(SCREEN, part="figures", region="18")
    app.number_input(key="whatif_bpu").set_value(250).run()
    assert app.query_params["bpu"] == "250"
    assert app.warning


def test_a_gate_that_a_figure_fails_is_said():
    app = start(SCREEN, edition=REGENCIES, part="figures", region="32.71", v_months_paid="3")
    assert {m.label: m.value for m in app.metric}["Peringkat"] == "–"
    assert "kurang dari 6 bulan" in shown(app)


def test_figures_that_are_missing_can_be_supposed():
    asked = {"v_coverage_total": "100", "v_coverage_wage": "100", "v_coverage_nonwage": "100", "v_growth": "7"}
    app = start(SCREEN, part="figures", region="91", **asked)
    assert not app.exception
    assert not [n for n in app.number_input if n.key in ("whatif_bpu", "whatif_pu")]
    metrics = {m.label: m.value for m in app.metric}
    assert (metrics["Peringkat"], metrics["Skor"]) == ("1", "100,00")  # every indicator at its upper goalpost


@pytest.mark.parametrize(("id", "code"), [(PROVINCES, "18"), (REGENCIES, "32.71")])
def test_what_it_takes_is_the_need_in_words(id, code):
    place = int(edition.ranking(id).table.at[code, "rank"]) - 1
    need = edition.need(id, code, place=place)
    app = start(SCREEN, edition=id, part="needed", region=code, lang="en")
    assert f"**{need.workers:,} more non-wage worker" in shown(app)
    assert f"to rank {place}" in shown(app)


def test_what_cannot_be_computed_says_why():
    app = start(SCREEN, part="needed", region="91")
    assert "belum dapat dihitung" in shown(app)
    assert "tidak ada yang diperkirakan" in shown(app)
    assert "pemekaran" in shown(app)


def test_a_target_reached_already_is_said():
    # Kalimantan Timur leads with more than the national target of 43.92 %
    app = start(SCREEN, part="needed", region="64", goal="national")
    assert "sudah mencapai cakupan 43,92\u00a0%" in shown(app)


def test_a_segment_too_small_is_said_with_what_it_reaches():
    app = start(SCREEN, edition=REGENCIES, part="needed", region="32.71", segment="vulnerable", goal="first", lang="en")
    assert "does not reach rank 1" in shown(app)
    assert "With all workers of the segment protected" in shown(app)


@pytest.mark.parametrize(
    "address",
    [
        {"part": "nothing"},
        {"part": "weights", "w": "coverage:999,nothing:3,:,segments:-1"},
        {"part": "figures", "bpu": "abc", "pu": "-5", "rentan": "1e400", "v_growth": "nan", "region": "99"},
        {"part": "figures", "bpu": "999999999999999", "v_nothing": "1", "v_regulation": "maybe"},
        {"part": "figures", "edition": REGENCIES, "v_regulation": "maybe", "v_months_paid": "99", "rentan": "10.7"},
        {"part": "needed", "goal": "place", "n": "-4", "segment": "x", "among": "x", "region": "32.71"},
        {
            "part": "needed",
            "goal": "coverage",
            "pct": "1e9",
            "edition": REGENCIES,
            "among": "best_kota",
            "region": "11.01",
        },
        {"part": "needed", "segment": "vulnerable"},
    ],
)
def test_any_address_is_answered(address):
    app = start(SCREEN, **address)
    assert not app.exception
    assert app.title[0].value == "Simulasi"
