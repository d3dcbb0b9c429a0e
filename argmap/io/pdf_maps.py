"""The maps that a PDF carries, taken out in a process of their own, within limits.

A PDF of a few kilobytes can inflate to gigabytes, or bring down the library that reads it. Both
happen to the child process then, and become a sentence. This file is the child's program as well.
"""

import struct
import subprocess
import sys
from collections.abc import Iterator

from argmap.model.errors import UserError
from argmap.own_processes import command_of, started

MEMORY = 768 * 1024 * 1024
"""Bytes of memory that taking a map out of a PDF may need, besides twice the PDF itself."""

SECONDS = 30

_SUFFIX = ".argmap.yaml"
_NOT_A_PDF = 3
_TOO_MUCH = 4
_LENGTH = struct.Struct(">Q")


class PdfError(UserError):
    """A PDF that gives no map; the text says why."""


def maps_in_pdf(data: bytes, most: int) -> list[bytes]:
    """The maps attached to a PDF. Raises PdfError where it cannot be read within the limits.

    `most` is how many bytes all of them together may have.
    """
    command = command_of("argmap.io.pdf_maps", str(MEMORY + 2 * len(data)), str(most))
    try:
        child = started(command, errors=subprocess.PIPE)
    except OSError as error:
        raise PdfError(f"The program that reads PDFs did not start: {error}.") from None
    try:
        answer, reason = child.communicate(data, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
        raise PdfError(f"The PDF could not be read within {SECONDS} seconds.") from None
    if child.returncode == 0:
        return list(_parted(answer))
    if child.returncode == _NOT_A_PDF:
        raise PdfError(f"The PDF cannot be opened ({reason.decode('utf-8', 'replace').strip()}).")
    raise PdfError("Reading this PDF would take more memory than a map needs, or it is damaged.")


def _parted(answer: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(answer):
        (length,) = _LENGTH.unpack_from(answer, at)
        at += _LENGTH.size
        yield answer[at : at + length]
        at += length


# --------------------------------------------------------------------------------------- the child


def main(arguments: list[str]) -> int:
    """Read a PDF from standard input; write its maps, each after its length, to standard output."""
    memory, most = map(int, arguments)
    _limit(memory)
    import pypdfium2

    try:
        return _answered(pypdfium2.PdfDocument(sys.stdin.buffer.read()), most)
    except pypdfium2.PdfiumError as error:
        sys.stderr.write(str(error))
        return _NOT_A_PDF
    except MemoryError:
        return _TOO_MUCH


def _answered(document: "pypdfium2.PdfDocument", most: int) -> int:  # type: ignore[name-defined] # noqa: F821
    for index in range(document.count_attachments()):
        attachment = document.get_attachment(index)
        # Qt writes the name as UTF-16 where PDFium expects bytes: every other one is a NUL.
        if attachment.get_name().replace("\0", "").endswith(_SUFFIX):
            found = bytes(attachment.get_data())
            most -= len(found)
            if most < 0:
                return _TOO_MUCH
            sys.stdout.buffer.write(_LENGTH.pack(len(found)) + found)
    sys.stdout.buffer.flush()
    return 0


def _limit(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows; there the time limit alone holds
        return
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, ceiling = resource.getrlimit(what)
        allowed = most if ceiling == resource.RLIM_INFINITY else min(most, ceiling)
        resource.setrlimit(what, (allowed, ceiling))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
