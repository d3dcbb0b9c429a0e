"""The command line where files, names, terminals and pipes are not as one would wish."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from argmap import cli
from argmap.cli.command import harmless

MAP = """\
argmap: 1
title: T
statements:
  - id: a
    text: It is so – indeed.
links:
  - id: l
    from: [a]
    to: nowhere-ü
"""

posix = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX system")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "m.yaml").write_text(MAP, encoding="utf-8")
    return tmp_path


def shell(folder: Path, command: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
    line = command.replace("argmap ", f"'{sys.executable}' -m argmap ", 1)
    return subprocess.run(
        ["sh", "-c", line],
        cwd=folder,
        env={**os.environ, **surroundings},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


# --------------------------------------------------------------------------------- what is printed


def test_nothing_printed_is_obeyed_by_a_terminal():
    assert harmless("a\x1b[31mb\nc\td\x9b\u202ee\u2028\udcff\ud800") == (
        "a\\x1b[31mb\\nc\\td\\x9b\\u202ee\\u2028\\xff\\ud800"
    )
    assert harmless("“Ünï” 😀 \u200d שלום") == "“Ünï” 😀 \u200d שלום"


@posix
def test_a_hostile_file_name_stays_on_one_line(tmp_path, capsys):
    name = "a\x1b]0;title\x07\nb\u202e.yaml"
    (tmp_path / name).write_text(MAP, encoding="utf-8")
    (tmp_path / ("list" + name)).write_text("- a\n", encoding="utf-8")
    for wanted, given in ((1, name), (2, "list" + name), (2, "missing" + name)):
        assert cli.main(["check", str(tmp_path / given)]) == wanted
        lines = capsys.readouterr().err.splitlines()
        assert all(line.startswith(str(tmp_path)) for line in lines)
        assert not any(sign in line for line in lines for sign in "\x1b\x07\u202e")


def test_ids_with_controls_are_written_out(tmp_path, capsys):
    path = tmp_path / "m.yaml"
    text = "argmap: 1\nstatements:\n  - id: \"a\\n\\e[2J\"\n    text: ''\n"
    path.write_text(text, encoding="utf-8")
    assert cli.main(["check", str(path)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert all(line.startswith(f"{path}:") for line in lines)
    assert cli.main(["layout", str(path), "--fold", "\x1b[2J"]) == 2
    assert "\\x1b[2J" in capsys.readouterr().err


def test_unknown_words_on_the_command_line_are_repeated_harmlessly(capsys):
    assert cli.main(["check", "--\x1b[2J", "x"]) == 2
    assert "\x1b" not in capsys.readouterr().err


# --------------------------------------------------------------------------------------------- json


def test_json_holds_what_cannot_be_read_as_well(folder, capsys):
    (folder / "twice.yaml").write_text(MAP + "title: U\ntitle: V\n", encoding="utf-8")
    files = [str(folder / name) for name in ("twice.yaml", "none.yaml", "m.yaml")]
    assert cli.main(["check", "--json", *files]) == 2
    heard = capsys.readouterr()
    found = [(p["file"], p["line"], p["code"]) for p in json.loads(heard.out)["problems"]]
    assert [entry for entry in found if entry[0] == files[0]] == [
        (files[0], 10, "unreadable"),
        (files[0], 11, "unreadable"),
    ]
    assert (files[1], 0, "no-file") in found
    assert (files[2], 7, "unknown-target") in found
    assert len(heard.err.splitlines()) == 3


@posix
@pytest.mark.parametrize("encoding", ["ascii", "utf-8", "latin-1"])
def test_json_is_json_in_every_encoding(folder, encoding):
    name = os.fsdecode(b"m\xff.yaml")
    (folder / "m.yaml").rename(folder / name)
    done = shell(folder, "argmap check --json *.yaml", PYTHONIOENCODING=encoding)
    assert done.returncode == 1, done.stderr
    [problem] = [p for p in json.loads(done.stdout)["problems"] if p["severity"] == "error"]
    assert problem["file"] == name
    assert "nowhere-ü" in problem["what"]


# ------------------------------------------------------------------------------- pipes and devices


@posix
@pytest.mark.parametrize(
    ("command", "code", "says"),
    [
        ("argmap docs schema >&-", 2, "no standard output"),
        ("argmap docs schema > /dev/full", 2, "could not be written"),
        ("argmap docs schema --json | head -c 1 > nothing", 0, ""),
        ("argmap check m.yaml 2>&- ", 1, ""),
        ("argmap check m.yaml 2> /dev/full", 1, ""),
        ("argmap check --json m.yaml > /dev/full", 2, "could not be written"),
        ("argmap docs actions > nothing", 0, ""),
    ],
)
def test_output_that_goes_nowhere(folder, command, code, says):
    if "/dev/full" in command and not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    done = shell(folder, command, PYTHONIOENCODING="ascii")
    assert done.returncode == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert "ignored" not in done.stderr


@posix
def test_pipes_and_devices_are_refused_at_once(folder, capsys):
    os.mkfifo(folder / "pipe.yaml")
    pipe, source = str(folder / "pipe.yaml"), str(folder / "m.yaml")
    for words in (
        ["check", pipe],
        ["fmt", pipe],
        ["export", source, "-o", str(folder / "pipe.yaml" / "a.svg")],
        ["convert", source, pipe, "--force"],
        ["layout", source, "--previous", pipe],
        ["layout", source, "--previous", "/dev/zero"],
    ):
        assert cli.main(words) == 2
        assert "Traceback" not in capsys.readouterr().err


# ------------------------------------------------------------------------------- words about files


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["export", "m.yaml", "-o", "none/a.svg"], "none/a.svg: cannot be written: its folder"),
        (["export", "m.yaml", "-o", "folder.svg"], "cannot be written: it is a folder"),
        (["convert", "m.yaml", "folder.yaml"], "it is a folder"),
        (["convert", "m.yaml", ""], "name of a file is missing"),
        (["check", "none.yaml"], "none.yaml: cannot be read: it is not there"),
        (["layout", "m.yaml", "--previous", "none"], "none: cannot be read: it is not there"),
        (["export", "m.yaml", "-o", "a.png", "--scale", "x"], "“x” is no size"),
        (["export", "m.yaml", "-o", "a.png", "--dpi", "nan"], "“nan” is no size"),
        (["export", "m.yaml", "-o", "a.png", "--dpi", "1e-300"], "“1e-300” is no size"),
        (["export", "m.yaml", "-o", "a.png", "--width", "0"], "one pixel"),
        (["export", "m.yaml", "-o", "a.png", "--width", "9" * 30], "no whole number"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_refusals_say_what_to_do(folder, monkeypatch, capsys, words, says):
    for name in ("folder.svg", "folder.yaml"):
        (folder / name).mkdir()
    monkeypatch.chdir(folder)
    before = sorted(folder.rglob("*"))
    assert cli.main(words) == 2
    assert says in capsys.readouterr().err
    assert sorted(folder.rglob("*")) == before
