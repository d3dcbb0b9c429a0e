"""The layout process: what it answers is what layout answers, whatever comes between."""

import gc
import queue
import sys
import time
import weakref
from dataclasses import replace

import pytest

from argmap.app import arrangers, layout_child
from argmap.app import layout_messages as messages
from argmap.app.arrangers import ProcessArranger, Wish
from argmap.app.kept import Kept, from_json
from argmap.app.layout_child import LayoutDesk
from argmap.app.placement_data import boxes_of, flat_boxes, flat_routes, routes_of
from argmap.edit import statements
from argmap.edit.transaction import Transaction
from argmap.io.files import open_document
from argmap.layout.arrange import arrange
from argmap.layout.live.live_layout import LiveLayout
from argmap.layout.placement import LayoutOptions
from argmap.model.diff import between
from argmap.resources import example_maps
from bench.maps import made_up

OPTIONS = LayoutOptions()
NOTHING = {"boxes": {}, "routes": {}, "warmth": {}}
SLOW = "import time, argmap.app.layout_child as c; w = c.LayoutDesk.granted\n"
SLOW += "def g(s):\n    time.sleep(0.3)\n    return w(s)\n"
SLOW += "c.LayoutDesk.granted = g\nc.main()"
MORTAL = "import os, argmap.app.layout_child as c\n"
MORTAL += "c.LayoutDesk.granted = lambda s: os._exit(1)\nc.main()"

ONCE = "import os, argmap.app.layout_child as c; w, n = c.LayoutDesk.granted, []\n"
ONCE += "def g(s):\n    n.append(1)\n    return w(s) if len(n) == 1 else os._exit(1)\n"
ONCE += "c.LayoutDesk.granted = g\nc.main()"

EAGER = "import pathlib, argmap.app.layout_child as c; c.MUCH, c.QUIET = 3, 0.01\n"
EAGER += "w = c.LayoutDesk.prepare\n"
EAGER += "def p(s):\n    w(s)\n    pathlib.Path({!r}).touch()\n"
EAGER += "c.LayoutDesk.prepare = p\nc.main()"


def sizes(map_):
    return {id_: (200.0, 40.0 + len(held.text)) for id_, held in map_.statements.items()}


def edited(map_, number):
    """The map after the next of many edits: something comes, goes or is reworded."""
    tx = Transaction(map_)
    ids = list(map_.statements)
    some = ids[(number * 7) % len(ids)]
    match number % 3:
        case 0:
            statements.add_supporting(tx, some, f"Reason {number}.")
        case 1:
            statements.set_text(tx, some, "Reworded. " * (number % 5 + 1))
        case _:
            statements.remove(tx, [ids[-1]])
    return tx.map


class Thread:
    """The thread of a window: what is posted to it is done when it has time."""

    def __init__(self):
        self.posted = queue.SimpleQueue()

    def wait_until(self, done, seconds=30):
        end = time.monotonic() + seconds
        while not done():
            assert time.monotonic() < end
            self.posted.get(timeout=seconds)()


@pytest.fixture
def thread():
    return Thread()


@pytest.fixture
def process(thread):
    """An arranger that has a process for the smallest map."""
    made = []

    def make(code=""):
        command = [sys.executable, "-c", code] if code else None
        made.append(ProcessArranger(thread.posted.put, big=0, command=command))
        return made[-1]

    yield make
    for each in made:
        each.close()


def without_warmth(placement):
    return replace(placement, warmth={})


def test_placements_are_the_same_flat_and_back():
    for path in example_maps():
        map_ = open_document(path).map
        placement = arrange(map_, sizes(map_))
        assert boxes_of(flat_boxes(placement.boxes)) == placement.boxes
        assert routes_of(flat_routes(placement.routes)) == placement.routes
    flat = flat_routes(placement.routes)
    with pytest.raises(ValueError, match="fewer"):
        routes_of(replace(flat, numbers=flat.numbers[:-2]))


