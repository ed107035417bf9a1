"""A criteria file and a table in, a ranking out: statuses, gates, ties, rounding and places, sentence by sentence."""

import math

import pandas as pd
import pytest

from problems import BadInput
from scoring.criteria import parse_criteria
from scoring.indicators import parse_indicators
from scoring.ranking import rank

A = '[[dimension]]\nid = "d"\n[[indicator]]\nid = "a"\ndimension = "d"\ngoalposts = [0, 100]\n'
T = '[[indicator]]\nid = "t"\n'
U = '[[indicator]]\nid = "u"\ndirection = "lower"\n'
GATE = '[[gate]]\nindicator = "t"\nat_least = 10\n'


def ranking(rules, data, top=""):
    """`data`: lines of D.csv without the line end after the last, the head first."""
    criteria = parse_criteria(f'[criteria]\nid = "x"\n{top}\n{rules}')
    return rank(criteria, parse_indicators(data, criteria))


def table(*args):
    """code -> (score, rank, status)."""
    return {
        row.Index: (row.score, None if pd.isna(row.rank) else int(row.rank), row.status)
        for row in ranking(*args).table.itertuples()
    }


def ranks(*args):
    return {code: place for code, (_, place, _) in table(*args).items()}


def test_scores_places_and_the_order_of_the_result():
    data = "code,a\nb,50\nd,70\nc,70\na,10\ne,\nf,"
    assert table(A, data) == {
        "b": (50, 3, "ranked"),
        "d": (70, 1, "ranked"),
        "c": (70, 1, "ranked"),
        "a": (10, 4, "ranked"),
        "e": (pytest.approx(math.nan, nan_ok=True), None, "incomplete"),
        "f": (pytest.approx(math.nan, nan_ok=True), None, "incomplete"),
    }
    result = ranking(A, data).result()
    assert list(result) == ["rank", "code", "score", "status", "reason", "d"]
    assert result["code"].tolist() == ["c", "d", "b", "a", "e", "f"]
    assert result["rank"].isna().tolist() == [False] * 4 + [True] * 2


def test_codes_are_text_and_sorted_as_text():
    data = "code,a\n11.10,50\n11.1,40\n9,40\n10,40\n011,60"
    assert ranks(A, data) == {"011": 1, "11.10": 2, "11.1": 3, "9": 3, "10": 3}
    assert ranking(A, data).result()["code"].tolist() == ["011", "11.10", "10", "11.1", "9"]


@pytest.mark.parametrize(("scale", "expected"), [(1, 0.25), (100, 25), (1000, 250)])
def test_scale_multiplies_the_score_and_the_dimensions(scale, expected):
    found = ranking(A, "code,a\n11,25", f"scale = {scale}")
    assert found.table["score"].tolist() == [expected]
    assert found.dimensions["d"].tolist() == [expected]
    assert found.normalised["a"].tolist() == [0.25]


def test_dimensions_are_not_rounded():
    found = ranking(A, "code,a\n11,33.333333", "decimals = 0")
    assert found.table["score"].tolist() == [33]
    assert found.dimensions["d"].tolist() == [pytest.approx(33.333333, rel=1e-12)]


# --- statuses and gates ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bounds", "inside", "outside"),
    [
        ("at_least = 10", [10, 10.5, 1e9], [9.999999, -5]),
        ("at_most = 10", [10, -3], [10.0000001]),
        ("at_least = 10\nat_most = 20", [10, 15, 20], [9.99, 20.01]),
        ("at_least = 10\nat_most = 10", [10], [9, 11]),
        ("at_most = 0", [0, -0.0], [0.1]),
    ],
)
def test_gates_include_their_bounds(bounds, inside, outside):
    gate = f'[[gate]]\nindicator = "t"\n{bounds}\n'
    for value in inside:
        assert table(A + T + gate, f"code,a,t\n11,40,{value}") == {"11": (40, 1, "ranked")}
    for value in outside:
        assert table(A + T + gate, f"code,a,t\n11,40,{value}") == {"11": (40, None, "ineligible")}


def test_gates_are_on_raw_values():
    rules = A.replace("goalposts", 'direction = "lower"\ngoalposts') + GATE.replace('"t"', '"a"')
    assert table(rules, "code,a\n11,10\n12,9\n13,500") == {
        "11": (90, 1, "ranked"),
        "12": (91, None, "ineligible"),
        "13": (0, 2, "ranked"),
    }


