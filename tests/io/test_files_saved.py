"""Saving: only what changed is written, nobody's work is overwritten unasked, errors speak."""

import dataclasses
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from argmap.io.backups import backups_of, keep_backup
from argmap.io.files import (
    Agreed,
    ChangedElsewhere,
    EmptiesMap,
    document_bytes,
    format_file,
    new_document,
    open_document,
    rebased,
    save_document,
    write_new_map,
)
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.records import Source, Statement
from tests.io.messy import MESSY, WITH_PROBLEMS
from tests.io.one_statement import TEXT, worded


def test_saving_changes_what_changed(path):
    document = open_document(path)
    saved = save_document(document, worded(document.map))
    assert path.read_bytes() == TEXT.replace("One.", "Two.").encode()
    assert saved.raw == path.read_bytes()
    assert saved.map.statements["a"].text == "Two."
    assert saved.notices == ()


def test_nothing_is_written_when_nothing_changed(path):
    document = open_document(path)
    before = path.stat()
    save_document(document, document.map)
    same = ArgumentMap(**vars(document.map))
    save_document(document, same)
    assert path.stat().st_ino == before.st_ino
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert backups_of(path) == []


def test_a_new_map_needs_a_name_and_gets_one(tmp_path):
    document = new_document()
    map = ArgumentMap(statements={"a": Statement("a", text="One.")})
    with pytest.raises(UserError, match="no file yet"):
        save_document(document, map)
    path = tmp_path / "new.argmap.yaml"
    saved = save_document(document, map, path=path)
    assert path.read_text() == "argmap: 1\n\nstatements:\n  - id: a\n    text: One.\n"
    if os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        assert path.stat().st_mode & 0o777 == 0o666 & ~mask
    saved = save_document(saved, worded(map))
    assert "Two." in path.read_text()


def test_what_would_be_saved(path):
    document = open_document(path)
    assert document_bytes(document, document.map) == document.raw
    assert document_bytes(document, worded(document.map)) == TEXT.replace("One", "Two").encode()
    assert document_bytes(new_document(), ArgumentMap()) == b"argmap: 1\n\nstatements: []\n"


def test_an_empty_map_never_replaces_a_full_one_silently(path):
    document = open_document(path)
    with pytest.raises(EmptiesMap):
        save_document(document, ArgumentMap())
    assert path.read_bytes() == TEXT.encode()
    save_document(document, document.map.replaced(statements={}), agreed=Agreed.EMPTYING)
    assert path.read_text() == "argmap: 1   # mine\nstatements: []\n"


def test_a_newer_map_is_only_copied(tmp_path, path):
    newer = TEXT.replace("1 ", "9 ", 1).encode()
    path.write_bytes(newer)
    document = open_document(path)
    assert document.read_only
    with pytest.raises(UserError, match="newer"):
        save_document(document, worded(document.map))
    with pytest.raises(UserError, match="newer"):
        save_document(document, worded(document.map), path=tmp_path / "other.yaml")
    save_document(document, document.map, path=tmp_path / "copy.yaml")
    assert (tmp_path / "copy.yaml").read_bytes() == newer


def test_what_could_not_be_read_is_still_there_after_saving(path):
    path.write_text(WITH_PROBLEMS)
    document = open_document(path)
    record = dataclasses.replace(document.map.statements["b"], text="Changed.")
    map = document.map.replaced(statements={**document.map.statements, "b": record})
    saved = save_document(document, map)
    assert path.read_text() == WITH_PROBLEMS.replace("Third.", "Changed.")
    assert len(saved.set_aside) == len(document.set_aside)


def test_a_messy_map_can_be_saved_again_and_again(path):
    path.write_text(MESSY)
    document = open_document(path)
    for number in range(5):
        record = dataclasses.replace(document.map.statements["main"], text=f"Number {number}.")
        map = document.map.replaced(statements={**document.map.statements, "main": record})
        document = save_document(document, map)
    assert path.read_text() == MESSY.replace("Trade needs trust.", "Number 4.")


# ------------------------------------------------------------------------------- changed elsewhere


