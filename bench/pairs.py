"""Pictures of maps side by side: on the left as argmap lays them out, on the right as `dot` does.

`python -m bench.pairs FOLDER` makes them: the example maps, and made-up ones of 30 to 100
statements, in all four directions. Both sides are painted by the same code at the same scale.
"""

import argparse
import subprocess
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from PySide6.QtGui import QColor, QImage, QPainter

from argmap.io.files import open_document
from argmap.layout.arrange import arrange
from argmap.layout.finish import arrival, before_end, middle_of
from argmap.layout.geometry import Bend, Box, Curve
from argmap.layout.placement import LayoutOptions, LinkRoute, Placement, Sizes
from argmap.model.argmap import ArgumentMap
from argmap.model.records import Direction
from argmap.render.headless import gui_application
from argmap.render.map_paint import MapPainter, Scene
from argmap.render.measure import Measure
from argmap.render.style import THEMES, Theme
from bench.maps import made_up
from bench.peers import INCH, as_dot, plain, why_absent

WIDTH, HEIGHT, MARGIN = 950, 800, 24
RANKS = {Direction.DOWN: "TB", Direction.UP: "BT", Direction.RIGHT: "LR", Direction.LEFT: "RL"}
MADE_UP = ((30, 0.1), (60, 0.1), (100, 0.05))


@dataclass(frozen=True)
class Known:
    """A map and the sizes of its boxes, as the peers take them."""

    map: ArgumentMap
    sizes: Sizes


def dot_placement(known: Known, direction: Direction) -> Placement:
    """Where `dot` puts everything, as a placement that can be painted."""
    graph = plain(known)
    run = subprocess.run(
        ["dot", "-Tplain"],
        input=as_dot(graph, RANKS[direction]),
        capture_output=True,
        text=True,
        check=True,
    )
    own = dict(enumerate(graph.boxes))
    tall = 0.0
    boxes: dict[str, Box] = {}
    curves: dict[tuple[str, str], Curve] = {}
    size = (0.0, 0.0)
    for row in run.stdout.splitlines():
        words = row.split()
        if words[0] == "graph":
            size = float(words[2]) * INCH, float(words[3]) * INCH
            tall = size[1]
        elif words[0] == "node":
            x, y, wide, deep = (float(word) * INCH for word in words[2:6])
            boxes[own[int(words[1])]] = Box(x - wide / 2, tall - y - deep / 2, wide, deep)
        elif words[0] == "edge":
            numbers = [float(word) * INCH for word in words[4 : 4 + 2 * int(words[3])]]
            points = [(x, tall - y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
            pieces = [Bend(*points[k : k + 3]) for k in range(1, len(points) - 2, 3)]
            curve = _reversed(Curve(points[0], tuple(pieces)))
            curves.setdefault((own[int(words[1])], own[int(words[2])]), curve)
    routes = {id_: _route(known.map, id_, boxes, curves) for id_ in known.map.links}
    return Placement(
        boxes={id_: boxes[id_] for id_ in known.map.statements},
        routes=routes,
        size=size,
        direction=direction,
    )


def _route(map_, id_, boxes, curves) -> LinkRoute:
    link, point = map_.links[id_], f"{id_}_j"
    target = f"{link.target}_j" if link.target in map_.links else link.target
    if point not in boxes:
        curve = curves[target, link.premises[0]]
        tip = before_end(curve, 21.0)
        return LinkRoute((curve,), None, None, middle_of(curve), tip, arrival(curve))
    trunk = curves[target, point]
    legs = tuple(curves[point, premise] for premise in link.premises)
    middle = boxes[point].centre
    if len(legs) == 1:
        whole = legs[0].joined(trunk)
        return LinkRoute((whole,), None, None, middle, before_end(trunk, 21.0), arrival(trunk))
    return LinkRoute(legs, trunk, middle, middle, before_end(trunk, 21.0), arrival(trunk))


def _reversed(curve: Curve) -> Curve:
    """Return the same line from its end to its start: `dot` draws from target to premise."""
    bends = [Bend(bend.second, bend.first, start) for start, bend in curve.pieces()]
    return Curve(curve.end, tuple(reversed(bends)))


def pair(known: Known, direction: Direction, theme: Theme, measure: Measure) -> QImage:
    """Both placements beside each other, at the scale at which the larger one fits."""
    ours = arrange(known.map, known.sizes, LayoutOptions(direction=direction))
    both = [ours, dot_placement(known, direction)]
    scale = min(
        1.0,
        *((WIDTH - 2 * MARGIN) / placement.size[0] for placement in both),
        *((HEIGHT - 2 * MARGIN) / placement.size[1] for placement in both),
    )
    height = round(max(placement.size[1] for placement in both) * scale) + 2 * MARGIN
    image = QImage(2 * WIDTH, height, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.canvas))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for side, placement in enumerate(both):
        wide, tall = (length * scale for length in placement.size)
        painter.save()
        painter.translate(side * WIDTH + (WIDTH - wide) / 2, (height - tall) / 2)
        painter.scale(scale, scale)
        box = Box(-1e5, -1e5, 2e5, 2e5)
        MapPainter(measure).paint(painter, Scene(known.map, placement, theme), box, 1.0)
        painter.restore()
    painter.setPen(QColor(theme.hairline))
    painter.drawLine(WIDTH, MARGIN, WIDTH, height - MARGIN)
    painter.end()
    return image


def save_small(image: QImage, path: Path) -> None:
    """Save a picture in as few colours as it needs to look the same."""
    wide, tall = image.width(), image.height()
    raw = Image.frombuffer("RGBA", (wide, tall), bytes(image.constBits()), "raw", "BGRA", 0, 1)
    raw.convert("RGB").quantize(96, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    if why := why_absent("dot"):
        raise SystemExit(f"no pictures: {why}")
    application = gui_application()
    measure, theme = Measure(), THEMES["light"].for_pictures()
    folder.mkdir(parents=True, exist_ok=True)
    here = Path(__file__).parent.parent / "maps"
    maps = {
        path.name.split(".")[0]: open_document(path).map
        for path in sorted(here.glob("*.argmap.yaml"))
    }
    maps |= {f"made-up-{size}": made_up(size, cross_links=links) for size, links in MADE_UP}
    for name, map_ in maps.items():
        known = Known(map_, measure.sizes(map_))
        for direction in Direction:
            image = pair(known, direction, theme, measure)
            save_small(image, folder / f"{name}-{direction}.png")
    del application


if __name__ == "__main__":
    main()
