"""Reading a document in the process of the tests, where its coverage and its errors are seen."""

from pathlib import Path

from argmap.documents.extract import extracted_from
from argmap.documents.extracted import Extracted
from argmap.documents.files import bytes_of, kind_of


def extract(path: Path, encoding: str = "") -> Extracted:
    """Read a document as `argmap.documents.worker` does, but for the process of its own."""
    raw = bytes_of(path)
    return extracted_from(raw, kind_of(path, raw[:8]), path.name, encoding)
