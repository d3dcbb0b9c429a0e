"""Two screens for real: the offscreen platform is given a file that describes them."""

import json

PROGRAM = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen:configfile=" + sys.argv[1]
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from argmap.app.settings import Settings
from argmap.app.workspace import Workspace
from argmap.edit import stories
from argmap.ui.dialogs import Dialogs
from argmap.ui.present.starting import TalkFollower
from argmap.ui.program import Program
from argmap.ui.start import make_application
from argmap.ui.surroundings import Surroundings

application = make_application()
state = Path(sys.argv[2])
around = Surroundings(Settings(state / "s.json"), Workspace(state), Dialogs())
around.settings.set("motion", "off")
program = Program(application, around)
window = program.open(Path(sys.argv[3]))
for _ in range(500):
    QTest.qWait(10)
    if window.editor is not None and window.editor.placement.boxes:
        break
for id_ in ("story.conclusion-first", "present.start"):
    window.perform(window.actions_.records[id_])
QTest.qWait(50)
presenting = window.bridge.findChild(TalkFollower).presenting
audience, presenter = presenting.audience, presenting.presenter
print(audience.screen().name(), audience.isFullScreen(), audience.width(), audience.height())
print(presenter.screen().name() != audience.screen().name())
QTest.keyClick(presenter.view, Qt.Key.Key_PageDown)
print(presenting.talk.at)
print(application.activeWindow() is presenter)
QTest.keyClick(presenter.view, Qt.Key.Key_O)
line = presenter.lines.said.text
print(application.focusWidget() is line)
QTest.keyClicks(line, "Not by night.")
QTest.keyClick(line, Qt.Key.Key_Return)
QTest.qWait(20)
print("not-by-night" in audience.view.talk.told.map.statements, presenting.talk.at)
with window.editor.transact("Notes") as tx:
    for at in range(len(presenting.talk.steps)):
        stories.set_step_field(tx, presenting.talk.story_id, at, "notes", "Secret notes.")
QTest.qWait(20)
def words(widget):
    return " ".join(
        str(getattr(one, name)())
        for one in [widget, *widget.findChildren(QWidget)]
        for name in ("text", "toPlainText", "accessibleName", "accessibleDescription", "toolTip",
                     "windowTitle")
        if callable(getattr(one, name, None))
    )
print("Secret" in words(presenter), "Secret" in words(audience))
audience.badge.say("")
before = audience.grab().toImage()
presenter.size_notes(30)
with window.editor.transact("Other notes") as tx:
    at = presenting.talk.at
    stories.set_step_field(tx, presenting.talk.story_id, at, "notes", "Other secret notes.")
QTest.qWait(20)
print(audience.grab().toImage() == before)
QTest.keyClick(presenter.view, Qt.Key.Key_E)
QTest.qWait(50)
canvas = presenting.unlocked.canvas
print(canvas.window() is audience, application.focusWidget() is canvas)
QTest.keyClick(canvas, Qt.Key.Key_Escape)
QTest.qWait(50)
print(application.activeWindow() is presenter)
QTest.keyClick(presenter.view, Qt.Key.Key_X)
QTest.qWait(50)
print(audience.screen().name(), presenter.screen().name())
print(around.workspace.choices("talk")["audience"])
presenting.talk.leave()
window.perform(window.actions_.records["talk.end"])
QTest.qWait(50)
print(window.editor.session.talk)
sys.stdout.flush()
os._exit(0)
"""


def test_the_audience_has_the_other_screen_and_keys_swap_them(python, tmp_path, tea):
    screens = [
        {"name": "Desk", "x": 0, "y": 0, "width": 1280, "height": 800, "dpi": 96, "dpr": 1},
        {
            "name": "Projector",
            "x": 1280,
            "y": 0,
            "width": 1920,
            "height": 1080,
            "dpi": 96,
            "dpr": 1,
        },
    ]
    for screen in screens:
        screen |= {"logicalDpi": 96, "logicalBaseDpi": 96}
    file = tmp_path / "screens.json"
    file.write_text(json.dumps({"screens": screens}))
    told = python(PROGRAM, str(file), str(tmp_path / "state"), str(tea)).split("\n")
    assert told[:13] == [
        "Projector True 1920 1080",
        "True",
        "1",
        "True",
        "True",
        "True 1",
        "True False",
        "True",
        "True True",
        "True",
        "Desk Projector",
        "Desk",
        "None",
    ]
