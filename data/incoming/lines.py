"""The rows of a table, one a region: what stands between them, totals, notes and headings, is passed over."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from data.incoming import matching
from data.incoming.headers import Head, fold, role
from data.incoming.numbers import nothing, readings
from data.incoming.sheets import Cell
from data.incoming.terms import NUMBERS

ABOUT_REGIONS = ("code", "name", "kind", "province")
REGION = ("name", "code", "bps", "kemendagri")
TOTAL_WORDS = re.compile(r"(sub ?|grand )?(jumlah|total|rata rata|rerata|indonesia|nasional|average|mean)\b")
LETTERS = re.compile(r"[^\W\d_]")
LONG = 6  # words of a province's name at most

Heads = Mapping[int, Head]


@dataclass(frozen=True)
class Line:
    """One row of a table: its number from 1, the code and the name as they stand in it, and its cells."""

    row: int
    code: Cell
    name: str
    cells: Sequence[Cell]
    kinds: frozenset[str]
    parent: str


def figures(cells: Sequence[Cell], heads: Heads) -> list[int]:
    """The columns in which a row has a number."""
    about = {"value", "numerator", "denominator", "unknown"}
    return [n for n, h in heads.items() if h.role in about and readings(cells[n], "percent")]


def lines(rows: Sequence, body: Iterable[int], heads: Heads, coded: int | None, kinds, parent: str) -> Iterator[Line]:
    """The rows of regions; totals, notes and headings between are passed over, headings say what stands below them.

    body: places of the rows below the heads; coded: the column of codes; kinds and parent: what is known of all rows.
    """
    place = {h.role: n for n, h in reversed(heads.items())} | ({} if coded is None else {"code": coded})
    for n in body:
        cells = rows[n]
        code, name, kind, province = (
            cells[place[of]] if of in place else "" for of in ("code", "name", "kind", "province")
        )
        name, given = str(name), figures(cells, heads)
        known = matching.named(name) or matching.read_codes(matching.written_code(code))
        if not known or not given:
            texts = [fold(cell) for cell in cells if isinstance(cell, str) and LETTERS.search(cell)]
            total = (name == "" or TOTAL_WORDS.match(fold(name))) and any(map(TOTAL_WORDS.match, texts))
            if (total and not known) or (name and role(name, "province") in REGION and not given):
                continue
            if not given and not _stands_alone(cells, heads, code, name):
                if texts:  # a heading, or a note
                    kinds, parent = one_kind(texts[:1]) or kinds, province_of(texts[:1]) or parent
                continue
        if (name == "" or nothing(name)) and (code == "" or nothing(code)) and not given:
            continue
        yield Line(
            n + 1, code, name, cells, one_kind([fold(str(kind))]) or kinds, province_of([fold(str(province))]) or parent
        )


def _stands_alone(cells: Sequence[Cell], heads: Heads, code: Cell, name: str) -> bool:
    """Whether a row without figures is that of a region: by its code, or a name with more beside it than a heading or
    a note has."""
    beside = {h.role for n, h in heads.items() if h.role != "name" and cells[n] != ""} - {""}
    coded = matching.read_codes(matching.written_code(code))
    return bool(coded or (name and beside & {*NUMBERS}) or (matching.named(name) and beside))


def one_kind(texts: Sequence[str]) -> frozenset[str]:
    """The one kind that the first of the texts that says any says; headings such as KOTA."""
    for text in texts:
        said = {"kabupaten", "kota"} & {*text.split()}
        if len(said) == 1 and len(text.split()) <= 3 and not matching.named(text):
            return frozenset(said)
    return frozenset()


def province_of(texts: Sequence[str]) -> str:
    """The code of the province that one of the texts is, such as "provinsi jawa barat"; "" for none."""
    for text in texts:
        words = (text.partition("provinsi ")[2] or text).split()[:LONG]
        tries = range(len(words), 0, -1) if "provinsi " in text else [len(words)]
        for n in tries:
            codes = [code for code in matching.named(" ".join(words[:n])) if len(code) == 2]
            if codes:
                return codes[0]
    return ""
