"""What of a step is seen where all that it wants seen would be too small to be read.

A step looks at its focus with what it bears on. Where that stands far away, the focus comes first.
"""

from argmap.layout.geometry import Box, Size

LEAST_LETTER = 1 / 60
"""The least height of letters that the last row of a room can read, as a share of the screen."""


def readable_zoom(height: float, letter: float) -> float:
    """Return how much a map is magnified on a screen so high that its letters can be read."""
    return height * LEAST_LETTER / letter


def nearer(fit: Box, near: Box | None, room: Size, least: float) -> Box:
    """Return what is shown whole in a room: `fit`, or as much of it around `near` as can be read.

    `least` is the zoom at which letters can be read. Where not even `near` is shown as large, it is
    shown alone. What is returned holds `near` and leans towards the middle of `fit`.
    """
    if near is None or _zoom(fit, room) >= least:
        return fit
    zoom = min(least, _zoom(near, room))
    if zoom <= _zoom(fit, room):
        return fit
    x, width = _stretch((fit.x, fit.right), (near.x, near.right), room[0] / zoom)
    y, height = _stretch((fit.y, fit.bottom), (near.y, near.bottom), room[1] / zoom)
    return Box(x, y, width, height)


def _zoom(box: Box, room: Size) -> float:
    return min(room[0] / max(box.width, 1.0), room[1] / max(box.height, 1.0))


def _stretch(
    fit: tuple[float, float], near: tuple[float, float], length: float
) -> tuple[float, float]:
    """Return begin and length of what is seen of `fit` along one axis."""
    if fit[1] - fit[0] <= length:
        return fit[0], fit[1] - fit[0]
    middle = (fit[0] + fit[1] - length) / 2
    return min(max(middle, near[1] - length), near[0]), length
