"""The workbook computes what the program computes: LibreOffice works out every formula anew, from wrong results."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from data.editions import Edition
from messages import words
from problems import BadInput
from reports.workbook import Contents, made, workbook
from scoring.criteria import MEANS, Criteria, Dimension, Gate, Indicator, parse_criteria, reweighted
from scoring.edition import ranking
from scoring.ranking import rank
from tests.scoring.rules import HDI, HDI_ROWS

PROVINCES, REGENCIES = "provinsi-2024", "kabkota-simulasi-2026"
HEADS, FIRST = 6, 8  # rows of the sheets of regions, counted from 0


def contents(criteria, values, names=None) -> Contents:
    """A workbook's contents for any table of values, its codes in order."""
    edition = Edition(
        "trial", "Trial", "province", "2024", "2024-12", "simulated", "registration", "u", "s", {}, Path("trial")
    )
    figures = values.stack(future_stack=True).rename_axis(["code", "indicator"]).rename("value").reset_index()
    blank = {"numerator": None, "denominator": None, "unit": "", "note": "", "source_id": "s", "period": "2024"}
    figures = figures.assign(**blank, nature="simulated", attribution="registration")
    regions = pd.DataFrame({"name": names or [f"Region {code}" for code in values.index]}, index=values.index)
    sources = pd.DataFrame([["s", "t", "p", "2024", "", "", "n"]],
                           columns=["source_id", "title", "publisher", "date", "url", "licence", "note"])  # fmt: skip
    return Contents(
        edition, rank(criteria, values), "2024", regions, figures, sources, ["MARK"], "0" * 64, datetime(2024, 12, 31)
    )


def hdi() -> tuple[Criteria, pd.DataFrame]:
    criteria = parse_criteria(HDI)
    rows = [line.split(",")[:5] for line in sorted(HDI_ROWS.splitlines())]
    table = pd.DataFrame(rows, columns=["code", *(i.id for i in criteria.indicators)]).set_index("code")
    return criteria, table.replace("", np.nan).astype(float)


def drawn(seed: int) -> tuple[Criteria, pd.DataFrame]:
    """Three levels of dimensions, every kind of rule drawn by a seed; many equal and some missing values."""
    draw = np.random.default_rng(seed)
    pick = lambda *options: options[draw.integers(len(options))]  # noqa: E731
    curved = seed % 2 == 0  # else zscores, that no geometric or harmonic mean may stand above
    homes = ("top", "top", "mid", "mid", "low", "low", "low")
    indicators = tuple(
        Indicator(
            f"x{n}", dimension=home, weight=float(pick(0.1, 1, 2, 3.7) if n % 2 else pick(0, 1, 2.5)),
            direction=pick("higher", "lower"), transform=pick("none", "log"),
            normalise=pick("goalposts", "minmax", "rank", *(() if curved else ("zscore", "zscore"))),
            goalposts=pick((1.0, 10.0), (2.0, 9.0)), clip=bool(draw.integers(2)),
        )
        for n, home in enumerate(homes)
    )  # fmt: skip
    mean = (lambda: pick(*MEANS)) if curved else (lambda: "arithmetic")
    criteria = Criteria(
        id="drawn", scale=pick(1, 100.0), decimals=pick(0, 2, 3), aggregate=mean(), missing=pick("exclude", "skip"),
        min_present=pick(0, 0.5, 0.7), ties=pick((), ("t",), ("t", "x1")),
        dimensions=(
            Dimension("top", weight=float(pick(1, 2)), aggregate=mean()),
            Dimension("mid", weight=1.0, aggregate=mean()),
            Dimension("low", parent="mid", weight=float(pick(0, 1, 3)), aggregate=mean()),
        ),
        indicators=(*indicators, Indicator("t", direction=pick("higher", "lower"))),
        gates=pick((), (Gate("t", at_least=3, at_most=9), Gate("x1", at_least=2))),
    )  # fmt: skip
    shape = (14, len(criteria.indicators))
    values = draw.choice([1.0, 1.5, 2.0, 2.5, 4.0, 5.0, 7.5, 8.9, 10.0, 12.0], shape)
    values[draw.random(shape) < 0.06] = np.nan
    table = pd.DataFrame(values, [f"r{n:02d}" for n in range(14)], [i.id for i in criteria.indicators])
    return criteria, pd.concat([table, table.iloc[[3]].rename(index={"r03": "r14"})])  # a region and its double


DRAWN = {f"drawn-{seed}": drawn(seed) for seed in range(14)}


# --- changing and computing workbooks --------------------------------------------------------------------------------


