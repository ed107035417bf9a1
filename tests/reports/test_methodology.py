"""The methodology follows from the files: whatever changes in them changes in the text."""

import shutil
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest

from data import sources, store
from data.editions import edition, read_edition
from messages import words
from reports.document import Code, Formula, Items, Paragraph, Table
from reports.methodology import Files, sections, share, weights
from scoring.criteria import parse_criteria, read_criteria
from scoring.edition import ranking
from scoring.ranking import rank
from tests.scoring.rules import criteria

EN, ID = words("en"), words("id")
LONG = "kabkota-simulasi-2026"


@cache
def files(id):
    found = edition(id)
    return Files(
        found, ranking(id), sources.sources(found), sources.premiums(), store.query(id, "inventory"),
        store.indicator_table(id, found.period), {"64": "Kalimantan Timur", "91": "Papua"},
    )  # fmt: skip


def lines(part):
    match part:
        case Paragraph():
            return [f"{part.lead}: {part.text} {part.url}"]
        case Formula():
            return [part.latex]
        case Table():
            return ["|".join(row) for row in [part.heads, *part.rows]] + (part.notes or [])
        case Items():
            return [part.title, *(line for item in part.items for line in lines(item))]
        case Code():
            return [part.text]


def text(made, only=""):
    return "\n".join(
        line for s in made if s.id == only or not only for part in s.parts for line in [s.title, *lines(part)]
    )


@pytest.fixture
def changed(tmp_path):
    """The text of an edition some words of whose files were changed."""

    def make(changes, file="criteria.toml", only=""):
        base = files(LONG)
        folder = tmp_path / LONG
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(base.edition.folder, folder)
        path = folder / file
        content = path.read_text("utf-8")
        for old, new in changes.items():
            assert old in content
            content = content.replace(old, new, 1)
        path.write_text(content, "utf-8")
        found = read_edition(folder)
        criteria = read_criteria(found.criteria)
        outcome = rank(criteria, base.figures.reindex(columns=[i.id for i in criteria.indicators]).astype(float))
        outcome = replace(outcome, notes=found.unranked)
        return text(sections(replace(base, edition=found, ranking=outcome, sources=sources.sources(found)), EN), only)

    return make


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("weight = 35", "weight = 70", "Coverage|51.85%"),  # 70 of 135
        ("goalposts = [0, 12]", "goalposts = [1.5, 12]", "Months paid (a = 1.5; b = 12)"),
        ("decimals = 2", "decimals = 3", "3 decimals: 1.0015 becomes 1.002"),
        ("decimals = 2", 'decimals = 2\naggregate = "geometric"', "Weighted geometric mean: the score"),
        ('id = "segments"', 'aggregate = "harmonic"\nid = "segments"', "Weighted harmonic mean: Segments"),
        ("decimals = 2", 'decimals = 2\nmissing = "skip"\nmin_present = 0.65', "as long as at least 65% of the weight"),
        (
            'ties = ["coverage_total", "coverage_nonwage"]',
            'ties = ["growth"]',
            "Equal scores: Growth of coverage, compared",
        ),
        ('ties = ["coverage_total", "coverage_nonwage"]', "", "Equal scores: none: equal scores share a rank"),
        ("at_least = 6", "at_least = 7.5\nat_most = 11", "Months paid at least 7.5 and at most 11 months"),
        ("from = 75", "from = 80", "High from 80"),
        ("at_least = 100", "at_least = 95", "Attainment of target|everyone from 95"),
        ("places = 3", "places = 1", "Best kabupaten|kabupaten, autonomous|Score|the first\n"),
        ("weight_spread = 0.25", "weight_spread = 0.4", "±40% of itself"),
        ("draws = 10000", "draws = 500", "500 times more"),
        ("seed = 2026", "seed = 7", "seed 7"),
        ('status = "assumption"', 'status = "official"', "(assumption, simulation): official."),
        ("goalposts = [0, 7]", "goalposts = [0, 7]\nclip = false", "Points, higher is better, between goalposts, not"),
        ("goalposts = [0, 7]", 'goalposts = [0, 7]\ndirection = "lower"', r"x=1-\min"),
        ("goalposts = [0, 7]", 'normalise = "minmax"', "Used for Growth of coverage."),
        ("goalposts = [0, 7]", 'normalise = "zscore"', "1 on the common scale is 100 points of score"),
        ("goalposts = [0, 7]", 'normalise = "rank"', "Points, higher is better, by order"),
        ("goalposts = [0, 12]", 'transform = "log"\ngoalposts = [1, 12]', r"\ln v-\ln a"),
        ('dimension = "vulnerable"\nname = { id = "Bulan', 'name = { id = "Bulan', "Months paid|gates"),
        ("decimals = 2", "decimals = 2\nscale = 10", "The score runs from 0 to 10."),
    ],
)  # fmt: skip
def test_the_text_follows_the_criteria(changed, old, new, said):
    assert said not in changed({})
    assert said in changed({old: new})


