"""Every file that can be taken away, by the name that the command line and the screens know it by."""

from collections.abc import Callable
from dataclasses import dataclass

from data.editions import edition
from messages import Words
from problems import BadInput, Problem
from reports import imprint
from reports.book import book
from reports.certificates import certificates
from reports.minutes import minutes
from reports.package import package
from reports.pictures import picture
from reports.profile import profile
from reports.slides import slides
from reports.workbook import workbook
from reports.zipped import zipped

MIMES = {
    "pdf": "application/pdf", "zip": "application/zip", "png": "image/png", "svg": "image/svg+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """Which file of an edition: `kind` is a key of KINDS; `code` is the region of a profile, or the one whose
    certificates are asked for; `by` and `format` are a map's.

    `period`: None for the edition's own; certificates and minutes know no other.
    """

    kind: str
    id: str
    period: str | None = None
    code: str = ""
    by: str = "score"
    format: str = "png"

    @property
    def suffix(self) -> str:
        """What the file is, such as pdf."""
        return self.format if self.kind == "map" else KINDS[self.kind][0]


def made(asked: Asked, t: Words, progress: Callable[[float], None] | None = None) -> bytes:
    """The file; `progress` is told how much of a long one is done, from 0 to 1. BadInput for what cannot be made."""
    if asked.period and asked.kind in FIXED:
        raise BadInput([Problem("--period", "none: this file is of the edition's own period", value=asked.period)])
    return KINDS[asked.kind][1](asked, t, progress)


def name(asked: Asked, t: Words) -> str:
    """A file name that tells what is in it."""
    of = {"map": asked.by}.get(asked.kind, asked.code)
    return "-".join(filter(None, [asked.kind, asked.id, asked.period, of, t.language])) + f".{asked.suffix}"


def _certificates(asked: Asked, t: Words) -> bytes:
    return zipped(certificates(asked.id, t, asked.code), imprint.dated(edition(asked.id)))


# kind -> suffix, and how it is made
KINDS: dict[str, tuple[str, Callable]] = {
    "workbook": ("xlsx", lambda asked, t, _: workbook(asked.id, t, asked.period)),
    "profile": ("pdf", lambda asked, t, _: profile(asked.id, asked.code, t, asked.period)),
    "book": ("pdf", lambda asked, t, progress: book(asked.id, t, asked.period, progress)),
    "certificates": ("zip", lambda asked, t, _: _certificates(asked, t)),
    "minutes": ("pdf", lambda asked, t, _: minutes(asked.id, t)),
    "slides": ("pptx", lambda asked, t, _: slides(asked.id, t, asked.period)),
    "package": ("zip", lambda asked, t, _: package(asked.id, t, asked.period)),
    "map": ("", lambda asked, t, _: picture(asked.id, asked.by, t, asked.format, asked.period)),
}
FIXED = ("certificates", "minutes")
