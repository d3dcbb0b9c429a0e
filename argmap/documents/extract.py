"""From a document's file to the text that quotes are found in.

One function for all kinds. It runs in the process that calls it: `argmap.documents.worker` runs it
where a hostile document can do no harm.
"""

from pathlib import Path

from argmap.documents.extracted import Content, Extracted, extracted
from argmap.documents.files import bytes_of, kind_of
from argmap.model.errors import UserError


def extract(path: Path, encoding: str = "") -> Extracted:
    """Read a document.

    `encoding` is one that somebody confirmed after NeedsEncoding. Raises UserError where the file
    is missing, too large, of a kind that cannot be read, or holds no text.
    """
    raw = bytes_of(path)
    return extracted_from(raw, kind_of(path, raw[:8]), path.name, encoding)


def extracted_from(raw: bytes, kind: str, name: str, encoding: str = "") -> Extracted:
    """Return the text in a file's bytes, given the kind of document that `kind_of` found."""
    if not raw.strip():
        raise UserError(f"{name}: is empty")
    return extracted(_content(raw, kind, name, encoding), raw, encoding)


def _content(raw: bytes, kind: str, name: str, encoding: str) -> Content:
    match kind:  # each kind brings libraries of its own, loaded where it is read
        case "pdf":
            from argmap.documents.pdf import pdf_content

            return pdf_content(raw, name)
        case "docx":
            from argmap.documents.word import word_content

            return word_content(raw, name)
        case "html":
            from argmap.documents.webpage import web_content

            return web_content(raw, name, encoding)
        case _:
            from argmap.documents.plain import plain_content

            return plain_content(raw, name, encoding, markdown=kind == "md")