def test_the_process_answers_what_layout_answers(thread, process):
    arranger, live, map_ = process(), LiveLayout(), made_up(60)
    found = []
    arranger.ask(Wish(map_, sizes(map_), OPTIONS), found.append)
    expected = live.start(map_, sizes(map_), OPTIONS)
    thread.wait_until(lambda: found)
    assert found[-1] == expected
    for number in range(9):
        map_ = edited(map_, number)
        found.clear()
        arranger.ask(Wish(map_, sizes(map_), OPTIONS, onward=True), found.append)
        expected = live.follow(map_, sizes(map_), OPTIONS)
        thread.wait_until(lambda: found)
        assert found[-1] == expected
    afresh = arrange(map_, sizes(map_), OPTIONS)
    found.clear()
    arranger.ask(Wish(map_, sizes(map_), OPTIONS), found.append)
    thread.wait_until(lambda: found)
    assert found[-1] == afresh


def test_warmth_of_an_earlier_answer_is_there_for_as_long_as_it_is_held(thread, process):
    arranger, map_ = process(), made_up(40)
    found = []
    arranger.ask(Wish(map_, sizes(map_), OPTIONS), found.append)
    thread.wait_until(lambda: found)
    first = found[0]
    other = edited(map_, 0)
    arranger.ask(Wish(other, sizes(other), OPTIONS, onward=True), found.append)
    thread.wait_until(lambda: len(found) == 2)
    expected = arrange(map_, sizes(map_), OPTIONS, first.warmth)
    arranger.ask(Wish(map_, sizes(map_), OPTIONS, previous=first.warmth), found.append)
    thread.wait_until(lambda: len(found) == 3)
    assert without_warmth(found[-1]) == without_warmth(expected)


def test_rapid_edits_of_a_slow_process_are_answered_once_and_by_the_last(thread, process):
    arranger, map_ = process(SLOW), made_up(40)
    answers = []
    arranger.ask(Wish(map_, sizes(map_), OPTIONS), lambda placement: answers.append((0, placement)))
    for number in range(1, 13):
        map_ = edited(map_, number)
        arranger.ask(
            Wish(map_, sizes(map_), OPTIONS, onward=True),
            lambda placement, number=number: answers.append((number, placement)),
        )
    thread.wait_until(lambda: answers)
    assert [number for number, _ in answers] == [12]
    assert answers[0][1].boxes.keys() == map_.statements.keys()
    drawn = arrange(map_, sizes(map_), OPTIONS, answers[0][1].warmth)
    assert answers[0][1].boxes == drawn.boxes


def test_a_process_that_dies_is_started_again_and_then_done_without(thread, process):
    arranger, map_ = process(MORTAL), made_up(30)
    found = []
    arranger.ask(Wish(map_, sizes(map_), OPTIONS), found.append)
    thread.wait_until(lambda: found)
    assert found[0] == arrange(map_, sizes(map_), OPTIONS)
    assert arranger._tries == 2


def test_when_the_process_is_gone_nothing_begins_with_what_was_before_it(thread):
    command = [sys.executable, "-c", ONCE]
    arranger, found = ProcessArranger(thread.posted.put, big=60, command=command), []
    for map_, other in ((made_up(50), False), (made_up(80), True)):
        arranger.ask(Wish(map_, sizes(map_), OPTIONS, onward=other), found.append)
    thread.wait_until(lambda: len(found) == 2)
    small, warmth = made_up(55), dict(found[1].warmth)
    arranger.ask(Wish(small, sizes(small), OPTIONS, True, warmth), found.append)
    thread.wait_until(lambda: len(found) == 3)
    assert found[2].boxes == arrange(small, sizes(small), OPTIONS, warmth).boxes
    arranger.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_in_telling_the_process_ends_it(thread, process, monkeypatch):
    arranger, map_ = process(), made_up(20)
    found = []

    def faulty(*_):
        raise RuntimeError("a fault")
        yield

    monkeypatch.setattr(arrangers, "_messages", faulty)
    arranger.ask(Wish(map_, sizes(map_), OPTIONS), found.append)
    thread.wait_until(lambda: found)
    assert found == [arrange(map_, sizes(map_), OPTIONS)]


