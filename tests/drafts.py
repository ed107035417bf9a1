"""Drafts that tests freeze, publish and change."""

import shutil
from pathlib import Path

from data.editions import EMBEDDED
from data.manifest import NAME


def drafted(home: Path, id: str = "second", title: str = "Provinsi 2024") -> Path:
    """Puts a draft like the embedded provinces into a home; its folder."""
    folder = home / "editions" / id
    shutil.copytree(EMBEDDED / "provinsi-2024", folder, ignore=shutil.ignore_patterns(NAME))
    facts = (folder / "edition.toml").read_text("utf-8").replace('id = "provinsi-2024"', f'id = "{id}"', 1)
    (folder / "edition.toml").write_text(facts.replace("Provinsi 2024", title), "utf-8")
    return folder
