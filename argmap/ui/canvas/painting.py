"""Paints the canvas: the map through `argmap.render`, and over it what the gesture shows.

Everything is read from the stage at the moment of painting; only what is dear to make is kept.
"""

from collections.abc import Iterable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QRegion

from argmap.layout.geometry import Box, Point
from argmap.layout.placement import Placement
from argmap.model.records import StatementId
from argmap.render.fold_badge import Folds, badge_seen
from argmap.render.map_paint import FULL, Emphasis, MapPainter, Scene
from argmap.render.measure import Measure
from argmap.ui.canvas import marks
from argmap.ui.canvas.animator import Offsets
from argmap.ui.canvas.camera import Camera
from argmap.ui.canvas.ghost import Ghost, common, ghost_of
from argmap.ui.canvas.sight import around
from argmap.ui.canvas.tools import Stage

_BADGE = 120.0
"""How far the badge of a card may reach beyond it, in pixels of the map, and more."""
_PARTS = 6
"""More parts than this are painted as one."""
_AROUND = 2.5
"""Parts are painted as one where that is at most so many times their area: each looks anew for
what is in it."""


class Painting:
    """The painter of one canvas."""

    def __init__(self, stage: Stage, measure: Measure) -> None:
        self._stage = stage
        self._measure = measure
        self.painter = MapPainter(measure, labelled=True)
        self.folds = Folds()
        self._faint: tuple[object, object, frozenset[str]] | None = None

    def paint(self, painter: QPainter, region: QRegion, scene: Scene, empty_words: str) -> None:
        """Paint a part of the widget."""
        stage = self._stage
        camera = stage.camera
        far = camera.zoom < FULL
        for rect in [region.boundingRect()] if far else _rects(region):
            painter.save()
            painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)  # never beyond the region
            painter.fillRect(rect, QColor(stage.theme.canvas))
            painter.scale(camera.zoom, camera.zoom)
            painter.translate(-camera.x, -camera.y)
            # From far away names stand where there is room, which only the whole can tell.
            part = None if far else _part(camera, rect)
            self.painter.paint(painter, scene, camera.visible(stage.view), camera.zoom, part)
            painter.restore()
        if not scene.map.statements:
            marks.calm_line(painter, empty_words, stage)
        stage.tool.paint(painter)

    def scene(self, offsets: Offsets, *, focused: bool) -> Scene:
        """Return the map as it is shown, with what stands out."""
        stage = self._stage
        editor, shown = stage.editor, stage.tool.shown()
        draft = editor.draft_id if editor.draft is not None else None
        emphasis = Emphasis(
            selected=frozenset({draft}) if draft else frozenset(editor.session.selection),
            hovered=shown.hovered or editor.session.pointed,
            focused=editor.session.focus if focused else "",
            drop_target=shown.drop_target,
            folded=self.folds.of(editor.map, editor.session.folded),
            dimmed=shown.dimmed or self._dimmed(),
            offsets=offsets,
        )
        return Scene(stage.map, stage.placement, stage.theme, emphasis, stage.hits.extents)

    def named_at(self, at: Point) -> str:
        """Return the statement that a label at a point of the widget names, or ""."""
        camera, statements = self._stage.camera, self._stage.map.statements
        named = self.painter.named_at(camera.to_map(at), camera.zoom)
        return named if named in statements else ""

    def badge_at(self, at: Point) -> str:
        """Return the folded statement whose badge is seen at a point of the widget, or ""."""
        stage = self._stage
        zoom, (x, y) = stage.camera.zoom, stage.camera.to_map(at)
        folded = self.folds.of(stage.editor.map, stage.editor.session.folded)
        if not folded or zoom < FULL:
            return ""
        direction, boxes = stage.placement.direction, stage.placement.boxes
        for id_ in stage.hits.in_rect(Box(x - _BADGE, y - _BADGE, 2 * _BADGE, 2 * _BADGE)):
            if (hides := folded.get(id_)) is not None:
                seen = badge_seen(hides, boxes[id_], direction, self._measure.type, zoom)
                if seen.x <= x <= seen.right and seen.y <= y <= seen.bottom:
                    return id_
        return ""

    def ghost(self, ids: Iterable[StatementId], ratio: float) -> Ghost | None:
        """Return a picture of some boxes as they are seen, to be carried by the pointer."""
        stage = self._stage
        boxes = {id_: box for id_ in ids if (box := stage.placement.boxes.get(id_)) is not None}
        area = around(stage.placement, boxes)
        seen = stage.camera.visible(stage.view)
        if area is None or (part := common(area, seen.grown(seen.width))) is None:
            return None
        scene = Scene(stage.map, Placement(boxes), stage.theme)
        return ghost_of(scene, part, stage.camera.zoom, ratio, self._measure)

    def _dimmed(self) -> frozenset[str]:
        """Return what a search makes faint: statements, and the links that end at one of them."""
        editor = self._stage.editor
        statements, links = editor.session.dimmed, editor.map.links
        known = self._faint
        if known is None or known[0] is not links or known[1] is not statements:
            faint = statements.union(
                link.id
                for link in (links.values() if statements else ())
                if link.target in statements or not statements.isdisjoint(link.premises)
            )
            known = self._faint = links, statements, faint
        return known[2]


def _rects(region: QRegion) -> list[QRect]:
    """Return what to paint one after the other; Qt lets nothing of it beyond the region."""
    whole = region.boundingRect()
    parts: list[QRect] = [*region]  # type: ignore[misc]  # Qt's stubs do not say that it can be
    if len(parts) > _PARTS or _area(whole) <= _AROUND * sum(map(_area, parts)):
        return [whole]
    return parts


def _area(rect: QRect) -> int:
    return rect.width() * rect.height()


def _part(camera: Camera, rect: QRect) -> Box:
    """Return the part of the map that is seen in a rectangle of the widget."""
    x, y = camera.to_map((rect.x(), rect.y()))
    return Box(x, y, rect.width() / camera.zoom, rect.height() / camera.zoom)