def parts(content: bytes, change) -> bytes:
    """A workbook with every sheet's XML changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(name, text.decode()) if name.startswith("xl/worksheets/sheet") else text)
    return out.getvalue()


def forgotten(content: bytes) -> bytes:
    """A workbook whose formulas have all come out as 7."""
    return parts(content, lambda _, text: re.sub(r"(</f>)<v>[^<]*</v>", r"\1<v>7</v>", text))


def cell(content: bytes, name: str) -> tuple[int, str]:
    """Number of the sheet and address of a named cell."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        text = file.read("xl/workbook.xml").decode()
    sheet, address = re.search(rf'<definedName name="{name}">([^!]+)!([^<]+)</definedName>', text).groups()
    sheets = re.findall(r'<sheet name="([^"]+)"', text)
    return 1 + sheets.index(sheet.strip("'")), address.replace("$", "")


def changed(content: bytes, **numbers: float) -> bytes:
    """A workbook with other numbers in cells of the criteria, by their names."""
    for name, number in numbers.items():
        sheet, address = cell(content, name)

        def put(file: str, text: str, n=sheet, at=address, number=number) -> str:
            if file != f"xl/worksheets/sheet{n}.xml":
                return text
            text, found = re.subn(rf'(<c r="{at}"[^>]*>)<v>[^<]*</v>', rf"\1<v>{number}</v>", text)
            assert found == 1
            return text

        content = parts(content, put)
    return content


def sheet(book: CalamineWorkbook, name: str) -> pd.DataFrame:
    """A sheet of regions by code, headed by its own words; the last of equal heads stands."""
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    table = pd.DataFrame(rows[FIRST:], columns=rows[HEADS])
    return table.loc[:, ~table.columns.duplicated()].set_index("Code")


def agrees(book: CalamineWorkbook, expected) -> None:
    """Every score, rank and status on the sheet is the ranking's, to the last published digit."""
    found, table = sheet(book, "Score"), expected.table
    assert found.index.to_list() == table.index.to_list()
    words_of = {"ranked": "ranked", "ineligible": "not eligible", "incomplete": "incomplete"}
    assert found["Status"].to_list() == table["status"].map(words_of).to_list()
    for head, column in (("Score", "score"), ("Rank", "rank")):
        assert found[head].to_list() == ["" if pd.isna(v) else float(v) for v in table[column]], head
    order = book.get_sheet_by_name("Ranking").to_python(skip_empty_area=False)[FIRST - 1 :]
    assert [row[2] for row in order] == expected.result()["code"].to_list()


@pytest.fixture(scope="module")
def made_books() -> dict[str, bytes]:
    """All workbooks that the tests look at, in English but one."""
    t = words("en")
    books = {id: workbook(id, t) for id in (PROVINCES, REGENCIES)}
    books["bahasa"] = workbook(PROVINCES, words("id"))
    books["earlier"] = workbook(PROVINCES, t, "2023")
    books["hdi"] = made(contents(*hdi()), t)
    books |= {name: made(contents(*case), t) for name, case in DRAWN.items()}
    books["reweighted"] = changed(books[REGENCIES], w_coverage=20, w_vulnerable=0, w_months_paid=0, w_growth=2.5)
    books["rescaled"] = changed(books[PROVINCES], low_coverage_total=10, high_growth=3, decimals=0)
    books["gated"] = changed(books[REGENCIES], gate_1_low=8)
    books["emptied"] = changed(books["drawn-0"], w_top=0)
    return books


@pytest.fixture(scope="module")
def computed(made_books, tmp_path_factory) -> dict[str, CalamineWorkbook]:
    """The same as LibreOffice Calc works them out, from wrong results."""
    office = shutil.which("soffice")
    if office is None:
        (pytest.fail if os.environ.get("UCJ_REQUIRE_OFFICE") else pytest.skip)("no LibreOffice Calc (soffice)")
    folder = tmp_path_factory.mktemp("office")
    (folder / "profile/user").mkdir(parents=True)
    (folder / "profile/user/registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">'
        "<value>0</value></prop></item></oor:items>"  # 0: always
    )
    files = [folder / f"{name}.xlsx" for name in made_books]
    for file, content in zip(files, made_books.values(), strict=True):
        file.write_bytes(forgotten(content))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "out"), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {file.stem: CalamineWorkbook.from_path(folder / "out" / file.name) for file in files}


# --- the calculation -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("id", [PROVINCES, REGENCIES])
def test_an_edition_comes_out_as_it_is_ranked(computed, id):
    agrees(computed[id], ranking(id))


def test_an_earlier_period_comes_out_as_it_is_ranked(computed):
    agrees(computed["earlier"], ranking(PROVINCES, "2023"))


def test_the_human_development_index_comes_out_as_published(computed):
    found = sheet(computed["hdi"], "Score")
    rows = [line.split(",") for line in HDI_ROWS.splitlines()]
    published = {code: (float(index), int(place)) for code, *_, index, place in rows if index}
    by_score = sorted(published.values(), key=lambda pair: pair[1])
    assert all(a[0] >= b[0] for a, b in pairwise(by_score))
    assert {code: (found.at[code, "Score"], found.at[code, "Rank"]) for code in published} == published
    assert found.at["PRK", "Status"] == "incomplete"


