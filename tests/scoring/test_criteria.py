"""The criteria file: every default, the whole format, and everything that is refused, each with its place."""

import pytest

from problems import BadInput
from scoring.criteria import (
    Award,
    Band,
    Criteria,
    Dimension,
    Gate,
    Indicator,
    Robustness,
    parse_criteria,
    read_criteria,
    wording,
)

BASE = """\
[criteria]
id = "x"

[[dimension]]
id = "d"

[[indicator]]
id = "a"
dimension = "d"
goalposts = [0, 10]
# end
"""


def test_every_default():
    c = parse_criteria(BASE)
    assert c == Criteria(
        id="x",
        title="",
        status="assumption",
        scale=100,
        decimals=2,
        aggregate="arithmetic",
        missing="exclude",
        min_present=1,
        ties=(),
        dimensions=(Dimension("d", name="", parent=None, weight=1, aggregate="arithmetic", why=""),),
        indicators=(
            Indicator(
                "a", name="", dimension="d", unit="", weight=1, direction="higher", normalise="goalposts",
                goalposts=(0, 10), transform="none", clip=True, why="",
            ),
        ),
        gates=(),
        bands=(),
        awards=(),
        robustness=Robustness(weight_spread=0.25, draws=10_000, seed=2026),
    )  # fmt: skip


def test_defaults_of_what_an_award_adds():
    c = parse_criteria(BASE + '[[gate]]\nindicator = "a"\nat_most = 3\n[[award]]\nid = "w"\nplaces = 1\n')
    assert c.gates == (Gate("a", at_least=None, at_most=3, reason=""),)
    assert c.awards == (Award("w", "", kinds=(), zones=(), autonomous=None, by="score", places=1, at_least=None),)


WHOLE = """\
[criteria]
id = "hdi-2022"
title = { id = "Indeks", en = "Index" }
status = "official"
scale = 1
decimals = 3
aggregate = "geometric"
missing = "skip"
min_present = 0.65
ties = ["mys", "extra"]

[[dimension]]
id = "human"
name = "Human"
weight = 2
why = "A reason."

[[dimension]]
id = "education"
name = { id = "Pendidikan" }
parent = "human"
weight = 0.5
aggregate = "harmonic"

[[indicator]]
id = "mys"
dimension = "education"
name = { id = "Rata-rata lama sekolah", en = "Mean years of schooling" }
unit = "years"
weight = 1.5
direction = "lower"
normalise = "goalposts"
goalposts = [1, 15.5]
transform = "log"
clip = false
why = { en = "A reason." }

[[indicator]]
id = "direct"
dimension = "human"
normalise = "rank"

[[indicator]]
id = "extra"

[[gate]]
indicator = "extra"
at_least = 10
at_most = 90
reason = { id = "Alasan", en = "Reason" }

[[band]]
of = "score"
from = 0.8
id = "high"
name = "High"

[[band]]
of = "extra"
from = -1
id = "high"

[[award]]
id = "best"
name = "Best"
kinds = ["kabupaten", "kota"]
zones = ["barat"]
autonomous = true
by = "extra"
places = 3

[[award]]
id = "tier"
at_least = 95

[robustness]
weight_spread = 0
draws = 1
seed = 0
"""


def test_the_whole_format():
    assert parse_criteria(WHOLE) == Criteria(
        id="hdi-2022",
        title={"id": "Indeks", "en": "Index"},
        status="official",
        scale=1,
        decimals=3,
        aggregate="geometric",
        missing="skip",
        min_present=0.65,
        ties=("mys", "extra"),
        dimensions=(
            Dimension("human", "Human", weight=2, why="A reason."),
            Dimension("education", {"id": "Pendidikan"}, parent="human", weight=0.5, aggregate="harmonic"),
        ),
        indicators=(
            Indicator(
                "mys",
                {"id": "Rata-rata lama sekolah", "en": "Mean years of schooling"},
                dimension="education",
                unit="years",
                weight=1.5,
                direction="lower",
                goalposts=(1, 15.5),
                transform="log",
                clip=False,
                why={"en": "A reason."},
            ),
            Indicator("direct", dimension="human", normalise="rank"),
            Indicator("extra"),
        ),
        gates=(Gate("extra", 10, 90, {"id": "Alasan", "en": "Reason"}),),
        bands=(Band("score", 0.8, "high", "High"), Band("extra", -1, "high")),
        awards=(
            Award("best", "Best", kinds=("kabupaten", "kota"), zones=("barat",), autonomous=True, by="extra", places=3),
            Award("tier", at_least=95),
        ),
        robustness=Robustness(weight_spread=0, draws=1, seed=0),
    )


