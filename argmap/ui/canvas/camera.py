"""Which part of the map is seen, and how large: a value, and the arithmetic of moving it.

Map points are pixels at zoom 1, screen points pixels of the widget. Nothing here knows a widget.
"""

from argmap.layout.geometry import Box, Point, Size, between
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Direction

LEAST_ZOOM = 0.02
"""How far people zoom out; what is fitted may be smaller, where a map is as large as that."""
TINIEST_ZOOM = 0.0005
MOST_ZOOM = 4.0
READABLE = 0.5
"""Below this zoom a first view would not let anyone read; it then shows the root instead."""
COMFORTABLE = 0.8
"""The zoom of a first view that cannot show everything anyway."""
MARGIN = 40.0
"""Screen pixels kept free around what is fitted."""
KEPT_IN_SIGHT = 72.0
"""Screen pixels of the map that no panning takes out of sight."""
STEPS = (0.05, 0.1, 0.15, 0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 3.0, 4.0)


@dataclass(frozen=True, slots=True)
class Camera:
    """The map point in the top left corner of the view, and the zoom."""

    x: float = 0.0
    y: float = 0.0
    zoom: float = 1.0

    def to_map(self, point: Point) -> Point:
        """Return the map point under a screen point."""
        return self.x + point[0] / self.zoom, self.y + point[1] / self.zoom

    def to_screen(self, point: Point) -> Point:
        """Return the screen point at which a map point is seen."""
        return (point[0] - self.x) * self.zoom, (point[1] - self.y) * self.zoom

    def box_to_screen(self, box: Box) -> Box:
        """Return where a box of the map is seen."""
        x, y = self.to_screen((box.x, box.y))
        return Box(x, y, box.width * self.zoom, box.height * self.zoom)

    def visible(self, view: Size) -> Box:
        """Return the part of the map that a view of that size shows."""
        return Box(self.x, self.y, view[0] / self.zoom, view[1] / self.zoom)

    def panned(self, dx: float, dy: float) -> "Camera":
        """Return the camera after the map was pushed by screen pixels (right and down positive)."""
        return Camera(self.x - dx / self.zoom, self.y - dy / self.zoom, self.zoom)

    def shifted(self, dx: float, dy: float) -> "Camera":
        """Return the camera moved by map pixels."""
        return Camera(self.x + dx, self.y + dy, self.zoom)

    def zoomed(self, zoom: float, at: Point) -> "Camera":
        """Return the camera at another zoom; what is seen at the screen point `at` stays there."""
        zoom = min(max(zoom, min(LEAST_ZOOM, self.zoom)), MOST_ZOOM)
        here = self.to_map(at)
        return Camera(here[0] - at[0] / zoom, here[1] - at[1] / zoom, zoom)

    def clamped(self, content: Box, view: Size) -> "Camera":
        """Return the nearest camera that keeps some of the content in sight."""
        seen = self.box_to_screen(content)
        dx = _push(seen.x, seen.right, view[0])
        dy = _push(seen.y, seen.bottom, view[1])
        return self.panned(dx, dy) if dx or dy else self


def fitted(content: Box, view: Size, *, most: float = 1.0, margin: float = MARGIN) -> Camera:
    """Return the camera that shows the whole content in the middle, never larger than `most`."""
    room = max(view[0] - 2 * margin, 1.0), max(view[1] - 2 * margin, 1.0)
    zoom = min(room[0] / max(content.width, 1.0), room[1] / max(content.height, 1.0), most)
    return centred(content.centre, min(max(zoom, TINIEST_ZOOM), MOST_ZOOM), view)


def centred(point: Point, zoom: float, view: Size) -> Camera:
    """Return the camera that shows a map point in the middle of the view."""
    return Camera(point[0] - view[0] / 2 / zoom, point[1] - view[1] / 2 / zoom, zoom)


def first_view(
    content: Box,
    root: Box | None,
    view: Size,
    direction: Direction | None,
    zoom: float = COMFORTABLE,
) -> Camera:
    """Return the view a map opens with: all of it if that can be read, else its beginning.

    A map without a direction runs in rings: its beginning is in the middle.
    """
    whole = fitted(content, view)
    if whole.zoom >= READABLE or root is None:
        return whole
    if direction is None:
        return centred(root.centre, zoom, view)
    margin = MARGIN / zoom
    width, height = view[0] / zoom, view[1] / zoom
    x, y = root.centre[0] - width / 2, root.centre[1] - height / 2
    match direction:
        case Direction.DOWN:
            y = root.y - margin
        case Direction.UP:
            y = root.bottom + margin - height
        case Direction.RIGHT:
            x = root.x - margin
        case Direction.LEFT:
            x = root.right + margin - width
    if direction in (Direction.DOWN, Direction.UP):
        x = _within(x, width, content.x - margin, content.right + margin)
    else:
        y = _within(y, height, content.y - margin, content.bottom + margin)
    return Camera(x, y, zoom)


def _within(start: float, length: float, low: float, high: float) -> float:
    """Return where a stretch starts so that it shows nothing beyond low and high, if it can."""
    if high - low <= length:
        return start
    return min(max(start, low), high - length)


def revealing(camera: Camera, box: Box, view: Size, *, margin: float = 24.0) -> Camera:
    """Return the camera after the least panning that shows the box with a margin.

    What is further away than half a view, and fits, comes to the middle: all around it is new.
    """
    seen = camera.box_to_screen(box)
    dx = _bring_in(seen.x, seen.right, view[0], margin)
    dy = _bring_in(seen.y, seen.bottom, view[1], margin)
    is_far = abs(dx) > view[0] / 2 or abs(dy) > view[1] / 2
    if is_far and seen.width <= view[0] - 2 * margin and seen.height <= view[1] - 2 * margin:
        return centred(box.centre, camera.zoom, view)
    return camera.panned(dx, dy) if dx or dy else camera


def next_step(zoom: float, *, larger: bool) -> float:
    """Return the next zoom of the fixed steps in a direction."""
    if larger:
        return next((step for step in STEPS if step > zoom * 1.001), MOST_ZOOM)
    return next((step for step in reversed(STEPS) if step < zoom * 0.999), LEAST_ZOOM)


def flown(start: Camera, end: Camera, share: float, view: Size) -> Camera:
    """Return the camera a share (0 to 1) of the way; the zoom changes by equal ratios."""
    if share >= 1:
        return end
    middle = view[0] / 2, view[1] / 2
    zoom = start.zoom * (end.zoom / start.zoom) ** share
    # The point that both views show at the same place stays put: this is the way without a detour.
    if abs(end.zoom / start.zoom - 1) < 1e-6:
        travelled = share
    else:
        travelled = (1 / start.zoom - 1 / zoom) / (1 / start.zoom - 1 / end.zoom)
    return centred(between(start.to_map(middle), end.to_map(middle), travelled), zoom, view)


def eased(share: float) -> float:
    """Return a share of time as a share of way: quick at first, gentle at the end (cubic)."""
    return 1 - (1 - min(max(share, 0.0), 1.0)) ** 3


def _push(start: float, end: float, room: float) -> float:
    kept = min(KEPT_IN_SIGHT, end - start, room / 2)
    if end < kept:
        return kept - end
    if start > room - kept:
        return room - kept - start
    return 0.0


def _bring_in(start: float, end: float, room: float, margin: float) -> float:
    if end - start > room - 2 * margin:  # it cannot be shown whole: its beginning matters most
        return margin - start if start < 0 or start > room / 2 else 0.0
    if start < margin:
        return margin - start
    if end > room - margin:
        return room - margin - end
    return 0.0
