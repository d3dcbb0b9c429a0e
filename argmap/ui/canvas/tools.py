"""What a tool is: one gesture of the pointer as a small state machine, and where it works.

A tool holds the state of its gesture only. It reads the stage (the canvas) and asks it to look
elsewhere, to repaint and to carry out an edit; it never paints boxes nor changes a map by itself.
"""

from collections.abc import Callable, Iterable
from typing import Protocol

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter

from argmap.app.editor import Editor
from argmap.layout.geometry import Point, Size
from argmap.layout.placement import Placement
from argmap.model.argmap import ArgumentMap
from argmap.model.light_dataclass import dataclass
from argmap.model.records import StatementId
from argmap.render.hits import HitIndex
from argmap.render.style import Theme
from argmap.ui.canvas.camera import Camera
from argmap.ui.canvas.drop import NONE_HELD, Modifiers
from argmap.ui.canvas.ghost import Ghost

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where the pointer is, in pixels of the widget, and which keys are held."""

    at: Point
    modifiers: Modifiers = NONE_HELD


class Stage(Protocol):
    """The canvas, as tools see it."""

    @property
    def editor(self) -> Editor: ...
    @property
    def camera(self) -> Camera: ...
    @property
    def view(self) -> Size: ...
    @property
    def map(self) -> ArgumentMap: ...
    @property
    def placement(self) -> Placement: ...
    @property
    def hits(self) -> HitIndex: ...
    @property
    def theme(self) -> Theme: ...
    @property
    def tool(self) -> "Tool": ...

    @property
    def resting(self) -> bool:
        """Whether no gesture is under way."""
        ...

    def pointer_now(self) -> Pointer:
        """Return where the pointer is at this moment, with the held keys."""
        ...

    def look(self, camera: Camera) -> None:
        """Look through this camera at once, as far as it keeps the map in sight."""
        ...

    def what_at(self, at: Point) -> str:
        """Return the statement or link seen at a point of the widget, or an empty string."""
        ...

    def take_up(self, tool: "Tool") -> None:
        """Let this tool have the pointer until it puts itself down."""
        ...

    def put_down(self) -> None:
        """Go back to the resting tool."""
        ...

    def attempt(self, work: Callable[[], object]) -> bool:
        """Do an edit; what cannot be done is told as a notice. Returns whether it was done."""
        ...

    def ghost(self, ids: Iterable[StatementId]) -> Ghost | None:
        """Return a picture of some boxes as they are seen, to be carried by the pointer."""
        ...

    def set_down(
        self, ids: Iterable[StatementId], moved_by: Point, work: Callable[[], object] | None
    ) -> None:
        """Do an edit, if any, with boxes that were carried; they slide on to their places."""
        ...

    def hold(self, id_: str) -> None:
        """Keep this in its place on the screen when the map is laid out next."""
        ...

    def reveal(self, id_: str) -> None:
        """Move the view as little as possible so that a statement or link is in sight."""
        ...

    def refuse(self, words: str) -> None:
        """Tell why nothing was done."""
        ...

    def take_focus(self) -> None:
        """Let the keys of the map act."""
        ...

    def refresh(self) -> None:
        """Paint again soon."""
        ...


@dataclass(frozen=True, slots=True)
class Shown:
    """How a tool changes the look of boxes and links while it is used."""

    dimmed: frozenset[str] = frozenset()
    drop_target: str = ""
    hovered: str = ""


NOTHING_SHOWN = Shown()


class Tool:
    """A gesture. Every method may be called at any time; what does not concern it does nothing."""

    cursor = Qt.CursorShape.ArrowCursor
    scrolls = False
    """Whether the map scrolls by itself while the pointer is near the edge."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def press(self, pointer: Pointer) -> None:
        """The left button went down."""

    def move(self, pointer: Pointer) -> None:
        """The pointer moved, the held keys changed, or the map moved under the pointer."""

    def release(self, pointer: Pointer) -> None:
        """The left button went up."""

    def key(self, event: QKeyEvent) -> bool:
        """A key went down; returns whether the tool took it."""
        return False

    def takes(self, event: QKeyEvent) -> bool:
        """Tell whether a key belongs to the gesture, whatever action has it as a shortcut."""
        return True

    def cancel(self) -> None:
        """Give the gesture up and leave everything as it was."""

    def shown(self) -> Shown:
        """Return how boxes and links look while the tool is used."""
        return NOTHING_SHOWN

    def paint(self, painter: QPainter) -> None:
        """Paint over the map, in pixels of the widget."""


class Pan(Tool):
    """Pushing the map with the middle button."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, stage: Stage, pointer: Pointer) -> None:
        super().__init__(stage)
        self._last = pointer.at

    def move(self, pointer: Pointer) -> None:
        """Push the map as far as the pointer moved."""
        dx, dy = pointer.at[0] - self._last[0], pointer.at[1] - self._last[1]
        self._last = pointer.at
        self.stage.look(self.stage.camera.panned(dx, dy))

    def release(self, pointer: Pointer) -> None:
        """Leave the map where it is."""
        self.stage.put_down()


def modifiers_of(held: Qt.KeyboardModifier) -> Modifiers:
    """Return the held keys that mean something to a gesture."""
    return Modifiers(bool(held & SHIFT), bool(held & CTRL), bool(held & ALT))


def pointer_of(position: QPointF, held: Qt.KeyboardModifier) -> Pointer:
    """Return a pointer at a position of the widget."""
    return Pointer((position.x(), position.y()), modifiers_of(held))
