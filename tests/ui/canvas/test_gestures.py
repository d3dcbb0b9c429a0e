"""Every drag of the canvas, with what is named while dragging."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from argmap.ui.canvas.connect import Connect
from argmap.ui.canvas.drag import Drag
from argmap.ui.canvas.marks import handle_at
from argmap.ui.canvas.select import Select
from tests.ui.canvas.conftest import ALT, CTRL, LEFT, NO, SHIFT

TREE = ("root", "a + root", "b - root", "c + root", "d + b", "e + b", "lone")


def begin(desk, id_, end, held=NO):
    """Begin to drag a box and bring it to an end, without letting go; the words said there."""
    start = desk.at(id_)
    desk.press_at(start)
    desk.move_to(start + QPoint(15, 0))
    desk.move_to(end, held)
    return words(desk)


def words(desk):
    tool = desk.canvas.tool
    assert isinstance(tool, Drag)
    return tool.plan.words


def badge_of(desk, id_):
    """Where the badge of a folded card is seen."""
    card = desk.canvas.placement.boxes[id_]
    spots = (
        (card.x + card.width * share, card.y + down)
        for down in range(-25, round(card.height) + 25, 2)
        for share in (0.1, 0.5, 0.9)
    )
    return next(
        desk.point(spot) for spot in spots if desk.canvas.painting.badge_at(tuple_of(desk, spot))
    )


def tuple_of(desk, spot):
    point = desk.point(spot)
    return float(point.x()), float(point.y())


@pytest.mark.parametrize("zoom", [1.0, 0.5])
def test_a_click_on_a_badge_unfolds_and_leaves_the_card_in_its_place(new_desk, zoom):
    desk = new_desk(*TREE)
    desk.editor.fold(["b"])
    desk.canvas.look(desk.canvas.camera.zoomed(zoom, (300, 300)))
    desk.settle()
    assert "d" not in desk.canvas.placement.boxes
    card, badge = desk.at("b"), badge_of(desk, "b")
    QTest.mouseClick(desk.canvas, LEFT, NO, badge)
    QTest.mouseDClick(desk.canvas, LEFT, NO, badge)  # who clicks twice means the same
    desk.settle()
    assert "d" in desk.canvas.placement.boxes
    assert desk.at("b") == card
    assert desk.editor.session.selection == ("b",)
    assert desk.editor.draft is None


def test_with_shift_a_click_on_a_badge_reveals_one_level(new_desk):
    desk = new_desk("root", "a + root", "b + a", "c + b")
    desk.editor.fold(["root"])
    desk.settle()
    QTest.mouseClick(desk.canvas, LEFT, SHIFT, badge_of(desk, "root"))
    desk.settle()
    assert set(desk.canvas.placement.boxes) == {"root", "a"}


def test_from_far_away_there_is_no_badge_to_click(new_desk):
    desk = new_desk(*TREE)
    desk.editor.fold(["b"])
    badge = badge_of(desk, "b")
    desk.canvas.look(desk.canvas.camera.zoomed(0.2, (badge.x(), badge.y())))
    assert not desk.canvas.painting.badge_at((float(badge.x()), float(badge.y())))


def test_onto_a_box_it_becomes_its_child_and_keeps_its_kind(new_desk):
    desk = new_desk(*TREE)
    assert begin(desk, "d", desk.at("c")) == "Supports: “Text of c”"
    desk.release_at(desk.at("c"))
    assert ("d", "supports", "c") in desk.links()
    assert ("d", "supports", "b") not in desk.links()
    assert desk.editor.history.undo_label.startswith("Move under")
    assert begin(desk, "b", desk.at("a")) == "Opposes: “Text of a”"
    desk.key(Qt.Key.Key_Escape)


def test_with_shift_it_opposes(new_desk):
    desk = new_desk(*TREE)
    assert begin(desk, "d", desk.at("c"), SHIFT) == "Opposes: “Text of c”"
    desk.release_at(desk.at("c"), SHIFT)
    assert ("d", "opposes", "c") in desk.links()


def test_with_ctrl_it_is_used_there_as_well(new_desk):
    desk = new_desk(*TREE)
    said = begin(desk, "d", desk.at("c"), CTRL)
    assert said == "Also used here: supports “Text of c”"
    desk.release_at(desk.at("c"), CTRL)
    assert {("d", "supports", "c"), ("d", "supports", "b")} <= desk.links()


def test_with_alt_it_is_a_linked_premise(new_desk):
    desk = new_desk(*TREE)
    assert begin(desk, "d", desk.at("c"), ALT) == "Linked premise with “Text of c”"
    desk.release_at(desk.at("c"), ALT)
    assert ("c+d", "supports", "root") in desk.links()


def test_a_root_has_no_inference_to_join(new_desk):
    desk = new_desk(*TREE)
    assert "no premise yet" in begin(desk, "d", desk.at("lone"), ALT)
    before = desk.map
    desk.release_at(desk.at("lone"), ALT)
    assert desk.map is before
    assert "no premise yet" in desk.said()


def test_keys_may_change_in_the_middle_of_a_drag(new_desk):
    desk = new_desk(*TREE)
    end = desk.at("c")
    assert begin(desk, "d", end).startswith("Supports")
    desk.move_to(end, SHIFT)
    assert words(desk).startswith("Opposes")
    desk.move_to(end, ALT)
    assert words(desk).startswith("Linked premise")
    desk.move_to(end)
    assert words(desk).startswith("Supports")
    desk.key(Qt.Key.Key_Escape)


def test_onto_a_link_it_undercuts(new_desk):
    desk = new_desk(*TREE)
    end = desk.at("c>root")
    assert begin(desk, "lone", end) == "Undercuts the link from “Text of c”"
    desk.release_at(end)
    assert ("lone", "opposes", "c>root") in desk.links()


def test_onto_its_own_descendant_it_is_refused_in_words(new_desk):
    desk = new_desk(*TREE)
    before = desk.map
    assert begin(desk, "b", desk.at("e")) == "That would put “Text of b” under itself"
    desk.release_at(desk.at("e"))
    assert desk.map is before
    assert "under itself" in desk.said()


def test_beside_a_sibling_it_is_reordered(new_desk):
    desk = new_desk(*TREE)
    box = desk.canvas.placement.boxes["c"]
    end = desk.point((box.right + 8, box.centre[1]))
    assert begin(desk, "a", end) == "After “Text of c”"
    desk.release_at(end)
    assert desk.map.children["root"] == ("b", "c", "a")
    box = desk.canvas.placement.boxes["b"]
    end = desk.point((box.right + 6, box.centre[1]))
    assert begin(desk, "a", end) == "Between “Text of b” and “Text of c”"
    desk.release_at(end)
    assert desk.map.children["root"] == ("b", "a", "c")


def test_beside_a_box_of_another_family_it_moves_there(new_desk):
    desk = new_desk(*TREE)
    box = desk.canvas.placement.boxes["d"]
    end = desk.point((box.x - 8, box.centre[1]))
    assert begin(desk, "c", end) == "Under “Text of b”, before “Text of d”"
    desk.release_at(end)
    assert desk.map.children["b"] == ("c", "d", "e")


def test_onto_empty_ground_it_is_pinned_there(new_desk):
    desk = new_desk(*TREE)
    start = desk.at("d")
    end, parent = start + QPoint(-80, 90), desk.at("b")
    assert begin(desk, "d", end) == "Pin here"
    desk.release_at(end)
    assert (desk.at("d") - end).manhattanLength() <= 3
    assert (desk.at("b") - parent).manhattanLength() <= 2
    assert desk.editor.history.undo_label == "Pin"


def test_a_root_is_pinned_where_it_is_dropped(new_desk):
    desk = new_desk(*TREE)
    end, still = desk.at("lone") + QPoint(40, 150), desk.at("root")
    assert begin(desk, "lone", end) == "Pin here"
    desk.release_at(end)
    assert set(desk.map.meta.view.pins) == {"lone"}
    assert (desk.at("root") - still).manhattanLength() <= 2


@pytest.mark.parametrize("way", ["undo", "unpin"])
def test_a_pin_taken_back_lets_the_box_go_home_and_nothing_else(new_desk, way):
    desk = new_desk(*(TREE if way == "undo" else TREE[:-1]))
    before = {id_: desk.at(id_) for id_ in desk.canvas.placement.boxes}
    end = desk.at("b") + QPoint(-120, 160)
    begin(desk, "b", end)
    desk.release_at(end)
    assert desk.editor.session.selection == ("b",)
    desk.key(Qt.Key.Key_Z, CTRL) if way == "undo" else desk.key(Qt.Key.Key_R, CTRL)
    assert not desk.map.meta.view.pins
    assert {id_: desk.at(id_) for id_ in before} == before


def test_a_map_goes_along_with_its_only_root(new_desk):
    desk = new_desk("root", "a + root", "b - root", "d + b")
    before = {id_: desk.at(id_) for id_ in desk.canvas.placement.boxes}
    by = QPoint(180, -120)
    begin(desk, "root", desk.at("root") + by)
    desk.release_at(before["root"] + by)
    assert desk.map.meta.view.pins
    for id_, at in before.items():
        assert (desk.at(id_) - at - by).manhattanLength() <= 2


def test_undo_and_redo_lead_back_to_just_where_everything_stood(new_desk):
    desk = new_desk(*TREE)
    before = {id_: desk.at(id_) for id_ in desk.canvas.placement.boxes}
    desk.drag(desk.at("d"), desk.at("c"))
    assert ("d", "supports", "c") in desk.links()
    after = {id_: desk.at(id_) for id_ in before}
    still = next(id_ for id_ in ("root", "a", "c") if before[id_] == after[id_])
    desk.key(Qt.Key.Key_Z, CTRL)
    assert {id_: desk.at(id_) for id_ in before} == before
    desk.key(Qt.Key.Key_Z, CTRL | SHIFT)
    assert {id_: desk.at(id_) - desk.at(still) for id_ in before} == {
        id_: at - after[still] for id_, at in after.items()
    }


def test_back_where_it_was_nothing_happens(new_desk):
    desk = new_desk(*TREE)
    before = desk.map
    assert begin(desk, "d", desk.at("d") + QPoint(2, 1)) == "Stays where it is"
    desk.release_at(desk.at("d") + QPoint(2, 1))
    assert desk.map is before
    assert desk.notices == []


def test_several_boxes_move_together(new_desk):
    desk = new_desk(*TREE)
    desk.click("d")
    desk.click("e", CTRL)
    assert begin(desk, "e", desk.at("c")) == "Supports: “Text of c”"
    desk.release_at(desk.at("c"))
    assert {("d", "supports", "c"), ("e", "supports", "c")} <= desk.links()
    assert desk.editor.undo()
    assert {("d", "supports", "b"), ("e", "supports", "b")} <= desk.links()


def test_a_branch_moves_by_its_top(new_desk):
    desk = new_desk(*TREE)
    desk.click("b")
    desk.click("d", SHIFT)
    begin(desk, "b", desk.at("lone"))
    desk.release_at(desk.at("lone"))
    assert {("b", "opposes", "lone"), ("d", "supports", "b")} <= desk.links()


def test_esc_gives_a_drag_up(new_desk):
    desk = new_desk(*TREE)
    before = desk.map
    begin(desk, "d", desk.at("c"))
    desk.settle()
    desk.key(Qt.Key.Key_Escape)
    assert isinstance(desk.canvas.tool, Select)
    assert desk.editor.session.selection == ("d",)
    desk.release_at(desk.at("c"))
    assert desk.map is before


def test_under_a_question_it_answers(new_desk):
    desk = new_desk("why_q", "x", "y + x")
    assert begin(desk, "y", desk.at("why_q")) == "Answers: “Text of why_q”"
    desk.release_at(desk.at("why_q"))
    assert desk.links() == {("y", "answers", "why_q")}


def test_a_drag_near_the_edge_scrolls_the_map(new_desk, qtbot):
    desk = new_desk(*TREE)
    desk.canvas.eye.zoom_to(2.0)
    before = desk.canvas.camera
    edge = QPoint(desk.canvas.width() - 3, desk.canvas.height() // 2)
    seen = next(i for i in TREE[0].split() if desk.canvas.rect().contains(desk.at(i)))
    begin(desk, seen, edge)
    qtbot.waitUntil(lambda: desk.canvas.camera.x > before.x + 20)
    desk.key(Qt.Key.Key_Escape)
    after = desk.canvas.camera
    qtbot.wait(60)
    assert desk.canvas.camera == after


# ------------------------------------------------------------------------------- drawing links


def pull(desk, id_, end, held=NO):
    """Pull a link from a statement's handle; what is said at the end."""
    QTest.mouseMove(desk.canvas, desk.at(id_))
    desk.settle()
    x, y = handle_at(desk.canvas, id_)
    handle = QPoint(round(x), round(y))
    desk.press_at(handle)
    desk.move_to(handle + QPoint(15, 15))
    desk.move_to(end, held)
    assert isinstance(desk.canvas.tool, Connect)
    return desk.canvas.tool.words


