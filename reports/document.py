"""A document as plain data, that a screen and a printed book render alike."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Paragraph:
    """Plain text (no markup), with a word in front of it that may stand out, and an address that it may lead to."""

    text: str
    lead: str = ""
    url: str = ""


@dataclass(frozen=True)
class Formula:
    """A formula in LaTeX."""

    latex: str


@dataclass(frozen=True)
class Table:
    """A table of texts; the first column names the row, `notes` stand small below that name.

    `numbers`: columns set to the right; `wide`: columns that narrow screens leave out.
    """

    title: str
    heads: list[str]
    rows: list[list[str]]
    notes: list[str] | None = None
    numbers: tuple[int, ...] = ()
    wide: tuple[int, ...] = ()


@dataclass(frozen=True)
class Items:
    """A list of paragraphs; with a title it may be folded away."""

    items: list[Paragraph]
    title: str = ""


@dataclass(frozen=True)
class Code:
    """Lines for a command line."""

    text: str


Part = Paragraph | Formula | Table | Items | Code


@dataclass(frozen=True)
class Section:
    """A part of the document under a title; `id` is its anchor."""

    id: str
    title: str
    parts: list[Part]
