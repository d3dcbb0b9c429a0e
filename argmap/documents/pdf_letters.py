"""Where the letters of a PDF's page stand on its picture, found by PDFium in the child process.

Places are shares of the picture's width and height from its upper left corner, whatever the page's
rotation and its visible part are. Which letters are of the document's text is not known here.
"""

import ctypes
import json
from typing import Any

from argmap.documents.pdf import HYPHENS, characters_of, line_ranges, opened
from argmap.model.errors import UserError

MOST_LETTERS = 50_000
"""Letters of one page; further ones have no place."""
_FINE = 20_000
"""Into how many steps a page is divided both ways."""


def letters_of(raw: bytes, name: str, number: int) -> bytes:
    """Return the lines of a page, counted from 0, as JSON: the text of each and its letters' boxes.

    A box is left, top, right, bottom.
    """
    import pypdfium2

    document = opened(raw, name)
    try:
        if not 0 <= number < len(document):
            raise UserError(f"{name}: has no page {number + 1}")
        page = document[number]
        texts = page.get_textpage()
        characters = characters_of(texts)
        lines = []
        for first, last in line_ranges(texts, characters):
            if first > MOST_LETTERS:
                break
            # A character that is left out of the text has no box either.
            kept = [at for at in range(first, last) if characters[at].translate(HYPHENS)]
            text = "".join(characters[at].translate(HYPHENS) for at in kept)
            lines.append([text, _filled([_box(page, texts, at) for at in kept])])
    except pypdfium2.PdfiumError as error:
        raise UserError(f"{name}: page {number + 1} is damaged") from error
    finally:
        document.close()
    return json.dumps({"lines": lines}).encode()


def _filled(boxes: list[list[float]]) -> list[list[float]]:
    """Give letters without an area, as blanks that PDFium has put in, one between the others."""
    for number, (left, top, right, bottom) in enumerate(boxes):
        if number and not (left < right and top < bottom):
            _, top, edge, bottom = boxes[number - 1]
            boxes[number] = [edge, top, edge, bottom]
    return boxes


def _box(page: Any, texts: Any, at: int) -> list[float]:  # noqa: ANN401 - as in pdf.py
    left, bottom, right, top = texts.get_charbox(at, loose=True)
    corners = [_on_picture(page, x, y) for x, y in ((left, top), (right, bottom))]
    across, down = sorted(x for x, _ in corners), sorted(y for _, y in corners)
    return [across[0], down[0], across[1], down[1]]


def _on_picture(page: Any, x: float, y: float) -> tuple[float, float]:  # noqa: ANN401 - as above
    import pypdfium2.raw as pdfium

    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, x, y, across, down)
    return across.value / _FINE, down.value / _FINE
