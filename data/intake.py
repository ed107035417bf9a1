"""python -m data check and import: figures that came in, and what is told of them on the command line."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from data import archive, arrivals
from data.editions import edition
from data.incoming import Incoming, Terms, drafts, read
from data.incoming.checks import check as checked
from data.sources import read_sources
from problems import BadInput, Problem, read_bytes

SOURCE = "source-1"  # the id of the one source that can be told here
PARTS = ("title", "publisher", "date", "url")


def check(options: argparse.Namespace) -> None:
    incoming, terms = _read(options)
    found = checked(incoming, terms, options.like)
    if any(p.severity != "warning" for p in found):
        raise BadInput(found)
    for problem in found:
        print(problem.line())
    print(f"{options.path.name}: {len(incoming.rows)} figures can be imported, warnings: {len(found)}")


def take_in(options: argparse.Namespace) -> None:
    """An archive arrives frozen, anything else becomes a draft."""
    path, who, comment = options.path, options.who, options.comment
    if path.suffix == ".zip":
        id = arrivals.take_in(path.name, _content(path), who, comment, options.rules.canonical)
        print(f"{id}: frozen")
        return
    _told(options, "id", "title")
    incoming, terms = _read(options)
    about = {"title": options.title, "sources": _sources(options)}
    id = options.id
    arrivals.imported(id, who, comment, lambda: drafts.draft(id, incoming, terms, options.like, about))
    print(f"{id}: draft")


def _read(options: argparse.Namespace) -> tuple[Incoming, Terms]:
    _told(options, "like")
    like, (criteria, _) = edition(options.like), options.rules.inputs(options.like)
    named = {i.id: (i.name,) if isinstance(i.name, str) else tuple(i.name.values()) for i in criteria.indicators}
    known = {id: {"names": named.get(id, ()), "unit": unit} for id, unit in options.rules.units(like.id).items()}
    terms = Terms(
        like.level, known, options.period, options.attribution, options.nature, SOURCE if options.source else None,
        dict(_pairs("--answer", options.answer)), dict(_pairs("--column", options.column)),
    )  # fmt: skip
    return read(options.path.name, _content(options.path), terms), terms


def _sources(options: argparse.Namespace) -> list[dict[str, str]]:
    """The sources as they were told, by column of sources.csv."""
    told = read_sources(options.sources).to_dict("records") if options.sources else []
    if options.source:
        told.append({"source_id": SOURCE, **dict(zip(PARTS, options.source.split("|"), strict=False))})
    return told


def _told(options: argparse.Namespace, *names: str) -> None:
    if lacking := [name for name in names if not getattr(options, name)]:
        raise BadInput(Problem(f"--{name}", "this option, for a file of figures") for name in lacking)


def _pairs(option: str, told: Iterable[str]) -> Iterable[tuple[str, str]]:
    for text in told:
        if "=" not in text:
            raise BadInput([Problem(option, "what is written, =, and what it means", value=text)])
        written, _, meant = text.rpartition("=")
        yield written, meant


def _content(path: Path) -> bytes:
    """The bytes of a file that came in; one that is too large is not read at all."""
    if path.is_file() and path.stat().st_size > archive.LIMIT:
        raise BadInput([Problem(path.name, "an archive of at most {n} bytes", details={"n": archive.LIMIT})])
    return read_bytes(path)
