"""The fields of the dialog of export: they show choices and give them back, and know nothing else.

Fields that mean nothing for the chosen format are hidden, not greyed.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QLabel,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from argmap.render.pages import PAPERS
from argmap.render.style import THEMES
from argmap.ui.export_choices import LIMITS, By, Choices, Kind, Part
from argmap.ui.labels import plain_label
from argmap.ui.sheet import labelled, side_by_side, wrapped_label

_KINDS = (
    (Kind.PNG, "PNG: a picture of pixels"),
    (Kind.SVG, "SVG: a drawing with real text"),
    (Kind.PDF, "PDF: pages with real text"),
    (Kind.HTML, "Web page: to read and to explore"),
    (Kind.PPTX, "Slide deck: a story to present and edit"),
)
_SIZES = ((By.SCALE, "Scale"), (By.DPI, "Resolution"), (By.WIDTH, "Width"))


def _said(text: str) -> str:
    return QCoreApplication.translate("Export", text)


class ExportForm(QScrollArea):
    """Everything that can be chosen; `changed` tells of each change."""

    changed = Signal()

    def __init__(
        self, first: Choices, stories: Mapping[str, str], *, branch: bool, folded: bool
    ) -> None:
        super().__init__()
        self._first = first
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(12)
        kinds = [(kind, words) for kind, words in _KINDS if stories or kind is not Kind.PPTX]
        self.kind, _ = self._combo("Format", kinds, first.kind)
        self._build_story(stories)
        self._build_part(branch=branch, folded=folded)
        themes = [(name, name.capitalize()) for name in THEMES]
        self.theme, _ = self._combo("Theme", themes, first.theme)
        self._build_size()
        self._build_pages()
        self._build_around()
        self._column.addStretch(1)
        self.setWidget(inside)
        self.setFixedWidth(inside.sizeHint().width() + self.verticalScrollBar().sizeHint().width())
        self._show_fitting()

    # ---------------------------------------------------------------------------------- building

    def _combo(
        self, label: str, entries: Sequence[tuple[object, str]], chosen: object
    ) -> tuple[QComboBox, QWidget]:
        """Add a choice; returns it and the row it stands in with its label."""
        combo = QComboBox()
        for value, words in entries:
            combo.addItem(_said(words), value)
        combo.setCurrentIndex(max(combo.findData(chosen), 0))
        combo.setAccessibleName(_said(label))
        combo.currentIndexChanged.connect(lambda _: self._told())
        row = labelled(_said(label), combo)
        self._column.addWidget(row)
        return combo, row

    def _check(self, words: str, *, on: bool) -> QCheckBox:
        box = QCheckBox(_said(words))
        box.setChecked(on)
        box.toggled.connect(lambda _: self._told())
        return box

    def _build_story(self, stories: Mapping[str, str]) -> None:
        self.story = QComboBox()
        self.story.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for id_, title in stories.items():
            self.story.addItem(title, id_)
        self.story.setAccessibleName(_said("Story"))
        self.story.currentIndexChanged.connect(lambda _: self._told())
        self.story_row = labelled(_said("Story"), self.story)
        self._column.addWidget(self.story_row)

    def _build_part(self, *, branch: bool, folded: bool) -> None:
        parts = [(Part.WHOLE, "The whole map")]
        if folded:
            parts.append((Part.SHOWN, "As shown, without what is hidden"))
        if branch:
            parts.append((Part.BRANCH, "The selected branch"))
        self.part, self.part_row = self._combo("What", parts, Part.WHOLE)
        self.levels = QSpinBox()
        self.levels.setRange(-1, 99)
        self.levels.setSpecialValueText(_said("all"))
        self.levels.setValue(-1)
        self.levels.setAccessibleName(_said("Levels of the branch"))
        self.levels.valueChanged.connect(lambda _: self._told())
        self.depth_row = labelled(_said("Levels"), self.levels)
        self._column.addWidget(self.depth_row)

    def _build_size(self) -> None:
        first = self._first
        self.by = QComboBox()
        for by, words in _SIZES:
            self.by.addItem(_said(words), by)
        self.by.setCurrentIndex(self.by.findData(first.by))
        self.by.setAccessibleName(_said("Size given by"))
        self.scale = QDoubleSpinBox()
        self.scale.setRange(*LIMITS[By.SCALE])
        self.scale.setDecimals(2)
        self.scale.setSingleStep(0.5)
        self.scale.setPrefix("× ")
        self.scale.setValue(first.scale)
        self.scale.setAccessibleName(_said("Scale"))
        self.dpi = self._whole(By.DPI, first.dpi, " dpi", 50)
        self.dpi.setAccessibleName(_said("Dots per inch"))
        self.width_ = self._whole(By.WIDTH, first.width, " px", 100)
        self.width_.setAccessibleName(_said("Width in pixels"))
        fields = side_by_side(self.by, self.scale, self.dpi, self.width_)
        self.size_row = labelled(_said("Size"), fields)
        self._buddy(self.size_row, self.by)
        self._column.addWidget(self.size_row)
        self.by.currentIndexChanged.connect(lambda _: self._told())
        self.scale.valueChanged.connect(lambda _: self._told())
        self.huge = self._check("Make it all the same", on=False)
        self.huge.hide()
        self._column.addWidget(self.huge)

    def _whole(self, by: By, value: int, unit: str, step: int) -> QSpinBox:
        box = QSpinBox()
        box.setRange(*(int(limit) for limit in LIMITS[by]))
        box.setSingleStep(step)
        box.setSuffix(unit)
        box.setValue(value)
        box.valueChanged.connect(lambda _: self._told())
        return box

    def _build_pages(self) -> None:
        papers = [("", "As large as the map"), *((name, name.capitalize()) for name in PAPERS)]
        self.paper, self.paper_row = self._combo("Paper", papers, self._first.paper)
        self.across, self.down = QSpinBox(), QSpinBox()
        for box, value, words in (
            (self.across, self._first.across, "Pages across"),
            (self.down, self._first.down, "Pages down"),
        ):
            box.setRange(1, 20)
            box.setValue(value)
            box.setAccessibleName(_said(words))
            box.valueChanged.connect(lambda _: self._told())
        both = side_by_side(self.across, plain_label("×", self), self.down)
        self.poster_row = labelled(_said("Pages"), both)
        self._buddy(self.poster_row, self.across)
        self._column.addWidget(self.poster_row)

    def _build_around(self) -> None:
        first = self._first
        self.transparent = self._check("Transparent background", on=first.transparent)
        self.title = self._check("Title above", on=first.title)
        self.legend = self._check("Legend below", on=first.legend)
        self.sources = self._check("Sources below", on=first.sources)
        self.notes = self._check("Notes as well", on=False)
        self.embed = self._check("Put the map into the picture", on=first.embed)
        self.embed_branch = self._check("Put the branch into the picture", on=first.embed_branch)
        self.publishes = wrapped_label()
        self.publishes.setForegroundRole(self.publishes.palette().ColorRole.PlaceholderText)
        for box in (self.transparent, self.title, self.legend, self.sources, self.notes):
            self._column.addWidget(box)
        self._column.addWidget(self.embed)
        self._column.addWidget(self.embed_branch)
        self._column.addWidget(self.publishes)

    @staticmethod
    def _buddy(row: QWidget, field: QWidget) -> None:
        label = row.findChild(QLabel)
        if label is not None:
            label.setBuddy(field)

    # ---------------------------------------------------------------------------------- choosing

    def choices(self) -> Choices:
        """Return what is chosen."""
        return Choices(
            kind=Kind(self.kind.currentData()),
            theme=self.theme.currentData(),
            by=By(self.by.currentData()),
            scale=self.scale.value(),
            dpi=self.dpi.value(),
            width=self.width_.value(),
            transparent=self.transparent.isChecked(),
            title=self.title.isChecked(),
            legend=self.legend.isChecked(),
            sources=self.sources.isChecked(),
            part=Part(self.part.currentData()),
            depth=self.levels.value(),
            embed=self.embed.isChecked(),
            embed_branch=self.embed_branch.isChecked(),
            huge=self.huge.isChecked(),
            notes=self.notes.isChecked(),
            story=self.story.currentData() or "",
            paper=self.paper.currentData(),
            across=self.across.value(),
            down=self.down.value(),
        )

    def show_huge(self, *, asked: bool) -> None:
        """Offer to make a very large picture, or no longer."""
        self.huge.setVisible(asked)

    def _told(self) -> None:
        self._show_fitting()
        self.changed.emit()

    def _show_fitting(self) -> None:
        chosen = self.choices()
        deck = chosen.kind is Kind.PPTX
        pdf, branch = chosen.kind is Kind.PDF, chosen.part is Part.BRANCH and not deck
        page = chosen.kind is Kind.HTML
        self.story_row.setVisible(deck)
        self.part_row.setVisible(not deck)
        self.depth_row.setVisible(branch)
        self.size_row.setVisible(chosen.kind in (Kind.PNG, Kind.SVG))
        for box in (self.transparent, self.title, self.legend, self.sources):
            box.setVisible(not page and not deck)
        self.notes.setVisible(page)
        for by, field in ((By.SCALE, self.scale), (By.DPI, self.dpi), (By.WIDTH, self.width_)):
            field.setVisible(chosen.by is by)
        self.paper_row.setVisible(pdf)
        self.poster_row.setVisible(pdf and bool(chosen.paper))
        self.embed.setVisible(not branch)
        self.embed_branch.setVisible(branch)
        self.publishes.setText(_said(_publishing(chosen)))


def _publishing(chosen: Choices) -> str:
    """Return what putting the map in means for who gets the picture."""
    if not chosen.embeds:
        return "The picture will not open again as the map."
    if chosen.kind is Kind.PPTX:
        return "It opens again as what the story tells, with the notes of the speaker alone."
    if chosen.part is Part.BRANCH:
        return "It opens again as this branch. Notes, quotes and sources of the branch go with it."
    return (
        "It opens again as the map. Whoever gets the picture gets all of the map: notes, folded "
        "branches, sources. Chat services and the like often take it out."
    )
