"""Writing aside, the lock, and what the disk refuses, told in words and without harm."""

import errno
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep

import pytest

from data import safely
from problems import BadInput

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("UCJ_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def names(folder):
    return sorted(path.name for path in folder.rglob("*") if path.name != ".lock")


def test_a_file_takes_the_place_of_another(tmp_path):
    for content in (b"first", b"second"):
        safely.write(tmp_path / "a.txt", content)
        assert (tmp_path / "a.txt").read_bytes() == content
    assert names(tmp_path) == ["a.txt"]


def test_a_folder_is_there_once_it_is_full(home):
    path = home / "editions" / "second"
    with safely.folder(path) as aside:
        (aside / "a.txt").write_text("a")
        assert not path.exists()
        assert aside.parent == path.parent, "a rename does not cross disks"
    assert names(home) == ["a.txt", "editions", "second"]
    with pytest.raises(BadInput, match="another edition has it"), safely.folder(path):
        raise AssertionError("it is there already")


def test_a_folder_that_fails_leaves_nothing(home):
    with pytest.raises(ZeroDivisionError), safely.folder(home / "editions" / "second") as aside:
        (aside / "a.txt").write_text(str(1 / 0))
    assert names(home) == ["editions"]


def test_what_a_killed_act_left_aside_goes_with_the_next(home):
    for left in (home, home / "editions", home / "editions" / "second"):
        (left / ".aside-folder").mkdir(parents=True)
        (left / ".aside-file").write_text("half")
    (home / "editions" / "second" / "a.txt").write_text("a")
    with safely.alone():
        assert names(home) == ["a.txt", "editions", "second"]


def test_inside_itself_nothing_is_swept(home):
    with safely.alone(), safely.folder(home / "editions" / "one") as aside:
        with safely.alone():
            assert aside.exists()
        with safely.folder(home / "editions" / "two"):
            pass
        assert aside.exists()
    assert names(home) == ["editions", "one", "two"]


HOLDER = "import sys\nfrom data import safely\nwith safely.alone():\n print('held', flush=True)\n sys.stdin.read()"


def test_one_process_at_a_time(home, monkeypatch):
    monkeypatch.setattr(safely, "WAIT", 0.1)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(BadInput, match="nobody else is saving"), safely.alone():
            pass
        other.kill()
        other.wait()
    with safely.alone():
        pass  # the lock went with the process


@pytest.mark.parametrize(
    ("number", "word"), [("ENOSPC", "full"), ("EROFS", "read-only"), ("EACCES", "permission"), ("EIO", "Input/output")]
)
def test_what_the_disk_refuses_is_told(home, monkeypatch, number, word):
    code = getattr(errno, number)

    def refuse(*_):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "rename", refuse)
    with pytest.raises(BadInput, match=word) as raised, safely.folder(home / "editions" / "second"):
        pass
    assert [p.file for p in raised.value.problems] == ["second"]
    assert names(home) == ["editions"]


def test_a_home_that_cannot_be_made(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("UCJ_HOME", str(tmp_path / "file" / "home"))
    with pytest.raises(BadInput, match=r"home: a file that can be written"), safely.alone():
        pass


def test_one_thread_at_a_time(home):
    """Viewers of one server are threads of one process."""
    inside, most = [], []

    def act(n):
        with safely.alone(), safely.folder(home / "editions" / f"e{n}"):
            inside.append(n)
            most.append(len(inside))
            sleep(0.01)
            inside.remove(n)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(act, range(16)))
    assert set(most) == {1}
    assert len(list((home / "editions").iterdir())) == 16
