"""The pages of a PDF to look at, asked of a process of its own within the limits of reading.

Calls wait for the answer, so a window calls from a thread of its own. Nothing is kept here.
"""

import json
import struct
from pathlib import Path
from typing import NoReturn

from argmap.documents.as_json import from_json
from argmap.documents.files import bytes_of
from argmap.documents.letters import PageLine
from argmap.documents.pdf import MOST_PAGES
from argmap.documents.pdf_pictures import MOST_PIXELS
from argmap.documents.worker import USUAL, Limits, answer_apart, brought_down
from argmap.model.errors import UserError

Size = tuple[float, float]
"""Width and height of a page in points."""

_PNG = b"\x89PNG\r\n\x1a\n"


def page_sizes(path: Path, limits: Limits = USUAL) -> tuple[Size, ...]:
    """Return the sizes of all pages. Raises UserError where they cannot be known."""
    answer = _answer(path, "sizes", "", limits)
    try:
        return _sizes(answer)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        _refuse(answer, path.name, error)


def page_picture(path: Path, number: int, width: int, limits: Limits = USUAL) -> bytes:
    """Return a page, counted from 0, as PNG about `width` pixels wide.

    Raises UserError where the page is damaged, crashes what draws it, or asks too much of it.
    """
    answer = _answer(path, "picture", f"{number} {width}", limits)
    if not answer.startswith(_PNG) or len(answer) < 33:
        _refuse(answer, path.name, None)
    wide, high = struct.unpack(">II", answer[16:24])
    if not 0 < wide * high <= 1.1 * MOST_PIXELS:
        raise brought_down(path.name)
    return answer


def page_letters(path: Path, number: int, limits: Limits = USUAL) -> tuple[PageLine, ...]:
    """Return the lines of a page, counted from 0, with the places of their letters on its picture.

    Raises UserError where they cannot be known.
    """
    answer = _answer(path, "letters", str(number), limits)
    try:
        return _lines(answer)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        _refuse(answer, path.name, error)


def _answer(path: Path, request: str, detail: str, limits: Limits) -> bytes:
    try:
        return answer_apart(bytes_of(path), [request, path.name, detail], limits)
    except (OSError, ValueError) as error:
        raise UserError(
            f"{path.name}: the program that draws its pages did not start: {error}"
        ) from error


def _sizes(answer: bytes) -> tuple[Size, ...]:
    read = json.loads(answer)["sizes"]
    sizes = tuple((float(wide), float(high)) for wide, high in read)
    if not 0 < len(sizes) <= MOST_PAGES or not all(w >= 1 and h >= 1 for w, h in sizes):
        raise ValueError("these are no sizes of pages")
    return sizes


def _lines(answer: bytes) -> tuple[PageLine, ...]:
    lines = []
    for text, boxes in json.loads(answer)["lines"]:
        letters = tuple((float(a), float(b), float(c), float(d)) for a, b, c, d in boxes)
        if not isinstance(text, str) or len(text) != len(letters) or not letters:
            raise ValueError("these are no letters of a page")
        lines.append(PageLine(text, letters))
    return tuple(lines)


def _refuse(answer: bytes, name: str, cause: Exception | None) -> NoReturn:
    """Raise the refusal that a process gave as its answer, or that it gave none."""
    try:
        from_json(answer)
    except ValueError as error:
        raise brought_down(name) from error
    raise brought_down(name) from cause
