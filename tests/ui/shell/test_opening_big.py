"""A big map: read by a thread, sketched at once, laid out by a process, kept for the next time."""

import gc
import threading

import pytest

from argmap.app.layout_process import Elsewhere
from argmap.edit import statements
from argmap.io.yaml_write import canonical
from argmap.layout.arrange import arrange
from argmap.layout.placement import LayoutOptions
from argmap.ui import reading_files
from argmap.ui.canvas import camera as cameras
from bench.maps import made_up


@pytest.fixture
def big(tmp_path, monkeypatch):
    """A map that counts as big, and its file."""
    for module in ("argmap.app.arrangers", "argmap.ui.opening_big"):
        monkeypatch.setattr(f"{module}.BIG", 30)
    monkeypatch.setattr(reading_files, "BIG_FILE", 100)
    map_, path = made_up(60), tmp_path / "big.argmap.yaml"
    path.write_text(canonical(map_))
    return map_, path


@pytest.fixture
def placements(monkeypatch):
    """Every placement that is shown from now on."""
    from argmap.app.arranging import Arranging

    shown = []
    begin = Arranging.__init__

    def listening(self, *parts):
        begin(self, *parts)
        self.done.add(shown.append)

    monkeypatch.setattr(Arranging, "__init__", listening)
    return shown


def is_laid_out(window):
    shown = window.editor is not None and window.furnished
    return shown and isinstance(window.editor.placement.warmth, Elsewhere)


def test_a_big_map_is_sketched_and_then_laid_out(program, qtbot, big, placements):
    map_, path = big
    window = program.open(path)
    qtbot.waitUntil(lambda: is_laid_out(window), timeout=20_000)
    first, last = placements[0], placements[-1]
    assert not first.warmth
    assert first.boxes.keys() == map_.statements.keys()
    sizes = window.editor.arranging.measure(map_)
    expected = arrange(map_, sizes, LayoutOptions())
    assert last.boxes == expected.boxes
    assert last.routes == expected.routes
    assert last is window.editor.placement


def test_the_first_view_is_that_of_the_layout_and_not_of_the_sketch(program, qtbot, big):
    window = program.open(big[1])
    qtbot.waitUntil(lambda: is_laid_out(window), timeout=20_000)
    canvas = window.canvas
    root = canvas.placement.boxes[window.editor.map.roots[0]]
    direction = canvas.placement.direction
    content, view = canvas.sight.content(), canvas.view
    zooms = (cameras.COMFORTABLE, cameras.READABLE)
    firsts = [cameras.first_view(content, root, view, direction, zoom) for zoom in zooms]
    assert canvas.camera in [*firsts, cameras.fitted(content, view)]
    assert root.meets(canvas.camera.visible(view))


def test_who_looked_elsewhere_than_at_the_beginning_of_a_sketch_stays_there(program, qtbot, big):
    window = program.open(big[1])
    qtbot.waitUntil(lambda: window.editor is not None, timeout=20_000)
    window.canvas.eye.look(window.canvas.camera.panned(0, -300))
    qtbot.waitUntil(lambda: is_laid_out(window), timeout=20_000)
    assert not window.canvas.eye.is_at_beginning


def test_edits_are_followed_by_the_process(program, qtbot, big):
    _, path = big
    window = program.open(path)
    qtbot.waitUntil(lambda: is_laid_out(window), timeout=20_000)
    editor = window.editor
    before = editor.placement
    with editor.transact("Add") as tx:
        new = statements.add_supporting(tx, "s3", "A reason.")
    with editor.transact("Remove") as tx:
        statements.remove(tx, ["s59"])
    assert "s59" not in editor.placement.boxes  # at once, and before there is an answer
    qtbot.waitUntil(lambda: new in editor.placement.boxes, timeout=20_000)
    assert editor.placement.boxes.keys() == editor.map.statements.keys()
    assert editor.placement.routes.keys() == editor.map.links.keys()
    editor.undo()
    editor.undo()
    qtbot.waitUntil(lambda: "s59" in editor.placement.boxes, timeout=20_000)
    assert new not in editor.placement.boxes
    moved = [id_ for id_, box in before.boxes.items() if editor.placement.boxes[id_] != box]
    assert len(moved) < len(before.boxes) / 4


