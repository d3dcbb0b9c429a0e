import json
import os
from dataclasses import replace
from pathlib import Path

from argmap.app.kept import Kept, from_json, to_json
from argmap.app.workspace import PLACEMENTS, RECENT, Workspace


def test_recent_maps_are_the_latest_first_and_pruned(tmp_path):
    workspace = Workspace(tmp_path / "state")
    files = [tmp_path / f"{number}.yaml" for number in range(RECENT + 3)]
    for file in files:
        file.write_text("argmap: 1\n")
        workspace.opened(file)
    workspace.opened(files[4])
    files[-1].unlink()
    again = Workspace(tmp_path / "state")
    assert again.recent()[:2] == [files[4], files[-2]]
    assert files[-1] not in again.recent()
    assert len(again.recent()) <= RECENT
    assert again.last_folder == tmp_path


def test_recent_maps_are_forgotten_with_their_pictures(tmp_path):
    workspace = Workspace(tmp_path / "state")
    file = tmp_path / "a.yaml"
    file.write_text("argmap: 1\n")
    workspace.opened(file)
    picture = workspace.thumbnail_file(file.read_bytes())
    picture.parent.mkdir()
    picture.write_bytes(b"a picture")
    workspace.forget_recent()
    assert Workspace(tmp_path / "state").recent() == []
    assert not picture.exists()
    assert workspace.last_folder == tmp_path
    workspace.forget_recent()


def test_window_places_of_another_version_are_not_restored(tmp_path):
    workspace = Workspace(tmp_path)
    assert workspace.window() is None
    workspace.keep_window(b"\x00geometry", b"panes\xff")
    assert Workspace(tmp_path).window() == (b"\x00geometry", b"panes\xff")
    file = tmp_path / "state.json"
    state = json.loads(file.read_text())
    state["window"]["version"] = 0
    file.write_text(json.dumps(state))
    assert Workspace(tmp_path).window() is None


def test_a_damaged_state_is_taken_as_empty(tmp_path):
    (tmp_path / "state.json").write_text('{"recent": 3, "window": [')
    workspace = Workspace(tmp_path)
    assert workspace.recent() == []
    (tmp_path / "state.json").write_text('{"recent": 3, "window": {"version": 1}, "folder": "/no"}')
    workspace = Workspace(tmp_path)
    assert workspace.recent() == []
    assert workspace.window() is None
    assert workspace.last_folder == Path.home()


def test_a_state_folder_that_cannot_be_written_is_no_trouble(tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    workspace = Workspace(in_the_way / "state")
    workspace.keep_window(b"", b"")
    assert workspace.rescue("map", "argmap: 1\n") is None


def test_a_placement_comes_back_exactly(edit, tmp_path):
    editor = edit()
    kept = Kept(editor.placement, ("calm",), (1.5, -2.0, 0.75), ("tea", "calm-to-tea"))
    workspace = Workspace(tmp_path)
    workspace.keep(b"bytes of the file", kept)
    found = workspace.kept(b"bytes of the file")
    assert found.folded == kept.folded
    assert found.camera == kept.camera
    assert replace(found.placement, warmth={}) == replace(kept.placement, warmth={})
    assert json.dumps(found.placement.warmth) == json.dumps(kept.placement.warmth)
    assert workspace.kept(b"other bytes") is None


def test_a_kept_placement_of_another_shape_is_refused(edit):
    text = to_json(Kept(edit().placement))
    assert from_json(text) is not None
    for bad in ("", "[]", "{}", text[:-5], text.replace('"version":3', '"version":99')):
        assert from_json(bad) is None
    data = json.loads(text)
    for part in ("boxes", "routes"):
        for key in data[part]:
            for wrong in (7, [7], ["a"], data[part][key][:-1]):
                assert from_json(json.dumps({**data, part: {**data[part], key: wrong}})) is None
    own = data["kept"]
    for key in own["placement"]:
        if key not in ("boxes", "routes", "warmth"):
            wrong = {**own, "placement": {**own["placement"], key: 7}}
            assert from_json(json.dumps({**data, "kept": wrong})) is None
    for key in own:
        assert from_json(json.dumps({**data, "kept": {**own, key: [1]}})) is None
    assert from_json(json.dumps({**data, "warmth": 7})) is None


def test_an_editor_starts_from_a_kept_placement_only_if_sizes_fit(edit):
    editor = edit()
    whole = editor.placement
    editor.session.fold(["calm"])
    kept = editor.placement
    fresh = type(editor)(editor.document, lambda map: dict.fromkeys(map.statements, (200.0, 60.0)))
    assert not fresh.start_from(kept, ())  # some boxes are missing
    assert fresh.start_from(whole, {"calm"})
    assert fresh.placement.boxes.keys() == kept.boxes.keys()
    assert fresh.start_from(kept, frozenset({"calm", "gone"}))
    assert fresh.placement is kept
    assert fresh.session.folded == {"calm"}
    larger = type(editor)(editor.document, lambda map: dict.fromkeys(map.statements, (260.0, 60.0)))
    assert not larger.start_from(kept, frozenset())
    assert not larger.placement.boxes


def test_only_the_newest_placements_are_kept(edit, tmp_path):
    workspace = Workspace(tmp_path)
    kept = Kept(edit().placement)
    folder = tmp_path / "placements"
    for number in range(PLACEMENTS + 3):
        workspace.keep(str(number).encode(), kept)
    assert len(list(folder.iterdir())) == PLACEMENTS


def test_kept_placements_take_so_much_room_and_no_more(edit, tmp_path, monkeypatch):
    workspace, kept = Workspace(tmp_path), Kept(edit().placement)
    monkeypatch.setattr("argmap.app.workspace.PLACEMENT_BYTES", int(len(to_json(kept)) * 2.5))
    for number in range(4):
        workspace.keep(b"%d" % number, kept)
        os.utime(workspace.placement_file(b"%d" % number), (number, number))
    workspace.forget_old_placements()
    left = [workspace.placement_file(b"%d" % number).exists() for number in range(4)]
    assert left == [False, False, True, True]
    monkeypatch.setattr("argmap.app.workspace.PLACEMENT_BYTES", 1)
    workspace.forget_old_placements()
    assert workspace.kept(b"3") is not None  # the last one is left in any case


def test_a_rescued_map_has_a_name_that_files_may_have(tmp_path):
    path = Workspace(tmp_path).rescue("a/b: c?", "argmap: 1\n")
    assert path.read_text() == "argmap: 1\n"
    assert path.parent == tmp_path / "rescued"
