"""The commands and their options, and what becomes of errors.

Results go to stdout; what there is to say goes to stderr, one line a problem, as
`file:line:column: what is wrong, and what to do`.
"""

import argparse
import sys
from collections.abc import Callable, Sequence

from argmap import __version__
from argmap.cli.command import Parser, drop, say
from argmap.cli.pictures import add_convert, add_export, add_layout
from argmap.cli.texts import add_check, add_docs, add_fmt
from argmap.model.errors import UserError

FINE, PROBLEMS, CANNOT, BUG = 0, 1, 2, 3
"""The exit codes."""


def run(arguments: Sequence[str]) -> int:
    """Run the command that the arguments name; return its exit code."""
    _never_fail_for_a_letter()
    try:
        chosen = parser().parse_args(arguments)
        command: Callable[[argparse.Namespace], int] = chosen.command
        return command(chosen)
    except SystemExit as leaving:  # argparse: 0 after --help, 2 where the words are off
        return leaving.code if isinstance(leaving.code, int) else CANNOT
    except UserError as error:
        say(error)
        return CANNOT
    except BrokenPipeError:
        # Whoever read the output has seen enough; closing it again must not complain either.
        drop(sys.stdout)
        return FINE
    except KeyboardInterrupt:
        return CANNOT
    except MemoryError:
        say("argmap: there is not enough memory for that; close other programs or try a part")
        return CANNOT
    except Exception:  # noqa: BLE001  # the one place where a fault of ours becomes an exit code
        import traceback

        traceback.print_exc()
        say("argmap: this is a fault of argmap; please report the lines above")
        return BUG


def _never_fail_for_a_letter() -> None:
    """Where stdout cannot write a letter, let it write the letter's number instead."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    whole = Parser(
        prog="argmap",
        description="Argument maps that lead back to their documents.",
        epilog="argmap [FILE…] without a command opens the window. "
        "Exit codes: 0 fine, 1 problems found, 2 cannot do, 3 a fault of argmap.",
    )
    whole.add_argument("--version", action="version", version=f"argmap {__version__}")
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for add in (add_check, add_fmt, add_export, add_convert, add_layout, add_docs):
        add(commands)
    return whole
