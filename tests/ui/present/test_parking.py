"""What was taken down for later finds its place by dragging: in the window, and in a talk."""

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from argmap.edit import capture
from argmap.model.records import LinkKind, StatementKind
from argmap.ui import parked_drag
from argmap.ui.parked_drag import Use, planned_parked
from argmap.ui.present.parking import ParkingLot
from tests.ui.present.conftest import do

SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def settle():
    for _ in range(4):
        QApplication.processEvents()


def drag(widget, data, at, held=NONE, *, let_go=True):
    """Drag something over a widget and let it go there.

    The events are handed over as they are: sent without a drag of Qt's own, they bring Qt down.
    """
    args = (Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, held)
    widget.dragEnterEvent(QDragEnterEvent(at, *args))
    widget.dragMoveEvent(QDragMoveEvent(at, *args))
    widget.grab()
    if let_go:
        widget.dropEvent(QDropEvent(QPointF(at), *args, QEvent.Type.Drop))
        settle()


def seen(eye, place):
    x, y = eye.camera.to_screen(place)
    return QPoint(round(x), round(y))


@pytest.fixture
def lot(shown, tea):
    """The window with its list of what was taken down, and one contribution in it."""
    window = shown(tea)
    with window.editor.transact("Park") as tx:
        id_ = capture.park(tx, "It keeps awake.", "M.")
    do(window, "view.parked")
    settle()
    (pane,) = window.findChildren(ParkingLot)
    return window, pane, id_


def carried(pane):
    return pane.list.carried(0)


@pytest.mark.parametrize(
    ("held", "kind", "becomes"),
    [
        (NONE, LinkKind.SUPPORTS, StatementKind.CLAIM),
        (SHIFT, LinkKind.OPPOSES, StatementKind.COUNTERPOINT),
    ],
)
def test_on_a_box_it_supports_and_with_shift_it_opposes(lot, held, kind, becomes):
    window, pane, id_ = lot
    editor, canvas = window.editor, window.canvas
    assert pane.list.item(0).text() == "It keeps awake. (M.)"
    assert pane.windowTitle() == "For later (1)"
    at = seen(canvas.eye, canvas.placement.boxes["calm"].centre)
    drag(canvas, carried(pane), at, held)
    assert editor.map.primary_parent(id_) == "calm"
    assert editor.map.links[editor.map.primary_links[id_]].kind is kind
    assert editor.map.statements[id_].kind is becomes
    assert not editor.map.parked
    assert not pane.list.isVisible()
    editor.undo()
    settle()
    assert list(editor.map.parked) == [id_]
    assert pane.list.count() == 1


def test_on_a_link_it_undercuts(lot):
    window, pane, id_ = lot
    editor, canvas = window.editor, window.canvas
    link = editor.map.primary_links["calm"]
    drag(canvas, carried(pane), seen(canvas.eye, canvas.placement.routes[link].badge))
    own = editor.map.links[editor.map.primary_links[id_]]
    assert (own.target, own.kind) == (link, LinkKind.OPPOSES)


def test_on_empty_ground_it_stands_where_it_was_dropped(lot):
    window, pane, id_ = lot
    editor, canvas = window.editor, window.canvas
    canvas.set_motion(0)
    at = QPoint(200, canvas.height() - 100)
    wanted = canvas.camera.to_map((at.x(), at.y()))
    drag(canvas, carried(pane), at)
    assert id_ in editor.map.roots
    assert canvas.placement.boxes[id_].centre == pytest.approx(wanted, abs=1)


def test_what_a_drop_would_do_is_named(lot):
    window, pane, _ = lot
    canvas = window.canvas
    at = seen(canvas.eye, canvas.placement.boxes["calm"].centre)
    drag(canvas, carried(pane), at, let_go=False)
    assert canvas.tool.plan.words.startswith("Supports “")
    assert canvas.tool.shown().drop_target == "calm"
    canvas.tool.cancel()
    assert canvas.resting
    map = window.editor.map
    assert planned_parked(map, "calm", opposes=True).use is Use.OPPOSE
    assert planned_parked(map, "").use is Use.ALONE


def test_that_of_another_map_is_left_alone(lot):
    window, _, id_ = lot
    data = QMimeData()
    parked_drag.carry(data, id_, "another")
    canvas = window.canvas
    drag(canvas, data, seen(canvas.eye, canvas.placement.boxes["calm"].centre))
    assert list(window.editor.map.parked) == [id_]


def test_enter_places_it_under_the_selection_and_delete_drops_it(lot):
    window, pane, id_ = lot
    editor = window.editor
    pane.list.setCurrentRow(0)
    editor.select("tea")
    QTest.keyClick(pane.list, Qt.Key.Key_Return)
    settle()
    assert editor.map.primary_parent(id_) == "tea"
    editor.undo()
    settle()
    pane.list.setCurrentRow(0)
    QTest.keyClick(pane.list, Qt.Key.Key_Delete)
    assert not editor.map.parked
    assert id_ not in editor.map.statements


def test_in_a_talk_it_is_dragged_onto_the_step_and_joins_it(present):
    window, presenting = present()
    editor, talk = window.editor, presenting.talk
    talk.next()
    with editor.transact("Park") as tx:
        id_ = capture.park(tx, "It keeps awake.")
    presenter = presenting.presenter
    settle()
    presenter.follow()
    assert presenter.parked.count() == 1
    view = presenting.audience.view
    target = talk.target
    at = seen(view.eye, view.sight.placement.boxes[target].centre)
    drag(view, presenter.parked.carried(0), at, let_go=False)
    assert view._carried[1].target == target
    drag(view, presenter.parked.carried(0), at, SHIFT)
    assert editor.map.primary_parent(id_) == target
    assert id_ in talk.step.reveal
    assert id_ in talk.told.map.statements
    presenter.follow()
    assert not presenter.parked.isVisible()
