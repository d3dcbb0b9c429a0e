"""Look-ups that follow a change are those that would be made anew; and following costs little."""

from hypothesis import given
from hypothesis import strategies as st

from argmap.edit.transaction import Transaction
from argmap.model import following
from argmap.model.argmap import COLLECTIONS, ArgumentMap
from argmap.model.diff import between
from argmap.model.following import compared, differing, kept_in_order
from argmap.model.records import Link, Statement
from tests.builders import a_map, same
from tests.strategies import maps

LOOK_UPS = ("links_into", "links_from", "primary_links", "children", "roots", "group_of")


def looked_up(map):
    return {name: getattr(map, name) for name in LOOK_UPS}


def afresh(map):
    """The same map, which knows nothing of itself yet."""
    return ArgumentMap(**map.__getstate__())


@given(maps(), maps())
def test_look_ups_follow_any_diff(one, other):
    looked_up(one)
    assert looked_up(between(one, other).applied(one)) == looked_up(afresh(other))


IDS = st.sampled_from("abcdef")
PLACES = st.one_of(st.none(), st.integers(0, 8))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("statement"), IDS, PLACES),
        st.tuples(
            st.just("link"), st.sampled_from("uvwxyz"), st.lists(IDS, min_size=1, max_size=3),
            st.sampled_from("abcdefuvwxyz"), st.booleans(), PLACES,
        ),
        st.tuples(st.just("gone"), st.sampled_from("abcdefuvwxyz")),
        st.tuples(st.just("move"), st.sampled_from("abcdefuvwxyz"), st.integers(0, 8)),
        st.tuples(st.just("look")),
    ),
    max_size=14,
)  # fmt: skip


def _do(tx, step):
    match step:
        case ("statement", id_, at):
            tx.put(Statement(id_, text=id_), at)
        case ("link", id_, premises, target, primary, at):
            tx.put(Link(id_, tuple(premises), target, primary=primary), at)
        case ("gone" | "move", id_, *at):
            home = "statements" if id_ in "abcdef" else "links"
            if tx.has(home, id_):
                tx.move(home, id_, *at) if at else tx.remove(home, id_)
        case _:
            looked_up(tx.map)


@given(STEPS, STEPS)
def test_look_ups_and_diffs_follow_a_transaction(before, steps):
    begun = Transaction(ArgumentMap())
    for step in before:
        _do(begun, step)
    base = begun.map
    looked_up(base)
    tx = Transaction(base)
    for step in steps:
        _do(tx, step)
    assert looked_up(tx.map) == looked_up(afresh(tx.map))
    diff = tx.diff()
    assert diff == between(base, tx.map)
    assert same(diff.applied(base), tx.map)
    assert looked_up(diff.applied(base)) == looked_up(tx.map)


@given(STEPS, STEPS, STEPS)
def test_what_differs_between_relatives_is_known(before, one, other):
    begun = Transaction(ArgumentMap())
    for step in before:
        _do(begun, step)
    base, relatives = begun.map, []
    for steps in (one, other):
        tx = Transaction(base)
        for step in steps:
            _do(tx, step)
        relatives.append(tx.map)
    here, there = relatives
    known = compared(here, there, COLLECTIONS)
    for name in ("statements", "links"):
        old, new = getattr(here, name), getattr(there, name)
        assert set(differing(old, new)) <= set(known.of(name))
        if not known.placed.get(name):
            assert kept_in_order(old, new)


def test_relatives_are_not_compared(monkeypatch):
    map = a_map("b supports a")
    tx, other = Transaction(map), Transaction(map)
    tx.put(Statement("c", text="c"))
    other.put(Statement("d", text="d"))
    monkeypatch.setattr(following, "differing", None)
    assert set(compared(tx.map, other.map, COLLECTIONS).of("statements")) == {"c", "d"}
    committed = tx.diff().applied(map)
    assert set(compared(committed, tx.map, COLLECTIONS).of("statements")) == {"c"}


def test_a_circle_that_opens_lets_the_link_it_closed_count():
    map = a_map("b supports a; c supports b; a supports c; d supports a")
    assert map.primary_links["c"] == "c-to-b"
    tx = Transaction(map)
    tx.remove("links", "b-to-a")
    assert tx.map.primary_links == looked_up(afresh(tx.map))["primary_links"]
    assert "a" in tx.map.primary_links


class Watched(dict):
    """Counts how often its records are walked in Python."""

    walks = 0

    def values(self):
        Watched.walks += 1
        return super().values()

    def items(self):
        Watched.walks += 1
        return super().items()


def test_an_edit_of_a_large_map_walks_no_collection():
    chain = "; ".join(f"s{n + 1} supports s{n // 2}" for n in range(400))
    map = a_map(chain)
    map = map.replaced(statements=Watched(map.statements), links=Watched(map.links))
    looked_up(map)
    Watched.walks = 0
    tx = Transaction(map)
    tx.put(Statement("new", text="new"))
    tx.put(Link("new-to-s7", ("new",), "s7"))
    after = tx.diff().applied(map)
    assert Watched.walks == 0
    assert {"links_into", "links_from", "tree", "children"} <= after.__dict__.keys()
    assert after.children["s7"][-1] == "new"
