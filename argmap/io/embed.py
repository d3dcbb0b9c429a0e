"""A map inside a picture, and out again: PNG, SVG, PDF, and the web pages that argmap writes.

No picture is decoded for that. PNG is walked chunk by chunk, SVG and pages are searched for one
element without a parser, PDF is asked for its attachments. What a picture claims about sizes is
never believed: inflating stops at a limit.
"""

import base64
import binascii
import re
import struct
import zlib
from collections.abc import Iterator

from argmap.io.deck_maps import DeckError, items_of_deck, looks_like_deck
from argmap.model.errors import UserError

BIGGEST_MAP = 64 * 1024 * 1024
KEYWORD = b"argmap"
ATTACHMENT = "map.argmap.yaml"
"""The name under which a PDF carries its map; any attachment with that ending is read."""

OUR_PAGE = '<meta name="generator" content="argmap">'
"""What stands near the beginning of every page that argmap writes."""

SVG_NAMESPACE = "https://argmap.example/embedded-map"

_PNG = b"\x89PNG\r\n\x1a\n"
_ELEMENT = re.compile(rb"<(?:[\w.-]{1,40}:)?embedded-map\b[^<>]{0,1000}>([A-Za-z0-9+/=\s]*)</")


class EmbeddedMapError(UserError):
    """A picture that carries a map which cannot be taken out."""


def is_picture(data: bytes) -> bool:
    """Whether the bytes begin like a picture that could carry a map; of web pages only ours do.

    A slide deck is told by all of its bytes.
    """
    if data.startswith((_PNG, b"%PDF-")) or looks_like_deck(data):
        return True
    return _looks_like_svg(data) or _is_our_page(data)


def embedded_map(data: bytes) -> bytes | None:
    """The bytes of the map that a PNG, SVG, PDF, page or deck carries, or None where there is none.

    Raises EmbeddedMapError where a map is there and damaged, several differ, or one is too big.
    """
    if data.startswith(_PNG):
        found = list(_maps_of_png(data))
    elif data.startswith(b"%PDF-"):
        found = _maps_of_pdf(data)
    elif _looks_like_svg(data) or _is_our_page(data):
        found = [_from_svg(match.group(1)) for match in _ELEMENT.finditer(data)]
    elif looks_like_deck(data):
        found = _maps_of_deck(data)
    else:
        found = []
    if len(set(found)) > 1:
        raise EmbeddedMapError("The picture carries several different maps.")
    return found[0] if found else None


def png_with_map(
    png: bytes, map_bytes: bytes | None, title: str = "", description: str = ""
) -> bytes:
    """A PNG with its map, title and description put in after its header.

    None for the map leaves it out. Text that the picture already carries stays.
    """
    header_end = _header_end(png)
    chunks = [_text_chunk(b"Software", b"argmap")]
    if title:
        chunks.append(_text_chunk(b"Title", title.encode("utf-8", "replace")))
    if description:
        chunks.append(_text_chunk(b"Description", description.encode("utf-8", "replace")))
    if map_bytes is not None:
        chunks.append(_text_chunk(KEYWORD, map_bytes, compressed=True))
    return png[:header_end] + b"".join(chunks) + png[header_end:]


def svg_metadata(map_bytes: bytes) -> str:
    """The metadata element that carries a map in an SVG."""
    text = base64.b64encode(zlib.compress(map_bytes, 9)).decode("ascii")
    lines = "\n".join(text[at : at + 100] for at in range(0, len(text), 100))
    return (
        f'<metadata><argmap:embedded-map xmlns:argmap="{SVG_NAMESPACE}" '
        f'encoding="base64 zlib">\n{lines}\n</argmap:embedded-map></metadata>'
    )


# --------------------------------------------------------------------------------------------- PNG


