"""Reads documents where they can do no harm: in a process of their own, within limits.

Small plain files are read at once, everything else by a child process whose crash, greed or
silence becomes a sentence. Texts are kept by the hash of the document's bytes. Calls wait for the
answer, so a window calls from a thread of its own.
"""

import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from argmap.documents.as_json import from_json
from argmap.documents.extract import extracted_from
from argmap.documents.extracted import Extracted, digest
from argmap.documents.files import bytes_of, kind_of
from argmap.documents.kept_texts import keep_text, kept_name, kept_text, texts_folder
from argmap.model.errors import UserError
from argmap.model.light_dataclass import dataclass
from argmap.own_processes import command_of, started

SMALL = 1024 * 1024
"""Plain text up to this many bytes is read in the process that asks."""
_LOOK = 0.1


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one document may cost: bytes of memory, seconds of waiting."""

    memory: int = 1024 * 1024 * 1024
    seconds: int = 60


USUAL = Limits()


class Stopped(UserError):
    """The reading was given up by the one who asked for it."""


def read_document(
    path: Path,
    encoding: str = "",
    *,
    kept_in: Path | None = None,
    limits: Limits = USUAL,
    stopped: Callable[[], bool] = lambda: False,
) -> Extracted:
    """Return the text of a document.

    `encoding` is one that somebody confirmed; `kept_in` is the cache's folder if not the usual one;
    `stopped` is asked now and then whether to give up. Raises UserError where the file is missing,
    too large, of a kind that cannot be read, or holds no text, and where the document crashed its
    reader or asked too much of it.
    """
    raw = bytes_of(path)
    kind = kind_of(path, raw[:8])
    if kind in {"text", "md"} and len(raw) <= SMALL:
        return extracted_from(raw, kind, path.name, encoding)
    folder = texts_folder() if kept_in is None else kept_in
    name = kept_name(digest(raw), kind, encoding)
    if (known := kept_text(folder, name)) is not None:
        return known
    try:
        text = _read_apart(raw, [kind, path.name, encoding], limits, stopped)
    except (OSError, ValueError) as error:  # no process, or no room for the file it would read
        raise UserError(f"{path.name}: the program that reads it did not start: {error}") from error
    keep_text(folder, name, text)
    return text


def _read_apart(
    raw: bytes, what: list[str], limits: Limits, stopped: Callable[[], bool]
) -> Extracted:
    answer = answer_apart(raw, what, limits, stopped)
    try:
        return from_json(answer)
    except ValueError as error:
        raise brought_down(what[1]) from error


def answer_apart(
    raw: bytes,
    what: list[str],
    limits: Limits = USUAL,
    stopped: Callable[[], bool] = lambda: False,
) -> bytes:
    """Return what a child process answers about a document: request, name and detail are given.

    Nothing it says is to be believed unchecked. Raises UserError where it takes too long, OSError
    where it does not start.
    """
    # From a nameless file and not through a pipe: communicate() forgets input when it times out.
    with tempfile.TemporaryFile() as given:
        given.write(raw)
        given.seek(0)
        limited = [*what, str(limits.memory), str(limits.seconds)]
        child = started(command_of("argmap.documents.child", *limited), given)
        with child:
            try:
                return _answer(child, time.monotonic() + limits.seconds, stopped)
            except subprocess.TimeoutExpired as error:
                raise UserError(
                    f"{what[1]}: could not be read within {limits.seconds} seconds; paste the text"
                ) from error
            finally:
                child.kill()


def brought_down(name: str) -> UserError:
    """Return what is said of a document whose reader gave no answer that could be believed."""
    return UserError(
        f"{name}: brought down the program that read it and may be damaged; argmap itself is "
        "unharmed; save the document again, or paste the text"
    )


def _answer(child: "subprocess.Popen[bytes]", end: float, stopped: Callable[[], bool]) -> bytes:
    while True:
        try:
            return child.communicate(timeout=min(_LOOK, max(0.01, end - time.monotonic())))[0]
        except subprocess.TimeoutExpired:
            if stopped():
                raise Stopped("the reading was given up") from None
            if time.monotonic() >= end:
                raise
