"""Backup and restore of a home: what comes back is what was there, and nothing else is taken for it."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from data import journal, life
from deploy import backup
from problems import BadInput
from scoring.edition import canonical
from tests.browser.conftest import ROOT
from tests.drafts import drafted


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a published edition, a draft, and a draft put aside."""
    monkeypatch.setenv("UCJ_HOME", str(tmp_path / "home"))
    for id in ("putaran-2025", "rancangan-2026", "salah"):
        drafted(tmp_path / "home", id)
    life.freeze("putaran-2025", "Siti", "Pleno", canonical("putaran-2025"), [], [])
    life.publish("putaran-2025", "Siti")
    life.discard("salah", "Siti")
    return tmp_path / "home"


def content(home: Path) -> dict[str, bytes]:
    """Every file that counts, by its path in the home."""
    found = {str(path.relative_to(home)): path.read_bytes() for path in home.rglob("*") if path.is_file()}
    return {name: held for name, held in found.items() if not name.startswith((".lock", "replaced-"))}


def test_what_is_restored_is_what_was_there(home: Path, tmp_path: Path) -> None:
    before, states = content(home), life.states()
    made = backup.make(tmp_path / "backups")
    shutil.rmtree(home)
    backup.restore(made)
    assert content(home) == before
    assert life.states() == states
    assert states["putaran-2025"] == "published"


def test_what_came_after_the_backup_is_put_aside_and_not_deleted(home: Path, tmp_path: Path) -> None:
    before = content(home)
    made = backup.make(tmp_path / "backups")
    life.revise("putaran-2025", "Siti", "Salah ketik")
    later = content(home)
    put = backup.restore(made)
    assert content(home) == before
    assert content(put) == later


def test_a_journal_that_was_spoilt_is_mended_by_restoring(home: Path, tmp_path: Path) -> None:
    made = backup.make(tmp_path / "backups")
    (home / journal.NAME).write_bytes((home / journal.NAME).read_bytes().replace(b"Siti", b"Budi", 1))
    with pytest.raises(BadInput, match="its own hash does not fit"):
        backup.make(tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == [made]
    backup.restore(made)
    assert not journal.faults()
    backup.make(tmp_path / "backups")


@pytest.mark.parametrize("name", ["journal.jsonl", "editions/putaran-2025/observations.csv",
                                  "editions/putaran-2025/manifest.json"])  # fmt: skip
def test_a_backup_with_one_changed_byte_is_not_restored(home: Path, tmp_path: Path, name: str) -> None:
    made = backup.make(tmp_path / "backups")
    with zipfile.ZipFile(made) as archive:
        files = {entry: archive.read(entry) for entry in archive.namelist()}
    middle = len(files[name]) // 2
    files[name] = files[name][:middle] + bytes([files[name][middle] ^ 1]) + files[name][middle + 1 :]
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(changed, "w") as archive:
        for entry, held in files.items():
            archive.writestr(entry, held)
    before = content(home)
    with pytest.raises(backup.Unusable):
        backup.restore(changed)
    assert content(home) == before


@pytest.mark.parametrize("spoil", [lambda whole: whole[: len(whole) // 2], lambda whole: b"", lambda whole: b"x" * 99])
def test_half_a_backup_is_none(home: Path, tmp_path: Path, spoil) -> None:
    made = backup.make(tmp_path / "backups")
    made.write_bytes(spoil(made.read_bytes()))
    with pytest.raises(backup.Unusable, match="damaged"):
        backup.check(made)


@pytest.mark.parametrize("name", ["../outside.txt", "editions/../../outside.txt", "/etc/outside.txt", ".lock", "x/y"])
def test_an_archive_that_reaches_out_of_the_home_is_refused(home: Path, tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
        archive.writestr(name, "x")
    with pytest.raises(backup.Unusable):
        backup.restore(tmp_path / "evil.zip")
    assert not list(tmp_path.rglob("outside.txt"))


def test_nobody_writes_while_it_is_made(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process waits with its act, and neither is half in the backup."""
    act = "from data import life; print(life.revise('putaran-2025', 'Budi', 'Lain'))"
    begun: list[subprocess.Popen] = []
    real = zipfile.ZipFile.write

    def slowly(archive, path, inside):
        if not begun:
            begun.append(subprocess.Popen([sys.executable, "-c", act], cwd=ROOT, env={**os.environ}))
            with pytest.raises(subprocess.TimeoutExpired):
                begun[0].wait(4)
        real(archive, path, inside)

    before = content(home)
    monkeypatch.setattr(zipfile.ZipFile, "write", slowly)
    made = backup.make(tmp_path / "backups")
    assert begun[0].wait(60) == 0
    with zipfile.ZipFile(made) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == before
    assert "putaran-2025-r2" in life.states()


def test_the_last_ones_are_kept(home: Path, tmp_path: Path) -> None:
    made = [backup.make(tmp_path / "backups", keep=2) for _ in range(3)]
    assert sorted((tmp_path / "backups").iterdir()) == made[1:]


def test_the_command_says_what_it_did_or_what_is_wrong(home: Path, tmp_path: Path, capsys) -> None:
    assert backup.main(["make", str(tmp_path / "backups")]) == 0
    (made,) = (tmp_path / "backups").iterdir()
    assert str(made) in capsys.readouterr().out
    assert backup.main(["check", str(made)]) == 0
    assert backup.main(["restore", str(tmp_path / "none.zip")]) == 2
    assert "no backup" in capsys.readouterr().err
