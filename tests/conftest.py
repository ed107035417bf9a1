"""What all tests share."""

import shutil
from pathlib import Path

import pytest

from data.embedded import build

GOLDEN = Path(__file__).resolve().parents[2] / "shared" / "golden"


@pytest.fixture
def golden() -> Path:
    """The folder of worked tables that nobody in this project computed; it lies beside the checkout, not in it."""
    if not GOLDEN.is_dir():
        pytest.skip(f"no {GOLDEN}: the full published tables lie outside the repository")
    return GOLDEN


@pytest.fixture(autouse=True)
def no_home(monkeypatch, tmp_path_factory):
    """Only embedded editions, whatever is set on this machine; a test that writes brings a home of its own."""
    nowhere = tmp_path_factory.getbasetemp() / "nowhere"
    monkeypatch.setenv("UCJ_HOME", str(nowhere))
    yield
    assert not nowhere.exists() or shutil.rmtree(nowhere), "written into no home"


@pytest.fixture(scope="session")
def villages_home(tmp_path_factory):
    """A home with the simulated edition of 83,762 villages, made once."""
    home = tmp_path_factory.mktemp("villages")
    build("desa-simulasi-2026", home / "editions" / "desa-simulasi-2026")
    return home
