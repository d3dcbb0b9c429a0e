import pytest

from argmap.edit.about import set_map_field
from argmap.edit.store import Origin, Store
from argmap.edit.transaction import Transaction
from argmap.model.diff import Diff, DiffMismatch
from argmap.model.errors import UserError
from argmap.model.records import Direction, LayoutKind, Link, Statement
from tests.builders import a_map, edited, told

MAP = a_map("b supports a; c supports a")


def _worded(map, id_, text):
    tx = Transaction(map)
    tx.put(Statement(id_, text=text))
    return tx.diff()


def test_a_transaction_reads_like_the_map_it_will_be():
    tx = Transaction(MAP)
    tx.put(Statement("d", text="D."))
    seen = tx.map
    assert tx.has("statements", "d")
    tx.remove("statements", "d")
    assert "d" in seen.statements
    assert not tx.has("statements", "d")
    assert not tx.diff()
    assert tx.map == MAP


def test_records_go_to_places_counted_as_they_will_stand():
    tx = Transaction(MAP)
    tx.put(Link("x", ("a",), "b"), 1)
    assert list(tx.map.links) == ["b-to-a", "x", "c-to-a"]
    assert tx.place_of("links", "x") == 1
    tx.move("links", "x", 0)
    tx.put(tx.link("x"), 2)
    assert list(tx.map.links) == ["b-to-a", "c-to-a", "x"]
    assert tx.link("x").target == "b"
    assert tx.place_of("links", "x") == 2
    tx.put(Statement("p", text="P."), parked=True)
    assert "p" in tx.map.parked
    with pytest.raises(KeyError):
        tx.remove("stamps", "x")


def test_meta_is_set_field_by_field():
    tx = Transaction(MAP)
    tx.set_meta(title="T")
    tx.set_meta(title="T")
    assert tx.diff().meta[1].title == "T"


def test_a_commit_is_told_to_every_listener_in_order():
    store, heard = Store(MAP), []
    store.subscribe(lambda commit: heard.append(("first", commit)))
    stop = store.subscribe(lambda commit: heard.append(("second", commit)))
    commit = store.commit(_worded(MAP, "a", "New."), "Change text", merge_key="k")
    assert heard == [("first", commit), ("second", commit)]
    assert (commit.before, commit.after) == (MAP, store.map)
    assert (commit.label, commit.merge_key, commit.revision) == ("Change text", "k", 1)
    assert commit.origin is Origin.USER
    stop()
    stop()
    store.commit(_worded(store.map, "a", "Newer."), "Change text")
    assert [name for name, _ in heard] == ["first", "second", "first"]
    assert store.revision == 2


def test_nothing_changed_is_no_commit():
    store = Store(MAP)
    assert store.commit(Diff(), "nothing") is None
    assert store.revision == 0


def test_a_user_edit_that_breaks_a_rule_changes_nothing():
    store, diff = Store(MAP), _worded(MAP, "a", " ")
    with pytest.raises(UserError, match="has no text"):
        store.commit(diff, "blank")
    assert store.map is MAP
    assert store.commit(diff, "as it was", origin=Origin.UNDO) is not None


def test_a_diff_of_another_map_is_a_fault():
    with pytest.raises(DiffMismatch):
        Store(a_map("z")).commit(_worded(MAP, "a", "New."), "wrong")


def test_listeners_must_not_commit_and_all_hear_even_if_one_fails():
    store, heard = Store(MAP), []
    store.subscribe(lambda commit: store.commit(commit.diff.inverted(), "back"))
    store.subscribe(heard.append)
    with pytest.raises(RuntimeError, match="a listener tried to commit: back"):
        store.commit(_worded(MAP, "a", "New."), "Change text")
    assert len(heard) == 1
    assert store.map.statements["a"].text == "New."


def test_what_a_map_says_of_itself():
    map, _ = edited(MAP, set_map_field, "title", " Title\r\nof it ")
    assert map.meta.title == "Title of it"
    map, _ = edited(map, set_map_field, "authors", "A. One, B. Two,")
    assert map.meta.authors == ("A. One", "B. Two")
    map, _ = edited(map, set_map_field, "direction", "up")
    map, _ = edited(map, set_map_field, "layout", LayoutKind.RADIAL)
    assert map.meta.view.direction is Direction.UP
    assert map.meta.view.layout is LayoutKind.RADIAL
    map, _ = edited(map, set_map_field, "direction", "")
    assert map.meta.view.direction is None
    for name, value in (("layout", "pile"), ("version", 2), ("title", 3), ("authors", 3)):
        with pytest.raises(UserError):
            edited(map, set_map_field, name, value)
    assert told(map) == told(MAP)
