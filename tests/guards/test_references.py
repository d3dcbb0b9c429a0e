"""PySide6 must not lose references to None and True, which aborts Python 3.11 after a while.

Release 6.12.0 does. Counted in child processes, so that a bad release fails here with words
instead of killing the test run. On Python 3.12 and later both are immortal and nothing can fall.
"""

LOSS = 50

SET_PEN = """
import sys
from PySide6.QtGui import QColor, QImage, QPainter
image = QImage(10, 10, QImage.Format.Format_ARGB32)
painter = QPainter(image)
pen = QColor("black")
painter.setPen(pen)
before = sys.getrefcount(None)
for _ in range(500):
    painter.setPen(pen)
print(sys.getrefcount(None) - before)
painter.end()
"""

EMIT = """
import sys
from PySide6.QtCore import QObject, Signal
class Sender(QObject):
    sent = Signal(bool)
sender = Sender()
sender.sent.connect(lambda value: None)
sender.sent.emit(True)
before = sys.getrefcount(True)
for _ in range(100):
    sender.sent.emit(True)
print(sys.getrefcount(True) - before)
"""


def test_set_pen_keeps_none(python):
    assert abs(int(python(SET_PEN))) < LOSS


def test_emit_keeps_true(python):
    assert abs(int(python(EMIT))) < LOSS
