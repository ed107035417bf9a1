"""What all tests share."""

from pathlib import Path

import pytest

GOLDEN = Path(__file__).resolve().parents[2] / "shared" / "golden"


@pytest.fixture
def golden() -> Path:
    """The folder of worked tables that nobody in this project computed; it lies beside the checkout, not in it."""
    if not GOLDEN.is_dir():
        pytest.skip(f"no {GOLDEN}: the full published tables lie outside the repository")
    return GOLDEN


@pytest.fixture(autouse=True)
def no_home(monkeypatch):
    """Only embedded editions, whatever is set on this machine."""
    monkeypatch.delenv("UCJ_HOME", raising=False)
