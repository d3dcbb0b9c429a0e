"""A box whose passage is pointed at in a document flashes, and one under the pointer does not."""

from PySide6.QtTest import QTest

TREE = ("root", "a + root", "b - root")
MS = 20


def middle(desk, id_):
    image = desk.canvas.grab().toImage()
    box = desk.canvas.camera.box_to_screen(desk.canvas.placement.boxes[id_])
    return image.pixelColor(round(box.right) - 6, round(box.bottom) - 6)


def test_a_box_that_is_pointed_at_elsewhere_flashes_and_is_calm_again(new_desk, qtbot):
    desk = new_desk(*TREE)
    desk.canvas.set_motion(MS)
    before = middle(desk, "a")
    desk.editor.session.point_at("a")
    assert desk.canvas.flashing.of == "a"
    qtbot.waitUntil(lambda: middle(desk, "a") != before)
    qtbot.waitUntil(lambda: desk.canvas.flashing.of == "")
    assert middle(desk, "a") == before


def test_nothing_flashes_under_the_pointer_nor_without_motion(new_desk):
    desk = new_desk(*TREE)
    desk.canvas.set_motion(MS)
    desk.move_to(desk.at("a"))
    QTest.mouseMove(desk.canvas, desk.at("b"))
    assert desk.editor.session.pointed == "b"
    assert desk.canvas.flashing.of == ""
    desk.canvas.set_motion(0)
    desk.editor.session.point_at("root")
    assert desk.canvas.flashing.of == ""
