"""When the bar at a passage is shown, what it offers, and where it stands."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from argmap.app.actions import BY_ID
from argmap.app.editor import Editor
from argmap.app.facts import facts_of
from argmap.model.records import Fidelity, Voice
from argmap.ui.documents import bar_words
from argmap.ui.documents.page_area import PageArea
from argmap.ui.documents.passage_bar import PassageBar
from argmap.ui.documents.readable_pages import ReadablePages
from argmap.ui.documents.text_view import TextView

_SOON = 60
Readable = TextView | ReadablePages


class Offering(QObject):
    """The bar of one page."""

    def __init__(
        self,
        editor: Editor,
        area: PageArea,
        run: Callable[[str], object],
        page: Callable[[], Readable],
    ) -> None:
        """Offer at the `page` that is shown at the time."""
        super().__init__(area)
        self._editor, self._reading, self._page = editor, editor.reading, page
        self.bar = PassageBar(run, area.view)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self.show)
        self.follow(area.view)

    def follow(self, page: Readable) -> None:
        """Stay at the passage while a page is moved."""
        page.scrolled.connect(self._place)
        page.resized.connect(self._place)

    def soon(self) -> None:
        """Show or hide the bar when the selection has come to rest."""
        if self._reading.passage is None:
            self.hide()
        else:
            self._soon.start()

    def hide(self) -> None:
        """Show no bar until something else is selected."""
        self._soon.stop()
        self.bar.hide()

    def show(self) -> None:
        """Show what the selected passage can become, or hide the bar without one."""
        passage = self._reading.passage
        pressed = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        view = self._page()
        if passage is None or pressed or not view.isVisible() or self._editor.read_only:
            self.bar.hide()
            return
        if self.bar.parentWidget() is not view:
            self.bar.setParent(view)
        facts = facts_of(self._editor)
        suggestion = self._reading.suggestion
        self.bar.offer(
            lambda id_: BY_ID[id_].when.why_not(facts),
            bar_words.target_words(self._editor.map, self._editor.session.focus),
            suggestion.kind if suggestion is not None else None,
            bar_words.cause_words(suggestion),
        )
        self._mark(self._reading.voice, self._reading.fidelity)
        self.bar.show()
        self.bar.raise_()
        self._place()

    def _mark(self, voice: Voice | None, fidelity: Fidelity | None) -> None:
        self._reading.voice, self._reading.fidelity = voice, fidelity
        self.bar.fill_marks(voice, fidelity, self._mark)

    def _place(self) -> None:
        passage = self._reading.passage
        if self.bar.isHidden() or passage is None:
            return
        view = self._page()
        self.bar.stand_at(view.box_of(passage.start, passage.end), view.viewport().rect())
