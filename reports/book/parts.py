"""What a printed book is made of beside the parts of `reports.document`, and all of them as its template reads them."""

import re
from dataclasses import asdict, dataclass

from reports import latex
from reports.document import Code, Formula, Items, Paragraph, Table
from reports.document import Part as Told

ADDRESS = r"https?://[^\s<>\"]+"
SHORT, LONG = 18, 60  # letters of a cell: columns no wider take what they need, none gets more than the other bound


@dataclass(frozen=True)
class Metrics:
    """Figures in large letters: each a label, the figure as written, and a note or ""."""

    cells: list[tuple[str, str, str]]


@dataclass(frozen=True)
class Picture:
    """A picture by its path among the files, and the sentence that says what it shows."""

    path: str
    sentence: str


@dataclass(frozen=True)
class Ranges:
    """Places and their ranges, a row a region: place and name as written, where on the drawn stroke (0 to 1) the range
    begins, has its middle and ends, and where the place itself lies, the range as written."""

    heads: list[str]
    rows: list[tuple[str, str, float, float, float, float, str]]


@dataclass(frozen=True)
class Region:
    """The profile of a region, as `reports.profile.contents` makes it, and under a title what else is said of it."""

    facts: dict
    title: str
    items: list[Paragraph]


Part = Told | Metrics | Picture | Ranges | Region


@dataclass(frozen=True)
class Passage:
    """A part of a chapter under a title of its own ("": none); `alone` begins a page."""

    title: str
    parts: list[Part]
    alone: bool = False


@dataclass(frozen=True)
class Chapter:
    """A chapter begins a page; `wide` ones lie across it."""

    title: str
    passages: list[Passage]
    wide: bool = False


def written(chapter: Chapter) -> dict:
    """A chapter as JSON can hold it: parts are told apart by "kind", the name of their class in small letters."""
    passages = [asdict(p) | {"parts": [_part(part) for part in p.parts]} for p in chapter.passages]
    return {"title": chapter.title, "wide": chapter.wide, "passages": passages}


def _part(part: Part) -> dict:
    facts = {"kind": type(part).__name__.lower()} | asdict(part)
    match part:
        case Formula():
            tree = latex.tree(part.latex)
            return facts | {"tree": tree, "alt": latex.spoken(tree)}
        case Table():
            return facts | {"widths": _widths(part)}
        case Paragraph():
            return facts | {"url": part.url if re.fullmatch(ADDRESS, part.url) else ""}
        case Items() | Region():
            return facts | {"items": [_part(item) for item in part.items]}
        case Code() | Metrics() | Picture() | Ranges():
            return facts


def _widths(table: Table) -> list[int]:
    """Of every column how much of the room that is left it gets; 0: what it needs."""
    columns = list(zip(table.heads, *table.rows, strict=True))
    longest = [max(map(len, column)) for column in columns]
    if table.notes and any(table.notes):
        longest[0] = LONG
    widths = [0 if n in table.numbers or long <= SHORT else min(long, LONG) for n, long in enumerate(longest)]
    if not any(widths):
        texts = [n for n in range(len(widths)) if n not in table.numbers]
        before = [n for n in texts if n + 1 in table.numbers]
        widths[max(before or texts, key=lambda n: longest[n])] = 1
    return widths
