"""A document's text as a page to read: plain text in our own type, laid out by Qt.

The page is built by a cursor from plain text; nothing in it is ever taken for markup, and nothing
is loaded. Every character of the text has its place on the page (`Offsets`), line ends too.
"""

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QColor,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from argmap.model.light_dataclass import dataclass
from argmap.model.records import Source
from argmap.render.fonts import BOLD, REGULAR, font
from argmap.render.style import Theme
from argmap.ui.documents.offsets import Offsets

if TYPE_CHECKING:
    from argmap.documents.extracted import Extracted

LINE = 1.5
"""The height of a line, as a multiple of the size of the letters."""
LARGEST_PAGE = 150_000
"""A longer text is shown in parts of about this many characters."""
_AT_THE_TOP = 900
"""Within how many characters of its beginning a text says its own title, authors and date."""
_UNHOLDABLE = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufffc]")
# Line ends inside a paragraph that mean something: before marks of a list, and after short lines.
_LIST_MARK = re.compile(r"[ \t]*(?:[-*+•>|#]|\d{1,3}[.)])\s|[ \t]{2,}")
_SHORT_LINE = 45


class PlainDocument(QTextDocument):
    """A document that never loads anything; it counts how often it was asked to."""

    asked = 0

    def loadResource(self, type: int, name: QUrl | str) -> Any:  # noqa: A002 - Qt’s own name
        PlainDocument.asked += 1
        return None


@dataclass(frozen=True, slots=True)
class Type:
    """The type a page is set in: the size of its letters in pixels, and its colours."""

    size: float
    theme: Theme


@dataclass(frozen=True, slots=True)
class Page:
    """A page and the places on it."""

    document: PlainDocument
    offsets: Offsets


def parts_of(text: "Extracted", largest: int = LARGEST_PAGE) -> list[tuple[int, int]]:
    """Return the parts in which a long text is shown; they end where paragraphs do."""
    whole = len(text.text)
    if whole <= largest:
        return [(0, whole)]
    ends = [end for _, end in text.paragraphs]
    parts: list[tuple[int, int]] = []
    start = 0
    while whole - start > largest:
        place = bisect_right(ends, start + largest) - 1
        end = ends[place] if place >= 0 and ends[place] > start else start + largest
        parts.append((start, end))
        start = end
    return [*parts, (start, whole)]


def page_of(text: "Extracted", source: Source, part: tuple[int, int], type_: Type) -> Page:
    """Return a part of a text as a page."""
    document = PlainDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.setDefaultFont(font(type_.size))
    first, last = part
    roles = _own_heading(text, source)
    heading = _heading(source) if first == 0 and "title" not in roles.values() else []
    lead = sum(_units(line) + 1 for line, _ in heading)
    offsets = Offsets(text.text, first, last, lead)
    words = [line for line, _ in heading]
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.insertText("\n".join([*words, _shown(text, first, last)]))
    block = document.begin()
    while block.isValid():
        at = block.position()
        if block.blockNumber() < len(heading):
            role = heading[block.blockNumber()][1]
        elif not block.text().strip():
            role = "gap"
        else:
            role = roles.get(offsets.to_text(at), "")
        _set(QTextCursor(block), role, type_)
        block = block.next()
    cursor.endEditBlock()
    return Page(document, offsets)


def _shown(text: "Extracted", first: int, last: int) -> str:
    """Return what is put on the page: as many characters as the part of the text has."""
    pieces: list[str] = []
    place = first
    for start, end in text.paragraphs[max(bisect_left(text.paragraphs, (first, 0)) - 1, 0) :]:
        if start >= last:
            break
        start, end = max(start, place), min(end, last)
        if start < end:
            pieces += [text.text[place:start], _as_read(text.text[start:end])]
            place = end
    pieces.append(text.text[place:last])
    return _UNHOLDABLE.sub("\ufffd", "".join(pieces)).replace("\r", " ")


def _heading(source: Source) -> list[tuple[str, str]]:
    """Return what the source says of itself, where its text does not: lines and their roles."""
    lines = [(source.title or source.file or source.url or source.id, "title")]
    about = " · ".join(filter(None, (*source.authors, source.date, source.publisher)))
    if about:
        lines.append((about, "byline"))
    lines.append(("", "gap"))
    return [(" ".join(_UNHOLDABLE.sub("\ufffd", line).split()), role) for line, role in lines]


def _set(cursor: QTextCursor, role: str, type_: Type) -> None:
    """Set a block in the type of its role."""
    size = type_.size * {"title": 1.25, "byline": 0.84, "gap": 0.3}.get(role, 1.0)
    height = type_.size * {"gap": 0.6}.get(role, LINE * size / type_.size)
    if role == "title":
        height = size * 1.3
    form = QTextBlockFormat()
    form.setLineHeight(round(height), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    cursor.setBlockFormat(form)
    letters = QTextCharFormat()
    letters.setFont(font(size, BOLD if role == "title" else REGULAR))
    letters.setForeground(QColor(type_.theme.muted if role == "byline" else type_.theme.text))
    cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
    cursor.setCharFormat(letters)
    cursor.setBlockCharFormat(letters)


def _own_heading(text: "Extracted", source: Source) -> dict[int, str]:
    """Return where the text itself says its title, authors and date: paragraphs by their start."""
    found: dict[int, str] = {}
    for start, end in text.paragraphs:
        if start > _AT_THE_TOP:
            break
        words = _plain_words(text.text[start:end])
        if source.title and words == _plain_words(source.title) and "title" not in found.values():
            found[start] = "title"
        elif end - start < 200 and _is_byline(words, source):
            found[start] = "byline"
    return found


def _is_byline(words: str, source: Source) -> bool:
    authors = [_plain_words(author) for author in source.authors]
    if authors and all(author in words for author in authors):
        return True
    years = source.date[:4]
    return bool(years) and years in words and len(words) <= 20


def _plain_words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _as_read(words: str) -> str:
    """Return a paragraph with its line ends as they read: blanks where they are of the layout."""
    words = words.replace("\u2029", "\u2028")
    if "\n" not in words:
        return words
    lines = words.split("\n")
    pieces = [lines[0]]
    for before, line in pairwise(lines):
        kept = len(before) < _SHORT_LINE or _LIST_MARK.match(line) or _LIST_MARK.match(before)
        pieces += ["\u2028" if kept else " ", line]
    return "".join(pieces)


def _units(text: str) -> int:
    """Return how many units a text takes on a page."""
    return len(text.encode("utf-16-le")) // 2
