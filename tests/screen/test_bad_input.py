"""What cannot be opened or saved: the window says so, goes on, and nothing on the disk changes."""

import hashlib
import os
import shutil
from collections import Counter
from pathlib import Path

import pytest
from PIL import Image

from argmap.render.style import LIGHT
from tests.screen.cards import until_drawn
from tests.screen.person import Person

GOOD = 'argmap: 1\nstatements:\n  - {id: a, text: "All is well."}\n'
BAD = {
    "not there.argmap.yaml": (None, "it is not there"),
    "a folder.argmap.yaml": (..., "it is a folder"),
    "not yaml.argmap.yaml": ("argmap: 1\nstatements: [\n  - {id: a\n", "yaml:3:3: "),
    "a list.yaml": ("- a\n- b\n", "is no argument map"),
    "something else.yaml": ("services:\n  web: {image: nginx}\n", "but no argument map"),
    "deep.argmap.yaml": ("argmap: 1\nstatements: " + "[" * 26_000, "nested deeper"),
    "bytes.argmap.yaml": (b"\0\1\2\xff" * 100, "This is no text file"),
    "plain.png": (Image.new("RGB", (40, 40)), "a picture without a map"),
}
"""What stands in each file, and what is said of it."""

IMPERFECT = {
    "problems.argmap.yaml": """\
argmap: 1
statements:
  - {id: a, text: First, credence: high}
  - {id: a, text: Second of the same name}
  - 7
links:
  - {id: l, from: [a], to: nowhere}
""",
    "newer.argmap.yaml": "argmap: 9\nstatements:\n  - {id: a, text: From the future}\n",
}
"""Files that open, with a bar that says what is wrong with them."""

FINE = {
    "empty.argmap.yaml": "argmap: 1\nstatements: []\n",
    "שלום 🙂 карта с пробелами.argmap.yaml": """\
argmap: 1
title: שלום
statements:
  - {id: a, text: שלום עולם 🙂 and back}
  - {id: b, text: العربية تُكتب من اليمين}
  - {id: c, text: 中文的句子很长但是没有空格所以必须在任何地方换行中文的句子很长}
links:
  - {id: l, from: [b, c], to: a}
""",
}
"""Files with nothing to say about."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "maps"
    made.mkdir()
    for name, (content, _) in BAD.items():
        put(made / name, content)
    for name, text in (IMPERFECT | FINE | {"good.argmap.yaml": GOOD}).items():
        put(made / name, text)
    return made


def test_each_bad_file_is_told_and_the_program_goes_on(person: Person, folder: Path) -> None:
    before = fingerprints(folder)
    person.start(*BAD, *IMPERFECT, *FINE, cwd=folder)
    for name, (_, words) in BAD.items():
        person.until(lambda n=name, w=words: is_told(person, n, w), f"words about {name}")
    count = len(BAD) + len(IMPERFECT) + len(FINE)
    person.until(lambda: person.windows() == count, "a window for each")

    # One window after another comes to the front and is closed, but the last.
    bar_of = {"Untitled": True}
    bar_of |= {name.removesuffix(".argmap.yaml"): True for name in IMPERFECT}
    bar_of |= {name.removesuffix(".argmap.yaml"): False for name in FINE}
    seen: Counter[str] = Counter()
    for left in reversed(range(count)):
        person.until(lambda: stem_in_front(person) in bar_of, "the next window")
        stem = stem_in_front(person)
        person.until(lambda stem=stem: has_bar(person) == bar_of[stem], f"the bar of {stem}")
        seen[stem] += 1
        if left:
            person.press("ctrl+w")
            person.until(lambda n=left: person.windows() == n, "the window to close")
    assert seen == {stem: len(BAD) if stem == "Untitled" else 1 for stem in bar_of}
    assert fingerprints(folder) == before

    good = folder / "good.argmap.yaml"
    person.press("ctrl+o")
    person.until_front("Open")
    person.type(str(good))
    person.press("Return")
    person.until_front("good — argmap")
    until_drawn(person, LIGHT)
    person.press("Down", "F2")
    person.type("Still here.")
    person.press("Return", "ctrl+s")
    person.until(lambda: "Still here." in good.read_text(), "the edit in the file")
    assert "Traceback" not in person.said


def test_a_file_that_may_not_be_written_stays_and_the_work_too(
    person: Person, tmp_path: Path
) -> None:
    file = tmp_path / "locked.argmap.yaml"
    file.write_text(GOOD)
    file.chmod(0o444)
    powerless = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--")
    if os.geteuid() == 0 and shutil.which(powerless[0]) is None:
        pytest.skip("root may write everything")
    person.start(file.name, cwd=tmp_path, under=powerless if os.geteuid() == 0 else ())
    person.until_front("locked — argmap")
    until_drawn(person, LIGHT)
    person.press("Down", "F2")
    person.type("Not to be lost.")
    person.press("Return", "ctrl+s")
    person.until(lambda: person.place_of(LIGHT.error), "a refusal over the map")
    assert person.in_front() == "locked* — argmap"
    assert file.read_text() == GOOD

    person.press("ctrl+shift+s")
    person.until_front("Save as")
    person.press("ctrl+a")
    person.type(str(tmp_path / "mine"))
    person.press("Return")
    person.until_front("mine — argmap")
    assert "Not to be lost." in (tmp_path / "mine.argmap.yaml").read_text()
    assert file.read_text() == GOOD


def stem_in_front(person: Person) -> str:
    """Return the name of the map in the window in front."""
    return person.in_front().removesuffix(" — argmap")


def is_told(person: Person, name: str, words: str) -> bool:
    """Whether a line at the terminal says these words of a file."""
    return any(name in line and words in line for line in person.said.splitlines())


def has_bar(person: Person) -> bool:
    """Whether the window in front has a bar: its edge is four pixels wide."""
    edge = person.place_of(LIGHT.warning, person.window())
    return edge is not None and edge.width == 4 and edge.height > 20


def put(path: Path, content: object) -> None:
    match content:
        case str():
            path.write_text(content, encoding="utf-8")
        case bytes():
            path.write_bytes(content)
        case Image.Image():
            content.save(path)
        case None:
            pass
        case _:
            path.mkdir()


def fingerprints(folder: Path) -> dict[str, str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
