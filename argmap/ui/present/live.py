"""The map unlocked before the audience: the canvas with all its keys and gestures, over the step.

It shows what the talk has revealed and nothing more; what is added joins the step that is told.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from argmap.app.talk import Talk
from argmap.layout.placement import Placement
from argmap.model.argmap import ArgumentMap
from argmap.model.polling import findings
from argmap.model.telling import part_of
from argmap.render.fonts import SEMIBOLD, font
from argmap.render.map_paint import Scene
from argmap.render.measure import Measure
from argmap.render.nearness import nearer, readable_zoom
from argmap.render.poll_paint import paint_polls
from argmap.ui.canvas import camera as cameras
from argmap.ui.canvas.camera import Camera
from argmap.ui.canvas.canvas import Canvas
from argmap.ui.canvas.sight import around
from argmap.ui.menus import shown_keys
from argmap.ui.present.stand import Stand

if TYPE_CHECKING:
    from argmap.ui.window import Window

_LOCKS = ("talk.edit", "talk.end")
_TURNS = {Qt.Key.Key_PageDown: Talk.next, Qt.Key.Key_PageUp: Talk.back}
"""The keys of a clicker turn to the next step all the same."""
_FRAME = 4.0
_LETTERS = 15.0


class LiveCanvas(Canvas):
    """The canvas of one talk, while it is unlocked."""

    def __init__(
        self, window: "Window", talk: Talk, stand: Stand, measure: Measure, parent: QWidget
    ) -> None:
        assert window.editor is not None
        self.talk, self._stand, self._actions = talk, stand, window.actions_
        self._type = measure
        self._shown: tuple[ArgumentMap, ArgumentMap, ArgumentMap] | None = None
        self._here = (talk.at, talk.whole_map)
        super().__init__(window.editor, window.bridge, measure, window.theme, parent)
        self.setObjectName("live-canvas")
        self.setAccessibleName(self.tr("Map before the audience"))
        self.writing.live = self.link_mode.live = True
        self._actions.give_live_keys(self)
        self._end = talk.changes.add(lambda _: self.follow())
        self._placed(stand.placement)

    def begin(self, camera: Camera) -> None:
        """Look as the audience did, and take the keys."""
        self.eye.begin_with(lambda _: camera)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self) -> None:
        """Show another step, where the talk has gone to one."""
        here = (self.talk.at, self.talk.whole_map)
        if here != self._here:
            self._here = here
            self._placed(self._stand.placement)
            fit = around(self.sight.placement, self.talk.told.fit)
            near = around(self.sight.placement, self.talk.told.near)
            least = readable_zoom(self.eye.view[1], self._type.metrics.text_size)
            if fit is not None:
                fit = nearer(fit, near, self.eye.view, least)
                self.eye.fly(cameras.fitted(fit, self.eye.view))
        self.update()

    def detach(self) -> None:
        """Hear of the talk no more."""
        self._end()

    # -------------------------------------------------------------------------------- what is there

    @property
    def map(self) -> ArgumentMap:
        """What is revealed of the map, with what is being typed."""
        shown, told = self.editor.drafted_map, self.talk.told.map
        known = self._shown
        if known is None or known[0] is not shown or known[1] is not told:
            draft = self.editor.draft_id
            kept = [id_ for id_ in shown.statements if id_ in told.statements or id_ == draft]
            known = self._shown = shown, told, part_of(shown, kept)
        return known[2]

    def scene(self) -> Scene:
        """Return what is revealed, dimmed as the step says but for what is worked on."""
        scene = super().scene()
        emphasis = scene.emphasis
        dimmed = self.talk.told.dimmed - emphasis.selected
        return replace(scene, emphasis=replace(emphasis, dimmed=emphasis.dimmed | dimmed))

    def _placed(self, _placement: Placement) -> None:
        super()._placed(_part(self._stand.placement, self.map))

    def _session_changed(self) -> None:
        session = self.editor.session
        there = [id_ for id_ in session.selection if self.map.node(id_) is not None]
        if len(there) < len(session.selection):
            self.editor.select(*there)  # nobody changes by a key what nobody sees
            return
        super()._session_changed()

    def _looked(self) -> None:
        kept = self.editor.session.camera  # that is the camera of the map's own window
        super()._looked()
        self.editor.session.camera = kept

    # ----------------------------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.talk.shows_bars:
            painter.save()
            painter.scale(self.camera.zoom, self.camera.zoom)
            painter.translate(-self.camera.x, -self.camera.y)
            paint_polls(painter, self.scene(), findings(self.map), self._type)
            painter.restore()
        accent = QColor(self.theme.accent)
        painter.setPen(QPen(accent, _FRAME))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inner = _FRAME / 2
        painter.drawRect(QRectF(self.rect()).adjusted(inner, inner, -inner, -inner))
        self._paint_mark(painter, accent)
        painter.end()

    def _paint_mark(self, painter: QPainter, accent: QColor) -> None:
        style = font(_LETTERS, SEMIBOLD)
        words, metrics = self.mark, QFontMetricsF(style)
        width, height = metrics.horizontalAdvance(words) + 32, metrics.height() + 10
        mark = QRectF((self.width() - width) / 2, 0, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawRoundedRect(mark.adjusted(0, -8, 0, 0), 8, 8)
        painter.setFont(style)
        painter.setPen(QColor(self.theme.window))
        painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, words)

    @property
    def mark(self) -> str:
        """The words that say that the map is unlocked, and how it is locked."""
        keys = [key for id_ in _LOCKS for key in shown_keys(self._actions[id_])[:1]]
        return self.tr("Editing — {} locks").format(self.tr(" or ").join(keys))

    # ------------------------------------------------------------------------------- the keyboard

    def event(self, event: QEvent) -> bool:
        asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if isinstance(event, QKeyEvent) and asked and self._own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._own(event):
            super().keyPressEvent(event)
        elif event.key() in _TURNS:
            _TURNS[Qt.Key(event.key())](self.talk)
        elif self.talk.editing:
            self.talk.edit()
        event.accept()

    def _own(self, event: QKeyEvent) -> bool:
        """Tell whether a key locks the map or turns to another step; none does in a gesture."""
        if not self.resting:
            return False
        key = QKeySequence(event.keyCombination())
        locks = any(key in self._actions[id_].shortcuts() for id_ in _LOCKS)
        return locks or event.key() in _TURNS


def _part(placement: Placement, map: ArgumentMap) -> Placement:
    """Return a placement of what a map holds only."""
    boxes = {id_: box for id_, box in placement.boxes.items() if id_ in map.statements}
    routes = {id_: route for id_, route in placement.routes.items() if id_ in map.links}
    frames = {id_: frame for id_, frame in placement.frames.items() if id_ in map.groups}
    return replace(placement, boxes=boxes, routes=routes, frames=frames)
