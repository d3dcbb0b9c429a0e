"""The dialog of export: choices at the left, the picture as it will be at the right.

It writes the file itself and stays open to tell where it is. What is chosen is remembered; whether
a picture may be so large is said before it is made.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMimeData, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from argmap.app.editor import Editor
from argmap.app.workspace import Workspace
from argmap.io.files import write_atomically
from argmap.layout.geometry import Size
from argmap.model.errors import UserError
from argmap.render.measure import Measure
from argmap.render.picture import image
from argmap.render.sheet import sheet_of
from argmap.ui.export_choices import Choices, Extent, Kind, Part, choices_from, extent
from argmap.ui.export_form import ExportForm
from argmap.ui.exporting import (
    Subject,
    branch_root,
    picture_of,
    shows_part,
    stories_to_tell,
    subject_of,
    suggested_file,
    told_story,
)
from argmap.ui.sheet import wrapped_label

if TYPE_CHECKING:
    from argmap.ui.window import Window

KEPT_AS = "export"
_PREVIEW = QSize(520, 420)
_SOON = 80
"""Milliseconds after the last choice before its picture is made."""
AskPath = Callable[[QWidget, Path], Path | None]


def _said(text: str) -> str:
    return QCoreApplication.translate("Export", text)


def export_map(window: "Window") -> "ExportDialog | None":
    """Show the dialog for a window's map."""
    if window.editor is None:
        return None
    window.editor.commit_draft()
    dialog = ExportDialog(window.editor, window.around.workspace, window)
    dialog.open()
    return dialog


def ask_path(parent: QWidget, suggested: Path) -> Path | None:
    """Ask where the picture goes; a suffix that was left out is put on."""
    kind = suggested.suffix.removeprefix(".")
    filters = f"{kind.upper()} (*.{kind})"
    title = _said("Export as {0}").format(kind.upper())
    name, _ = QFileDialog.getSaveFileName(parent, title, str(suggested), filters)
    if not name:
        return None
    return Path(name) if Path(name).suffix.lower() == f".{kind}" else Path(f"{name}.{kind}")


