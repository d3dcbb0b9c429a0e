"""Whether a map differs from its file is known from edit to edit."""

from hypothesis import given
from hypothesis import strategies as st

from argmap.app import unsaved
from argmap.app.unsaved import Unsaved
from argmap.edit.history import History
from argmap.edit.store import Store
from argmap.edit.transaction import Transaction
from argmap.model.diff import between
from argmap.model.records import Statement
from tests.builders import a_map

MAP = a_map("b supports a; c supports a")
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("text"), st.sampled_from("abc"), st.sampled_from(["A.", "B."])),
        st.tuples(st.just("move"), st.sampled_from("abc"), st.integers(0, 2)),
        st.tuples(st.sampled_from(["title", "undo", "save", "begin", "end"])),
    ),
    max_size=10,
)


@given(EDITS)
def test_it_is_what_a_comparison_says(edits):
    store = Store(MAP)
    history, known, saved = History(store), Unsaved(MAP), MAP
    begun = MAP
    store.subscribe(known.note)
    for edit in edits:
        tx = Transaction(store.map)
        match edit:
            case ("text", id_, text):
                tx.put(Statement(id_, text=text))
            case ("move", id_, to):
                tx.move("statements", id_, to)
            case ("title",):
                tx.set_meta(title="T")
            case ("undo",):
                history.undo()
                tx = Transaction(store.map)
            case ("begin",):
                begun = store.map
            case ("end",):
                saved = begun
                known.is_saved(saved, store.map)
            case _:
                saved = store.map
                known.is_saved(saved)
        store.commit(tx.diff(), "edit")
        assert known.anything(store.map) is bool(between(saved, store.map))


def test_a_changed_record_needs_no_comparison(monkeypatch):
    store, known = Store(MAP), Unsaved(MAP)
    store.subscribe(known.note)
    tx = Transaction(MAP)
    tx.put(Statement("a", text="Other."))
    store.commit(tx.diff(), "edit")
    monkeypatch.setattr(unsaved, "between", None)
    assert known.anything(store.map)
