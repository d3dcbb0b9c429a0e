"""What the presenter sees: the step, the next one, notes, time, the list of steps, the room's line.

It stands on the other screen, or in a dock of the map's window where there is but one.
"""

from PySide6.QtCore import QDateTime, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QPalette
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from argmap.app.editor import Editor
from argmap.app.rehearsal import seconds_of
from argmap.app.stopwatch import as_clock
from argmap.app.talk import Talk
from argmap.render.style import Theme
from argmap.ui.buttons import FlatButton
from argmap.ui.labels import heading, plain_label
from argmap.ui.present.lines import Lines
from argmap.ui.present.next_step import NextStep
from argmap.ui.present.parking import ParkedList, place_under
from argmap.ui.present.view import TalkView

LEAST_NOTES, MOST_NOTES = 9, 40
"""Points of the notes' letters."""
_TICK = 500


class PresenterPanel(QWidget):
    """All that the presenter needs; the keys of the talk act while its view has the focus."""

    closed = Signal()
    notes_sized = Signal(int)
    """The points of the notes' letters, when they were changed."""

    def __init__(
        self, editor: Editor, talk: Talk, view: TalkView, following: NextStep, theme: Theme
    ) -> None:
        super().__init__()
        self.setObjectName("presenter")
        self.setWindowTitle(self.tr("Presenter — argmap"))
        self._talk, self._theme, self.view, self._following = talk, theme, view, following
        view.covers = False
        self._position = heading("", self, 1.15)
        self._covered = plain_label("", self)
        self.time = plain_label("", self)
        self.elapsed = heading("", self, 1.6)
        self.pace = plain_label("", self)
        self.notes = QPlainTextEdit(self)
        self.notes.setReadOnly(True)
        self.notes.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.notes.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a click there leaves the clicker alive
        self.notes.setAccessibleName(self.tr("Notes"))
        self.steps = QListWidget(self)
        self.steps.setAccessibleName(self.tr("Steps"))
        self.steps.setUniformItemSizes(True)
        self.lines = Lines(editor, talk, self)
        self.parked = ParkedList(editor, self)
        self._last = editor.session.told_times.get(talk.story_id, {})
        self._build()
        self.parked.chosen.connect(lambda id_: place_under(editor, id_, talk.target))
        self.steps.itemClicked.connect(self._step_clicked)
        self._ticking = QTimer(self)
        self._ticking.setInterval(_TICK)
        self._ticking.timeout.connect(self._time_passes)
        self._ticking.start()
        self._ended = False
        self._end_following = talk.changes.add(lambda _: self.follow())
        self.setFocusProxy(view)
        self.follow()

    # ------------------------------------------------------------------------- what windows may ask

    def follow(self) -> None:
        """Show what the talk tells now."""
        talk = self._talk
        step = talk.step
        number = self.tr("Step {} of {}").format(talk.at + 1, max(len(talk.steps), 1))
        self._position.setText(f"{number}   {step.title}")
        self._covered.setText(self._cover_words())
        if self.notes.toPlainText() != step.notes:
            self.notes.setPlainText(step.notes)
        self._following.follow()
        self.lines.follow(self.view, wanted=bool(talk.capturing))
        self._tick()

    @property
    def takers(self) -> tuple[QWidget, ...]:
        """What keys may reach here, apart from lines that are typed in."""
        return self.view, self.steps, self.parked

    def size_notes(self, points: int) -> None:
        """Set the size of the notes' letters."""
        font = self.notes.font()
        font.setPointSize(min(max(points, LEAST_NOTES), MOST_NOTES))
        self.notes.setFont(font)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.view.set_theme(theme)
        self._following.set_theme(theme)
        self._tick()

    def end(self) -> None:
        """Close without telling anybody."""
        self._ended = True
        self._ticking.stop()
        self._end_following()
        self.view.detach()
        self.close()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        if not self._ended:
            self.closed.emit()

    # --------------------------------------------------------------------------------------- inside

    def _cover_words(self) -> str:
        talk = self._talk
        if talk.blank is not None:
            return self.tr("The audience sees {}.").format(self.tr(talk.blank.value))
        if talk.editing:
            return self.tr("The map is unlocked on the audience's screen.")
        return self.tr("The audience sees the whole map.") if talk.whole_map else ""

    def _time_passes(self) -> None:
        self._talk.tick()
        self._tick()

    def _tick(self) -> None:
        talk, watch = self._talk, self._talk.stopwatch
        now = QDateTime.currentDateTime().time()
        self.time.setText(QLocale().toString(now, QLocale.FormatType.ShortFormat))
        planned = talk.planned_seconds
        words = as_clock(watch.elapsed)
        if planned is not None:
            words += f" / {as_clock(planned)}"
        self.elapsed.setText(words)
        self._show_pace()
        self._list_steps()
        self.parked.refresh()
        self.parked.setVisible(self.parked.count() > 0)
        self._later.setVisible(self.parked.count() > 0)

    def _show_pace(self) -> None:
        talk, watch = self._talk, self._talk.stopwatch
        late = 0.0
        if talk.due_seconds is not None:
            late = watch.elapsed - talk.due_seconds
        planned = talk.planned_seconds
        over = planned is not None and watch.elapsed > planned
        colour = self._theme.error if over else self._theme.warning if late > 0 else ""
        _ink(self.elapsed, colour or self._theme.text)
        _ink(self.pace, colour or self._theme.muted)
        if watch.paused:
            self.pace.setText(self.tr("The clock is paused."))
        elif talk.by_itself:
            self.pace.setText(self.tr("Goes on by itself"))
        elif late > 0:
            self.pace.setText(self.tr("{} behind").format(as_clock(late)))
        else:
            self.pace.setText("")

    def _list_steps(self) -> None:
        talk = self._talk
        lines = [self._line_of(at) for at in range(len(talk.steps))]
        if self.steps.count() != len(lines):
            self.steps.clear()
            self.steps.addItems(lines)
        for row, line in enumerate(lines):
            self.steps.item(row).setText(line)
            self.steps.item(row).setForeground(QColor(self._ink_of(row)))
        if self.steps.currentRow() != talk.at:
            self.steps.setCurrentRow(talk.at)

    def _line_of(self, at: int) -> str:
        """Return a step's number and title, and its times: now, planned, the last time."""
        step, spent = self._talk.steps[at], self._talk.stopwatch.spent(at)
        last = seconds_of(self._last, step)
        times = [as_clock(spent)] if spent >= 1 else []
        times += [self.tr("planned {}").format(as_clock(step.minutes * 60))] if step.minutes else []
        times += [self.tr("last time {}").format(as_clock(last))] if last else []
        return f"{at + 1}  {step.title}" + (f"   ({', '.join(times)})" if times else "")

    def _ink_of(self, at: int) -> str:
        """Return the colour of a step: another where it took longer than planned."""
        step, spent = self._talk.steps[at], self._talk.stopwatch.spent(at)
        over = step.minutes is not None and spent > step.minutes * 60
        return self._theme.warning if over else self._theme.text

    def _step_clicked(self) -> None:
        self._talk.go_to(self.steps.currentRow())
        self.view.setFocus()

    def _build(self) -> None:
        clocks = QHBoxLayout()
        clocks.addWidget(self._position, 1)
        clocks.addWidget(self.pace)
        clocks.addWidget(self.elapsed)
        clocks.addSpacing(18)
        clocks.addWidget(self.time)
        right = QVBoxLayout()
        right.addLayout(self._notes_head())
        right.addWidget(self.notes, 3)
        right.addWidget(self._following, 2)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setSpacing(12)
        grid.addLayout(clocks, 0, 0, 1, 2)
        grid.addWidget(self.view, 1, 0)
        grid.addLayout(right, 1, 1, 2, 1)
        grid.addLayout(self._lists(), 2, 0)
        grid.addWidget(self._covered, 3, 0, 1, 2)
        grid.addWidget(self.lines, 4, 0, 1, 2)
        grid.setRowStretch(1, 3)
        grid.setRowStretch(2, 1)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)

    def _lists(self) -> QHBoxLayout:
        """The steps, and beside them what was taken down for later, once there is any."""
        later = QVBoxLayout()
        self._later = plain_label(self.tr("For later: drag onto the map"), self)
        later.addWidget(self._later)
        later.addWidget(self.parked, 1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.steps, 3)
        row.addLayout(later, 2)
        return row

    def _notes_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(plain_label(self.tr("Notes"), self), 1)
        for words, name, by in (
            ("A−", self.tr("Smaller notes"), -1),
            ("A+", self.tr("Larger notes"), 1),
        ):
            button = FlatButton(self, bare=True)
            button.setText(words)
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, by=by: self._step_notes(by))
            row.addWidget(button)
        return row

    def _step_notes(self, by: int) -> None:
        self.size_notes(self.notes.font().pointSize() + 2 * by)
        self.notes_sized.emit(self.notes.font().pointSize())


def _ink(label: QLabel, colour: str) -> None:
    palette = label.palette()
    palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
    label.setPalette(palette)
