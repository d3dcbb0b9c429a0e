"""What belongs to a window's view of a map and not to the map: selection, folds, drafts, modes.

Nothing here is written into the map's file. Selection and folds are remembered by undo. A draft is
a box whose words are still being typed; it becomes part of the map when they are committed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from argmap.app.listeners import Listeners
from argmap.app.scope import WHOLE, Scope
from argmap.app.visits import Visits
from argmap.layout.geometry import Point
from argmap.model.argmap import ArgumentMap
from argmap.model.light_dataclass import dataclass
from argmap.model.records import LinkKind, StatementId, StatementKind, StoryId

if TYPE_CHECKING:
    from argmap.app.talk import Talk


class Relation(StrEnum):
    """How a draft stands to its anchor."""

    ROOT = "root"
    SUPPORTING = "supporting"
    OPPOSING = "opposing"
    AFTER = "after"
    BEFORE = "before"
    LINKED = "linked"
    ABOVE = "above"
    WORDING = "wording"
    """New words for the anchor itself; no new box."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Words being typed, and where they will stand.

    `anchor` is a statement or link (empty for a free root), `kind` overrides the kind that the
    relation would give, `at` is where a free root was asked for, in pixels of the map. The editor
    works out the `pin` that puts it there.
    """

    relation: Relation
    anchor: str = ""
    kind: StatementKind | None = None
    text: str = ""
    at: Point | None = None
    pin: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Linking:
    """The mode in which a target is chosen for a new link; `premises` are where it starts."""

    premises: tuple[StatementId, ...]
    kind: LinkKind


@dataclass(frozen=True, slots=True)
class ChosenStep:
    """A step of a story, by its place from 0; -1 where only the story is chosen."""

    story: StoryId
    at: int = -1


@dataclass(frozen=True, slots=True)
class Remembered:
    """What undo brings back beside the map."""

    selection: tuple[str, ...] = ()
    folded: frozenset[StatementId] = frozenset()


class Session:
    """Selection, folds, draft and mode of one open map; tells its listeners when one changes.

    The last id of the selection is the focus: where keys and the inspector look.
    """

    def __init__(self) -> None:
        self._selection: tuple[str, ...] = ()
        self._folded: frozenset[StatementId] = frozenset()
        self._scope = WHOLE
        self._dimmed: frozenset[StatementId] = frozenset()
        self._draft: Draft | None = None
        self._linking: Linking | None = None
        self._step: ChosenStep | None = None
        self._talk: Talk | None = None
        self._marking = ""
        self._told_times: Mapping[StoryId, Mapping[str, float]] = {}
        self.changes: Listeners[Session] = Listeners()
        """Told after every change of what is below."""
        self._pointed = ""
        self.pointing: Listeners[str] = Listeners()
        """Told the id that the pointer is on, on the map or at its passage in a document."""
        self.camera: tuple[float, float, float] | None = None
        """The centre of the view in map pixels and the zoom; kept for the next opening."""
        self.visits = Visits()
        """What was looked at one after the other; kept for the next opening."""

    @property
    def selection(self) -> tuple[str, ...]:
        """The ids of the selected statements and links, the focus last."""
        return self._selection

    @property
    def focus(self) -> str:
        """The id that keys act on, or an empty string."""
        return self._selection[-1] if self._selection else ""

    @property
    def folded(self) -> frozenset[StatementId]:
        """The statements whose branches are hidden."""
        return self._folded

    @property
    def scope(self) -> Scope:
        """What part of the map is shown."""
        return self._scope

    @property
    def dimmed(self) -> frozenset[StatementId]:
        """The statements that a search makes faint."""
        return self._dimmed

    @property
    def draft(self) -> Draft | None:
        """What is being typed, or None."""
        return self._draft

    @property
    def pointed(self) -> str:
        """The statement or link that the pointer is on, wherever it is shown; or empty."""
        return self._pointed

    def point_at(self, id_: str) -> None:
        """Bring out what the pointer is on; nothing else changes with it."""
        if id_ != self._pointed:
            self._pointed = id_
            self.pointing.tell(id_)

    @property
    def linking(self) -> Linking | None:
        """The link that waits for its target, or None."""
        return self._linking

    @property
    def step(self) -> ChosenStep | None:
        """The step of a story that is worked on, or None; one that is gone is none."""
        return self._step

    @property
    def talk(self) -> "Talk | None":
        """The talk that is being given, or None."""
        return self._talk

    @property
    def marking(self) -> str:
        """What clicks on boxes set of the chosen step: `reveal`, `hide`, `focus`; or empty."""
        return self._marking

    def mark(self, field: str) -> None:
        """Let clicks on boxes set a field of the chosen step: see `marking`; empty for no more."""
        if field != self._marking:
            self._marking = field
            self.changes.tell(self)

    @property
    def told_times(self) -> Mapping[StoryId, Mapping[str, float]]:
        """How long the steps of each story took when it was told last; see `rehearsal`."""
        return self._told_times

    def remember_times(self, story: StoryId, times: Mapping[str, float]) -> None:
        """Remember how long the steps of a story took."""
        self._told_times = {**self._told_times, story: times}
        self.changes.tell(self)

    @property
    def edited_live(self) -> bool:
        """Whether a talk lets the map be edited on the audience's screen."""
        return self._talk is not None and self._talk.editing

    def choose_step(self, step: ChosenStep | None) -> None:
        """Work on a step of a story."""
        if step != self._step:
            self._step = step
            self.changes.tell(self)

    def set_talk(self, talk: "Talk | None") -> None:
        """Begin or end a talk."""
        if talk is not self._talk:
            self._talk = talk
            self.changes.tell(self)

    def select(self, ids: Iterable[str]) -> None:
        """Select these and nothing else; the last is the focus."""
        chosen = tuple(dict.fromkeys(ids))
        if chosen != self._selection:
            self._selection = chosen
            self.visits.note(self.focus)
            self.changes.tell(self)

    def fold(self, ids: Iterable[StatementId]) -> None:
        """Fold exactly these statements."""
        folded = frozenset(ids)
        if folded != self._folded:
            self._folded = folded
            self.changes.tell(self)

    def look_into(self, scope: Scope) -> None:
        """Show this part of the map and nothing else of it."""
        if scope != self._scope:
            self._scope = scope
            self.changes.tell(self)

    def dim(self, ids: Iterable[StatementId]) -> None:
        """Make exactly these statements faint."""
        dimmed = frozenset(ids)
        if dimmed != self._dimmed:
            self._dimmed = dimmed
            self.changes.tell(self)

    def set_draft(self, draft: Draft | None) -> None:
        """Begin, change or drop the draft."""
        if draft != self._draft:
            self._draft = draft
            self.changes.tell(self)

    def set_linking(self, linking: Linking | None) -> None:
        """Begin or leave the choice of a link's target."""
        if linking != self._linking:
            self._linking = linking
            self.changes.tell(self)

    def remembered(self) -> Remembered:
        """Return what undo must be able to bring back."""
        return Remembered(self._selection, self._folded)

    def restore(self, remembered: Remembered) -> None:
        """Bring back the selection and the folds of an earlier time."""
        if remembered != self.remembered():
            self._selection, self._folded = remembered.selection, remembered.folded
            self.changes.tell(self)

    def keep_what_exists(self, map: ArgumentMap) -> None:
        """Drop from selection, folds and mode what the map no longer holds."""
        selection = tuple(id_ for id_ in self._selection if map.node(id_) is not None)
        folded = frozenset(id_ for id_ in self._folded if id_ in map.statements)
        linking = self._linking
        if linking and not all(id_ in map.statements for id_ in linking.premises):
            linking = None
        step = _still(self._step, map)
        held = (self._selection, self._folded, self._linking, self._step)
        if (selection, folded, linking, step) != held:
            self._selection, self._folded = selection, folded
            self._linking, self._step = linking, step
            self._marking = self._marking if step is not None and step.at >= 0 else ""
            self.changes.tell(self)


def _still(step: ChosenStep | None, map: ArgumentMap) -> ChosenStep | None:
    """Return the chosen step as far as the map has it: the last one where it is beyond the end."""
    if step is None or step.story not in map.stories:
        return None
    return replace(step, at=min(step.at, len(map.stories[step.story].steps) - 1))
