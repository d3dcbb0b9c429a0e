"""Two screens for real: the offscreen platform is given a file that describes them."""

import json

PROGRAM = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen:configfile=" + sys.argv[1]
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtCore import Qt
from argmap.app.settings import Settings
from argmap.app.workspace import Workspace
from argmap.ui.dialogs import Dialogs
from argmap.ui.present.starting import TalkFollower
from argmap.ui.program import Program
from argmap.ui.start import make_application
from argmap.ui.surroundings import Surroundings

application = make_application()
state = Path(sys.argv[2])
around = Surroundings(Settings(state / "s.json"), Workspace(state), Dialogs())
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
    assert told[:6] == [
        "Projector True 1920 1080",
        "True",
        "1",
        "Desk Projector",
        "Desk",
        "None",
    ]