@pytest.mark.parametrize("name", DRAWN)
def test_rules_of_every_kind_come_out_as_they_are_ranked(computed, name):
    criteria, values = DRAWN[name]
    agrees(computed[name], rank(criteria, values))


def test_the_drawn_rules_are_of_every_kind():
    rules = [criteria for criteria, _ in DRAWN.values()]
    scored = [i for criteria in rules for i in criteria.scored()]
    assert {(i.normalise, i.transform, i.direction) for i in scored} >= {
        (method, transform, direction)
        for method in ("goalposts", "minmax", "zscore", "rank")
        for transform in ("none", "log")
        for direction in ("higher", "lower")
    }
    assert {i.clip for i in scored if i.normalise == "goalposts"} == {True, False}
    assert {d.aggregate for c in rules for d in c.dimensions} == set(MEANS) == {c.aggregate for c in rules}
    assert {c.missing for c in rules} == {"exclude", "skip"}
    assert {len(c.ties) for c in rules} == {0, 1, 2}
    assert any(i.weight == 0 for c in rules for i in c.indicators if i.dimension)
    assert any(d.weight == 0 for c in rules for d in c.dimensions)
    statuses = {status for case in DRAWN.values() for status in rank(*case).table["status"]}
    assert statuses == {"ranked", "ineligible", "incomplete"}


@pytest.mark.parametrize("name", [PROVINCES, REGENCIES, "bahasa", "earlier", "hdi", *DRAWN])
def test_results_are_there_before_anything_is_computed(made_books, computed, name):
    """Every cell of every sheet, as written and as worked out."""
    written = CalamineWorkbook.from_filelike(io.BytesIO(made_books[name]))
    assert written.sheet_names == computed[name].sheet_names
    for each in written.sheet_names:
        old, new = (b.get_sheet_by_name(each).to_python(skip_empty_area=False) for b in (written, computed[name]))
        assert len(old) == len(new)
        for left, right in zip(old, new, strict=True):
            for a, b in zip(left, right, strict=True):
                assert a == b or (isinstance(b, float) and a == pytest.approx(b, rel=1e-9, abs=1e-12)), (each, left)


# --- what a reader changes -------------------------------------------------------------------------------------------


def test_other_weights_rank_as_the_program_does(computed):
    before = ranking(REGENCIES)
    dimensions = {"coverage": 20, "vulnerable": 0}
    expected = rank(reweighted(before.criteria, dimensions, {"months_paid": 0, "growth": 2.5}), before.values)
    assert not expected.table["rank"].equals(before.table["rank"])
    agrees(computed["reweighted"], expected)


def test_other_bounds_and_decimals_rank_as_the_program_does(computed):
    before = ranking(PROVINCES)
    posts = {"coverage_total": (10, 100), "growth": (0, 3)}
    changed_ones = tuple(replace(i, goalposts=posts.get(i.id, i.goalposts)) for i in before.criteria.indicators)
    expected = rank(replace(before.criteria, indicators=changed_ones, decimals=0), before.values)
    assert expected.table["score"].dropna().duplicated().any(), "equal scores, for the tie chain"
    agrees(computed["rescaled"], expected)


def test_another_gate_lets_others_through(computed):
    before = ranking(REGENCIES)
    expected = rank(replace(before.criteria, gates=(Gate("months_paid", at_least=8),)), before.values)
    assert (expected.table["status"] == "ineligible").sum() > (before.table["status"] == "ineligible").sum()
    agrees(computed["gated"], expected)


def test_a_weight_of_0_leaves_a_dimension_out(computed):
    criteria, values = DRAWN["drawn-0"]
    agrees(computed["emptied"], rank(reweighted(criteria, {"top": 0}), values))


def test_the_first_sheet_counts_what_differs(computed):
    def differing(name):
        rows = computed[name].get_sheet_by_index(0).to_python(skip_empty_area=False)
        return next(row[1] for row in rows if row[0] == "Scores and ranks that differ")

    assert differing(REGENCIES) == 0
    before, after = (sheet(computed[name], "Score") for name in (REGENCIES, "reweighted"))
    apart = sum((before[head] != after[head]).sum() for head in ("Score", "Rank"))
    assert differing("reweighted") == apart > 100


# --- what stands on the sheets ---------------------------------------------------------------------------------------


