"""Editions on disk: one folder a round of the award, embedded or under UCJ_HOME."""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from problems import BadInput, Problem, read_text

EMBEDDED = Path(__file__).parent / "editions"
HOME = Path(__file__).parent.parent / "home"
ID = "[a-z0-9][a-z0-9-]{0,63}"
PERIOD = "[0-9]{4}(-(0[1-9]|1[0-2]))?"
LEVELS = ("province", "regency", "village")
NATURES = ("published", "derived", "simulated")
ATTRIBUTIONS = ("registration", "residence")

Text = str | Mapping[str, str]


@dataclass(frozen=True)
class Edition:
    """One round of the award: what its figures are and where they lie.

    period is the one that is ranked (YYYY or YYYY-MM), as_of the date of its figures; unranked holds, by code, the
    reason why a region cannot be ranked from them; revises is the id of the edition that this one is to take the place
    of, reason says why.
    """

    id: str
    title: Text
    level: str
    period: str
    as_of: str
    nature: str
    attribution: str
    universe: Text
    statement: Text
    unranked: Mapping[str, Text]
    folder: Path
    revises: str = ""
    reason: Text = ""

    @property
    def criteria(self) -> Path:
        """Path of the criteria file."""
        return self.folder / "criteria.toml"

    @property
    def observations(self) -> Path:
        """Path of the observations, CSV or Parquet."""
        parquet = self.folder / "observations.parquet"
        return parquet if parquet.exists() else self.folder / "observations.csv"


def home() -> Path:
    """The folder of one's own editions and of the journal: UCJ_HOME, else home/ beside data/. It need not exist."""
    return Path(os.environ.get("UCJ_HOME") or HOME)


def homes() -> list[Path]:
    """Folders that hold editions: the embedded ones and those of the home; inside `elsewhere` only that folder."""
    there = _elsewhere.get()
    return [there] if there else [EMBEDDED, home() / "editions"]


@contextmanager
def elsewhere(folder: Path) -> Iterator[None]:
    """Inside, the editions in `folder` are the only ones (in this thread): to look at one without taking it in."""
    token = _elsewhere.set(folder)
    try:
        yield
    finally:
        _elsewhere.reset(token)


def editions() -> tuple[dict[str, Edition], list[Problem]]:
    """All editions that can be read, by id, and what is wrong with the others; a broken one hides no other."""
    found: dict[str, Edition] = {}
    problems: list[Problem] = []
    for parent in homes():
        for folder in sorted(p for p in parent.glob("*") if p.is_dir() and not p.name.startswith(".")):
            try:
                edition = read_edition(folder)
            except BadInput as error:
                problems += error.problems
                continue
            if edition.id in found:
                problems.append(
                    Problem(
                        f"{folder.name}/edition.toml",
                        "an id of its own: another edition has it",
                        None,
                        "id",
                        edition.id,
                    )
                )
            else:
                found[edition.id] = edition
    return found, problems


def edition(id: str) -> Edition:
    """The edition of this id; BadInput where it is broken or there is none."""
    for parent in homes() if re.fullmatch(ID, id) else ():
        with suppress(BadInput):
            return read_edition(parent / id)
    found, problems = editions()  # to tell what is wrong with it, or which ones there are
    if id in found:
        return found[id]
    own = [p for p in problems if p.file.split("/")[0] == id]
    expected = "the id of an edition: {options}"
    raise BadInput(own or [Problem("--edition", expected, None, "", id, {"options": ", ".join(found)})])


def read_edition(folder: Path) -> Edition:
    """The edition in a folder; BadInput with every problem of its edition.toml and every file that is missing."""
    file = f"{folder.name}/edition.toml"
    try:
        tree = tomllib.loads(read_text(folder / "edition.toml", file))
    except tomllib.TOMLDecodeError as error:
        raise BadInput([Problem(file, "valid TOML ({why})", details={"why": error})]) from error
    problems = [
        Problem(file, expected, None, key, None if key not in tree else str(tree[key]), details)
        for key, (test, expected, details) in _KEYS.items()
        if not test(tree.get(key))
    ]
    if not problems and tree["id"] != folder.name:
        expected = "the name of the folder, {folder}"
        problems.append(Problem(file, expected, None, "id", tree["id"], {"folder": folder.name}))
    for key in tree.keys() - _KEYS.keys():
        problems.append(Problem(file, "one of the keys {options}", None, key, None, {"options": ", ".join(_KEYS)}))
    if not (folder / "observations.csv").exists() and not (folder / "observations.parquet").exists():
        problems.append(Problem(f"{folder.name}/observations.csv", "this file, or observations.parquet"))
    own = ["regions.csv"] if tree.get("level") == "village" else []
    for name in ("criteria.toml", "sources.csv", *own):
        if not (folder / name).exists():
            problems.append(Problem(f"{folder.name}/{name}", "this file"))
    if problems:
        raise BadInput(problems)
    unranked = {code: part["reason"] for part in tree.get("unranked", []) for code in part["codes"]}
    return Edition(**{**tree, "as_of": tree.get("as_of", tree["period"]), "unranked": unranked, "folder": folder})


def year_before(period: str) -> str:
    """The same period a year before: 2024 -> 2023, 2026-09 -> 2025-09."""
    return f"{int(period[:4]) - 1:04d}{period[4:]}"


_elsewhere: ContextVar[Path | None] = ContextVar("elsewhere", default=None)


def _text(v: Any) -> bool:
    return (isinstance(v, str) and bool(v.strip())) or (
        isinstance(v, dict)
        and set(v) <= {"id", "en"}
        and bool(v)
        and all(isinstance(x, str) and x.strip() for x in v.values())
    )


def _matches(pattern: str):
    return lambda v: isinstance(v, str) and re.fullmatch(pattern, v) is not None


def _unranked(v: Any) -> bool:
    return v is None or (
        isinstance(v, list)
        and all(isinstance(p, dict) and set(p) == {"codes", "reason"} and _text(p["reason"]) for p in v)
        and all(isinstance(p["codes"], list) and all(isinstance(c, str) for c in p["codes"]) for p in v)
    )


_WORDS = 'a text, or {{ id = "...", en = "..." }}'
_KEYS = {
    "id": (_matches(ID), "small letters, digits and hyphens", {}),
    "title": (_text, _WORDS, {}),
    "level": (lambda v: v in LEVELS, "one of {options}", {"options": ", ".join(LEVELS)}),
    "period": (_matches(PERIOD), "a year or a month, such as 2024 or 2024-12", {}),
    "as_of": (lambda v: v is None or _matches(PERIOD)(v), "a year or a month, such as 2024 or 2024-12", {}),
    "nature": (lambda v: v in NATURES, "one of {options}", {"options": ", ".join(NATURES)}),
    "attribution": (lambda v: v in ATTRIBUTIONS, "one of {options}", {"options": ", ".join(ATTRIBUTIONS)}),
    "universe": (_text, _WORDS, {}),
    "statement": (_text, _WORDS, {}),
    "revises": (lambda v: v is None or _matches(ID)(v), "small letters, digits and hyphens", {}),
    "reason": (lambda v: v is None or _text(v), _WORDS, {}),
    "unranked": (_unranked, "tables [[unranked]], each with codes and a reason", {}),
}
