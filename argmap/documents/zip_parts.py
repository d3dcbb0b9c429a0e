"""The parts of a ZIP package, read within limits.

What a package says of its sizes is checked before anything is unpacked, and what comes out is
counted while it comes: a small file must not become a huge one.
"""

import io
import zipfile
import zlib

from argmap.model.errors import UserError

MOST_PARTS = 5_000
LARGEST_TOTAL = 200 * 1024 * 1024
LARGEST_RATIO = 100
_SMALL = 1024 * 1024
"""Parts up to this many bytes may be packed as tightly as they like: they harm nobody."""
_PIECE = 256 * 1024


class Package:
    """A ZIP package in memory, of which some parts will be read."""

    def __init__(self, raw: bytes, name: str) -> None:
        """Open a package. Raises UserError where it is none, or is larger inside than is sane."""
        self._name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
            self._parts = {part.filename: part for part in self._zip.infolist()}
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise UserError(f"{name}: is damaged or is no such document: {error}") from error
        self._left = LARGEST_TOTAL
        self._check()

    def __contains__(self, part: str) -> bool:
        """Tell whether there is a part of this name."""
        return part in self._parts

    def read(self, part: str) -> bytes:
        """Return what a part holds. Raises UserError where it is damaged, locked or too large."""
        info = self._parts[part]
        if info.flag_bits & 1:
            raise UserError(f"{self._name}: is protected by a password; save it without one")
        pieces: list[bytes] = []
        try:
            with self._zip.open(info) as stream:
                while piece := stream.read(_PIECE):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise self._bomb()
                    pieces.append(piece)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            OSError,
            ValueError,
        ) as error:
            raise UserError(f"{self._name}: is damaged: {error}") from error
        return b"".join(pieces)

    def _check(self) -> None:
        parts = self._zip.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_TOTAL:
            raise self._bomb()
        for part in parts:
            if part.file_size > max(_SMALL, LARGEST_RATIO * part.compress_size):
                raise self._bomb()

    def _bomb(self) -> UserError:
        return UserError(
            f"{self._name}: is packed so that it becomes far larger than any document when opened; "
            "it was not opened; save it again in a word processor, or paste the text"
        )
