"""Opens and closes the windows of a talk as the editor says; what they need is loaded only then."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from argmap.app.rehearsal import sound_times
from argmap.model.records import StoryId

if TYPE_CHECKING:
    from argmap.ui.present.presenting import Presenting
    from argmap.ui.window import Window

REHEARSALS = "rehearsals"
"""Under this name the state folder keeps how long stories took, by the files of their maps."""
_MOST_KEPT = 50


class TalkFollower(QObject):
    """Follows one window's editor: there is a Presenting as long as there is a talk."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window.bridge)
        self._window = window
        self.presenting: Presenting | None = None
        self._marked = False
        self._begin_with_times()
        window.bridge.session_changed.connect(self.follow)
        window.bridge.session_changed.connect(self._mark)
        window.bridge.session_changed.connect(self._keep_times)
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

    def _mark(self) -> None:
        """Let the canvas take clicks for a step, as long as they are wanted."""
        editor = self._window.editor
        if editor is not None and (editor.session.marking or self._marked):
            from argmap.ui.present.marking import follow_marking

            self._marked = follow_marking(self._window.canvas)

    def _begin_with_times(self) -> None:
        """Know how long the stories of this map took when they were told last."""
        editor = self._window.editor
        self._times: object = editor.session.told_times if editor is not None else None
        home = editor.document.path if editor is not None else None
        if editor is None or home is None:
            return
        kept = self._window.around.workspace.choices(REHEARSALS).get(str(home))
        for story, times in kept.items() if isinstance(kept, dict) else ():
            editor.session.remember_times(StoryId(story), sound_times(times))
        self._times = editor.session.told_times

    def _keep_times(self) -> None:
        editor = self._window.editor
        if editor is None or editor.session.told_times is self._times:
            return
        self._times = editor.session.told_times
        if (home := editor.document.path) is not None:
            workspace = self._window.around.workspace
            kept = {**workspace.choices(REHEARSALS), str(home): dict(editor.session.told_times)}
            workspace.keep_choices(REHEARSALS, dict(list(kept.items())[-_MOST_KEPT:]))

    def _close(self) -> None:
        ending, self.presenting = self.presenting, None
        if ending is not None:
            ending.end()
