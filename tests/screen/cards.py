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
from tests.screen.person import Rect, where
from tests.screen.virtual_screen import Pixels

LEAST_HEIGHT = 12


def laid_out(file: Path) -> Mapping[str, tuple[float, float, float, float]]:
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


def cards(file: Path, pixels: Pixels, theme: Theme, zoom: float) -> dict[str, Rect]:
    """Return where each card of a map stands on the screen, also those beyond its edges."""
    boxes, seen = laid_out(file), bars(pixels, theme)
    votes = Counter(
        (round((bar.left - x * zoom) / 4), round((bar.top - y * zoom) / 4))
        for bar in seen
        for x, y, _, _ in boxes.values()
    )
    (across, down), agreed = votes.most_common(1)[0]
    assert agreed >= min(3, len(boxes)), f"the layout is not what is seen: {agreed} of {len(seen)}"
    near = [
        (bar.left - x * zoom, bar.top - y * zoom)
        for bar in seen
        for x, y, _, _ in boxes.values()
        if abs((bar.left - x * zoom) / 4 - across) < 2 and abs((bar.top - y * zoom) / 4 - down) < 2
    ]
    left, top = np.median(np.array(near), axis=0)
    return {
        id_: Rect(*(round(n) for n in (left + x * zoom, top + y * zoom, w * zoom, h * zoom)))
        for id_, (x, y, w, h) in boxes.items()
    }
