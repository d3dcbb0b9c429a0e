"""The passages that feed the map, as they are drawn on a page: fill, underlines, frames.

Every highlight has a lane, so that the underlines of passages that overlap lie under each other.
Where a passage is on the page is asked of Qt's layout at the moment of painting.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTextBlock, QTextDocument

from argmap.model.light_dataclass import dataclass
from argmap.render.style import Theme, Tone

LANES = 4
"""How many underlines lie under each other at most; further ones share the last lane."""
_PITCH, _THICK = 3, 2
_BELOW = 5.0
"""How far a fill reaches below the letters' own line, in pixels."""
_ABOVE = 1.0
_NEAR = 12.0
"""Lines of one paragraph are nearer to each other than this."""
_FILL = {False: 0.13, True: 0.22}
"""How strong a fill is, on light and on dark grounds."""
_LIT = 1.8
"""How much stronger the fill of a passage is that the pointer or the selection brings out."""

_FLASH = 2.2
"""How much is added to that at the height of a flash."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """A passage of one statement, in positions of the page."""

    statement: str
    start: int
    end: int
    tone: Tone
    certain: bool = True
    lane: int = 0


@dataclass(frozen=True, slots=True)
class Bright:
    """The statements whose passages stand out."""

    selected: frozenset[str] = frozenset()
    pointed: str = ""
    flashing: str = ""
    flash: float = 0.0
    """How bright the passages of the one that flashes are beyond their emphasis, 0 to 1."""
    only: int = -1
    """Where on the page the one passage begins that flashes; -1 for all of its statement."""

    def flash_of(self, one: Highlight) -> float:
        """Return how bright a passage flashes now."""
        meant = one.statement == self.flashing and self.only in (-1, one.start)
        return self.flash if meant else 0.0


BoxesFor = Callable[[int, int], Sequence[QRectF]]
"""From a stretch to the boxes of its lines, as `boxes_of` gives them for a page of text."""


def in_lanes(highlights: Iterable[Highlight]) -> list[Highlight]:
    """Return highlights in order, each in the first lane that is free where it begins."""
    ends: list[int] = []
    found: list[Highlight] = []
    for one in sorted(highlights, key=lambda held: (held.start, -held.end, held.statement)):
        lane = next((at for at, end in enumerate(ends) if end <= one.start), len(ends))
        if lane == len(ends):
            ends.append(one.end)
        else:
            ends[lane] = one.end
        lane = min(lane, LANES - 1)
        found.append(Highlight(one.statement, one.start, one.end, one.tone, one.certain, lane))
    return found


def at_position(highlights: Sequence[Highlight], position: int) -> list[Highlight]:
    """Return the highlights at a position, the innermost first."""
    here = [one for one in highlights if one.start <= position < one.end]
    return sorted(here, key=lambda one: (one.end - one.start, one.start))


def boxes_of(document: QTextDocument, start: int, end: int) -> list[QRectF]:
    """Return where a stretch of a page lies: a box for each of its lines, in page coordinates."""
    boxes: list[QRectF] = []
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        boxes.extend(_in_block(document, block, start, end))
        block = block.next()
    return boxes


def paint_under(
    painter: QPainter,
    boxes_for: BoxesFor,
    highlights: Iterable[Highlight],
    theme: Theme,
    bright: Bright,
) -> None:
    """Paint what lies under the letters: fills and underlines."""
    strength = _FILL[theme.dark]
    for one in highlights:
        boxes = boxes_for(one.start, one.end)
        lit = one.statement in bright.selected or one.statement == bright.pointed
        more = _FLASH * bright.flash_of(one)
        fill = QColor(one.tone.bar)
        fill.setAlphaF(min(strength * ((_LIT if lit else 1.0) + more), 1.0))
        for box in boxes:
            painter.fillRect(box, fill)
        _underline(painter, boxes, one)


def paint_over(
    painter: QPainter,
    boxes_for: BoxesFor,
    highlights: Iterable[Highlight],
    theme: Theme,
    bright: Bright,
) -> None:
    """Paint what lies over the letters: a frame around passages that stand out."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for one in highlights:
        selected = one.statement in bright.selected
        if not selected and one.statement != bright.pointed:
            continue
        pen = QPen(QColor(theme.accent if selected else one.tone.bar), 2.0 if selected else 1.2)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline(boxes_for(one.start, one.end)))


def outline(boxes: Sequence[QRectF]) -> QPainterPath:
    """Return the outline around the lines of a passage; lines that touch are one shape."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for box, following in zip_longest(boxes, boxes[1:]):
        grown = box.adjusted(-2, -0.5, 2, 0.5)
        if following is not None and 0 <= following.top() - box.bottom() < _NEAR:
            grown.setBottom(following.top() + 0.5)
        path.addRect(grown)
    return path.simplified()


def _underline(painter: QPainter, boxes: Sequence[QRectF], one: Highlight) -> None:
    pen = QPen(QColor(one.tone.bar), _THICK)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([2.5, 1.5])
    painter.setPen(pen)
    for box in boxes:
        top = round(box.bottom()) - _THICK + one.lane * _PITCH
        if one.certain:
            painter.fillRect(QRectF(box.left(), top, box.width(), _THICK), pen.color())
        else:
            middle = top + _THICK / 2
            painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle))


def _in_block(document: QTextDocument, block: QTextBlock, start: int, end: int) -> list[QRectF]:
    corner = document.documentLayout().blockBoundingRect(block).topLeft()
    first, last = start - block.position(), end - block.position()
    layout = block.layout()
    boxes: list[QRectF] = []
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        low = max(first, line.textStart())
        high = min(last, line.textStart() + line.textLength())
        if low >= high:
            continue
        left, right = _edge(line, low), _edge(line, high)
        if left > right:  # from right to left
            left, right = right, left
        if high == line.textStart() + line.textLength() and high < last:
            right = min(right, line.rect().left() + line.naturalTextWidth())
        base = corner.y() + line.y() + line.ascent()
        top = base - line.ascent() + _ABOVE
        height = round(base + _BELOW) - top
        boxes.append(QRectF(corner.x() + left, top, right - left, height))
    return boxes


def _edge(line: object, at: int) -> float:
    found = line.cursorToX(at)  # type: ignore[attr-defined]
    return float(found[0] if isinstance(found, tuple) else found)