@pytest.mark.parametrize(("held", "verb"), [(NO, "Supports"), (SHIFT, "Opposes")])
def test_a_link_is_pulled_from_a_handle_to_a_box(new_desk, held, verb):
    desk = new_desk(*TREE)
    desk.click("a")
    assert pull(desk, "a", desk.at("lone"), held) == f"{verb}: “Text of lone”"
    desk.release_at(desk.at("lone"), held)
    assert ("a", verb.lower(), "lone") in desk.links()
    assert ("a", "supports", "root") in desk.links()


@pytest.mark.parametrize(("held", "verb"), [(NO, "Backs"), (SHIFT, "Undercuts")])
def test_a_link_is_pulled_to_a_link(new_desk, held, verb):
    desk = new_desk(*TREE)
    desk.click("lone")
    end = desk.at("c>root")
    assert pull(desk, "lone", end, held) == f"{verb}: the link from “Text of c”"
    desk.release_at(end, held)
    kind = "supports" if verb == "Backs" else "opposes"
    assert ("lone", kind, "c>root") in desk.links()


def test_what_cannot_be_linked_is_said_and_refused(new_desk):
    desk = new_desk(*TREE)
    before = desk.map
    desk.click("a")
    assert "premise of this link" in pull(desk, "a", desk.at("a>root"))
    desk.release_at(desk.at("a>root"))
    assert pull(desk, "a", desk.at("root")) == "Supports already"
    desk.release_at(desk.at("root"))
    assert desk.map is before
    assert desk.said() == "Supports already."


