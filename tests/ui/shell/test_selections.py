"""Going from one selection to another by real clicks writes nothing that nobody wrote.

Every field of the inspector is clicked into, and some are changed, before something else is
selected on the map: what was changed belongs to what it was shown for.
"""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from argmap.model.diff import between
from argmap.ui.fields import ChoiceField, FlagField, LineField, TextField, WordsField

NO_MODIFIER, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
IDS = {
    "statement": ("cost",),
    "link": ("doubt-to-link",),
    "several": ("calm", "study"),
    "none": (),
    "source": (),
}
SELECTIONS = tuple(IDS)
BESIDE = {"source": ("book",), "several": ("good",)}
"""What is shown without being selected: the source, the group."""
SOURCED = """\
sources:
  - {id: book, title: The Book of Tea, authors: [K. Okakura], date: "1906"}
"""


@pytest.fixture
def window(shown, tea):
    tea.write_text(tea.read_text().replace("statements:", f"{SOURCED}statements:", 1))
    window = shown(tea)
    window.docks.docks["documents"].hide()
    window.resize(1500, 900)
    QApplication.processEvents()
    window.actions_["view.fit-all"].trigger()
    window.told = []
    window.editor.notices.add(lambda notice: window.told.append(notice.text))
    return window


def click(window, point, held=NO_MODIFIER):
    x, y = window.canvas.camera.to_screen(point)
    QTest.mouseClick(window.canvas, Qt.MouseButton.LeftButton, held, QPoint(round(x), round(y)))
    QApplication.processEvents()


def select(window, what):
    """Select one of SELECTIONS, as a person does."""
    placement, inspector = window.editor.placement, window.docks.pane("inspector")
    boxes = placement.boxes
    if hasattr(inspector.sheet, "back"):
        QTest.mouseClick(inspector.sheet.back, Qt.MouseButton.LeftButton)
    match what:
        case "statement":
            click(window, boxes["cost"].centre)
        case "link":
            click(window, placement.routes["doubt-to-link"].badge)
        case "several":
            click(window, boxes["calm"].centre)
            click(window, boxes["study"].centre, SHIFT)
        case "none" | "source":
            assert not window.canvas.what_at((6.0, 6.0))
            click(window, window.canvas.camera.to_map((6.0, 6.0)))
    if what == "source":
        inspector.sheet.sources.setCurrentRow(0)
        QTest.mouseClick(inspector.sheet.edit, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def shown_fields(window):
    fields = window.docks.pane("inspector").sheet.fields
    return [(name, field) for name, field in fields.items() if field.isVisible()]


def go_into(field):
    if isinstance(field, FlagField):
        field.setFocus()  # a click would be a change
    else:
        QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    close_lists()


def close_lists():
    """Leave the list of a combo box as it is; a click elsewhere would do no more."""
    QApplication.processEvents()
    if (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    QApplication.processEvents()


def pairs(window, one):
    """Yield every field of one selection, and with them every other selection to go to."""
    others = [other for other in SELECTIONS if other != one]
    select(window, one)
    for number in range(max(len(shown_fields(window)), len(others))):
        select(window, one)
        fields = shown_fields(window)
        yield *fields[number % len(fields)], others[number % len(others)]


@pytest.mark.parametrize("one", SELECTIONS)
def test_looking_at_fields_writes_nothing(window, one):
    before = window.editor.map
    for _, field, other in pairs(window, one):
        assert window.editor.session.selection == IDS[one]
        go_into(field)
        select(window, other)
        assert window.editor.session.selection == IDS[other]
    assert window.told == []
    assert window.editor.map is before


@pytest.mark.parametrize("one", SELECTIONS)
def test_what_is_written_belongs_to_what_it_was_written_for(window, one):
    for name, field, other in pairs(window, one):
        before = window.editor.map
        if not field.isEnabled():  # a direction, of a map that now runs in none
            continue
        go_into(field)
        if not change(name, field):
            continue
        close_lists()
        select(window, other)
        now = window.editor.map
        assert now != before, name
        assert set(between(before, now).touched()) <= {*IDS[one], *BESIDE.get(one, ())}, name
        assert window.told == [], name


def change(name, field):
    """Change a field by keys without leaving it; False where it takes no words and no choice."""
    if isinstance(field, ChoiceField):
        step = Qt.Key.Key_Down if field.currentIndex() < field.count() - 1 else Qt.Key.Key_Up
        QTest.keyClick(field, step)
    elif isinstance(field, LineField | TextField):
        QTest.keyClicks(field, "-07" if name == "date" else "x")
    elif isinstance(field, WordsField):
        QTest.keyClicks(field.lineEdit(), "x")
    else:
        return False
    return True
