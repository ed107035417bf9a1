"""The manifest of a frozen edition: the hash of every file, the ranking as it was, and who froze it when."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from data.sealed import digest, seal, unseal
from problems import BadInput, Problem, read_bytes

NAME = "manifest.json"
FILES = ("criteria.toml", "edition.toml", "observations.csv", "observations.parquet", "regions.csv", "sources.csv")
KEYS = {"edition", "files", "ranking", "who", "at", "comment", "accepted", "hash"}


def files(folder: Path) -> dict[str, str]:
    """SHA-256 of every file of an edition but the manifest, by name; names that begin with a dot are not the edition's.

    A folder inside has no hash: "". BadInput where one cannot be read.
    """
    found = sorted(p for p in folder.iterdir() if p.name != NAME and not p.name.startswith("."))
    return {p.name: "" if p.is_dir() else digest(read_bytes(p, f"{folder.name}/{p.name}")) for p in found}


def fingerprint(folder: Path) -> str:
    """One hash for an edition: of its manifest where it is frozen, else of the names and hashes of its files."""
    path = folder / NAME
    if path.exists():
        return digest(read_bytes(path, f"{folder.name}/{NAME}"))
    return digest("".join(f"{hash}  {name}\n" for name, hash in files(folder).items()).encode())


def manifest(folder: Path, ranking: bytes, who: str, at: str, comment: str, accepted: Sequence[str]) -> bytes:
    """The manifest of the files in a folder and of their ranking (`scoring.edition.canonical`), at a UTC time."""
    facts = {
        "edition": folder.name, "files": files(folder), "ranking": ranking.decode().splitlines(), "who": who, "at": at,
        "comment": comment, "accepted": sorted(accepted),
    }  # fmt: skip
    return (seal(facts, 1) + "\n").encode()


def read(folder: Path) -> dict[str, Any]:
    """The facts of a manifest: edition, files (name -> SHA-256), ranking (lines), who, at, comment, accepted, hash.

    BadInput where there is none or a byte of it was changed.
    """
    file = f"{folder.name}/{NAME}"
    if not (folder / NAME).exists():
        raise BadInput([Problem(file, "this file: an edition without it is a draft")])
    content = read_bytes(folder / NAME, file)
    facts = unseal(content[:-1], 1) if content.endswith(b"\n") else None
    if facts is None or facts.keys() != KEYS or facts["edition"] != folder.name:
        raise BadInput([Problem(file, "the manifest as it was written: its own hash does not fit")])
    return facts


def faults(folder: Path) -> list[Problem]:
    """Every file of a frozen edition that is not what its manifest says, the manifest itself included."""
    try:
        frozen = read(folder)["files"]
    except BadInput as error:
        return list(error.problems)
    found = files(folder)
    return (
        [Problem(f"{folder.name}/{name}", "this file") for name in frozen if name not in found]
        + [
            Problem(f"{folder.name}/{name}", "the file as it was frozen, SHA-256 {hash}", None, "", found[name],
                    {"hash": hash})
            for name, hash in frozen.items()
            if found.get(name, hash) != hash
        ]
        + [
            Problem(f"{folder.name}/{name}", "no file that was not there when the edition was frozen")
            for name in found
            if name not in frozen
        ]
    )  # fmt: skip
