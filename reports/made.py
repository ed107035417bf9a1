"""Every file that can be taken away, by the name that the command line and the screens know it by."""

from collections.abc import Callable
from dataclasses import dataclass

from data.editions import edition
from messages import Words
from problems import BadInput, Problem

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


# What a file is made with is imported when one is asked for: a profile needs neither maps nor slides, and whoever asks
# for one on the command line waits for what is imported.


def _workbook(asked: Asked, t: Words, _) -> bytes:
    from reports.workbook import workbook

    return workbook(asked.id, t, asked.period)


def _profile(asked: Asked, t: Words, _) -> bytes:
    from reports.profile import profile

    return profile(asked.id, asked.code, t, asked.period)


def _book(asked: Asked, t: Words, progress: Callable[[float], None] | None) -> bytes:
    from reports.book import book

    return book(asked.id, t, asked.period, progress)


def _certificates(asked: Asked, t: Words, _) -> bytes:
    from reports import imprint
    from reports.certificates import certificates
    from reports.zipped import zipped

    return zipped(certificates(asked.id, t, asked.code), imprint.dated(edition(asked.id)))


def _minutes(asked: Asked, t: Words, _) -> bytes:
    from reports.minutes import minutes

    return minutes(asked.id, t)


def _slides(asked: Asked, t: Words, _) -> bytes:
    from reports.slides import slides

    return slides(asked.id, t, asked.period)


def _package(asked: Asked, t: Words, _) -> bytes:
    from reports.package import package

    return package(asked.id, t, asked.period)


def _map(asked: Asked, t: Words, _) -> bytes:
    from reports.pictures import picture

    return picture(asked.id, asked.by, t, asked.format, asked.period)


# kind -> suffix, and how it is made
KINDS: dict[str, tuple[str, Callable]] = {
    "workbook": ("xlsx", _workbook),
    "profile": ("pdf", _profile),
    "book": ("pdf", _book),
    "certificates": ("zip", _certificates),
    "minutes": ("pdf", _minutes),
    "slides": ("pptx", _slides),
    "package": ("zip", _package),
    "map": ("", _map),
}
FIXED = ("certificates", "minutes")
FORMATS = ("png", "svg")  # of a map
