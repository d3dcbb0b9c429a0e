"""Which documents are shown as pictures of their pages, in step with their texts.

Going over from the text to the pages and back stays at the page that was read. What stands in the
text is looked for there: a passage that is selected or found brings the text back.
"""

from bisect import bisect_right
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from argmap.app.editor import Editor
from argmap.app.jobs import Runner
from argmap.app.passages import Passage
from argmap.render.style import LIGHT, Theme
from argmap.ui.documents.highlights import in_lanes
from argmap.ui.documents.page_area import PageArea, next_zoom
from argmap.ui.documents.readable_pages import ReadablePages
from argmap.ui.sheet import IconButton


class Pictured(QObject):
    """The pages beside the text, and the button that goes from one to the other."""

    def __init__(
        self, editor: Editor, area: PageArea, runner: Runner, run: Callable[[str], bool]
    ) -> None:
        super().__init__(area)
        self._reading, self._area = editor.reading, area
        self._pictured: set[str] = set()
        self._left = ("", -1, -1)
        self.view = ReadablePages(runner, run)
        self.view.carried = area.view.createMimeDataFromSelection
        self.view.selected.connect(self._select)
        area.brightened.connect(self.view.bring_out)
        self.view.zoomed.connect(self.step_zoom)
        self.button = IconButton(
            "page", self.tr("Pages as pictures (V)"), lambda: run("document.pages")
        )
        self.button.setCheckable(True)
        area.went.connect(self._follow)

    @property
    def is_offered(self) -> bool:
        """Whether the document that is shown has pages to look at."""
        opened = self._reading.documents.opened(self._reading.current)
        return opened.pages > 0 and opened.path is not None

    @property
    def is_on(self) -> bool:
        """Whether the document that is shown is shown as pictures."""
        return self._reading.current in self._pictured and self.is_offered

    def refresh(self) -> None:
        """Show the pages as they are now, if they are to be shown."""
        opened = self._reading.documents.opened(self._reading.current)
        self.button.setVisible(self.is_offered)
        self.button.setChecked(self.is_on)
        if self.is_on and opened.path is not None:
            self.view.show_document(opened.path, opened.stamp)
            self.view.show_text(opened.path, opened.text)
            self.view.show_highlights(in_lanes(self._area.passages(LIGHT)))

    def show_selection(self, passage: Passage | None) -> None:
        """Show what is selected in the document."""
        self.view.show_selection(*((passage.start, passage.end) if passage else (0, 0)))

    def _select(self, start: int, end: int) -> None:
        """Take what was selected on a page: the text has the same selection, out of sight."""
        if start < end:
            self._area.show_passage(Passage(self._reading.current, start, end))
            self._area.view.select(start, end)
        else:
            self._reading.select(None)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.button.set_theme(theme)
        self.view.set_theme(theme)

    # -------------------------------------------------------------------------------- going over

    def turn_on(self) -> None:
        """Show the pages, from the one that is read."""
        page = self._page_read
        self._pictured.add(self._reading.current)
        self.refresh()
        self.view.show_page(page)

    def turn_off(self) -> None:
        """Show the text again, from the page that is looked at."""
        source, page = self._reading.current, self.view.page
        self._pictured.discard(source)
        text = self._reading.text
        if text is None or page >= len(text.pages) or page == self._page_read:
            return
        start = text.pages[page]
        QTimer.singleShot(0, self, lambda: self._show_text_from(start, page))

    def step_zoom(self, by: int) -> None:
        """Show larger (1) or smaller (-1) pages."""
        self.view.set_zoom(next_zoom(self.view.zoom, by))

    def _show_text_from(self, start: int, page: int) -> None:
        self._area.show_from(start)
        # The line at the top may begin on the page before.
        self._left = self._reading.current, self._area.top, page

    @property
    def _page_read(self) -> int:
        """The page of the first character in view, or the one that was gone to."""
        source, top, page = self._left
        now = self._area.top
        return page if (source, top) == (self._reading.current, now) else self._page_of(now)

    def _follow(self, place: int) -> None:
        """Show the page of a place that was gone to."""
        if self.is_on and not self.view.is_seen(page := self._page_of(place)):
            self.view.show_page(page)

    def _page_of(self, place: int) -> int:
        text = self._reading.text
        return max(bisect_right(text.pages, place) - 1, 0) if text is not None else 0
