"""Whether a frozen edition is what was frozen: every file, the ranking computed anew, and the journal.

Anybody with this repository can do it, with an edition that lies here or an archive of one.
"""

import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from data import archive, journal, manifest
from data.editions import ID, edition, elsewhere, homes
from problems import BadInput, Problem, read_bytes

Ranking = Callable[[str], bytes]  # scoring.edition.canonical


def verify(asked: str, ranking: Ranking) -> list[Problem]:
    """All that differs from what was frozen, in an edition (by id) or an archive (by path, .zip); empty if equal."""
    path = Path(asked)
    if path.suffix == ".zip":
        return verify_archive(path.name, read_bytes(path), ranking)
    lying = [parent / asked for parent in homes() if re.fullmatch(ID, asked) and (parent / asked).is_dir()]
    folder = lying[0] if lying else edition(asked).folder  # a file that spoils the edition is told by its hash, too
    return journal.faults() + _folder(folder, ranking)


def verify_archive(name: str, content: bytes, ranking: Ranking) -> list[Problem]:
    """As `verify`, of the bytes of an archive; looked at in a folder of its own, which is gone afterwards."""
    try:
        id, files, lines = archive.unpack(name, content)
    except BadInput as error:
        return list(error.problems)
    with TemporaryDirectory() as parent:
        folder = Path(parent) / id
        folder.mkdir()
        for file, inside in files.items():
            (folder / file).write_bytes(inside)
        known, problems = journal.read(lines)
        if known and (id, manifest.fingerprint(folder)) not in {(e.edition, e.after) for e in known}:
            problems.append(Problem(f"{id}/{manifest.NAME}", "the manifest that the journal knows"))
        with elsewhere(Path(parent)):
            return problems + _folder(folder, ranking)


def _folder(folder: Path, ranking: Ranking) -> list[Problem]:
    problems = manifest.faults(folder)
    try:
        frozen = manifest.read(folder)["ranking"]
        now = ranking(folder.name).decode().splitlines()
    except BadInput as error:
        return problems + [p for p in error.problems if p not in problems]
    was, found = ({line.split(",")[0]: line for line in lines} for lines in (frozen, now))
    expected = "the frozen line of the ranking (code, score, rank, status): {line}"
    return problems + [
        Problem(f"{folder.name}/ranking", expected, value=found.get(code, ""), details={"line": was.get(code, "")})
        for code in sorted(was | found)
        if was.get(code) != found.get(code)
    ]
