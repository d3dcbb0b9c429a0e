"""The pages of a PDF as pictures, one below the other, on light paper in every theme.

Pages are drawn apart, by the runner, one at a time and only while they are in view; the last ones
are kept. It knows pages and pixels, neither texts nor maps.
"""

from bisect import bisect_right
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from argmap.app.jobs import Runner
from argmap.model.errors import UserError
from argmap.render.style import Theme

MARGIN = 12
KEPT = 16
"""Pictures of pages that are kept, those in view not counted."""
_AT_REST = 60
_PAPER, _EDGE, _FAINT = "#ffffff", "#c8ccd1", "#6b7280"

Sizes = tuple[tuple[float, float], ...]
_Key = tuple[Path, tuple[int, ...]]


class PagePictures(QAbstractScrollArea):
    """Pages to look at and to scroll through."""

    zoomed = Signal(int)
    """The wheel was turned with Ctrl: 1 for larger, -1 for smaller."""

    def __init__(
        self, runner: Runner, run_key: Callable[[str], bool], parent: QWidget | None = None
    ) -> None:
        """Show nothing yet; `run_key` runs the action of an id and tells whether there is one."""
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Pages of the document"))
        self._run_key = run_key
        self.zoom = 100
        self.why = ""
        """Why no page can be shown, if so."""
        self._runner = runner
        self._key: _Key | None = None
        self._sizes: Sizes = ()
        self._places: list[QRect] = []
        self._drawn: dict[int, QImage | str] = {}
        self._asked: int | None = None
        self._wanted = 0
        self._came = (0, -1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AT_REST)
        self._soon.timeout.connect(self._ask)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._scrolled())
        self.horizontalScrollBar().valueChanged.connect(lambda _: self.viewport().update())

    # ------------------------------------------------------------------------------ what is shown

    def show_document(self, path: Path, stamp: tuple[int, ...]) -> None:
        """Show the pages of a file, unless they are shown as they are already."""
        if self._key == (path, stamp):
            return
        same = self._key is not None and self._key[0] == path
        self._wanted = self.page if same else 0
        self._key, self._sizes, self.why = (path, stamp), (), ""
        self._drawn.clear()
        self._asked = None
        self._lay_out()
        taken = partial(self._take_sizes, self._key)
        self._runner.run("sizes of pages", sizes_of, (path,), taken)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours around the pages; paper stays light."""
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.window))
        palette.setColor(QPalette.ColorRole.WindowText, QColor(theme.muted))
        self.setPalette(palette)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)

    def set_zoom(self, zoom: int) -> None:
        """Show pages in a size in per cent of the pane's width."""
        if zoom != self.zoom:
            self.zoom = zoom
            self._keep_place()

    @property
    def count(self) -> int:
        """How many pages there are; 0 as long as that is not known."""
        return len(self._sizes)

    @property
    def page(self) -> int:
        """The page at the top, from 0; one that was gone to, where it cannot come to the top."""
        if not self._places:
            return self._wanted
        at = self.verticalScrollBar().value()
        if at == self._came[1]:
            return self._came[0]
        top = at + 2 * MARGIN
        return max(bisect_right([place.top() for place in self._places], top) - 1, 0)

    def show_page(self, page: int) -> None:
        """Scroll to the beginning of a page, now or as soon as the pages are known."""
        self._wanted = page
        if 0 <= page < len(self._places):
            self.verticalScrollBar().setValue(self._places[page].top() - MARGIN)
            self._came = page, self.verticalScrollBar().value()

    def is_seen(self, page: int) -> bool:
        """Tell whether any of a page is in view."""
        return page in self._in_view()

    def place_of(self, page: int) -> QRect:
        """Return where a page is, in pixels of the viewport."""
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return self._places[page].translated(-across, -down)

    def page_at(self, point: QPointF) -> int | None:
        """Return the page at a point of the viewport, or the nearest one in view."""
        seen = self._in_view()
        return min(seen, key=lambda page: _far(self.place_of(page), point.y()), default=None)

    def pages_in_view(self) -> list[int]:
        """Return the pages of which something is in view."""
        return self._in_view()

    def paint_page(self, painter: QPainter, page: int, place: QRect) -> None:
        """Paint what stands over the picture of a page; nothing here."""

    def drawn(self, page: int) -> QImage | str | None:
        """Return the picture of a page, why there is none, or None while it is not there yet."""
        return self._drawn.get(page)

    # ------------------------------------------------------------------------------------ arranging

    def _lay_out(self) -> None:
        """Give every page its place, the widest as wide as the pane at 100 %."""
        room = self.viewport().width()
        column = max(round((room - 2 * MARGIN) * self.zoom / 100), 40)
        widest = max((wide for wide, _ in self._sizes), default=1.0)
        left, top = max((room - column) // 2, MARGIN), MARGIN
        self._places = []
        for wide, high in self._sizes:
            width = max(round(column * wide / widest), 1)
            height = max(round(width * min(high / wide, 20.0)), 1)
            self._places.append(QRect(left + (column - width) // 2, top, width, height))
            top += height + MARGIN
        for bar, whole, seen in (
            (self.verticalScrollBar(), top, self.viewport().height()),
            (self.horizontalScrollBar(), column + 2 * MARGIN, room),
        ):
            bar.setPageStep(seen)
            bar.setSingleStep(40)
            bar.setRange(0, max(whole - seen, 0) if self._sizes else 0)
        self.viewport().update()

    def _keep_place(self) -> None:
        """Arrange the pages anew; what is at the top stays there."""
        page = self.page
        bar = self.verticalScrollBar()
        before = self._places[page] if page < len(self._places) else None
        into = (bar.value() - before.top()) / before.height() if before is not None else 0.0
        self._lay_out()
        if before is not None:
            now = self._places[page]
            bar.setValue(round(now.top() + into * now.height()))
            self._came = page, bar.value()
        self._soon.start()

    def _in_view(self) -> list[int]:
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        first = max(bisect_right([place.top() for place in self._places], top) - 1, 0)
        found = []
        for page in range(first, len(self._places)):
            if self._places[page].top() >= bottom:
                break
            if self._places[page].bottom() >= top:
                found.append(page)
        return found

    # -------------------------------------------------------------------------------------- drawing

    def _take_sizes(self, key: _Key, answer: Sizes | str) -> None:
        if key != self._key:
            return
        if isinstance(answer, str):
            self.why = answer
        else:
            self._sizes = answer
        self._lay_out()
        self.show_page(min(self._wanted, max(self.count - 1, 0)))
        self._ask()

    def _scrolled(self) -> None:
        self.viewport().update()
        self._soon.start()

    def _ask(self) -> None:
        """Have the next page in view drawn that is not there in its size."""
        if self._asked is not None or self._key is None or not self.isVisible():
            return
        for page in self._in_view():
            width = round(self._places[page].width() * self.devicePixelRatioF())
            held = self._drawn.get(page)
            if held is None or (isinstance(held, QImage) and held.text("wanted") != str(width)):
                self._asked = page
                taken = partial(self._take_picture, self._key, page)
                self._runner.run(
                    "picture of a page", picture_of, (self._key[0], page, width), taken
                )
                return

    def _take_picture(self, key: _Key, page: int, answer: QImage | str) -> None:
        if key != self._key:
            return
        self._asked = None
        self._drawn.pop(page, None)
        self._drawn[page] = answer
        seen = set(self._in_view())
        for old in [held for held in self._drawn if held not in seen][: -KEPT or None]:
            del self._drawn[old]
        self.viewport().update()
        self._ask()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        middle = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        if not self._places:
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            area = self.viewport().rect().adjusted(24, 24, -24, -24)
            painter.drawText(area, middle, self.why or self.tr("The pages are being drawn…"))
        for page in self._in_view():
            place = self.place_of(page)
            if not place.intersects(event.rect()):
                continue
            painter.fillRect(place, QColor(_PAPER))
            held = self._drawn.get(page)
            if isinstance(held, QImage):
                painter.drawImage(QRectF(place), held)
                self.paint_page(painter, page, place)
            else:
                painter.setPen(QColor(_FAINT))
                words = held or self.tr("Page {}").format(page + 1)
                painter.drawText(place.adjusted(12, 12, -12, -12), middle, words)
            painter.setPen(QColor(_EDGE))
            painter.drawRect(place.adjusted(0, 0, -1, -1))

    # ------------------------------------------------------------------------------- pointer, keys

    def event(self, event: QEvent) -> bool:
        # As in the text: the keys of documents come before those of the window.
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self._action_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if (id_ := self._action_of(event)) and self._run_key(id_):
            event.accept()
        elif event.key() == Qt.Key.Key_Home:
            bar.setValue(bar.minimum())
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def _action_of(self, event: QKeyEvent) -> str:
        key = QKeySequence(event.keyCombination())
        for action in self.actions():
            if any(key == shortcut for shortcut in action.shortcuts()):
                return action.objectName()
        return ""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turned := event.angleDelta().y():
                self.zoomed.emit(1 if turned > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_place()


def _far(place: QRect, y: float) -> float:
    return max(place.top() - y, y - place.bottom(), 0.0)


def sizes_of(path: Path) -> Sizes | str:
    """Return the sizes of a document's pages, or why they are not known; a job of values."""
    from argmap.documents.pages import page_sizes

    try:
        return page_sizes(path)
    except UserError as error:
        return str(error)


def picture_of(path: Path, page: int, width: int) -> QImage | str:
    """Return the picture of a page, or why there is none; a job of values."""
    from argmap.documents.pages import page_picture

    try:
        data = page_picture(path, page, width)
    except UserError as error:
        return str(error)
    image = QImage()
    if not image.loadFromData(data, "PNG"):
        return f"{path.name}: page {page + 1} cannot be shown"
    image.setText("wanted", str(width))
    return image
