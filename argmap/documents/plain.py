"""Plain text and Markdown. Markdown is quoted as it is written, so both are read alike."""

import re

from argmap.documents.encodings import decoded, is_marked
from argmap.documents.extracted import Content, paragraphs_of
from argmap.model.errors import UserError

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HEADING = re.compile(r"^#\s+(.+?)\s*#*$", re.MULTILINE)
_BINARY = {
    b"PK\x03\x04": "a ZIP archive (perhaps a .docx)",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "compressed data",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"SQLite format 3\0": "a database",
}


def plain_content(raw: bytes, name: str, encoding: str = "", *, markdown: bool = False) -> Content:
    """Return the text of a plain file. Raises UserError where it is no text."""
    _refuse_binary(raw, name)
    if not is_marked(raw) and not encoding and _is_binary(len(_CONTROLS.findall(raw)), len(raw)):
        raise _binary(name)
    text = decoded(raw, name, encoding).replace("\r\n", "\n").replace("\r", "\n")
    controls = len(_CONTROL.findall(text))
    if _is_binary(controls, len(text)):
        raise _binary(name)
    notes = [] if not controls else [f"{controls} control characters were left out"]
    if "\ufffd" in text:
        notes.append("some characters could not be read and stand as \ufffd")
    text = _CONTROL.sub("", text) if controls else text
    heading = _HEADING.search(text) if markdown else None
    return Content(
        text,
        tuple(paragraphs_of(text)),
        title=heading.group(1) if heading else "",
        notes=tuple(notes),
    )


def _is_binary(controls: int, length: int) -> bool:
    return controls > length // 50 + 3


def _binary(name: str) -> UserError:
    return UserError(
        f"{name}: is not text but binary data under a text file's name; open it in its own "
        "program and paste its text"
    )


def _refuse_binary(raw: bytes, name: str) -> None:
    for start, what in _BINARY.items():
        if raw.startswith(start):
            raise UserError(
                f"{name}: is not text but {what}; give it the right ending, or paste its text"
            )
