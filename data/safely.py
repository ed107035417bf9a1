"""Writing that leaves the old state or the new one, whole, when it is killed, forbidden or finds the disk full.

What is written lies aside first (on the same disk, flushed) and takes its place in one rename. One process at a time
writes: the lock is the system's own, and is gone with the process that held it.
"""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from filelock import FileLock, Timeout

from data.editions import home
from problems import BadInput, Problem

ASIDE = ".aside-"  # editions() passes over names that begin with a dot
WAIT = 10  # seconds; an act takes well below one
EXPECTED = {
    errno.ENOSPC: "room on the disk: it is full, and nothing was changed",
    errno.EDQUOT: "room on the disk: it is full, and nothing was changed",
    errno.EROFS: "a folder that can be written: this one is read-only, and nothing was changed",
    errno.EACCES: "a folder that can be written: permission is missing, and nothing was changed",
    errno.EPERM: "a folder that can be written: permission is missing, and nothing was changed",
}


@contextmanager
def alone() -> Iterator[None]:
    """Inside, nobody else writes under the home of editions; may be nested. What a killed act left aside is removed.

    BadInput where somebody else's act does not end within WAIT seconds, or the disk refuses.
    """
    with told(home()):
        home().mkdir(parents=True, exist_ok=True)
        lock = _lock(home().resolve() / ".lock")
        try:
            lock.acquire(timeout=WAIT)
        except Timeout as error:
            expected = "that nobody else is saving or publishing at the same time: try again in a moment"
            raise BadInput([Problem(home().name, expected)]) from error
        try:
            if lock.lock_counter == 1:
                _sweep()
            yield
        finally:
            lock.release()


def write(path: Path, content: bytes) -> None:
    """A file in one rename. OSError as the disk gives it (see `told`)."""
    aside = path.with_name(ASIDE + path.name)
    _flushed(aside, content)
    os.replace(aside, path)
    _flush_names(path.parent)


@contextmanager
def folder(path: Path) -> Iterator[Path]:
    """A new folder: inside, an empty one lies aside to be filled; after it, that is `path`, in one rename.

    BadInput where `path` is there already, or as `alone`; then, and on any exception inside, nothing is left.
    """
    with alone(), told(path):
        if path.exists():
            raise BadInput([Problem("edition.toml", "an id of its own: another edition has it", None, "id", path.name)])
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(mkdtemp(prefix=ASIDE, dir=path.parent))
        try:
            aside.chmod(0o755)  # mkdtemp's own would hide the edition from the server's other users
            yield aside
            for file in sorted(aside.iterdir()):
                _flush(file)
            _flush_names(aside)
            os.rename(aside, path)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        _flush_names(path.parent)


def move(source: Path, target: Path) -> None:
    """A folder to another place under the home, in one rename. OSError as the disk gives it (see `told`)."""
    target.parent.mkdir(parents=True, exist_ok=True)
    os.rename(source, target)
    _flush_names(source.parent)
    _flush_names(target.parent)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Whatever the disk refuses inside becomes BadInput, under the name of `path`."""
    try:
        yield
    except OSError as error:
        expected = EXPECTED.get(error.errno, "a file that can be written ({why})")
        raise BadInput([Problem(path.name, expected, details={"why": error.strerror or error})]) from error


@cache
def _lock(path: Path) -> FileLock:
    return FileLock(path)


def _sweep() -> None:
    for parent in (home(), home() / "editions", *(home() / "editions").glob("[!.]*/")):
        for left in parent.glob(f"{ASIDE}*"):
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)


def _flushed(path: Path, content: bytes) -> None:
    with open(path, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush(path: Path) -> None:
    with open(path, "rb+") as file:
        os.fsync(file.fileno())


def _flush_names(folder: Path) -> None:
    """Makes a rename in a folder last. The rename is done and seen by all, so a disk that refuses this, or a system
    without it (Windows), is no failure of the act."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
