"""Layout makes ready for the next edit as soon as nobody edits."""

from dataclasses import replace

from argmap.app.editor import Editor
from argmap.edit import statements
from argmap.io.files import new_document
from argmap.layout.live import live_layout
from argmap.render.measure import Measure
from argmap.ui import warming
from argmap.ui.bridge import Bridge
from argmap.ui.warming import Warming
from bench.maps import made_up


def test_the_first_edit_finds_layout_ready(qtbot, monkeypatch):
    made = []
    live_map = live_layout.LiveMap
    monkeypatch.setattr(live_layout, "LiveMap", lambda *given: made.append(1) or live_map(*given))
    monkeypatch.setattr(warming, "MOMENT", 5)
    document = replace(new_document(), map=made_up(12))
    editor = Editor(document, Measure().sizes)
    editor.arrange()
    bridge = Bridge(editor)
    Warming(editor.arranging, bridge)
    assert not made
    qtbot.waitUntil(lambda: bool(made))
    made.clear()
    with editor.transact("Add") as tx:
        statements.add_supporting(tx, next(iter(tx.map.statements)), "It is so.")
    assert not made
    editor.arrange(afresh=True)
    qtbot.waitUntil(lambda: bool(made))
    bridge.detach()
