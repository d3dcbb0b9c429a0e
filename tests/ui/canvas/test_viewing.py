"""What stays in sight: whatever a key does to what is selected is seen, wherever the view was."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from argmap.model.records import Direction, LayoutKind
from argmap.ui.canvas import camera as cameras
from argmap.ui.canvas.camera import Camera
from tests.ui.canvas.conftest import LEFT, NO

Key = Qt.Key
WIDE = ("root", *(f"{way}{n} + root" for way in "ab" for n in range(12)), "x + a0", "y + x")
"""One statement with so many below it that not all of them are seen at once."""


def seen(desk):
    """What is in sight, at least in part."""
    view = desk.canvas.camera.visible(desk.canvas.view)
    return {id_ for id_, box in desk.canvas.placement.boxes.items() if box.meets(view)}


@pytest.fixture
def far(new_desk):
    """A wide map whose root is selected and out of sight."""
    desk = new_desk(*WIDE)
    desk.editor.select("root")
    desk.settle()
    box = desk.canvas.placement.boxes["root"]
    others = [desk.canvas.placement.boxes[f"{way}{n}"] for way in "ab" for n in range(12)]
    furthest = max(others, key=lambda each: abs(each.x - box.x) + abs(each.y - box.y))
    desk.canvas.eye.look(Camera(furthest.x - 20, furthest.y - 20, 1.0))
    assert seen(desk)
    assert "root" not in seen(desk)
    return desk


def test_a_branch_folded_by_a_key_is_brought_into_sight(far):
    far.key(Key.Key_Space)
    assert set(far.canvas.placement.boxes) == {"root"}
    assert seen(far) == {"root"}


def test_one_more_revealed_by_a_key_is_in_sight(far):
    far.key(Key.Key_Space)
    far.canvas.eye.look(far.canvas.camera.panned(20_000, 0), clamp=False)
    far.key(Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert "root" in seen(far)


def test_a_branch_alone_is_seen_though_it_is_the_whole_map(far):
    far.key(Key.Key_F4)
    assert "root" in seen(far)


def test_a_fold_elsewhere_does_not_lead_to_what_is_selected(far):
    before = far.canvas.camera
    far.editor.session.fold(["x"])
    far.settle()
    assert far.canvas.camera.zoom == before.zoom
    assert "root" not in seen(far)


@pytest.mark.parametrize("larger", [True, False])
def test_zooming_by_a_key_keeps_what_is_selected_in_its_place(new_desk, larger):
    desk = new_desk(*WIDE)
    desk.canvas.bindings()["view.fit-all"]()
    desk.settle()
    desk.editor.select("b11")
    desk.settle()
    at = desk.at("b11")
    desk.canvas.bindings()["view.zoom-in" if larger else "view.zoom-out"]()
    desk.settle()
    assert (desk.at("b11") - at).manhattanLength() <= 30
    assert "b11" in seen(desk)


def test_the_actual_size_shows_what_is_selected_whole(new_desk):
    desk = new_desk(*WIDE)
    for id_ in ("a0", "b11", "root"):
        desk.canvas.bindings()["view.fit-all"]()
        desk.editor.select(id_)
        desk.settle()
        desk.canvas.bindings()["view.actual-size"]()
        desk.settle()
        assert desk.canvas.camera.zoom == 1
        box = desk.canvas.placement.boxes[id_]
        view = desk.canvas.camera.visible(desk.canvas.view)
        assert view.x <= box.x
        assert box.right <= view.right
        assert view.y <= box.y
        assert box.bottom <= view.bottom


def test_zooming_by_a_key_keeps_the_middle_where_nothing_selected_is_seen(far):
    middle = far.canvas.camera.to_map(far.canvas.eye.middle)
    far.canvas.bindings()["view.zoom-in"]()
    far.settle()
    assert far.canvas.camera.to_map(far.canvas.eye.middle) == pytest.approx(middle)


def test_a_folded_branch_shown_alone_is_looked_at_as_any_other(far):
    """Once it has its places: not while those of the whole map still stand."""
    far.editor.select("a0")
    far.editor.session.fold(["a0"])
    far.settle()
    far.canvas.eye.look(Camera(-300, -300, 0.5))
    far.key(Key.Key_F4)
    box, camera = far.canvas.placement.boxes["a0"], far.canvas.camera
    assert set(far.canvas.placement.boxes) == {"a0", "x", "y"}
    assert camera == cameras.first_view(
        far.canvas.sight.content(), box, far.canvas.view, far.canvas.placement.direction
    )


def test_a_level_folded_by_a_key_leaves_what_stands_for_the_selection_in_sight(far):
    far.editor.select("y")
    far.settle()
    far.key(Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert far.editor.session.selection == ("root",)
    assert seen(far) == {"root"}


def test_a_map_does_not_open_at_a_scrap_of_it(new_desk):
    desk = new_desk("scrap", "aside + scrap", *WIDE)
    assert "root" in seen(desk)


def test_a_map_opens_at_its_first_claim_where_that_is_a_good_part_of_it(new_desk):
    desk = new_desk("first", *(f"f{n} + first" for n in range(6)), *WIDE)
    assert "first" in seen(desk)


def test_a_map_turned_to_another_direction_is_looked_at_from_its_beginning(far):
    far.editor.select()
    here = far.canvas.placement.direction
    for turned in (*(one for one in Direction if one is not here), here):
        far.canvas.eye.look(Camera(-300, -300, 0.5))
        with far.editor.transact("Change direction") as tx:
            tx.set_view(direction=turned)
        far.settle()
        assert "root" in seen(far)
        assert far.canvas.camera.zoom == cameras.COMFORTABLE


def test_what_a_fold_leaves_of_a_map_seen_from_far_is_looked_at_closely(far):
    far.canvas.bindings()["view.fit-all"]()
    far.canvas.eye.look(Camera(-2000, -2000, 0.15))
    far.key(Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert seen(far) == {"root"}
    assert far.canvas.camera.zoom >= cameras.READABLE
    far.canvas.eye.look(Camera(-100, -100, 0.8))
    far.key(Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert far.canvas.camera.zoom == 0.8


def test_a_map_of_which_only_scraps_could_be_read_opens_whole_and_named(new_desk):
    lines = ["root", *(f"{kid} + root" for kid in "abcd")]
    lines += [f"{kid}{n} + {kid}" for kid in "abcd" for n in range(40)]
    desk = new_desk(*lines)
    content, view = desk.canvas.sight.content(), desk.canvas.view
    assert desk.canvas.camera == cameras.fitted(content, view)
    desk.canvas.grab()  # labels are known once they are painted
    named = next(
        (x, y)
        for y in range(0, round(view[1]), 6)
        for x in range(0, round(view[0]), 20)
        if desk.canvas.painting.named_at((float(x), float(y))) == "root"
    )
    QTest.mouseClick(desk.canvas, LEFT, NO, QPoint(*named))
    desk.settle()
    assert desk.editor.session.selection == ("root",)
    assert desk.canvas.camera == cameras.fitted(content, view)
    desk.canvas.grab()
    QTest.mouseDClick(desk.canvas, LEFT, NO, QPoint(*named))
    desk.settle()
    assert desk.canvas.camera.zoom == cameras.COMFORTABLE
    assert "root" in seen(desk)
    assert desk.editor.draft is None


def test_without_names_a_large_map_opens_at_its_main_claim(new_desk):
    lines = ["root", *(f"{kid} + root" for kid in "abcd")]
    lines += [f"{kid}{n} + {kid}" for kid in "abcd" for n in range(40)]
    desk = new_desk(*lines)
    desk.canvas.name_from_far(False)
    desk.canvas.eye.resized()
    assert desk.canvas.camera.zoom == cameras.COMFORTABLE
    assert "root" in seen(desk)


def test_a_family_that_can_just_be_read_is_opened_at_a_smaller_zoom(new_desk):
    lines = ["root", *(f"{kid} + root" for kid in "abcd")]
    lines += [f"{kid}{n} + {kid}" for kid in "abcd" for n in range(9)]
    desk = new_desk(*lines)
    assert desk.canvas.camera.zoom == cameras.READABLE
    assert "root" in seen(desk)
    assert seen(desk) & {"a", "b", "c", "d"}


def test_a_map_seen_from_far_away_is_seen_whole_in_another_layout(new_desk):
    lines = ["root", *(f"{kid} + root" for kid in "abcd")]
    lines += [f"{kid}{n} + {kid}" for kid in "abcd" for n in range(40)]
    desk = new_desk(*lines)
    desk.editor.select("a3")
    with desk.editor.transact("Rings") as tx:
        tx.set_view(layout=LayoutKind.RADIAL)
    desk.settle()
    content, view = desk.canvas.sight.content(), desk.canvas.view
    assert desk.canvas.camera == cameras.fitted(content, view)
