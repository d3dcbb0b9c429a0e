"""The documents that were read, so that none is read twice while its file stays the same."""

from pathlib import Path

from argmap.documents.answers import DocumentText
from argmap.documents.extracted import Extracted
from argmap.documents.worker import read_document
from argmap.model.light_dataclass import dataclass

MOST_KEPT = 32


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document as it was read: what was extracted, and its text to find quotes in."""

    extracted: Extracted
    text: DocumentText


class Shelf:
    """Keeps read documents by their file, and forgets those whose file changed."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._read: dict[tuple[Path, str], tuple[object, ReadDocument]] = {}

    def document(self, path: Path, encoding: str = "") -> ReadDocument:
        """Return a document as it is now. Raises UserError like `read_document`."""
        stamp = _stamp(path)
        held = self._read.get((path, encoding))
        if held is not None and stamp is not None and held[0] == stamp:
            return held[1]
        found = read_document(path, encoding)
        document = ReadDocument(found, DocumentText(found.text))
        if held is not None and held[1].extracted.text == found.text:
            document = ReadDocument(found, held[1].text)  # its skeleton may be made already
        self._read.pop((path, encoding), None)
        self._read[path, encoding] = stamp, document
        while len(self._read) > MOST_KEPT:
            del self._read[next(iter(self._read))]
        return document


def _stamp(path: Path) -> object:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino
