"""What was folded comes back where it was, even after edits, where it fits there."""

from dataclasses import replace

import pytest

from argmap.app.editor import Editor
from argmap.app.folding import to_level
from argmap.edit import groups, links, statements
from argmap.io.files import open_document
from argmap.io.yaml_write import canonical
from argmap.layout.arrange import arrange
from argmap.layout.geometry import Box
from argmap.layout.placement import LayoutOptions
from argmap.model.records import LayoutKind, View
from argmap.resources import example_maps
from bench.maps import made_up
from tests.app.conftest import Late, sizes


@pytest.fixture
def folded(large):
    """An editor with a folded branch, edited since; who lays it out, that branch, all before."""
    editor, arranger, top = large
    before = editor.placement
    editor.session.fold([top])
    change(editor, lambda tx: statements.set_text(tx, "s0", "Otherwise."))
    add(editor, arranger, "s59")
    return editor, arranger, top, before


def change(editor, act):
    with editor.transact("Change") as tx:
        return act(tx)


def add(editor, arranger, target):
    added = change(editor, lambda tx: statements.add_supporting(tx, target, "It is so."))
    arranger.answer()
    return added


def hidden_of(editor, top):
    return set(editor.map.branch(top)) - {top}


def test_a_branch_comes_back_where_it_was_before_layout_answers(folded):
    editor, arranger, top, before = folded
    shown = editor.placement
    editor.session.fold([])
    now = editor.placement
    assert editor.arranging.waits
    assert now.boxes.keys() == editor.map.statements.keys()
    assert all(now.boxes[id_] is before.boxes[id_] for id_ in hidden_of(editor, top))
    assert all(now.boxes[id_] is shown.boxes[id_] for id_ in shown.boxes)
    inside = {id_ for each in hidden_of(editor, top) for id_ in editor.map.links_from[each]}
    assert all(now.routes[id_] is before.routes[id_] for id_ in inside)
    arranger.answer()
    assert not editor.arranging.waits


def test_of_two_folds_one_may_come_back(folded):
    editor, arranger, top, _ = folded
    other = next(i for i in reversed(editor.map.children) if i in editor.placement.boxes)
    editor.session.fold([top, other])
    add(editor, arranger, "s58")
    shown = editor.placement
    editor.session.fold([other])
    came = editor.placement.boxes.keys() - shown.boxes.keys()
    assert came == hidden_of(editor, top)
    editor.session.fold([top])  # at the same time one comes and one goes
    assert editor.arranging.waits
    assert editor.placement.boxes.keys() == shown.boxes.keys() - hidden_of(editor, other)


def test_a_branch_whose_text_has_grown_waits_for_layout(folded):
    editor, _, top, _ = folded
    shown = editor.placement
    measure, grown = editor.arranging.measure, min(hidden_of(editor, top))
    editor.arranging.measure = lambda map: {**measure(map), grown: (300.0, 90.0)}
    editor.arrange()
    editor.session.fold([])
    assert editor.placement.boxes.keys() == shown.boxes.keys()


def test_a_branch_does_not_come_back_onto_others(folded):
    editor, _, top, before = folded
    shown = editor.placement
    box = before.boxes[min(hidden_of(editor, top))]
    elsewhere = replace(shown, boxes={**shown.boxes, "s59": Box(box.x, box.y, 200.0, 60.0)})
    editor.arranging.placement = elsewhere
    editor.session.fold([])
    assert editor.placement is elsewhere


def test_lines_come_back_that_lead_where_they_did(folded):
    editor, arranger, top, before = folded
    first, second, *_ = sorted(id_ for id_ in hidden_of(editor, top) if id_ in editor.map.children)
    [flipped], [moved] = editor.map.links_from[first], editor.map.links_from[second]
    change(editor, lambda tx: links.flip(tx, flipped))
    moved = change(editor, lambda tx: links.retarget(tx, moved, first))
    arranger.answer()
    editor.session.fold([])
    assert {first, second} <= editor.placement.boxes.keys()
    assert editor.placement.routes[flipped] is before.routes[flipped]
    assert moved not in editor.placement.routes
    arranger.answer()
    assert moved in editor.placement.routes


def test_another_layout_is_no_place_to_come_back_to(folded):
    editor, arranger, _, _ = folded
    with editor.transact("Outline") as tx:
        tx.set_view(layout=LayoutKind.OUTLINE)
    arranger.answer()
    shown = editor.placement
    editor.session.fold([])
    assert editor.placement is shown
    arranger.answer()
    assert editor.placement.boxes.keys() == editor.map.statements.keys()


def test_a_branch_whose_top_has_moved_waits_for_layout(folded):
    editor, _, top, _ = folded
    box = editor.placement.boxes[top]
    moved = Box(box.x, box.y - 4000.0, box.width, box.height)
    shown = replace(editor.placement, boxes={**editor.placement.boxes, top: moved})
    editor.arranging.placement = shown
    editor.session.fold([])
    assert editor.placement is shown


def by_text(map):
    return {i: (240.0, 60.0 + 20 * (len(held.text) // 30)) for i, held in map.statements.items()}


@pytest.mark.parametrize("path", example_maps(), ids=lambda path: path.stem)
def test_who_folds_and_unfolds_sees_what_was_there(path):
    editor = Editor(open_document(path), by_text)
    editor.arrange()
    before = editor.placement
    for top in [id_ for id_ in editor.map.statements if editor.map.children.get(id_)]:
        editor.fold([top])
        editor.fold([])
        assert editor.placement.boxes == before.boxes
        assert editor.placement.routes == before.routes
        assert editor.placement.frames == before.frames
        editor.fold([top])
        editor.fold_levels(to_level(editor.map, 2, editor.map.roots))
        editor.unfold_all()
        assert editor.placement.boxes == before.boxes


def test_laying_out_afresh_forgets_what_was_before(edit):
    editor = edit()
    editor.session.fold(["calm"])
    editor.lay_out_afresh()
    folded = editor.placement
    editor.session.fold([])
    again = arrange(
        editor.map, sizes(editor.map), LayoutOptions(direction=folded.direction), folded.warmth
    )
    assert editor.placement.boxes == again.boxes


def test_the_frame_of_a_group_comes_back_with_it(folded):
    editor, arranger, top, _ = folded
    editor.session.fold([])
    arranger.answer()
    inside = editor.map.children[top]
    group = change(editor, lambda tx: groups.add_group(tx, "Some", inside))
    arranger.answer()
    frame = editor.placement.frames[group]
    editor.session.fold([top])
    arranger.answer()
    assert group not in editor.placement.frames
    add(editor, arranger, "s59")
    editor.session.fold([])
    assert editor.arranging.waits
    assert editor.placement.frames[group] == frame


@pytest.mark.parametrize(
    ("count", "top", "goes_on"), [(60, "s3", False), (200, "s20", True), (200, "s0", False)]
)
def test_where_little_comes_back_in_a_large_map_layout_goes_on(edit, count, top, goes_on):
    arranger = Late()
    map = made_up(count)
    pinned = map.replaced(meta=replace(map.meta, view=View(pins={"s1": (4.0, 0.0)})))
    editor = edit(canonical(pinned), arranger=arranger)
    arranger.answer()
    before = editor.placement
    editor.session.fold([top])
    arranger.answer()
    editor.session.fold([])
    [(wish, _)] = arranger.waiting
    assert wish.onward is goes_on
    assert wish.previous == (editor.placement if goes_on else before).warmth
    arranger.answer()
    assert editor.placement.boxes.keys() == before.boxes.keys()
    assert goes_on or editor.placement.boxes == before.boxes
