"""An extracted text, or why there is none, as JSON: for the cache and between processes.

JSON and not pickle, since a document may have taken over the process that read it, and a cache is a
file like any other. Whatever comes in is checked before it is believed.
"""

import json
from typing import Any

from argmap.documents.encodings import ENCODINGS, NeedsEncoding
from argmap.documents.extracted import Extracted, NoText, Span, digest
from argmap.model.errors import UserError


def to_json(text: Extracted) -> bytes:
    """Return a text as JSON in UTF-8."""
    values = {name: getattr(text, name) for name in Extracted.__slots__}
    return _written({"text": values})


def refusal_to_json(error: UserError) -> bytes:
    """Return the reason why a document has no text."""
    said: dict[str, Any] = {"why": str(error)}
    if isinstance(error, NeedsEncoding):
        said |= {"proposal": error.proposal, "sample": error.sample}
    if isinstance(error, NoText):
        said |= {"pages": error.pages}
    return _written({"refused": said})


def from_json(data: bytes) -> Extracted:
    """Return the text again. Raises the refusal if it is one, ValueError where it is neither."""
    try:
        read = json.loads(data.decode("utf-8", "surrogatepass"))
        if "refused" in read:
            raise _refusal(read["refused"])
        return _text(read["text"])
    except (KeyError, TypeError, RecursionError, AttributeError) as error:
        raise ValueError("this is no extracted text") from error


def _written(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _text(read: dict[str, Any]) -> Extracted:
    text = _string(read["text"])
    if digest(text.encode("utf-8", "surrogatepass")) != read["text_sha256"]:
        raise ValueError("the text is not the one whose hash is given")
    return Extracted(
        text,
        _string(read["sha256"]),
        read["text_sha256"],
        tuple(_place(at, text) for at in read["pages"]),
        tuple(_span(span, text) for span in read["paragraphs"]),
        _string(read["title"]),
        tuple(_string(note) for note in read["notes"]),
        _string(read["encoding"]),
    )


def _refusal(said: dict[str, Any]) -> UserError:
    why = _string(said["why"])
    if said.get("proposal") in ENCODINGS:
        return NeedsEncoding(why, said["proposal"], _string(said["sample"]))
    if isinstance(said.get("pages"), int):
        return NoText(why, said["pages"])
    return UserError(why)


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text was expected")
    return value


def _place(value: object, text: str) -> int:
    if not isinstance(value, int) or not 0 <= value <= len(text):
        raise ValueError("a place lies outside the text")
    return value


def _span(value: Any, text: str) -> Span:  # noqa: ANN401 - whatever stood in the JSON
    start, end = value
    return _place(start, text), _place(end, text)
