from hypothesis import given

from argmap.model.argmap import ArgumentMap
from argmap.model.primary import primary_tree
from argmap.model.records import Group, Link, Statement
from tests.builders import a_map, same
from tests.strategies import maps


def _naive_primary(map):
    """The rule of the format, written down word for word."""
    primary = {}
    for link in sorted(map.links.values(), key=lambda link: not link.primary):
        for premise in link.premises:
            if premise in primary or premise not in map.statements:
                continue
            passed, place = {link.id}, link.target
            while True:
                if place == premise or place in passed:
                    break
                passed.add(place)
                if place in map.links:
                    place = map.links[place].target
                elif place not in map.statements:
                    break
                elif place in primary:
                    place = primary[place]
                else:
                    primary[premise] = link.id
                    break
    return primary


@given(maps())
def test_primary_links_follow_the_rule(map):
    assert map.primary_links == _naive_primary(map)


def test_links_that_lead_nowhere_or_in_a_ring_are_not_primary():
    statements = {id_: Statement(id_, text=id_) for id_ in "abc"}
    links = {
        "gone": Link("gone", ("a",), "nowhere"),
        "one": Link("one", ("b",), "two"),
        "two": Link("two", ("c",), "one"),
        "absent": Link("absent", ("nobody",), "a"),
        "self": Link("self", ("a",), "a"),
    }
    assert primary_tree(links, statements).links == {}
    map = ArgumentMap(statements=statements, links=links)
    assert map.roots == ("a", "b", "c")
    assert list(map.branch("one")) == []


def test_the_link_that_says_primary_leads():
    map = a_map("b supports a; b supports c")
    assert map.primary_parent("b") == "a"
    led = map.replaced(
        links={id_: Link(id_, one.premises, one.target, primary=one.target == "c")
               for id_, one in map.links.items()}
    )  # fmt: skip
    assert led.primary_parent("b") == "c"
    assert led.children == {"c": ("b",)}


def test_a_long_chain_is_walked_without_recursion():
    line = "; ".join(f"s{n + 1} supports s{n}" for n in range(3000))
    map = a_map(line)
    assert map.roots == ("s0",)
    assert len(list(map.branch("s0"))) == 3001


def test_a_branch_holds_undercuts_and_nothing_twice():
    map = a_map(
        "b supports a; c supports a; c supports b; u opposes b-to-a; w supports u-to-b-to-a"
    )
    assert list(map.branch("a")) == ["a", "b", "c", "u", "w"]
    assert list(map.branch("b")) == ["b"]
    assert map.primary_parent("u") == "b-to-a"
    assert map.primary_parent("a") is None


def test_maps_are_equal_with_their_order():
    one, other = a_map("a; b"), a_map("b; a")
    assert one != other
    assert one == a_map("a; b")
    assert one != "a; b"


def test_look_ups_are_carried_over_where_they_hold():
    map = a_map("b supports a; c supports a")
    for name in ("primary_links", "children", "links_into", "links_from", "roots", "group_of"):
        getattr(map, name)
    worded = map.replaced(statements={**map.statements, "a": Statement("a", text="new")})
    assert worded.__dict__["children"] is map.children
    assert worded.__dict__["roots"] is map.roots
    kind = Link("b-to-a", ("b",), "a", label="so")
    labelled = map.replaced(links={**map.links, "b-to-a": kind})
    assert labelled.__dict__["links_into"] is map.links_into
    moved = map.replaced(links=dict(reversed(map.links.items())))
    assert moved.children == {"a": ("c", "b")}
    assert same(moved, ArgumentMap(**moved.__getstate__()))
    assert "group_of" in moved.__dict__
    assert "group_of" not in map.replaced(groups={"g": Group("g")}).__dict__


def test_group_of_says_the_first_group():
    map = a_map("a")
    assert map.group_of == {}
    assert map.node("a") is map.statements["a"]
    assert map.node("b") is None
    assert map.taken() == {"a"}
