"""A screen that is only memory: an X server, a window manager, and a look at its pixels.

Tests of the real window and the script that makes the manual's pictures stand on it.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

WIDTH, HEIGHT = 1600, 1000
SIZE = f"{WIDTH}x{HEIGHT}x24"
PROGRAMS = ("Xvfb", "xdotool")
Pixels = NDArray[np.uint8]

PLAIN_WINDOWS = """<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <applications>
    <application type="normal"><decor>no</decor><maximized>yes</maximized></application>
    <application type="dialog"><decor>no</decor></application>
  </applications>
</openbox_config>
"""
"""Windows that fill the screen and have no frame: for pictures."""


class NoScreen(Exception):
    """The screen cannot be: a program is missing or ended."""


@dataclass(frozen=True, slots=True)
class VirtualScreen:
    """The name of the display, and the file in which the server keeps its picture."""

    display: str
    memory: Path

    def pixels(self) -> Pixels:
        """Return what is on the screen now, rows of red, green, blue."""
        raw = self.memory.read_bytes()  # an XWD file: a header, a table of colours, the pixels
        header, colours = (int.from_bytes(raw[at : at + 4], "big") for at in (0, 76))
        start = header + 12 * colours
        whole = np.frombuffer(raw, np.uint8, WIDTH * HEIGHT * 4, start)
        return whole.reshape(HEIGHT, WIDTH, 4)[:, :, 2::-1]


@contextmanager
def virtual_screen(folder: Path, settings: str = "") -> Iterator[VirtualScreen]:
    """Run a screen that keeps its files in a folder; `settings` are those of openbox.

    Raises NoScreen where it cannot be. Without openbox there are windows, but none that dialogs
    stand over for certain.
    """
    absent = [name for name in PROGRAMS if shutil.which(name) is None]
    if absent:
        raise NoScreen(f"no {' and no '.join(absent)} on this system")
    server, display = _start_server(folder)
    manager = None
    try:
        manager = _start_window_manager(display, folder, settings)
        yield VirtualScreen(display, folder / "Xvfb_screen0")
    finally:
        for process in (manager, server):
            if process is not None:
                process.terminate()
                process.wait(timeout=10)


def _start_server(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp"]
    server = _start([*command, "-fbdir", str(folder)], {}, pass_fds=(writing,))
    os.close(writing)
    with os.fdopen(reading) as pipe:
        number = pipe.readline().strip()  # the server says which number was free, once it is ready
    if not number:
        server.wait(timeout=10)
        raise NoScreen(f"Xvfb ended with exit code {server.returncode}")
    return server, f":{number}"


def _start_window_manager(
    display: str, folder: Path, settings: str
) -> subprocess.Popen[bytes] | None:
    if shutil.which("openbox") is None:
        return None
    ready = folder / "ready"
    command = ["openbox", "--sm-disable", "--startup", f"touch '{ready}'"]
    if settings:
        (folder / "rc.xml").write_text(settings)
        command += ["--config-file", str(folder / "rc.xml")]
    manager = _start(command, {"DISPLAY": display, "HOME": str(folder)})
    deadline = time.monotonic() + 20
    while not ready.exists() and time.monotonic() < deadline:
        if manager.poll() is not None:
            raise NoScreen(f"openbox ended with exit code {manager.returncode}")
        time.sleep(0.02)
    if not ready.exists():
        raise NoScreen("openbox did not get ready within 20 s")
    return manager


def _start(
    command: list[str], variables: Mapping[str, str], pass_fds: tuple[int, ...] = ()
) -> subprocess.Popen[bytes]:
    # setpriv lets the process end with its parent, however this one ends.
    tied = ["setpriv", "--pdeathsig", "TERM", "--"] if shutil.which("setpriv") else []
    return subprocess.Popen(
        [*tied, *command],
        env={**os.environ, **variables},
        pass_fds=pass_fds,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
