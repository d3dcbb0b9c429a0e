"""Finding the cards of a map on the screen, by their coloured bars and by `argmap layout`.

Where the window puts a card is found without asking the window: the left bars of all cards in view
are matched with the boxes of the layout that the command line prints for the file.
"""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from scipy import ndimage

from argmap.render.style import Theme
from tests.screen.person import Person, Rect, where
from tests.screen.virtual_screen import Pixels

LEAST_HEIGHT = 12
GRAIN = 4
"""Pixels within which two places are one."""
Boxes = Mapping[str, tuple[float, float, float, float]]


def laid_out(file: Path) -> Boxes:
    """Return the boxes of a map file, by the ids of the statements, in pixels at zoom 1."""
    command = [sys.executable, "-m", "argmap", "layout", str(file), "--json"]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    return json.loads(done.stdout)["boxes"]


def bars(pixels: Pixels, theme: Theme) -> list[Rect]:
    """Return the bars of all cards in a picture."""
    found: list[Rect] = []
    for colour in {tone.bar for tone in theme.kinds.values()}:
        labels, _ = ndimage.label(where(pixels, colour))
        for rows, columns in ndimage.find_objects(labels):
            height, width = rows.stop - rows.start, columns.stop - columns.start
            if height > LEAST_HEIGHT and 2 <= width <= 7:
                found.append(Rect(columns.start, rows.start, width, height))
    return found


def until_drawn(person: Person, theme: Theme, least: int = 1) -> Pixels:
    """Wait until the cards of a map are seen and nothing moves; return what is seen."""
    person.until(lambda: len(bars(person.look(), theme)) >= least, f"{least} cards")
    return person.until_still()


def cards(person: Person, file: Path, theme: Theme, zoom: float) -> dict[str, Rect]:
    """Return where each card of a map stands on the screen, also those beyond its edges.

    It waits until what is seen is the layout of the file at this zoom.
    """
    boxes = laid_out(file)
    corner: list[tuple[float, float]] = []

    def fits() -> bool:
        found = _corner(boxes, bars(until_drawn(person, theme), theme), zoom)
        corner[:] = [found] if found is not None else []
        return found is not None

    person.until(fits, f"the layout of {file.name} at {zoom:.0%}")
    left, top = corner[0]
    return {
        id_: Rect(*(round(n) for n in (left + x * zoom, top + y * zoom, w * zoom, h * zoom)))
        for id_, (x, y, w, h) in boxes.items()
    }


def _corner(boxes: Boxes, seen: list[Rect], zoom: float) -> tuple[float, float] | None:
    """Return where the corner of the layout is on the screen, if most bars agree on one."""
    said = [
        (bar.left - x * zoom, bar.top - y * zoom) for bar in seen for x, y, _, _ in boxes.values()
    ]
    votes = Counter((round(left / GRAIN), round(top / GRAIN)) for left, top in said)
    (across, down), agreed = votes.most_common(1)[0]
    if agreed < len(seen) / 2:
        return None
    near = [
        (left, top)
        for left, top in said
        if abs(left / GRAIN - across) < 2 and abs(top / GRAIN - down) < 2
    ]
    left, top = np.median(np.array(near), axis=0)
    return float(left), float(top)
