"""From a document's file to the text that quotes are found in.

The text is what a reader sees: line ends are LF, a byte order mark is gone. Offsets in a map count
the code points of this text. Plain text is read here; other kinds say what to do instead.
"""

import codecs
import hashlib
from dataclasses import dataclass
from pathlib import Path

from argmap.model.errors import UserError

LARGEST = 64 * 1024 * 1024
"""Documents above this many bytes are refused."""

PLAIN = frozenset({".txt", ".text", ".md", ".markdown", ""})
"""File name endings that are read as plain text; Markdown is quoted as it is written."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a document, with the SHA-256 of the file's bytes and of the text in UTF-8."""

    text: str
    sha256: str
    text_sha256: str


def extract(path: Path) -> Extracted:
    """Read a document. Raises UserError where it is missing, too large, or no text we can read."""
    if path.suffix.lower() not in PLAIN:
        raise UserError(
            f"{path.name}: documents of this kind cannot be read yet; save it as plain text (.txt)"
        )
    raw = _bytes_of(path)
    text = _decoded(raw, path.name).replace("\r\n", "\n").replace("\r", "\n")
    return Extracted(text, _digest(raw), _digest(text.encode("utf-8", "surrogatepass")))


def _bytes_of(path: Path) -> bytes:
    try:
        # Asked before reading, so that a device or a huge file is never read into memory.
        if not path.is_file():
            raise UserError(f"{path.name}: there is no such document")
        if path.stat().st_size > LARGEST:
            raise UserError(f"{path.name}: the document is larger than {LARGEST >> 20} MB")
        return path.read_bytes()
    except OSError as error:
        raise UserError(f"{path.name}: cannot be read: {error.strerror or error}") from error


def _decoded(raw: bytes, name: str) -> str:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UserError(
            f"{name}:{line}: the text is not UTF-8; save it as UTF-8 and point to it again"
        ) from error


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
