"""The inspector's list of shows of hands about one statement or link: bars, counts, when, stale.

They are taken in a talk; here they are read, miscounts are corrected, and one that was a mistake is
taken out.
"""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from argmap.edit import polls
from argmap.model.argmap import ArgumentMap
from argmap.model.polling import Finding, finding
from argmap.model.records import Poll
from argmap.model.story_words import ANSWERS, Scale, counts_of
from argmap.render.inks import Inks
from argmap.render.poll_paint import BAR, paint_bar
from argmap.render.style import Theme
from argmap.ui.sheet import IconButton, Sheet, heading_label, said, wrapped_label

_PLAIN_COUNTS = "No counts that can be read."
_SCALE = 1.4


class PollList(QWidget):
    """The rows; unseen where nobody was asked."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.setObjectName("polls")
        self._sheet = sheet
        self._shown: tuple[object, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._title = heading_label()
        self._title.setText(said("Shows of hands"))
        self._column.addWidget(self._title)
        self.rows: list[PollRow] = []
        self.hide()

    def show_polls(self, map: ArgumentMap, target: str) -> None:
        """Show what was asked about a statement or link."""
        asked = [poll for poll in map.polls.values() if poll.target == target]
        editable = not self._sheet.editor.read_only
        shown = (*((poll, finding(map, poll)) for poll in asked), self._sheet.theme, editable)
        self.setVisible(bool(asked))
        if shown == self._shown:
            return
        self._shown = shown
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [PollRow(self._sheet, map, poll, editable=editable) for poll in asked]
        for row in self.rows:
            self._column.addWidget(row)


class PollRow(QWidget):
    """One show of hands."""

    def __init__(self, sheet: Sheet, map: ArgumentMap, poll: Poll, *, editable: bool) -> None:
        super().__init__()
        found = finding(map, poll)
        self.words = wrapped_label()
        self.words.setText(told_of(poll, found))
        if found is not None and found.stale:
            self.words.setToolTip(said("Asked in these words: {}").format(poll.text))
        correct, out = said("Correct these counts…"), said("Take these counts out")
        self.edit = IconButton("edit", correct, lambda: self._ask(sheet, poll))
        self.remove = IconButton("delete", out, lambda: _remove(sheet, poll))
        for button in (self.edit, self.remove):
            button.set_theme(sheet.theme)
            button.setEnabled(editable)
        self.setAccessibleName(self.words.text())
        head = QHBoxLayout()
        head.addWidget(_Bar(found, sheet.theme))
        head.addStretch(1)
        head.addWidget(self.edit)
        head.addWidget(self.remove)
        column = QVBoxLayout(self)  # beside the bar, words would be cut in a narrow pane
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.words)

    def _ask(self, sheet: Sheet, poll: Poll) -> None:
        from argmap.ui.poll_counts import PollCounts  # seldom needed

        dialog = PollCounts(poll, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: _correct(sheet, poll, dialog.counts()))
        dialog.open()


class _Bar(QWidget):
    """The bar of one finding; an empty place where there is none."""

    def __init__(self, found: Finding | None, theme: Theme) -> None:
        super().__init__()
        self._found, self._inks = found, Inks(theme)
        fixed = QSizePolicy.Policy.Fixed
        self.setSizePolicy(fixed, fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(BAR[0] * _SCALE) + 2, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._found is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(1, (self.height() - BAR[1] * _SCALE) / 2)
        painter.scale(_SCALE, _SCALE)
        paint_bar(painter, QPointF(0, 0), self._found, self._inks)
        painter.end()


def told_of(poll: Poll, found: Finding | None) -> str:
    """Return one show of hands in words: when it was, the counts, whether they still hold."""
    when = " ".join(filter(None, [said(poll.when).capitalize(), poll.date]))
    counts = counts_of(poll)
    if poll.scale == Scale.PERCENT:
        words = found.words if found is not None else said(_PLAIN_COUNTS)
    else:
        known = [f"{counts[answer]} {said(answer)}" for answer in ANSWERS if answer in counts]
        words = ", ".join(known) or said(_PLAIN_COUNTS)
    stale = said("The wording was changed since.") if found is not None and found.stale else ""
    return "\n".join(filter(None, [when, words, stale]))


def _correct(sheet: Sheet, poll: Poll, counts: Mapping[str, int]) -> None:
    sheet.change("Correct counts", lambda tx: polls.set_counts(tx, poll.id, counts))


def _remove(sheet: Sheet, poll: Poll) -> None:
    sheet.change("Take counts out", lambda tx: polls.remove_poll(tx, poll.id))
