"""Every key of the map, pressed in every text field of the window, stays in the field.

The keys come from the table of actions and from the other sets of keys, the fields from the window
as it stands, so that neither a new action nor a new field can be forgotten.
"""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from argmap.app.action import Context
from argmap.app.actions import ACTIONS
from argmap.app.keys import PROFILES, keys_of
from argmap.ui.palette import Palette
from argmap.ui.sheet import Section

KINDS = (QLineEdit, QPlainTextEdit, QTextEdit)
OF_LISTS = {"Return", "Enter", "Esc", "Up", "Down", "Tab", "Shift+Tab"}
"""Keys that a field with a list under it has for itself: to choose, to walk, to leave."""
LANDING = {"+": "+", "-": "-", "?": "?", "Space": " ", "F": "f", "/": "/"}


def map_keys(profile: str) -> list[str]:
    """Return the keys of all actions of the map; of other profiles those that differ."""
    actions = [action for action in ACTIONS if action.context is Context.MAP]
    if profile != "default":
        actions = [action for action in actions if action.id in PROFILES[profile]]
    return [key for action in actions for key in keys_of(action, profile, {})]


def press(field: QWidget, key: str) -> None:
    pressed = QKeySequence(key)[0]
    QTest.keyClick(field, pressed.key(), pressed.keyboardModifiers())
    QApplication.processEvents()


def words(field: QWidget) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def restore(field: QWidget) -> None:
    """Close what the last key opened and take back what it typed."""
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    owner = field.parentWidget()
    for widget in (field, owner):
        if hasattr(widget, "give_up"):
            widget.give_up()
    if isinstance(owner, QComboBox | QAbstractSpinBox):
        owner.clearFocus()


def structure(window) -> object:
    """Return what only actions of the map change, with what is begun on it."""
    editor, map = window.editor, window.editor.map
    links = [(id_, link.premises, link.target, link.kind) for id_, link in map.links.items()]
    texts = [(id_, statement.text, statement.kind) for id_, statement in map.statements.items()]
    session = editor.session
    return texts, links, map.groups, map.meta.view, session.folded, session.linking is not None


def try_keys(
    window, ready: Callable[[], QWidget], *, listed: bool = False, drafting: bool = False
) -> None:
    before = structure(window)
    for profile in PROFILES:
        window.actions_.set_keys(profile, {})
        for key in map_keys(profile):
            if listed and key in OF_LISTS:
                continue
            field = ready()
            where = f"{key!r} of {profile} in {field.accessibleName() or field.objectName()!r}"
            typed = words(field)
            landing = LANDING.get(key, "") if takes_text(field) else ""
            press(field, key)
            if landing:
                assert words(field) != typed, where
                assert landing in words(field), where
            if not drafting:
                assert window.editor.draft is None, where
            assert structure(window) == before, where
            restore(field)


def takes_text(field: QWidget) -> bool:
    numbers = isinstance(field.parentWidget(), QAbstractSpinBox)
    return not field.isReadOnly() and not numbers


def fields_in(pane: QWidget) -> Iterator[QWidget]:
    for kind in KINDS:
        for field in pane.findChildren(kind):
            if field.isVisible() and field.isEnabled():
                yield field


@pytest.mark.parametrize(
    "chosen",
    [(), ("tea",), ("cost",), ("study",), ("doubt-to-link",), ("calm", "cost")],
    ids=lambda chosen: "+".join(chosen) or "map",
)
def test_fields_of_the_inspector(shown, tea, chosen, qtbot):
    window = shown(tea)
    window.editor.select(*chosen)
    pane = window.docks.pane("inspector")
    qtbot.waitUntil(lambda: pane._turned and not pane._soon.isActive())  # it follows after a paint
    for fold in pane.findChildren(Section):  # what is folded away is shown as well
        fold.heading.setChecked(True)
    QApplication.processEvents()
    fields = list(fields_in(pane))
    assert fields

    for field in fields:

        def ready(field: QWidget = field) -> QWidget:
            if window.editor.session.selection != chosen:
                window.editor.select(*chosen)
            field.setFocus()
            QApplication.processEvents()
            return field

        try_keys(window, ready)
        assert window.editor.session.selection == chosen


def test_the_box_being_worded(shown, tea):
    window = shown(tea)
    editor, field = window.editor, window.canvas.writing.field

    def ready() -> QWidget:
        if editor.draft is None:
            editor.select("tea")
            window.canvas.setFocus()
            press(window.canvas, "F2")
        assert field.isVisible()
        assert field.hasFocus()
        return field

    before = structure(window)
    try_keys(window, lambda: fresh(window, ready), drafting=True)
    fresh(window, ready)
    press(field, "Esc")
    assert structure(window) == before


def fresh(window, ready: Callable[[], QWidget]) -> QWidget:
    """Begin the wording anew, so that nothing typed before is kept by the next key."""
    window.editor.drop_draft()
    QApplication.processEvents()
    return ready()


def test_the_field_of_finding(shown, tea):
    window = shown(tea)

    def ready() -> QWidget:
        window.find_bar.open()
        QApplication.processEvents()
        return window.find_bar.field

    try_keys(window, ready, listed=True)


def test_the_filter_of_the_outline(shown, tea):
    window = shown(tea)
    window.docks.show("outline")
    (field,) = fields_in(window.docks.pane("outline"))

    def ready() -> QWidget:
        field.clear()
        field.setFocus()
        QApplication.processEvents()
        return field

    try_keys(window, ready, listed=True)


def test_the_palette(shown, tea):
    window = shown(tea)

    def ready() -> QWidget:
        if not (open_ := [one for one in window.findChildren(Palette) if one.isVisible()]):
            window.perform(window.actions_.records["help.palette"])
            open_ = window.findChildren(Palette)
        QApplication.processEvents()
        return open_[-1].field

    try_keys(window, ready, listed=True)


def test_the_name_of_a_links_target(shown, tea):
    window = shown(tea)
    window.editor.select("cost")
    press(window.canvas, "Ctrl+L")
    (field,) = (one for one in fields_in(window.canvas) if isinstance(one, QLineEdit))

    def ready() -> QWidget:
        assert field.isVisible()
        field.setFocus()
        return field

    try_keys(window, ready, listed=True)
    press(field, "Esc")
