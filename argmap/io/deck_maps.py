"""A map inside a slide deck: a part of custom XML, which programs keep when they save the deck.

Only that part is unpacked, and never more of it than a map may take.
"""

import base64
import io
import re
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import zipfile

SIGNATURE = b"PK\x03\x04"
DECK_PART = b"ppt/presentation.xml"
ITEM = "/customXml/item1.xml"
"""The part that a deck is given; a program that saves it again may count differently."""

_ITEMS = re.compile(r"customXml/item\d{1,4}\.xml")
_MOST_PARTS = 20_000
_PIECE = 256 * 1024


class DeckError(ValueError):
    """Why the map of a deck cannot be taken out."""


def looks_like_deck(data: bytes) -> bool:
    """Whether the bytes are those of a slide deck; other packages, such as texts, are none."""
    return data.startswith(SIGNATURE) and DECK_PART in data


def deck_item(map_bytes: bytes, namespace: str) -> bytes:
    """The custom XML that carries a map in a deck."""
    text = base64.b64encode(zlib.compress(map_bytes, 9)).decode("ascii")
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<argmap:embedded-map xmlns:argmap="{namespace}" encoding="base64 zlib">{text}'
        "</argmap:embedded-map>"
    ).encode("ascii")


def items_of_deck(data: bytes, most: int) -> list[bytes]:
    """All custom XML of a deck, up to so many bytes. Raises DeckError where it is damaged."""
    import zipfile  # slow to import, and seldom needed

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            if len(parts) > _MOST_PARTS:
                raise DeckError("The deck has more parts than any deck needs.")
            return _read([part for part in parts if _ITEMS.fullmatch(part.filename)], package, most)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise DeckError(f"The deck is damaged: {error}") from error
    except RuntimeError as error:  # a part is locked
        raise DeckError("The deck is protected by a password.") from error


def _read(parts: "list[zipfile.ZipInfo]", package: "zipfile.ZipFile", most: int) -> list[bytes]:
    found: list[bytes] = []
    left = most
    for part in parts:
        pieces: list[bytes] = []
        with package.open(part) as stream:
            while piece := stream.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    raise DeckError("The map in this deck is larger than any map needs.")
                pieces.append(piece)
        found.append(b"".join(pieces))
    return found