def test_an_edit_of_the_sketch_is_laid_out_too(program, qtbot, big, monkeypatch):
    monkeypatch.setattr("argmap.ui.opening_big.arrange_when_seen", lambda *_: None)
    window = program.open(big[1])
    qtbot.waitUntil(lambda: window.furnished, timeout=20_000)
    editor = window.editor
    with editor.transact("Add") as tx:
        new = statements.add_supporting(tx, "s3", "A reason.")
    qtbot.waitUntil(lambda: new in editor.placement.boxes, timeout=20_000)
    assert editor.placement.boxes.keys() == editor.map.statements.keys()


def test_a_sketch_is_not_kept(program, qtbot, big, monkeypatch):
    monkeypatch.setattr("argmap.ui.opening_big.arrange_when_seen", lambda *_: None)
    window = program.open(big[1])
    qtbot.waitUntil(lambda: window.furnished, timeout=20_000)
    kept = window.around.workspace.placement_file(window.editor.document.raw)
    window.close()
    assert not kept.exists()


def test_what_was_kept_is_shown_at_once_and_stays(program, qtbot, big, placements):
    window = program.open(big[1])
    qtbot.waitUntil(lambda: is_laid_out(window), timeout=20_000)
    before = window.editor.placement
    kept = window.around.workspace.placement_file(window.editor.document.raw)
    window.close()
    qtbot.waitUntil(kept.exists, timeout=20_000)
    placements.clear()
    again = program.open(big[1])
    qtbot.waitUntil(lambda: is_laid_out(again), timeout=20_000)
    assert placements[0].boxes == before.boxes
    qtbot.waitUntil(lambda: len(placements) > 1, timeout=20_000)
    assert placements[-1].boxes == before.boxes
    assert placements[-1].routes.keys() == before.routes.keys()


@pytest.mark.parametrize("ready", [False, True])
def test_a_big_file_that_is_no_map_is_told(program, qtbot, big, ready):
    big[1].write_text("no map\n" * 100)
    program.is_ready = ready
    window = program.open(big[1])
    qtbot.waitUntil(lambda: window.editor is not None, timeout=20_000)
    assert window.bar.topic == "unreadable"
    assert gc.isenabled()


def test_a_program_that_is_ready_reads_while_the_window_comes_up(program, qtbot, big):
    program.is_ready = True
    window = program.open(big[1])
    assert not window.equipped
    assert not gc.isenabled()  # it is on its way
    qtbot.waitUntil(lambda: is_laid_out(window), timeout=20_000)
    assert window.editor.map == big[0]
    qtbot.waitUntil(gc.isenabled, timeout=20_000)
    assert gc.get_freeze_count() > 0
    window.close()
    qtbot.waitUntil(lambda: gc.get_freeze_count() == 0)


def test_a_long_file_of_a_small_map_needs_no_process(program, qtbot, big, monkeypatch):
    monkeypatch.setattr("argmap.app.arrangers.BIG", 1000)
    monkeypatch.setattr("argmap.ui.opening_big.BIG", 1000)
    window = program.open(big[1])
    qtbot.waitUntil(lambda: window.furnished and bool(window.editor.placement.warmth))
    assert window.editor.placement.boxes.keys() == big[0].statements.keys()
    assert window.editor.arranging._arranger._process is None


def test_a_window_may_be_closed_while_its_map_is_read(program, qtbot, big):
    window = program.open(big[1])
    window.close()
    qtbot.wait(300)
    assert window not in program.windows


def test_what_a_map_needs_is_loaded_while_one_is_chosen(program, qtbot):
    assert not program.is_ready
    welcome = program.welcome()
    qtbot.waitUntil(lambda: program.is_ready, timeout=20_000)
    welcome.close()


def test_a_map_whose_window_was_closed_while_it_was_read_is_left_alone(program, qtbot, big):
    _, path = big
    window = program.open(path)
    qtbot.waitUntil(lambda: window.equipped)
    started = [thread for thread in threading.enumerate() if thread.name == "argmap-background"]
    for thread in started:
        thread.join(20)
    assert window.editor is None  # what was read waits to be taken
    window.close()
    gone = []
    window.destroyed.connect(lambda: gone.append(True))
    qtbot.waitUntil(lambda: gone == [True])
    assert window.editor is None


def test_a_map_that_is_being_read_gets_no_second_window(program, qtbot, big):
    _, path = big
    window = program.open(path)
    assert program.open(path) is window
    qtbot.waitUntil(lambda: is_laid_out(window), timeout=20_000)
    assert program.open(path) is window
    assert program.windows == [window]
