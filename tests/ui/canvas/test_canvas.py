"""Looking, choosing, walking, folding and choosing a link's target on a real canvas."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QInputDevice,
    QNativeGestureEvent,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from argmap.ui.canvas.choose import Choose
from argmap.ui.canvas.select import Select
from tests.ui.canvas.conftest import ALT, CTRL, LEFT, NO, SHIFT

Key = Qt.Key
NOWHERE = QPoint()
TREE = ("root", "a + root", "b - root", "c + root", "d + b", "e + b", "lone")


def wheel(desk, at, turn, pixels=NOWHERE, held=NO):
    event = QWheelEvent(
        QPointF(at),
        QPointF(desk.canvas.mapToGlobal(at)),
        pixels,
        turn,
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(desk.canvas, event)


def near(a, b, within=0.5):
    return a == pytest.approx(b, abs=within)


# ----------------------------------------------------------------------------------------- view


def test_the_first_view_shows_a_small_map_whole(new_desk):
    desk = new_desk(*TREE)
    for id_ in desk.map.statements:
        assert desk.canvas.rect().contains(desk.at(id_))
    assert desk.canvas.camera.zoom >= 0.5


def test_the_first_view_of_a_large_map_can_be_read_and_shows_the_root(new_desk):
    desk = new_desk("root", *(f"r{n} + root" for n in range(30)))
    assert desk.canvas.camera.zoom >= 0.5
    seen = desk.canvas.camera.box_to_screen(desk.canvas.placement.boxes["root"])
    assert 0 <= seen.y <= 60
    assert desk.canvas.rect().contains(desk.at("root"))


def test_ctrl_wheel_zooms_at_the_pointer(new_desk):
    desk = new_desk(*TREE)
    at = QPoint(321, 234)
    before, zoom = desk.canvas.camera.to_map((321, 234)), desk.canvas.camera.zoom
    wheel(desk, at, QPoint(0, 240), held=CTRL)
    assert desk.canvas.camera.zoom == pytest.approx(zoom * 1.44)
    assert near(desk.canvas.camera.to_map((321, 234)), before, 1e-6)


def test_the_wheel_pans_by_pixels_where_the_device_gives_them(new_desk):
    desk = new_desk(*TREE)
    before = desk.at("root")
    wheel(desk, QPoint(300, 300), QPoint(0, -120), QPoint(-7, -13))
    assert desk.at("root") - before == QPoint(-7, -13)
    wheel(desk, QPoint(300, 300), QPoint(0, -120))
    assert (desk.at("root") - before).y() < -60
    assert desk.at("root").x() - before.x() == -7


def test_a_pinch_zooms_at_the_pointer(new_desk):
    desk = new_desk(*TREE)
    before, zoom = desk.canvas.camera.to_map((400, 300)), desk.canvas.camera.zoom
    device = QPointingDevice(
        "pad", 1, QInputDevice.DeviceType.TouchPad, QPointingDevice.PointerType.Finger,
        QInputDevice.Capability.All, 2, 0,
    )  # fmt: skip
    at = QPointF(400, 300)
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, device, 2, at, at, at, 0.25, QPointF()
    )
    QApplication.sendEvent(desk.canvas, event)
    assert desk.canvas.camera.zoom == pytest.approx(zoom * 1.25)
    assert near(desk.canvas.camera.to_map((400, 300)), before, 1e-6)


def test_the_middle_button_drags_the_view(new_desk):
    desk = new_desk(*TREE)
    before = desk.at("root")
    QTest.mousePress(desk.canvas, Qt.MouseButton.MiddleButton, NO, QPoint(300, 300))
    desk.move_to(QPoint(340, 320))
    QTest.mouseRelease(desk.canvas, Qt.MouseButton.MiddleButton, NO, QPoint(340, 320))
    assert desk.at("root") - before == QPoint(40, 20)
    assert isinstance(desk.canvas.tool, Select)


def test_zoom_actions(new_desk):
    desk = new_desk(*TREE)
    heard = []
    desk.canvas.zoom_changed.connect(heard.append)
    do = desk.canvas.bindings()
    do["view.actual-size"]()
    do["view.zoom-in"]()
    assert desk.canvas.camera.zoom == 1.1
    do["view.zoom-out"]()
    assert desk.canvas.camera.zoom == 1.0
    assert heard[-1] == 1.0
    desk.editor.select("d", "e")
    desk.settle()
    desk.key(Key.Key_2, SHIFT)
    assert desk.canvas.camera.zoom > 1
    desk.key(Key.Key_1, SHIFT)
    assert all(desk.canvas.rect().contains(desk.at(id_)) for id_ in desk.map.statements)


def test_the_map_cannot_be_pushed_out_of_sight(new_desk):
    desk = new_desk(*TREE)
    for _ in range(100):
        wheel(desk, QPoint(300, 300), QPoint(0, -1200))
    seen = desk.canvas.camera.box_to_screen(desk.canvas.sight.content())
    assert seen.bottom > 0


def test_the_camera_is_kept_with_the_session_and_taken_up_again(new_desk):
    desk = new_desk(*TREE)
    desk.canvas.eye.zoom_to(1.5, (10.0, 10.0))
    x, y, zoom = desk.editor.session.camera
    assert zoom == 1.5
    assert near(desk.canvas.camera.to_map(desk.canvas.eye.middle), (x, y))


# ------------------------------------------------------------------------------------- choosing


def test_click_shift_click_and_ctrl_click(new_desk):
    desk = new_desk(*TREE)
    chosen = desk.editor.session
    desk.click("a")
    assert chosen.selection == ("a",)
    desk.click("b", SHIFT)
    assert chosen.selection == ("a", "b")
    desk.click("c>root", CTRL)
    assert chosen.selection == ("a", "b", "c>root")
    desk.click("a", CTRL)
    assert chosen.selection == ("b", "c>root")
    desk.click("b", SHIFT)
    assert chosen.selection == ("c>root", "b")
    desk.click("b")
    assert chosen.selection == ("b",)


def test_a_click_on_empty_ground_chooses_nothing(new_desk):
    desk = new_desk(*TREE)
    desk.click("a")
    QTest.mouseClick(desk.canvas, LEFT, NO, QPoint(4, 4))
    assert desk.editor.session.selection == ()


def test_links_are_hit_near_their_line_only(new_desk):
    desk = new_desk(*TREE)
    at = desk.at("a>root")
    assert desk.canvas.what_at((at.x() + 4, at.y())) == "a>root"
    box = desk.canvas.placement.boxes["a"]
    aside = desk.point((box.x - 30, box.y - 20))
    assert desk.canvas.what_at((aside.x(), aside.y())) == ""


def test_hover_is_shown_and_forgotten(new_desk):
    desk = new_desk(*TREE)
    desk.move_to(desk.at("a"))
    QTest.mouseMove(desk.canvas, desk.at("b"))
    desk.settle()
    assert desk.canvas.tool.hovered == "b"
    QApplication.sendEvent(desk.canvas, _leave())
    assert desk.canvas.tool.hovered == ""


def _leave():
    from PySide6.QtCore import QEvent

    return QEvent(QEvent.Type.Leave)


def test_arrows_walk_and_come_back_the_same_way(new_desk):
    desk = new_desk(*TREE)
    desk.click("e")
    desk.key(Key.Key_Up)
    assert desk.editor.session.focus == "b"
    desk.key(Key.Key_Down)
    assert desk.editor.session.focus == "e"
    desk.key(Key.Key_Left, SHIFT)
    assert desk.editor.session.selection == ("e", "d")


def test_alt_arrows_go_onto_links(new_desk):
    desk = new_desk(*TREE)
    desk.click("d")
    desk.key(Key.Key_Up, ALT)
    assert desk.editor.session.selection == ("d>b",)
    desk.key(Key.Key_Up, ALT)
    assert desk.editor.session.selection == ("b",)


def test_what_is_walked_to_comes_into_sight(new_desk):
    desk = new_desk("root", *(f"r{n} + root" for n in range(12)))
    desk.canvas.eye.zoom_to(1.5)
    desk.editor.select("r0")
    for _ in range(11):
        desk.key(Key.Key_Right)
    assert desk.editor.session.focus == "r11"
    assert desk.canvas.rect().contains(desk.at("r11"))


def test_the_context_menu_is_wanted_for_what_is_under_the_pointer(new_desk):
    desk = new_desk(*TREE)
    wanted = []
    desk.canvas.menu_wanted.connect(lambda id_, where: wanted.append((id_, where)))
    at = desk.at("b")
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(desk.canvas, QContextMenuEvent(reason, at, desk.canvas.mapToGlobal(at)))
    assert wanted == [("b", desk.canvas.mapToGlobal(at))]
    assert desk.editor.session.selection == ("b",)


# -------------------------------------------------------------------------------------- folding


def test_space_folds_and_unfolds_in_place(new_desk):
    desk = new_desk(*TREE)
    desk.click("b")
    before = desk.at("b")
    desk.key(Key.Key_Space)
    assert desk.editor.session.folded == {"b"}
    assert set(desk.map.statements) - set(desk.canvas.placement.boxes) == {"d", "e"}
    assert (desk.at("b") - before).manhattanLength() <= 2
    desk.key(Key.Key_Space)
    assert set(desk.canvas.placement.boxes) == set(desk.map.statements)
    assert (desk.at("b") - before).manhattanLength() <= 2


# ------------------------------------------------------------------------- the target of a link


def test_a_resting_pointer_does_not_undo_a_walk_by_keys(new_desk):
    desk = new_desk(*TREE)
    desk.click("d")
    desk.key(Key.Key_L, CTRL)
    desk.key(Key.Key_Up)
    desk.move_to(desk.at("d"))
    assert desk.canvas.tool.target == "b"
    desk.move_to(desk.at("e"))
    assert desk.canvas.tool.target == "e"


def test_ctrl_l_then_arrows_and_enter(new_desk):
    desk = new_desk(*TREE)
    desk.click("d")
    desk.key(Key.Key_L, CTRL)
    assert isinstance(desk.canvas.tool, Choose)
    desk.key(Key.Key_Up)
    desk.key(Key.Key_Right)
    target = desk.canvas.tool.target
    assert target == "c"
    assert desk.canvas.tool.plan.words == "Supports: “Text of c”"
    desk.key(Key.Key_Return)
    assert ("d", "supports", "c") in desk.links()
    assert isinstance(desk.canvas.tool, Select)
    assert not desk.canvas.link_mode.names.isVisible()


def test_ctrl_l_then_a_click(new_desk):
    desk = new_desk(*TREE)
    desk.click("d")
    desk.key(Key.Key_L, CTRL)
    desk.click("lone")
    assert ("d", "supports", "lone") in desk.links()


def test_ctrl_l_then_a_name(new_desk):
    desk = new_desk(*TREE)
    desk.click("d")
    desk.key(Key.Key_L, CTRL)
    desk.type("of lo")
    names = desk.canvas.link_mode.names
    assert names.field.hasFocus()
    assert [names.names.item(n).text() for n in range(names.names.count())] == ["Text of lone"]
    assert desk.canvas.tool.target == "lone"
    desk.key(Key.Key_Return)
    assert ("d", "supports", "lone") in desk.links()
    assert desk.canvas.hasFocus()


@pytest.mark.parametrize("typed", ["", "lone"])
def test_ctrl_l_then_esc(new_desk, typed):
    desk = new_desk(*TREE)
    before = desk.map
    desk.click("d")
    desk.key(Key.Key_L, CTRL)
    desk.type(typed)
    desk.key(Key.Key_Escape)
    assert desk.map is before
    assert desk.editor.session.linking is None
    assert isinstance(desk.canvas.tool, Select)
    assert desk.canvas.hasFocus()


def test_a_target_that_cannot_be_is_refused_and_the_choice_goes_on(new_desk):
    desk = new_desk(*TREE)
    desk.click("d")
    desk.key(Key.Key_L, CTRL)
    desk.click("b")
    assert desk.said() == "Supports already."
    assert isinstance(desk.canvas.tool, Choose)
    desk.key(Key.Key_Escape)


# ---------------------------------------------------------------------------------------- motion


def test_boxes_slide_to_their_places_and_arrive(new_desk, qtbot):
    desk = new_desk(*TREE)
    desk.canvas.set_motion(60)
    desk.click("b")
    desk.key(Key.Key_Tab)
    offsets = desk.canvas.sight.offsets
    assert offsets
    assert "b" not in offsets
    qtbot.waitUntil(lambda: not desk.canvas.sight.offsets)


def test_no_motion_where_it_is_not_wished(new_desk):
    desk = new_desk(*TREE)
    desk.click("b")
    desk.key(Key.Key_Tab)
    assert not desk.canvas.sight.offsets


# ---------------------------------------------------------------------------------------- paint


def colours(desk):
    image = desk.canvas.grab().toImage()
    points = [(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)]
    return {image.pixelColor(x, y).name() for x, y in points}


def test_an_empty_map_says_what_to_do_and_a_full_one_is_painted(new_desk):
    assert len(colours(new_desk())) > 1
    assert len(colours(new_desk(*TREE))) > 4


def test_it_takes_another_theme(new_desk):
    from argmap.render.style import DARK

    desk = new_desk(*TREE)
    assert DARK.canvas.lower() not in colours(desk)
    desk.canvas.set_theme(DARK)
    assert DARK.canvas.lower() in colours(desk)


def test_the_first_view_follows_the_window_until_somebody_looks_elsewhere(new_desk):
    desk = new_desk(*TREE)
    desk.window.resize(700, 600)
    desk.settle()
    assert all(desk.canvas.rect().contains(desk.at(id_)) for id_ in desk.map.statements)
    wheel(desk, QPoint(300, 300), NOWHERE, QPoint(0, 9))
    camera = desk.canvas.camera
    desk.window.resize(900, 700)
    desk.settle()
    assert desk.canvas.camera == camera
