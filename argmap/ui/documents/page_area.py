"""The page of the document that is read, with its highlights and the strip beside it.

It turns places in the text into places on the page and the other way round; long texts are shown in
parts. It asks the reading where quotes stand and changes nothing.
"""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from argmap.app.editor import Editor
from argmap.app.passages import Passage, passage_at
from argmap.model.records import SourceId, StatementId
from argmap.render.style import Theme
from argmap.ui.documents.coverage_strip import CoverageStrip, Mark
from argmap.ui.documents.dragged import token_of
from argmap.ui.documents.highlights import Bright, Highlight, boxes_of, in_lanes
from argmap.ui.documents.page import Type, page_of, parts_of
from argmap.ui.documents.text_view import TextView
from argmap.ui.flash import Flash
from argmap.ui.sentences import one_line

LETTERS = 15.0
"""The size of letters in pixels at 100 %, with text of the usual size."""
ZOOMS = (60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)
_POINTS = 10.0


class PageArea(QWidget):
    """One page at a time."""

    zoom_changed = Signal(int)
    brightened = Signal(object)
    """Other passages stand out: a Bright, whose `only` is a place in the text here."""
    went = Signal(int)
    """A place in the text was gone to."""
    part_changed = Signal(int, int)
    """The part of a long text that is shown, from 0, and how many there are."""

    def __init__(self, editor: Editor, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._reading = editor.reading
        self.theme = theme
        self.zoom = 100
        self.view = TextView(token_of(editor), self)
        self.strip = CoverageStrip(self.view.verticalScrollBar(), self)
        self._shown: tuple[object, ...] | None = None
        self._part = 0
        self._parts: list[tuple[int, int]] = [(0, 0)]
        self._marks_soon = QTimer(self)
        self._marks_soon.setSingleShot(True)
        self._marks_soon.setInterval(30)
        self._marks_soon.timeout.connect(self.refresh_marks)
        self.view.zoomed.connect(self.step_zoom)
        self.flash = Flash(self._show_bright, self)
        self._only: int | None = None
        self.setFocusProxy(self.view)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 2, 0)
        line.setSpacing(0)
        line.addWidget(self.view, 1)
        line.addWidget(self.strip)

    @property
    def whole_text(self) -> str:
        """The text of the document that is read, all of it; empty without one."""
        text = self._reading.text
        return text.text if text is not None else ""

    def forget(self) -> None:
        """Make the page anew when it is shown next."""
        self._shown = None

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.theme = theme

    # ------------------------------------------------------------------------------------ the page

    def show_text(self) -> None:
        """Show the text of the current document, unless it is shown as it is already."""
        text, source = self._reading.text, self._editor.map.sources.get(self._reading.current)
        if text is None or source is None:
            return
        said = source.title, source.authors, source.date, source.publisher
        size = LETTERS * self.zoom / 100 * self.font().pointSizeF() / _POINTS
        before = self._shown
        if before is not None and before[0] != source.id:
            self._part = 0
        if before == (source.id, text, said, self._part, size, self.theme):
            return
        same = before is not None and before[:2] == (source.id, text) and before[3] == self._part
        top = self.top if same else -1
        self._parts = parts_of(text)
        self._part = min(self._part, len(self._parts) - 1)
        page = page_of(text, source, self._parts[self._part], Type(size, self.theme))
        self._shown = (source.id, text, said, self._part, size, self.theme)
        self.view.show_page(page, source.id, self.theme)
        layout = page.document.documentLayout()
        layout.documentSizeChanged.connect(lambda _: self._marks_soon.start())
        self.part_changed.emit(self._part, len(self._parts))
        if top > self.view.offsets.first:
            QTimer.singleShot(0, self.view, partial(self._scroll_to, top))

    def show_part(self, part: int) -> None:
        """Show another part of a long text from its beginning."""
        if 0 <= part < len(self._parts) and part != self._part:
            self._part = part
            self.show_text()
            self.refresh_highlights()
            self.view.verticalScrollBar().setValue(0)

    def show_passage(self, passage: Passage) -> None:
        """Scroll to a passage of the document that is shown."""
        if not self.view.offsets.shows(passage.start):
            ends = [end for _, end in self._parts]
            self.show_part(next((at for at, end in enumerate(ends) if passage.start < end), 0))
        self.view.show_place(passage.start, passage.end)
        self.went.emit(passage.start)

    def show_from(self, place: int) -> None:
        """Scroll so that a place of the document that is shown stands at the top."""
        if self._reading.text is not None:
            self.show_passage(Passage(SourceId(self.view.source), place, place + 1))
            self._scroll_to(place)

    def show_passage_of(self, id_: str) -> None:
        """Show a passage that a statement rests on; one of the document that is read before all."""
        passage = self._reading.turning.first(id_)
        if passage is not None:
            self._reading.show(passage.source)
            self.show_passage(passage)
            self.flash_passage(id_, passage)

    def selected_passage(self) -> Passage | None:
        """Return what is selected on the page."""
        if self._reading.text is None or self._shown is None:
            return None
        return passage_at(SourceId(self.view.source), self.whole_text, *self.view.selection())

    # --------------------------------------------------------------------------------------- zoom

    def step_zoom(self, by: int) -> None:
        """Go to larger (1) or smaller (-1) letters."""
        self.set_zoom(next_zoom(self.zoom, by))

    def set_zoom(self, zoom: int) -> None:
        """Show letters in a size in per cent; what is read stays in sight."""
        if zoom != self.zoom:
            self.zoom = zoom
            self.show_text()
            self.refresh_highlights()
            self.zoom_changed.emit(zoom)

    @property
    def top(self) -> int:
        """The place in the text at the top of the page."""
        cursor = self.view.cursorForPosition(QPoint(self.view.viewport().width() // 2, 10))
        return self.view.offsets.to_text(cursor.position())

    def _scroll_to(self, place: int) -> None:
        bar = self.view.verticalScrollBar()
        bar.setValue(round(bar.value() + self.view.box_of(place, place + 1).top() - 8))

    # --------------------------------------------------------------------------------- highlights

    def refresh_highlights(self) -> None:
        """Show the passages that feed the map as they are now."""
        offsets = self.view.offsets
        found = [
            replace(one, start=offsets.to_page(one.start), end=offsets.to_page(one.end))
            for one in self.passages()
            if offsets.shows(one.start)
        ]
        self.view.show_highlights(in_lanes(found))
        self.bring_out()
        self._marks_soon.start()

    def passages(self, theme: Theme | None = None) -> list[Highlight]:
        """Return the passages of the document that feed the map, as stretches of its text."""
        map, colours = self._editor.map, theme or self.theme
        return [
            Highlight(
                place.statement,
                place.start,
                place.end,
                colours.tone(statement.kind, statement.color),
                place.certain,
            )
            for place in self._reading.places(self._reading.current)
            if (statement := map.statements.get(place.statement)) is not None
        ]

    def refresh_marks(self) -> None:
        """Show the passages on the strip, where they are on the page now."""
        marks = []
        for one in self.view.highlights:
            boxes = boxes_of(self.view.document(), one.start, one.end)
            statement = self._editor.map.statements.get(StatementId(one.statement))
            if boxes and statement is not None:
                words = one_line(statement.text, 80)
                top, bottom = boxes[0].top(), boxes[-1].bottom()
                marks.append(Mark(top, bottom, one.tone.bar, one.statement, words))
        self.strip.show_marks(marks, self.theme)

    def bring_out(self) -> None:
        """Let the passages of what is selected and pointed at stand out."""
        session = self._editor.session
        pointed = {session.pointed} if session.pointed else set()
        self.strip.bring_out(frozenset(session.selection) | pointed)
        self._show_bright()

    def point_out(self, id_: str, here: str = "") -> None:
        """Bring out what is pointed at; with a flash, unless the pointer is on it `here`."""
        self._only = None
        self.flash.start(id_ if id_ not in (self.view.pointed_at, here) else "")
        self.bring_out()

    def _show_bright(self) -> None:
        session, flash = self._editor.session, self.flash
        selected = frozenset(session.selection)
        place = -1 if self._only is None else self._only
        bright = Bright(selected, session.pointed, flash.of, flash.strength, place)
        self.brightened.emit(bright)
        only = place if place < 0 else self.view.offsets.to_page(place)
        self.view.bring_out(replace(bright, only=only))

    def flash_passage(self, id_: str, passage: Passage) -> None:
        """Let one passage of a statement flash."""
        self._only = passage.start
        self.flash.start(id_)


def next_zoom(zoom: int, by: int) -> int:
    """Return the next larger (1) or smaller (-1) size in per cent, if there is one."""
    near = min(range(len(ZOOMS)), key=lambda at: abs(ZOOMS[at] - zoom))
    return ZOOMS[min(max(near + by, 0), len(ZOOMS) - 1)]


def held_ctrl(held: Qt.KeyboardModifier) -> bool:
    """Tell whether Ctrl is held."""
    return bool(held & Qt.KeyboardModifier.ControlModifier)
