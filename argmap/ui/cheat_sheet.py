"""Every key on one sheet, made from the table of actions; any click or Esc closes it."""

from collections.abc import Iterator

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from argmap.ui.labels import heading
from argmap.ui.menus import ActionSet, full_title, said, shown_keys
from argmap.ui.overlay import Overlay

SIZE = QSize(1720, 900)
COLUMN = 326
SECTIONS = (
    ("Add", "insert."),
    ("Edit", "edit."),
    ("Read documents", "document."),
    ("Arrange and fold", "arrange."),
    ("Walk", "go."),
    ("Look", "view."),
    ("Tell and present", ("present.", "story.")),
    ("Files and windows", "file."),
    ("Help", "help."),
)
"""The headings, and the ids that stand under each."""
GESTURES = (
    ("Letters", "Replace the text of the box"),
    ("Double click", "Edit, or add on empty ground"),
    ("Wheel", "Move the map"),
    ("Ctrl+wheel", "Zoom at the pointer"),
    ("Middle button", "Drag the map"),
    ("Drag onto a box", "Hang it there"),
    ("Shift+drag", "Oppose that box"),
    ("Ctrl+drag", "Add a link to that box"),
    ("Alt+drag", "Join as linked premise"),
    ("Drag onto a link", "Undercut the link"),
    ("Drag into a gap", "Change the order"),
    ("Drag onto the ground", "Keep it in that place"),
)


class CheatSheet(Overlay):
    """The sheet, over a window."""

    def __init__(self, actions: ActionSet, over: QWidget) -> None:
        super().__init__(over, SIZE, 56)
        title = heading(self.tr("Keys at a glance"), self, 1.4)
        self.sheet = _Sheet(list(sections(actions)), self)
        scroll = QScrollArea(self)
        scroll.setWidget(self.sheet)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 8, 16)
        column.addWidget(title)
        column.addWidget(scroll, 1)
        self.setFocusProxy(scroll)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.close_and_return()


Line = tuple[str, str]


def sections(actions: ActionSet) -> Iterator[tuple[str, list[Line]]]:
    """Yield each heading with its lines: the keys, and what they do."""
    for title, start in SECTIONS:
        lines = [
            (keys, full_title(action))
            for id_, action in actions.records.items()
            if id_.startswith(start) and (keys := ", ".join(shown_keys(actions[id_])))
        ]
        yield said(title), lines
    yield said("Typing and pointing"), [(said(way), said(what)) for way, what in GESTURES]


class _Sheet(QWidget):
    """Paints the sections in columns of even height."""

    def __init__(self, found: list[tuple[str, list[Line]]], parent: QWidget) -> None:
        super().__init__(parent)
        self._sections = found
        self._pitch = self.fontMetrics().height() + 8
        self.setAccessibleName("; ".join(f"{w}: {k}" for _, lines in found for k, w in lines))

    def sizeHint(self) -> QSize:
        return QSize(COLUMN, self._height(self._columns(SIZE.width() // COLUMN)))

    def resizeEvent(self, event: object) -> None:
        self.setMinimumHeight(self._height(self._columns(self._count())))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        columns = self._columns(self._count())
        width = self.width() / len(columns)
        for number, column in enumerate(columns):
            top = 0
            for title, lines in column:
                top = self._paint_section(
                    painter, int(number * width), top, int(width) - 24, title, lines
                )

    def _count(self) -> int:
        return max(1, self.width() // (COLUMN - 20))

    def _rows(self, lines: list[Line]) -> int:
        return len(lines) + 2

    def _columns(self, count: int) -> list[list[tuple[str, list[Line]]]]:
        """Return the sections by columns: the longest first, each to the shortest column so far."""
        places: list[list[int]] = [[] for _ in range(count)]
        filled = [0] * count
        sizes = [self._rows(lines) for _, lines in self._sections]
        for place in sorted(range(len(sizes)), key=lambda place: -sizes[place]):
            shortest = filled.index(min(filled))
            places[shortest].append(place)
            filled[shortest] += sizes[place]
        # Read from the top left: what comes first stands first.
        return [
            [self._sections[place] for place in sorted(one)] for one in sorted(places, key=_first)
        ]

    def _height(self, columns: list[list[tuple[str, list[Line]]]]) -> int:
        rows = (sum(self._rows(lines) for _, lines in column) for column in columns)
        return max(rows, default=1) * self._pitch

    def _paint_section(
        self, painter: QPainter, left: int, top: int, width: int, title: str, lines: list[Line]
    ) -> int:
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setFont(strong)
        painter.setPen(self.palette().color(QPalette.ColorRole.Accent))
        painter.drawText(left, top + self._pitch - 8, title)
        painter.setFont(self.font())
        top += self._pitch
        for keys, what in lines:
            self._paint_line(painter, QRectF(left, top, width, self._pitch), keys, what)
            top += self._pitch
        return top + self._pitch

    def _paint_line(self, painter: QPainter, area: QRectF, keys: str, what: str) -> None:
        metrics = self.fontMetrics()
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        shown = metrics.elidedText(keys, Qt.TextElideMode.ElideRight, int(area.width() * 0.55))
        used = metrics.horizontalAdvance(shown) + 14
        cap = QRectF(area.right() - used, area.top() + 2, used, area.height() - 5)
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.setBrush(self.palette().color(QPalette.ColorRole.AlternateBase))
        painter.drawRoundedRect(cap, 4, 4)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.drawText(cap, middle | Qt.AlignmentFlag.AlignHCenter, shown)
        room = area.adjusted(0, 0, -used - 10, 0)
        words = metrics.elidedText(what, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, words)


def _first(places: list[int]) -> int:
    return min(places, default=len(SECTIONS) + 1)
