"""What gestures paint over the map: labels, the rubber band, gap bars, handles, a link being drawn.

Everything is in pixels of the widget, the same size at every zoom.
"""

from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from argmap.layout.geometry import Box, Point, Size
from argmap.layout.placement import Placement
from argmap.model.records import Direction, LinkKind, StatementId
from argmap.render.fonts import SEMIBOLD, font
from argmap.render.style import LINE_STYLES, LinkRole, Theme
from argmap.ui.canvas.camera import Camera

HANDLE_REACH = 13.0
"""Half the side of the square in which a handle takes a press."""
_HANDLE_RADIUS = 8.5
_HANDLE_OUT = 5.0
"""How far beyond the edge of a box the middle of its handle lies, so that it covers no words."""
_HANDLE_ALONG = 0.2
"""At which share of a lower edge it lies: badges of folds hang at its other end."""
_LABEL_SIZE = 13.0
_LABEL_WIDEST = 420.0


class Looked(Protocol):
    """As much of the canvas as marks need."""

    @property
    def camera(self) -> Camera: ...
    @property
    def view(self) -> Size: ...
    @property
    def placement(self) -> Placement: ...
    @property
    def theme(self) -> Theme: ...


def handle_at(stage: Looked, id_: StatementId) -> Point:
    """Return where a statement's handle is: where no link arrives or leaves, nor a badge hangs."""
    box = stage.camera.box_to_screen(stage.placement.boxes[id_])
    if stage.placement.direction in (Direction.DOWN, Direction.UP):
        return box.right + _HANDLE_OUT, box.centre[1]
    along = _HANDLE_ALONG if stage.placement.direction is Direction.RIGHT else 1 - _HANDLE_ALONG
    return box.x + box.width * along, box.bottom + _HANDLE_OUT


def handle(painter: QPainter, at: Point, theme: Theme, *, lit: bool) -> None:
    """Paint the handle from which a link is drawn: a small ring with an arrow in it."""
    x, y = at
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    accent = QColor(theme.accent)
    paper = QColor(theme.window)
    painter.setPen(QPen(accent, 1.5))
    painter.setBrush(accent if lit else paper)
    painter.drawEllipse(QPointF(x, y), _HANDLE_RADIUS, _HANDLE_RADIUS)
    pen = QPen(paper if lit else accent, 1.6)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    path = QPainterPath(QPointF(x - 4, y))
    path.lineTo(x + 4, y)
    path.moveTo(x + 1, y - 3)
    path.lineTo(x + 4, y)
    path.lineTo(x + 1, y + 3)
    painter.drawPath(path)
    painter.restore()


def band(painter: QPainter, box: Box, theme: Theme) -> None:
    """Paint the rubber band."""
    fill = QColor(theme.accent)
    fill.setAlphaF(0.1)
    painter.setPen(QPen(QColor(theme.accent), 1))
    painter.setBrush(fill)
    painter.drawRect(QRectF(box.x, box.y, box.width, box.height))


def gap(painter: QPainter, marker: Box, theme: Theme) -> None:
    """Paint the bar that marks a gap between siblings, at least as thick as can be seen."""
    grow_x, grow_y = max(0.0, 4 - marker.width) / 2, max(0.0, 4 - marker.height) / 2
    rect = QRectF(marker.x, marker.y, marker.width, marker.height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.accent))
    painter.drawRoundedRect(rect.adjusted(-grow_x, -grow_y, grow_x, grow_y), 2, 2)


def drawn_link(painter: QPainter, start: Point, end: Point, kind: LinkKind, theme: Theme) -> None:
    """Paint a link on its way from a handle to the pointer, in the style of its kind."""
    role = LinkRole(kind.value)
    pen = QPen(QColor(theme.links[role]), 2)
    if LINE_STYLES[role].dashes:
        pen.setDashPattern(list(LINE_STYLES[role].dashes))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.drawLine(QPointF(*start), QPointF(*end))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.links[role]))
    painter.drawEllipse(QPointF(*end), 4, 4)


def label(
    painter: QPainter, at: Point, words: str, stage: Looked, *, refused: bool = False
) -> None:
    """Paint the words beside the pointer that say what would happen; they stay inside the view."""
    theme = stage.theme
    metrics = QFontMetricsF(font(_LABEL_SIZE, SEMIBOLD))
    words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, _LABEL_WIDEST)
    width = metrics.horizontalAdvance(words) + (40 if refused else 22)
    height = metrics.height() + 12
    x = min(max(at[0] + 16, 6), max(stage.view[0] - width - 6, 6))
    y = at[1] + 20 if at[1] + 26 + height < stage.view[1] else at[1] - 14 - height
    card = QRectF(x, max(y, 6), width, height)
    _card(painter, card, theme, refused=refused)
    text = card.adjusted(29 if refused else 11, 0, -11, 0)
    if refused:
        _forbidden(painter, QPointF(card.x() + 15, card.center().y()), theme)
    painter.setFont(font(_LABEL_SIZE, SEMIBOLD))
    painter.setPen(QColor(theme.window))
    painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)


def focus_frame(painter: QPainter, stage: Looked) -> None:
    """Paint the frame that shows that the keys of the map act, where nothing is selected."""
    painter.setPen(QPen(QColor(stage.theme.accent), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(1, 1, stage.view[0] - 2, stage.view[1] - 2))


def calm_line(painter: QPainter, words: str, stage: Looked) -> None:
    """Paint a few quiet words in the middle of an empty canvas."""
    painter.setFont(font(16))
    painter.setPen(QColor(stage.theme.muted))
    area = QRectF(24, 0, max(stage.view[0] - 48, 1), stage.view[1])
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)


def _card(painter: QPainter, card: QRectF, theme: Theme, *, refused: bool) -> None:
    """Paint the label's ground: the colour of text, so that it stands out in every theme."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.error if refused else theme.text))
    painter.drawRoundedRect(card, 6, 6)


def _forbidden(painter: QPainter, at: QPointF, theme: Theme) -> None:
    painter.setPen(QPen(QColor(theme.window), 1.8))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(at, 6, 6)
    painter.drawLine(at + QPointF(-4, -4), at + QPointF(4, 4))
