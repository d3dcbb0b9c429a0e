"""What is imperfect in stories and polls: names the map does not have, counts that cannot be.

None of it is refused in a file, and nothing of it is lost: a story over statements that were
removed still holds their ids and shows the rest.
"""

from collections.abc import Iterator

from argmap.model.argmap import ArgumentMap
from argmap.model.errors import Problem, Severity
from argmap.model.records import Poll, Step, Story
from argmap.model.story_words import Bars, Others, Scale, camera_of, poll_of, wrong_counts


def of_story(map: ArgumentMap, story: Story) -> Iterator[Problem]:
    """Yield what is imperfect in one story."""
    if not story.steps:
        what = f"Story '{story.id}' has no step yet."
        yield Problem(Severity.HINT, "empty-story", what, story.id)
    for id_ in dict.fromkeys(id_ for step in story.steps for id_ in named_in(step)):
        if map.node(id_) is None and id_ not in map.parked:
            yield _warning(
                "unknown-story-id",
                story.id,
                f"Story '{story.id}' names '{id_}', which the map does not have.",
            )
    for number, step in enumerate(story.steps, 1):
        if step.others and step.others not in set(Others):
            words = ", ".join(Others)
            yield _warning(
                "unknown-others",
                story.id,
                f"Step {number} of story '{story.id}' says others: '{step.others}'; it is one of "
                f"{words}.",
            )
        if step.polls and step.polls not in set(Bars):
            words = " or ".join(Bars)
            yield _warning(
                "unknown-polls",
                story.id,
                f"Step {number} of story '{story.id}' says polls: '{step.polls}'; it is {words}.",
            )
        if step.minutes is not None and step.minutes < 0:
            yield _warning(
                "step-minutes",
                story.id,
                f"The minutes of step {number} of story '{story.id}' are below 0.",
            )


def of_poll(map: ArgumentMap, poll: Poll) -> Iterator[Problem]:
    """Yield what is imperfect in one poll."""
    if poll.target and map.node(poll.target) is None and poll.target not in map.parked:
        yield _warning(
            "unknown-poll-target",
            poll.id,
            f"Poll '{poll.id}' asks about '{poll.target}', which the map does not have.",
        )
    if poll.scale and poll.scale not in set(Scale):
        yield _warning(
            "unknown-scale",
            poll.id,
            f"Poll '{poll.id}' has the scale '{poll.scale}'; it is one of {', '.join(Scale)}.",
        )
    if wrong := wrong_counts(poll):
        yield _warning(
            "poll-counts",
            poll.id,
            f"Poll '{poll.id}' has counts that cannot be: {', '.join(wrong)}. A count is a whole "
            "number from 0 on.",
        )


def named_in(step: Step) -> Iterator[str]:
    """Yield every statement and link that a step names."""
    yield from (*step.reveal, *step.hide, *step.focus)
    yield from camera_of(step.camera).ids
    if (asked := poll_of(step)) is not None:
        yield asked.target


def _warning(code: str, subject: str, what: str) -> Problem:
    return Problem(Severity.WARNING, code, what, subject)
