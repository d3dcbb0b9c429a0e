"""Printing after a preview: paper, orientation, one page, a poster or full size.

Where no printer is set up, as on many machines, the pages can still be saved as PDF, and the dialog
says so.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo, QPrintPreviewWidget
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from argmap.app.editor import Editor
from argmap.app.workspace import Workspace
from argmap.io.files import write_atomically
from argmap.model.errors import UserError
from argmap.model.light_dataclass import dataclass
from argmap.render.map_paint import Emphasis, Scene
from argmap.render.measure import Measure
from argmap.render.pages import MILLIMETRE, PAPERS, UNITS_PER_INCH, Pages, page_layout
from argmap.render.pdf import paint_pages, pdf_bytes
from argmap.render.picture import PictureOptions
from argmap.render.sheet import Sheet, sheet_of
from argmap.ui.export_choices import Choices, Kind, Part
from argmap.ui.export_dialog import AskPath, ask_path
from argmap.ui.exporting import Subject, shows_part, subject_of, suggested_file
from argmap.ui.labels import plain_label
from argmap.ui.sheet import labelled, side_by_side, wrapped_label

if TYPE_CHECKING:
    from argmap.ui.window import Window

KEPT_AS = "print"
_RESOLUTION = 600


def _said(text: str) -> str:
    return QCoreApplication.translate("Print", text)


class Fit(StrEnum):
    """How the map is put on paper."""

    PAGE = "page"
    POSTER = "poster"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class PrintPlan:
    """The sheet to print and the options that spread it over pages."""

    sheet: Sheet
    options: PictureOptions
    layout: QPageLayout


def print_map(window: "Window") -> "PrintPreview | None":
    """Show the preview for a window's map."""
    if window.editor is None:
        return None
    window.editor.commit_draft()
    dialog = PrintPreview(window.editor, window.around.workspace, window)
    dialog.open()
    return dialog


def planned_print(
    subject: Subject, measure: Measure, options: PictureOptions, fit: Fit
) -> PrintPlan:
    """Return what is printed how; at full size as many pages are taken as the map needs."""
    sheet = sheet_of(subject.map, subject.placement, measure, options.around())
    pages = options.pages
    if fit is Fit.PAGE:
        pages = replace(pages, across=1, down=1)
    layout = page_layout(sheet.size, pages)
    if fit is Fit.FULL:
        sheet, pages = _at_full_size(sheet, pages, layout)
    return PrintPlan(sheet, replace(options, pages=pages), layout)


def _at_full_size(sheet: Sheet, pages: Pages, layout: QPageLayout) -> tuple[Sheet, Pages]:
    """Return the sheet grown to fill whole pages, so that its scale is 1, and these pages."""
    printable = layout.paintRect(QPageLayout.Unit.Inch)
    page = printable.width() * UNITS_PER_INCH, printable.height() * UNITS_PER_INCH
    counts, sides = [], []
    fits = sheet.size[0] <= page[0] and sheet.size[1] <= page[1]
    overlap = 0.0 if fits else pages.overlap * MILLIMETRE
    for side, room in zip(sheet.size, page, strict=True):
        count = max(1, ceil((side - overlap) / (room - overlap) - 1e-9))
        counts.append(count)
        sides.append(count * (room - overlap) + overlap)
    grown = replace(sheet, size=(sides[0], sides[1]))
    return grown, replace(pages, across=counts[0], down=counts[1])


