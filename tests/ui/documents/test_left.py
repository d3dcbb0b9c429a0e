"""Leaving a quote as it is: it goes below a line and is not counted, until the document changes."""

import pytest
from PySide6.QtWidgets import QApplication

from argmap.app.left_quotes import LeftQuotes
from argmap.app.workspace import Workspace

GONE = "Nothing of that is said here any more, in no way at all."


@pytest.fixture
def troubled(pane, editor, tea, tmp_path, qtbot):
    pane.below.left = LeftQuotes(Workspace(tmp_path / "state"))
    tea.write_text(GONE)
    editor.reading.documents.look_again()
    pane.run("document.to-look-at")
    qtbot.waitUntil(lambda: pane.below.troubles.current is not None)
    pane.below.refresh()
    return pane.below.troubles


def lines(troubles):
    return [troubles.lines.item(row).text() for row in range(troubles.lines.count())]


def test_a_quote_that_is_left_stands_below_a_line_and_is_not_counted(
    pane, editor, troubled, tea, tmp_path, qtbot
):
    before = editor.map
    count = len(lines(troubled))
    assert pane.footer.troubles.text() == f"To look at {count}"
    assert troubled.leave.text() == "Leave"
    left = troubled.current
    troubled.leave.click()
    assert lines(troubled)[count - 1] == "Left as they are (1)"
    assert pane.footer.troubles.text() == f"To look at {count - 1}"
    assert troubled.current == left
    assert troubled.leave.text() == "Look at it again"
    assert editor.map is before
    assert troubled.calm.isHidden()  # not every quote stands where it should
    assert LeftQuotes(Workspace(tmp_path / "state")).holds(left, editor.reading.text.text_sha256)
    tea.write_text(GONE + " Nor there.")
    editor.reading.documents.look_again()
    QApplication.processEvents()
    pane.below.refresh()
    assert pane.footer.troubles.text() == f"To look at {count}"


def test_a_quote_that_was_left_is_looked_at_again(pane, troubled):
    before = lines(troubled)
    troubled.leave.click()
    troubled.leave.click()
    assert lines(troubled) == before
