"""Unlocks the map on the audience's screen and locks it again, as the talk says.

While it is unlocked the actions of the window work on what the audience sees.
"""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from argmap.app.messages import Notice
from argmap.app.talk import Talk
from argmap.render.measure import Measure
from argmap.ui.present.audience import AudienceWindow
from argmap.ui.present.live import LiveCanvas
from argmap.ui.present.stand import Stand

if TYPE_CHECKING:
    from argmap.ui.window import Window

NOTICE_MS = 4000


class Unlocked:
    """The canvas over the step, as long as the talk is edited and nothing blank covers it."""

    def __init__(
        self,
        window: "Window",
        talk: Talk,
        stand: Stand,
        measure: Measure,
        audience: AudienceWindow,
    ) -> None:
        self._window, self._talk, self._stand = window, talk, stand
        self._measure, self._audience = measure, audience
        self.canvas: LiveCanvas | None = None
        over = QVBoxLayout(audience.view)
        over.setContentsMargins(0, 0, 0, 0)
        window.bridge.noticed.connect(self._tell)

    def follow(self) -> None:
        """Bring the screen in step with the talk."""
        wanted = self._talk.editing and self._talk.blank is None
        if wanted and self.canvas is None:
            self._begin()
        elif not wanted and self.canvas is not None:
            self._leave()

    def end(self) -> None:
        """Lock for good: the talk is over."""
        self._window.bridge.noticed.disconnect(self._tell)
        if self.canvas is not None:
            self._leave()

    def _begin(self) -> None:
        window, view = self._window, self._audience.view
        editor = window.editor
        assert editor is not None
        canvas = LiveCanvas(window, self._talk, self._stand, self._measure, view)
        canvas.set_motion(window.canvas.sight.motion_ms)
        canvas.menu_wanted.connect(window.show_menu)
        canvas.key_near.connect(window.actions_.catch_up)
        self.canvas = canvas
        window.bindings = {**window.bindings, **canvas.bindings()}
        editor.select(*filter(None, [self._talk.target]))
        layout = view.layout()
        assert layout is not None
        layout.addWidget(canvas)
        layout.activate()
        canvas.begin(view.goal)
        canvas.show()
        canvas.raise_()
        self._audience.over_step = canvas
        self._audience.activateWindow()
        canvas.setFocus()

    def _leave(self) -> None:
        canvas, self.canvas = self.canvas, None
        window, view = self._window, self._audience.view
        if canvas is None or window.editor is None:
            return
        canvas.attempt(window.editor.commit_draft)
        window.editor.drop_draft()
        canvas.detach()
        # Whether or not its window is the active one; Qt's stubs forget that nothing may have it.
        focused: QWidget | None = self._audience.focusWidget()
        had_focus = focused is not None and (focused is canvas or canvas.isAncestorOf(focused))
        window.bindings = {**window.bindings, **window.canvas.bindings()}
        view.look_from(canvas.camera)
        self._audience.over_step = None
        canvas.hide()
        canvas.setParent(None)
        canvas.deleteLater()
        if had_focus:
            view.setFocus()

    def _tell(self, notice: Notice) -> None:
        """Say on the audience's screen what could not be done there."""
        if self.canvas is not None:
            self._audience.badge.say(notice.text, NOTICE_MS)
