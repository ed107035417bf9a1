"""The one way to keep what calls give: shared by all viewers, made once however many ask at the same time.

By cachetools: Streamlit's own caches take a quarter of a millisecond to find what they hold, and a screen asks dozens
of times (benchmarks/README.md).
"""

import os
import threading
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from threading import Condition

from cachetools import LRUCache, TTLCache, cached

from data import editions

SECONDS = 5
_run = threading.local()  # stamps: what is known of editions' files in the run of this thread
_short: list[Callable] = []  # what `for_seconds` keeps


def kept(entries: int) -> Callable:
    """Keeps what a function makes of an edition (its id comes first) until one of the edition's files changes, so that
    a draft is never shown from memory. Further arguments are part of the key."""

    def wrap(make: Callable) -> Callable:
        @cached(LRUCache(entries), condition=Condition())
        def remembered(stamp: int, *asked):
            return make(*asked)

        @wraps(make)
        def ask(id: str, *asked):
            return remembered(_stamp(id), id, *asked)

        ask.cache_clear = remembered.cache_clear
        return ask

    return wrap


def for_seconds(make: Callable) -> Callable:
    """For what hangs on all editions: what one process publishes is soon seen by another."""
    keep = cached(TTLCache(64, SECONDS), condition=Condition())(make)
    _short.append(keep)
    return keep


def forget() -> None:
    """Has everything that is kept for a while read anew: whoever did something sees it at once."""
    _run.__dict__.clear()
    for keep in _short:
        keep.cache_clear()


@for_seconds
def _folder(id: str) -> Path:
    return editions.edition(id).folder


def look_anew() -> None:
    """Call first in every run: the files of an edition are looked at once in each."""
    _run.stamps = {}


def _stamp(id: str) -> int:
    stamps = getattr(_run, "stamps", {})
    if id not in stamps:
        with os.scandir(_folder(id)) as files:
            stamps[id] = max((file.stat().st_mtime_ns for file in files), default=0)
    return stamps[id]
