"""The units of systemd, as far as they can be read without it running."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.conftest import ROOT
from tests.deploy.conftest import wanting

UNITS = ("ucj-award@.service", "ucj-award-backup.service", "ucj-award-backup.timer")


@pytest.mark.parametrize("name", UNITS)
def test_systemd_reads_a_unit_without_a_complaint(name: str, tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        wanting("UCJ_REQUIRE_NGINX", "no systemd-analyze: `apt-get install systemd`")
    for unit in UNITS:
        text = (ROOT / "deploy" / unit).read_text("utf-8")
        (tmp_path / unit).write_text(text.replace("/opt/ucj-award/current/.venv/bin/python", "/bin/true"), "utf-8")
    done = subprocess.run(["systemd-analyze", "verify", tmp_path / name], capture_output=True, text=True)
    assert not [line for line in done.stderr.splitlines() if "ucj-award" in line]


def test_what_the_recipe_starts_is_there() -> None:
    for name in UNITS:
        for line in (ROOT / "deploy" / name).read_text("utf-8").splitlines():
            for word in line.split():
                if word.startswith("deploy") and line.startswith("Exec"):
                    assert (ROOT / (word if "/" in word else word.replace(".", "/") + ".py")).is_file()
