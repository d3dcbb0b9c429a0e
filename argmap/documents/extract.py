"""From the bytes of a document to the text that quotes are found in.

One function for all kinds. It runs in the process that calls it: `argmap.documents.worker` runs it
where a hostile document can do no harm.
"""

from argmap.documents.extracted import Content, Extracted, extracted
from argmap.model.errors import UserError


def extracted_from(raw: bytes, kind: str, name: str, encoding: str = "") -> Extracted:
    """Return the text in a file's bytes, given the kind of document that `kind_of` found.

    `encoding` is one that somebody confirmed after NeedsEncoding. Raises UserError where the bytes
    cannot be read as that kind or hold no text.
    """
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