def test_a_dimension_may_hold_indicators_and_dimensions_together():
    c = parse_criteria(WHOLE)
    assert [child.id for child in c.children("human")] == ["education", "direct"]
    assert [child.id for child in c.children(None)] == ["human"]


def test_what_is_scored_is_what_the_score_depends_on():
    more = '[[dimension]]\nid = "e"\nweight = 0\n' + "".join(
        f'[[indicator]]\nid = "{id}"\nnormalise = "rank"\n{rest}\n'
        for id, rest in {"f": 'dimension = "e"', "g": 'dimension = "d"\nweight = 0', "h": ""}.items()
    )
    assert [i.id for i in parse_criteria(BASE + more).scored()] == ["a"]


@pytest.mark.parametrize("method", ["minmax", "zscore", "rank"])
def test_goalposts_are_asked_for_by_goalposts_alone(method):
    c = parse_criteria(BASE.replace("goalposts = [0, 10]", f'normalise = "{method}"'))
    assert c.indicator("a").goalposts is None


@pytest.mark.parametrize("text", [BASE.replace("\n", "\r\n"), "\ufeff" + BASE, BASE + "# \u2028 é\n", BASE.rstrip()])
def test_line_ends_byte_order_mark_and_comments(tmp_path, text):
    path = tmp_path / "c.toml"
    path.write_bytes(text.encode())
    assert read_criteria(path) == parse_criteria(BASE)


def test_sub_tables_and_dotted_keys_are_the_same_file():
    dotted = BASE.replace('id = "d"', 'id = "d"\nname.id = "Satu"\nname.en = "One"')
    headed = BASE.replace('id = "d"', 'id = "d"\n[dimension.name]\nid = "Satu"\nen = "One"')
    assert parse_criteria(dotted) == parse_criteria(headed)
    assert wording(parse_criteria(dotted).dimensions[0].name) == "One"


def test_wordings_fall_back():
    assert wording({"id": "Satu", "en": "One"}, "id") == "Satu"
    assert wording({"id": "Satu"}, "en") == "Satu"
    assert wording("One", "id") == "One"
    assert wording("", "id", "one") == "one"


# --- what is refused: the line is the one marked "# here" ------------------------------------------------------------

ID, DIM, POSTS = 'id = "x"', 'dimension = "d"', "goalposts = [0, 10]"
GATE = '[[gate]]\nindicator = "a"\nat_least = 1'
BAND = '[[band]]\nof = "score"\nfrom = 1\nid = "b"'
AWARD = '[[award]]\nid = "w"\nplaces = 3'
E_HOLDS_B = '[[indicator]]\nid = "b"\ndimension = "e"\ngoalposts = [0, 1]'


def after(line, new):
    """A case in which a line of BASE is followed by another one."""
    return line, f"{line}\n{new}"


