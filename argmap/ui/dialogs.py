"""The few things that are asked: unsaved changes, which file, what changed elsewhere.

Windows ask through `Asker`, so that a test can answer. Every text is shown as plain text.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, Qt

from argmap.model.light_dataclass import dataclass

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

MAP_SUFFIX = ".argmap.yaml"
_CANCEL = "cancel"
_OPENED = ("*.yaml", "*.yml", "*.png", "*.svg", "*.pdf", "*.html", "*.htm", "*.pptx")


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: a word for the code, and the words on its button."""

    answer: str
    words: str
    destructive: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. The first choice is the default; closing the question answers `cancel`."""

    title: str
    text: str
    more: str
    choices: tuple[Choice, ...]


class Asker(Protocol):
    """Whoever answers questions: a person, or a test."""

    def ask(self, parent: "QWidget | None", question: Question) -> str:
        """Return the answer of the chosen choice, or `cancel`."""
        ...

    def files_to_open(self, parent: "QWidget | None", folder: Path) -> Sequence[Path]:
        """Return the maps or pictures to open; none when it was given up."""
        ...

    def file_to_save(self, parent: "QWidget | None", suggested: Path) -> Path | None:
        """Return where to save, or None when it was given up."""
        ...

    def document_to_add(self, parent: "QWidget | None", folder: Path) -> Path | None:
        """Return the document to read, or None when it was given up."""
        ...

    def text_to_save(self, parent: "QWidget | None", suggested: Path) -> Path | None:
        """Return where to keep a pasted text, or None when it was given up."""
        ...

    def story_to_save(self, parent: "QWidget | None", suggested: Path) -> Path | None:
        """Return where to put a story: a file, or a folder of pictures; None when given up."""
        ...


class Dialogs:
    """Asks the person at the screen."""

    def ask(self, parent: "QWidget | None", question: Question) -> str:
        """Show a message box with the question's choices."""
        from PySide6.QtWidgets import QMessageBox  # a start asks nothing

        from argmap.ui.buttons import without_icons

        box = QMessageBox(parent)
        box.setWindowTitle(question.title)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(question.text)
        box.setInformativeText(question.more)
        buttons = {}
        for choice in question.choices:
            role = QMessageBox.ButtonRole.AcceptRole
            if choice.destructive:
                role = QMessageBox.ButtonRole.DestructiveRole
            buttons[box.addButton(choice.words, role)] = choice.answer
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(next(iter(buttons), cancel))
        box.setEscapeButton(cancel)
        without_icons(box)
        box.exec()
        clicked = box.clickedButton()
        return next((answer for button, answer in buttons.items() if button is clicked), _CANCEL)

    def files_to_open(self, parent: "QWidget | None", folder: Path) -> Sequence[Path]:
        """Ask for maps or pictures of maps."""
        from PySide6.QtWidgets import QFileDialog

        filters = ";;".join(
            (
                _said("Maps and pictures of maps ({})").format(" ".join(_OPENED)),
                _said("All files (*)"),
            )
        )
        names, _ = QFileDialog.getOpenFileNames(parent, _said("Open"), str(folder), filters)
        return [Path(name) for name in names]

    def file_to_save(self, parent: "QWidget | None", suggested: Path) -> Path | None:
        """Ask for a name; the suffix of maps is added where none is given."""
        from PySide6.QtWidgets import QFileDialog

        filters = _said("Maps (*.argmap.yaml *.yaml *.yml)")
        name, _ = QFileDialog.getSaveFileName(parent, _said("Save as"), str(suggested), filters)
        return with_suffix(Path(name)) if name else None

    def document_to_add(self, parent: "QWidget | None", folder: Path) -> Path | None:
        """Ask for a document."""
        from PySide6.QtWidgets import QFileDialog

        filters = ";;".join(
            (
                _said("Documents (*.txt *.md *.html *.htm *.docx *.pdf)"),
                _said("All files (*)"),
            )
        )
        title = _said("Add a document")
        name, _ = QFileDialog.getOpenFileName(parent, title, str(folder), filters)
        return Path(name) if name else None

    def text_to_save(self, parent: "QWidget | None", suggested: Path) -> Path | None:
        """Ask for a name; the suffix of texts is added where none is given."""
        from PySide6.QtWidgets import QFileDialog

        title = _said("Keep the pasted text as")
        filters = _said("Texts (*.txt)")
        name, _ = QFileDialog.getSaveFileName(parent, title, str(suggested), filters)
        path = Path(name)
        return (path if path.suffix else path.with_suffix(".txt")) if name else None

    def story_to_save(self, parent: "QWidget | None", suggested: Path) -> Path | None:
        """Ask for the name of a file; for pictures, whose name has no suffix, of a folder."""
        from PySide6.QtWidgets import QFileDialog

        title = _said("Export the story")
        ending = suggested.suffix
        filters = (
            f"{ending[1:].upper()} (*{ending})" if ending else _said("A folder of pictures (*)")
        )
        name, _ = QFileDialog.getSaveFileName(parent, title, str(suggested), filters)
        path = Path(name)
        return (path.with_suffix(ending) if ending else path) if name else None


def with_suffix(path: Path) -> Path:
    """Return the path with the suffix of maps, unless it has one that maps may have."""
    if path.suffix.lower() in (".yaml", ".yml"):
        return path
    return path.with_name(path.name + MAP_SUFFIX)


def about_unsaved(name: str) -> Question:
    """What to do with changes when a window closes."""
    return Question(
        _said("Unsaved changes"),
        _said("Save the changes to “{}”?").format(name),
        _said("What is not saved is lost."),
        (
            Choice("save", _said("Save")),
            Choice("discard", _said("Discard"), destructive=True),
        ),
    )


def about_saving_first() -> Question:
    """Whether to give a new map a file, since its documents are named by their way from it."""
    return Question(
        _said("Add a document"),
        _said("Save this map first?"),
        _said("A map notes where its documents lie, seen from its own file."),
        (Choice("save", _said("Save the map…")),),
    )


def about_changed_elsewhere(what: str, *, gone: bool) -> Question:
    """What to do when the file is not as it was when it was read; `what` says how it differs."""
    reload = Choice("reload", _said("Reload"), destructive=True)
    return Question(
        _said("Changed elsewhere"),
        what,
        _said("Keeping yours replaces what stands in the file now; reloading can be undone."),
        (
            Choice("save-as", _said("Save as…")),
            Choice("keep", _said("Keep mine"), destructive=True),
            *(() if gone else (reload,)),
        ),
    )


def about_open_elsewhere(name: str, who: str) -> Question:
    """Whether to save a map that another window of argmap has open; `who` says whose it is."""
    return Question(
        _said("Open elsewhere"),
        _said("“{}” is also open in another window of argmap ({}).").format(name, who),
        _said("What is changed there and not saved yet will have to be brought together with it."),
        (
            Choice("save-as", _said("Save as…")),
            Choice("save", _said("Save and take over"), destructive=True),
        ),
    )


def about_emptying(name: str) -> Question:
    """Whether a map without statements shall replace one that has some."""
    return Question(
        _said("Nothing left"),
        _said("All statements of “{}” are gone. Save it empty?").format(name),
        _said("A backup of the file is kept."),
        (Choice("empty", _said("Save empty"), destructive=True),),
    )


def _said(text: str) -> str:
    return QCoreApplication.translate("Dialogs", text)
