"""The pages of a PDF as pictures, drawn by PDFium in the child process that also reads texts.

Pictures are PNG without transparency, on the white of paper. They are written here, since drawing
them needs no other library.
"""

import json
import struct
import zlib
from typing import Any

from argmap.documents.pdf import MOST_PAGES, opened
from argmap.model.errors import UserError

WIDEST = 4_000
"""The widest picture of a page, in pixels."""
MOST_PIXELS = 24_000_000
_POINTS = 1.0, 20_000.0
"""The sides of a page that are believed, in points."""
_USUAL = 595.0, 842.0


def sizes_of(raw: bytes, name: str) -> bytes:
    """Return widths and heights of all pages, in points, as JSON."""
    document = opened(raw, name)
    try:
        if len(document) > MOST_PAGES:
            raise UserError(f"{name}: has more than {MOST_PAGES:,} pages; split it")
        sizes = [_size(document, number) for number in range(len(document))]
    finally:
        document.close()
    return json.dumps({"sizes": sizes}).encode()


def picture_of(raw: bytes, name: str, number: int, width: int) -> bytes:
    """Return a page (counted from 0) as PNG, `width` pixels wide where that is not too many."""
    import pypdfium2

    document = opened(raw, name)
    try:
        if not 0 <= number < len(document):
            raise UserError(f"{name}: has no page {number + 1}")
        wide, high = _size(document, number)
        scale = min(width, WIDEST) / wide
        scale = min(scale, (MOST_PIXELS / (wide * high)) ** 0.5)
        bitmap = document[number].render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
        return _png(bitmap)
    except pypdfium2.PdfiumError as error:
        raise UserError(f"{name}: page {number + 1} is damaged") from error
    finally:
        document.close()


def _size(document: Any, number: int) -> tuple[float, float]:  # noqa: ANN401 - as in pdf.py
    import pypdfium2

    try:
        wide, high = document.get_page_size(number)
    except pypdfium2.PdfiumError:
        return _USUAL  # a damaged page has a place like the others
    least, most = _POINTS
    return (wide, high) if least <= wide <= most and least <= high <= most else _USUAL


def _png(bitmap: Any) -> bytes:  # noqa: ANN401 - as in pdf.py
    """Write a picture of eight bits for each colour. See the W3C's specification of PNG."""
    kind = {1: 0, 3: 2, 4: 6}[bitmap.n_channels]
    pixels = memoryview(bitmap.buffer)
    row = bitmap.width * bitmap.n_channels
    starts = range(0, bitmap.height * bitmap.stride, bitmap.stride)
    lines = b"".join(b"\0" + bytes(pixels[start : start + row]) for start in starts)
    head = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, kind, 0, 0, 0)
    chunks = (b"IHDR", head), (b"IDAT", zlib.compress(lines, 1)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
