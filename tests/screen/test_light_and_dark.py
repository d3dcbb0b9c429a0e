"""The window in its themes: each is really drawn, and each is another one."""

from itertools import pairwise
from pathlib import Path

import numpy as np

from argmap.render.style import CONTRAST, DARK, LIGHT, Theme
from tests.conftest import ROOT
from tests.screen.cards import bars, until_drawn
from tests.screen.person import Person, where
from tests.screen.virtual_screen import Pixels

MAP = ROOT / "maps" / "does-the-marriage-last.argmap.yaml"


def test_light_dark_and_high_contrast(person: Person, tmp_path: Path) -> None:
    person.point(1599, 999)
    person.start(MAP, cwd=tmp_path)
    person.until_front(f"{MAP.name.removesuffix('.argmap.yaml')} — argmap")
    until_drawn(person, LIGHT)
    seen: list[tuple[Theme, Pixels]] = [(LIGHT, window_seen(person))]
    for words, theme in (("theme dark", DARK), ("theme high contrast", CONTRAST)):
        person.press("ctrl+k")
        person.until_still()
        person.type(words)
        person.press("Return")
        person.until(lambda c=theme.canvas: share(person.look(), c) > 0.2, f"the {theme.name} one")
        seen.append((theme, window_seen(person)))

    for theme, picture in seen:
        assert len(bars(picture, theme)) >= 4, f"cards in {theme.name}"
        assert share(picture, theme.window) > 0.05, f"panes in {theme.name}"
        for other, _ in seen:
            if other is not theme and other.canvas != theme.canvas:
                assert share(picture, other.canvas) < 0.02, f"{other.name} in {theme.name}"
    assert all(np.mean(a != b) > 0.5 for (_, a), (_, b) in pairwise(seen))


def window_seen(person: Person) -> Pixels:
    """Return what the window in front shows, when nothing moves any more."""
    person.until_still()
    return person.window().cut(person.look())


def share(picture: Pixels, colour: str) -> float:
    """Return how much of a picture is exactly of a colour, from 0 to 1."""
    return float(where(picture, colour).mean())
