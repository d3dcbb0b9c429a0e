from hypothesis import given
from hypothesis import strategies as st

from argmap.edit.story_plans import Plan, planned
from argmap.model.records import Group, Step, Story
from argmap.model.telling import part_of, revealed, told, whole
from tests.builders import a_map
from tests.strategies import maps

MAP = a_map("b supports a; c supports a; o opposes a; r opposes o-to-a; d supports b")


def story(*steps, **more):
    return Story("talk", "Talk", steps=steps, **more)


def shown(at, *steps, map=MAP, **more):
    return told(map, story(*steps, **more), at)


def test_reveals_add_up_and_hides_take_away():
    steps = (
        Step(reveal=("a",)),
        Step(reveal=("b", "o")),
        Step(reveal=("c",), hide=("o", "gone")),
        Step(reveal=("o",)),
    )
    seen = [" ".join(sorted(revealed(MAP, story(*steps), at))) for at in range(4)]
    assert seen == ["a", "a b o", "a b c", "a b c o"]


def test_a_link_is_there_with_both_its_ends():
    assert set(part_of(MAP, {"a", "b", "d"}).links) == {"b-to-a", "d-to-b"}
    assert set(part_of(MAP, {"a", "r"}).links) == set()
    assert set(part_of(MAP, {"a", "o", "r"}).links) == {"o-to-a", "r-to-o-to-a"}
    assert not part_of(a_map("p+q supports a"), {"p", "a"}).links
    assert part_of(MAP, MAP.statements) is MAP


def test_a_group_is_there_with_its_last_member():
    map = MAP.replaced(groups={"g": Group("g", "G", ("b", "c"))})
    assert not part_of(map, {"b"}).groups
    assert part_of(map, {"b", "c"}).groups


def test_what_is_revealed_is_looked_at_with_the_link_it_came_by():
    view = shown(1, Step(reveal=("a",)), Step(reveal=("b",)))
    assert view.lit == {"b", "b-to-a"}
    assert view.dimmed == {"a"}
    assert view.fit == ("b", "a") or set(view.fit) == {"a", "b"}


def test_focus_may_name_what_was_there_and_links():
    view = shown(1, Step(reveal=("a", "b")), Step(reveal=("c",), focus=("a", "b")))
    assert view.lit == {"a", "b", "b-to-a"}
    view = shown(0, Step(reveal=("a", "o", "r", "b"), focus=("o-to-a",)))
    assert view.lit == {"o-to-a"}
    assert set(view.fit) == {"a", "o"}


def test_the_rest_is_dimmed_hidden_or_left():
    steps = (Step(reveal=("a",)), Step(reveal=("b",), others="hide"))
    assert set(shown(1, *steps).map.statements) == {"b"}
    assert not shown(1, steps[0], Step(reveal=("b",), others="normal")).dimmed
    assert not shown(1, steps[0], Step(reveal=("b",)), defaults={"others": "normal"}).dimmed
    assert shown(1, steps[0], Step(reveal=("b",), others="blur")).dimmed == {"a"}


def test_the_camera_goes_by_meaning():
    before = Step(reveal=("a", "b", "d"))
    assert shown(1, before, Step(reveal=("c",), camera={"fit": "stay"})).fit == ()
    assert set(shown(1, before, Step(camera="visible")).fit) == {"a", "b", "d"}
    assert set(shown(0, Step(reveal=("b",), camera={"fit": "all"})).fit) == set(MAP.statements)
    assert shown(1, before, Step(reveal=("c",), camera={"fit": "focus"})).fit == ("c",)
    view = shown(1, before, Step(camera={"fit": ("a", "gone"), "max_zoom": "1.6"}))
    assert (view.fit, view.most_zoom) == (("a",), 1.6)
    assert set(shown(1, before, Step(reveal=("c",), camera={"nonsense": "x"})).fit) == {"a", "c"}


def test_an_undercut_is_seen_with_the_step_it_attacks():
    view = shown(1, Step(reveal=("a", "o")), Step(reveal=("r",)))
    assert set(view.fit) == {"a", "o", "r"}
    assert view.lit == {"r", "r-to-o-to-a"}


def test_the_line_of_argument_up_to_the_main_claim_is_brought_out():
    before = Step(reveal=("a", "b", "o"))
    view = shown(1, before, Step(reveal=("d",), highlight="path-to-root"))
    assert view.lit == {"d", "d-to-b", "b", "b-to-a", "a"}
    view = shown(1, before, Step(reveal=("r",), highlight="path-to-root"))
    assert view.lit == {"r", "r-to-o-to-a", "o-to-a", "o", "a"}
    assert shown(1, before, Step(reveal=("d",), highlight="sideways")).lit == {"d", "d-to-b"}
    ring = a_map("a supports b; b supports a")
    assert shown(0, Step(reveal=("a", "b"), highlight="path-to-root"), map=ring).lit >= {"a", "b"}


def test_a_step_that_says_nothing_shows_all_that_is_there_undimmed():
    view = shown(1, Step(reveal=("a", "b")), Step())
    assert not view.dimmed
    assert set(view.fit) == {"a", "b"}


def test_stories_over_nothing_show_the_whole_map_or_nothing():
    assert told(MAP, Story("empty"), 3) == whole(MAP)
    view = shown(0, Step(reveal=("gone",), focus=("gone",)))
    assert not view.map.statements
    assert not view.fit
    assert shown(99, Step(reveal=("a",))).map.statements.keys() == {"a"}


@given(maps(), st.sampled_from(Plan), st.integers(0, 9))
def test_what_is_shown_is_whole_in_itself(map, plan, at):
    if not map.statements:
        return
    steps = tuple(planned(map, plan))
    view = told(map, Story("s", steps=steps), at)
    assert set(view.fit) <= set(view.map.statements)
    assert view.lit | view.dimmed == {*view.map.statements, *view.map.links}
    assert not view.lit & view.dimmed
    for link in view.map.links.values():
        assert all(id_ in view.map.statements for id_ in link.premises)
    last = told(map, Story("s", steps=steps), len(steps))
    assert last.map is map