def test_a_file_changed_elsewhere_is_not_overwritten_unasked(path):
    document = open_document(path)
    theirs = TEXT.replace("One.", "Theirs.")
    path.write_text(theirs)
    with pytest.raises(ChangedElsewhere, match="1 of the statements differ") as caught:
        save_document(document, worded(document.map))
    assert path.read_text() == theirs
    assert caught.value.theirs.map.statements["a"].text == "Theirs."
    save_document(document, worded(document.map), agreed=Agreed.OVERWRITING)
    assert path.read_text() == TEXT.replace("One.", "Two.")
    assert backups_of(path)[0].read_text() == theirs


def test_a_changed_comment_is_a_change(path):
    document = open_document(path)
    path.write_text(TEXT.replace("# mine", "# ours"))
    with pytest.raises(ChangedElsewhere, match="comments"):
        save_document(document, worded(document.map))


def test_a_file_that_became_something_else_is_not_overwritten(path):
    document = open_document(path)
    path.write_text("<<<<<<< HEAD\n" + TEXT)
    with pytest.raises(ChangedElsewhere, match="no readable map") as caught:
        save_document(document, worded(document.map))
    assert caught.value.theirs is None
    assert not caught.value.gone


def test_a_file_that_is_gone_is_told_and_can_be_written_again(path):
    document = open_document(path)
    path.unlink()
    with pytest.raises(ChangedElsewhere, match="deleted or renamed") as caught:
        save_document(document, worded(document.map))
    assert caught.value.gone
    save_document(document, worded(document.map), agreed=Agreed.OVERWRITING)
    assert path.read_text() == TEXT.replace("One.", "Two.")


def test_another_file_is_not_overwritten_unasked(path, tmp_path):
    other = tmp_path / "other.argmap.yaml"
    other.write_text("argmap: 1\nstatements: []\n")
    document = open_document(path)
    with pytest.raises(ChangedElsewhere, match="there already"):
        save_document(document, document.map, path=other)
    saved = save_document(document, document.map, path=other, agreed=Agreed.OVERWRITING)
    assert other.read_bytes() == TEXT.encode()
    assert saved.path == other


def test_the_same_bytes_written_again_elsewhere_are_no_change(path):
    document = open_document(path)
    path.write_bytes(path.read_bytes())
    os.utime(path, (0, 0))
    save_document(document, worded(document.map))


# ----------------------------------------------------------------------------------------- backups


def test_the_file_as_it_was_opened_is_kept_before_the_first_save(path):
    document = open_document(path)
    document = save_document(document, worded(document.map))
    document = save_document(document, worded(document.map, "Three."))
    assert [backup.read_text() for backup in backups_of(path)] == [TEXT]
    document = open_document(path)
    save_document(document, worded(document.map, "Four."))
    assert [b.read_text() for b in backups_of(path)] == [TEXT.replace("One", "Three"), TEXT]


