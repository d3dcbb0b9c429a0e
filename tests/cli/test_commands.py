"""The commands of the command line, called as a script calls them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from argmap import cli
from argmap.resources import example_maps

MAP = """\
argmap: 1
title: No
sources:
  - id: a
    title: A
    file: a.txt
statements:
  - id: root
    text: It is so.
  - id: reason
    kind: evidence
    text: It was seen.
    quotes:
      - source: a
        exact: was seen
links:
  - id: reason-to-root
    from: [reason]
    to: root
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("It was seen there.\n", encoding="utf-8")
    (tmp_path / "m.argmap.yaml").write_text(MAP, encoding="utf-8")
    return tmp_path


def changed(folder: Path, old: str, new: str) -> Path:
    assert old in MAP
    path = folder / "changed.argmap.yaml"
    path.write_text(MAP.replace(old, new), encoding="utf-8")
    return path


# ------------------------------------------------------------------------------------------ check


@pytest.mark.parametrize("path", example_maps(), ids=lambda path: path.name)
def test_the_example_maps_have_no_problem_but_hints(path, capsys):
    assert cli.main(["check", str(path)]) == 0
    assert "warning" not in capsys.readouterr().err


def test_a_fine_map_passes_without_a_word(folder, capsys):
    assert cli.main(["check", str(folder / "m.argmap.yaml")]) == 0
    assert capsys.readouterr().err == ""


def test_an_unknown_target_is_reported_with_its_place(folder, capsys):
    path = changed(folder, "to: root", "to: rot")
    assert cli.main(["check", str(path)]) == 1
    [line] = [line for line in capsys.readouterr().err.splitlines() if "rot" in line]
    number = MAP[: MAP.index("  - id: reason-to-root")].count("\n") + 1
    assert line.startswith((f"{path}:{number}:", f"{path}:{number + 2}:"))


def test_a_quote_that_is_gone_is_a_warning_with_its_place(folder, capsys):
    path = changed(folder, "exact: was seen", "exact: was heard by many people")
    assert cli.main(["check", str(path)]) == 1
    assert "is not in the document" in capsys.readouterr().err


def test_json_holds_problems_and_quotes(folder, capsys):
    path = changed(folder, "kind: evidence", "kind: evidnce")
    assert cli.main(["check", "--json", str(path), str(folder / "m.argmap.yaml")]) == 1
    report = json.loads(capsys.readouterr().out)
    [problem] = [p for p in report["problems"] if p["severity"] != "hint"]
    assert problem["file"] == str(path)
    assert (problem["line"], problem["column"]) == (11, 11)
    assert set(problem) == {"file", "line", "column", "severity", "code", "what"}
    [quote] = [q for q in report["quotes"] if q["file"] == str(folder / "m.argmap.yaml")]
    assert quote == {
        "file": str(folder / "m.argmap.yaml"),
        "statement": "reason",
        "quote": 0,
        "part": 0,
        "source": "a",
        "state": "in place",
        "start": 3,
        "end": 11,
        "exact": "was seen",
        "found": "was seen",
    }


def test_a_document_outside_needs_allow(folder, capsys):
    outside, inside = folder / "outside", folder / "texts" / "maps"
    outside.mkdir()
    inside.mkdir(parents=True)
    (outside / "a.txt").write_text("was seen", encoding="utf-8")
    path = changed(folder, "file: a.txt", f"file: {outside}/a.txt").rename(inside / "m.yaml")
    assert cli.main(["check", str(path)]) == 1
    assert "lies outside" in capsys.readouterr().err
    assert cli.main(["check", "--allow", str(outside), str(path)]) == 0


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("list.yaml", b"- a\n- b\n", "argmap"),
        ("other.yaml", b"version: 3\nservices: {}\n", "argmap"),
        ("broken.yaml", b"argmap: 1\nstatements: [\n", ":3:1:"),
        ("deep.yaml", b"argmap: 1\nx: " + b"[" * 26_000, ":2:"),
        ("latin.yaml", b"argmap: 1\ntitle: caf\xe9\n", "UTF-8"),
        ("tag.yaml", b"argmap: 1\ntitle: !!python/object:os.system x\n", "2:"),
        ("bare.png", b"\x89PNG\r\n\x1a\n", "map"),
        ("empty.yaml", b"", "empty"),
    ],
)
def test_what_is_no_map_cannot_be_checked(folder, name, content, says, capsys):
    (folder / name).write_bytes(content)
    assert cli.main(["check", str(folder / name)]) == 2
    error = capsys.readouterr().err
    assert error.startswith(str(folder / name))
    assert says in error
    assert "Traceback" not in error


