"""Nothing but the window itself ever stands on the screen by mistake."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from argmap.ui.window import Window


class Watch(QObject):
    """Notes every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
        if shown and watched.isWindow() and not isinstance(watched, Window):
            self.seen.append(f"{type(watched).__name__} {watched.objectName()!r}")
        return False


def test_no_part_of_a_window_shows_before_it_has_its_place(shown, tea, program, qapp):
    watch = Watch()
    qapp.installEventFilter(watch)
    try:
        window = shown(tea)
        for name in window.docks.docks:
            window.docks.show(name)
            QApplication.processEvents()
        for chosen in ((), ("tea",), ("cost-to-tea",), ("tea", "cost")):
            window.editor.select(*chosen)
            QApplication.processEvents()
        program.around.settings.set("text_size", 130)  # everything is made anew
        QApplication.processEvents()
    finally:
        qapp.removeEventFilter(watch)
    assert watch.seen == []
