import pytest

from argmap.edit import statements
from argmap.edit.history import History, Misfit, SessionOf
from argmap.edit.store import Origin, Store
from argmap.edit.transaction import Transaction
from argmap.model.argmap import ArgumentMap
from argmap.model.records import Statement
from tests.builders import a_map


class Desk:
    """A store with its history, a clock that stands still, and something selected."""

    def __init__(self, limit=500):
        self.now, self.selected = 100.0, "nothing"
        self.store = Store(a_map("a; b"))
        remembering = SessionOf(lambda: self.selected, self.select)
        self.history = History(
            self.store, clock=lambda: self.now, session_of=remembering, limit=limit
        )

    def select(self, selected):
        self.selected = selected

    def say(self, text, id_="a", merge_key="", origin=Origin.USER):
        tx = Transaction(self.store.map)
        statements.set_text(tx, id_, text)
        self.store.commit(tx.diff(), f"say {text}", merge_key=merge_key, origin=origin)

    @property
    def text(self):
        return self.store.map.statements["a"].text


@pytest.fixture
def desk():
    return Desk()


def test_undo_and_redo_with_their_labels(desk):
    assert (desk.history.undo_label, desk.history.redo_label) == ("", "")
    assert not desk.history.undo()
    assert not desk.history.redo()
    desk.say("one")
    desk.say("two")
    assert desk.history.undo_label == "say two"
    assert desk.history.undo()
    assert (desk.text, desk.history.undo_label, desk.history.redo_label) == (
        "one", "say one", "say two",
    )  # fmt: skip
    assert desk.history.redo()
    assert desk.text == "two"
    assert desk.history.entries == ("say one", "say two")


def test_a_new_edit_drops_what_was_undone(desk):
    desk.say("one")
    desk.history.undo()
    desk.say("two")
    assert desk.history.entries == ("say two",)


def test_typing_within_a_second_is_one_entry(desk):
    desk.say("o", merge_key="text a")
    desk.now += 0.9
    desk.say("on", merge_key="text a")
    desk.now += 0.9
    desk.say("one", merge_key="text a")
    desk.now += 1.0
    desk.say("one two", merge_key="text a")
    desk.say("B", "b", merge_key="text b")
    assert desk.history.entries == ("say o", "say one two", "say B")
    desk.history.go_to(1)
    assert desk.text == "one"
    desk.history.undo()
    assert desk.text == "A."


def test_commits_without_a_key_are_never_merged(desk):
    desk.say("o")
    desk.say("on")
    assert len(desk.history.entries) == 2


def test_typing_that_ends_where_it_began_is_no_entry(desk):
    desk.say("x", merge_key="k")
    desk.say("A.", merge_key="k")
    assert desk.history.entries == ()
    assert not desk.history.undo()


def test_an_undo_ends_merging(desk):
    desk.say("o", merge_key="k")
    desk.say("b", "b")
    desk.history.undo()
    desk.say("on", merge_key="k")
    assert len(desk.history.entries) == 2


def test_the_selection_of_the_time_comes_back(desk):
    desk.selected = "before"
    desk.say("one")
    desk.selected = "after"
    desk.history.note_session()
    desk.selected = "elsewhere"
    desk.history.undo()
    assert desk.selected == "before"
    desk.history.redo()
    assert desk.selected == "after"


def test_without_a_note_the_selection_at_the_undo_counts(desk):
    desk.say("one")
    desk.selected = "at the undo"
    desk.history.undo()
    desk.history.redo()
    assert desk.selected == "at the undo"


def test_old_entries_are_forgotten_and_the_others_still_hold():
    desk = Desk(limit=3)
    for number in range(5):
        desk.say(str(number))
    assert desk.history.entries == ("say 2", "say 3", "say 4")
    desk.history.go_to(0)
    assert desk.text == "1"
    assert not desk.history.undo()


def test_going_to_a_place_stays_within_the_list(desk):
    for text in "123":
        desk.say(text)
    desk.history.go_to(-5)
    assert (desk.text, desk.history.position) == ("A.", 0)
    desk.history.go_to(99)
    assert (desk.text, desk.history.position) == ("3", 3)


def test_loading_begins_anew_and_an_outside_change_can_be_undone(desk):
    desk.say("one")
    desk.say("two", origin=Origin.OUTSIDE)
    assert desk.history.entries == ("say one", "say two")
    desk.history.undo()
    assert desk.text == "one"
    desk.say("three", origin=Origin.LOAD)
    assert desk.history.entries == ()
    assert desk.history.position == 0


def _spoil(desk, place):
    """Replace an entry by one that fits no map."""
    tx = Transaction(ArgumentMap(statements={"a": Statement("a", text="never")}))
    tx.put(Statement("a", text="ever"))
    other = History(held := Store(tx.base))
    held.commit(tx.diff(), "spoilt")
    desk.history._entries[place] = other._entries[0]


def test_an_entry_that_does_not_fit_is_put_aside_and_nobody_is_stuck(desk):
    for text in "123":
        desk.say(text)
    _spoil(desk, 2)
    assert not desk.history.undo()
    assert desk.text == "3"
    (misfit,) = desk.history.misfits
    assert isinstance(misfit, Misfit)
    assert (misfit.expected.text, misfit.found.text) == ("ever", "3")
    assert "“spoilt” does not fit: expected" in str(misfit)
    assert desk.history.position == len(desk.history.entries) == 2


def test_a_redo_that_does_not_fit_is_put_aside(desk):
    desk.say("1")
    desk.say("2")
    desk.history.go_to(0)
    _spoil(desk, 0)
    assert not desk.history.redo()
    assert desk.history.entries == ("say 2",)
    desk.history.go_to(1)
    assert len(desk.history.misfits) == 2
    assert desk.history.entries == ()


def test_a_history_without_a_session_works_as_well():
    store = Store(a_map("a"))
    history = History(store)
    tx = Transaction(store.map)
    statements.set_text(tx, "a", "new")
    store.commit(tx.diff(), "x")
    history.note_session()
    assert history.undo()
    assert history.redo()
