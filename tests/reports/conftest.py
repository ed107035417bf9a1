"""What the tests of papers share: reading a PDF, drafts of an embedded edition, and texts that look like markup."""

import io
import re
import shutil

import pytest
from pypdf import PdfReader

from data.editions import EMBEDDED

# Typst, HTML and spreadsheet: text that must come out as it went in
MARKUP = '#import "x": y $x$ *b* @l <x> =cmd() \\ // [a] `r` {{n}} ~'


@pytest.fixture
def markup() -> str:
    return MARKUP


@pytest.fixture(scope="session")
def read():
    """A PDF -> its text on one line, with single spaces."""
    return lambda pdf: " ".join(
        " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).replace("\xa0", " ").split()
    )


@pytest.fixture(scope="session")
def tagged():
    """A read PDF and a role -> the elements of its structure that have the role."""

    def find(pdf: PdfReader, role: str) -> list:
        found, left = [], [pdf.trailer["/Root"]["/StructTreeRoot"]]
        while left:
            node = left.pop().get_object()
            if isinstance(node, list):
                left += node
            elif isinstance(node, dict):
                found += [node] if node.get("/S") == role else []
                left += [node["/K"]] if "/K" in node else []
        return found

    return find


@pytest.fixture
def draft(tmp_path, monkeypatch):
    """draft(of, file=[(pattern, text), ...]) copies an embedded edition, with changes by regular expression to its
    criteria ("criteria"), facts ("edition") or sources ("sources"), and gives the id of the new draft."""
    monkeypatch.setenv("UCJ_HOME", str(tmp_path))

    def make(of: str, **changes: list[tuple[str, str]]) -> str:
        folder = tmp_path / "editions" / "coba"
        shutil.copytree(EMBEDDED / of, folder, ignore=shutil.ignore_patterns("manifest.json"))
        changes["edition"] = [(f'id = "{of}"', 'id = "coba"'), *changes.get("edition", [])]
        for name, edits in changes.items():
            path = folder / (f"{name}.csv" if name == "sources" else f"{name}.toml")
            text = path.read_text("utf-8")
            for pattern, new in edits:
                text, n = re.subn(pattern, lambda _, new=new: new, text, count=1, flags=re.MULTILINE)
                assert n, pattern
            path.write_text(text, "utf-8")
        return "coba"

    return make


@pytest.fixture
def renamed(monkeypatch):
    """renamed(code, name) gives a region another name, everywhere."""

    def give(code: str, name: str) -> None:
        from data import regions

        table = regions.regions()
        table.loc[table["code"] == code, ["name", "short_name"]] = name
        monkeypatch.setattr(regions, "_table", lambda: table)

    return give