def test_statuses_and_who_takes_a_place():
    data = "code,a,t\nbest,90,9\ngood,80,10\nunknown,85,\nempty,,50\nnothing,,\nlost,,3\nlast,20,11"
    found = table(A + T + GATE, data)
    assert {code: status for code, (_, _, status) in found.items()} == {
        "best": "ineligible",
        "good": "ranked",
        "unknown": "incomplete",
        "empty": "incomplete",
        "nothing": "incomplete",
        "lost": "incomplete",  # no score comes before a failed gate
        "last": "ranked",
    }
    assert {code: place for code, (_, place, _) in found.items() if place} == {"good": 1, "last": 2}
    assert found["best"][0] == 90, "an ineligible region still shows its score"


def test_a_missing_gate_comes_before_a_failed_one():
    rules = A + T + U + GATE + '[[gate]]\nindicator = "u"\nat_most = 5\n'
    data = "code,a,t,u\n11,1,,9\n12,1,1,\n13,1,1,9\n14,1,10,9\n15,1,10,5"
    status = [status for _, _, status in table(rules, data).values()]
    assert status == ["incomplete", "incomplete", "ineligible", "ineligible", "ranked"]


def test_reasons():
    rules = A + T + U + GATE + '[[gate]]\nindicator = "u"\nat_most = 5\nreason = { id = "Lewat", en = "Too late" }\n'
    data = "code,a,t,u\nok,1,10,5\nlow,1,9,5\nboth,1,9,6\ngap,,10,5\ngaps,,,6"
    reason = ranking(rules, data).result().set_index("code")["reason"].to_dict()
    assert reason["ok"] == ""
    assert "t" in reason["low"]
    assert "10" in reason["low"]
    assert reason["both"].split("; ") == [reason["low"], "Too late"]
    assert reason["gap"] == "missing: a"
    assert reason["gaps"] == "missing: a, t"


def test_only_what_the_score_or_a_gate_needs_is_told_as_missing():
    rules = A + T + '[[indicator]]\nid = "idle"\ndimension = "d"\nweight = 0\ngoalposts = [0, 1]\n'
    assert ranking(rules, "code,a,idle,t\n11,1,,").reason("11") == ""
    assert ranking(rules, "code,a,idle,t\n11,,,").reason("11") == "missing: a"


def test_observed_scales_are_over_every_region_whatever_its_status():
    rules = A.replace("goalposts = [0, 100]", 'normalise = "minmax"') + T + GATE
    data = "code,a,t\nout,0,1\nin,5,10\nunknown,10,"
    assert {c: s for c, (s, _, _) in table(rules, data).items()} == {"out": 0, "in": 50, "unknown": 100}


# --- places and ties -------------------------------------------------------------------------------------------------


def test_equal_scores_share_a_place():
    assert ranks(A, "code,a\na,9\nb,7\nc,7\nd,5\ne,5\nf,5\ng,1") == {
        "a": 1, "b": 2, "c": 2, "d": 4, "e": 4, "f": 4, "g": 7
    }  # fmt: skip


def test_places_go_by_the_rounded_score():
    data = "code,a\na,50.004\nb,50.0\nc,49.995\nd,49.9949"
    assert ranks(A, data) == {"a": 1, "b": 1, "c": 1, "d": 4}
    assert ranks(A, data, "decimals = 3") == {"a": 1, "b": 2, "c": 3, "d": 3}
    assert ranks(A, data, "decimals = 4") == {"a": 1, "b": 2, "c": 3, "d": 4}


@pytest.mark.parametrize(
    ("value", "expected"), [(1.015, 1.02), (2.675, 2.68), (0.285, 0.29), (1.005, 1.01), (8.335, 8.34), (1.0149, 1.01)]
)
def test_scores_are_rounded_as_a_spreadsheet_does(value, expected):
    assert table(A, f"code,a\n11,{value}")["11"][0] == expected


def test_a_negative_score_is_rounded_away_from_zero():
    rules = A.replace("goalposts", "clip = false\ngoalposts")
    assert table(rules, "code,a\n11,-1.015\n12,-0.001")["11"][0] == -1.02
    assert str(table(rules, "code,a\n12,-0.001")["12"][0]) == "0.0"


@pytest.mark.parametrize("decimals", [2, 6, 12])
def test_floating_noise_breaks_no_tie(decimals):
    """0.1 + 0.2 against 0.3, as two halves of a mean and as one value."""
    rules = A.replace("[0, 100]", "[0, 1]") + '[[indicator]]\nid = "b"\ndimension = "d"\ngoalposts = [0, 1]\n'
    assert (0.1 + 0.2) / 2 != (0.3 + 0.0) / 2
    assert ranks(rules, "code,a,b\nx,0.1,0.2\ny,0.3,0\nz,0.2,0.1", f"decimals = {decimals}\nscale = 1") == {
        "x": 1, "y": 1, "z": 1
    }  # fmt: skip


