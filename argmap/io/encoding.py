"""The bytes of a text file as text, and back: UTF-8, with or without a mark of byte order.

UTF-16 is understood and told; anything else is refused with its place and a proposal, because a
wrong guess would spoil every letter that is not English.
"""

import codecs

from argmap.io.yaml_errors import UnreadableError
from argmap.model.light_dataclass import dataclass

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file; `bom` says that it began with UTF-8's mark of byte order.

    `converted` names the encoding it had where that was not UTF-8.
    """

    text: str
    bom: bool = False
    converted: str = ""


class NotUtf8Error(UnreadableError):
    """A file whose bytes are no UTF-8; `proposed` is the encoding to try, once allowed."""

    proposed = "cp1252"


def decoded(data: bytes, encoding: str | None = None) -> Decoded:
    """The text of these bytes; another encoding is used only where it is named.

    Raises NotUtf8Error with line and column of the first byte that is no UTF-8.
    """
    if encoding is not None:
        return _named(data, encoding)
    if data.startswith(codecs.BOM_UTF8):
        return Decoded(_utf8(data[len(codecs.BOM_UTF8) :]), bom=True)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _named(data, name)
    if b"\0" in data[:4096]:
        raise UnreadableError("This is no text file: it holds bytes that no text has.")
    return Decoded(_utf8(data))


def encoded(text: str, *, bom: bool) -> bytes:
    """The bytes of a text in UTF-8."""
    return (codecs.BOM_UTF8 if bom else b"") + text.encode("utf-8")


def _utf8(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        what = (
            f"The byte 0x{data[error.start]:02X} is no UTF-8. A file of an old program may be "
            "Windows-1252 or Latin-1: convert it to UTF-8, and read it over afterwards."
        )
        raise NotUtf8Error(what, line, column) from None


def _named(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), converted=encoding)
    except (UnicodeError, LookupError) as error:
        raise UnreadableError(f"The file cannot be read as {encoding}: {error}.") from None
