"""The process in which one document is read: bytes come in, text goes out as JSON, or a picture.

It may use so much memory and time and no more, writes no files, and knows nothing of maps. What a
hostile document brings down is this process. Started by `argmap.documents.worker` alone.
"""

import sys
from collections.abc import Sequence

from argmap.documents.as_json import refusal_to_json, to_json
from argmap.documents.extract import extracted_from
from argmap.model.errors import UserError


def main(arguments: Sequence[str]) -> int:
    """Read a document from standard input: request, name, detail, bytes of memory, seconds.

    The request is a kind of document, whose text is wanted (the detail is its encoding), `sizes`
    of the pages of a PDF, `letters` of one (the detail is its number from 0), its `picture` (the
    number and the width), or `quotes` to be found in a text, which `argmap.documents.finding` asks.
    """
    request, name, detail, memory, seconds = arguments
    _limit(int(memory), int(seconds))
    try:
        answer = _answer(sys.stdin.buffer.read(), request, name, detail)
    except UserError as error:
        answer = refusal_to_json(error)
    except MemoryError:
        answer = refusal_to_json(
            UserError(f"{name}: needs more memory than a document may; paste the text")
        )
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    return 0


def _answer(raw: bytes, request: str, name: str, detail: str) -> bytes:
    match request:
        case "quotes":
            from argmap.documents.finding import answers_of

            return answers_of(raw)
        case "sizes":
            from argmap.documents.pdf_pictures import sizes_of

            return sizes_of(raw, name)
        case "letters":
            from argmap.documents.pdf_letters import letters_of

            return letters_of(raw, name, int(detail))
        case "picture":
            from argmap.documents.pdf_pictures import picture_of

            number, width = map(int, detail.split())
            return picture_of(raw, name, number, width)
        case _:
            return to_json(extracted_from(raw, request, name, detail))


def _limit(memory: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows; there the time limit alone holds
        return
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, ceiling = resource.getrlimit(what)
        most = most if ceiling == resource.RLIM_INFINITY else min(most, ceiling)
        resource.setrlimit(what, (most, ceiling))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