def test_the_tie_chain_compares_raw_values_in_order_the_better_direction_first():
    data = "code,a,t,u\na,50,1,9\nb,50,2,9\nc,50,2,3\nd,50,2,3\ne,60,0,99\nf,50,,1\ng,50,,"
    top = 'ties = ["t", "u"]'
    assert ranks(A + T + U, data, top) == {"e": 1, "c": 2, "d": 2, "b": 4, "a": 5, "f": 6, "g": 7}
    assert ranks(A + T + U, data, 'ties = ["u"]') == {"e": 1, "f": 2, "c": 3, "d": 3, "a": 5, "b": 5, "g": 7}
    assert ranks(A + T + U, data) == {"e": 1, "a": 2, "b": 2, "c": 2, "d": 2, "f": 2, "g": 2}


def test_two_missing_tie_values_are_equal_and_worst():
    top = 'ties = ["t"]'
    assert ranks(A + T, "code,a,t\na,50,\nb,50,\nc,50,-1e9", top) == {"c": 1, "a": 2, "b": 2}
    lower = T + 'direction = "lower"\n'
    assert ranks(A + lower, "code,a,t\na,50,\nb,50,\nc,50,1e9", top) == {"c": 1, "a": 2, "b": 2}


def test_a_scored_indicator_may_break_a_tie_of_rounding():
    assert ranks(A, "code,a\na,50.001\nb,50.002", 'ties = ["a"]') == {"b": 1, "a": 2}


def test_ties_are_not_rounded():
    assert ranks(A + T, "code,a,t\na,50,0.30000000000000004\nb,50,0.3", 'ties = ["t"]') == {"a": 1, "b": 2}


def test_an_unranked_region_takes_no_place_from_those_below():
    assert ranks(A + T + GATE, "code,a,t\na,90,1\nb,80,\nc,70,10\nd,60,10") == {"a": None, "b": None, "c": 1, "d": 2}


# --- odd but legal ---------------------------------------------------------------------------------------------------


def test_a_single_region():
    assert table(A, "code,a\n11,50") == {"11": (50, 1, "ranked")}
    with pytest.raises(BadInput, match="two different values"):
        table(A.replace("goalposts = [0, 100]", 'normalise = "rank"'), "code,a\n11,50")


@pytest.mark.parametrize("how", ["goalposts = [0, 100]", 'normalise = "minmax"', 'normalise = "zscore"'])
def test_no_region_has_a_value(how):
    found = table(A.replace("goalposts = [0, 100]", how), "code,a\n11,\n12,")
    assert [(place, status) for _, place, status in found.values()] == [(None, "incomplete")] * 2


def test_no_region_at_all():
    criteria = parse_criteria('[criteria]\nid = "x"\n' + A + T + GATE)
    none = pd.DataFrame({"a": [], "t": []}, dtype=float)
    assert rank(criteria, none).result().empty


def test_a_zscore_in_a_dimension_of_weight_0_counts_nothing():
    idle = '[[dimension]]\nid = "e"\nweight = 0\n[[indicator]]\nid = "z"\ndimension = "e"\nnormalise = "zscore"\n'
    assert table(A + idle, "code,a,z\n11,50,1\n12,40,2")["11"] == (50, 1, "ranked")


def test_twelve_decimals_and_a_large_scale():
    data = "code,a\n11,12.3456789012345\n12,12.3456789012355"
    assert ranks(A, data, "scale = 1000\ndecimals = 12") == {"11": 2, "12": 1}
    assert table(A, data, "scale = 1000\ndecimals = 12")["12"][0] == pytest.approx(123.456789012355, rel=1e-15)


def test_zeros_under_a_harmonic_mean_tie_at_the_bottom():
    rules = A.replace('id = "d"', 'id = "d"\naggregate = "harmonic"', 1)
    rules += '[[indicator]]\nid = "b"\ndimension = "d"\ngoalposts = [0, 100]\n'
    assert table(rules, "code,a,b\na,0,100\nb,0,0\nc,100,50") == {
        "a": (0, 2, "ranked"),
        "b": (0, 2, "ranked"),
        "c": (66.67, 1, "ranked"),
    }


def test_values_that_cannot_be_normalised_name_the_file():
    criteria = parse_criteria('[criteria]\nid = "x"\n' + A.replace("goalposts = [0, 100]", 'normalise = "minmax"'))
    with pytest.raises(BadInput, match=r"^D\.csv, column a, value '5'"):
        rank(criteria, parse_indicators("code,a\n11,5\n12,5", criteria), "D.csv")