FAULTS = [
    # column, value, part of what was expected, (line of BASE, its replacement)
    ("typo", None, "one of the tables", ("# end", "[[typo]] # here\nid = 1")),
    ("criteria.wieght", None, "one of the keys", after(ID, "wieght = 1 # here")),
    ("dimension.colour", None, "one of the keys", after('id = "d"', "colour = 1 # here")),
    ("indicator.goalpost", None, "one of the keys", after(POSTS, "goalpost = [0, 1] # here")),
    ("gate.above", None, "one of the keys", ("# end", GATE + "\nabove = 1 # here")),
    ("band.to", None, "one of the keys", ("# end", BAND + "\nto = 1 # here")),
    ("award.prize", None, "one of the keys", ("# end", AWARD + "\nprize = 1 # here")),
    ("robustness.spread", None, "one of the keys", ("# end", "[robustness]\nspread = 0.1 # here")),
    ("criteria", None, "[criteria]", ("[criteria]", "[[criteria]] # here")),
    ("dimension", None, "[[dimension]]", ("[[dimension]]", "[dimension] # here")),
    ("robustness", None, "[robustness]", ("# end", "[[robustness]] # here")),
    ("criteria.id", None, "this key", ("[criteria]\nid", "[criteria] # here\ntitle")),
    ("dimension.id", None, "this key", ("# end", "[[dimension]] # here\nweight = 1")),
    ("indicator.id", None, "this key", ("# end", "[[indicator]] # here\nweight = 1")),
    ("gate.indicator", None, "this key", ("# end", "[[gate]] # here\nat_least = 1")),
    ("band.of", None, "this key", ("# end", '[[band]] # here\nfrom = 1\nid = "b"')),
    ("band.from", None, "this key", ("# end", '[[band]] # here\nof = "score"\nid = "b"')),
    ("band.id", None, "this key", ("# end", '[[band]] # here\nof = "score"\nfrom = 1')),
    ("award.id", None, "this key", ("# end", "[[award]] # here\nplaces = 1")),
    ("criteria.id", "", "short name", (ID, 'id = "" # here')),
    ("criteria.id", " x", "short name", (ID, 'id = " x" # here')),
    ("criteria.id", "1", "short name", (ID, "id = 1 # here")),
    ("criteria.title", "7", "a text", after(ID, "title = 7 # here")),
    ("criteria.title", "{'fr': 'Un'}", "a text", after(ID, 'title = { fr = "Un" } # here')),
    ("criteria.title", "{}", "a text", after(ID, "title = {} # here")),
    ("criteria.status", "final", "official, assumption", after(ID, 'status = "final" # here')),
    ("criteria.scale", "0", "above 0", after(ID, "scale = 0 # here")),
    ("criteria.scale", "-100", "above 0", after(ID, "scale = -100 # here")),
    ("criteria.scale", "nan", "above 0", after(ID, "scale = nan # here")),
    ("criteria.scale", "inf", "above 0", after(ID, "scale = inf # here")),
    ("criteria.scale", "True", "above 0", after(ID, "scale = true # here")),
    ("criteria.scale", "100", "above 0", after(ID, 'scale = "100" # here')),
    ("criteria.decimals", "2.5", "whole number", after(ID, "decimals = 2.5 # here")),
    ("criteria.decimals", "2.0", "whole number", after(ID, "decimals = 2.0 # here")),
    ("criteria.decimals", "-1", "whole number", after(ID, "decimals = -1 # here")),
    ("criteria.decimals", "13", "0 to 12", after(ID, "decimals = 13 # here")),
    ("criteria.decimals", "True", "whole number", after(ID, "decimals = true # here")),
    ("criteria.aggregate", "median", "arithmetic, geometric, harmonic", after(ID, 'aggregate = "median" # here')),
    ("criteria.missing", "zero", "exclude, skip", after(ID, 'missing = "zero" # here')),
    ("criteria.min_present", "1.01", "0 to 1", after(ID, "min_present = 1.01 # here")),
    ("criteria.min_present", "-0.1", "0 to 1", after(ID, "min_present = -0.1 # here")),
    ("criteria.min_present", "65", "0 to 1", after(ID, "min_present = 65 # here")),
    ("criteria.ties", "a", "list of texts", after(ID, 'ties = "a" # here')),
    ("criteria.ties", "[1]", "list of texts", after(ID, "ties = [1] # here")),
    ("criteria.ties", "nowhere", "id of an indicator", after(ID, 'ties = ["a", "nowhere"] # here')),
    ("criteria.ties", "d", "id of an indicator", after(ID, 'ties = ["d"] # here')),
    ("dimension.parent", "nowhere", "id of a dimension", after('id = "d"', 'parent = "nowhere" # here')),
    ("dimension.parent", "a", "id of a dimension", after('id = "d"', 'parent = "a" # here')),
    ("dimension.weight", "-1", "0 or more", after('id = "d"', "weight = -1 # here")),
    ("dimension.aggregate", "sum", "arithmetic, geometric, harmonic", after('id = "d"', 'aggregate = "sum" # here')),
    ("dimension.id", "e", "holds an indicator or a dimension", ("# end", '[[dimension]]\nid = "e" # here')),
    ("dimension.id", "d", "of its own", ("# end", '[[dimension]]\nid = "d" # here')),
    ("dimension.id", "score", "other than", ("# end", '[[dimension]]\nid = "score" # here\n' + E_HOLDS_B.replace(
        '"e"', '"score"'))),
    ("dimension.id", "d", "do not sum to nothing", ('id = "d"', 'id = "d" # here'), (DIM, DIM + "\nweight = 0")),
    ("dimension.weight", None, "do not sum to nothing", after('id = "d"', "weight = 0.0 # here")),
    ("indicator.id", "a", "of its own", ("# end", '[[indicator]]\nid = "a" # here')),
    ("indicator.id", "code", "other than", ("# end", '[[indicator]]\nid = "code" # here')),
    ("indicator.id", "score", "other than", ("# end", '[[indicator]]\nid = "score" # here')),
    ("indicator.dimension", "nowhere", "id of a dimension", (
        "# end", '[[indicator]]\nid = "b"\ndimension = "nowhere" # here\nnormalise = "rank"')),
    ("indicator.unit", "1", "a text", after(POSTS, "unit = 1 # here")),
    ("indicator.weight", "-0.5", "0 or more", after(POSTS, "weight = -0.5 # here")),
    ("indicator.weight", "nan", "0 or more", after(POSTS, "weight = nan # here")),
    ("indicator.weight", "inf", "0 or more", after(POSTS, "weight = inf # here")),
    ("indicator.weight", "1", "0 or more", after(POSTS, 'weight = "1" # here')),
    ("indicator.direction", "up", "higher, lower", after(POSTS, 'direction = "up" # here')),
    ("indicator.normalise", "z-score", "goalposts, minmax, zscore, rank", after(POSTS, 'normalise = "z-score" # here')),
    ("indicator.transform", "ln", "none, log", after(POSTS, 'transform = "ln" # here')),
    ("indicator.clip", "yes", "true or false", after(POSTS, 'clip = "yes" # here')),
    ("indicator.clip", "0", "true or false", after(POSTS, "clip = 0 # here")),
    ("indicator.goalposts", None, "goalposts = [low, high] for a", (
        "[[indicator]]", "[[indicator]] # here"), (POSTS, "")),
    ("indicator.goalposts", "[10, 0]", "the lower one first", (POSTS, "goalposts = [10, 0] # here")),
    ("indicator.goalposts", "[5, 5]", "the lower one first", (POSTS, "goalposts = [5, 5] # here")),
    ("indicator.goalposts", "[0, nan]", "two numbers", (POSTS, "goalposts = [0, nan] # here")),
    ("indicator.goalposts", "[-inf, 0]", "two numbers", (POSTS, "goalposts = [-inf, 0] # here")),
    ("indicator.goalposts", "[0, 5, 10]", "two numbers", (POSTS, "goalposts = [0, 5, 10] # here")),
    ("indicator.goalposts", "[0]", "two numbers", (POSTS, "goalposts = [0] # here")),
    ("indicator.goalposts", "['0', '10']", "two numbers", (POSTS, 'goalposts = ["0", "10"] # here')),
    ("indicator.goalposts", "0-10", "two numbers", (POSTS, 'goalposts = "0-10" # here')),
    ("indicator.goalposts", "[100000000000000000, 100000000000000001]", "the lower one first", (
        POSTS, "goalposts = [100000000000000000, 100000000000000001] # here")),
    ("indicator.goalposts", "[0, 10]", "above 0", (POSTS, 'goalposts = [0, 10] # here\ntransform = "log"')),
    ("indicator.goalposts", "[-1, 10]", "above 0", (POSTS, 'goalposts = [-1, 10] # here\ntransform = "log"')),
    ("indicator.normalise", "zscore", "geometric or harmonic", (
        POSTS, 'normalise = "zscore" # here'), (ID, ID + '\naggregate = "geometric"')),
    ("indicator.normalise", "zscore", "geometric or harmonic", (
        POSTS, 'normalise = "zscore" # here'), ('id = "d"', 'id = "d"\naggregate = "harmonic"')),
    ("indicator.normalise", "zscore", "geometric or harmonic", (
        POSTS, 'normalise = "zscore" # here'),
        ('id = "d"', 'id = "d"\nparent = "e"\n[[dimension]]\nid = "e"\naggregate = "geometric"')),
    ("gate.indicator", "no", "id of an indicator", ("# end", '[[gate]]\nindicator = "no" # here\nat_most = 1')),
    ("gate.indicator", "score", "id of an indicator", ("# end", '[[gate]]\nindicator = "score" # here\nat_most = 1')),
    ("gate.at_least", None, "at_least, at_most or both", ("# end", '[[gate]] # here\nindicator = "a"')),
    ("gate.at_least", "5", "at most 4", ("# end", '[[gate]]\nindicator = "a"\nat_least = 5 # here\nat_most = 4')),
    ("gate.at_most", "10 %", "a number", ("# end", GATE + '\nat_most = "10 %" # here')),
    ("gate.reason", "", "a text", ("# end", GATE + '\nreason = "" # here')),
    ("band.of", "nowhere", '"score" or the id', ("# end", BAND.replace('"score"', '"nowhere" # here'))),
    ("band.from", "nan", "a number", ("# end", BAND.replace("1", "nan # here"))),
    ("band.from", "1", "of its own", ("# end", BAND + "\n" + BAND.replace("1", "1 # here").replace('"b"', '"c"'))),
    ("band.id", "b", "of its own", ("# end", BAND + "\n" + BAND.replace("1", "2").replace('"b"', '"b" # here'))),
    ("award.by", "nowhere", '"score" or the id', ("# end", AWARD + '\nby = "nowhere" # here')),
    ("award.places", None, "either places or at_least", ("# end", '[[award]] # here\nid = "w"')),
    ("award.places", None, "either places or at_least", (
        "# end", '[[award]]\nid = "w"\nat_least = 95\nplaces = 3 # here')),
    ("award.id", "w", "of its own", ("# end", AWARD + "\n" + AWARD.replace('"w"', '"w" # here'))),
    ("award.kinds", "['province']", "provinsi, kabupaten, kota", ("# end", AWARD + '\nkinds = ["province"] # here')),
    ("award.kinds", "provinsi", "provinsi, kabupaten, kota", ("# end", AWARD + '\nkinds = "provinsi" # here')),
    ("award.zones", "[1]", "list of texts", ("# end", AWARD + "\nzones = [1] # here")),
    ("award.autonomous", "1", "true or false", ("# end", AWARD + "\nautonomous = 1 # here")),
    ("robustness.weight_spread", "1", "below 1", ("# end", "[robustness]\nweight_spread = 1 # here")),
    ("robustness.weight_spread", "-0.1", "from 0", ("# end", "[robustness]\nweight_spread = -0.1 # here")),
    ("robustness.draws", "0", "1 to", ("# end", "[robustness]\ndraws = 0 # here")),
    ("robustness.draws", "1000.0", "whole number", ("# end", "[robustness]\ndraws = 1000.0 # here")),
    ("robustness.seed", "-1", "0 or more", ("# end", "[robustness]\nseed = -1 # here")),
    ("robustness.seed", "1.5", "whole number", ("# end", "[robustness]\nseed = 1.5 # here")),
]  # fmt: skip


