"""Winners, shared places, tiers, filters and near misses, each counted by hand."""

import pandas as pd
import pytest

from scoring.awards import COLUMNS, contenders, measured, winners, would_place
from scoring.criteria import Award, parse_criteria
from scoring.indicators import parse_indicators
from scoring.ranking import rank
from scoring.standings import order

RULES = """\
[criteria]
id = "x"
ties = ["t"]
[[dimension]]
id = "d"
[[indicator]]
id = "a"
dimension = "d"
goalposts = [0, 100]
[[indicator]]
id = "t"
[[indicator]]
id = "u"
direction = "lower"
[[gate]]
indicator = "t"
at_least = 1
"""
#      score a, tie t, u (lower is better)
DATA = """\
code,a,t,u
11,90,5,1
12,80,5,2
12.01,80,5,3
13,70,5,4
14,70,7,5
15,95,0,6
16,85,,7
17,60,5,8.004
18,50,5,8
19,40,5,
20,,9,0.5
"""
REGIONS = pd.DataFrame(
    [
        ("11", "provinsi", "Jawa", True),
        ("12", "provinsi", "Jawa", True),
        ("12.01", "kota", "Jawa", False),
        ("13", "provinsi", "Papua", True),
        ("14", "provinsi", "Papua", True),
        ("15", "provinsi", "Papua", True),
        ("16", "kabupaten", "Papua", True),
        ("17", "kabupaten", "Jawa", True),
        ("18", "kota", "Jawa", True),
        ("19", "kota", "Jawa", True),
        ("20", "kota", "Jawa", True),
        ("99", "provinsi", "Jawa", True),  # not in the ranking
    ],
    columns=["code", "kind", "zone", "autonomous"],
)


def ranking(award="", data=DATA, top=""):
    criteria = parse_criteria(RULES.replace('id = "x"', f'id = "x"\n{top}') + award)
    return rank(criteria, parse_indicators(data, criteria))


def found(keys, near=3, data=DATA, top=""):
    return winners(ranking(f'[[award]]\nid = "w"\n{keys}\n', data, top), REGIONS, near)


def lines(table, *columns):
    return [tuple(row) for row in table[list(columns)].astype(object).where(table.notna(), None).to_numpy()]


def test_winners_and_near_misses_of_all_regions():
    table = found("places = 3")
    assert list(table) == list(COLUMNS)
    assert lines(table, "code", "place", "would_place", "value", "won", "shared", "why", "limit", "margin") == [
        ("11", 1, 1, 90, True, 1, "placed", 70, 20),
        ("15", None, 1, 95, False, 0, "gate", 80, 15),
        ("12", 2, 2, 80, True, 2, "placed", 70, 10),
        ("12.01", 2, 2, 80, True, 2, "placed", 70, 10),
        ("16", None, 2, 85, False, 0, "missing", 80, 5),
        ("14", 4, 4, 70, False, 1, "behind", 80, -10),  # before 13 by the tie chain
        ("13", 5, 5, 70, False, 1, "behind", 80, -10),
        ("17", 6, 6, 60, False, 1, "behind", 80, -20),
    ]
    why = table.set_index("code")["indicators"]
    assert (why["15"], why["16"], why["11"]) == (("t",), ("t",), ())


def test_all_who_share_the_last_place_win():
    table = found("places = 2", near=0)
    assert lines(table[table["won"]], "code", "place") == [("11", 1), ("12", 2), ("12.01", 2)]
    one = found("places = 1", near=1)
    assert lines(one, "code", "place", "won") == [
        ("11", 1, True), ("15", None, False), ("12", 2, False), ("12.01", 2, False)
    ]  # fmt: skip


def test_places_are_counted_anew_among_those_the_award_is_for():
    table = found('places = 3\nkinds = ["provinsi"]\nzones = ["Papua"]', near=3)
    assert lines(table, "code", "place", "won", "why") == [
        ("14", 1, True, "placed"),
        ("15", None, False, "gate"),
        ("13", 2, True, "placed"),
    ]
    assert table["limit"].isna()[[0, 2]].all(), "nobody is left behind the winners"
    kota = found('places = 1\nkinds = ["kota"]\nautonomous = true')
    assert lines(kota[kota["won"]], "code", "place") == [("18", 1)]
    assert "12.01" not in set(kota["code"])
    assert lines(found('places = 1\nkinds = ["kota"]\nautonomous = false'), "code") == [("12.01",)]


def test_a_place_that_only_the_tie_chain_decides_is_told_as_such():
    table = found('places = 1\nkinds = ["provinsi"]\nzones = ["Papua"]').set_index("code")
    assert table.loc["14", ["won", "why", "indicators", "margin"]].tolist() == [True, "tie_chain", ("t",), 0]
    assert table.loc["13", ["won", "why", "indicators", "margin"]].tolist() == [False, "tie_chain", ("t",), 0]


def test_a_tier_is_won_by_everyone_at_its_bound():
    table = found("at_least = 70", near=1)
    assert lines(table, "code", "won", "why", "limit", "margin") == [
        ("11", True, "reached", 70, 20),
        ("15", False, "gate", 70, 25),
        ("12", True, "reached", 70, 10),
        ("12.01", True, "reached", 70, 10),
        ("16", False, "missing", 70, 15),
        ("14", True, "reached", 70, 0),
        ("13", True, "reached", 70, 0),
        ("17", False, "below", 70, -10),
    ]


