"""Documents that change on the disk while they are read here: noticed, and read again.

Folders are watched as well as files, since many programs replace a file by another of its name.
What has really changed is told by the documents themselves, by their stamps and hashes.
"""

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

from argmap.app.open_documents import folders_of
from argmap.app.reading import News, Reading

AT_REST = 250
"""Milliseconds without a further change until a document is read again."""


class Watch(QObject):
    """Watches the documents of one map."""

    def __init__(self, reading: Reading, parent: QObject) -> None:
        super().__init__(parent)
        self._reading = reading
        self._watcher = QFileSystemWatcher(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AT_REST)
        self._soon.timeout.connect(self._look)
        self._watcher.fileChanged.connect(lambda _: self._soon.start())
        self._watcher.directoryChanged.connect(lambda _: self._soon.start())
        self._end = reading.changes.add(self._heard)
        self.destroyed.connect(self._end)
        self.follow()

    def follow(self) -> None:
        """Watch the files that are read now."""
        files = self._reading.documents.paths()
        wanted = {str(path) for path in files if path.is_file()}
        wanted |= {str(folder) for folder in folders_of(files)}
        held = {*self._watcher.files(), *self._watcher.directories()}
        if gone := list(held - wanted):
            self._watcher.removePaths(gone)
        if new := list(wanted - held):
            self._watcher.addPaths(new)

    def _heard(self, news: News) -> None:
        if news is News.DOCUMENTS:
            self.follow()

    def _look(self) -> None:
        self._reading.documents.look_again()
        self.follow()