def test_what_cannot_be_opened_is_said(folder, capsys):
    assert cli.main(["check", str(folder / "gone.yaml"), str(folder)]) == 2
    gone, directory = capsys.readouterr().err.splitlines()
    assert "gone.yaml" in gone
    assert "folder" in directory


# -------------------------------------------------------------------------------------------- fmt


def test_fmt_check_tells_and_fmt_mends(folder, capsys):
    path = folder / "m.argmap.yaml"
    path.write_text(MAP.replace("[reason]", "[ reason ]"), encoding="utf-8")
    assert cli.main(["fmt", "--check", str(path)]) == 1
    assert "canonical" in capsys.readouterr().err
    assert cli.main(["fmt", str(path)]) == 0
    assert "[reason]" in path.read_text(encoding="utf-8")
    once = path.read_bytes()
    assert cli.main(["fmt", str(path)]) == 0
    assert path.read_bytes() == once
    assert cli.main(["fmt", "--check", str(path)]) == 0


def test_fmt_says_where_a_comment_has_no_place(folder, capsys):
    path = changed(folder, "    kind: evidence\n", "    kind: claim  # a default is left out\n")
    before = path.read_bytes()
    assert cli.main(["fmt", str(path)]) == 2
    assert capsys.readouterr().err.startswith(f"{path}:11:18: Canonical form has no place")
    assert path.read_bytes() == before


@pytest.mark.parametrize("path", example_maps(), ids=lambda path: path.name)
def test_the_example_maps_are_canonical(path):
    assert cli.main(["fmt", "--check", str(path)]) == 0


# ------------------------------------------------------------------------- export, convert, layout


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
@pytest.mark.parametrize("path", example_maps()[-1:], ids=lambda path: path.name)
def test_a_picture_opens_again_as_the_same_bytes(path, suffix, folder):
    picture, back = folder / f"m.{suffix}", folder / "back.argmap.yaml"
    assert cli.main(["export", str(path), "-o", str(picture), *_dpi(suffix)]) == 0
    assert cli.main(["convert", str(picture), str(back)]) == 0
    assert back.read_bytes() == path.read_bytes()


def _dpi(suffix: str) -> list[str]:
    return ["--dpi", "300"] if suffix == "png" else []


def test_convert_replaces_no_map_without_force(folder, capsys):
    there = folder / "m.argmap.yaml"
    other = changed(folder, "It is so.", "It is otherwise.")
    assert cli.main(["convert", str(other), str(there)]) == 2
    assert "--force" in capsys.readouterr().err
    assert there.read_text(encoding="utf-8") == MAP
    assert cli.main(["convert", "--force", str(other), str(there)]) == 0
    assert there.read_bytes() == other.read_bytes()


def test_an_unknown_format_names_the_known_ones(folder, capsys):
    source = str(folder / "m.argmap.yaml")
    assert cli.main(["export", source, "-o", str(folder / "m.gif")]) == 2
    error = capsys.readouterr().err
    assert "png" in error
    assert "svg" in error


