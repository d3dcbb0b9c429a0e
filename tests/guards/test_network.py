"""Starting the program reaches no network: an audit hook in a child process would see it."""

# Local sockets (X11, the session bus) are not the network; only internet addresses count.
START = """
import sys
seen = []

def watch(event, arguments):
    if event in {"socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo",
                 "socket.gethostbyname", "urllib.Request", "webbrowser.open"}:
        seen.append(f"{event} {arguments}")
    elif event == "socket.__new__" and arguments[1] != 1:  # 1 is AF_UNIX
        seen.append(f"{event} {arguments}")

sys.addaudithook(watch)

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import argmap.__main__

shown = []

def look():
    windows = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    if windows:
        shown.append(type(windows[0]).__name__)
        QApplication.exit(0)
    else:
        QTimer.singleShot(50, look)

run = QApplication.exec
def exec_with_look(*_application):
    QTimer.singleShot(300, look)
    return run()
QApplication.exec = exec_with_look

code = argmap.__main__.main(sys.argv[1:])
assert code == 0, code
assert shown, "no window came up"
assert not seen, seen
assert not {"ssl", "http.client", "urllib.request", "PySide6.QtNetwork"} & set(sys.modules)
print("quiet")
"""

NOISY = "import sys, socket\n" + START.replace(
    "shown = []", "shown = ['no window']\nsocket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()"
).replace("argmap.__main__.main(sys.argv[1:])", "0")


def test_a_start_with_an_example_opens_no_socket(python):
    code = START.replace("sys.argv[1:]", "[str(example_maps()[0])]")
    code = code.replace(
        "import argmap.__main__",
        "import argmap.__main__\nfrom argmap.resources import example_maps",
    )
    assert python(code).splitlines()[-1] == "quiet"


def test_the_watch_sees_a_socket(python):
    assert python(NOISY, expect=1) == ""
