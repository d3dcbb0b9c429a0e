"""The process in which one document is read: its bytes come in, its text goes out as JSON.

It may use so much memory and time and no more, writes no files, and knows nothing of maps. What a
hostile document brings down is this process. Started by `argmap.documents.worker` alone.
"""

import sys
from collections.abc import Sequence

from argmap.documents.as_json import refusal_to_json, to_json
from argmap.documents.extract import extracted_from
from argmap.model.errors import UserError


def main(arguments: Sequence[str]) -> int:
    """Read a document from standard input: kind, name, encoding, bytes of memory, seconds."""
    kind, name, encoding, memory, seconds = arguments
    _limit(int(memory), int(seconds))
    try:
        answer = to_json(extracted_from(sys.stdin.buffer.read(), kind, name, encoding))
    except UserError as error:
        answer = refusal_to_json(error)
    except MemoryError:
        answer = refusal_to_json(
            UserError(f"{name}: needs more memory than a document may; paste the text")
        )
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    return 0


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
