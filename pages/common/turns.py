"""One screen at a time is made, for on one processor ten that are made at once are all as late as the last."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

PATIENCE = 0.25  # seconds; a screen that reckons for long holds nobody up for more
_turn = Lock()


@contextmanager
def turn() -> Iterator[None]:
    """Waits for a turn, at most PATIENCE."""
    got = _turn.acquire(timeout=PATIENCE)
    try:
        yield
    finally:
        if got:
            _turn.release()
