"""A talk on two real screens: who sees what, and what happens when the projector is pulled out.

The X server is told to pretend that its one picture is two monitors side by side, as it does for a
desk with two; the program learns of them, and of every plug, from the server alone.
"""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from argmap.render.style import LIGHT, LinkRole
from tests.screen.cards import until_drawn
from tests.screen.person import Person, Rect, where
from tests.screen.virtual_screen import HEIGHT, WIDTH, VirtualScreen

DESK = Rect(0, 0, WIDTH // 2, HEIGHT)
PROJECTOR = Rect(WIDTH // 2, 0, WIDTH // 2, HEIGHT)
NOTES = "█" * 200
MAP = f"""argmap: 1
statements:
  - {{id: tea, text: Tea is better than coffee.}}
  - {{id: calm, text: It keeps you calm.}}
  - {{id: cost, kind: counterpoint, text: It costs more.}}
links:
  - {{id: l1, from: [calm], to: tea}}
  - {{id: l2, from: [cost], to: tea, kind: opposes}}
stories:
  - id: main
    steps:
      - {{title: One, reveal: [tea], notes: {NOTES}}}
      - {{title: Two, reveal: [calm], notes: {NOTES}}}
      - {{title: Three, reveal: [cost], notes: {NOTES}}}
"""
MANY = 20_000
"""More pixels of the very colour of text than all words of the audience's screen have."""


class Monitors:
    """The monitors of the X server; the projector is plugged and unplugged."""

    def __init__(self, display: str) -> None:
        self._display = display

    def divide(self) -> None:
        """Let the desk's monitor take one half of the picture."""
        self._xrandr("--setmonitor", "DESK", f"{DESK.width}/200x{HEIGHT}/250+0+0", "screen")
        self.plug()

    def plug(self) -> None:
        """Plug in the projector: the other half."""
        place = f"{PROJECTOR.width}/200x{HEIGHT}/250+{PROJECTOR.left}+0"
        self._xrandr("--setmonitor", "PROJECTOR", place, "none")

    def unplug(self, name: str = "PROJECTOR") -> None:
        """Pull out a monitor."""
        self._xrandr("--delmonitor", name)

    def _xrandr(self, *words: str) -> None:
        done = subprocess.run(
            ["xrandr", "--display", self._display, *words],
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr


@pytest.fixture
def monitors(screen: VirtualScreen) -> Iterator[Monitors]:
    """Two monitors, as long as the test runs."""
    if shutil.which("xrandr") is None or shutil.which("openbox") is None:
        pytest.skip("no xrandr or no openbox on this system: two real screens are not tested")
    made = Monitors(screen.display)
    made.divide()
    yield made
    for name in ("PROJECTOR", "DESK"):
        subprocess.run(
            ["xrandr", "--display", screen.display, "--delmonitor", name],
            capture_output=True,
            timeout=60,
        )


def until_at(person: Person, title: str, area: Rect) -> None:
    """Wait until the window of this title fills, or nearly fills, a screen."""

    def there() -> bool:
        found = person.place_of_window(title)
        if found is None:
            return False
        inside = found.left >= area.left and found.left + found.width <= area.left + area.width
        return inside and found.width * found.height > 0.9 * area.width * area.height

    person.until(there, f"{title!r} at {area}")


def notes_seen(person: Person, area: Rect) -> bool:
    """Tell whether the notes are on a screen: they are blocks of the colour of text."""
    return int(np.count_nonzero(where(area.cut(person.look()), LIGHT.text))) > MANY


PRESENTER, AUDIENCE = "Presenter — argmap", "Presentation — argmap"


def test_a_talk_on_two_screens_outlives_its_projector(
    person: Person, monitors: Monitors, tmp_path: Path
) -> None:
    file = tmp_path / "tea.argmap.yaml"
    file.write_text(MAP, encoding="utf-8")
    person.point(300, 980)
    person.start(file, cwd=tmp_path)
    person.until_front("tea — argmap")
    until_drawn(person, LIGHT)
    person.press("F5")
    person.until_front(PRESENTER)
    until_at(person, AUDIENCE, PROJECTOR)
    until_at(person, PRESENTER, DESK)
    person.until(lambda: notes_seen(person, DESK), "the notes")
    told = []
    for _ in range(3):
        seen = person.until_still()
        assert notes_seen(person, DESK)
        assert not notes_seen(person, PROJECTOR)
        told.append(PROJECTOR.cut(seen))
        person.press("Next")
    assert not np.array_equal(told[0], told[1])
    assert not np.array_equal(told[1], told[2])

    person.press("x")
    until_at(person, AUDIENCE, DESK)
    until_at(person, PRESENTER, PROJECTOR)
    person.until(lambda: notes_seen(person, PROJECTOR), "the notes on the other screen")
    person.until_still()
    assert not notes_seen(person, DESK)
    person.press("x")
    until_at(person, AUDIENCE, PROJECTOR)
    until_at(person, PRESENTER, DESK)

    # Pulled out in mid-talk: the presenter goes on where he was, and the audience's step follows.
    person.press("Home")
    person.until_still()
    monitors.unplug()
    person.until(lambda: person.place_of_window(AUDIENCE) is None, "nobody to see the step")
    person.until_front(PRESENTER)
    person.press("Next")
    person.press("o")
    person.type("Not by night.")
    person.press("Return")
    person.until_still()
    assert notes_seen(person, DESK)
    monitors.plug()
    until_at(person, AUDIENCE, PROJECTOR)
    person.until_front(PRESENTER)
    now = PROJECTOR.cut(person.until_still())
    assert len({told[0].tobytes(), told[1].tobytes(), now.tobytes()}) == 3
    assert np.count_nonzero(where(now, LIGHT.links[LinkRole.OPPOSES])) > 50
    assert not notes_seen(person, PROJECTOR)

    # Typed faster than any window manager moves the focus to the map that E unlocks, and back.
    person.press("e", "Tab", *"warm", "Return", "e", "o", *"never", "Return", pause=0)
    person.until_still()
    person.until_front(PRESENTER)

    person.press("Escape")
    person.until_front("tea* — argmap")
    assert person.place_of_window(AUDIENCE) is None
    person.press("ctrl+s")
    person.until_front("tea — argmap")
    assert "reveal: [calm, not-by-night, warm, never]" in file.read_text(encoding="utf-8")
    assert person.said == ""
