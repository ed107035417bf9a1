"""One screen at a time, unless one takes too long."""

import threading

import pytest

from pages.common import turns


def test_the_next_begins_when_the_one_before_has_ended(monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 60)
    order, inside = [], threading.Event()

    def next_one():
        inside.set()
        with turns.turn():
            order.append("next")

    with turns.turn():
        other = threading.Thread(target=next_one)
        other.start()
        inside.wait()
        order.append("first")
    other.join()
    assert order == ["first", "next"]


def test_nobody_waits_for_long(monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    with turns.turn():
        ahead = threading.Thread(target=lambda: turns.turn().__enter__())
        ahead.start()
        ahead.join()
        assert turns._turn.locked(), "who went ahead takes no turn from the one who has it"


def test_a_screen_that_fails_gives_its_turn_back():
    with pytest.raises(ZeroDivisionError), turns.turn():
        raise ZeroDivisionError
    assert not turns._turn.locked()
