"""A talk that is being given: which step of which story, what covers it, how the time goes.

It knows no screen: the audience's window and the presenter's show what it says and hear of every
change. The map may change while it runs; what the story then lacks is passed over.
"""

import time
from collections.abc import Callable
from enum import StrEnum

from argmap.app.listeners import Listeners
from argmap.app.stopwatch import Stopwatch
from argmap.edit.stories import join_step
from argmap.edit.transaction import Transaction
from argmap.model.argmap import ArgumentMap
from argmap.model.records import Step, Story, StoryId
from argmap.model.story_words import bars_of
from argmap.model.telling import Told, planned_minutes, told, whole


class Blank(StrEnum):
    """What the audience sees in place of the map."""

    BLACK = "black"
    WHITE = "white"


class Pointing(StrEnum):
    """How the presenter points."""

    LASER = "laser"
    SPOTLIGHT = "spotlight"
    GLASS = "glass"
    """A magnifying glass."""


class Sheet(StrEnum):
    """What is laid over the step for a moment."""

    OVERVIEW = "overview"
    HELP = "help"


WORDING = "wording"
"""Other words for what is told, in place of a Contribution."""
POLL = "poll"
"""A show of hands to be counted, in place of a Contribution."""
PARKING = "parking"
"""What is taken down for later, in place of a Contribution."""
USUAL_SECONDS = 20.0
"""How long a step for which no time is planned is told, where a talk goes on by itself."""
_DIGITS = 4


