"""While a big map is made nothing is looked for; afterwards what was made is at rest."""

import gc

import pytest
from PySide6.QtCore import QObject, Signal

from argmap.ui import collecting
from argmap.ui.collecting import Undisturbed, look_through_all_again


class Owner(QObject):
    closed = Signal(object)


@pytest.fixture(autouse=True)
def as_before():
    assert gc.isenabled()
    yield
    gc.unfreeze()
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
    owner.closed.emit(owner)
    look_through_all_again()
    assert gc.get_freeze_count() == 0


def test_a_window_that_closes_meanwhile_puts_nothing_at_rest(owner):
    Undisturbed(owner, owner.closed, lambda: False)
    owner.closed.emit(owner)
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_the_search_goes_on_whatever_happens(owner, qtbot, monkeypatch):
    monkeypatch.setattr(collecting, "AT_LATEST", 2)
    Undisturbed(owner, owner.closed, lambda: False)
    qtbot.waitUntil(gc.isenabled)
