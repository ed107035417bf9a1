"""The journal of the home: one line an act, each with the hash of the line before it and of itself.

An act that moves files is in the journal from the very rename that commits it: what its line will say is laid down
before (`.act.json`), counts as the last line from that rename on, and is written by this act or, if it was killed, by
the next. The journal is small and is written aside and renamed like any other file, so it has no half lines.
"""

import getpass
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data import manifest, safely
from data.editions import home, homes
from data.sealed import seal, unseal
from problems import BadInput, Problem, read_bytes

NAME = "journal.jsonl"
BEGUN = ".act.json"
ACTS = ("import", "freeze", "publish", "revise", "supersede", "discard")


@dataclass(frozen=True)
class Entry:
    """One act. n from 1; at in UTC; before, after: what the edition was and became (`manifest.fingerprint`), "" for
    nothing; previous: the hash of the line before, "" for none; accepted: ids of the questions that a freeze took on
    itself, with ", " between; hash: of this line."""

    n: int
    at: str
    who: str
    act: str
    edition: str
    comment: str
    before: str
    after: str
    previous: str
    accepted: str = ""
    hash: str = ""


def entries() -> list[Entry]:
    """Every act that can be read, oldest first; none where the journal cannot be read at all (see `faults`)."""
    try:
        begun = _begun()  # first: an act that ends while the journal is read is then told by both, not by neither
        known = read(_content())[0]
        return known + ([_closing(known, begun)] if _holds(begun, known) else [])
    except BadInput:
        return []


def faults() -> list[Problem]:
    """Where the chain is broken, and frozen editions that are not what, or not where, the journal says."""
    try:
        known, problems = entries(), read(_content())[1]
        after = {(e.edition, e.after) for e in known}
        for path in sorted((home() / "editions").glob(f"[!.]*/{manifest.NAME}")):
            id = path.parent.name
            if (id, manifest.fingerprint(path.parent)) not in after:
                problems.append(Problem(f"{id}/{manifest.NAME}", "the manifest that the journal knows"))
    except BadInput as error:
        return list(error.problems)
    for id in dict.fromkeys(e.edition for e in known if e.act == "freeze"):
        if not any((parent / id / manifest.NAME).exists() for parent in homes()):
            problems.append(Problem(f"{id}/{manifest.NAME}", "this file: the journal says that it is frozen"))
    return problems


def read(content: bytes) -> tuple[list[Entry], list[Problem]]:
    """The acts of a journal, and every line that is not what was written or does not follow the one before it."""
    found: list[Entry] = []
    problems: list[Problem] = []
    follows: tuple[int, str] | None = (1, "")
    *whole, rest = content.split(b"\n")
    for row, line in enumerate([*whole, *([rest] if rest else [])], 1):
        facts = unseal(line) if row <= len(whole) else None
        if facts is None or facts.keys() != {f.name for f in fields(Entry)}:
            problems.append(Problem(NAME, "the line as it was written: its own hash does not fit", row))
            follows = None  # the next line is measured against nothing, so that one fault is one problem
            continue
        if follows not in (None, (facts["n"], facts["previous"])):
            problems.append(Problem(NAME, "the line that follows the one before it, by its number and hash", row))
        found.append(Entry(**facts))
        follows = facts["n"] + 1, facts["hash"]
    return found, problems


def written(entries: Iterable[Entry]) -> bytes:
    """Acts as the bytes of a journal."""
    return "".join(seal({k: v for k, v in asdict(e).items() if k != "hash"}) + "\n" for e in entries).encode()


@contextmanager
def act(
    name: str, id: str, who: str, comment: str, target: Path, before: str = "", accepted: str = ""
) -> Iterator[None]:
    """An act that is done when `target`, which does not exist, has got its place by the one rename made inside.

    It is in the journal from that rename on, and leaves nothing where there was none. BadInput as `safely.alone`.
    """
    with writing():
        begun = {
            "n": len(entries()) + 1, "target": str(target.resolve()), "at": now(), "who": who, "act": name,
            "edition": id, "comment": comment, "before": before, "accepted": accepted,
        }  # fmt: skip
        safely.write(home() / BEGUN, json.dumps(begun, ensure_ascii=False).encode())
        try:
            yield
        finally:
            with suppress(OSError):  # the line counts already, and the next act writes it
                _settle()


def add(*acts: Mapping[str, str]) -> None:
    """Acts that move no file, all in one rename: each with act, edition, who, comment, before, after."""
    with writing():
        known = entries()
        for facts in acts:
            known.append(_next(known, {"at": now(), **facts}))
        safely.write(home() / NAME, written(known))


@contextmanager
def writing() -> Iterator[None]:
    """Alone (`safely.alone`), with a journal that is whole: BadInput with its faults otherwise."""
    with safely.alone(), safely.told(home() / NAME):
        _settle()
        if problems := read(_content())[1]:
            raise BadInput(problems)
        yield


def signed(who: str, comment: str | None = None) -> None:
    """BadInput where the name of who acts, or the comment where there has to be one, is blank or cannot be written."""
    expected = {"who": (who, "the name of who does this"), "comment": (comment, "a word on why it is done")}
    problems = [
        Problem(NAME, wording, column=column)
        for column, (text, wording) in expected.items()
        if text is not None and (not text.strip() or text != text.encode("utf-8", "ignore").decode())
    ]
    if problems:
        raise BadInput(problems)


def login() -> str:
    """The name that this machine knows the user by; "" where it knows none, as in some containers."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def now() -> str:
    """This second in UTC, as it is written in the journal and in manifests."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _settle() -> None:
    """Writes the line of an act that was done, forgets one that was not."""
    if (home() / BEGUN).exists():
        begun, known = _begun(), read(_content())[0]
        if _holds(begun, known):
            safely.write(home() / NAME, written([*known, _closing(known, begun)]))
        (home() / BEGUN).unlink()


def _begun() -> dict[str, Any] | None:
    try:
        return json.loads((home() / BEGUN).read_text("utf-8"))
    except (OSError, ValueError):
        return None


def _holds(begun: dict[str, Any] | None, known: list[Entry]) -> bool:
    """Whether an act that was begun is done and not written down yet."""
    return begun is not None and begun["n"] == len(known) + 1 and Path(begun["target"]).exists()


def _closing(known: list[Entry], begun: Mapping[str, Any]) -> Entry:
    target = Path(begun["target"])
    folder = target if target.is_dir() else target.parent
    after = "" if begun["act"] == "discard" else manifest.fingerprint(folder)
    return _next(known, {**begun, "after": after})


def _next(known: list[Entry], facts: Mapping[str, Any]) -> Entry:
    entry = {"accepted": "", **facts, "n": len(known) + 1, "previous": known[-1].hash if known else ""}
    ordered = {f.name: entry[f.name] for f in fields(Entry) if f.name != "hash"}
    return Entry(**unseal(seal(ordered).encode()))


def _content() -> bytes:
    path = home() / NAME
    return read_bytes(path, NAME) if path.exists() else b""