class Talk:
    """One talk. Everything that is shown follows from its properties; change them by its verbs."""

    def __init__(
        self,
        map: Callable[[], ArgumentMap],
        story: StoryId,
        at: int = 0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._map = map
        self._known: tuple[ArgumentMap, int, bool, Told] | None = None
        self.story_id = story
        self.at = 0
        """Which step is told, from 0."""
        self.stopwatch = Stopwatch(clock)
        self.blank: Blank | None = None
        self.pointing: Pointing | None = None
        """How the presenter points until that is given up."""
        self.held: Pointing | None = None
        """How the presenter points as long as a key is held."""
        self.sheet: Sheet | None = None
        self.whole_map = False
        """Whether all of the map is seen in place of the step."""
        self.capturing = ""
        """What is asked for in one line; see `capture`."""
        self.digits = ""
        """What was typed so far of the number of a step."""
        self.chosen = ""
        """The statement or link that is talked about, if one was chosen."""
        self.swapped = False
        """Whether the two windows stand on each other's screens."""
        self.editing = False
        """Whether the map is edited before the audience."""
        self.by_itself = False
        """Whether the talk goes on by itself when the time planned for a step is over."""
        self.usual_bars = False
        """Whether counts are drawn where neither the story nor the presenter has said anything."""
        self._bars: bool | None = None
        self.changes: Listeners[Talk] = Listeners()
        """Told after every change of what is above."""
        self._go(at)

    # ------------------------------------------------------------------------------ what is shown

    @property
    def story(self) -> Story:
        """The story as it is now; one without steps where it was removed meanwhile."""
        return self._map().stories.get(self.story_id) or Story(self.story_id)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the story."""
        return self.story.steps

    @property
    def step(self) -> Step:
        """The step that is told; an empty one where the story has none."""
        steps = self.steps
        return steps[min(self.at, len(steps) - 1)] if steps else Step()

    @property
    def told(self) -> Told:
        """What the audience sees, apart from what covers it."""
        map = self._map()
        known = self._known
        here = self.at, self.whole_map
        if known is None or known[0] is not map or known[1:3] != here:
            shown = whole(map) if self.whole_map else told(map, self.story, self.at)
            known = self._known = (map, *here, shown)
        return known[3]

    @property
    def shows_bars(self) -> bool:
        """Whether counts of hands are drawn: as the presenter, the step or the story says."""
        said = self._bars if self._bars is not None else bars_of(self.step, self.story.defaults)
        return self.usual_bars if said is None else said

    @property
    def points(self) -> Pointing | None:
        """How the presenter points now: as long as a key is held by that, else as was chosen."""
        return self.held or self.pointing

    @property
    def target(self) -> str:
        """What a contribution of the room bears on unless something is chosen: what is told now."""
        there = self.told.map
        if there.node(self.chosen) is not None:
            return self.chosen
        named = (*self.step.focus, *self.step.reveal)
        return next((id_ for id_ in named if there.node(id_) is not None), self._last_there())

    @property
    def planned_seconds(self) -> float | None:
        """How long the talk should take, or None where nothing says so."""
        minutes = planned_minutes(self.story)
        return minutes * 60 if minutes is not None else None

    @property
    def due_seconds(self) -> float | None:
        """When the step that is told should be over, or None where nothing says so."""
        minutes = [step.minutes for step in self.steps[: self.at + 1]]
        if any(one is None for one in minutes) or not minutes:
            return None
        return sum(one for one in minutes if one is not None) * 60

    @property
    def step_seconds(self) -> float:
        """How long the step is told where the talk goes on by itself."""
        if self.step.minutes is not None:
            return self.step.minutes * 60
        if self.story.minutes is not None:
            return self.story.minutes * 60 / max(len(self.steps), 1)
        return USUAL_SECONDS

    # ----------------------------------------------------------------------------------- the steps

    def next(self) -> None:
        """Go on; what covers the step is taken off first."""
        self._go(self.at + (not self._uncovered()))

    def back(self) -> None:
        """Go back; what covers the step is taken off first."""
        self._go(self.at - (not self._uncovered()))

    def go_to(self, at: int) -> None:
        """Go to a step, from 0."""
        self._uncovered()
        self._go(at)

    def last(self) -> None:
        """Go to the last step."""
        self.go_to(len(self.steps) - 1)

    def type_digit(self, digit: str) -> None:
        """Take a digit of the number of a step."""
        self.digits = (self.digits + digit)[-_DIGITS:]
        self.changes.tell(self)

    def enter(self) -> None:
        """Go to the step whose number was typed, or on."""
        if self.digits:
            number, self.digits = int(self.digits), ""
            self.go_to(number - 1)
        else:
            self.next()

    # ------------------------------------------------------------------------------ what covers it

    def choose(self, id_: str) -> None:
        """Choose the statement that is talked about; an empty id for none."""
        self.chosen = id_
        self.changes.tell(self)

    def cover(self, blank: Blank) -> None:
        """Show black or white, or the step again."""
        self.blank = None if self.blank is blank else blank
        self.changes.tell(self)

    def point(self, pointing: Pointing) -> None:
        """Point with laser or spotlight, or no more."""
        self.pointing = None if self.pointing is pointing else pointing
        self.changes.tell(self)

    def hold(self, pointing: Pointing | None) -> None:
        """Point in this way as long as a key is held."""
        self.held = pointing
        self.changes.tell(self)

    def lay(self, sheet: Sheet) -> None:
        """Lay the overview or the keys over the step, or take them away."""
        self.sheet = None if self.sheet is sheet else sheet
        self.changes.tell(self)

    def show_whole_map(self) -> None:
        """Show the whole map, or the step again."""
        self.whole_map = not self.whole_map
        self.changes.tell(self)

    def capture(self, what: str) -> None:
        """Ask for something in one line: a Contribution, PARKING, WORDING, POLL; "" gives up."""
        self.capturing = what
        self.changes.tell(self)

    def go_by_itself(self) -> None:
        """Go on by itself at the times planned, from the last step to the first; or no more."""
        self.by_itself = not self.by_itself
        self.changes.tell(self)

    def tick(self) -> None:
        """Go on, where the talk does so by itself and the time of the step is over."""
        busy = self.blank or self.sheet or self.capturing or self.editing or self.whole_map
        if not self.by_itself or busy or self.stopwatch.paused or not self.steps:
            return
        if self.stopwatch.stay >= self.step_seconds:
            self._go((self.at + 1) % len(self.steps))

    def show_bars(self) -> None:
        """Draw the counts of hands beside what was asked, or hide them; until the talk ends."""
        self._bars = not self.shows_bars
        self.changes.tell(self)

    def edit(self) -> None:
        """Let the map be edited on the audience's screen, or lock it again."""
        self.editing = not self.editing
        self.changes.tell(self)

    def swap(self) -> None:
        """Let the audience's window and the presenter's change their screens."""
        self.swapped = not self.swapped
        self.changes.tell(self)

    def pause(self) -> None:
        """Stop the clock, or let it go on."""
        self.stopwatch.pause()
        self.changes.tell(self)

    def reset(self) -> None:
        """Set the clock back to nothing."""
        self.stopwatch.reset()
        self.changes.tell(self)

    def leave(self) -> bool:
        """Take off one thing that covers the step; False where there is nothing left but to end."""
        for name, nothing in _TAKEN_OFF:
            if getattr(self, name):
                setattr(self, name, nothing)
                self.changes.tell(self)
                return True
        return False

    def refresh(self) -> None:
        """Tell that the map has changed."""
        self.at = min(self.at, max(len(self.steps) - 1, 0))
        self.changes.tell(self)

    def join_new(self, tx: Transaction) -> None:
        """Let what a transaction adds to the map join the step that is told."""
        held = tx.map.stories.get(self.story_id)
        if held is None or self.at >= len(held.steps):
            return
        named = {id_ for step in held.steps for id_ in step.reveal}
        new = [id_ for id_ in tx.map.statements if id_ not in tx.base.statements]
        if joining := [id_ for id_ in new if id_ not in named]:
            join_step(tx, self.story_id, self.at, joining)

    def _go(self, at: int) -> None:
        self.at = min(max(at, 0), max(len(self.steps) - 1, 0))
        self.chosen = ""
        self.stopwatch.go_to(self.at)
        self.changes.tell(self)

    def _uncovered(self) -> bool:
        """Take off what covers the step; tells whether it was black, white or the whole map."""
        covered = self.blank is not None or self.whole_map
        self.blank, self.sheet, self.whole_map, self.digits = None, None, False, ""
        return covered

    def _last_there(self) -> str:
        return next(reversed(list(self.told.map.statements)), "")


_TAKEN_OFF: tuple[tuple[str, object], ...] = (
    ("digits", ""),
    ("capturing", ""),
    ("sheet", None),
    ("editing", False),
    ("blank", None),
    ("pointing", None),
    ("whole_map", False),
)
"""What Esc takes off, first things first, and what is there then."""
