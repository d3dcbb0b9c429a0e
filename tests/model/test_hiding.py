"""What folds hide, links on links included."""

from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.layout.skeleton import skeleton_of
from argmap.model.argmap import ArgumentMap
from argmap.model.hiding import folds_above, hidden_by, is_hidden, leant_on
from argmap.model.records import Link, Statement
from tests.layout import graphs


def a_map(*lines):
    """A map of links `l0`, `l1`, ..., each said as `premises target`; ids are single letters."""
    links = {f"l{k}": Link(f"l{k}", tuple(a), b) for k, (a, b) in enumerate(map(str.split, lines))}
    ids = dict.fromkeys("".join(a + (b if len(b) == 1 else "") for a, b in map(str.split, lines)))
    return ArgumentMap(statements={id_: Statement(id_, text=id_) for id_ in ids}, links=links)


# Two branches below r; c leads from one into the other as well, u bears on that, v hangs under u.
ACROSS = a_map("a r", "b r", "c a", "c b", "u l3", "v u")


def test_a_fold_hides_what_hangs_below_and_not_itself():
    assert hidden_by(ACROSS, ["u"]) == {"v"}
    assert hidden_by(ACROSS, ["r"]) == set("abcuv")
    assert hidden_by(ACROSS, ["gone"]) == set()


def test_what_bears_on_a_link_stays_while_its_premise_is_in_sight():
    assert hidden_by(ACROSS, ["b"]) == set()


def test_what_bears_on_a_hidden_link_is_hidden_wherever_the_link_leads():
    assert hidden_by(ACROSS, ["a"]) == set("cuv")


def test_linked_premises_hide_what_bears_on_them_when_the_last_is_hidden():
    map_ = a_map("a r", "b r", "d r", "c a", "e d", "ce b", "u l5")
    assert hidden_by(map_, ["a"]) == {"c"}
    assert hidden_by(map_, ["a", "d"]) == {"c", "e", "u"}


def test_links_on_links_on_links_go_together():
    map_ = a_map("a r", "b r", "c a", "c b", "u l3", "v l4", "w l5")
    assert hidden_by(map_, ["b"]) == set()
    assert hidden_by(map_, ["a"]) == set("cuvw")
    assert hidden_by(map_, ["r"]) == set("abcuvw")


def test_no_fold_hides_itself_in_a_circle():
    map_ = a_map("b r", "a u", "a b", "u l2")  # u bears on a link of what hangs under u
    assert hidden_by(map_, ["u"]) == {"a"}


@settings(max_examples=150)
@given(graphs.wild(), st.data())
def test_what_is_left_in_sight_hangs_where_it_hung(graph, data):
    map_ = graph.map
    ids = list(map_.statements)
    folded = frozenset(data.draw(st.lists(st.sampled_from(ids), max_size=4)) if ids else ())
    hidden = hidden_by(map_, folded)
    for id_ in ids:
        assert is_hidden(map_, id_, folded, {}) is (id_ in hidden)
    for id_ in hidden:
        above = set(folds_above(map_, id_))
        assert above & folded - hidden
        assert id_ not in hidden_by(map_, folded - above)
    for id_ in folded:
        assert id_ not in hidden_by(map_, [id_])
    whole, left = skeleton_of(map_), skeleton_of(map_, folded)
    for id_ in whole.hung.keys() & set(left.shown):
        link = map_.links[map_.primary_links[id_]]
        premises = map_.links[link.target].premises if link.target in map_.links else ()
        is_circle = any(id_ in leant_on(map_, [each]) for each in (*premises, link.target))
        assert is_circle or id_ in left.hung
