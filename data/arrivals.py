"""Editions that come into the home from outside: drafts made of figures that came in, and archives of frozen ones."""

import re
from collections.abc import Callable
from pathlib import Path

from data import archive, journal, safely
from data.editions import ID, editions, home
from data.verify import verify_archive
from problems import BadInput, Problem


def imported(id: str, who: str, comment: str, make: Callable[[], object]) -> Path:
    """A new edition of the home, which `make` writes by `safely.folder(home() / "editions" / id)`; its folder."""
    with journal.writing():
        if not re.fullmatch(ID, id):
            raise BadInput([Problem("edition.toml", "small letters, digits and hyphens", None, "id", id)])
        target = home() / "editions" / id
        if id in editions()[0] or target.exists():
            raise BadInput([Problem("edition.toml", "an id of its own: another edition has it", None, "id", id)])
        journal.signed(who)
        with journal.act("import", id, who, comment, target):
            make()
    return target


def take_in(name: str, content: bytes, who: str, comment: str, ranking: Callable[[str], bytes]) -> str:
    """An exported archive as a frozen edition of the home, once it is verified as `data.verify.verify`; its id."""
    if problems := verify_archive(name, content, ranking):
        raise BadInput(problems)
    id, files, _ = archive.unpack(name, content)

    def make() -> None:
        with safely.folder(home() / "editions" / id) as aside:
            for file, inside in files.items():
                (aside / file).write_bytes(inside)

    imported(id, who, comment, make)
    return id
