"""A part of an op-ed's map made by reading: select in the document, press a key, move the link."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from argmap.io.files import open_document
from argmap.model.records import LinkKind, StatementKind, Voice
from argmap.render.style import LIGHT
from tests.conftest import ROOT
from tests.screen.cards import until_drawn
from tests.screen.person import Person

MAP = """\
argmap: 1
title: Read anew
sources:
  - id: miller-2019
    title: Russia and China’s Strategic Marriage of Convenience
    file: ../seeds/000_9c019b2787a446ba.txt
statements: []
"""
DISTRUST = "there remains a degree of distrust"
WARY = "Russia remains quietly wary of Beijing"
FAR_EAST = "surge of Chinese investment in its Far East"


@pytest.fixture
def map_file(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    (tmp_path / "maps").mkdir()
    file = tmp_path / "maps" / "read.argmap.yaml"
    file.write_text(MAP, encoding="utf-8")
    return file


def test_she_reads_an_op_ed_and_makes_its_map(person: Person, map_file: Path) -> None:
    person.start(map_file.name, cwd=map_file.parent)
    person.until_front("read — argmap")
    person.until_still()
    person.press("F6")  # from the map into the document

    passage(person, "strategic partnership between China and Russia", "c")
    passage(person, DISTRUST, "x")
    passage(person, WARY, "e")
    # The next one supports the same: to the map, up to what it bears on, and back to the text.
    person.press("shift+F6", "Up", "F6")
    passage(person, FAR_EAST, "e")
    person.press("F2")
    person.until_still()
    person.press("ctrl+a")
    person.type("It is concerned about investment.")
    person.press("Return")
    until_drawn(person, LIGHT, least=4)
    person.press("ctrl+s")
    person.until_front("read — argmap")

    map = open_document(map_file).map
    claim, distrust, wary, far_east = map.statements.values()
    assert [held.quotes[0].exact for held in (distrust, wary, far_east)] == [
        DISTRUST,
        WARY,
        FAR_EAST,
    ]
    assert far_east.text == "It is concerned about investment."
    assert (claim.kind, distrust.kind) == (StatementKind.CLAIM, StatementKind.COUNTERPOINT)
    assert distrust.voice is Voice.CONCEDED  # it says "Of course"
    assert [(link.premises, link.target, link.kind) for link in map.links.values()] == [
        ((distrust.id,), claim.id, LinkKind.OPPOSES),
        ((wary.id,), distrust.id, LinkKind.SUPPORTS),
        ((far_east.id,), distrust.id, LinkKind.SUPPORTS),
    ]
    assert states(map_file) == ["in place"] * 4


def passage(person: Person, words: str, key: str) -> None:
    """Find some words in the document and press a key on them."""
    person.press("ctrl+f")
    person.until_still()
    person.type(words)
    person.until_still()
    person.press("Escape", key)
    person.until_still()


def states(map_file: Path) -> list[str]:
    command = [sys.executable, "-m", "argmap", "check", "--json", str(map_file)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    return [quote["state"] for quote in json.loads(done.stdout)["quotes"]]
