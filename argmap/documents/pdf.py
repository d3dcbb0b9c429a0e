"""PDF documents, by PDFium. Pages are joined, page furniture is left out.

Words that are hyphenated over a line's end stay as they are: the skeleton of a text passes over
that. Lines are kept as lines; a paragraph ends where the space between lines is larger than usual.
"""

import re
import statistics
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from argmap.documents.extracted import Content, NoText, Span
from argmap.documents.furniture import Line, without_furniture, without_overlaps
from argmap.model.errors import UserError

MOST_PAGES = 5_000
_WORD = re.compile(r"\S+")
HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-", "\0": None})
"""PDFium's marks for a hyphen at the end of a line."""
_ENDED = re.compile(r"[.!?:…。！？][\"'”’»)\]]*$")


def pdf_content(raw: bytes, name: str) -> Content:
    """Return the text of a PDF. Raises NoText for one of pictures, UserError for any other reason
    why it cannot be read.
    """
    document = opened(raw, name)
    try:
        if len(document) > MOST_PAGES:
            raise UserError(f"{name}: has more than {MOST_PAGES:,} pages; split it")
        read = [list(_lines(document, number)) for number in range(len(document))]
        title = " ".join(str(document.get_metadata_dict().get("Title") or "").split())
    finally:
        document.close()
    bare = [str(number) for number, lines in enumerate(read, 1) if not lines]
    if len(bare) == len(read):
        raise NoText(
            f"{name}: has no text, only pictures of its {_pages(len(read))}; have an OCR program "
            "recognise the text first, or paste it",
            len(read),
        )
    kept, left_out = without_furniture(read)
    notes = []
    if left_out:
        notes.append(f"{left_out} lines that repeat on the pages' edges were left out")
    if bare:
        notes.append(f"pages without text, perhaps pictures: {', '.join(bare[:20])}")
    text, spans, starts = _joined(without_overlaps(kept))
    return Content(text, spans, starts, title, tuple(notes))


def opened(raw: bytes, name: str) -> Any:  # noqa: ANN401 - pypdfium2 has no types
    """Return PDFium's document, which the caller closes. Raises UserError where there is none."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            raise UserError(
                f"{name}: is protected by a password; save a copy without one, or paste the text"
            ) from error
        raise UserError(
            f"{name}: is damaged or is no PDF; open it in a PDF viewer and save it again, or paste "
            "the text"
        ) from error
    if len(document) == 0:
        raise UserError(f"{name}: has no pages")
    return document


# ---------------------------------------------------------------------------------- lines of a page


def _lines(document: Any, number: int) -> Iterator[Line]:  # noqa: ANN401 - as above
    """Yield the lines of one page, in the order in which the document writes them.

    PDFium's own line ends are not enough: it puts a page number behind the last word of a page.
    """
    import pypdfium2

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return  # a damaged page is one without text
    _, height = page.get_size()
    if not height > 0:
        return
    texts = page.get_textpage()
    characters = characters_of(texts)
    for first, last in line_ranges(texts, characters):
        left, bottom, _, top = texts.get_charbox(first, loose=True)
        text = characters[first:last].translate(HYPHENS)
        yield Line(text, 1 - top / height, 1 - bottom / height, left)


def line_ranges(texts: Any, characters: str) -> Iterator[Span]:  # noqa: ANN401 - as above
    """Yield where the lines of a page stand among its characters."""
    for start, end in _ranges(characters):
        words = [
            (found.start() + start, found.end() + start)
            for found in _WORD.finditer(characters[start:end])
        ]
        yield from _runs(texts, words)


def characters_of(texts: Any) -> str:  # noqa: ANN401 - as above
    """Return the page's characters, one for each of PDFium's, so that places agree."""
    import pypdfium2.raw as pdfium

    count = texts.count_chars()
    text: str = texts.get_text_range() if count else ""
    if len(text) == count:
        return text
    codes = (pdfium.FPDFText_GetUnicode(texts, k) for k in range(count))
    return "".join(chr(c) if 0 < c < 0x110000 and not 0xD800 <= c < 0xE000 else " " for c in codes)


def _ranges(characters: str) -> Iterator[Span]:
    place = 0
    for found in re.finditer(r"[\r\n]+|\Z", characters):
        if characters[place : found.start()].strip():
            yield place, found.start()
        place = found.end()


def _runs(texts: Any, words: Sequence[Span]) -> Iterator[Span]:  # noqa: ANN401 - as above
    """Split the words of what PDFium calls a line where the next stands at another height."""
    first = last = -1
    height: tuple[float, float] | None = None
    for start, end in words:
        _, bottom, _, top = texts.get_charbox(start, loose=True)
        apart = height is not None and (bottom >= height[1] or top <= height[0])
        if apart and top > bottom:
            yield first, last
            first = start
        first, last = (start if first < 0 else first), end
        if top > bottom:
            height = bottom, top
    if first >= 0:
        yield first, last


# ----------------------------------------------------------------------------------- pages together


def _joined(pages: Sequence[Sequence[Line]]) -> tuple[str, tuple[Span, ...], tuple[int, ...]]:
    """Return the text of the pages, its paragraphs, and where each page begins."""
    pieces: list[str] = []
    starts: list[int] = []
    spans: list[Span] = []
    place, before = 0, ""
    for page in pages:
        breaks = _breaks(page)
        for number, line in enumerate(page):
            fresh = not spans or (bool(_ENDED.search(before)) if number == 0 else number in breaks)
            between = "" if not spans else "\n\n" if fresh else "\n"
            pieces += (between, line.text)
            place += len(between)
            if number == 0:
                starts.append(place)
            start = place if fresh else spans.pop()[0]
            place += len(line.text)
            spans.append((start, place))
            before = line.text
        if not page:
            starts.append(place)
    return "".join(pieces), tuple(spans), tuple(starts)


def _breaks(lines: Sequence[Line]) -> set[int]:
    """Return the numbers of the lines that begin a paragraph: after a gap, or set in."""
    steps = [b.bottom - a.bottom for a, b in pairwise(lines)]
    usual = statistics.median([step for step in steps if step > 0] or [0.0])
    found = set()
    for number, step in enumerate(steps, 1):
        before, line = lines[number - 1], lines[number]
        wide = step > 1.35 * usual
        taller = abs((line.bottom - line.top) - (before.bottom - before.top)) > 0.25 * (
            line.bottom - line.top
        )
        up = step < -usual and bool(_ENDED.search(before.text))  # the next column
        if wide or up or (taller and step > 0):
            found.add(number)
    return found


def _pages(count: int) -> str:
    return "one page" if count == 1 else f"{count} pages"