def test_without_a_process_layout_is_made_at_once(thread):
    arranger, map_, found = (
        ProcessArranger(thread.posted.put, big=0, command=["/nowhere"]),
        made_up(9),
        [],
    )
    arranger.ask(Wish(map_, sizes(map_), OPTIONS), found.append)
    assert found[0] == arrange(map_, sizes(map_), OPTIONS)


def test_a_trial_is_waited_for(thread, process):
    arranger, map_ = process(), made_up(30)
    found = []
    arranger.ask(Wish(map_, sizes(map_), OPTIONS), found.append)
    thread.wait_until(lambda: found)
    other = edited(map_, 0)
    tried = arranger.tried(Wish(other, sizes(other), OPTIONS, True, found[0].warmth))
    assert tried.boxes.keys() == other.statements.keys()
    assert len(found) == 1


def test_a_trial_before_an_answer_does_not_swallow_it(thread, process):
    arranger, map_ = process(SLOW), made_up(30)
    found = []
    arranger.ask(Wish(map_, sizes(map_), OPTIONS), found.append)
    other = edited(map_, 0)
    assert (
        arranger.tried(Wish(other, sizes(other), OPTIONS)).boxes.keys() == other.statements.keys()
    )
    thread.wait_until(lambda: found)
    assert found[0].boxes.keys() == map_.statements.keys()


def test_what_waits_is_granted_in_one_answer():
    desk, map_ = LayoutDesk(), made_up(12)
    for message in messages.whole_map(map_):
        desk.take(message)
    desk.take(messages.Sized(sizes(map_)))
    desk.take(messages.Arrange(1, OPTIONS, onward=False))
    desk.take(messages.Arrange(2, OPTIONS, onward=True))
    said = desk.granted()
    assert said[-1].revision == 2
    assert not desk.owes
    assert desk.granted() == []
    assert desk.take(messages.TellWarmth(1))[0].warmth == {}
    assert desk.take(messages.TellWarmth(2))[0].warmth
    desk.take(messages.Forget(2))
    assert desk.take(messages.TellWarmth(2))[0].warmth == {}


def test_a_fault_in_layout_is_told():
    desk = LayoutDesk()
    for message in messages.whole_map(made_up(3)):
        desk.take(message)
    desk.take(messages.Arrange(7, OPTIONS, onward=False))  # without sizes
    (failed,) = desk.granted()
    assert (failed.revision, "KeyError" in failed.trace) == (7, True)


def test_a_process_that_is_closed_is_let_go_with_its_last_answer(thread, process):
    arranger, map_ = process(), made_up(20)
    found = []
    arranger.ask(Wish(map_, sizes(map_), OPTIONS), found.append)
    thread.wait_until(lambda: found)
    known = weakref.ref(arranger._process)
    arranger.close()
    found.clear()
    end = time.monotonic() + 30
    while known() is not None:
        assert time.monotonic() < end
        thread.posted.empty() or thread.posted.get()()
        gc.collect()  # an answer and its process know each other


def test_the_process_keeps_the_last_placement_for_the_next_opening(thread, process, tmp_path):
    arranger, map_ = process(), made_up(30)
    found, path = [], tmp_path / "deep" / "kept.json"
    arranger.ask(Wish(map_, sizes(map_), OPTIONS), found.append)
    thread.wait_until(lambda: found)
    kept = Kept(found[0], ("s1",), (1.0, 2.0, 0.5), ("s2",))
    assert arranger.keep(kept, path)
    assert not arranger.keep(replace(kept, placement=arrange(map_, sizes(map_))), path)
    placement = replace(found[0], warmth=dict(found[0].warmth))
    there = arranger._process._child
    arranger.close()
    there.wait(30)
    assert from_json(path.read_text()) == replace(kept, placement=placement)
    assert list(path.parent.iterdir()) == [path]


