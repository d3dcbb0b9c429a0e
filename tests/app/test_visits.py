"""Back and forward through what was looked at."""

from argmap.app.visits import MOST, Visits, are_neighbours
from argmap.io.yaml_read import read_text
from tests.app.conftest import SMALL


def visits(*ids, steps=()):
    made = Visits()
    made.is_step = lambda one, other: (one, other) in steps
    for id_ in ids:
        made.note(id_)
    return made


def anything(_id):
    return True


def test_back_and_forward():
    made = visits("a", "b", "c")
    assert made.go(-1, anything, "c") == "b"
    assert made.go(-1, anything, "b") == "a"
    assert made.go(-1, anything, "a") == ""
    assert made.go(1, anything, "a") == "b"
    assert made.go(1, anything, "b") == "c"
    assert made.go(1, anything, "c") == ""


def test_going_elsewhere_forgets_what_lay_ahead():
    made = visits("a", "b", "c")
    made.go(-1, anything, "c")
    made.note("d")
    assert list(made.ids) == ["a", "b", "d"]
    assert made.next_one(1, anything, "d") == ""


def test_a_walk_from_neighbour_to_neighbour_is_one_visit():
    steps = {("b", "c"), ("c", "d"), ("d", "e")}
    made = visits("a", "b", "c", "d", "e", "far", steps=steps)
    assert list(made.ids) == ["a", "b", "e", "far"]


def test_what_no_longer_exists_is_passed_over():
    made = visits("a", "b", "c")
    assert made.go(-1, lambda id_: id_ != "b", "c") == "a"


def test_with_nothing_selected_back_leads_to_what_was_visited_last():
    made = visits("a", "b")
    made.note("")
    assert made.go(-1, anything, "") == "b"


def test_no_more_than_so_many_are_kept():
    made = visits(*(str(n) for n in range(MOST + 5)))
    assert len(made.ids) == MOST
    again = visits()
    again.begin_with(made.ids)
    assert again.go(-1, anything, "") == str(MOST + 4)


def test_neighbours():
    map = read_text(SMALL).map
    assert are_neighbours(map, "tea", "calm")
    assert are_neighbours(map, "calm", "tea")
    assert are_neighbours(map, "calm", "cost")
    assert are_neighbours(map, "study", "study-to-calm")
    assert are_neighbours(map, "study-to-calm", "calm")
    assert not are_neighbours(map, "tea", "study")
    assert not are_neighbours(map, "cost-to-tea", "calm")
