"""The one adapter between an editor's listeners and Qt's signals; widgets connect to it only."""

from PySide6.QtCore import QObject, Signal

from argmap.app.editor import Editor


class Bridge(QObject):
    """Re-emits what happens to one open map."""

    committed = Signal(object)
    """A Commit: the map has changed."""
    session_changed = Signal()
    """Selection, folds, draft or mode have changed."""
    placed = Signal(object)
    """A Placement: things stand elsewhere."""
    noticed = Signal(object)
    """A Notice for people."""
    document_changed = Signal(object)
    """A Document: the map was saved, or its file read again."""

    pointed = Signal(str)
    """The pointer is on another statement or link, on the map or in a document."""
    reading_changed = Signal(object)
    """A News of the documents: read, changed, shown, selected in."""

    def __init__(self, editor: Editor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._endings = [
            editor.commits.add(self.committed.emit),
            editor.session.changes.add(lambda _: self.session_changed.emit()),
            editor.arranging.done.add(self.placed.emit),
            editor.notices.add(self.noticed.emit),
            editor.documents.add(self.document_changed.emit),
            editor.session.pointing.add(self.pointed.emit),
            editor.reading.changes.add(self.reading_changed.emit),
        ]

    def detach(self) -> None:
        """Hear nothing any more; called when the window goes."""
        for end in self._endings:
            end()
        self._endings.clear()