def desk_with(map_):
    """A desk that has laid out a map once."""
    desk = LayoutDesk()
    for message in messages.whole_map(map_):
        desk.take(message)
    desk.take(messages.Sized(sizes(map_)))
    desk.take(messages.Arrange(1, OPTIONS, onward=False))
    desk.granted()
    return desk


def test_warming_up_moves_nothing():
    desk = desk_with(made_up(40))
    before = desk._live.placement
    desk.warm_up()
    assert desk._live.placement.boxes == before.boxes
    desk.take(messages.Arrange(2, OPTIONS, onward=True))
    assert desk.granted() == [messages.Placed(2, (), (), replace(before, **NOTHING))]


def test_after_very_much_has_come_what_follows_is_prepared_between_edits():
    desk, map_ = LayoutDesk(), made_up(120)
    for message in messages.whole_map(map_):
        desk.take(message)
    desk.take(messages.Sized(sizes(map_)))
    top = map_.roots[0]
    least = next(id_ for id_ in map_.children[top] if map_.children.get(id_))
    for revision, folded in enumerate((frozenset({least}), frozenset({top}), frozenset()), 1):
        options = replace(OPTIONS, folded=folded)
        desk.take(messages.Arrange(revision, options, onward=revision > 1))
        desk.granted()
        desk.warm_up()
        assert not desk._live.prepare()


def folded_desk(monkeypatch):
    """A desk that was told of a fold after its last answer, and the options that come next."""
    monkeypatch.setattr(layout_child, "MUCH", 3)
    map_ = made_up(80)
    desk = desk_with(map_)
    top = next(id_ for id_ in map_.children[map_.roots[0]] if map_.children.get(id_))
    direction = desk._live.placement.direction
    folded = LayoutOptions(direction=direction, folded=frozenset({top}))
    desk.take(messages.Expect(folded))
    return desk, map_, folded


@pytest.mark.parametrize("is_prepared", [True, False])
def test_after_a_fold_that_nobody_asked_for_the_next_edit_is_answered_alike(
    monkeypatch, is_prepared
):
    desk, map_, folded = folded_desk(monkeypatch)
    assert desk.could_prepare
    before = desk._live.placement
    if is_prepared:
        desk.prepare()
        assert not desk.could_prepare
    assert desk._live.placement is before
    other = edited(map_, 0)
    wanted = arrange(
        other,
        sizes(other),
        folded,
        arrange(map_, sizes(map_), folded, before.warmth).warmth if is_prepared else before.warmth,
    )
    desk.take(messages.Follow(between(map_, other)))
    desk.take(messages.Sized(sizes(other)))
    desk.take(messages.Arrange(2, folded, onward=True))
    *_, placed = desk.granted()
    assert desk._live.placement.boxes == wanted.boxes
    assert set(placed.gone_boxes) == before.boxes.keys() - wanted.boxes.keys()
    assert desk._live.followed
    assert not desk.could_prepare


def test_nothing_is_made_ready_that_would_take_much_memory(monkeypatch):
    desk, map_, folded = folded_desk(monkeypatch)
    hidden = len(set(map_.branch(next(iter(folded.folded))))) - 1
    monkeypatch.setattr(layout_child, "LEFT", 80 - hidden)
    assert desk.could_prepare
    monkeypatch.setattr(layout_child, "LEFT", 80 - hidden - 1)
    assert not desk.could_prepare


def test_a_fold_that_was_taken_back_leaves_the_layout_as_it_was(monkeypatch):
    desk, map_, folded = folded_desk(monkeypatch)
    desk.prepare()
    live, open_again = desk._live, replace(folded, folded=frozenset())
    desk.take(messages.Expect(open_again))
    assert not desk.could_prepare
    desk.take(messages.Arrange(2, open_again, onward=True))
    said = desk.granted()
    assert desk._live is live
    assert [type(message) for message in said] == [messages.Placed]
    assert desk._live.placement.boxes.keys() == map_.statements.keys()