def problems(text):
    with pytest.raises(BadInput) as raised:
        parse_criteria(text)
    return raised.value.problems


def places(text):
    """Where the problems of a file are told to be."""
    return [(p.row, p.column) for p in problems(text)]


@pytest.mark.parametrize(
    ("column", "value", "expected", "edits"),
    [(column, value, expected, edits) for column, value, expected, *edits in FAULTS],
    ids=lambda x: str(x).replace("\n", " ") if not isinstance(x, list) else "",
)
def test_faults_are_told_with_their_place(column, value, expected, edits):
    text = BASE
    for line, replacement in edits:
        assert text.count(line) == 1
        text = text.replace(line, replacement)
    [row] = [n for n, line in enumerate(text.splitlines(), start=1) if "# here" in line]
    found = [p for p in problems(text) if p.column == column]
    assert [(p.file, p.row, p.column, p.value) for p in found] == [("criteria.toml", row, column, value)]
    assert expected in found[0].line()
    assert f"criteria.toml, row {row}, column {column}" in found[0].line()
    assert "\n" not in found[0].line()


@pytest.mark.parametrize("line", ["[[indicator]", "[criteria]", "y = ?", 'id = "second"', "y = [0 10]"])
def test_broken_toml_names_its_line(line):
    [problem] = problems(BASE + line + "\n[robustness]\n")
    assert "valid TOML" in problem.line()
    assert problem.row == 12