class Preview(QWidget):
    """The picture, as large as there is room; squares show where it is transparent."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = QImage()
        self.setMinimumSize(320, 260)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_said("Preview of the picture"))

    def show_picture(self, picture: QImage) -> None:
        """Show another picture."""
        self.picture = picture
        self.update()

    def sizeHint(self) -> QSize:
        return _PREVIEW

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.AlternateBase))
        if self.picture.isNull():
            return
        room = self.size() - QSize(24, 24)
        ratio = self.picture.devicePixelRatio()
        own = self.picture.size() / ratio
        fitted = own if own.width() <= room.width() and own.height() <= room.height() else None
        size = fitted or own.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        area = self.rect()
        area.setSize(size)
        area.moveCenter(self.rect().center())
        if self.picture.hasAlphaChannel():
            painter.fillRect(area, Qt.BrushStyle.Dense6Pattern)
        painter.drawImage(area, self.picture)
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawRect(area.adjusted(-1, -1, 0, 0))


class ExportDialog(QDialog):
    """Chooses, shows and writes a picture of a map."""

    def __init__(
        self,
        editor: Editor,
        workspace: Workspace,
        parent: QWidget | None = None,
        *,
        ask: AskPath = ask_path,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("export")
        self.setWindowTitle(_said("Export"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._editor, self._workspace, self._ask = editor, workspace, ask
        self._measure = Measure()
        self._subject: tuple[tuple[Part, int], Subject] | None = None
        self._written: Path | None = None
        kept = choices_from(workspace.choices(KEPT_AS))
        folded = shows_part(editor)
        branch = bool(branch_root(editor))
        self.form = ExportForm(kept, stories_to_tell(editor), branch=branch, folded=folded)
        self.preview = Preview()
        self.extent = wrapped_label()
        self.message = wrapped_label()
        self._build()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self.refresh)
        self.form.changed.connect(self._soon.start)
        self.refresh()

    def _build(self) -> None:
        self.save = QPushButton(_said("Export…"))
        self.copy = QPushButton(_said("Copy picture"))
        self.show_file = QPushButton(_said("Show in folder"))
        self.close_button = QPushButton(_said("Close"))
        self.save.setDefault(True)
        for made, run in (
            (self.save, self.export),
            (self.copy, self.copy_picture),
            (self.show_file, self.show_in_folder),
            (self.close_button, self.reject),
        ):
            made.clicked.connect(lambda _=False, run=run: run())
        self.show_file.hide()
        buttons = QHBoxLayout()
        buttons.addWidget(self.message, 1)
        for made in (self.show_file, self.copy, self.close_button, self.save):
            made.setAutoDefault(made is self.save)
            buttons.addWidget(made)
        right = QVBoxLayout()
        right.addWidget(self.preview, 1)
        right.addWidget(self.extent)
        top = QHBoxLayout()
        top.setSpacing(18)
        top.addWidget(self.form)
        top.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(14)
        column.addLayout(top, 1)
        column.addLayout(buttons)
        self.resize(980, 660)

    # ---------------------------------------------------------------------------------- choosing

    @property
    def choices(self) -> Choices:
        """What is chosen now."""
        return self.form.choices()

    def refresh(self) -> None:
        """Show how large the picture becomes, and what it looks like."""
        choices = self.choices
        try:
            told = self._shown_deck(choices) if choices.kind is Kind.PPTX else self._shown(choices)
        except UserError as error:
            self.extent.setText(str(error))
            self._allow(may=False)
            return
        self.form.show_huge(asked=told.asks_huge)
        self.extent.setText(" ".join(part for part in (told.words, told.refusal) if part))
        self._allow(may=not told.refusal)

    def _shown(self, choices: Choices) -> Extent:
        """Show the picture; return how large it becomes."""
        size = self._size(choices)
        self.preview.show_picture(self._small(choices, size))
        return extent(choices, size)

    def _shown_deck(self, choices: Choices) -> Extent:
        """Show a slide of a deck; return how many there are."""
        from argmap.render.deck.preview import slide_preview

        ratio = self.devicePixelRatioF()
        story, theme = told_story(self._editor, choices), choices.options().picture_theme()
        room = self.preview.size() if self.preview.isVisible() else _PREVIEW
        pixels = room.width() * ratio, room.height() * ratio
        picture = slide_preview(self._editor.map, story, theme, self._measure, pixels)
        picture.setDevicePixelRatio(ratio)
        self.preview.show_picture(picture)
        count = len(story.steps)
        return Extent(f"{count} slide{'s' * (count != 1)} of native shapes, one for each step")

    def _allow(self, *, may: bool) -> None:
        self.save.setEnabled(may)
        self.copy.setEnabled(may and self.choices.kind is Kind.PNG)
        self.copy.setVisible(self.choices.kind is Kind.PNG)

    def _subject_for(self, choices: Choices) -> Subject:
        key = (choices.part, choices.depth)
        if self._subject is None or self._subject[0] != key:
            subject = subject_of(self._editor, self._measure, choices.part, choices.depth)
            self._subject = (key, subject)
        return self._subject[1]

    def _size(self, choices: Choices) -> Size:
        subject = self._subject_for(choices)
        around = choices.options().around()
        return sheet_of(subject.map, subject.placement, self._measure, around).size

    def _small(self, choices: Choices, size: Size) -> QImage:
        """Return the picture at the size of the preview; it never takes long."""
        subject, ratio = self._subject_for(choices), self.devicePixelRatioF()
        room = self.preview.size() if self.preview.isVisible() else _PREVIEW
        scale = min(room.width() / size[0], room.height() / size[1], 1.0) * ratio
        options = replace(choices.options(), folded=subject.folded)
        clear = choices.transparent and choices.kind in (Kind.PNG, Kind.SVG)
        small = replace(options, scale=scale, dpi=None, width=None, transparent=clear)
        picture = image(subject.map, subject.placement, small, self._measure)
        picture.setDevicePixelRatio(ratio)
        return picture

    # ----------------------------------------------------------------------------------- writing

    def export(self) -> Path | None:
        """Ask where to, write the picture and tell; None where it was given up or refused."""
        choices = self.choices
        suggested = suggested_file(self._editor, choices, self._workspace.last_folder)
        path = self._ask(self, suggested)
        if path is None or not self._write(path, choices):
            return None
        self._written = path
        self._workspace.keep_choices(KEPT_AS, choices.as_data())
        return path

    def copy_picture(self) -> None:
        """Put the picture on the clipboard, with the map in it where that is chosen."""
        choices = self.choices
        data = self._made(choices)
        if data is not None:
            mime = QMimeData()
            mime.setImageData(QImage.fromData(data))
            mime.setData("image/png", data)
            QGuiApplication.clipboard().setMimeData(mime)
            self._workspace.keep_choices(KEPT_AS, choices.as_data())
            self._tell(_said("The picture is on the clipboard."))

    def show_in_folder(self) -> None:
        """Open the folder of what was written last."""
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))

    def _write(self, path: Path, choices: Choices) -> bool:
        own = self._editor.document.path
        if own is not None and path.resolve() == own.resolve():
            self._tell(_said("That is the map itself; give the picture another name."))
            return False
        data = self._made(choices)
        if data is None:
            return False
        try:
            write_atomically(path, data)
        except (UserError, OSError) as error:
            self._tell(str(error))
            return False
        words = _said("{0} is written ({1}).").format(path.name, _amount(len(data)))
        self._tell(words, written=True)
        return True

    def _made(self, choices: Choices) -> bytes | None:
        """Make the picture; people see that something is going on while it lasts."""
        self._tell(_said("Making the picture…"))
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        QCoreApplication.processEvents()
        try:
            data = picture_of(self._editor, self._subject_for(choices), choices, self._measure)
        except (UserError, MemoryError) as error:
            self._tell(str(error) or _said("There is not enough memory for this picture."))
            return None
        finally:
            QGuiApplication.restoreOverrideCursor()
        self._tell("")
        return data

    def _tell(self, words: str, *, written: bool = False) -> None:
        self.message.setText(words)
        self.show_file.setVisible(written)


def _amount(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"
