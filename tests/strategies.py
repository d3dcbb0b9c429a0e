"""Hypothesis strategies for texts, maps and edits; the same ones for every layer's tests."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from argmap.edit import (
    about,
    capture,
    clipboard,
    groups,
    links,
    outline,
    pins,
    polls,
    sources,
    statements,
    stories,
)
from argmap.edit.capture import Contribution, Said
from argmap.edit.fields import (
    GROUP_FIELDS,
    LINK_FIELDS,
    META_FIELDS,
    STATEMENT_FIELDS,
    STEP_FIELDS,
    VIEW_FIELDS,
)
from argmap.edit.story_plans import Plan, planned
from argmap.edit.wording import cleaned, shows
from argmap.model.argmap import ArgumentMap
from argmap.model.ids import fresh_id, fresh_link_id
from argmap.model.records import (
    Basis,
    Direction,
    Fidelity,
    Group,
    LayoutKind,
    Link,
    LinkKind,
    Meta,
    Quote,
    QuotePart,
    Source,
    Statement,
    StatementKind,
    Step,
    Story,
    View,
    Voice,
)
from argmap.model.story_words import Fit, Others, Scale

NASTY = (
    "",
    " ",
    "\u200b",
    "a\x00b",
    "\ud800",
    "one\r\ntwo\rthree\x85four\u2028five",
    "\ufefftext",
    "# heading",
    "- item",
    "+ plus",
    "| bar",
    "[claim] text",
    "[claim] \nx",
    "first\n\n  | third\n",
    "1. one",
    "^& both",
    "null",
    "No",
    "1e3",
    "2019-08-31",
    "key: value # comment",
    "'quoted' \"twice\"",
    "*anchor &alias !tag %dir @at `tick",
    "---\n...\n---",
    "\t tab \t tab",
    "trailing space \nand more",
    "<b>bold</b> &amp; <script>",
    "مرحبا بالعالم",
    "क्षत्रिय हिन्दी",
    "日本語の文章です",
    "👩‍👩‍👧‍👦 family 🇫🇮",
    "e\u0301 decomposed",
    "\u202eright to left\u202c",
    "x" * 300,
    "statement",
    "a" * 39 + " b",
)


def nasty_texts() -> st.SearchStrategy[str]:
    """Anything that could be typed or pasted, the worst included."""
    return st.one_of(
        st.sampled_from(NASTY),
        st.text(st.characters(codec="utf-8"), max_size=30),
        st.text("ab \n\t-+|&^#", max_size=12),
    )


def words() -> st.SearchStrategy[str]:
    """Clean text with something to see in it."""
    return nasty_texts().map(cleaned).filter(shows)


def offsets() -> st.SearchStrategy[tuple[float, float]]:
    """Where a pin may be."""
    one = st.integers(-9999, 9999).map(lambda tenth: tenth / 10)
    return st.tuples(one, one)


def shares() -> st.SearchStrategy[float | None]:
    """Weights and credences, as somebody would write them."""
    return st.none() | st.integers(0, 100).map(lambda percent: percent / 100)


@st.composite
def quotes(draw: Callable, source: str) -> Quote:
    """A quote of a source, whole or in parts."""
    parts = st.builds(QuotePart, exact=words(), prefix=words(), start=st.none() | st.integers(0, 9))
    if draw(st.booleans()):
        return Quote(source, parts=tuple(draw(st.lists(parts, min_size=1, max_size=2))))
    return Quote(
        source, draw(words()), suffix=draw(words()), page=draw(st.none() | st.integers(1, 9))
    )


@st.composite
def maps(draw: Callable, most: int = 7) -> ArgumentMap:
    """A sound map: every rule holds, and it may have cycles, cross links and links on links."""
    held_sources = {
        id_: Source(id_, title=draw(words()), authors=tuple(draw(st.lists(words(), max_size=2))))
        for id_ in draw(st.sampled_from([[], ["paper"], ["paper", "report"]]))
    }
    held: dict[Any, Any] = {}
    parked: dict[Any, Any] = {}
    for text in draw(st.lists(words(), max_size=most)):
        id_ = fresh_id(text, {*held, *parked})
        made = Statement(
            id_,
            draw(st.sampled_from(StatementKind)),
            draw(st.none() | st.sampled_from(Basis)),
            text,
            tuple(draw(st.lists(quotes("paper"), max_size=2))) if held_sources else (),
            draw(shares()),
            tuple(draw(st.lists(st.sampled_from(["x", "No", "1.0"]), max_size=2, unique=True))),
            draw(st.sampled_from(["", "note", "two\nlines"])),
            voice=draw(st.none() | st.sampled_from(Voice)),
            fidelity=draw(st.none() | st.sampled_from(Fidelity)),
            implicit=draw(st.booleans()),
        )
        (parked if draw(st.integers(0, 9)) == 9 else held)[id_] = made
    made_links = draw(_links(held, parked))
    members = draw(st.lists(st.sampled_from(list(held)), unique=True)) if held else []
    grouped = {"group": Group("group", "A group", tuple(members))} if members else {}
    story = Story("story", "A story", steps=(Step(reveal=tuple(members), notes="say"),))
    pinned = draw(st.dictionaries(st.sampled_from(list(held)), offsets())) if held else {}
    view = View(draw(st.sampled_from(LayoutKind)), draw(st.none() | st.sampled_from(Direction)))
    return ArgumentMap(
        Meta(
            title=cleaned(draw(nasty_texts())),
            view=View(view.layout, view.direction, pins=pinned),
        ),
        held_sources,
        held,
        made_links,
        grouped,
        {"story": story} if draw(st.booleans()) else {},
        {},
        parked,
    )


@st.composite
def _links(draw: Callable, held: dict, parked: dict) -> dict:
    made: dict = {}
    for _ in range(draw(st.integers(0, len(held) + 2)) if len(held) > 1 else 0):
        target = draw(st.sampled_from([*held, *made]))
        others = [id_ for id_ in held if id_ != target]
        premises = draw(st.lists(st.sampled_from(others), min_size=1, max_size=3, unique=True))
        question = target in held and held[target].kind is StatementKind.QUESTION
        kinds = [LinkKind.ANSWERS] if question else [LinkKind.SUPPORTS, LinkKind.OPPOSES]
        id_ = fresh_link_id(premises[0], target, {*made, *held, *parked})
        made[id_] = Link(
            id_,
            tuple(premises),
            target,
            draw(st.sampled_from([*kinds, LinkKind.CONTRADICTS, LinkKind.RESTATES])),
            draw(shares()),
            primary=draw(st.integers(0, 5)) == 5,
        )
    return made


Edit = tuple[Callable[..., Any], tuple[Any, ...]]


@st.composite
def edits(draw: Callable, map: ArgumentMap) -> Edit:
    """A verb and what to do it with, mostly things that are there."""
    return draw(st.sampled_from(_EDITS))(draw, map)


def _node(draw: Callable, map: ArgumentMap) -> str:
    return draw(st.sampled_from([*map.statements, *map.links, "nowhere"]))


def _statement(draw: Callable, map: ArgumentMap) -> str:
    return draw(st.sampled_from([*(map.statements or map.links), "nowhere"]))


def _some(draw: Callable, ids: Any, most: int = 3) -> list[str]:
    return draw(st.lists(st.sampled_from([*ids, "nowhere"]), max_size=most))


def _link(draw: Callable, map: ArgumentMap) -> str:
    return draw(st.sampled_from([*(map.links or map.statements), "nowhere"]))


def _value(draw: Callable, name: str) -> object:
    kinds = (StatementKind, LinkKind, Basis, Voice, Fidelity, LayoutKind, Direction)
    values = st.sampled_from([value for kind in kinds for value in kind])
    return draw(
        st.one_of(values, nasty_texts(), shares(), st.booleans(), st.lists(nasty_texts()))
        if name != "kind"
        else st.sampled_from([*StatementKind, *LinkKind])
    )


def _set_field(draw: Callable, map: ArgumentMap) -> Edit:
    name = draw(st.sampled_from(["kind", *STATEMENT_FIELDS, *LINK_FIELDS, "id"]))
    return statements.set_field, (_node(draw, map), name, _value(draw, name))


def _set_map_field(draw: Callable, map: ArgumentMap) -> Edit:
    name = draw(st.sampled_from([*META_FIELDS, *VIEW_FIELDS]))
    return about.set_map_field, (name, _value(draw, name))


def _set_group_field(draw: Callable, map: ArgumentMap) -> Edit:
    name = draw(st.sampled_from(list(GROUP_FIELDS)))
    group = draw(st.sampled_from([*map.groups, "nowhere"]))
    return groups.set_group_field, (group, name, _value(draw, name))


def _source(draw: Callable, map: ArgumentMap) -> str:
    return draw(st.sampled_from([*map.sources, "nowhere"]))


def _reparent(draw: Callable, map: ArgumentMap) -> Edit:
    kind = draw(st.none() | st.sampled_from([LinkKind.SUPPORTS, LinkKind.OPPOSES]))
    keep, linked = draw(st.sampled_from([(False, False), (True, False), (False, True)]))
    ids = _some(draw, map.statements)
    return links.reparent, (ids, _node(draw, map), kind, keep, linked)


def _place_between(draw: Callable, map: ArgumentMap) -> Edit:
    parent = draw(st.none() | st.just(_node(draw, map)))
    return links.place_between, (_some(draw, map.statements), parent, draw(st.integers(0, 4)))


def _paste(draw: Callable, map: ArgumentMap) -> Edit:
    target = draw(st.none() | st.just(_node(draw, map)))
    chosen = [id_ for id_ in _some(draw, map.statements) if id_ in map.statements]
    part = clipboard.copied(map, chosen) if chosen and draw(st.booleans()) else draw(maps(3))
    return clipboard.paste, (part, target)


def _paste_outline(draw: Callable, map: ArgumentMap) -> Edit:
    target = draw(st.none() | st.just(_node(draw, map)))
    return outline.paste_outline, (draw(nasty_texts()), target)


def _story(draw: Callable, map: ArgumentMap) -> str:
    return draw(st.sampled_from([*(map.stories or map.polls), "nowhere"]))


def _add_story(draw: Callable, map: ArgumentMap) -> Edit:
    plan = draw(st.none() | st.sampled_from(Plan)) if map.statements else None
    return stories.add_story, (draw(nasty_texts()), planned(map, plan) if plan else [Step()])


def _set_step_field(draw: Callable, map: ArgumentMap) -> Edit:
    name = draw(st.sampled_from([*STEP_FIELDS, "id"]))
    value = draw(
        st.one_of(
            nasty_texts(),
            st.lists(st.sampled_from([*map.statements, *map.links, "nowhere"]), max_size=2),
            st.sampled_from([*Fit, *Others]),
            st.integers(-1, 99).map(lambda tenth: tenth / 10),
        )
    )
    return stories.set_step_field, (_story(draw, map), draw(st.integers(0, 2)), name, value)


def _capture(draw: Callable, map: ArgumentMap) -> Edit:
    said = Said(
        draw(st.sampled_from(Contribution)), _node(draw, map), draw(nasty_texts()), draw(words())
    )
    story = draw(st.just("") | st.just(_story(draw, map)))
    return capture.capture, (said, story, draw(st.integers(0, 1)))


def _unpark(draw: Callable, map: ArgumentMap) -> Edit:
    id_ = draw(st.sampled_from([*map.parked, "nowhere"]))
    target = draw(st.just("") | st.just(_node(draw, map)))
    return capture.unpark, (id_, target, draw(st.sampled_from(LinkKind)))


def _add_poll(draw: Callable, map: ArgumentMap) -> Edit:
    answers = st.sampled_from(["agree", "unsure", "disagree", "50", "101"])
    counts = draw(st.dictionaries(answers, st.integers(-1, 30), max_size=3))
    return polls.add_poll, (_node(draw, map), counts, draw(st.sampled_from(Scale)))


def _poll(draw: Callable, map: ArgumentMap) -> str:
    return draw(st.sampled_from([*map.polls, "nowhere"]))


_STORY_EDITS: tuple[Callable[[Callable, ArgumentMap], Edit], ...] = (
    _add_story,
    lambda draw, map: (
        stories.set_story_field,
        (_story(draw, map), draw(st.sampled_from(["title", "minutes"])), draw(nasty_texts())),
    ),
    lambda draw, map: (stories.duplicate_story, (_story(draw, map),)),
    lambda draw, map: (stories.move_story, (_story(draw, map), draw(st.integers(-1, 3)))),
    lambda draw, map: (stories.remove_story, (_story(draw, map),)),
    lambda draw, map: (stories.add_step, (_story(draw, map), draw(st.integers(-1, 3)))),
    lambda draw, map: (stories.duplicate_step, (_story(draw, map), draw(st.integers(0, 2)))),
    lambda draw, map: (
        stories.move_step,
        (_story(draw, map), draw(st.integers(0, 2)), draw(st.integers(-1, 3))),
    ),
    lambda draw, map: (stories.remove_step, (_story(draw, map), draw(st.integers(0, 2)))),
    lambda draw, map: (
        stories.toggle_in_step,
        (_story(draw, map), draw(st.integers(0, 1)), "reveal", _some(draw, map.statements)),
    ),
    _set_step_field,
    _capture,
    lambda draw, map: (capture.park, (draw(nasty_texts()), draw(words()))),
    lambda draw, map: (capture.park_statements, (_some(draw, map.statements, 2),)),
    _unpark,
    lambda draw, map: (
        capture.drop_parked,
        (draw(st.sampled_from([*map.parked, "nowhere"])),),
    ),
    _add_poll,
    lambda draw, map: (polls.set_counts, (_poll(draw, map), {"agree": draw(st.integers(0, 9))})),
    lambda draw, map: (polls.remove_poll, (_poll(draw, map),)),
)

_EDITS: tuple[Callable[[Callable, ArgumentMap], Edit], ...] = (
    lambda draw, map: (
        statements.add_statement,
        (draw(nasty_texts()), draw(st.sampled_from(StatementKind))),
    ),
    lambda draw, map: (statements.add_supporting, (_node(draw, map), draw(nasty_texts()))),
    lambda draw, map: (statements.add_opposing, (_node(draw, map), draw(nasty_texts()))),
    lambda draw, map: (
        statements.add_sibling,
        (_statement(draw, map), draw(nasty_texts()), draw(st.booleans())),
    ),
    lambda draw, map: (statements.add_above, (_statement(draw, map), draw(nasty_texts()))),
    lambda draw, map: (statements.add_linked_premise, (_node(draw, map), draw(nasty_texts()))),
    lambda draw, map: (statements.set_text, (_node(draw, map), draw(nasty_texts()))),
    lambda draw, map: (
        statements.remove,
        (_some(draw, [*map.statements, *map.links, *map.parked], 2), draw(st.booleans())),
    ),
    lambda draw, map: (statements.duplicate, (_some(draw, map.statements),)),
    lambda draw, map: (
        statements.split,
        (_statement(draw, map), draw(st.integers(-1, 9))),
    ),
    lambda draw, map: (statements.merge, (_some(draw, map.statements),)),
    lambda draw, map: (
        links.connect,
        (_statement(draw, map), _node(draw, map), draw(st.sampled_from(LinkKind))),
    ),
    lambda draw, map: (links.reverse, (_link(draw, map),)),
    lambda draw, map: (links.flip, (_link(draw, map),)),
    lambda draw, map: (links.retarget, (_link(draw, map), _node(draw, map))),
    lambda draw, map: (links.join_premises, (_some(draw, [*map.links, *map.statements]),)),
    lambda draw, map: (
        links.separate_premise,
        (_link(draw, map), _statement(draw, map)),
    ),
    lambda draw, map: (
        links.reorder,
        (_statement(draw, map), draw(st.integers(-2, 2))),
    ),
    lambda draw, map: (links.indent, (_statement(draw, map),)),
    lambda draw, map: (links.outdent, (_statement(draw, map),)),
    lambda draw, map: (groups.add_group, (draw(nasty_texts()), _some(draw, map.statements))),
    lambda draw, map: (
        groups.join_group,
        (draw(st.sampled_from([*map.groups, "nowhere"])), _some(draw, map.statements)),
    ),
    lambda draw, map: (groups.leave_group, (_some(draw, map.statements),)),
    lambda draw, map: (groups.remove_group, (draw(st.sampled_from([*map.groups, "nowhere"])),)),
    lambda draw, map: (sources.add_source, (draw(nasty_texts()),)),
    lambda draw, map: (
        sources.set_source_field,
        (_source(draw, map), "file", draw(nasty_texts())),
    ),
    lambda draw, map: (sources.remove_source, (_source(draw, map),)),
    lambda draw, map: (sources.replace_source, (_source(draw, map), _source(draw, map))),
    lambda draw, map: (
        sources.attach_quote,
        (_statement(draw, map), Quote(_source(draw, map), draw(nasty_texts()))),
    ),
    lambda draw, map: (
        sources.replace_quote,
        (_statement(draw, map), draw(st.integers(0, 1)), Quote(_source(draw, map), "words")),
    ),
    lambda draw, map: (
        sources.remove_quote,
        (_statement(draw, map), draw(st.integers(0, 1))),
    ),
    lambda draw, map: (
        pins.pin,
        (dict.fromkeys(_some(draw, map.statements), draw(offsets())),),
    ),
    lambda draw, map: (pins.unpin, (_some(draw, map.statements),)),
    _set_field,
    _set_field,
    _set_map_field,
    _set_group_field,
    _reparent,
    _reparent,
    _place_between,
    _place_between,
    _paste,
    _paste_outline,
    lambda draw, map: draw(st.sampled_from(_STORY_EDITS))(draw, map),
    lambda draw, map: draw(st.sampled_from(_STORY_EDITS))(draw, map),
    lambda draw, map: draw(st.sampled_from(_STORY_EDITS))(draw, map),
    lambda draw, map: draw(st.sampled_from(_STORY_EDITS))(draw, map),
)
