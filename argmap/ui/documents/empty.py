"""What stands in the pane where there is no text to show: why, and what can be done about it."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from argmap.app.open_documents import Condition, Opened
from argmap.model.records import Source
from argmap.ui.buttons import FlatButton
from argmap.ui.labels import heading
from argmap.ui.sheet import wrapped_label

Choices = tuple[tuple[str, str], ...]

_ADD: Choices = (("Add a document…", "document.add"), ("From the clipboard", "document.paste"))
_LOOK: Choices = (("Look at its pages", "document.pages"),)
_AGAIN: Choices = (("Point to the file…", "document.point-file"), ("Paste the text", "paste-text"))


def _said(text: str) -> str:
    return QCoreApplication.translate("Documents", text)


def words_for(source: Source | None, opened: Opened) -> tuple[str, str, Choices]:
    """Return a heading, a sentence and what can be done, each the words and id of a button."""
    if source is None:
        return (
            "Read beside the map",
            "Add a document, select a passage in it and press C, E or X: a claim, a piece of "
            "evidence or a counterpoint that quotes it stands on the map.",
            _ADD,
        )
    title = source.title or source.file or source.url or source.id
    match opened.condition:
        case Condition.WAITING:
            return title, "The document is being read…", ()
        case Condition.ADDRESS if source.url:
            words = (
                f"{source.url} is kept as an address; nothing is fetched from it. Save the page as "
                "a web page or PDF and point to the file, or paste its text."
            )
            return title, words, _AGAIN
        case Condition.ADDRESS:
            return title, "This source has no document yet: point to its file.", _AGAIN
        case Condition.UNSAVED:
            return title, opened.why, (("Save the map…", "file.save"),)
        case Condition.NOT_ALLOWED:
            allow = (("Allow reading this file", "allow"),)
            return title, opened.why, (*allow, ("Point to the file…", "document.point-file"))
        case Condition.UNCLEAR:
            return title, opened.why, (("Read it so", "encoding"),)
        case _:
            look = _LOOK if opened.pages else ()
            return title, opened.why, (*look, *_AGAIN, ("Try again", "again"))


class EmptyPage(QWidget):
    """A few calm lines in place of a page."""

    def __init__(self, run: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self.title = heading("", self, 1.15)
        self.title.setWordWrap(True)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.words = wrapped_label()
        self.words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.encodings = QComboBox(self)
        self.encodings.setAccessibleName(_said("Encoding of the text"))
        self.encodings.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._row = QVBoxLayout()
        self._row.setSpacing(6)
        self.buttons: dict[str, FlatButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 28, 24, 24)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addWidget(self.encodings)
        column.addLayout(self._row)
        column.addStretch(1)

    def show_words(self, source: Source | None, opened: Opened) -> None:
        """Say why there is no text."""
        title, words, choices = words_for(source, opened)
        self.title.setText(_said(title) if source is None else title)
        self.words.setText(_said(words))
        unclear = opened.condition is Condition.UNCLEAR and source is not None
        self.encodings.setVisible(unclear)
        if unclear:
            self._fill_encodings()
            self.encodings.setCurrentIndex(max(self.encodings.findData(opened.proposal), 0))
        self._show_choices(choices)

    def _fill_encodings(self) -> None:
        from argmap.documents.encodings import ENCODINGS

        if not self.encodings.count():
            for name, called in ENCODINGS.items():
                self.encodings.addItem(f"{called} ({name})", name)

    def _show_choices(self, choices: Choices) -> None:
        if [id_ for _, id_ in choices] == list(self.buttons):
            return
        while (item := self._row.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        self.buttons.clear()
        for words, id_ in choices:
            button = FlatButton(self)
            button.setText(_said(words))
            button.clicked.connect(lambda _=False, id_=id_: self._run(id_))
            self.buttons[id_] = button
            holder = QWidget(self)
            line = QHBoxLayout(holder)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self._row.addWidget(holder)