def test_a_link_pulled_to_nowhere_is_given_up(new_desk):
    desk = new_desk(*TREE)
    before = desk.map
    desk.click("a")
    pull(desk, "a", QPoint(5, 5))
    desk.release_at(QPoint(5, 5))
    assert desk.map is before
    assert desk.notices == []


# ---------------------------------------------------------------------------------- rubber band


def test_the_rubber_band_chooses_boxes_and_links_it_touches(new_desk):
    desk = new_desk(*TREE)
    boxes = desk.canvas.placement.boxes
    start = desk.point((boxes["d"].x - 15, boxes["d"].bottom + 15))
    end = desk.point((boxes["e"].centre[0], boxes["e"].centre[1]))
    desk.drag(start, end)
    chosen = set(desk.editor.session.selection)
    assert {"d", "e"} <= chosen
    assert chosen <= {"d", "e", "d>b", "e>b"}


def test_with_shift_the_rubber_band_adds_and_esc_takes_it_back(new_desk):
    desk = new_desk(*TREE)
    desk.click("a")
    boxes = desk.canvas.placement.boxes
    start = desk.point((boxes["d"].x - 15, boxes["d"].bottom + 15))
    end = desk.at("d")
    QTest.mousePress(desk.canvas, LEFT, SHIFT, start)
    desk.move_to((start + end) / 2, SHIFT)
    desk.move_to(end, SHIFT)
    assert {"a", "d"} <= set(desk.editor.session.selection)
    desk.key(Qt.Key.Key_Escape)
    assert desk.editor.session.selection == ("a",)
    desk.release_at(end)


def test_what_is_dropped_never_gets_lost_out_of_sight(new_desk):
    desk = new_desk("root", *(f"r{n} + root" for n in range(6)), *(f"x{n} + r0" for n in range(6)))
    desk.canvas.eye.zoom_to(1.3)
    desk.editor.select("r0")
    desk.settle()
    begin(desk, "r1", desk.at("r0"))
    desk.release_at(desk.at("r0"))
    assert desk.map.primary_parent("r1") == "r0"
    seen = desk.canvas.camera.box_to_screen(desk.canvas.placement.boxes["r1"])
    assert seen.right > 0
    assert seen.x < desk.canvas.width()
    assert seen.bottom > 0
    assert seen.y < desk.canvas.height()
