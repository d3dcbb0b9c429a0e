"""The badge of a folded branch: how many statements it hides, and how they bear.

`+8 −3 ?1` says that eight of them support, three oppose and one asks; a bar below shows the shares.
Screen, PNG, PDF and SVG draw the same badge.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGlyphRun, QPainter

from argmap.layout.geometry import Box
from argmap.model.argmap import ArgumentMap
from argmap.model.following import compared, differing
from argmap.model.hiding import hidden_by, leant_on
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Direction, LinkId, LinkKind, StatementId, StatementKind
from argmap.render.fonts import SEMIBOLD
from argmap.render.glyphs import draw_glyphs
from argmap.render.inks import NO_PEN, Inks
from argmap.render.style import LinkRole, Theme
from argmap.render.text import TextBlock, TextStyle, Typesetter


class Bearing(StrEnum):
    """How a hidden statement bears on what it hangs on, in four words."""

    FOR = "for"
    AGAINST = "against"
    ASKING = "asking"
    ANSWERING = "answering"


SIGNS = {Bearing.FOR: "+", Bearing.AGAINST: "−", Bearing.ASKING: "?", Bearing.ANSWERING: "↳"}
_AGAINST = (LinkKind.OPPOSES, LinkKind.CONTRADICTS)

HEIGHT = 20.0
_STYLE = TextStyle(11.0, SEMIBOLD)
_PAD, _GAP, _BAR = 8.0, 6.0, 3.0
_FAR_BAR = 14.0
_LARGEST = 1.55
"""So much larger it still keeps off the words of its card and off the next card."""
_OVER = 6.0
"""How far a badge reaches into its card."""
_KEPT = 2.5
"""How far from its edge that lies in the card a badge has the line that stays where it grows."""
_READABLE = 0.85
"""The zoom below which a badge grows, so that it can still be read for a while."""


@dataclass(frozen=True, slots=True)
class Folded:
    """What one fold hides: how many statements bear in each way, in the order of `Bearing`."""

    bearings: tuple[tuple[Bearing, int], ...]

    @property
    def count(self) -> int:
        """How many statements are hidden."""
        return sum(count for _, count in self.bearings)

    def words(self) -> str:
        """Return what is hidden, for who hears it: `12 hidden, 8 for, 3 against, 1 asking`."""
        return ", ".join(
            [f"{self.count} hidden", *(f"{count} {bearing}" for bearing, count in self.bearings)]
        )


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge in its place: the pill, its words by colour (None: of text), and the bar's pieces."""

    box: Box
    words: tuple[tuple[Bearing | None, TextBlock], ...]
    bar: tuple[tuple[Bearing, Box], ...]


_Of = tuple[Box, Folded, Direction]


def folded_of(map: ArgumentMap, id_: StatementId) -> Folded:
    """Return what one fold hides when it is the only one, by how it bears."""
    counts = dict.fromkeys(Bearing, 0)
    for hidden in hidden_by(map, (id_,)):
        counts[_bearing(map, hidden)] += 1
    return Folded(tuple((bearing, count) for bearing, count in counts.items() if count))


class Folds:
    """What the folds of a map hide; after an edit only those are counted anew that it concerns."""

    def __init__(self) -> None:
        self._known: tuple[ArgumentMap, frozenset[StatementId]] | None = None
        self._counted: dict[StatementId, Folded] = {}
        self._told: dict[StatementId, Folded] = {}

    def of(self, map: ArgumentMap, folded: frozenset[StatementId]) -> Mapping[StatementId, Folded]:
        """Return what each fold hides; those that hide nothing are left out."""
        if self._known is not None and self._known[0] is map and self._known[1] == folded:
            return self._told
        before = self._known[0] if self._known is not None else map
        stale = _above_edit(before, map) if before is not map and self._counted else set()
        counted: dict[StatementId, Folded] = {}
        for id_ in folded:
            if id_ in map.statements:
                known = self._counted.get(id_) if id_ not in stale else None
                counted[id_] = known or folded_of(map, id_)
        self._known, self._counted = (map, folded), counted
        self._told = {id_: each for id_, each in counted.items() if each.bearings}
        return self._told


