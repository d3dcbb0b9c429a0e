"""Keys that no action has: they go to the gesture under way, or begin typing.

Letters and digits of any script begin to word the focus; so do words that an input method composes.
"""

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from argmap.ui.canvas.choose import LinkMode
from argmap.ui.canvas.tools import ALT, CTRL, Stage
from argmap.ui.canvas.writing import Writing

_META = Qt.KeyboardModifier.MetaModifier
_HELD = {Qt.Key.Key_Shift: "shift", Qt.Key.Key_Control: "ctrl", Qt.Key.Key_Alt: "alt"}


class Keyboard:
    """Decides what a key means that reaches the canvas itself."""

    def __init__(self, stage: Stage, writing: Writing, link_mode: LinkMode) -> None:
        self._stage = stage
        self._writing = writing
        self._link_mode = link_mode

    def press(self, event: QKeyEvent) -> bool:
        """Take a key that went down; returns whether it meant something."""
        stage = self._stage
        if stage.tool.key(event):
            return True
        if event.key() in _HELD:
            self._held_keys_changed(event)
        elif event.key() == Qt.Key.Key_Escape and not stage.resting:
            stage.tool.cancel()
        else:
            return self._typed(event.text(), event.modifiers())
        return True

    def release(self, event: QKeyEvent) -> None:
        """Take a key that went up."""
        if event.key() in _HELD:
            self._held_keys_changed(event)

    def compose(self, event: QInputMethodEvent) -> None:
        """Begin typing with what an input method composes."""
        if event.commitString():
            self._typed(event.commitString(), Qt.KeyboardModifier.NoModifier)
        elif event.preeditString() and self._stage.resting and self._writing.begin(""):
            QApplication.sendEvent(self._writing.field, event)
        event.accept()

    def _typed(self, text: str, held: Qt.KeyboardModifier) -> bool:
        if not text or not text[0].isalnum() or held & (CTRL | _META):
            return False
        if held & ALT and text.isascii():
            return False  # AltGr makes letters of other scripts, Alt alone means a shortcut
        if self._link_mode.tool is not None:
            self._link_mode.begin_with(text)
            return True
        return self._stage.resting and self._writing.begin(text)

    def _held_keys_changed(self, event: QKeyEvent) -> None:
        """Tell the gesture which keys are held; Qt's own answer may be from before the event."""
        if self._stage.resting:
            return
        pointer = self._stage.pointer_now()
        down = event.type() == QEvent.Type.KeyPress
        held = replace(pointer.modifiers, **{_HELD[Qt.Key(event.key())]: down})
        self._stage.tool.move(replace(pointer, modifiers=held))
