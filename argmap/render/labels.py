"""Labels for what cannot be read from far away: main claims of branches, titles of groups.

They are of one size on the screen, whatever the zoom, and never lie on each other: the larger a
branch, the sooner it gets one. Only so many are looked at for a frame that it stays quick. Beside a
map too thin to lie on they are led to what they name by a line.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QGlyphRun, QPainter

from argmap.layout.geometry import Box
from argmap.model.argmap import ArgumentMap
from argmap.model.light_dataclass import dataclass
from argmap.model.records import GroupId, LinkId, StatementId
from argmap.render.at_words import at_words
from argmap.render.fonts import SEMIBOLD
from argmap.render.frames import frame_tone
from argmap.render.inks import NO_PEN, Inks
from argmap.render.label_places import Aside, aside_of
from argmap.render.measure import Measure
from argmap.render.scene import Scene, box_in
from argmap.render.style import Tone
from argmap.render.text import TextStyle, shown

LABELLED = 0.4
"""The zoom below which there are labels; the words of cards cannot be read there."""
MOST = 32
"""How many labels there are at most on the screen."""
_ROOM = 14_000.0  # square pixels of the screen for each label
_TRIED = 300
_SIZE = 12.0
_WIDEST, _HEIGHT, _PAD, _BAR, _APART = 215.0, 21.0, 8.0, 4.0, 3.0
_RADIUS = 4.0
_TITLE_OUT = 4.0


@dataclass(frozen=True, slots=True)
class _Words:
    """A label's text as glyphs, from the left end of its base line box; made once for a text."""

    text: str
    width: float
    runs: list[QGlyphRun]


@dataclass(frozen=True, slots=True)
class _Label:
    """A label in its place, in pixels of the screen from the map's origin."""

    box: Box
    words: _Words
    tone: Tone
    lit: bool = False
    title: bool = False
    id: str = ""
    """The statement or group that is named."""
    led_from: tuple[float, float] | None = None
    """Where the line begins that leads to a label that does not lie on what it names."""


