"""How two pictures differ: the mean of all channels, and the patch that differs most."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QImage

PATCH = 8


@dataclass(frozen=True)
class Difference:
    mean: float  # of all channels, 0 to 255
    patch: float  # the mean of the worst patch of 8 by 8 pixels


def difference(one: QImage, other: QImage) -> tuple[Difference, QImage]:
    """Return how two pictures of one size differ, and a picture of the differences."""
    a, b = pixels(one).astype(np.int16), pixels(other).astype(np.int16)
    apart = np.abs(a - b)
    by_pixel = apart[..., :3].mean(axis=2)
    high, wide = (side // PATCH * PATCH for side in by_pixel.shape)
    patches = by_pixel[:high, :wide].reshape(high // PATCH, PATCH, wide // PATCH, PATCH)
    shown = np.zeros((*by_pixel.shape, 4), np.uint8)
    shown[..., 2] = np.clip(by_pixel * 4, 0, 255)
    shown[..., 3] = 255
    picture = QImage(
        shown.tobytes(), shown.shape[1], shown.shape[0], QImage.Format.Format_RGB32
    ).copy()
    worst = patches.mean(axis=(1, 3)).max(initial=0.0)
    return Difference(float(by_pixel.mean()), float(worst)), picture


def pixels(picture: QImage) -> np.ndarray:
    """Return a picture as rows of pixels of blue, green, red and alpha."""
    plain = picture.convertToFormat(QImage.Format.Format_ARGB32)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), -1)
    return rows[:, : 4 * plain.width()].reshape(plain.height(), plain.width(), 4).copy()
