"""While a big map is made nothing is looked for; afterwards what was made is at rest."""

import gc
import weakref

import pytest
from PySide6.QtCore import QObject, Signal

from argmap.ui import collecting
from argmap.ui.collecting import Resting, Undisturbed, let_go, look_through_all


class Ring:
    def __init__(self):
        self.itself = self


class Owner(QObject):
    closed = Signal(object)


@pytest.fixture(autouse=True)
def as_before():
    assert gc.isenabled()
    gc.unfreeze()  # a big map of another test may still be at rest
    usual = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*usual)
    gc.enable()


@pytest.fixture
def owner(monkeypatch, qapp):
    monkeypatch.setattr(collecting, "LOOKS", 5)
    return Owner()


def test_what_was_made_is_at_rest_once_all_is_there(owner, qtbot):
    made = []
    Undisturbed(owner, owner.closed, lambda: bool(made))
    qtbot.wait(20)
    assert not gc.isenabled()
    made.append(True)
    qtbot.waitUntil(gc.isenabled)
    assert gc.get_freeze_count() > 0
    assert gc.get_threshold() == collecting.SELDOM
    owner.closed.emit(owner)
    look_through_all()
    assert gc.get_freeze_count() == 0
    assert gc.get_threshold() == collecting.USUAL


def test_what_came_to_rest_is_let_go_when_a_window_has_gone(owner, qtbot, monkeypatch):
    monkeypatch.setattr(collecting, "GONE", 5)
    ring = Ring()
    left = weakref.ref(ring)
    gc.freeze()
    held = [ring]
    del ring
    let_go(left, owner)
    qtbot.wait(15)
    assert left() is held[0]  # who still has it is waited for
    held.clear()
    qtbot.waitUntil(lambda: left() is None)


def test_a_window_that_closes_meanwhile_puts_nothing_at_rest(owner):
    Undisturbed(owner, owner.closed, lambda: False)
    owner.closed.emit(owner)
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_the_search_goes_on_whatever_happens(owner, qtbot, monkeypatch):
    monkeypatch.setattr(collecting, "AT_LATEST", 2)
    Undisturbed(owner, owner.closed, lambda: False)
    qtbot.waitUntil(gc.isenabled)


def test_what_edits_leave_comes_to_rest_in_a_quiet_moment(owner, qtbot, monkeypatch):
    monkeypatch.setattr(collecting, "QUIET", 20)
    resting = Resting(owner, owner.closed)
    ring = Ring()
    left = weakref.ref(ring)
    del ring
    resting.wait()
    qtbot.waitUntil(lambda: left() is None)
    assert gc.get_freeze_count() > 0
    gc.unfreeze()
    resting.wait()
    owner.closed.emit(owner)
    qtbot.wait(60)
    assert gc.get_freeze_count() == 0