def test_maps_of_one_name_have_their_own_backups(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        keep_backup(tmp_path / folder / "map.yaml", folder.encode())
    assert backups_of(tmp_path / "a" / "map.yaml")[0].read_text() == "a"
    assert backups_of(tmp_path / "b" / "map.yaml")[0].read_text() == "b"


def test_ten_generations_are_kept(path):
    for number in range(15):
        assert keep_backup(path, f"{number}".encode()) == ""
    assert [backup.read_text() for backup in backups_of(path)] == [
        str(number) for number in range(14, 4, -1)
    ]


def test_no_place_for_backups_is_told_and_keeps_nobody_from_saving(path, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    document = open_document(path)
    saved = save_document(document, worded(document.map))
    assert "Two." in path.read_text()
    assert "No backup" in saved.notices[0]


# ----------------------------------------------------------------------- links, modes, permissions


def test_a_symbolic_link_stays_one(path, tmp_path):
    link = tmp_path / "link.argmap.yaml"
    link.symlink_to(path.name)
    document = open_document(link)
    save_document(document, worded(document.map))
    assert link.is_symlink()
    assert "Two." in path.read_text()


def test_a_link_that_leads_nowhere_yet_is_followed(tmp_path):
    link = tmp_path / "link.argmap.yaml"
    link.symlink_to("target.argmap.yaml")
    save_document(new_document(), ArgumentMap(), path=link)
    assert link.is_symlink()
    assert (tmp_path / "target.argmap.yaml").read_text().startswith("argmap: 1")


def test_links_in_a_ring_are_an_error(tmp_path):
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    for act in (open_document, lambda p: save_document(new_document(), ArgumentMap(), path=p)):
        with pytest.raises(UserError, match="link"):
            act(tmp_path / "a")


def test_the_mode_stays(path):
    path.chmod(0o640)
    document = open_document(path)
    save_document(document, worded(document.map))
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_second_name_is_told(path, tmp_path):
    other = tmp_path / "other"
    other.hardlink_to(path)
    document = open_document(path)
    saved = save_document(document, worded(document.map))
    assert "hard link" in saved.notices[0]
    assert other.read_text() == TEXT
    assert "Two." in path.read_text()


AS_NOBODY = """
import os, sys
from pathlib import Path
from argmap.io.backups import backups_of
from argmap.io.files import Agreed, open_document, prepare_saving, save_document
from argmap.model.errors import UserError
backups_of(Path("x"))
prepare_saving()  # all modules are loaded now
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
path, target = Path(sys.argv[1]), Path(sys.argv[2])
try:
    document = open_document(path)
    agreed = Agreed.EMPTYING | Agreed.OVERWRITING
    save_document(document, document.map.replaced(statements={}), path=target, agreed=agreed)
except UserError as error:
    print(error)
"""


def as_nobody(path: Path, target: Path) -> str:
    """What opening and saving says to a user without rights."""
    run = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, str(path), str(target)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "HOME": "/nonexistent", "XDG_STATE_HOME": "/nonexistent"},
    )
    assert run.stderr == ""
    return run.stdout


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that anybody may enter and write to, with a map in it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        (folder / "map.yaml").write_text(TEXT)
        (folder / "map.yaml").chmod(0o666)
        yield folder


@pytest.mark.skipif(os.name != "posix", reason="permissions of another kind")
def test_permissions(open_folder):
    file = open_folder / "map.yaml"
    probe = as_nobody(file, open_folder / "probe.yaml")
    if probe:
        pytest.skip(f"another user cannot reach this checkout: {probe}")
    assert (open_folder / "probe.yaml").is_file()
    file.chmod(0o444)
    assert "protected against writing" in as_nobody(file, file)
    file.chmod(0o000)
    assert "permission" in as_nobody(file, file)
    file.chmod(0o666)
    open_folder.chmod(0o555)
    assert "permission" in as_nobody(file, file)
    assert file.read_text() == TEXT
    open_folder.chmod(0o777)


# ---------------------------------------------------------------------------------------- the rest


def test_a_new_map_file_is_not_written_over_another(tmp_path):
    path = tmp_path / "a.yaml"
    write_new_map(path, b"one")
    write_new_map(path, b"one")
    with pytest.raises(UserError, match="--force"):
        write_new_map(path, b"two")
    assert path.read_bytes() == b"one"
    write_new_map(path, b"two", force=True)
    assert path.read_bytes() == b"two"
    assert backups_of(path)[0].read_bytes() == b"one"


def test_formatting_a_file(path):
    assert format_file(path, dry=True)
    assert path.read_text() == TEXT
    assert format_file(path)
    assert path.read_text() == (
        "argmap: 1 # mine\n\nstatements:\n  - id: a\n    text: One. # first\n"
    )
    modified = path.stat().st_mtime_ns
    assert not format_file(path)
    assert path.stat().st_mtime_ns == modified


def test_sources_are_found_again_from_another_folder(tmp_path):
    (tmp_path / "maps" / "deep").mkdir(parents=True)
    map = ArgumentMap(
        sources={
            "a": Source("a", file="../seeds/a.txt"),
            "b": Source("b", file="/absolute.txt"),
            "c": Source("c"),
        }
    )
    moved = rebased(map, tmp_path / "maps", tmp_path / "maps" / "deep")
    assert moved.sources["a"].file == "../../seeds/a.txt"
    assert moved.sources["b"] == map.sources["b"]
    assert rebased(map, tmp_path, tmp_path) is map
