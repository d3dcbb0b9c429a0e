"""A talk in the whole program on the offscreen screen; further screens can be pretended."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication

from argmap.ui.present import starting
from argmap.ui.present.presenting import Presenting
from argmap.ui.window import Window
from tests.ui.shell import conftest as shell

press, program, script = shell.press, shell.program, shell.script
shown, tea, typed = shell.shown, shell.tea, shell.typed


class FakeScreen:
    """A screen that is plugged in: its name and where it stands."""

    def __init__(self, name: str, left: int) -> None:
        self._name, self._area = name, QRect(left, 0, 800, 600)

    def name(self):
        return self._name

    def serialNumber(self):
        return ""

    def geometry(self):
        return self._area

    availableGeometry = geometry  # noqa: N815 - Qt's name


@pytest.fixture
def present(shown, tea, qtbot) -> Callable[..., tuple[Window, Presenting]]:
    """Make a story of the small map and begin to present it."""

    def begin(window=None):
        window = window or shown(tea)
        do(window, "story.conclusion-first", "present.start")
        follower = window.bridge.findChild(starting.TalkFollower)
        qtbot.waitUntil(follower.presenting.audience.isVisible)
        QApplication.processEvents()
        return window, follower.presenting

    return begin


def do(window, *ids):
    """Perform actions of a window."""
    for id_ in ids:
        window.perform(window.actions_.records[id_])
    QApplication.processEvents()
