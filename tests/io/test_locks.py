"""Locks are advice: they tell who has a map open, and never keep anybody from saving."""

import dataclasses
import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path

import pytest

from argmap.io.files import Agreed, open_document, save_document
from argmap.io.locks import Holder, Lock, acquire, lock_file, read_lock
from argmap.model.argmap import ArgumentMap


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "map.argmap.yaml"
    made.write_text("argmap: 1\nstatements:\n  - {id: a, text: t}\n")
    return made


def test_the_second_is_told_who_came_first(path):
    first = acquire(path)
    assert isinstance(first, Lock)
    second = acquire(path)
    assert isinstance(second, Holder)
    assert second.pid == os.getpid()
    assert platform.node() in second.in_words()
    first.release()
    third = acquire(path)
    assert isinstance(third, Lock)
    third.release()
    assert not lock_file(path).exists()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux tells of the ended")
def test_a_process_that_has_ended_holds_nothing_though_nobody_has_taken_note(path):
    code = (
        "import sys, pathlib; from argmap.io.locks import acquire;"
        "acquire(pathlib.Path(sys.argv[1]))"
    )
    child = subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE)
    assert child.stdout.read() == b""  # its end; its parent has not waited for it yet
    stat = Path(f"/proc/{child.pid}/stat")
    while stat.read_text().rpartition(")")[2].split()[0] != "Z":
        time.sleep(0.01)
    lock = acquire(path)
    assert isinstance(lock, Lock)
    lock.release()
    child.stdout.close()
    child.wait()


def test_a_lock_of_another_process_holds_while_it_lives(path):
    code = (
        "import sys, pathlib; from argmap.io.locks import acquire;"
        "print(acquire(pathlib.Path(sys.argv[1])).holder.pid, flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert int(child.stdout.readline()) == child.pid
        holder = acquire(path)
        assert isinstance(holder, Holder)
        assert holder.pid == child.pid
        child.kill()
    lock = acquire(path)
    assert isinstance(lock, Lock), "the lock of a dead process is taken over"
    lock.release()


def test_a_later_process_of_the_same_number_is_another_one(path):
    lock = acquire(path)
    if not lock.holder.started:
        pytest.skip("this system does not say when a process began")
    older = dataclasses.replace(lock.holder, started="1")
    lock_file(path).write_text(json.dumps(dataclasses.asdict(older)))
    assert isinstance(acquire(path), Lock)


def test_nothing_is_known_of_other_machines(path):
    other = Holder(1, "another-host", "ann", 0.0)
    lock_file(path).write_text(json.dumps(dataclasses.asdict(other)))
    assert acquire(path) == other
    taken = acquire(path, steal=True)
    assert isinstance(taken, Lock)
    taken.release()


def test_a_lost_lock_is_noticed_and_left_to_its_new_holder(path):
    lock = acquire(path)
    other = Holder(1, "another-host", "ann", 0.0)
    lock_file(path).write_text(json.dumps(dataclasses.asdict(other)))
    assert lock.is_lost()
    lock.release()
    assert read_lock(lock_file(path)) == other


@pytest.mark.parametrize("text", ["", "{}", "[1]", "[" * 5000, '{"pid": "x"}', "\ud83d"])
def test_a_lock_that_says_nothing_is_taken_over(path, text):
    lock_file(path).write_bytes(text.encode("utf-8", "surrogatepass"))
    lock = acquire(path)
    assert isinstance(lock, Lock)
    assert not lock.is_lost()


def test_where_no_lock_can_be_made_there_is_none_and_saving_goes_on(path):
    lock_file(path).mkdir()
    (lock_file(path) / "full").write_text("")
    lock = acquire(path)
    assert not isinstance(lock, Lock) or lock.file is None
    missing = acquire(path.parent / "none" / "map.yaml")
    assert missing.file is None
    assert not missing.is_lost()
    missing.release()
    document = open_document(path)
    save_document(document, ArgumentMap(), agreed=Agreed.EMPTYING)
    assert "statements: []" in path.read_text()


def test_taking_a_lock_sweeps_up_what_the_dead_left(path):
    from argmap.io.atomic import _temporary_stem

    stem = _temporary_stem(path)
    dead = path.with_name(f"{stem}-999999999-ab.argmap-tmp")
    alive = path.with_name(f"{stem}-{os.getpid()}-ab.argmap-tmp")
    for file in (dead, alive):
        file.write_text("")
    acquire(path).release()
    assert not dead.exists()
    assert alive.exists()
