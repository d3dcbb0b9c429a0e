"""The letters of the pages of one PDF, asked for page by page as they come into view.

It turns stretches of the document's text into boxes on a page's picture and points of a page into
places of the text. It paints nothing.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF

from argmap.app.jobs import Runner
from argmap.model.errors import UserError

if TYPE_CHECKING:
    from argmap.documents.extracted import Extracted
    from argmap.documents.letters import PageLine, Placed

KEPT = 64


class PageLetters:
    """What is known of the letters of one document."""

    def __init__(self, runner: Runner, changed: Callable[[], object]) -> None:
        """Know nothing yet; `changed` is called when the letters of a page have come."""
        self._runner, self._changed = runner, changed
        self._path: Path | None = None
        self._text: Extracted | None = None
        self._lines: dict[int, tuple[Placed, ...]] = {}
        self._asked: int | None = None

    def show_text(self, path: Path, text: "Extracted | None") -> None:
        """Be about a document from now on; without a text no letter has a place."""
        if path != self._path or text is not self._text:
            self._path, self._text = path, text
            self._lines.clear()
            self._asked = None

    def want(self, pages: list[int]) -> None:
        """Ask for the first of these pages that is not known."""
        if self._asked is not None or self._text is None or self._path is None:
            return
        for page in pages:
            if page not in self._lines and page < len(self._text.pages):
                self._asked = page
                taken = partial(self._take, self._text, page)
                self._runner.run("letters of a page", letters_of, (self._path, page), taken)
                return

    def lines(self, page: int) -> "tuple[Placed, ...]":
        """Return the lines of a page that stand in the text; none while they are not known."""
        return self._lines.get(page, ())

    def boxes(self, page: int, place: QRect, start: int, end: int) -> list[QRectF]:
        """Return the boxes of a stretch of the text on a page that is drawn at a place."""
        from argmap.documents.letters import areas_of

        return [
            QRectF(
                place.x() + left * place.width(),
                place.y() + top * place.height(),
                (right - left) * place.width(),
                (bottom - top) * place.height(),
            )
            for left, top, right, bottom in areas_of(self.lines(page), start, end)
        ]

    def offset_at(self, page: int, place: QRect, point: QPointF) -> int | None:
        """Return the place in the text that is nearest to a point of a page."""
        from argmap.documents.letters import offset_at

        x = (point.x() - place.x()) / max(place.width(), 1)
        y = (point.y() - place.y()) / max(place.height(), 1)
        return offset_at(self.lines(page), x, y)

    def _take(self, text: "Extracted", page: int, lines: "tuple[PageLine, ...]") -> None:
        from argmap.documents.letters import placed

        if text is not self._text:
            return
        self._asked = None
        ends = [*text.pages[1:], len(text.text)]
        while len(self._lines) >= KEPT:
            del self._lines[next(iter(self._lines))]
        self._lines[page] = placed(lines, text.text, (text.pages[page], ends[page]))
        self._changed()


def letters_of(path: Path, page: int) -> "tuple[PageLine, ...]":
    """Return the lines of a page, none where they cannot be known; a job of values."""
    from argmap.documents.pages import page_letters

    try:
        return page_letters(path, page)
    except UserError:
        return ()  # the picture says why, or it is drawn without highlights