def _above_edit(before: ArgumentMap, after: ArgumentMap) -> set[str]:
    """Return all that lean otherwise after an edit, and what they lean on, before and after it."""
    touched = compared(before, after, ("statements", "links"))
    edited = {*touched.of("statements")}
    edited.update(differing(before.primary_links, after.primary_links))
    for link in touched.of("links"):
        for map in (before, after):
            if link in map.links:
                edited.update((*map.links[LinkId(link)].premises, map.links[LinkId(link)].target))
    return {*leant_on(before, edited), *leant_on(after, edited)}


def colour_of(bearing: Bearing, theme: Theme) -> str:
    """Return the colour of a way to bear: that of its lines, or of the cards of questions."""
    match bearing:
        case Bearing.FOR:
            return theme.links[LinkRole.SUPPORTS]
        case Bearing.AGAINST:
            return theme.links[LinkRole.OPPOSES]
        case Bearing.ANSWERING:
            return theme.links[LinkRole.ANSWERS]
        case Bearing.ASKING:
            return theme.kinds[StatementKind.QUESTION].bar


def badge_of(folded: Folded, card: Box, direction: Direction, typesetter: Typesetter) -> Badge:
    """Return the badge of a folded card, over the edge at which its premises would hang."""
    parts: list[tuple[Bearing | None, str]] = [(None, f"{folded.count}")]
    signed = [(bearing, f"{SIGNS[bearing]}{count}") for bearing, count in folded.bearings]
    parts = [*(parts if len(signed) != 1 else []), *signed]
    widths = [typesetter.advance(text, _STYLE) for _, text in parts]
    width = sum(widths) + _GAP * (len(parts) - 1) + 2 * _PAD
    x, y = _corner(card, direction, width)
    words: list[tuple[Bearing | None, TextBlock]] = []
    left = x + _PAD
    for (bearing, text), room in zip(parts, widths, strict=True):
        block = typesetter.in_one_line(text, _STYLE, room + 1, HEIGHT - _BAR)
        words.append((bearing, block.moved(left, y)))
        left += room + _GAP
    inner = Box(x + _PAD, y + HEIGHT - _BAR - 2.5, width - 2 * _PAD, _BAR)
    return Badge(Box(x, y, width, HEIGHT), tuple(words), tuple(_pieces(folded, inner)))


def badge_seen(
    folded: Folded, card: Box, direction: Direction, typesetter: Typesetter, zoom: float
) -> Box:
    """Return where on the map the badge of a card is painted at a zoom."""
    box, larger = badge_of(folded, card, direction, typesetter).box, _larger(zoom)
    x, y = _kept_point(box, direction)
    left, top = x - (x - box.x) * larger, y - (y - box.y) * larger
    return Box(left, top, box.width * larger, box.height * larger)


def _larger(zoom: float) -> float:
    """Return how many times larger than on a picture a badge is painted, to be read from afar."""
    return min(max(_READABLE / zoom, 1.0), _LARGEST)


def _kept_point(box: Box, direction: Direction) -> tuple[float, float]:
    """Return what stays in place where a badge grows: it hardly reaches further, in or out."""
    x = box.x + _OVER if direction is Direction.LEFT else box.right - _OVER
    return x, box.bottom - _KEPT if direction is Direction.UP else box.y + _KEPT


