"""The minimap: follows the view, leads it, and is made while nothing else is to be done."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from argmap.io.yaml_write import canonical
from bench.maps import made_up

LEFT, NO = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(shown, tmp_path):
    file = tmp_path / "big.argmap.yaml"
    file.write_text(canonical(made_up(150)))
    return shown(file)


@pytest.fixture
def minimap(window, qtbot):
    """The minimap of a window, its picture ready."""
    window.perform(window.actions_.records["view.minimap"])
    made = window.docks.pane("minimap")
    qtbot.waitUntil(lambda: made.fit is not None)
    return made


def spot(minimap, id_):
    x, y = minimap.fit.to_area(minimap._canvas.placement.boxes[id_].centre)
    return QPoint(round(x), round(y))


def middle(canvas):
    return canvas.camera.to_map(canvas.eye.middle)


def test_a_click_goes_there(window, minimap):
    far = max(window.canvas.placement.boxes, key=lambda id_: window.canvas.placement.boxes[id_].y)
    QTest.mouseClick(minimap, LEFT, NO, spot(minimap, far))
    box = window.canvas.placement.boxes[far]
    assert box.meets(window.canvas.camera.visible(window.canvas.view))


def test_the_frame_follows_the_view_and_can_be_dragged(window, minimap):
    before, zoom = minimap.frame(), window.canvas.camera.zoom
    window.canvas.eye.look(window.canvas.camera.panned(0, -400))
    assert minimap.frame().y > before.y
    start = minimap.frame().centre
    was = middle(window.canvas)
    QTest.mousePress(minimap, LEFT, NO, QPoint(round(start[0]), round(start[1])))
    at = QPointF(start[0], start[1] - 10)
    kind = QEvent.Type.MouseMove
    over = QPointF(minimap.mapToGlobal(at))
    move = QMouseEvent(kind, at, over, Qt.MouseButton.NoButton, LEFT, NO)
    QApplication.sendEvent(minimap, move)
    QTest.mouseRelease(minimap, LEFT, NO, at.toPoint())
    moved = middle(window.canvas)[1] - was[1]
    assert moved == pytest.approx(-10 / minimap.fit.y_scale, rel=0.15)
    assert window.canvas.camera.zoom == zoom


def test_keys_push_and_zoom_the_view_and_lead_back_to_the_map(window, minimap):
    minimap.setFocus()
    y, zoom = middle(window.canvas)[1], window.canvas.camera.zoom
    QTest.keyClick(minimap, Qt.Key.Key_Down)
    assert middle(window.canvas)[1] > y
    QTest.keyClick(minimap, Qt.Key.Key_Minus)
    assert window.canvas.camera.zoom < zoom
    QTest.keyClick(minimap, Qt.Key.Key_Return)
    assert window.canvas.hasFocus()


def test_the_picture_stays_until_the_next_one_is_ready(window, minimap, qtbot):
    first = minimap._picture
    window.editor.select("s0")
    window.perform(window.actions_.records["arrange.fold-level-2"])
    assert minimap._picture is first
    qtbot.waitUntil(lambda: minimap._picture is not first)


def test_what_is_selected_is_marked(window, minimap):
    before = minimap.grab().toImage()
    window.editor.select("s0")
    assert minimap.grab().toImage() != before


def test_it_is_looked_at_and_leaves_the_focus_with_the_map(window, minimap):
    window.canvas.setFocus()
    for _ in range(2):
        window.perform(window.actions_.records["view.minimap"])
        assert window.focusWidget() is window.canvas


@pytest.mark.parametrize("by_key", [True, False])
def test_a_pane_that_is_hidden_gives_the_focus_back(window, minimap, by_key):
    window.docks.toggle("outline")
    tree = window.docks.pane("outline")
    assert tree.isAncestorOf(window.focusWidget())
    if by_key:
        window.docks.toggle("outline")
    else:
        window.docks.docks["outline"].titleBarWidget().findChild(QToolButton).click()
    assert not window.docks.is_seen("outline")
    assert window.focusWidget() is window.canvas


def test_a_closed_minimap_makes_nothing(window, minimap):
    window.docks.toggle("minimap")
    window.perform(window.actions_.records["arrange.fold-level-1"])
    assert not minimap._soon.isActive()
    assert not minimap._idle.isActive()


def test_it_is_there_again_in_the_next_window(window, minimap, shown, qtbot):
    path = window.editor.document.path
    window.close()
    again = shown(path)
    assert "pane_minimap" in again.facts()
    assert again.docks.docks["minimap"].objectName() == "minimap"
