"""The text of a document, as every kind of extraction gives it.

The text is what a reader sees: line ends are LF, there is no byte order mark and no NUL. Offsets,
in a map and here, count its code points. Nothing here reads files.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator

from argmap.model.errors import UserError
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Source

LARGEST = 64 * 1024 * 1024
"""Documents above this many bytes are refused."""

Span = tuple[int, int]

_BETWEEN = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a document, with what is known about it.

    `sha256` is of the file's bytes, `text_sha256` of the text in UTF-8. `pages` are the offsets at
    which pages begin, empty where there are none; `paragraphs` are stretches of the text, in order
    and apart. A single line end inside a paragraph is one of the layout: a reader may show it as a
    space. `notes` are sentences about what was left out or is unusual; `encoding` is the one that
    somebody confirmed.
    """

    text: str
    sha256: str
    text_sha256: str
    pages: tuple[int, ...] = ()
    paragraphs: tuple[Span, ...] = ()
    title: str = ""
    notes: tuple[str, ...] = ()
    encoding: str = ""

    def is_confirmed_by(self, source: Source) -> bool:
        """Tell whether this is, by its hash, the text in which a source's offsets were counted."""
        same_file = self.sha256 == source.sha256 and not source.text_sha256
        return same_file or self.text_sha256 == source.text_sha256


@dataclass(frozen=True, slots=True)
class Content:
    """What one kind of extraction found: an `Extracted` that has not seen its file."""

    text: str
    paragraphs: tuple[Span, ...] = ()
    pages: tuple[int, ...] = ()
    title: str = ""
    notes: tuple[str, ...] = ()


class NoText(UserError):
    """A document whose pages are pictures; `pages` is how many there are to look at."""

    def __init__(self, sentence: str, pages: int) -> None:
        """Keep the number of pages beside the sentence."""
        super().__init__(sentence)
        self.pages = pages


def extracted(content: Content, raw: bytes, encoding: str = "") -> Extracted:
    """Return the text of a file, given the file's bytes and what was found in them."""
    return Extracted(
        content.text,
        digest(raw),
        digest(content.text.encode("utf-8", "surrogatepass")),
        content.pages,
        content.paragraphs,
        content.title,
        content.notes,
        encoding,
    )


def digest(data: bytes) -> str:
    """Return the SHA-256 of bytes as hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def joined(paragraphs: Iterable[str]) -> tuple[str, tuple[Span, ...]]:
    """Return paragraphs as one text with an empty line between them, and where each stands."""
    pieces: list[str] = []
    spans: list[Span] = []
    place = 0
    for paragraph in paragraphs:
        pieces.append(paragraph)
        spans.append((place, place + len(paragraph)))
        place += len(paragraph) + 2
    return "\n\n".join(pieces), tuple(spans)


def paragraphs_of(text: str) -> Iterator[Span]:
    """Find the paragraphs of plain text: stretches between empty lines."""
    place = 0
    for found in (*_BETWEEN.finditer(text), None):
        end = found.start() if found else len(text)
        words = text[place:end]
        start = place + len(words) - len(words.lstrip())
        if words := words.strip():
            yield start, start + len(words)
        place = found.end() if found else end
