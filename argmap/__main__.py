"""The way in: a subcommand or an option goes to the command line, anything else opens the window.

Both are imported late, so that `argmap check` never pays for Qt and the window never for argparse.
"""

import gc
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

COMMANDS = frozenset({"check", "convert", "docs", "export", "fmt", "layout"})
WINDOW_OPTIONS = frozenset({"--", "--debug"})
DRAWING_COMMANDS = frozenset({"convert", "export", "layout"})  # they measure text, so they load Qt


def main(arguments: Sequence[str] | None = None) -> int:
    """Run argmap with these arguments (those of the process by default); give its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    first = words[0] if words else ""
    to_command_line = first in COMMANDS or (first.startswith("-") and first not in WINDOW_OPTIONS)
    if (not to_command_line or first in DRAWING_COMMANDS) and (reason := qt_refusal()):
        print(reason, file=sys.stderr)
        return 2
    if to_command_line:
        from argmap import cli

        return cli.main(words)
    make_ready()
    from argmap.ui import start

    return start.main(words[1:] if first == "--" else words)


def make_ready() -> None:
    """Make the interpreter ready for a window that loads much and shall stand soon."""
    # What a start makes stays, so looking through it again and again for garbage is in vain;
    # the collector goes on once the window has settled.
    gc.disable()
    from argmap.ui.plain_imports import keep_imports_plain

    keep_imports_plain()


def qt_refusal(
    python: tuple[int, ...] = sys.version_info[:2], folders: Sequence[Path] | None = None
) -> str | None:
    """Why the installed PySide6 must not be loaded by this Python; None when it may.

    PySide6 6.12.0 releases one reference to None too many at nearly every call. Before Python 3.12
    None is counted, and the process aborts after some thousand calls. The version is read from the
    name of the package's metadata folder: importing importlib.metadata would cost 15 ms.
    """
    if python >= (3, 12):
        return None
    for folder in _qt_folders() if folders is None else folders:
        if any(folder.glob("[Pp]y[Ss]ide6_[Ee]ssentials-6.12.0.dist-info")):
            return (
                f"PySide6 6.12.0 crashes on Python {python[0]}.{python[1]}. Install another one: "
                'python -m pip install "PySide6-Essentials>=6.11,<6.12", or use Python 3.12.'
            )
    return None


def _qt_folders() -> list[Path]:
    spec = find_spec("PySide6")
    places = spec.submodule_search_locations if spec is not None else None
    return [Path(place).parent for place in places or ()]


if __name__ == "__main__":
    sys.exit(main())
