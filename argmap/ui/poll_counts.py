"""Asks how many really chose what in a show of hands; the words that were asked stay."""

from collections import Counter
from collections.abc import Mapping

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from argmap.model.records import Poll
from argmap.model.story_words import ANSWERS, Scale, counts_of, number
from argmap.ui.buttons import without_icons
from argmap.ui.sheet import said

_MOST = 99_999
_MOST_SHARES = 40
"""A file may hold more shares than anybody would correct here."""


class PollCounts(QDialog):
    """A number of people for each answer; in percent, each share can be changed as well."""

    def __init__(self, poll: Poll, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setObjectName("poll-counts")
        self.setWindowTitle(said("Counts"))
        self.people: list[QSpinBox] = []
        self.shares: list[QDoubleSpinBox] = []
        self._percent = poll.scale == Scale.PERCENT
        counts = counts_of(poll)
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        without_icons(self.buttons)
        form = QFormLayout()
        if self._percent:
            self._add_shares(form, counts)
        else:
            for answer in ANSWERS:
                form.addRow(said(answer).capitalize(), self._add_people(counts.get(answer, 0)))
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(14)
        column.addLayout(form)
        column.addWidget(self.buttons)
        self._judge()

    def counts(self) -> Mapping[str, int]:
        """Return how many chose what; answers that nobody gave are left out."""
        answers = [f"{share.value():g}" for share in self.shares] if self._percent else ANSWERS
        found: Counter[str] = Counter()
        for answer, people in zip(answers, self.people, strict=True):
            found[answer] += people.value()
        return {answer: count for answer, count in found.items() if count}

    def _add_shares(self, form: QFormLayout, counts: Mapping[str, int]) -> None:
        read = [(number(answer), count) for answer, count in counts.items()]
        sound = [(share, count) for share, count in read if share is not None]
        for value, count in sound[:_MOST_SHARES] or [(50.0, 0)]:
            share = QDoubleSpinBox()
            share.setRange(0, 100)
            share.setDecimals(0 if value.is_integer() else 2)
            share.setSuffix(" %")
            share.setValue(value)
            share.setAccessibleName(said("Share in percent"))
            self.shares.append(share)
            people = self._add_people(count)
            people.setAccessibleName(said("How many"))
            form.addRow(share, people)

    def _add_people(self, count: int) -> QSpinBox:
        people = QSpinBox()
        people.setRange(0, _MOST)
        people.setValue(min(count, _MOST))
        people.valueChanged.connect(lambda _: self._judge())
        self.people.append(people)
        return people

    def _judge(self) -> None:
        """Let only counts be kept that somebody was counted in: the others are to be taken out."""
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(any(people.value() for people in self.people))
