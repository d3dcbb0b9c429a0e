"""A map that another window of argmap has open too: a bar tells, and saving asks first.

Windows of one program never come here: opening a map again brings its window forward.
"""

from PySide6.QtCore import QObject

from argmap.app.editor import Editor
from argmap.ui import dialogs
from argmap.ui.bars import Bar
from argmap.ui.dialogs import Asker

HELD, READING = "held", "reading"
"""The topics of the bar."""


class Sharing(QObject):
    """Holds the file of one open map as long as nobody else does."""

    def __init__(self, editor: Editor, bar: Bar, asker: Asker, parent: QObject) -> None:
        super().__init__(parent)
        self._editor, self._bar, self._asker = editor, bar, asker

    @property
    def is_held_elsewhere(self) -> bool:
        """Whether another argmap had the map open when it was last asked."""
        return self._editor.holding.other is not None

    def follow(self) -> None:
        """Hold the file that the map has now, or tell who does."""
        holder = self._editor.holding.take(self._editor.document.path)
        if holder is None:
            self._bar.done(HELD)
        elif self._editor.for_reading:
            self._tell_of_reading()
        else:
            words = self.tr("This map is open in another window of argmap ({}). Saving asks first.")
            self._bar.say(
                HELD,
                words.format(holder.in_words()),
                (
                    (self.tr("Open read-only"), self._read_only),
                    (self.tr("Take over"), self._take_over),
                ),
            )

    def asked_before_saving(self) -> str:
        """Return `save` where nobody else has the map open, else what the person answers."""
        holder = self._editor.holding.take(self._editor.document.path)
        if holder is None:
            self._bar.done(HELD)
            return "save"
        question = dialogs.about_open_elsewhere(self._editor.name, holder.in_words())
        answer = self._asker.ask(self._bar.window(), question)
        if answer == "save":
            self._take_over()
        return answer

    def _read_only(self) -> None:
        self._editor.read_only_from_now(True)
        self._tell_of_reading()

    def _tell_of_reading(self) -> None:
        words = self.tr("This map is open for reading only.")
        self._bar.say(READING, words, ((self.tr("Take over"), self._take_over),))

    def _take_over(self) -> None:
        self._editor.holding.take(self._editor.document.path, steal=True)
        self._bar.done(HELD)
        self._bar.done(READING)
        self._editor.read_only_from_now(False)