def test_every_sheet_is_marked(made_books):
    for name, marks in ((PROVINCES, ["ASSUMPTION"]), (REGENCIES, ["SIMULATION", "ASSUMPTION"])):
        book = CalamineWorkbook.from_filelike(io.BytesIO(made_books[name]))
        assert len(book.sheet_names) == 9
        for each in book.sheet_names:
            rows = book.get_sheet_by_name(each).to_python(skip_empty_area=False)
            assert [row[0].split(":")[0] for row in rows[1:4] if row[0]] == marks, each
        with zipfile.ZipFile(io.BytesIO(made_books[name])) as packed:
            feet = [re.search(r"<oddFooter>(.*?)</oddFooter>", packed.read(part).decode(), re.DOTALL)[1]
                    for part in packed.namelist() if part.startswith("xl/worksheets/sheet")]  # fmt: skip
        assert len(feet) == 9
        for foot in feet:
            assert all(said in foot for said in [*marks, name, "&amp;P / &amp;N"]), "on every printed page"


def test_sheets_speak_the_language(made_books):
    book = CalamineWorkbook.from_filelike(io.BytesIO(made_books["bahasa"]))
    assert book.sheet_names[:3] == ["Baca dulu", "Peringkat", "Kriteria"]
    heads = book.get_sheet_by_name("Peringkat").to_python(skip_empty_area=False)[HEADS]
    assert heads[:5] == ["Baris", "Peringkat", "Kode", "Daerah", "Skor"]
    rows = book.get_sheet_by_index(0).to_python()
    assert any(str(row[1]).startswith("Cakupan dihitung dari angka yang telah dipublikasikan") for row in rows)


def test_every_value_leads_to_its_source(made_books):
    book = CalamineWorkbook.from_filelike(io.BytesIO(made_books[PROVINCES]))
    rows = book.get_sheet_by_name("Figures").to_python(skip_empty_area=False)
    table = pd.DataFrame(rows[FIRST - 1 :], columns=rows[HEADS])
    known = table[table["Value"] != ""]
    cited = {row[0] for row in book.get_sheet_by_name("Sources").to_python()[FIRST - 1 :]}
    assert len(known) == ranking(PROVINCES).values.notna().to_numpy().sum()
    assert all(set(text.split(";")) <= cited and text for text in known["Source"])
    east = table[(table["Code"] == "64") & (table["Indicator"] == "Coverage of all workers")].iloc[0]
    assert (east["Numerator"], east["Universe"]) == (988848, 1976447)
    assert east["Value"] == 100 * 988848 / 1976447


def test_nothing_from_a_file_becomes_a_formula():
    names = ["=cmd()", '+1+"x"', "@SUM(A1)", "-2+3", "https://example.org", "<b>&amp;"]
    criteria = parse_criteria(
        '[criteria]\nid = "x"\n[[dimension]]\nid = "=1+1"\nname = "=2+2"\n[[indicator]]\nid = "A1"\nname = "=3+3"\n'
        'dimension = "=1+1"\ngoalposts = [0, 10]\n[[indicator]]\nid = "a1"\ndimension = "=1+1"\ngoalposts = [0, 10]\n'
    )
    values = pd.DataFrame({"A1": range(6), "a1": range(6)}, [f"={n}" for n in range(6)], dtype=float)
    content = made(contents(criteria, values, names), words("en"))
    found = sheet(CalamineWorkbook.from_filelike(io.BytesIO(content)), "Values")
    assert found["Region"].to_list() == names
    assert found.index.to_list() == values.index.to_list()
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        text = "".join(file.read(name).decode() for name in file.namelist() if "worksheets/" in name)
    formulas = re.findall(r"<f[^>]*>([^<]*)</f>", text)
    assert formulas
    assert not [f for f in formulas if "cmd" in f or re.search(r"\d\+\d", f)]
    assert 'TargetMode="External"' not in text, "no link either"


def test_only_functions_that_every_spreadsheet_has(made_books):
    known = {
        "AND", "AVERAGE", "COUNT", "COUNTIF", "EXP", "IF", "INDEX", "ISNUMBER", "LN", "MATCH", "MAX", "MIN", "OR",
        "RANK", "ROUND", "ROWS", "STDEV", "SUM", "SUMPRODUCT",
    }  # fmt: skip
    for content in made_books.values():
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            text = "".join(file.read(name).decode() for name in file.namelist() if "worksheets/" in name)
        formulas = re.findall(r"<f[^>]*>([^<]*)</f>", text)
        assert {name for f in formulas for name in re.findall(r"([A-Z][A-Z.]+)\(", f)} <= known
        assert max(map(len, formulas)) < 8192, "as long as a formula may be"


def test_the_same_edition_gives_the_same_bytes(made_books):
    assert workbook(PROVINCES, words("en")) == made_books[PROVINCES]


def test_a_period_without_figures_is_refused():
    with pytest.raises(BadInput, match="2022, 2023, 2024"):
        workbook(PROVINCES, words("en"), "1999")
