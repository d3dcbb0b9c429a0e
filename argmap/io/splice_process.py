"""Making and verifying the text of a big map in a process of its own, so that a window stays alive.

The process gets the text of the file and what was changed, never the whole map; it answers with the
text that was read back. Whatever goes wrong over there is done here again, which is slower, and
tells what was wrong. This file is the child's program as well.
"""

import gc
import os
import pickle
import sys
import threading
from contextlib import suppress
from dataclasses import replace
from typing import IO, TYPE_CHECKING

from argmap.io.yaml_splice import Spliced, followed, made
from argmap.model.argmap import ArgumentMap
from argmap.model.diff import Diff, between
from argmap.own_processes import command_of, started

if TYPE_CHECKING:
    import subprocess

    from argmap.io.yaml_read import Reading

SECONDS = 120.0
"""After so long the process is given up; it needs one for 10,000 statements."""


def made_elsewhere(text: str, before: ArgumentMap, after: ArgumentMap) -> Spliced:
    """What `yaml_splice.made` gives, and raises; the reading in it may have no map.

    `before` is the map that the text reads as: over there it is read again and takes the changes.
    """
    answer = _asked(text, between(before, after))
    return answer if answer is not None else made(text, before, after)


def _asked(text: str, diff: Diff) -> Spliced | None:
    try:
        child = started(command_of("argmap.io.splice_process"))
    except OSError:
        return None
    patience = threading.Timer(SECONDS, child.kill)
    patience.start()
    try:
        return _told(child, text, diff)
    finally:
        patience.cancel()
        with suppress(OSError):
            child.kill()
        child.wait()


def _told(child: "subprocess.Popen[bytes]", text: str, diff: Diff) -> Spliced | None:
    given, answers = child.stdin, child.stdout
    assert given is not None
    assert answers is not None
    with answers:
        try:
            with given:
                pickle.dump(text, given, pickle.HIGHEST_PROTOCOL)
                pickle.dump(diff, given, pickle.HIGHEST_PROTOCOL)
            # One after the other: other threads get their turn between them.
            new: str = pickle.load(answers)  # of a process of our own
            rest: tuple[Reading, bool] = pickle.load(answers)
        except (EOFError, OSError, ValueError, AttributeError, pickle.PickleError):
            return None
    return Spliced(new, *rest)


# --------------------------------------------------------------------------------------- the child


def main() -> None:
    """Read a text and a diff from standard input; write the text to save, and what it reads as."""
    _leave_interrupts_to_the_window()
    gc.disable()  # it lives for one text
    answer(sys.stdin.buffer, sys.stdout.buffer)
    sys.stdout.buffer.flush()
    os._exit(0)  # nobody waits until every record is let go of


def answer(given: IO[bytes], told: IO[bytes]) -> None:
    """Answer what was given; nothing is told where it fails."""
    text: str = pickle.load(given)
    diff: Diff = pickle.load(given)
    new = followed(text, diff)
    pickle.dump(new.text, told, pickle.HIGHEST_PROTOCOL)
    rest = replace(new.reading, map=ArgumentMap()), new.rewritten
    pickle.dump(rest, told, pickle.HIGHEST_PROTOCOL)


def _leave_interrupts_to_the_window() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


if __name__ == "__main__":
    main()
