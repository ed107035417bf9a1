"""Whether a frozen edition is what was frozen: the embedded ones are, and one flipped byte is found and named."""

from zipfile import ZipFile

import pytest

from data import archive, journal, life, manifest
from data.editions import EMBEDDED, homes
from data.verify import verify, verify_archive
from problems import BadInput
from scoring.edition import canonical
from tests.drafts import drafted


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A frozen edition of a home, its folder."""
    monkeypatch.setenv("UCJ_HOME", str(tmp_path / "home"))
    folder = drafted(tmp_path / "home")
    life.freeze("second", "Siti", "siap", canonical("second"), [])
    return folder


def files(problems):
    return {p.file for p in problems}


@pytest.mark.parametrize("id", ["provinsi-2024", "kabkota-simulasi-2026"])
def test_the_embedded_editions_are_equal(id):
    """Where this fails after a change of an edition or of the scoring that is meant: delete its manifest.json, then
    python -m data freeze ID --who "UCJ Award" --comment "Embedded in the software" --accept assumption"""
    assert [p.line() for p in verify(id, canonical)] == []
    assert manifest.read(EMBEDDED / id)["accepted"] == ["assumption"]


def test_a_frozen_edition_is_equal(folder):
    assert verify("second", canonical) == []
    life.publish("second", "Budi")
    assert verify("second", canonical) == []


def test_a_draft_has_nothing_to_be_equal_to(folder):
    (folder / "manifest.json").unlink()
    assert files(verify("second", canonical)) == {"second/manifest.json"}


def flipped(path, place):
    content = bytearray(path.read_bytes())
    content[place] ^= 0x01
    path.write_bytes(content)


@pytest.mark.parametrize("name", ["criteria.toml", "edition.toml", "observations.csv", "sources.csv", "manifest.json"])
def test_one_flipped_byte_is_named_by_its_file(folder, name):
    path, before = folder / name, (folder / name).read_bytes()
    for place in (0, len(before) // 3, len(before) // 2, len(before) - 1):
        flipped(path, place)
        found = manifest.faults(folder)
        assert files(found) == {f"second/{name}"}, place
        assert files(journal.faults()) == ({"second/manifest.json"} if name == "manifest.json" else set())
        path.write_bytes(before)
    flipped(path, len(before) // 2)
    assert f"second/{name}" in files(verify("second", canonical))


def test_every_byte_of_a_manifest_counts(folder):
    path, before = folder / "manifest.json", (folder / "manifest.json").read_bytes()
    for place in range(len(before)):
        flipped(path, place)
        assert files(manifest.faults(folder)) == {"second/manifest.json"}, place
        path.write_bytes(before)
    assert manifest.faults(folder) == []


def test_a_flipped_byte_of_the_journal_is_named_by_its_line(folder):
    flipped(folder.parents[1] / "journal.jsonl", 90)
    assert [(p.file, p.row) for p in verify("second", canonical) if p.row] == [("journal.jsonl", 1)]


def test_files_that_are_gone_or_new(folder):
    (folder / "sources.csv").unlink()
    (folder / "more.csv").write_text("code\n")
    found = manifest.faults(folder)
    assert [(p.file, p.expected) for p in found] == [
        ("second/sources.csv", "this file"),
        ("second/more.csv", "no file that was not there when the edition was frozen"),
    ]
    assert "second/sources.csv" in files(verify("second", canonical))


def test_a_region_that_is_ranked_otherwise_is_told_with_both_lines(folder):
    """As if the rules in the program had changed: the figures are those that were frozen."""

    def other(id):
        lines = canonical(id).decode().splitlines()
        lines[lines.index("64,53.29,1,ranked")] = "64,53.29,2,ranked"
        return ("\n".join([*lines, "97,1.00,33,ranked"]) + "\n").encode()

    assert [(p.file, p.value, p.details["line"]) for p in verify("second", other)] == [
        ("second/ranking", "64,53.29,2,ranked", "64,53.29,1,ranked"),
        ("second/ranking", "97,1.00,33,ranked", ""),
    ]


def test_changed_figures_are_told_with_the_ranks_they_change(folder):
    path = folder / "observations.csv"
    lines = path.read_text("utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("64,coverage_total,2024,"))
    cells = lines[at].split(",")
    cells[3] = str(int(cells[4]) // 10)
    lines[at] = ",".join(cells)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    found = verify("second", canonical)
    assert found[0].file == "second/observations.csv"
    first = next(p for p in found if p.details.get("line", "").startswith("64,"))
    assert first.details["line"] == "64,53.29,1,ranked"
    assert first.value.split(",")[2] != "1"


def test_what_cannot_be_ranked_any_more_is_told_once(folder):
    (folder / "observations.csv").write_text("code\n11\n")
    found = verify("second", canonical)
    assert files(found) == {"second/observations.csv"}
    assert len(found) == len({p.line() for p in found}) > 1


def test_an_archive_is_verified_where_it_came_from_nowhere(folder, tmp_path, monkeypatch):
    life.publish("second", "Budi")
    path = tmp_path / "second.zip"
    path.write_bytes(archive.export("second"))
    monkeypatch.setenv("UCJ_HOME", str(tmp_path / "of-another"))
    assert verify(str(path), canonical) == []
    assert not (tmp_path / "of-another").exists()
    assert homes()[0] == EMBEDDED


@pytest.mark.parametrize("id", ["provinsi-2024", "kabkota-simulasi-2026"])
def test_an_archive_of_an_embedded_edition_is_equal(id):
    assert verify_archive("x.zip", archive.export(id), canonical) == []


def repacked(content, change):
    """An archive with its parts changed, in the form that they are exported in."""
    from io import BytesIO

    with ZipFile(BytesIO(content)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    change(parts)
    lines = parts.pop("journal.jsonl")
    return archive._pack("second", {name.split("/")[1]: part for name, part in parts.items()}, lines)


@pytest.mark.parametrize("name", ["criteria.toml", "observations.csv", "sources.csv", "manifest.json"])
def test_a_file_changed_in_an_archive_is_named(folder, name):
    def change(parts):
        parts[f"second/{name}"] = parts[f"second/{name}"].replace(b"4", b"5", 1)

    assert f"second/{name}" in files(verify_archive("x.zip", repacked(archive.export("second"), change), canonical))


def test_a_manifest_made_anew_does_not_fit_the_journal_of_the_archive(folder):
    content = archive.export("second")
    (folder / "sources.csv").write_bytes((folder / "sources.csv").read_bytes().replace(b"2024", b"2034", 1))
    forged = manifest.manifest(folder, canonical("second"), "X", journal.now(), "y", [])

    def change(parts):
        parts["second/sources.csv"] = (folder / "sources.csv").read_bytes()
        parts["second/manifest.json"] = forged

    found = verify_archive("x.zip", repacked(content, change), canonical)
    assert [(p.file, p.expected) for p in found] == [("second/manifest.json", "the manifest that the journal knows")]


def test_an_unknown_edition_or_file(tmp_path):
    with pytest.raises(BadInput, match="the id of an edition"):
        verify("nowhere", canonical)
    with pytest.raises(BadInput, match="a file that can be read"):
        verify(str(tmp_path / "nowhere.zip"), canonical)
