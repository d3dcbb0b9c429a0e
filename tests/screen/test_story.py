"""The story for which the program is made: opening a map, arguing, saving, a picture, and back."""

import difflib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from argmap.render.style import LIGHT
from tests.conftest import ROOT
from tests.screen.cards import cards, until_drawn
from tests.screen.person import Person

NAME = "strategic-marriage-of-convenience"
CLEAN, DIRTY = f"{NAME} — argmap", f"{NAME}* — argmap"

STATEMENTS = """\
  - id: they-vote-together-at-the
    text: They vote together at the United Nations.
  - id: votes-are-cheap
    kind: counterpoint
    text: Votes are cheap.
"""
UNDERCUT = """\
  - id: nobody-asked-about-the-price
    kind: counterpoint
    text: Nobody asked about the price.
"""
LINKS = """\
  - id: they-vote-together-at-the-to-marriage-of-convenience
    from: [they-vote-together-at-the]
    to: marriage-of-convenience
  - id: votes-are-cheap-to-they-vote-together-at-the
    from: [votes-are-cheap]
    to: they-vote-together-at-the
    kind: opposes
"""
UNDERCUTTING = """\
  - id: nobody-asked-about-the-price-to-votes-are-cheap-to-they-vote-together-at-the
    from: [nobody-asked-about-the-price]
    to: votes-are-cheap-to-they-vote-together-at-the
    kind: opposes
"""


@pytest.fixture
def map_file(tmp_path: Path) -> Path:
    for folder in ("maps", "seeds"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path / "maps" / f"{NAME}.argmap.yaml"


def test_she_argues_saves_and_opens_her_slide_again(person: Person, map_file: Path) -> None:
    original = map_file.read_text(encoding="utf-8")
    person.start(map_file.name, cwd=map_file.parent)
    person.until_front(CLEAN)
    until_drawn(person, LIGHT)
    person.press("F9")  # the documents give their room to the map
    until_drawn(person, LIGHT)
    person.press("ctrl+0")  # 100 %

    # A reason for the claim, an objection to the reason, and an objection to the objection's link.
    person.press("ctrl+f")
    person.type("form a strategic marriage")
    person.until_still()
    person.press("Escape")
    found = cards(person, map_file, LIGHT, zoom=1.0)
    person.click(*found["marriage-of-convenience"].centre)
    write(person, "Tab", "They vote together at the United Nations.")
    write(person, "minus", "Votes are cheap.")
    person.press("alt+Up")
    write(person, "minus", "Nobody asked about the price.")
    person.until_front(DIRTY)
    assert map_file.read_text(encoding="utf-8") == original
    save(person)
    assert added(original, map_file) == STATEMENTS + UNDERCUT + LINKS + UNDERCUTTING

    person.press("ctrl+z")
    person.until_front(DIRTY)
    save(person)
    assert added(original, map_file) == STATEMENTS + LINKS
    person.press("ctrl+shift+z")
    person.until_front(DIRTY)
    save(person)
    assert added(original, map_file) == STATEMENTS + UNDERCUT + LINKS + UNDERCUTTING

    # What was typed last is selected again: drag it by its ring to where nothing is.
    person.until(lambda: person.place_of(LIGHT.accent, person.window()), "the ring")
    person.until_still()
    ring = person.place_of(LIGHT.accent, person.window())
    assert ring is not None
    x, y = ring.centre
    person.drag((x, y), (x, y + round(1.6 * ring.height)))
    person.until_front(DIRTY)
    save(person)
    pin, rest = pins(added(original, map_file))
    assert rest == STATEMENTS + UNDERCUT + LINKS + UNDERCUTTING
    assert pin.startswith("    nobody-asked-about-the-price: [")

    # A picture for the slides, which is the map again.
    picture = map_file.parent / "for my slides.png"
    person.press("ctrl+e")
    person.until_front("Export")
    person.press("Return")
    person.until_front("Export as PNG")
    person.press("ctrl+a")
    person.type(str(picture))
    person.press("Return")
    person.until(picture.exists, "the picture")
    person.until_front("Export")
    person.press("Escape")
    person.until_front(CLEAN)
    person.press("ctrl+o")
    person.until_front("Open")
    person.type(str(picture))
    person.press("Return")
    person.until_front("for my slides — argmap")
    until_drawn(person, LIGHT)
    again = picture.with_name("from the picture.argmap.yaml")
    person.press("ctrl+shift+s")
    person.until_front("Save as")
    person.press("ctrl+a")
    person.type(str(again))
    person.press("Return")
    person.until_front("from the picture — argmap")
    assert again.read_bytes() == map_file.read_bytes()

    person.press("ctrl+q")
    assert person.wait_for_end() == 0, person.said
    assert person.said == ""
    assert check(map_file).returncode == 0, check(map_file).stderr


def write(person: Person, key: str, words: str) -> None:
    """Begin a statement with a key, type it and end it with Enter."""
    person.press(key)
    person.type(words)
    person.press("Return")


def save(person: Person) -> None:
    person.press("ctrl+s")
    person.until_front(CLEAN)


def added(before: str, file: Path) -> str:
    """Return the lines that a file has more, without empty ones; the others are as they were."""
    old, new = before.splitlines(keepends=True), file.read_bytes().decode().splitlines(True)
    lines = list(difflib.ndiff(old, new))
    assert not [line for line in lines if line.startswith("- ")]
    return "".join(line[2:] for line in lines if line.startswith("+ ") and line[2:].strip())


def pins(lines: str) -> tuple[str, str]:
    """Return the line of the only pin, and the lines without the view."""
    rest, _, view = lines.partition("view:\n  pins:\n")
    return view, rest


def check(file: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "argmap", "check", str(file)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)
