"""Backups of the home: its editions, discarded drafts and journal, as they stood at one moment.

    python -m deploy.backup make /var/backups/ucj-award [--keep 30]
    python -m deploy.backup check FILE
    python -m deploy.backup restore FILE

Made while nobody saves or publishes (the lock of `data.safely`, which all replicas heed) and checked before it counts:
unpacked elsewhere, its journal followed, every frozen edition verified. `restore` checks first, too, and puts what
stood there into a folder beside it: nothing is deleted. Exit code 0, or 2 with one line a problem.
"""

import argparse
import hashlib
import os
import subprocess
import sys
import zlib
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from data import journal, manifest, safely
from data.editions import home
from problems import BadInput

KEPT = ("editions", "discarded", journal.NAME)
NAME = "ucj-award-{at}.zip"
ROOT = Path(__file__).parents[1]


class Unusable(ValueError):
    """What is wrong with a backup, a line each."""


def make(folder: Path, keep: int = 30) -> Path:
    """A new backup in a folder, of which the last `keep` stay. BadInput where the home cannot be read or its journal is
    broken, Unusable where what was written does not pass the check; the earlier ones stay then."""
    with safely.told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        made = folder / NAME.format(at=datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ"))
        aside = made.with_name(safely.ASIDE + made.name)
        try:
            with journal.writing(), ZipFile(aside, "w", ZIP_DEFLATED) as archive:
                for path in sorted(home().rglob("*")):
                    inside = path.relative_to(home())
                    if inside.parts[0] in KEPT and path.is_file():
                        archive.write(path, inside)
            check(aside)
            os.replace(aside, made)
        finally:
            aside.unlink(missing_ok=True)
        for old in sorted(folder.glob(NAME.format(at="*")))[:-keep]:
            old.unlink()
    return made


def check(file: Path) -> None:
    """Unusable with all that is wrong with a backup."""
    with TemporaryDirectory() as there:
        _unpack(file, Path(there))
        _verified(Path(there))


def restore(file: Path) -> Path:
    """A backup takes the place of what the home holds; the folder in which that lies now."""
    with safely.alone(), safely.told(home()), TemporaryDirectory(prefix=safely.ASIDE, dir=home()) as there:
        _unpack(file, Path(there))
        _verified(Path(there))
        put = home() / f"replaced-{datetime.now(UTC).strftime('%Y%m%dT%H%M%S%fZ')}"
        put.mkdir()
        # the journal last: without it no edition of the home is public, and none of the new ones too early
        for name in (journal.BEGUN, journal.NAME, "discarded", "editions"):
            if (home() / name).exists():
                safely.move(home() / name, put / name)
        for name in KEPT:
            if (Path(there) / name).exists():
                safely.move(Path(there) / name, home() / name)
    return put


def _unpack(file: Path, into: Path) -> None:
    """The files of a backup; Unusable where it is none, or damaged."""
    try:
        with ZipFile(file) as archive:
            names = [name for name in archive.namelist() if name.split("/")[0] not in KEPT or ".." in name.split("/")]
            if names or archive.testzip():
                raise BadZipFile
            archive.extractall(into)
    except (BadZipFile, OSError, zlib.error) as error:
        raise Unusable(f"{file}: no backup, or a damaged one") from error


def _verified(there: Path) -> None:
    """The journal and every frozen edition, by the same commands that anybody would use."""
    frozen = sorted(path.parent.name for path in there.glob(f"editions/[!.]*/{manifest.NAME}"))
    env = {**os.environ, "UCJ_HOME": str(there)}
    told = []
    for command in (["journal"], *(["verify", id] for id in frozen)):
        done = subprocess.run(
            [sys.executable, "-m", "data", *command], cwd=ROOT, env=env, capture_output=True, text=True
        )
        told += done.stderr.splitlines() if done.returncode else []
    if told:
        raise Unusable("\n".join(dict.fromkeys(told)))


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m deploy.backup", description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(required=True, dest="command", metavar="make|check|restore")
    one = commands.add_parser("make")
    one.add_argument("folder", type=Path)
    one.add_argument("--keep", type=int, default=30, help="how many backups stay; default 30")
    for name in ("check", "restore"):
        commands.add_parser(name).add_argument("file", type=Path)
    options = parser.parse_args(argv)
    try:
        if options.command == "make":
            made = make(options.folder, max(options.keep, 1))
            with made.open("rb") as content:
                print(
                    f"{made}: {made.stat().st_size} bytes, SHA-256 {hashlib.file_digest(content, 'sha256').hexdigest()}"
                )
        elif options.command == "check":
            check(options.file)
            print(f"{options.file}: whole, the journal and every frozen edition verified")
        else:
            print(f"{home()}: restored; what was there lies in {restore(options.file)}")
    except (BadInput, Unusable) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
