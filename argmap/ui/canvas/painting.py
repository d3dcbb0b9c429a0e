"""Paints the canvas: the map through `argmap.render`, and over it what the gesture shows.

Everything is read from the stage at the moment of painting; only what is dear to make is kept.
"""

from collections.abc import Iterable

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

from argmap.layout.placement import Placement
from argmap.model.records import StatementId
from argmap.render.map_paint import Emphasis, MapPainter, Scene
from argmap.render.measure import Measure
from argmap.ui.canvas import marks
from argmap.ui.canvas.animator import Offsets
from argmap.ui.canvas.ghost import Ghost, common, ghost_of
from argmap.ui.canvas.sight import around
from argmap.ui.canvas.tools import Stage


class Painting:
    """The painter of one canvas."""

    def __init__(self, stage: Stage, measure: Measure) -> None:
        self._stage = stage
        self._measure = measure
        self.painter = MapPainter(measure)
        self._counted: tuple[object, object, dict[StatementId, int]] | None = None

    def paint(self, painter: QPainter, area: QRect, scene: Scene, empty_words: str) -> None:
        """Paint an area of the widget."""
        stage = self._stage
        camera = stage.camera
        painter.fillRect(area, QColor(stage.theme.canvas))
        painter.save()
        painter.scale(camera.zoom, camera.zoom)
        painter.translate(-camera.x, -camera.y)
        self.painter.paint(painter, scene, camera.visible(stage.view), camera.zoom)
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
            folded=self._folded_counts(),
            dimmed=shown.dimmed,
            offsets=offsets,
        )
        return Scene(stage.map, stage.placement, stage.theme, emphasis)

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

    def _folded_counts(self) -> dict[StatementId, int]:
        """Return how many statements each fold hides."""
        map, folded = self._stage.map, self._stage.editor.session.folded
        known = self._counted
        if known is None or known[0] is not map or known[1] != folded:
            there = [id_ for id_ in folded if id_ in map.statements]
            counts = {id_: sum(1 for _ in map.branch(id_)) - 1 for id_ in there}
            known = self._counted = map, folded, counts
        return known[2]