def test_too_large_a_picture_is_refused_before_it_is_made(folder, capsys):
    source, out = str(folder / "m.argmap.yaml"), folder / "m.png"
    assert cli.main(["export", source, "-o", str(out), "--width", "12000"]) == 2
    assert "--huge" in capsys.readouterr().err
    assert not out.exists()


def test_only_exports_a_branch_and_embeds_just_that(folder, capsys):
    picture, back = folder / "m.svg", folder / "part.argmap.yaml"
    source = str(folder / "m.argmap.yaml")
    assert cli.main(["export", source, "-o", str(picture), "--only", "reason"]) == 0
    assert cli.main(["convert", str(picture), str(back)]) == 0
    part = back.read_text(encoding="utf-8")
    assert "It was seen." in part
    assert "It is so." not in part
    assert cli.main(["export", source, "-o", str(picture), "--only", "nobody"]) == 2
    assert "nobody" in capsys.readouterr().err


def test_layout_prints_boxes_and_routes(folder, capsys):
    assert cli.main(["layout", str(folder / "m.argmap.yaml"), "--json", "--time"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert set(report) == {"boxes", "routes", "junctions", "origin", "size", "state", "seconds"}
    [premise] = report["routes"]["reason-to-root"]
    x, y, width, height = report["boxes"]["root"]
    assert x <= premise[-1][0] <= x + width
    assert y <= premise[-1][1] <= y + height


def test_a_placement_given_back_stays(folder, capsys):
    source = str(folder / "m.argmap.yaml")
    assert cli.main(["layout", source, "--json"]) == 0
    first = capsys.readouterr().out
    (folder / "old.json").write_text(first, encoding="utf-8")
    assert cli.main(["layout", source, "--json", "--previous", str(folder / "old.json")]) == 0
    assert json.loads(capsys.readouterr().out)["boxes"] == json.loads(first)["boxes"]


def test_a_folded_branch_is_left_out(folder, capsys):
    source = str(folder / "m.argmap.yaml")
    assert cli.main(["layout", source, "--json", "--fold", "root"]) == 0
    assert set(json.loads(capsys.readouterr().out)["boxes"]) == {"root"}
    assert cli.main(["layout", source, "--json", "--fold", "nobody"]) == 2


def test_a_broken_previous_is_refused_in_words(folder, capsys):
    source = str(folder / "m.argmap.yaml")
    for content in ("{", "[]", '{"state": 3}'):
        (folder / "old.json").write_text(content, encoding="utf-8")
        assert cli.main(["layout", source, "--previous", str(folder / "old.json")]) == 2
        assert "old.json" in capsys.readouterr().err


# ------------------------------------------------------------------------------------- docs, help


@pytest.mark.parametrize("subject", ["actions", "settings", "schema"])
def test_docs_print_the_tables(subject, capsys):
    assert cli.main(["docs", subject]) == 0
    assert capsys.readouterr().out.count("\n| ") > 5


def test_the_schema_is_json(capsys):
    assert cli.main(["docs", "schema", "--json"]) == 0
    assert "argmap" in json.loads(capsys.readouterr().out)["properties"]


@pytest.mark.parametrize("command", ["check", "fmt", "export", "convert", "layout", "docs"])
def test_every_help_carries_an_example(command, capsys):
    assert cli.main([command, "--help"]) == 0
    assert f"example:\n  argmap {command}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ["check", "m.argmap.yaml"],
        ["fmt", "--check", "m.argmap.yaml"],
        ["convert", "m.argmap.yaml", "n.argmap.yaml"],
        ["docs", "actions"],
        ["docs", "schema"],
    ],
    ids=" ".join,
)
def test_text_commands_do_not_load_qt(words, folder):
    code = (
        "import sys; from argmap.__main__ import main; main(sys.argv[1:]); "
        "print([m for m in sys.modules if m.startswith('PySide6')], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words], cwd=folder, capture_output=True, text=True, check=True
    )
    assert done.stderr.splitlines()[-1] == "[]"