def _maps_of_png(data: bytes) -> Iterator[bytes]:
    for kind, body, sound in _chunks(data):
        if kind == b"iTXt" and body.startswith(KEYWORD + b"\0"):
            if not sound:
                raise EmbeddedMapError("The map in this picture is damaged.")
            yield _text_of_chunk(body)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes, bool]]:
    """The chunks of a PNG as far as they are whole: kind, body, whether the checksum holds.

    Only bodies of text chunks are copied; the pixels are passed over.
    """
    at = len(_PNG)
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        kind = data[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(data):
            if kind == b"iTXt" and data.startswith(KEYWORD + b"\0", at + 8):
                raise EmbeddedMapError("The picture is cut off in the middle of its map.")
            return
        if kind == b"iTXt":
            body = data[at + 8 : end - 4]
            (checksum,) = struct.unpack_from(">I", data, end - 4)
            yield kind, body, zlib.crc32(kind + body) == checksum
        if kind == b"IEND":
            return
        at = end


def _text_of_chunk(body: bytes) -> bytes:
    try:
        compressed, method = body[len(KEYWORD) + 1], body[len(KEYWORD) + 2]
        language_end = body.index(b"\0", len(KEYWORD) + 3)
        start = body.index(b"\0", language_end + 1) + 1
    except (IndexError, ValueError):
        raise EmbeddedMapError("The map in this picture is damaged.") from None
    text = body[start:]
    if not compressed:
        return _not_too_big(text)
    if method != 0:
        raise EmbeddedMapError("The map in this picture is packed in an unknown way.")
    return _inflated(text)


def _header_end(png: bytes) -> int:
    header = len(_PNG) + 12 + 13
    if not png.startswith(_PNG) or png[12:16] != b"IHDR" or len(png) < header:
        raise ValueError("not the bytes of a PNG")
    return header


def _text_chunk(keyword: bytes, text: bytes, *, compressed: bool = False) -> bytes:
    packed = zlib.compress(text, 9) if compressed else text
    flag = b"\1\0" if compressed else b"\0\0"
    body = b"iTXt" + keyword + b"\0" + flag + b"\0\0" + packed
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))


# -------------------------------------------------------------------------------- SVG, pages, PDF


def _looks_like_svg(data: bytes) -> bool:
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"<") and (b"<svg" in start or b":svg" in start)


def _is_our_page(data: bytes) -> bool:
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start[:15].lower() == b"<!doctype html>" and OUR_PAGE.encode("ascii") in start


def _from_svg(text: bytes) -> bytes:
    if len(text) > 2 * BIGGEST_MAP:
        raise EmbeddedMapError(_TOO_BIG)
    try:
        return _inflated(base64.b64decode(b"".join(text.split()), validate=True))
    except binascii.Error:
        raise EmbeddedMapError("The map in this picture is damaged.") from None


def _maps_of_pdf(data: bytes) -> list[bytes]:
    from argmap.io.pdf_maps import PdfError, maps_in_pdf

    try:
        return maps_in_pdf(data, BIGGEST_MAP)
    except PdfError as error:
        raise EmbeddedMapError(str(error)) from None


def _maps_of_deck(data: bytes) -> list[bytes]:
    try:
        items = items_of_deck(data, 2 * BIGGEST_MAP)
    except DeckError as error:
        raise EmbeddedMapError(str(error)) from None
    found = (match for item in items for match in _ELEMENT.finditer(item))
    return [_from_svg(match.group(1)) for match in found]


# ------------------------------------------------------------------------------------------ limits

_TOO_BIG = "The map in this picture is larger than 64 MB, which no map needs."


def _inflated(packed: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        text = unpacking.decompress(packed, BIGGEST_MAP + 1)
    except zlib.error:
        raise EmbeddedMapError("The map in this picture is damaged.") from None
    _not_too_big(text)
    if not unpacking.eof:
        raise EmbeddedMapError("The map in this picture is damaged: its end is missing.")
    return text


def _not_too_big(text: bytes) -> bytes:
    if len(text) > BIGGEST_MAP:
        raise EmbeddedMapError(_TOO_BIG)
    return text
