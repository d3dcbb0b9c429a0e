"""A document's file: its bytes as of one moment, and which kind of document it is."""

import time
from pathlib import Path

from argmap.documents.extracted import LARGEST, digest
from argmap.model.errors import UserError

PLAIN = frozenset({"", ".txt", ".text", ".rst", ".org", ".tex", ".asc", ".log"})
MARKDOWN = frozenset({".md", ".markdown"})
WEB = frozenset({".html", ".htm", ".xhtml"})
SUPPORTED = "text (.txt), Markdown (.md), web pages (.html), Word (.docx) and PDF"

_WAYS = {
    ".doc": "save it as .docx in a word processor",
    ".odt": "save it as .docx in a word processor",
    ".rtf": "save it as .docx in a word processor",
    ".pages": "export it as PDF or .docx",
    ".epub": "convert it to .html or PDF",
    ".mhtml": "save the page as .html",
    ".webloc": "open the page and save it as .html",
    ".pptx": "export the slides as PDF",
    ".ppt": "export the slides as PDF",
    ".xlsx": "export the sheet as PDF or text",
}
_FRESH = 2.0
"""Seconds within which a change may hide behind the clock's coarse steps, or still be going on."""
_TRIES = 5


def kind_of(path: Path, head: bytes) -> str:
    """Return the kind of a document: text, md, html, docx or pdf, by its name and first bytes.

    Raises UserError with what to do instead where it is none of these.
    """
    ending = path.suffix.lower()
    if ending == ".pdf" or head.startswith(b"%PDF-"):
        return "pdf"
    if ending in MARKDOWN:
        return "md"
    if ending in WEB:
        return "html"
    if ending == ".docx":
        return "docx"
    if ending in PLAIN:
        return "text"
    way = _WAYS.get(ending, "save it as one of these")
    raise UserError(
        f"{path.name}: documents of this kind cannot be read; argmap reads {SUPPORTED}: "
        f"{way}, or paste the text"
    )


def bytes_of(path: Path) -> bytes:
    """Return a file's bytes as of one moment.

    A file that is written while it is read is read again. Raises UserError where it is missing, is
    too large, cannot be read, or does not come to rest.
    """
    try:
        # Asked before reading, so that a device or a huge file is never read into memory.
        if not path.is_file():
            if path.exists():
                raise UserError(f"{path.name}: is a folder or a device, not a document")
            raise UserError(f"{path.name}: there is no such document")
        for _ in range(_TRIES):
            before = _stamp(path)
            raw = _read(path)
            if _stamp(path) == before and (not _is_fresh(before) or _same_again(path, raw)):
                return raw
            time.sleep(0.05)
    except OSError as error:
        raise UserError(f"{path.name}: cannot be read: {error.strerror or error}") from error
    raise UserError(f"{path.name}: another program is still writing it; try again in a moment")


def _read(path: Path) -> bytes:
    with path.open("rb") as stream:
        raw = stream.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise UserError(f"{path.name}: the document is larger than {LARGEST >> 20} MB")
    return raw


def _stamp(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns, found.st_ino


def _is_fresh(stamp: tuple[int, int, int]) -> bool:
    return abs(time.time() - stamp[1] / 1e9) < _FRESH


def _same_again(path: Path, raw: bytes) -> bool:
    time.sleep(0.02)
    return digest(_read(path)) == digest(raw)
