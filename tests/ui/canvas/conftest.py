"""A canvas over a real editor, with the keys of the table, on the offscreen screen."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from argmap.app import actions as table
from argmap.app.editor import Editor
from argmap.app.facts import facts_of
from argmap.io.files import new_document
from argmap.model.argmap import ArgumentMap
from argmap.render.fonts import load_fonts
from argmap.render.measure import Measure
from argmap.render.style import LIGHT
from argmap.ui.bridge import Bridge
from argmap.ui.canvas.canvas import Canvas
from argmap.ui.menus import ActionSet
from tests.ui.canvas.maps import map_of

NO = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton


@dataclass
class Desk:
    """A canvas in a window, and hands for mouse and keys."""

    window: QMainWindow
    canvas: Canvas
    editor: Editor
    actions: ActionSet
    notices: list[str] = field(default_factory=list)

    def at(self, id_: str) -> QPoint:
        """Where a statement or link is seen on the canvas."""
        placement = self.canvas.placement
        if id_ in placement.boxes:
            spot = placement.boxes[id_].centre
        else:
            spot = placement.routes[id_].middle
        return self.point(spot)

    def point(self, spot: tuple[float, float]) -> QPoint:
        """Where a point of the map is seen."""
        x, y = self.canvas.camera.to_screen(spot)
        return QPoint(round(x), round(y))

    def click(self, id_: str, held: Qt.KeyboardModifier = NO) -> None:
        QTest.mouseClick(self.canvas, LEFT, held, self.at(id_))
        self.settle()

    def press_at(self, point: QPoint, held: Qt.KeyboardModifier = NO) -> None:
        QTest.mousePress(self.canvas, LEFT, held, point)

    def move_to(self, point: QPoint, held: Qt.KeyboardModifier = NO) -> None:
        """Move with the left button and some keys held; QTest's own move forgets both."""
        where = QPointF(point)
        over = QPointF(self.canvas.mapToGlobal(point))
        kind = QEvent.Type.MouseMove
        event = QMouseEvent(kind, where, over, Qt.MouseButton.NoButton, LEFT, held)
        QApplication.sendEvent(self.canvas, event)

    def release_at(self, point: QPoint, held: Qt.KeyboardModifier = NO) -> None:
        QTest.mouseRelease(self.canvas, LEFT, held, point)
        self.settle()

    def drag(self, start: QPoint, end: QPoint, held: Qt.KeyboardModifier = NO) -> None:
        """Press, pull and release; the keys are held from the middle of the way on."""
        self.press_at(start)
        self.move_to((start + end) / 2)
        self.move_to(end, held)
        self.release_at(end, held)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = NO) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.window.focusWidget() or self.canvas, key, held)
        self.settle()

    def type(self, text: str) -> None:
        """Type a text where the focus is, key by key."""
        for letter in text:
            QTest.keyClicks(self.window.focusWidget() or self.canvas, letter)
        self.settle()

    def settle(self) -> None:
        QApplication.processEvents()
        self.actions.refresh(facts_of(self.editor))

    def said(self) -> str:
        """The last notice."""
        return self.notices[-1] if self.notices else ""

    @property
    def map(self) -> ArgumentMap:
        return self.editor.map

    def links(self) -> set[tuple[str, str, str]]:
        """Every link as its premises, kind and target."""
        return {("+".join(k.premises), k.kind.value, k.target) for k in self.map.links.values()}


@pytest.fixture
def new_desk(qtbot) -> Callable[..., Desk]:
    """Make a desk over a map of these lines."""
    load_fonts()

    def make(*lines: str) -> Desk:
        measure = Measure()
        document = replace(new_document(), map=map_of(*lines))
        editor = Editor(document, measure.sizes)
        window = QMainWindow()
        bridge = Bridge(editor, window)
        canvas = Canvas(editor, bridge, measure, LIGHT, window)
        canvas.set_motion(0)
        actions = ActionSet(
            table.ACTIONS,
            lambda action: _perform(action, editor, canvas),
            window,
        )
        actions.set_keys("default", {})
        actions.give_map_keys(canvas)
        window.setCentralWidget(canvas)
        window.resize(1000, 800)
        qtbot.addWidget(window)
        window.show()
        qtbot.waitExposed(window)
        desk = Desk(window, canvas, editor, actions)
        editor.notices.add(lambda notice: desk.notices.append(notice.text))
        editor.arrange()
        canvas.setFocus()
        desk.settle()
        return desk

    return make


def _perform(action, editor, canvas) -> None:
    bound = canvas.bindings().get(action.id)
    if bound is not None:
        bound()
    elif action.run is not None:
        table.run(action, editor)
