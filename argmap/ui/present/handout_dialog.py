"""How a handout is made: so many steps a page, notes or lines, what is added; the page is shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from argmap.app.messages import refusal
from argmap.app.storytelling import chosen_step
from argmap.model.errors import UserError
from argmap.render.handout import PER_PAGE, HandoutOptions, handout_page
from argmap.render.slides import Slide, SlidePainter, slides_of
from argmap.ui.buttons import without_icons
from argmap.ui.labels import plain_label
from argmap.ui.present.exporting import export_handout, handout_painter

if TYPE_CHECKING:
    from argmap.ui.window import Window

CHOICES = "handout"
"""Under this name the state folder keeps what was chosen last."""
_NUMBERS = {1: "One step a page", 2: "Two steps a page", 4: "Four steps a page", 6: "Six a page"}
_PREVIEW = QSize(360, 509)


def ask_for_handout(window: "Window") -> "HandoutDialog | None":
    """Ask how the handout of the chosen story should be, and write it; None where none can be."""
    editor = window.editor
    chosen = chosen_step(editor) if editor is not None else None
    if editor is None or chosen is None:
        return None
    window.finish_typing()
    try:
        slides = slides_of(editor.map, editor.map.stories[chosen.story])
    except UserError as error:
        window.tell(refusal(error))
        return None
    dialog = HandoutDialog(window, slides, handout_painter(window))
    dialog.open()
    return dialog


class HandoutDialog(QDialog):
    """The choices, and the first page as it would be."""

    def __init__(self, window: "Window", slides: list[Slide], painter: SlidePainter) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Handout"))
        self._window, self._slides, self._painter = window, slides, painter
        self.per_page = QComboBox(self)
        self.per_page.setAccessibleName(self.tr("Steps a page"))
        for number in PER_PAGE:
            self.per_page.addItem(self.tr(_NUMBERS[number]), number)
        self.beside = QComboBox(self)
        self.beside.setAccessibleName(self.tr("Beside the steps"))
        self.beside.addItem(self.tr("Notes of the speaker"), False)
        self.beside.addItem(self.tr("Ruled lines to write on"), True)
        self.outline = QCheckBox(self.tr("The whole argument as an outline"), self)
        self.sources = QCheckBox(self.tr("The list of sources"), self)
        self.embed = QCheckBox(self.tr("Put the map into the PDF, without notes"), self)
        self.page = _Page(self)
        self._build()
        self._take(window.around.workspace.choices(CHOICES))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show_page)
        for box in (self.per_page, self.beside):
            box.currentIndexChanged.connect(lambda _: self._soon.start(60))
        self._show_page()

    @property
    def options(self) -> HandoutOptions:
        """What is chosen."""
        return HandoutOptions(
            int(self.per_page.currentData()),
            bool(self.beside.currentData()),
            self.outline.isChecked(),
            self.sources.isChecked(),
        )

    def accept(self) -> None:
        """Write the handout; the dialog stays where that was given up."""
        self._keep()
        if export_handout(self._window, self.options, embed=self.embed.isChecked()):
            super().accept()

    def _show_page(self) -> None:
        few = self._slides[: self.options.per_page]
        self.page.show_picture(handout_page(few, self._painter, self.options, _PREVIEW.width()))

    def _take(self, kept: dict[str, object]) -> None:
        self.per_page.setCurrentIndex(max(self.per_page.findData(kept.get("per_page", 2)), 0))
        self.beside.setCurrentIndex(int(kept.get("ruled") is True))
        self.outline.setChecked(kept.get("outline") is not False)
        self.sources.setChecked(kept.get("sources") is not False)
        self.embed.setChecked(kept.get("embed") is True)

    def _keep(self) -> None:
        options = self.options
        chosen = {
            "per_page": options.per_page,
            "ruled": options.ruled,
            "outline": options.outline,
            "sources": options.sources,
            "embed": self.embed.isChecked(),
        }
        self._window.around.workspace.keep_choices(CHOICES, chosen)

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(10)
        for words, box in (
            (self.tr("On a page"), self.per_page),
            (self.tr("Beside the steps"), self.beside),
        ):
            left.addWidget(plain_label(words, self))
            left.addWidget(box)
        left.addSpacing(8)
        left.addWidget(plain_label(self.tr("At the end"), self))
        for check in (self.outline, self.sources, self.embed):
            left.addWidget(check)
        hint = plain_label(
            self.tr("Steps without notes have lines. With the map in it the PDF opens in argmap."),
            self,
        )
        hint.setWordWrap(True)
        left.addWidget(hint)
        left.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        export = buttons.addButton(self.tr("Export…"), QDialogButtonBox.ButtonRole.AcceptRole)
        export.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        without_icons(buttons)
        left.addWidget(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 16, 18, 14)
        row.setSpacing(18)
        row.addLayout(left, 1)
        row.addWidget(self.page)


class _Page(QWidget):
    """The picture of a page."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("The first page"))
        self.setFixedSize(_PREVIEW)
        self.picture = QImage()

    def show_picture(self, picture: QImage) -> None:
        """Show another picture."""
        self.picture = picture
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(self.rect()), self.picture)
        painter.setPen(QPen(QColor(self.palette().mid().color()), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()
