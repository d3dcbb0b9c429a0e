"""Gestures while only a part of the map is shown: a branch alone, or what a search left."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt

from argmap.app.arrangers import InlineArranger
from argmap.app.scope import Scope
from tests.ui.canvas.conftest import CTRL

Key = Qt.Key
TREE = ("root", "a + root", "b - root", "c + root", "d + b", "e + b", "f + e")


def into(desk, top="", hidden=()):
    desk.editor.session.look_into(Scope(top, hidden=frozenset(hidden)))
    desk.canvas.bindings()["view.fit-all"]()
    desk.settle()


def test_a_branch_is_looked_at_from_its_beginning(new_desk):
    desk = new_desk(*TREE)
    desk.editor.select("b")
    desk.settle()
    desk.key(Key.Key_F4)
    assert set(desk.canvas.placement.boxes) == {"b", "d", "e", "f"}
    for id_ in desk.canvas.placement.boxes:
        assert desk.canvas.rect().contains(desk.at(id_))


def test_leaving_a_branch_keeps_its_top_where_it_is_seen(new_desk):
    desk = new_desk(*TREE)
    before = dict(desk.canvas.placement.boxes)
    into(desk, "b")
    desk.editor.select("b")
    at = desk.at("b")
    desk.key(Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    assert desk.canvas.placement.boxes == before
    assert (desk.at("b") - at).manhattanLength() <= 2


def test_a_box_dropped_on_another_in_a_branch_hangs_there(new_desk):
    desk = new_desk(*TREE)
    into(desk, "b")
    desk.drag(desk.at("f"), desk.at("d"))
    assert ("f", "supports", "d") in desk.links()
    assert set(desk.canvas.placement.boxes) == {"b", "d", "e", "f"}


def test_the_top_of_a_branch_cannot_be_pinned_where_its_parent_is_not_seen(new_desk):
    desk = new_desk(*TREE)
    into(desk, "b")
    before = desk.map
    desk.drag(desk.at("b"), QPoint(30, 30))
    assert desk.map is before
    assert "not shown here" in desk.said()


def test_a_drop_beside_a_sibling_counts_those_that_are_hidden(new_desk):
    desk = new_desk(*TREE)
    into(desk, hidden={"b", "d", "e", "f"})
    box = desk.canvas.placement.boxes["a"]
    direction_down = desk.canvas.placement.direction.value == "down"
    spot = (box.x - 8, box.centre[1]) if direction_down else (box.centre[0], box.y - 8)
    desk.drag(desk.at("c"), desk.point(spot))
    assert desk.map.children["root"] == ("c", "a", "b")


def test_with_a_search_what_was_selected_stays_in_sight(new_desk):
    desk = new_desk(
        "root", *(f"r{n} + root" for n in range(60)), *(f"s{n} + r{n}" for n in range(60))
    )
    desk.editor.select("s30")
    desk.settle()
    hidden = {id_ for id_ in desk.map.statements if id_ not in ("s30", "s31")} - {"s1", "r1"}
    scope = replace(desk.editor.session.scope, hidden=frozenset(hidden))
    desk.editor.session.look_into(scope)
    desk.settle()
    assert set(desk.canvas.placement.boxes) == {"root", "r1", "s1", "r30", "s30", "r31", "s31"}
    assert desk.canvas.rect().contains(desk.at("s30"))


class Slow(InlineArranger):
    """Answers when it is told to, as a process does that has much to do."""

    def __init__(self):
        super().__init__()
        self.open = []

    def ask(self, wish, then):
        self.open.append((wish, then))

    def answer(self):
        for wish, then in self.open:
            super().ask(wish, then)
        self.open.clear()


def test_a_part_is_looked_at_when_it_is_laid_out_not_before(new_desk):
    desk = new_desk("root", *(f"r{n} + root" for n in range(40)), *(f"s{n} + r7" for n in range(4)))
    slow = desk.editor.arranging._arranger = Slow()
    before = desk.canvas.camera
    desk.editor.session.look_into(Scope("r7", hidden=frozenset({"s0", "s1"})))
    desk.settle()
    assert set(desk.canvas.placement.boxes) == {"r7", "s2", "s3"}
    assert desk.canvas.camera == before
    slow.answer()
    desk.settle()
    for id_ in ("r7", "s2", "s3"):
        assert desk.canvas.rect().contains(desk.at(id_))


def test_what_was_folded_away_is_brought_into_sight_when_it_is_shown(new_desk):
    desk = new_desk("root", *(f"r{n} + root" for n in range(60)), "deep + r50")
    desk.editor.session.fold(["root"])
    desk.settle()
    desk.editor.show("deep")
    desk.editor.select("deep")
    desk.settle()
    assert desk.canvas.rect().contains(desk.at("deep"))


def test_ctrl_with_a_digit_folds_to_a_level(new_desk):
    desk = new_desk(*TREE)
    desk.key(Key.Key_2, CTRL)
    assert set(desk.canvas.placement.boxes) == {"root", "a", "b", "c"}
    folds = desk.canvas.scene().emphasis.folded
    assert {id_: each.words() for id_, each in folds.items()} == {"b": "3 hidden, 3 for"}
    desk.editor.select("b")
    desk.settle()
    desk.key(Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert set(desk.canvas.placement.boxes) == {"root", "a", "b", "c", "d", "e"}


def seen_whole(desk):
    """A map that is seen as a whole from far away, so that all but its root can be folded."""
    desk.canvas.bindings()["view.fit-all"]()
    desk.settle()
    return desk.canvas.camera


def test_who_folds_all_and_unfolds_it_looks_where_one_looked(new_desk):
    desk = new_desk("root", *(f"r{n} + root" for n in range(60)))
    before = seen_whole(desk)
    for _ in range(2):
        desk.editor.fold(["root"])
        desk.settle()
        assert desk.canvas.camera.zoom > 2 * before.zoom
        desk.editor.unfold_all()
        desk.settle()
        assert desk.canvas.camera == before


def test_who_has_looked_elsewhere_meanwhile_goes_on_from_there(new_desk):
    desk = new_desk("root", *(f"r{n} + root" for n in range(60)))
    before = seen_whole(desk)
    desk.editor.fold(["root"])
    desk.settle()
    desk.canvas.bindings()["view.zoom-out"]()
    desk.settle()
    zoom = desk.canvas.camera.zoom
    desk.editor.unfold_all()
    desk.settle()
    assert desk.canvas.camera.zoom == zoom != before.zoom