class PrintPreview(QDialog):
    """Shows the pages as they will come out, prints them or saves them as PDF."""

    def __init__(
        self,
        editor: Editor,
        workspace: Workspace,
        parent: QWidget | None = None,
        *,
        ask: AskPath = ask_path,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("print")
        self.setWindowTitle(_said("Print"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._editor, self._workspace, self._ask = editor, workspace, ask
        self._measure = Measure()
        part = Part.SHOWN if shows_part(editor) else Part.WHOLE
        self._subject = subject_of(editor, self._measure, part)
        self.has_printer = bool(QPrinterInfo.availablePrinterNames())
        self.printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.printer.setResolution(_RESOLUTION)
        self.printer.setDocName(editor.name)
        self.pages = QPrintPreviewWidget(self.printer)
        self.pages.setAccessibleName(_said("Preview of the pages"))
        self.pages.paintRequested.connect(self._paint)
        self.message = wrapped_label()
        self._form = QVBoxLayout()
        self._form.setSpacing(12)
        self._build_fields(workspace.choices(KEPT_AS))
        self._build()
        self.refresh()

    def _build_fields(self, kept: dict[str, object]) -> None:
        papers = [(name, name.capitalize()) for name in PAPERS]
        self.paper = self._combo("Paper", papers, kept.get("paper", "a4"))
        ways = [("", "As it fits best"), ("portrait", "Upright"), ("landscape", "Sideways")]
        self.orientation = self._combo("Orientation", ways, kept.get("orientation", ""))
        fits = [
            (Fit.PAGE, "On one page"),
            (Fit.POSTER, "As a poster of several pages"),
            (Fit.FULL, "At full size (100 %)"),
        ]
        chosen = next((fit for fit in Fit if fit == kept.get("fit")), Fit.PAGE)
        self.fit = self._combo("Size", fits, chosen)
        self.across, self.down = self._count("Pages across", 2), self._count("Pages down", 2)
        both = side_by_side(self.across, plain_label("×", self), self.down)
        self.poster_row = labelled(_said("Pages"), both)
        self._form.addWidget(self.poster_row)
        themes = [("print", "Grey"), ("light", "Colours"), ("classic", "Green and red")]
        self.theme = self._combo("Colours", themes, kept.get("theme", "light"))
        self.title = self._check("Title above", on=bool(kept.get("title", True)))
        self.legend = self._check("Legend below", on=bool(kept.get("legend", False)))
        self.sources = self._check("Sources below", on=bool(kept.get("sources", False)))

    def _build(self) -> None:
        self.print_button = QPushButton(_said("Print…"))
        self.pdf_button = QPushButton(_said("Save as PDF…"))
        self.close_button = QPushButton(_said("Close"))
        self.print_button.setEnabled(self.has_printer)
        (self.print_button if self.has_printer else self.pdf_button).setDefault(True)
        for made, run in (
            (self.print_button, self.print_pages),
            (self.pdf_button, self.save_pdf),
            (self.close_button, self.reject),
        ):
            made.clicked.connect(lambda _=False, run=run: run())
        if not self.has_printer:
            words = "No printer is set up on this machine; the pages can be saved as PDF."
            self._form.addWidget(wrapped_label(_said(words)))
        self._form.addStretch(1)
        left = QWidget()
        left.setLayout(self._form)
        left.setFixedWidth(self.fontMetrics().averageCharWidth() * 38)
        self._form.setContentsMargins(0, 0, 0, 0)
        top = QHBoxLayout()
        top.setSpacing(18)
        top.addWidget(left)
        top.addWidget(self.pages, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.message, 1)
        for made in (self.close_button, self.pdf_button, self.print_button):
            buttons.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(14)
        column.addLayout(top, 1)
        column.addLayout(buttons)
        self.resize(960, 680)

    def _combo(
        self, label: str, entries: Sequence[tuple[object, str]], chosen: object
    ) -> QComboBox:
        combo = QComboBox()
        for value, words in entries:
            combo.addItem(_said(words), value)
        combo.setCurrentIndex(max(combo.findData(chosen), 0))
        combo.setAccessibleName(_said(label))
        combo.currentIndexChanged.connect(lambda _: self.refresh())
        self._form.addWidget(labelled(_said(label), combo))
        return combo

    def _count(self, words: str, value: int) -> QSpinBox:
        box = QSpinBox()
        box.setRange(1, 20)
        box.setValue(value)
        box.setAccessibleName(_said(words))
        box.valueChanged.connect(lambda _: self.refresh())
        return box

    def _check(self, words: str, *, on: bool) -> QCheckBox:
        box = QCheckBox(_said(words))
        box.setChecked(on)
        box.toggled.connect(lambda _: self.refresh())
        self._form.addWidget(box)
        return box

    # ---------------------------------------------------------------------------------- the pages

    def options(self) -> PictureOptions:
        """Return what is chosen, as render takes it."""
        way = self.orientation.currentData()
        poster = self._chosen_fit() is Fit.POSTER
        return PictureOptions(
            theme=self.theme.currentData(),
            title=self.title.isChecked(),
            legend=self.legend.isChecked(),
            sources=self.sources.isChecked(),
            embed=False,
            pages=Pages(
                self.paper.currentData(),
                None if not way else way == "landscape",
                self.across.value() if poster else 1,
                self.down.value() if poster else 1,
            ),
        )

    def _chosen_fit(self) -> Fit:
        return Fit(self.fit.currentData())

    def plan(self) -> PrintPlan:
        """Return how the map comes onto paper. Raises UserError where that cannot be."""
        return planned_print(self._subject, self._measure, self.options(), self._chosen_fit())

    def refresh(self) -> None:
        """Show the pages as they would come out now."""
        self.poster_row.setVisible(self._chosen_fit() is Fit.POSTER)
        try:
            plan = self.plan()
        except UserError as error:
            self._allow(str(error))
            return
        self.printer.setPageLayout(plan.layout)
        pages = plan.options.pages.across * plan.options.pages.down
        self._allow("")
        self.message.setText(_said("1 page") if pages == 1 else _said("{0} pages").format(pages))
        self.pages.updatePreview()
        if pages == 1:
            self.pages.setSinglePageViewMode()
            self.pages.fitInView()
        else:
            self.pages.setAllPagesViewMode()

    def _allow(self, refusal: str) -> None:
        self.message.setText(refusal)
        self.print_button.setEnabled(not refusal and self.has_printer)
        self.pdf_button.setEnabled(not refusal)

    def _paint(self, printer: QPrinter) -> int:
        """Put the pages on a printer, or on what stands for it in the preview; return how many."""
        plan = self.plan()
        painter = QPainter(printer)
        subject, theme = self._subject, plan.options.picture_theme()
        emphasis = Emphasis(folded=subject.folded)
        scene = Scene(subject.map, subject.placement, theme, emphasis)
        try:
            return paint_pages(painter, printer, plan.sheet, scene, self._measure, plan.options)
        finally:
            painter.end()

    # ----------------------------------------------------------------------------------- put out

    def print_pages(self) -> None:
        """Ask for a printer and print."""
        dialog = QPrintDialog(self.printer, self)
        dialog.accepted.connect(self._print)
        QDialog.open(dialog)

    def save_pdf(self) -> Path | None:
        """Ask for a file and write the pages there; None where it was given up or refused."""
        choices = Choices(kind=Kind.PDF, embed=False)
        path = self._ask(self, suggested_file(self._editor, choices, self._workspace.last_folder))
        if path is None:
            return None
        try:
            write_atomically(path, self._as_pdf())
        except (UserError, OSError) as error:
            self.message.setText(str(error))
            return None
        self.message.setText(_said("{0} is written.").format(path.name))
        self._keep()
        return path

    def _as_pdf(self) -> bytes:
        plan = self.plan()
        if self._chosen_fit() is not Fit.FULL:
            map, placement = self._subject.map, self._subject.placement
            return pdf_bytes(map, placement, plan.options, None, self._measure)
        return _written(plan, self._paint, self._editor.name)

    def _print(self) -> None:
        self._paint(self.printer)
        self._keep()
        self.accept()

    def _keep(self) -> None:
        self._workspace.keep_choices(
            KEPT_AS,
            {
                "paper": self.paper.currentData(),
                "orientation": self.orientation.currentData(),
                "fit": str(self._chosen_fit()),
                "theme": self.theme.currentData(),
                "title": self.title.isChecked(),
                "legend": self.legend.isChecked(),
                "sources": self.sources.isChecked(),
            },
        )


def _written(plan: PrintPlan, paint: Callable[[QPrinter], int], name: str) -> bytes:
    """Return the pages as PDF by the road of the printer, which keeps the grown sheet."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        file = Path(folder) / "pages.pdf"
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(file))
        printer.setResolution(_RESOLUTION)
        printer.setDocName(name)
        printer.setCreator("argmap")
        printer.setPageLayout(plan.layout)
        paint(printer)
        return file.read_bytes()