class FoldBadges:
    """Paints badges, and keeps the glyphs of those it has painted."""

    def __init__(self, typesetter: Typesetter) -> None:
        self._type = typesetter
        self._known: dict[StatementId, tuple[_Of, Badge, list[list[QGlyphRun]]]] = {}

    def forget(self, id_: StatementId) -> None:
        """Drop what is kept of a statement."""
        self._known.pop(id_, None)

    def paint(
        self,
        painter: QPainter,
        folds: Iterable[tuple[StatementId, Box, Folded]],
        direction: Direction,
        inks: Inks,
        zoom: float,
    ) -> None:
        """Paint the badges of some cards; from a distance larger, so that they can be read."""
        larger = _larger(zoom)
        for id_, card, folded in folds:
            badge, runs = self._badge(id_, card, folded, direction)
            x, y = _kept_point(badge.box, direction)
            painter.save()
            painter.translate(x, y)
            painter.scale(larger, larger)
            painter.translate(-x, -y)
            _paint(painter, badge, runs, inks)
            painter.restore()

    def _badge(
        self, id_: StatementId, card: Box, folded: Folded, direction: Direction
    ) -> tuple[Badge, list[list[QGlyphRun]]]:
        of = (card, folded, direction)
        known = self._known.get(id_)
        if known is not None and known[0] == of:
            return known[1:]
        badge = badge_of(folded, card, direction, self._type)
        runs = [self._type.glyph_runs(block) for _, block in badge.words]
        self._known[id_] = of, badge, runs
        return badge, runs


def paint_far_badges(painter: QPainter, folds: Iterable[tuple[Box, Folded]], inks: Inks) -> None:
    """Paint the shares of many folds along the lower edges of their cards, without words."""
    pieces: dict[str, list[QRectF]] = {}
    for card, folded in folds:
        bar = Box(card.x, card.bottom - _FAR_BAR, card.width, _FAR_BAR)
        for bearing, piece in _pieces(folded, bar):
            rect = QRectF(piece.x, piece.y, piece.width, piece.height)
            pieces.setdefault(colour_of(bearing, inks.theme), []).append(rect)
    painter.setPen(NO_PEN)
    for colour, rects in pieces.items():
        painter.setBrush(inks.brush(colour))
        painter.drawRects(rects)


def _paint(painter: QPainter, badge: Badge, runs: list[list[QGlyphRun]], inks: Inks) -> None:
    painter.setPen(inks.pen(inks.theme.muted, 1.2))
    painter.setBrush(inks.brush(inks.theme.window))
    box = badge.box
    painter.drawRoundedRect(QRectF(box.x, box.y, box.width, box.height), HEIGHT / 2, HEIGHT / 2)
    for (bearing, _), words in zip(badge.words, runs, strict=True):
        painter.setPen(inks.pen(colour_of(bearing, inks.theme) if bearing else inks.theme.text))
        draw_glyphs(painter, words)
    painter.setPen(NO_PEN)
    for bearing, piece in badge.bar:
        painter.setBrush(inks.brush(colour_of(bearing, inks.theme)))
        painter.drawRect(QRectF(piece.x, piece.y, piece.width, piece.height))


def _bearing(map: ArgumentMap, id_: StatementId) -> Bearing:
    if map.statements[id_].kind is StatementKind.QUESTION:
        return Bearing.ASKING
    kind = map.links[map.primary_links[id_]].kind
    if kind is LinkKind.ANSWERS:
        return Bearing.ANSWERING
    return Bearing.AGAINST if kind in _AGAINST else Bearing.FOR


def _corner(card: Box, direction: Direction, width: float) -> tuple[float, float]:
    """Return where the pill begins: over the corner at the far end of an edge, off its lines."""
    y = card.y - HEIGHT + _OVER if direction is Direction.UP else card.bottom - _OVER
    return card.x - _OVER if direction is Direction.LEFT else card.right - width + _OVER, y


def _pieces(folded: Folded, bar: Box) -> list[tuple[Bearing, Box]]:
    left, found = bar.x, []
    for bearing, count in folded.bearings:
        width = bar.width * count / folded.count
        found.append((bearing, Box(left, bar.y, width, bar.height)))
        left += width
    return found
