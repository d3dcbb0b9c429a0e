"""What may wait for the first paint of a widget waits for it, and not for ever."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from argmap.ui import first_paint
from argmap.ui.first_paint import FirstPaint


class Painted(QWidget):
    """Notes its paints."""

    def __init__(self, done: list[str]) -> None:
        super().__init__()
        self.done = done

    def paintEvent(self, event):
        self.done.append("painted")


def delete_what_is_due():
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_it_is_called_once_after_the_first_paint(qtbot):
    done = []
    widget = Painted(done)
    qtbot.addWidget(widget)
    FirstPaint(widget, lambda: done.append("called"))
    QApplication.processEvents()
    assert done == []
    widget.show()
    qtbot.waitUntil(lambda: "called" in done)
    assert done[0] == "painted"
    widget.repaint()
    QApplication.processEvents()
    assert done.count("called") == 1


def test_a_widget_that_is_never_painted_is_not_waited_for_long(qtbot, monkeypatch):
    monkeypatch.setattr(first_paint, "AT_LATEST", 20)
    done = []
    widget = QWidget()
    qtbot.addWidget(widget)
    FirstPaint(widget, lambda: done.append("called"))
    qtbot.waitUntil(lambda: done == ["called"])


@pytest.mark.parametrize("shown", [False, True])
def test_a_widget_that_goes_takes_its_wait_with_it(qtbot, shown):
    done = []

    def show() -> None:
        """Let only the wait know the widget in the end."""
        widget = Painted(done)
        FirstPaint(widget, lambda: done.append(widget.objectName()))
        if shown:
            widget.show()
            qtbot.waitUntil(lambda: "" in done)
        widget.deleteLater()

    show()
    done.clear()
    delete_what_is_due()
    QApplication.processEvents()
    assert done == []