class Labels:
    """Chooses and paints labels, and keeps the glyphs of those it has painted."""

    def __init__(self, measure: Measure) -> None:
        self._type = measure.type
        scale = measure.metrics.text_size / 14.0
        self._style = TextStyle(round(_SIZE * scale), SEMIBOLD)
        self._height, self._widest = _HEIGHT * scale, _WIDEST * scale
        self._words: dict[str, _Words] = {}
        self._order: tuple[object, Sequence[StatementId]] = (None, ())
        self._aside: Aside | None = None
        self._shown: list[_Label] = []

    def forget(self, id_: str) -> None:
        """Drop what is kept of a statement or group."""
        self._words.pop(id_, None)

    def paint(
        self,
        painter: QPainter,
        scene: Scene,
        boxes: Sequence[StatementId],
        visible: Box,
        inks: Inks,
        zoom: float,
    ) -> None:
        """Paint labels over a part of a map that was painted; `boxes` are those seen in it."""
        painter.save()
        painter.scale(1 / zoom, 1 / zoom)
        labels = self._shown = self.chosen(scene, boxes, visible, inks, zoom)
        painter.setPen(inks.pen(inks.theme.muted, 1.0))
        for label in labels:
            if label.led_from is not None:
                (x, y), box = label.led_from, label.box
                painter.drawLine(QPointF(x, y), QPointF(box.x, box.centre[1]))
        for label in labels:
            self._paint(painter, label, inks)
        painter.restore()

    def named_at(self, x: float, y: float) -> str:
        """Return what the label names that was painted last at a point, or an empty string.

        The point is in pixels of the screen from the map's origin, as the labels are.
        """
        for label in self._shown:
            box = label.box
            if box.x <= x <= box.right and box.y <= y <= box.bottom:
                return label.id
        return ""

    def chosen(
        self, scene: Scene, boxes: Sequence[StatementId], visible: Box, inks: Inks, zoom: float
    ) -> list[_Label]:
        """Return the labels of a frame, what matters most first; none touches another."""
        view = _scaled(visible, zoom)
        extents = scene.extents
        self._aside = aside_of(extents.boxes.hull(), zoom) if extents is not None else None
        most = min(MOST, int(view.width * view.height / _ROOM))
        taken: list[_Label] = []
        edges: list[tuple[float, float, float, float]] = []
        for label in self._wished(scene, boxes, view, inks, zoom):
            if len(taken) >= most:
                break
            x, y, width, height = label.box.x, label.box.y, label.box.width, label.box.height
            right, bottom = x + width, y + height
            if width < view.width and not any(
                x < r and le < right and y < b and t < bottom for le, t, r, b in edges
            ):
                taken.append(label)
                edges.append((x - _APART, y - _APART, right + _APART, bottom + _APART))
        return taken

    def _wished(
        self, scene: Scene, boxes: Sequence[StatementId], view: Box, inks: Inks, zoom: float
    ) -> Iterator[_Label]:
        """Yield what would be labelled: what is selected, titles of groups, then large branches."""
        emphasis, seen = scene.emphasis, set(boxes)
        for id_ in islice(self._selected(scene, boxes), _TRIED):
            yield self._of_statement(scene, id_, view, zoom, lit=True)
        for group, frame in scene.placement.frames.items():
            on_screen = _scaled(frame, zoom)
            if on_screen.meets(view) and group in scene.map.groups and on_screen.width > 24:
                yield self._of_group(scene, group, on_screen, view, inks)
        ranked = (id_ for id_ in self._ranked(scene.map) if id_ in seen)
        for id_ in islice(ranked, _TRIED):
            if id_ not in emphasis.dimmed and id_ not in emphasis.selected:
                yield self._of_statement(scene, id_, view, zoom)

    def _selected(self, scene: Scene, boxes: Sequence[StatementId]) -> Sequence[StatementId]:
        """Return what is selected of some statements, the largest branches first."""
        selected = scene.emphasis.selected
        lit = [id_ for id_ in boxes if id_ in selected] if selected else []
        if len(lit) < 2:
            return lit
        rank = {id_: number for number, id_ in enumerate(self._ranked(scene.map))}
        return sorted(lit, key=lambda id_: rank.get(id_, len(rank)))

    def _of_statement(
        self, scene: Scene, id_: StatementId, view: Box, zoom: float, *, lit: bool = False
    ) -> _Label:
        statement = scene.map.statements[id_]
        words = self._words_of(id_, statement.text)
        on = _scaled(box_in(scene, id_), zoom)
        width, (x, y) = words.width + 2 * _PAD + _BAR, on.centre
        tone = scene.theme.tone(statement.kind, statement.color)
        if self._aside is None:
            box = Box(x - width / 2, y - self._height / 2, width, self._height)
            return _Label(_kept_in(box, view), words, tone, lit, id=id_)
        box = _kept_in(self._aside.box(scene.map, id_, on, width, self._height), view)
        led_from = (on.right, y) if self._aside.is_right and box.x > on.right else None
        return _Label(box, words, tone, lit, id=id_, led_from=led_from)

    def _of_group(self, scene: Scene, id_: GroupId, frame: Box, view: Box, inks: Inks) -> _Label:
        group = scene.map.groups[id_]
        words = self._words_of(id_, group.title)
        width = words.width + 2 * _PAD
        box = Box(frame.x + _TITLE_OUT, frame.y - self._height / 2, width, self._height)
        return _Label(_kept_in(box, view), words, frame_tone(group, inks.theme), title=True, id=id_)

    def _words_of(self, id_: str, text: str) -> _Words:
        known = self._words.get(id_)
        if known is not None and known.text is text:
            return known
        cut = at_words(shown(text), self._widest, self._advance)
        block = self._type.in_one_line(cut, self._style, self._widest * 2, self._height)
        width = block.lines[0].width
        made = self._words[id_] = _Words(text, width, self._type.glyph_runs(block))
        return made

    def _advance(self, words: str) -> float:
        return self._type.advance(words, self._style)

    def _ranked(self, map: ArgumentMap) -> Sequence[StatementId]:
        """Return what has others under it, and the roots, the largest branches first."""
        if self._order[0] is not map.children:
            self._order = map.children, ranked(map)
        return self._order[1]

    def _paint(self, painter: QPainter, label: _Label, inks: Inks) -> None:
        box, theme = label.box, inks.theme
        rect = QRectF(box.x, box.y, box.width, box.height)
        painter.setPen(inks.pen(theme.accent, 2.0) if label.lit else inks.pen(theme.muted, 1.0))
        painter.setBrush(inks.brush(label.tone.fill if label.title else theme.window))
        painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
        left = box.x + _PAD
        if not label.title:
            painter.setPen(NO_PEN)
            painter.setBrush(inks.brush(label.tone.bar))
            painter.drawRect(QRectF(box.x + 1, box.y + 1, _BAR, box.height - 2))
            left += _BAR
        painter.setPen(inks.pen(label.tone.bar if label.title else theme.text))
        at = QPointF(left, box.y)
        for run in label.words.runs:
            painter.drawGlyphRun(at, run)


def ranked(map: ArgumentMap) -> list[StatementId]:
    """Return the statements that others hang under, and the roots, by the size of their branches.

    Of two branches of one size, one that holds the other comes first.
    """
    sizes = branch_sizes(map)
    roots = set(map.roots)
    found = [id_ for id_, size in sizes.items() if size > 1 or id_ in roots]
    return sorted(found, key=lambda id_: -sizes[id_])


def branch_sizes(map: ArgumentMap) -> dict[StatementId, int]:
    """Return how many statements every branch holds, its top included, upper ones first.

    What bears on a link counts to the branch of that link's target.
    """
    below: dict[StatementId, list[StatementId]] = {}
    for place, children in map.children.items():
        passed: set[str] = set()
        while place in map.links and place not in passed:  # links may run in a ring
            passed.add(place)
            place = map.links[LinkId(place)].target
        below.setdefault(StatementId(place), []).extend(children)
    order: dict[StatementId, StatementId | None] = dict.fromkeys(map.roots)
    pending = list(map.roots)
    while pending:
        above = pending.pop()
        for id_ in below.get(above, ()):
            if id_ not in order:
                order[id_] = above
                pending.append(id_)
    sizes = dict.fromkeys(order, 1)
    for id_ in reversed(order):
        if (host := order[id_]) is not None:
            sizes[host] += sizes[id_]
    return sizes


def _scaled(box: Box, zoom: float) -> Box:
    return Box(box.x * zoom, box.y * zoom, box.width * zoom, box.height * zoom)


def _kept_in(box: Box, view: Box) -> Box:
    """Return a label moved as little as possible to be wholly in the view."""
    x = min(max(box.x, view.x + 2), view.right - box.width - 2)
    y = min(max(box.y, view.y + 2), view.bottom - box.height - 2)
    return Box(x, y, box.width, box.height)
