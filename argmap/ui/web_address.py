"""A web address as plain text, with a button that opens it after asking.

Only http, https and mailto are opened, by the system; argmap itself never fetches anything.
"""

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from argmap.ui.buttons import FlatButton
from argmap.ui.fields import LineField

ALLOWED = ("http", "https", "mailto")


def _said(text: str) -> str:
    return QCoreApplication.translate("WebAddress", text)


def opened_url(text: str) -> QUrl | None:
    """Return the address that a text gives if it may be opened, else None."""
    url = QUrl(text.strip(), QUrl.ParsingMode.StrictMode)
    whole = url.host() if url.scheme() in ("http", "https") else url.path()
    return url if url.isValid() and url.scheme() in ALLOWED and whole else None


class AddressField:
    """A field for an address, and the button that goes beside it."""

    def __init__(self) -> None:
        self.line = LineField()
        self.line.setPlaceholderText("https://")
        self.button = FlatButton()
        self.button.setText(_said("Open…"))
        self.button.setAccessibleName(_said("Open the web address in the browser"))
        self.button.clicked.connect(lambda: ask_to_open(self.line.text(), self.line))
        self.line.textChanged.connect(self._judge)
        self._judge(self.line.text())

    def _judge(self, text: str) -> None:
        may = opened_url(text) is not None
        self.button.setEnabled(may)
        words = "Opens it after asking." if may else "Only http, https and mailto open."
        self.button.setToolTip(_said(words))


def ask_to_open(text: str, parent: QWidget) -> QMessageBox | None:
    """Ask whether an address should be opened, showing all of it; None where it may not be."""
    url = opened_url(text)
    if url is None:
        return None
    box = QMessageBox(parent.window())
    box.setWindowTitle(_said("Open a web address"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(_said("Open this address outside argmap?"))
    box.setInformativeText(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
    go = box.addButton(_said("Open"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.finished.connect(
        lambda _: QDesktopServices.openUrl(url) if box.clickedButton() is go else None
    )
    box.open()
    return box
