"""The ground that the tests of the real window stand on."""

import subprocess
import sys

SHOW = """
from PySide6 import QtCore, QtWidgets
app = QtWidgets.QApplication([])
window = QtWidgets.QLineEdit()
window.setWindowTitle("line for words")
window.returnPressed.connect(lambda: (print(window.text(), flush=True), app.quit()))
window.show()
QtCore.QTimer.singleShot(20_000, app.quit)
print(app.platformName(), app.primaryScreen().size().toTuple(), flush=True)
app.exec()
"""


def test_keys_reach_a_window_on_the_virtual_screen(screen_environment):
    def xdotool(*words):
        subprocess.run(["xdotool", *words], env=screen_environment, check=True, timeout=30)

    child = subprocess.Popen(
        [sys.executable, "-c", SHOW],
        env=screen_environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with child:
        first = child.stdout.readline()
        assert first == "xcb (1600, 1000)\n", first + child.stdout.read()
        window = ("search", "--sync", "--onlyvisible", "--name", "line for words")
        xdotool(*window, "windowactivate", "--sync", "type", "--delay", "20", "argued")
        xdotool("key", "Return")
        assert child.stdout.read() == "argued\n"
    assert child.returncode == 0
