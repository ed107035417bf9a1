"""Papers: a Typst template and the data that it shows, made into a PDF that archives and screen readers accept.

Data goes in as a JSON file, and pictures as files; nothing of them is ever read as markup. Only the fonts that come
with Typst are used, so that every machine makes the same bytes.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path

import typst

from charts.palette import PALETTES
from data.editions import edition
from messages import Words
from reports import imprint
from scoring.criteria import read_criteria

TEMPLATES = Path(__file__).parent / "typst"
STANDARDS = ["a-2a", "ua-1"]  # PDF/A-2a holds all that 2b and 2u ask for


def compile(template: str, data: Mapping, files: Mapping[str, bytes] = {}) -> bytes:
    """The PDF (PDF/A-2a, PDF/UA-1) of `reports/typst/<template>.typ`.

    `data`: what the template reads from data.json, as JSON can write it; its "paper" is that of `about`. `files`:
    pictures by the path that the template gets them by, such as "maps/kota.svg". The same bytes for the same input.
    """
    sources = {path.name: path.read_bytes() for path in sorted(TEMPLATES.glob("*.typ"))}
    given = {"main.typ": sources[f"{template}.typ"], "data.json": json.dumps(data, allow_nan=False).encode()}
    compiler = typst.Compiler({**sources, **files, **given}, font_paths=_fonts(), ignore_system_fonts=True)
    return compiler.compile(format="pdf", pdf_standards=STANDARDS)


def about(id: str, title: str, t: Words, of: str = "", period: str | None = None) -> dict:
    """What every page says of its edition: the "paper" in the data of every template. `of`: whose paper it is, where
    there are several of one edition; it is part of the document's title then, but not of the pages' heads. `period`:
    of the figures, where it is not the edition's own."""
    found = edition(id)
    period = found.as_of if period in (None, found.period) else period
    date = imprint.dated(found)
    return {
        "title": title,
        "of": of,
        "author": "BSKDN, Kementerian Dalam Negeri",
        "language": t.language,
        "id": id,
        "edition": t.name(found.title),
        "hash": imprint.fingerprint(found)[: imprint.SHORT],
        "date": {"year": date.year, "month": date.month, "day": date.day},
        "dated": t("figures of {period}", period=t.period(period)),
        "marks": [*imprint.state(id, t), *imprint.marks(found, read_criteria(found.criteria), t)],
        "page": t("Page {page} of {pages}", page="{page}", pages="{pages}"),
        "colours": asdict(PALETTES["light"]),
    }


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)
