"""How argmap starts further processes of itself: for layouts, for saving, for what may be hostile.

What they are told and what they answer is the matter of whoever starts them.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import argmap


def command_of(module: str, *arguments: str) -> list[str]:
    """Return what runs a module of argmap.

    Nothing is ever taken from the folder that argmap happens to be started in (-P).
    """
    return [sys.executable, "-P", "-m", module, *arguments]


def started(
    command: list[str],
    given: int | IO[bytes] = subprocess.PIPE,
    errors: int = subprocess.DEVNULL,
) -> "subprocess.Popen[bytes]":
    """Start a command that finds this very argmap, without a window; it answers by a pipe.

    Raises OSError where it cannot be started.
    """
    home = str(Path(argmap.__file__).resolve().parents[1])
    paths = [home, *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(
        command,
        stdin=given,
        stdout=subprocess.PIPE,
        stderr=errors,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