def test_a_tier_by_an_indicator_of_which_less_is_better():
    table = found('by = "u"\nat_least = 3', near=1)
    assert lines(table, "code", "place", "value", "won", "why", "margin") == [
        ("11", 1, 1, True, "reached", 2),
        ("20", None, 0.5, False, "missing", 2.5),
        ("12", 2, 2, True, "reached", 1),
        ("12.01", 3, 3, True, "reached", 0),
        ("13", 4, 4, False, "below", -1),
    ]
    assert table.set_index("code").at["20", "indicators"] == ("a",), "its score is missing, so it is not ranked"


def test_an_indicator_counts_as_published_then_by_the_tie_chain():
    """8.004 is published as 8.00: equal to 8, and the chain does not part them either."""
    table = found('by = "u"\nplaces = 6\nkinds = ["kabupaten", "kota"]\nzones = ["Jawa"]')
    assert lines(table[table["won"]], "code", "place", "value", "shared") == [
        ("12.01", 1, 3, 1), ("17", 2, 8, 2), ("18", 2, 8, 2)
    ]  # fmt: skip
    assert "19" not in set(table["code"]), "a region without the figure is no contender"


def test_the_published_score_decides_a_tier():
    data = "code,a,t,u\n11,79.995,5,1\n12,79.994,5,1\n"
    assert lines(found("at_least = 80", data=data), "code", "value", "won") == [("11", 80, True), ("12", 79.99, False)]


def test_margins_carry_no_floating_noise():
    data = "code,a,t,u\n11,0.3,5,1\n12,0.1,5,1\n"
    assert found("places = 1", data=data)["margin"].tolist() == [0.2, -0.2]


def test_nobody_to_win():
    assert found('places = 3\nkinds = ["kabupaten"]\nzones = ["Bali"]').empty
    assert winners(ranking(), REGIONS).columns.tolist() == list(COLUMNS)
    none = found("places = 3", data="code,a,t,u\n11,,5,\n")
    assert none.empty
    barred = found("places = 3", data="code,a,t,u\n11,5,0,\n")
    assert lines(barred, "code", "won", "why", "limit", "margin") == [("11", False, "gate", None, None)]


def test_several_awards_keep_the_order_of_the_criteria():
    two = '[[award]]\nid = "z"\nplaces = 1\n[[award]]\nid = "b"\nby = "u"\nplaces = 1\n'
    table = winners(ranking(two), REGIONS, 0)
    assert table["award"].drop_duplicates().tolist() == ["z", "b"]
    assert lines(table[table["won"]], "award", "code") == [("z", "11"), ("b", "11")]
    assert [str(table[c].dtype) for c in ("place", "value", "won")] == ["Int64", "float64", "bool"]


def test_contenders():
    assert contenders(Award("w"), REGIONS).tolist() == REGIONS["code"].tolist()
    assert contenders(Award("w", kinds=("kota",), zones=("Jawa",), autonomous=True), REGIONS).tolist() == [
        "18", "19", "20"
    ]  # fmt: skip


@pytest.mark.parametrize("by", ["score", "u", "t"])
def test_the_place_that_a_ranked_region_would_take_is_its_place(by):
    one = ranking()
    ranked = one.table["rank"].notna() & measured(one, by).notna()
    assert would_place(one, by)[ranked].tolist() == order(one, by)["rank"][ranked].tolist()
    before = would_place(one, by, ["11", "13", "nowhere"])
    assert before.dropna().to_dict() == ({"11": 1, "13": 2} if by != "t" else {"11": 1, "13": 1})


def test_a_region_that_joins_does_not_stand_in_the_way_of_another():
    """Both unranked ones would be second to nobody but each other: each is looked at alone."""
    found = would_place(ranking(data="code,a,t,u\n11,50,5,\n12,60,0,\n13,70,0,\n"))
    assert found.to_dict() == {"11": 1, "12": 1, "13": 1}


def test_two_missing_tie_values_decide_nothing():
    data = "code,a,t,u\n11,70,5,\n12,70,5,\n13,70,4,1\n14,70,,1\n"
    rules = RULES.replace('ties = ["t"]', 'ties = ["u", "t"]').replace("at_least = 1", "at_least = 0")
    criteria = parse_criteria(rules + '[[award]]\nid = "w"\nplaces = 1\n')
    table = winners(rank(criteria, parse_indicators(data, criteria)), REGIONS)
    assert lines(table, "code", "why", "indicators") == [
        ("13", "tie_chain", ("u",)),
        ("11", "tie_chain", ("u",)),
        ("12", "tie_chain", ("u",)),
    ]
    second = parse_criteria(rules + '[[award]]\nid = "w"\nplaces = 1\nzones = ["Jawa"]\n')
    data = data.replace("12,70,5", "12,70,4")
    table = winners(rank(second, parse_indicators(data, second)), REGIONS)
    assert lines(table, "code", "won", "indicators") == [("11", True, ("t",)), ("12", False, ("t",))]
