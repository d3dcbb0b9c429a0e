"""Our icons: small drawings on a grid of 24, read from resources/icons and tinted when painted.

They are SVG files of paths and circles; that much of SVG is read here, so that painting one needs
no renderer and every size is sharp. A test holds every file to what is understood.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from xml.parsers import expat

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from argmap.layout.geometry import Box
from argmap.model.light_dataclass import dataclass
from argmap.render.shapes import Command, Shape, circle, moved, q_path
from argmap.resources import resource_path

GRID = 24.0
TINT = "currentColor"
_TOKENS = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Z": 0}


@dataclass(frozen=True, slots=True)
class IconPart:
    """One shape of an icon; colours are `currentColor`, `#RRGGBB` or empty for none."""

    shape: Shape
    fill: str
    stroke: str
    width: float
    dashes: tuple[float, ...] = ()


@cache
def icon_parts(name: str) -> tuple[IconPart, ...]:
    """Return the shapes of an icon. Raises OSError where there is no such icon."""
    root, *shapes = _elements(resource_path("icons", f"{name}.svg").read_bytes())
    return tuple(_part(tag, root[1] | attributes) for tag, attributes in shapes)


@cache
def _paths(name: str) -> tuple[tuple[IconPart, QPainterPath], ...]:
    return tuple((part, q_path(part.shape)) for part in icon_parts(name))


def paint_icon(painter: QPainter, name: str, box: Box, colour: QColor) -> None:
    """Paint an icon into a box, its tintable parts in the colour."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.x, box.y)
    painter.scale(box.width / GRID, box.height / GRID)
    for part, path in _paths(name):
        painter.setPen(_pen(part, colour))
        if part.fill:
            painter.setBrush(colour if part.fill == TINT else QColor(part.fill))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
    painter.restore()


def icon_pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return an icon as a pixmap of a size in device-independent pixels, tinted."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    pixmap.setDevicePixelRatio(ratio)
    painter = QPainter(pixmap)
    paint_icon(painter, name, Box(0, 0, size, size), QColor(colour))
    painter.end()
    return pixmap


def tinted_icon(name: str, colour: str, disabled: str = "") -> QIcon:
    """Return an icon for menus and buttons, sharp at the sizes and densities that they use."""
    icon = QIcon()
    for size in (16, 20, 24, 32, 48):
        for ratio in (1.0, 2.0):
            icon.addPixmap(icon_pixmap(name, colour, size, ratio))
            if disabled:
                pixmap = icon_pixmap(name, disabled, size, ratio)
                icon.addPixmap(pixmap, QIcon.Mode.Disabled)
    return icon


def app_icon() -> QIcon:
    """Return the program's own icon."""
    icon = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        icon.addPixmap(icon_pixmap("argmap", "#000000", size))
    return icon


def scaled_parts(name: str, box: Box) -> Iterator[IconPart]:
    """Yield the shapes of an icon as they stand in a box, for those who write rather than paint."""
    scale = box.width / GRID
    for part in icon_parts(name):
        shape = moved(part.shape, box.x, box.y, scale)
        dashes = tuple(dash * scale for dash in part.dashes)
        yield IconPart(shape, part.fill, part.stroke, part.width * scale, dashes)


def icon_path(name: str, box: Box) -> QPainterPath:
    """Return an icon's strokes as one path in a box, for painting many of them quickly."""
    scale = box.width / GRID
    return q_path(*(moved(part.shape, box.x, box.y, scale) for part in icon_parts(name)))


def _pen(part: IconPart, colour: QColor) -> QPen:
    if not part.stroke:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(colour if part.stroke == TINT else QColor(part.stroke), part.width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if part.dashes:
        pen.setDashPattern([dash / part.width for dash in part.dashes])
    return pen


def _elements(svg: bytes) -> list[tuple[str, dict[str, str]]]:
    """Return tag and attributes of every element, in order; ElementTree is slow to load."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, attributes: found.append((tag, attributes))
    parser.Parse(svg, True)
    return found


def _part(tag: str, attributes: Mapping[str, str]) -> IconPart:
    def said(key: str, default: str) -> str:
        value = attributes.get(key, default)
        return "" if value == "none" else value

    if tag == "path":
        shape = tuple(parsed_path(said("d", "")))
    elif tag == "circle":
        x, y, r = (float(said(key, "0")) for key in ("cx", "cy", "r"))
        shape = circle((x, y), r)
    else:
        raise ValueError(f"an icon may have paths and circles, not <{tag}>")
    dashes = tuple(float(dash) for dash in said("stroke-dasharray", "").split())
    return IconPart(
        shape, said("fill", ""), said("stroke", ""), float(said("stroke-width", "1")), dashes
    )


def parsed_path(data: str) -> Iterator[Command]:
    """Yield the commands of SVG path data, absolute; M, L, H, V, C, S and Z in both cases."""
    tokens = _TOKENS.findall(data)
    at, start, reach = (0.0, 0.0), (0.0, 0.0), (0.0, 0.0)
    position, letter = 0, ""
    while position < len(tokens):
        if tokens[position].isalpha():
            letter, position = tokens[position], position + 1
        elif letter in "Mm":
            letter = "L" if letter == "M" else "l"  # further pairs after M are lines
        count = _TAKES[letter.upper()]
        numbers = [float(token) for token in tokens[position : position + count]]
        position += count
        command = _absolute(letter, numbers, at, reach)
        yield command
        if command[0] == "Z":
            at = reach = start
            continue
        ends = command[1]
        at = ends[-2], ends[-1]
        start = at if command[0] == "M" else start
        reach = (ends[2], ends[3]) if command[0] == "C" else at


def _absolute(
    letter: str, numbers: list[float], at: tuple[float, float], reach: tuple[float, float]
) -> Command:
    x, y = at if letter.islower() else (0.0, 0.0)
    upper = letter.upper()
    if upper == "Z":
        return "Z", ()
    if upper == "H":
        return "L", (numbers[0] + x, at[1])
    if upper == "V":
        return "L", (at[0], numbers[0] + y)
    shifted = [number + (y if odd % 2 else x) for odd, number in enumerate(numbers)]
    if upper == "S":  # the first control point mirrors the last one
        return "C", (2 * at[0] - reach[0], 2 * at[1] - reach[1], *shifted)
    return upper, tuple(shifted)