def test_changed_criteria_leave_no_old_figure(changed):
    before, after = changed({}, only="bobot"), changed({"weight = 35": "weight = 70"}, only="bobot")
    assert "Coverage|35%" in before
    assert "Coverage|35%" not in after
    assert "Segments|14.81%" in after  # 20 of 135


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('attribution = "registration"', 'attribution = "residence"', "by place of residence"),
        ('nature = "simulated"', 'nature = "published"', "The figures of this edition are published ones"),
        ("Simulated employed people", "Simulated WORKERS", "Universe: Simulated WORKERS"),
        ('as_of = "2026-09"', 'as_of = "2026-08"', "September 2026; figures as of August 2026"),
    ],
)
def test_the_text_follows_the_edition(changed, old, new, said):
    assert said not in changed({})
    assert said in changed({old: new}, file="edition.toml")


def test_the_text_follows_the_sources(changed):
    url = "https://github.com/den-econ/phk_dashboard"
    told = changed({f"2024,{url},DEN licence; third-party figures": ",,"}, file="sources.csv", only="angka")
    first = next(line for line in told.splitlines() if line.startswith("Peserta aktif BPJS Ketenagakerjaan PU dan BPU"))
    assert "date: not known; licence: not known; address: not known" in first
    assert "compiled by" in first
    # 3 of 6 sources without licence where there were 2, 2 without address where there was 1
    assert "the licence of 3, the date of 1, and the address of 2" in changed(
        {f"2024,{url},DEN licence; third-party figures": ",,"}, file="sources.csv", only="batas"
    )


def test_what_the_provinces_say():
    told = sections(files("provinsi-2024"), ID)
    whole = text(told)
    assert "32 dari 38 provinsi diperingkat untuk 2024" in whole
    assert "asumsi, menunggu pedoman" in whole
    assert "Cakupan penerima upah (PU)|Segmen|15\u00a0%|0–100" in whole  # 30 % of the whole, halved
    assert "Contoh hitungan: Kalimantan Timur" in whole
    assert "Berapa bulan iuran terbayar tidak diketahui" in whole
    assert "Cakupan seluruh pekerja|dihitung|2022 – 2024|32|6" in whole
    assert "Papua, 92, 93, 94, 95, dan 96: Belum dapat diperingkat, dan bukan karena kinerja daerah" in whole
    assert "Rp201.600 setahun" in whole
    assert "Rasio dan kategori kapasitas fiskal daerah per provinsi: Penerbit: Kementerian Keuangan" in whole
    assert "angka 2023; bila" in text(told, "keteguhan")


def test_the_example_visibly_adds_up():
    found = files("provinsi-2024")
    example = next(p for s in sections(found, EN) for p in s.parts if isinstance(p, Table) and "Sum" in str(p.rows))
    *parts, total, score = [row[-1] for row in example.rows]
    assert sum(round(float(p) * 1e4) for p in parts) == round(float(total) * 1e4)
    assert float(score) == found.ranking.table["score"][found.ranking.table["rank"].idxmin()]


