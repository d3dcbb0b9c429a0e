"""Opens and closes the windows of a talk as the editor says; what they need is loaded only then."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from argmap.ui.present.presenting import Presenting
    from argmap.ui.window import Window


class TalkFollower(QObject):
    """Follows one window's editor: there is a Presenting as long as there is a talk."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window.bridge)
        self._window = window
        self.presenting: Presenting | None = None
        window.bridge.session_changed.connect(self.follow)
        window.closed.connect(self._close)

    def follow(self) -> None:
        """Bring the screens in step with whether a talk is being given."""
        editor = self._window.editor
        talk = editor.session.talk if editor is not None else None
        if self.presenting is not None and self.presenting.talk is not talk:
            self._close()
        if talk is not None and self.presenting is None:
            from argmap.ui.present.presenting import Presenting

            self.presenting = Presenting(self._window, talk)

    def _close(self) -> None:
        ending, self.presenting = self.presenting, None
        if ending is not None:
            ending.end()
