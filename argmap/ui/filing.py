"""Saving, reloading and closing one map, with the questions that belong to it.

Here alone errors of files become questions, bars and notices of a window.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer
from PySide6.QtWidgets import QWidget

from argmap.app.editor import Editor
from argmap.app.messages import Notice, Tone, refusal
from argmap.io.files import ChangedElsewhere, EmptiesMap, open_document, prepare_saving
from argmap.model.errors import UserError
from argmap.model.ids import slug
from argmap.ui import dialogs
from argmap.ui.bars import Bar
from argmap.ui.bridge import Bridge
from argmap.ui.sharing import Sharing
from argmap.ui.surroundings import Surroundings

AUTOSAVE_AFTER = 30_000
"""Milliseconds after the last change."""
PREPARE_AFTER = 1500
"""Milliseconds after a map was opened: it is painted by then, and nobody waits."""
SETTLE = 300
"""Milliseconds to wait after a file changed, since programs write in several steps."""


class Filing(QObject):
    """The file of one open map."""

    def __init__(
        self, editor: Editor, bridge: Bridge, bar: Bar, around: Surroundings, window: QWidget
    ) -> None:
        super().__init__(window)
        self._editor, self._bar, self._window = editor, bar, window
        self._asker, self._workspace = around.asker, around.workspace
        self._settings = around.settings
        self.sharing = Sharing(editor, bar, around.asker, self)
        self._settling = _once(self, SETTLE, self._look_at_file)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(lambda _: self._settling.start())
        self._autosave = _once(self, AUTOSAVE_AFTER, self._save_by_itself)
        bridge.committed.connect(lambda _: self._wait_to_save())
        bridge.document_changed.connect(lambda _: self._watch())
        _once(self, PREPARE_AFTER, prepare_saving).start()
        self._watch()

    def save(self) -> bool:
        """Save to the map's file, asking for one where there is none; False when given up."""
        path = self._editor.document.path
        if path is None:
            return self.save_as()
        answer = self.sharing.asked_before_saving()
        if answer == "save-as":
            return self.save_as()
        return answer == "save" and self._saved_to(None)

    def save_as(self) -> bool:
        """Ask for a file and save there; False when given up."""
        own = self._editor.document.path
        folder = (self._editor.document.picture or own or self._workspace.last_folder / "x").parent
        suggested = own or folder / f"{self._first_name()}{dialogs.MAP_SUFFIX}"
        path = self._asker.file_to_save(self._window, suggested)
        # Whether another file may be replaced has been asked by the one who gave its name.
        return path is not None and self._saved_to(path, overwrite=path != own)

    def _first_name(self) -> str:
        """Return a file name for a map that has none: its title's words, or its first claim's."""
        map = self._editor.map
        if self._editor.document.picture is not None:
            return self._editor.name
        words = map.meta.title or next((map.statements[root].text for root in map.roots), "")
        return slug(words) or self._editor.name

    def may_close(self) -> bool:
        """Ask about unsaved changes; False where the window must stay."""
        self._editor.commit_draft()
        if not self._editor.dirty:
            return True
        answer = self._asker.ask(self._window, dialogs.about_unsaved(self._editor.name))
        if answer == "save":
            return self.save()
        return answer == "discard"

    def reload(self) -> bool:
        """Take what stands in the file now; undo brings back what was here."""
        path = self._editor.document.path
        if path is None:
            return False
        try:
            self._editor.replace_by(open_document(path))
        except (UserError, OSError) as error:
            self._editor.tell(refusal(error))
            return False
        self._bar.done("changed")
        self._editor.tell(Notice(self.tr("Reloaded from the file."), action="edit.undo"))
        return True

    def _saved_to(
        self, path: Path | None, *, overwrite: bool = False, allow_empty: bool = False
    ) -> bool:
        try:
            self._editor.save(path, overwrite=overwrite, allow_empty=allow_empty)
        except ChangedElsewhere as error:
            return self._solve_conflict(error)
        except EmptiesMap:
            answer = self._asker.ask(self._window, dialogs.about_emptying(self._editor.name))
            return answer == "empty" and self._saved_to(path, allow_empty=True)
        except (UserError, OSError) as error:
            self._editor.tell(refusal(error))
            return False
        self._bar.done("changed")
        self.sharing.follow()
        if (saved := self._editor.document.path) is not None:
            self._workspace.opened(saved)
        for words in self._editor.document.notices:
            self._editor.tell(Notice(words, Tone.WARNING))
        return True

    def _solve_conflict(self, conflict: ChangedElsewhere) -> bool:
        question = dialogs.about_changed_elsewhere(str(conflict), gone=conflict.gone)
        match self._asker.ask(self._window, question):
            case "keep":
                return self._saved_to(None, overwrite=True)
            case "reload":
                return self.reload()
            case "save-as":
                return self.save_as()
        return False

    # ------------------------------------------------------------------------- changed elsewhere

    def _watch(self) -> None:
        if files := self._watcher.files():
            self._watcher.removePaths(files)
        path = self._editor.document.path
        if path is not None and path.exists():
            self._watcher.addPath(str(path))

    def _look_at_file(self) -> None:
        document = self._editor.document
        if document.path is None:
            return
        self._watch()  # a file that was replaced is another one to the watcher
        try:
            same = document.path.read_bytes() == document.raw
        except OSError:
            same = False
        if same:
            self._bar.done("changed")
            return
        self._bar.say(
            "changed",
            self.tr("This map's file was changed by another program."),
            ((self.tr("Reload"), self.reload),) if document.path.exists() else (),
        )

    def _wait_to_save(self) -> None:
        if self._settings.value("autosave"):
            self._autosave.start()

    def _save_by_itself(self) -> None:
        wanted = self._settings.value("autosave") and self._editor.document.path is not None
        quiet = self._editor.draft is None and not self._bar.says("changed")
        quiet = quiet and not self.sharing.is_held_elsewhere
        if wanted and quiet and self._editor.dirty and not self._editor.read_only:
            self.save()


def _once(parent: QObject, after: int, act: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(after)
    timer.timeout.connect(act)
    return timer