def test_what_folds_hide_is_not_kept_for_the_next_opening(monkeypatch, tmp_path):
    desk, map_, folded = folded_desk(monkeypatch)
    path = tmp_path / "kept.json"
    bare = replace(desk._live.placement, **NOTHING)
    desk.take(messages.Keep(path, Kept(bare, tuple(folded.folded))))
    kept = from_json(path.read_text())
    hidden = set(map_.branch(next(iter(folded.folded)))) - folded.folded
    assert kept.placement.boxes.keys() == map_.statements.keys() - hidden
    assert kept.placement.routes.keys() < desk._live.placement.routes.keys()


def test_expecting_the_folds_that_are_there_lets_go_of_the_other_layout(monkeypatch):
    desk, _, folded = folded_desk(monkeypatch)
    desk.prepare()
    assert desk._other is not None
    desk.take(messages.Expect(replace(folded, folded=frozenset())))
    assert desk._other is None


def test_what_was_expected_is_forgotten_with_the_next_answer(monkeypatch, tmp_path):
    desk, map_, folded = folded_desk(monkeypatch)
    desk.take(messages.Arrange(2, replace(folded, folded=frozenset()), onward=True))
    desk.granted()
    path = tmp_path / "kept.json"
    desk.take(messages.Keep(path, Kept(replace(desk._live.placement, **NOTHING))))
    assert from_json(path.read_text()).placement.boxes.keys() == map_.statements.keys()


def test_no_wish_is_granted_in_the_middle_of_what_leads_to_the_next():
    map_ = made_up(30)
    desk, other = desk_with(map_), edited(map_, 0)
    desk.take(messages.Arrange(2, OPTIONS, onward=True))
    assert desk.owes
    desk.take(messages.Follow(between(map_, other)))
    assert not desk.owes  # a statement has come whose size has not
    desk.take(messages.Sized(sizes(other)))
    assert not desk.owes
    desk.take(messages.Arrange(3, OPTIONS, onward=True))
    assert desk.owes
    [*_, placed] = desk.granted()
    assert placed.revision == 3


def test_a_placement_is_kept_only_when_it_is_made(tmp_path):
    map_ = made_up(30)
    desk, other, path = desk_with(map_), edited(map_, 0), tmp_path / "kept.json"
    desk.take(messages.Follow(between(map_, other)))
    desk.take(messages.Sized(sizes(other)))
    desk.take(messages.Arrange(2, OPTIONS, onward=True))
    desk.take(messages.Keep(path, Kept(replace(desk._live.placement, **NOTHING))))
    assert from_json(path.read_text()).placement.boxes.keys() == other.statements.keys()


def test_the_process_makes_ready_what_folds_leave_while_nobody_edits(thread, process, tmp_path):
    ready = tmp_path / "ready"
    arranger, map_ = process(EAGER.format(str(ready))), made_up(80)
    found = []
    arranger.ask(Wish(map_, sizes(map_), OPTIONS), found.append)
    thread.wait_until(lambda: found)
    top = next(id_ for id_ in map_.children[map_.roots[0]] if map_.children.get(id_))
    folded = LayoutOptions(direction=found[0].direction, folded=frozenset({top}))
    arranger.expect(folded)
    end = time.monotonic() + 30
    while not ready.exists():
        assert time.monotonic() < end
        time.sleep(0.02)
    other = edited(map_, 0)
    arranger.ask(Wish(other, sizes(other), folded, onward=True), found.append)
    thread.wait_until(lambda: len(found) == 2)
    hidden = set(map_.branch(top)) - {top}
    assert found[1].boxes.keys() == other.statements.keys() - hidden
