"""The whole program on the offscreen screen; questions are answered by a script."""

from collections import deque
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from argmap.app.settings import Settings
from argmap.app.workspace import Workspace
from argmap.ui.dialogs import Question
from argmap.ui.program import Program
from argmap.ui.surroundings import Surroundings
from argmap.ui.window import Window
from tests.app.conftest import SMALL


class Script:
    """Answers in the order in which they are given; records what was asked."""

    def __init__(self) -> None:
        self.answers: deque[object] = deque()
        self.asked: list[Question] = []

    def ask(self, parent, question):
        self.asked.append(question)
        return self.answers.popleft()

    def files_to_open(self, parent, folder):
        return self.answers.popleft()

    def file_to_save(self, parent, suggested):
        self.suggested = suggested
        return self.answers.popleft()

    def document_to_add(self, parent, folder):
        return self.answers.popleft()

    def story_to_save(self, parent, suggested):
        self.suggested = suggested
        return self.answers.popleft()

    def text_to_save(self, parent, suggested):
        self.suggested = suggested
        return self.answers.popleft()


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def tea(tmp_path) -> Path:
    """The small map as a file."""
    file = tmp_path / "tea.argmap.yaml"
    file.write_text(SMALL)
    return file


@pytest.fixture
def program(qtbot, qapp, tmp_path, script):
    """The program; every window it opens is closed at the end, unsaved or not."""
    around = Surroundings(
        Settings(tmp_path / "settings.json"), Workspace(tmp_path / "state"), script
    )
    around.settings.set("motion", "off")
    program = Program(qapp, around)
    yield program
    for window in list(program.windows):
        if window.editor is not None:
            window.editor.document = window.editor.document
            script.answers.append("discard")
        window.close()
    if program._welcome is not None:
        program._welcome.close()
    program.deleteLater()  # what it still has in mind for later goes with it
    qapp.setPalette(qapp.style().standardPalette())


@pytest.fixture
def shown(program, qtbot) -> Callable[[Path], Window]:
    """Open a map and wait until it is laid out."""

    def open_(path: Path) -> Window:
        window = program.open(path)
        qtbot.waitUntil(lambda: window.editor is not None and window.furnished)
        if window.editor.map.statements:
            qtbot.waitUntil(lambda: bool(window.editor.placement.boxes))
        window.activateWindow()
        QApplication.processEvents()
        return window

    return open_


@pytest.fixture
def press(qtbot) -> Callable[..., None]:
    """Press a key where the focus of a window is."""

    def press_(window: Window, key: Qt.Key, held=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(window.focusWidget() or window, key, held)
        QApplication.processEvents()

    return press_


@pytest.fixture
def typed() -> Callable[..., None]:
    """Type letters where the focus of a window is."""

    def type_(window: Window, text: str) -> None:
        for letter in text:
            QTest.keyClicks(window.focusWidget(), letter)
            QApplication.processEvents()

    return type_