def test_weights_of_nested_dimensions_are_shares_of_the_whole():
    rules = criteria(
        "",
        {
            "i": 'dimension = "inner"\ngoalposts = [0, 1]',
            "j": 'dimension = "a"\ngoalposts = [0, 1]\nweight = 2',
            "k": 'dimension = "b"\ngoalposts = [0, 1]',
            "l": 'dimension = "idle"\ngoalposts = [0, 1]',
        },
        {"a": "weight = 3", "inner": 'parent = "a"', "b": "", "idle": "weight = 0"},
    )
    table = weights(rules, EN)
    assert table["name"].to_list() == ["a", "inner", "i", "j", "b", "k", "idle", "l"]
    assert table["depth"].to_list() == [0, 1, 2, 1, 0, 1, 0, 1]
    assert table["share"].to_list() == pytest.approx([0.75, 0.25, 0.25, 0.5, 0.25, 0.25, 0, 0])
    assert table["indicator"].to_list() == [False, False, True, True, False, True, False, True]


HDI = """
[criteria]
id = "hdi"
title = "Human Development Index"
status = "official"
scale = 1
decimals = 3
aggregate = "geometric"
missing = "skip"
min_present = 0.6
[[dimension]]
id = "health"
[[dimension]]
id = "education"
name = "Education_{x} $1$"
[[dimension]]
id = "income"
[[indicator]]
id = "le"
dimension = "health"
unit = "years"
goalposts = [20, 85]
[[indicator]]
id = "eys"
dimension = "education"
normalise = "minmax"
[[indicator]]
id = "mys"
dimension = "education"
normalise = "minmax"
[[indicator]]
id = "gnipc"
dimension = "income"
goalposts = [100, 75000]
transform = "log"
"""


def other(criteria, values, **more):
    """An edition by other criteria on a table of its own, that says nothing of workers."""
    found = files("provinsi-2024")
    table = pd.DataFrame(values).set_index("code").astype(float)
    inventory = pd.DataFrame(
        {"indicator": table.columns, "unit": "", "nature": None, "first_period": "2022", "last_period": "2022"}
    )
    result = rank(parse_criteria(criteria), table)
    return replace(found, ranking=result, inventory=inventory, figures=table, names={}, **more)


def test_any_criteria_have_their_text():
    rows = {"code": ["CHE", "NOR", "PRK"], "le": [84.255, 83.393, 73.578], "eys": [16.6, 18.6, None],
            "mys": [13.9, 13.1, None], "gnipc": [69432.8, 69189.8, None]}  # fmt: skip
    found = other(HDI, rows, premiums=sources.premiums().iloc[:0])
    for t in (EN, ID):
        assert text(sections(found, t))
    whole = text(sections(found, EN))
    assert "2 of 3" in whole
    assert "Human Development Index: official." in whole
    assert "Weighted geometric mean: the score" in whole
    assert "Weighted arithmetic mean: health, Education_{x} $1$, and income" in whole
    assert "at least 60% of the weight" in whole
    assert r"\ln v-\ln a" in whole
    assert "one region can move another's value" in whole
    assert r"\text{Education\_\{x\} \textdollar{}1\textdollar{}}" in whole
    assert "Under a geometric or harmonic mean" in whole
    assert "The score runs from 0 to 1." in whole
    assert "rounded half up to 3 decimals: 1.0015 becomes 1.002" in whole
    assert "Gates: none" in whole
    assert "Premium, " not in whole
    assert "PRK: No figure for:" in whole
    assert "500 workers" not in whole


def test_an_edition_in_which_nobody_is_ranked():
    found = other(HDI.replace('"skip"', '"exclude"').replace('"minmax"', '"goalposts"\ngoalposts = [0, 18]'),
                  {"code": ["A"], "le": [80], "eys": [None], "mys": [10], "gnipc": [500]})  # fmt: skip
    whole = text(sections(found, EN))
    assert "No region of this edition has a rank." in whole
    assert "0 of 1" in whole


def test_no_english_in_bahasa_indonesia():
    for id in ("provinsi-2024", LONG):
        english = set(text(sections(files(id), EN)).splitlines())
        shared = {line for line in english & set(text(sections(files(id), ID)).splitlines()) if " " in line.strip()}
        assert not {line for line in shared if not line.startswith(("python -m", "\\", "x=", "S="))}


@pytest.mark.parametrize(
    ("x", "said"), [(0.5, "50\u00a0%"), (2 / 15, "13,33\u00a0%"), (0.075, "7,5\u00a0%"), (0.1, "10\u00a0%")]
)
def test_share(x, said):
    assert share(x, ID) == said