def test_toml_that_breaks_off_names_the_last_line():
    [problem] = problems(BASE + 'name = "never closed\n')
    assert "valid TOML" in problem.line()
    assert problem.row == 12


@pytest.mark.parametrize("parents", [("d",), ("e", "d"), ("e", "f", "d")])
def test_cycles(parents):
    """d -> d; d -> e -> d; d -> e -> f -> d: every dimension on the circle is named."""
    chain = dict(zip(["d", *parents], parents, strict=False))
    text = BASE.replace('[[dimension]]\nid = "d"\n', "") + "".join(
        f'[[dimension]]\nid = "{id}"\nparent = "{parent}"\n' for id, parent in chain.items()
    )
    found = problems(text)
    assert [p.value for p in found if p.column == "dimension.parent"] == list(chain.values())
    assert all("the dimension itself or below it" in p.line() for p in found)


def test_a_branch_below_a_circle_does_not_hide_it():
    text = BASE.replace('id = "d"', 'id = "d"\nparent = "e"', 1)
    text += '[[dimension]]\nid = "e"\nparent = "f"\n[[dimension]]\nid = "f"\nparent = "e"\n'
    assert {p.value for p in problems(text)} == {"f", "e"}


@pytest.mark.parametrize("text", ["", "# nothing\n", "[robustness]\ndraws = 5\n"])
def test_an_empty_file(text):
    lines = [p.line() for p in problems(text)]
    assert any("[criteria]" in line for line in lines)
    assert any("[[dimension]]" in line for line in lines)


