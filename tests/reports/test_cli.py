"""python -m reports: what is asked for is written whole, and what cannot be made is said in lines."""

import os
import subprocess
import sys
import zipfile

import pytest

from messages import words
from reports.__main__ import HELPS, main
from reports.made import KINDS, Asked, made, name

PROVINCES = "provinsi-2024"
SIGNS = {"pdf": b"%PDF-", "zip": b"PK", "xlsx": b"PK", "pptx": b"PK", "svg": b"<?xml", "png": b"\x89PNG"}


def test_every_kind_has_its_command():
    assert set(HELPS) == set(KINDS)


def test_a_profile_waits_for_no_library_of_other_files():
    """Each of them takes as long to import as a profile to make."""
    code = "import sys, reports.__main__, reports.profile; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {"pandas", "typst"} < set(found)
    assert not {"matplotlib", "plotly", "pptx", "xlsxwriter"} & set(found)


# the book has its own tests, and takes its time
@pytest.mark.parametrize(
    "asked",
    [["profile", "--code", "64"], ["minutes"], ["slides"], ["map", "--by", "growth", "--format", "svg"]],
    ids=lambda asked: asked[0],
)
def test_a_file_is_written_under_a_name_that_tells_what_it_is(asked, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main([*asked, "--edition", PROVINCES]) == 0
    [path] = tmp_path.iterdir()
    assert path.name.startswith(f"{asked[0]}-{PROVINCES}")
    assert path.stem.endswith("-id")
    assert path.read_bytes().startswith(SIGNS[path.suffix[1:]])
    assert capsys.readouterr().out == ""


def test_certificates_are_one_file(tmp_path):
    out = tmp_path / "piagam.zip"
    assert main(["certificates", "--edition", PROVINCES, "--language", "en", "--out", str(out)]) == 0
    with zipfile.ZipFile(out) as packed:
        assert len(packed.namelist()) == 9  # three awards, three places each
        assert all(packed.read(name).startswith(b"%PDF-") for name in packed.namelist())


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["book", "--edition", "tidak-ada"], "--edition, value 'tidak-ada': the id of an edition"),
        (["profile", "--edition", PROVINCES, "--code", "99"], "--code, value '99'"),
        (["map", "--edition", PROVINCES, "--by", "x"], "--by, value 'x': one of score"),
        (["certificates", "--edition", PROVINCES, "--code", "81"], "--code, value '81'"),
        (["slides", "--edition", PROVINCES, "--period", "1999"], "value '1999': one of 2022"),
        (["minutes", "--edition", PROVINCES, "--out", "no/such/folder.pdf"], "--out, value 'no/such/folder.pdf'"),
    ],
)
def test_what_cannot_be_made_is_said_in_one_line_and_nothing_is_written(asked, said, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(asked) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert said in lines[0]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("letters", [250, 300])  # too long beside its prefix, and by itself
def test_a_name_that_the_disk_does_not_take_is_said_in_one_line(letters, tmp_path, capsys):
    out = tmp_path / f"{'a' * (letters - 4)}.pdf"
    assert main(["minutes", "--edition", PROVINCES, "--out", str(out)]) == 2
    assert "File name too long" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without pipes")
def test_what_is_no_file_is_not_replaced_by_one(tmp_path, capsys):
    """A rename would put a file in the place of a device, such as /dev/stdout."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert main(["minutes", "--edition", PROVINCES, "--out", str(pipe)]) == 2
    assert "a file in a folder that is there" in capsys.readouterr().err
    assert pipe.is_fifo()


def test_a_file_that_is_there_stays_whole_where_the_disk_refuses(tmp_path, monkeypatch, capsys):
    out = tmp_path / "peta.png"
    out.write_bytes(b"before")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("data.safely.os.fsync", full)
    assert main(["map", "--edition", PROVINCES, "--out", str(out)]) == 2
    assert "room on the disk" in capsys.readouterr().err
    assert out.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [out]


def test_the_book_tells_how_far_it_is(monkeypatch):
    told = []
    monkeypatch.setitem(KINDS, "book", ("pdf", lambda asked, t, progress: [progress(0.5), b"%PDF-"][1]))
    assert made(Asked("book", PROVINCES), words("id"), told.append) == b"%PDF-"
    assert told == [0.5]


def test_names_tell_files_apart():
    t = words("id")
    asked = [Asked("map", PROVINCES), Asked("map", PROVINCES, by="growth"), Asked("map", PROVINCES, format="svg"),
             Asked("map", PROVINCES, "2023"), Asked("profile", PROVINCES, code="64")]  # fmt: skip
    assert len({name(one, t) for one in asked}) == len(asked)
