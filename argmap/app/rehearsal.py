"""How long each step took when a story was last told, to be seen beside what is planned.

Times are the window's own knowledge and never in the map's file. A step is known again by what it
brings up and its title, so that reordering a story does not mix them up.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from argmap.edit import stories
from argmap.model.errors import UserError
from argmap.model.records import Step, Story

if TYPE_CHECKING:
    from argmap.app.editor import Editor
    from argmap.app.talk import Talk

Times = Mapping[str, float]
"""Seconds by the keys of steps."""
_LEAST = 1.0
_ROUNDED_TO = 0.25
"""Minutes that a plan made from times is rounded to."""


def key_of(step: Step) -> str:
    """Return what a step is known by."""
    return step.id or "|".join((*step.reveal, step.title))


def times_of(talk: "Talk") -> dict[str, float]:
    """Return how long each step of a talk was told, so far; steps passed over are left out."""
    spent = {key_of(step): talk.stopwatch.spent(at) for at, step in enumerate(talk.steps)}
    return {key: round(seconds, 1) for key, seconds in spent.items() if seconds >= _LEAST}


def seconds_of(times: Times, step: Step) -> float | None:
    """Return how long a step took, or None where it is not known."""
    return times.get(key_of(step))


def sound_times(data: object) -> dict[str, float]:
    """Return kept times as far as they can be times."""
    if not isinstance(data, Mapping):
        return {}
    return {str(key): float(one) for key, one in data.items() if isinstance(one, int | float)}


def told_in_all(times: Times, story: Story) -> float:
    """Return how long the steps of a story took together."""
    return sum(seconds_of(times, step) or 0.0 for step in story.steps)


def plan_from_times(editor: "Editor", story: Story, times: Times) -> None:
    """Plan for each step the minutes it took, in quarters. UserError where none is known."""
    if not any(seconds_of(times, step) for step in story.steps):
        raise UserError("This story was not told yet: rehearse it first (F5).")
    with editor.transact("Plan the minutes as they were") as tx:
        for at, step in enumerate(story.steps):
            seconds = seconds_of(times, step)
            if seconds is not None:
                quarters = max(round(seconds / 60 / _ROUNDED_TO), 1)
                stories.set_step_field(tx, story.id, at, "minutes", quarters * _ROUNDED_TO)
