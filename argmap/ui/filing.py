"""Saving, reloading and closing one map, with the questions that belong to it.

Here alone errors of files become questions, bars and notices of a window. A big map is written by a
thread; what would get in its way meanwhile waits for it.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from argmap.app.editor import Editor
from argmap.app.messages import Notice, Tone, refusal
from argmap.app.saving import Saving
from argmap.io.files import Agreed, ChangedElsewhere, EmptiesMap, prepare_saving
from argmap.model.errors import UserError
from argmap.model.ids import slug
from argmap.ui import dialogs
from argmap.ui.bars import Bar
from argmap.ui.bridge import Bridge
from argmap.ui.reading_files import Outcome, is_big, read_apart, read_now
from argmap.ui.saving import Writer, outcome_of, takes_long
from argmap.ui.sharing import Sharing
from argmap.ui.surroundings import Surroundings

if TYPE_CHECKING:
    from argmap.io.files import Document

AUTOSAVE_AFTER = 30_000
"""Milliseconds after the last change."""
PREPARE_AFTER = 1500
"""Milliseconds after a map was opened: it is painted by then, and nobody waits."""
SETTLE = 300
"""Milliseconds to wait after a file changed, since programs write in several steps."""


class Filing(QObject):
    """The file of one open map."""

    saving_changed = Signal()
    """A big map is on its way into its file, or no longer."""

    def __init__(
        self, editor: Editor, bridge: Bridge, bar: Bar, around: Surroundings, window: QWidget
    ) -> None:
        super().__init__(window)
        self._editor, self._bar, self._window = editor, bar, window
        self._asker, self._workspace = around.asker, around.workspace
        self._settings = around.settings
        self.sharing = Sharing(editor, bar, around.asker, self)
        self._writer = Writer(self)
        self._later: dict[str, Callable[[], object]] = {}
        """What waits for the end of a save."""
        self._settling = _once(self, SETTLE, self._look_at_file)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(lambda _: self._settling.start())
        self._autosave = _once(self, AUTOSAVE_AFTER, self._save_by_itself)
        bridge.committed.connect(lambda _: self._wait_to_save())
        bridge.document_changed.connect(lambda _: self._watch())
        _once(self, PREPARE_AFTER, prepare_saving).start()
        self._watch()

    @property
    def is_saving(self) -> bool:
        """Whether a map is on its way into its file."""
        return self._editor.saving is not None

    def save(self) -> bool:
        """Save to the map's file, asking for one where there is none; False when given up.

        A big map is only on its way then (`is_saving`); what is wished until it is there, another
        save for one, is done afterwards.
        """
        if self.is_saving:
            return self._after_saving("save", lambda: not self._editor.dirty or self.save())
        path = self._editor.document.path
        if path is None:
            return self.save_as()
        answer = self.sharing.asked_before_saving()
        if answer == "save-as":
            return self.save_as()
        return answer == "save" and self._saved_to(None)

    def save_as(self) -> bool:
        """Ask for a file and save there, as `save` does; False when given up."""
        if self.is_saving:
            return self._after_saving("save-as", self.save_as)
        own = self._editor.document.path
        folder = (self._editor.document.picture or own or self._workspace.last_folder / "x").parent
        suggested = own or folder / f"{self._first_name()}{dialogs.MAP_SUFFIX}"
        path = self._asker.file_to_save(self._window, suggested)
        # Whether another file may be replaced has been asked by the one who gave its name.
        agreed = Agreed.NOTHING if path == own else Agreed.OVERWRITING
        return path is not None and self._saved_to(path, agreed)

    def _first_name(self) -> str:
        """Return a file name for a map that has none: its title's words, or its first claim's."""
        map = self._editor.map
        if self._editor.document.picture is not None:
            return self._editor.name
        words = map.meta.title or next((map.statements[root].text for root in map.roots), "")
        return slug(words) or self._editor.name

    def may_close(self) -> bool:
        """Ask about unsaved changes; False where the window must stay, or stays until it is saved.

        Then it is closed afterwards, unless saving fails.
        """
        self._editor.commit_draft()
        if not self._may_close_now():
            return False
        if not self._editor.dirty:
            return True
        answer = self._asker.ask(self._window, dialogs.about_unsaved(self._editor.name))
        if answer == "save":
            return self.save() and self._may_close_now()
        return answer == "discard"

    def leave_by(self, way: Callable[[], object]) -> None:
        """Do this in place of closing the window, where that waits for a save."""
        if "close" in self._later:
            self._later["close"] = way

    def reload(self) -> bool:
        """Take what stands in the file now; undo brings back what was here.

        Returns False where it cannot be read. A big file is only on its way then.
        """
        if self.is_saving:
            return self._after_saving("reload", self.reload)
        path = self._editor.document.path
        if path is None:
            return False
        if not is_big(path):
            return self._reloaded(path, read_now(path))
        read_apart(self, path, partial(self._reloaded, path))
        return True

    def _reloaded(self, path: Path, outcome: Outcome) -> bool:
        """Take what was read of a file."""
        if self.is_saving:
            return self._after_saving("reload", self.reload)
        if path != self._editor.document.path:
            return False
        if isinstance(outcome, Exception):
            self._editor.tell(refusal(outcome))
            return False
        self._editor.replace_by(outcome)
        self._bar.done("changed")
        self._editor.tell(Notice(self.tr("Reloaded from the file."), action="edit.undo"))
        return True

    def _saved_to(self, path: Path | None, agreed: Agreed = Agreed.NOTHING) -> bool:
        saving = self._editor.begin_saving(path, agreed)
        if not takes_long(saving):
            return self._noted(saving, outcome_of(saving))
        self._writer.write(saving, partial(self._ended, saving))
        self.saving_changed.emit()
        return True

    def _ended(self, saving: Saving, outcome: "Document | Exception") -> None:
        """Take note of what a thread has written, and do what waited for that."""
        went_well = False
        try:
            went_well = self._noted(saving, outcome)
        finally:
            if not went_well:
                self._later.clear()
            self.saving_changed.emit()
            self._settling.start()  # somebody may have written the file since
        while self._later and not self.is_saving:
            first = next((name for name in self._later if name != "close"), "close")
            self._later.pop(first)()

    def _noted(self, saving: Saving, outcome: "Document | Exception") -> bool:
        if isinstance(outcome, Exception):
            self._editor.give_up_saving()
            return self._told(saving, outcome)
        self._editor.end_saving(saving, outcome)
        self._bar.done("changed")
        self.sharing.follow()
        if (saved := self._editor.document.path) is not None:
            self._workspace.opened(saved)
        for words in self._editor.document.notices:
            self._editor.tell(Notice(words, Tone.WARNING))
        return True

    def _told(self, saving: Saving, fault: Exception) -> bool:
        """Tell why a map was not saved, or ask; return whether it was after that."""
        match fault:
            case ChangedElsewhere():
                return self._solve_conflict(saving, fault)
            case EmptiesMap():
                answer = self._asker.ask(self._window, dialogs.about_emptying(self._editor.name))
                agreed = saving.agreed | Agreed.EMPTYING
                return answer == "empty" and self._saved_to(saving.path, agreed)
            case UserError() | OSError():
                self._editor.tell(refusal(fault))
                return False
        raise fault

    def _solve_conflict(self, saving: Saving, conflict: ChangedElsewhere) -> bool:
        question = dialogs.about_changed_elsewhere(str(conflict), gone=conflict.gone)
        match self._asker.ask(self._window, question):
            case "keep":
                return self._saved_to(saving.path, saving.agreed | Agreed.OVERWRITING)
            case "reload":
                return self.reload()
            case "save-as":
                return self.save_as()
        return False

    def _after_saving(self, name: str, act: Callable[[], object]) -> bool:
        self._later[name] = act
        return True

    def _may_close_now(self) -> bool:
        """Tell whether nothing is being saved; else the window is closed afterwards."""
        if not self.is_saving:
            return True
        self._later["close"] = self._window.close
        self._editor.tell(Notice(self.tr("The window closes when the map is saved.")))
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
        if document.path is None or self.is_saving:  # in that case it is looked at afterwards
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
