"""Stories and their steps: made, named, duplicated, ordered, changed, removed.

A step is told by its story and its place in it, from 0. A step keeps the names of what has left the
map: the story shows the rest, and undoing brings it back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from argmap.edit.fields import with_fields
from argmap.edit.transaction import Transaction
from argmap.edit.wishes import need_node
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.ids import fresh_id
from argmap.model.records import Step, Story, StoryId

_NAMES = ("reveal", "hide", "focus")
"""The fields of a step that hold ids."""


def add_story(tx: Transaction, title: str, steps: Sequence[Step] = ()) -> StoryId:
    """Add a story, last; with steps or without."""
    id_ = StoryId(fresh_id(title, tx.map.stories, fallback="story"))
    tx.put(with_fields(Story(id_, steps=tuple(steps)), {"title": title}))
    return id_


def set_story_field(tx: Transaction, story: str, name: str, value: object) -> None:
    """Set a story's title or the minutes planned for all of it; its id stays."""
    tx.put(with_fields(the_story(tx.map, story), {name: value}))


def duplicate_story(tx: Transaction, story: str) -> StoryId:
    """Copy a story with its steps; the copy stands behind it and says that it is one."""
    held = the_story(tx.map, story)
    title = f"{held.title or held.id} (copy)"
    id_ = StoryId(fresh_id(title, tx.map.stories, fallback="story"))
    tx.put(replace(held, id=id_, title=title), tx.place_of("stories", story) + 1)
    return id_


def move_story(tx: Transaction, story: str, to: int) -> None:
    """Put a story at another place among the stories, from 0."""
    tx.move("stories", the_story(tx.map, story).id, to)


def remove_story(tx: Transaction, story: str) -> None:
    """Remove a story; the map itself stays as it is."""
    tx.remove("stories", the_story(tx.map, story).id)


def add_step(tx: Transaction, story: str, at: int | None = None, **fields: object) -> int:
    """Add a step at a place, or last; return where it stands."""
    held = the_story(tx.map, story)
    _need_nodes(tx.map, fields)
    step = with_fields(Step(), fields)
    place = len(held.steps) if at is None else min(max(at, 0), len(held.steps))
    _put_steps(tx, held, (*held.steps[:place], step, *held.steps[place:]))
    return place


def set_step_field(tx: Transaction, story: str, at: int, name: str, value: object) -> None:
    """Set a field of a step; the ids it names must be in the map unless it named them before.

    Raises UserError where the value does not suit the field.
    """
    held = the_story(tx.map, story)
    step = the_step(held, at)
    changed = with_fields(step, {name: value})
    if name in _NAMES:
        known: tuple[str, ...] = getattr(step, name)
        _need_nodes(tx.map, {name: [id_ for id_ in getattr(changed, name) if id_ not in known]})
    _put_steps(tx, held, (*held.steps[:at], changed, *held.steps[at + 1 :]))


def toggle_in_step(tx: Transaction, story: str, at: int, name: str, ids: Iterable[str]) -> None:
    """Add ids to what a step reveals, hides or looks at, or take them out where all are in it."""
    held: tuple[str, ...] = getattr(the_step(the_story(tx.map, story), at), name)
    chosen = tuple(dict.fromkeys(ids))
    rest = tuple(id_ for id_ in held if id_ not in chosen)
    out = bool(chosen) and set(chosen) <= set(held)
    set_step_field(tx, story, at, name, rest if out else (*rest, *chosen))


def duplicate_step(tx: Transaction, story: str, at: int) -> int:
    """Copy a step; the copy stands behind it, and has no id of its own."""
    held = the_story(tx.map, story)
    copy = replace(the_step(held, at), id="")
    _put_steps(tx, held, (*held.steps[: at + 1], copy, *held.steps[at + 1 :]))
    return at + 1


def move_step(tx: Transaction, story: str, at: int, to: int) -> int:
    """Put a step at another place, counted as it will stand; return where it stands."""
    held = the_story(tx.map, story)
    step = the_step(held, at)
    rest = (*held.steps[:at], *held.steps[at + 1 :])
    place = min(max(to, 0), len(rest))
    _put_steps(tx, held, (*rest[:place], step, *rest[place:]))
    return place


def remove_step(tx: Transaction, story: str, at: int) -> None:
    """Remove a step; the story stays, be it without any."""
    held = the_story(tx.map, story)
    the_step(held, at)
    _put_steps(tx, held, (*held.steps[:at], *held.steps[at + 1 :]))


def join_step(tx: Transaction, story: str, at: int, ids: Iterable[str]) -> None:
    """Let a step reveal what was just added, and look at it where it says what it looks at."""
    held = the_story(tx.map, story)
    step = the_step(held, at)
    new = tuple(id_ for id_ in dict.fromkeys(ids) if id_ not in step.reveal)
    focus = (*step.focus, *new) if step.focus else ()
    changed = replace(step, reveal=(*step.reveal, *new), focus=focus)
    _put_steps(tx, held, (*held.steps[:at], changed, *held.steps[at + 1 :]))


def the_story(map: ArgumentMap, id_: str) -> Story:
    """Return a story of the map; UserError where there is none of that id."""
    story = map.stories.get(StoryId(id_))
    if story is None:
        raise UserError(f"There is no story “{id_}” in the map.")
    return story


def the_step(story: Story, at: int) -> Step:
    """Return a step by its place, from 0; UserError where there is none."""
    if not 0 <= at < len(story.steps):
        raise UserError(f"The story has no step {at + 1}; it has {len(story.steps)}.")
    return story.steps[at]


def _put_steps(tx: Transaction, story: Story, steps: tuple[Step, ...]) -> None:
    if steps != story.steps:
        tx.put(replace(story, steps=steps))


def _need_nodes(map: ArgumentMap, fields: dict[str, object]) -> None:
    for name in _NAMES:
        value = fields.get(name, ())
        for id_ in value if isinstance(value, list | tuple) else ():
            need_node(map, str(id_))
