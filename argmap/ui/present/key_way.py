"""Where keys go in a talk with two windows: at once to what awaits them, whichever has the focus.

A window manager moves the focus when it likes, or not at all. Who types faster than it would,
between the key that unlocks the map and the first word, would turn pages instead of writing.
"""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

_KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease)


class KeyWay(QObject):
    """Passes on the keys that reach a window of the talk while another one awaits them."""

    def __init__(self, awaited: Callable[[], QWidget | None], parent: QObject) -> None:
        """Ask `awaited` which widget keys belong to; None where they belong where they arrive."""
        super().__init__(parent)
        self._awaited = awaited

    def watch(self, widgets: Iterable[QWidget]) -> None:
        """Look at the keys that reach these widgets."""
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _KEYS or not isinstance(event, QKeyEvent):
            return False
        there = self._awaited()
        if there is None or not isinstance(watched, QWidget) or watched.window() is there.window():
            return False
        match event.type():
            case QEvent.Type.ShortcutOverride:
                event.accept()  # no shortcut of the window that is not meant
            case QEvent.Type.KeyPress:
                _press(there, event)
            case _:
                # Here as well: what is held as long as a key is pressed here must end with it.
                QCoreApplication.sendEvent(there, _copy(event, QEvent.Type.KeyRelease))
                return False
        return True


def _press(there: QWidget, event: QKeyEvent) -> None:
    """Press a key in a widget as if it had the focus: the widget first, then its shortcuts."""
    asked = _copy(event, QEvent.Type.ShortcutOverride)
    asked.ignore()
    QCoreApplication.sendEvent(there, asked)
    if not asked.isAccepted():
        key = QKeySequence(event.keyCombination())
        for action in there.actions():
            if action.isEnabled() and key in action.shortcuts():
                action.trigger()
                return
    widget: QWidget | None = there
    while widget is not None:
        # Not sent: Qt would then look for shortcuts of the window that has the focus.
        pressed = _copy(event, QEvent.Type.KeyPress)
        widget.event(pressed)
        if pressed.isAccepted() or widget.isWindow():
            return
        widget = widget.parentWidget()


def _copy(event: QKeyEvent, type_: QEvent.Type) -> QKeyEvent:
    return QKeyEvent(
        type_,
        event.key(),
        event.modifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )
