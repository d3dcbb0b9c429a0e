"""Another layout is looked at from its beginning, or stays where something is chosen."""

from PySide6.QtCore import QPoint

from argmap.model.records import LayoutKind

TREE = ("root", *(f"a{k} + root" for k in range(9)), *(f"b{k} + a{k}" for k in range(9)))


def draw(desk, layout):
    with desk.editor.transact("Change layout") as tx:
        tx.set_view(layout=layout)
    desk.settle()


def test_an_outline_is_looked_at_from_its_root(new_desk):
    desk = new_desk(*TREE)
    desk.editor.select()
    draw(desk, LayoutKind.OUTLINE)
    assert desk.canvas.rect().contains(desk.at("root"))
    assert desk.at("root").y() < desk.canvas.height() / 3


def test_what_is_chosen_stays_in_its_place(new_desk):
    desk = new_desk(*TREE)
    desk.editor.select("b4")
    desk.settle()
    before = desk.at("b4")
    draw(desk, LayoutKind.OUTLINE)
    assert (desk.at("b4") - before).manhattanLength() <= 2
    draw(desk, LayoutKind.RADIAL)
    assert (desk.at("b4") - before).manhattanLength() <= 2


def test_nothing_is_pinned_in_an_outline(new_desk):
    desk = new_desk(*TREE)
    draw(desk, LayoutKind.OUTLINE)
    box = desk.canvas.placement.boxes["b4"]
    start = desk.at("b4")
    desk.drag(start, start + QPoint(round(3 * box.width), 0))
    assert not desk.map.meta.view.pins
    assert desk.said() == "Places by hand are for layers (menu Arrange)."
