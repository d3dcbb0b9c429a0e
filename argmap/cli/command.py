"""What every command has in common: its help, and how it speaks.

What there is to say goes to stderr, one line a matter, with nothing in it that a terminal would
obey. Results go to stdout.
"""

import argparse
import contextlib
import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

from argmap.model.errors import Severity, UserError

if TYPE_CHECKING:
    from argmap.io.files import Document

Commands = Any  # argparse keeps the type of its sub-parsers private

# Controls of all kinds, ends of lines, halves of characters, and what turns the direction of text.
_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class Parser(argparse.ArgumentParser):
    """A parser of arguments that repeats what it was given without letting it act."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, and leave with 2."""
        self.print_usage(sys.stderr)
        say(f"{self.prog}: {message}; see {self.prog} --help")
        raise SystemExit(2)


def command_parser(
    commands: Commands, name: str, says: str, example: str
) -> argparse.ArgumentParser:
    """Add a command whose help ends with an example."""
    made: argparse.ArgumentParser = commands.add_parser(
        name,
        help=says,
        description=says[0].upper() + says[1:] + ".",
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    return made


def tell_errors(document: "Document", path: Path) -> None:
    """Say which records of a file could not be read; what is imperfect is for `check`."""
    for problem in document.problems:
        if problem.severity is Severity.ERROR:
            say(problem.at(str(path)))


def say(what: object) -> None:
    """Print one line on stderr. A message that nobody can receive stops no work."""
    if sys.stderr is None:
        return
    try:
        print(harmless(str(what)), file=sys.stderr)
    except (OSError, ValueError):
        drop(sys.stderr)  # or Python tries again when it leaves, and changes the exit code


def harmless(text: str) -> str:
    r"""The text as one line that a terminal only shows: controls are written out, as in \x1b."""
    return _OBEYED.sub(_written_out, text)


def _written_out(match: "re.Match[str]") -> str:
    character = match.group()
    if "\udc80" <= character <= "\udcff":  # a byte of a file's name that is no UTF-8
        return f"\\x{ord(character) - 0xDC00:02x}"
    return character.encode("unicode_escape").decode("ascii")


def give(text: str) -> None:
    """Print a result on stdout. Raises UserError where it cannot be written there."""
    if sys.stdout is None:
        raise UserError("There is no standard output to write the result to.")
    try:
        print(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        drop(sys.stdout)
        raise UserError(f"The result could not be written: {error.strerror or error}.") from error


def give_json(data: object, indent: int | None = None) -> None:
    """Print data on stdout as JSON that any reader takes, whatever stdout can encode."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:  # half a character of a file's name, or a terminal without UTF-8
        text = json.dumps(data, indent=indent)
    give(text)


def drop(stream: TextIO) -> None:
    """Let what is still to be written to a stream vanish, so that leaving complains of nothing."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
