"""Somebody in front of the screen: real keys, a real mouse, eyes, and patience.

Nothing reaches the program but what the X server sends it, and nothing is known of it but what it
shows, writes to files and prints. Every wait is for a condition.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image

from tests.screen.virtual_screen import Pixels, VirtualScreen

PATIENCE = 40.0
"""Seconds until a wait is given up; a slow machine needs a few of them."""


class Rect(NamedTuple):
    """A rectangle of the screen in pixels."""

    left: int
    top: int
    width: int
    height: int

    @property
    def centre(self) -> tuple[int, int]:
        """The pixel in the middle."""
        return self.left + self.width // 2, self.top + self.height // 2

    def cut(self, pixels: Pixels) -> Pixels:
        """Return this part of a picture."""
        return pixels[self.top : self.top + self.height, self.left : self.left + self.width]


class Person:
    """Drives one program on a screen."""

    def __init__(self, screen: VirtualScreen, environment: Mapping[str, str], folder: Path) -> None:
        self._screen = screen
        self._environment = {**environment, "DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb"}
        self._log = folder / "said.txt"
        self._picture = folder / "screen.png"
        self._program: subprocess.Popen[bytes] | None = None

    # ---------------------------------------------------------------------------------- program

    def start(self, *words: str | Path, cwd: Path, under: Sequence[str] = ()) -> None:
        """Start the program as a person does at a terminal; `under` a command that runs it."""
        program = [*under, sys.executable, "-P", "-X", "faulthandler", "-m", "argmap"]
        with self._log.open("ab") as log:
            self._program = subprocess.Popen(
                [*program, *map(str, words)],
                cwd=cwd,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    @property
    def said(self) -> str:
        """What the program has printed."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def ended(self) -> bool:
        """Whether the program is no longer there."""
        return self._program is None or self._program.poll() is not None

    def wait_for_end(self) -> int:
        """Return the program's exit code."""
        assert self._program is not None
        return self._program.wait(timeout=PATIENCE)

    def leave(self) -> None:
        """End the program, whatever it does."""
        if self._program is not None and self._program.poll() is None:
            self._program.send_signal(signal.SIGINT)
            try:
                self._program.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self._program.kill()
                self._program.wait(timeout=10)

    # --------------------------------------------------------------------------------- patience

    def until(self, condition: Callable[[], object], what: str, seconds: float = PATIENCE) -> None:
        """Wait until a condition holds; what is wanted is said where it does not come."""
        deadline = time.monotonic() + seconds
        while not condition():
            if self.ended() or time.monotonic() > deadline:
                raise AssertionError(f"waited in vain for {what}; {self._account()}")
            time.sleep(0.05)

    def _account(self) -> str:
        """Return what a reader of a failed test needs to know, and keep a picture of the screen."""
        Image.fromarray(np.ascontiguousarray(self.look())).save(self._picture)
        how = "the program has ended" if self.ended() else f"{self.in_front()!r} is in front"
        return f"{how}; it said {self.said!r}; the screen: {self._picture}"

    def until_front(self, title: str) -> None:
        """Wait until the window in front has this title, or one that begins so before a `…`."""
        begins = title.removesuffix("…")
        fits = begins.__eq__ if begins == title else lambda front: front.startswith(begins)
        self.until(lambda: fits(self.in_front()), f"a window {title!r}")

    def until_still(self) -> Pixels:
        """Wait until nothing moves any more on the screen; return what is seen."""
        last = self.look()
        since, deadline = time.monotonic(), time.monotonic() + PATIENCE
        while time.monotonic() - since < 0.3 and time.monotonic() < deadline:
            time.sleep(0.05)
            now = self.look()
            if not np.array_equal(now, last):
                last, since = now, time.monotonic()
        return last

    # ------------------------------------------------------------------------------------- eyes

    def look(self) -> Pixels:
        """Return what is on the screen."""
        return self._screen.pixels()

    def in_front(self) -> str:
        """Return the title of the window in front, or nothing."""
        return self._xdotool("getactivewindow", "getwindowname", check=False).strip()

    def windows(self) -> int:
        """Return how many windows there are."""
        found = self._xdotool("search", "--onlyvisible", "--name", " — argmap$", check=False)
        return len(found.split())

    def window(self) -> Rect:
        """Return where the window in front stands, without its frame."""
        words = self._xdotool("getactivewindow", "getwindowgeometry", "--shell")
        place = dict(line.split("=") for line in words.split())
        return Rect(*(int(place[name]) for name in ("X", "Y", "WIDTH", "HEIGHT")))

    def place_of_window(self, title: str) -> Rect | None:
        """Return where the window of exactly this title is seen, without its frame; or None."""
        found = self._xdotool("search", "--onlyvisible", "--name", f"^{title}$", check=False)
        for id_ in found.split():
            words = self._xdotool("getwindowgeometry", "--shell", id_, check=False)
            place = dict(line.split("=") for line in words.split())
            if "WIDTH" in place:
                return Rect(*(int(place[name]) for name in ("X", "Y", "WIDTH", "HEIGHT")))
        return None

    def place_of(self, colour: str, within: Rect | None = None) -> Rect | None:
        """Return the rectangle around all pixels of exactly a colour (`#RRGGBB`), if any."""
        area = within or Rect(0, 0, *reversed(self.look().shape[:2]))
        rows, columns = np.nonzero(where(area.cut(self.look()), colour))
        if not len(rows):
            return None
        left, top = int(columns.min()), int(rows.min())
        width, height = int(columns.max()) - left + 1, int(rows.max()) - top + 1
        return Rect(area.left + left, area.top + top, width, height)

    # -------------------------------------------------------------------------------- keys, mouse

    def press(self, *keys: str, pause: int = 25) -> None:
        """Press keys one after another, by X's names for them: `ctrl+s`, `Tab`, `minus`."""
        self._xdotool("key", "--clearmodifiers", "--delay", str(pause), *keys)

    def type(self, words: str, pause: int = 8) -> None:
        """Type text letter by letter, with so many milliseconds between two."""
        self._xdotool("type", "--clearmodifiers", "--delay", str(pause), words)

    def click(self, x: int, y: int, times: int = 1, button: int = 1) -> None:
        """Click at a place."""
        again = ("--repeat", str(times), "--delay", "60")
        self._xdotool("mousemove", str(x), str(y), "click", *again, str(button))

    def point(self, x: int, y: int) -> None:
        """Move the mouse to a place."""
        self._xdotool("mousemove", str(x), str(y))

    def drag(
        self,
        start: tuple[int, int],
        end: tuple[int, int],
        *,
        drop: bool = True,
        button: str = "1",
    ) -> None:
        """Drag in several steps; without `drop` the button stays down. Button 2 is the middle."""
        (x, y), steps = start, 8
        words = ["mousemove", str(x), str(y), "mousedown", button]
        for step in range(1, steps + 1):
            at = (str(round(a + (b - a) * step / steps)) for a, b in zip(start, end, strict=True))
            words += ["mousemove", *at, "sleep", "0.03"]
        self._xdotool(*words, *(("mouseup", button) if drop else ()))

    def drop(self) -> None:
        """Let the left button go."""
        self._xdotool("mouseup", "1")

    def wheel(self, down: int = 0, right: int = 0) -> None:
        """Turn the wheel by notches where the mouse is; negative numbers are up and left."""
        for count, forth, back in ((down, "5", "4"), (right, "7", "6")):
            for _ in range(abs(count)):
                self._xdotool("click", forth if count > 0 else back)

    def _xdotool(self, *words: str, check: bool = True) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            env={**os.environ, **self._environment},
            capture_output=True,
            text=True,
            timeout=60,
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode == 0 or not check, f"xdotool {words[0]}: {done.stderr}"
        return done.stdout


def where(pixels: Pixels, colour: str) -> Pixels:
    """Return for each pixel whether it has exactly a colour."""
    wanted = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)], np.uint8)
    return (pixels == wanted).all(axis=2)