def test_dimensions_without_any_indicator():
    assert [p.column for p in problems('[criteria]\nid = "x"\n')] == ["dimension"]
    text = '[criteria]\nid = "x"\n[[dimension]]\nid = "d"\n[[indicator]]\nid = "a"\n'
    assert places(text) == [(4, "dimension.id")]


def test_all_problems_are_told_in_one_go():
    text = """\
[criteria]
id = "x"
scale = 0
ties = ["a", "no", "none"]
colour = "red"
[[dimension]]
id = "d"
weight = -1
[[dimension]]
id = "e"
[[indicator]]
id = "a"
dimension = "d"
goalposts = [10, 0]
[[indicator]]
id = "a"
direction = "up"
[[gate]]
indicator = "b"
[[band]]
of = "c"
from = 1
id = "b"
[[award]]
id = "w"
by = "c"
[robustness]
draws = 0
[extra]
"""
    found = problems(text)
    assert sorted({(p.row, p.column) for p in found}) == [
        (3, "criteria.scale"),
        (4, "criteria.ties"),
        (5, "criteria.colour"),
        (8, "dimension.weight"),
        (10, "dimension.id"),
        (14, "indicator.goalposts"),
        (16, "indicator.id"),
        (17, "indicator.direction"),
        (18, "gate.at_least"),
        (19, "gate.indicator"),
        (21, "band.of"),
        (24, "award.places"),
        (26, "award.by"),
        (28, "robustness.draws"),
        (29, "extra"),
    ]
    [tie] = [p for p in found if p.column == "criteria.ties"]
    assert "no" in tie.value.split(", ")
    assert "none" in tie.value.split(", ")


def test_the_same_fault_in_two_tables_is_told_twice():
    text = BASE + "".join(f'[[indicator]]\nid = "{id}"\nweight = -1\n' for id in "bc")
    assert places(text) == [(14, "indicator.weight"), (17, "indicator.weight")]


def test_tables_written_in_one_line_are_checked_too():
    text = 'criteria = { id = "x" }\ndimension = [{ id = "d", weight = -1 }, { id = "d", weight = -2 }]\n'
    text += 'indicator = [{ id = "a", dimension = "d", normalise = "rank" }]\n'
    assert sorted(p.value for p in problems(text) if p.column == "dimension.weight") == ["-1", "-2"]


@pytest.mark.parametrize("odd", ["# \u2028 \u0085", 'title = "a\u2028b"', 'title = """\na\n\nb"""'])
def test_lines_are_counted_as_an_editor_counts_them(odd):
    text = BASE.replace(ID, f"{ID}\n{odd}\nwieght = 1 # here")
    [row] = [n for n, line in enumerate(text.split("\n"), start=1) if "# here" in line]
    assert places(text) == [(row, "criteria.wieght")]


def test_a_file_that_is_missing_a_folder_or_not_utf8(tmp_path):
    (tmp_path / "latin.toml").write_bytes(BASE.encode() + b"# caf\xe9\n")
    (tmp_path / "utf16.toml").write_bytes(BASE.encode("utf-16"))
    (tmp_path / "folder.toml").mkdir()
    for name in ("absent.toml", "folder.toml", "latin.toml", "utf16.toml"):
        with pytest.raises(BadInput) as raised:
            read_criteria(tmp_path / name)
        [problem] = raised.value.problems
        assert problem.file == name
        assert ("UTF-8" if name[0] in "lu" else "can be read") in problem.line()


def test_problems_name_the_file_that_was_read(tmp_path):
    (tmp_path / "rules.toml").write_text(BASE + "oops = 1\n")
    with pytest.raises(BadInput, match=r"^rules\.toml, row 12, column indicator\.oops: "):
        read_criteria(tmp_path / "rules.toml")
