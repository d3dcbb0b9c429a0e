"""A field for a share from 0 to 1, shown as a percentage or as not set."""

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import QSpinBox, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_UNSET = -1
_STEP = 5
_FIRST = 50


class ShareField(QSpinBox):
    """A share from 0 to 1 as a percentage, or no value at all (an empty field, "not set").

    What is finer than a percent in the map stays as it is until another percentage is given.
    """

    committed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(_UNSET, 100)
        self.setSingleStep(_STEP)
        self.setSuffix(" %")
        self.setSpecialValueText("not set")
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._settled = _UNSET
        self.show_value(None)
        self.valueChanged.connect(lambda _: self.finish())

    def show_value(self, value: object) -> None:
        """Show a share, or None for not set."""
        typing = self._typing()
        self._settled = round(value * 100) if isinstance(value, int | float) else _UNSET
        if not typing:
            self.give_up()

    def modified(self) -> bool:
        """Tell whether a value was given that is not committed."""
        return self._typing() or self.value() != self._settled

    def take(self) -> float | None:
        """Return the share that was given, and hold it for the present one."""
        with QSignalBlocker(self):
            self.interpretText()
        self._settled = self.value()
        return None if self._settled == _UNSET else self._settled / 100

    def finish(self) -> None:
        """Commit what was given."""
        before, share = self._settled, self.take()
        if self._settled != before:
            self.committed.emit(share)

    def give_up(self) -> None:
        """Bring back the value from before."""
        with QSignalBlocker(self):
            self.setValue(max(min(self._settled, 100), _UNSET))
            self.lineEdit().setText(self.textOf(self.value()))

    def clear(self) -> None:
        """Take the value away and commit that."""
        with QSignalBlocker(self):
            self.setValue(_UNSET)
        self.finish()

    def set_editable(self, editable: bool) -> None:
        """Let the value be changed, or only read."""
        self.setReadOnly(not editable)
        buttons = QSpinBox.ButtonSymbols
        self.setButtonSymbols(buttons.UpDownArrows if editable else buttons.NoButtons)

    def textOf(self, value: int) -> str:
        """Return what the field shows for a value."""
        return self.specialValueText() if value == _UNSET else f"{value}{self.suffix()}"

    def _typing(self) -> bool:
        return self.lineEdit().text() != self.textOf(self.value())

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        if _percent(text) is not None or text == self.specialValueText():
            return QValidator.State.Acceptable, text, place
        digits = text.removesuffix("%").strip()
        if digits.isdigit():
            return QValidator.State.Invalid, text, place
        return super().validate(text, place)

    def valueFromText(self, text: str) -> int:
        percent = _percent(text)
        return _UNSET if percent is None else percent

    def stepBy(self, steps: int) -> None:
        if self.value() == _UNSET:
            if steps > 0:
                self.setValue(_FIRST)
        else:
            self.setValue(max(0, self.value() + steps * _STEP))

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.modified()
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.setAccepted(self.modified())
            self.give_up()
        elif event.key() in _ENTER:
            self.finish()
            event.accept()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def _percent(text: str) -> int | None:
    """Return the percentage that a text gives: -1 for an empty one, None where it gives none."""
    digits = text.removesuffix("%").strip()
    if not digits:
        return _UNSET
    return int(digits) if digits.isdecimal() and int(digits) <= 100 else None
