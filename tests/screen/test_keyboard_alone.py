"""A whole session without a mouse: from nothing to a saved map, and the same map again."""

import subprocess
import sys
from pathlib import Path

import numpy as np

from argmap.io.files import open_document
from argmap.model.argmap import ArgumentMap
from argmap.render.style import LIGHT
from tests.screen.cards import until_drawn
from tests.screen.person import Person

ROOT_CLAIM = "The library should open on Sundays."
QUIET, FREE_DAY = "Students need a quiet place.", "Sunday is their free day."
TOWNS, RICH = "Other towns do it.", "Other towns are richer."
COST = "Opening hours cost less than a new roof."
STAFF, SHIFTS = "The staff must rest.", "They already share six shifts."
ROTA, OLD = "The rota of 2023 lists six shifts.", "That rota is out of date."


def test_ten_statements_by_keyboard_alone(person: Person, tmp_path: Path) -> None:
    person.start(cwd=tmp_path)
    person.point(1599, 999)  # out of the way: there is no mouse today
    person.until_front("argmap")  # the maps to choose from
    person.until_still()
    person.press("shift+Tab", "shift+Tab", "space")  # to the button of a new map
    person.until_front("Untitled — argmap")
    person.until_still()
    person.type(ROOT_CLAIM)
    person.press("Return")
    write(person, "Tab", QUIET)
    write(person, "alt+Return", FREE_DAY)  # a linked premise
    write(person, "Return", TOWNS)  # a sibling
    write(person, "minus", RICH)
    person.press("alt+Up")  # onto the link
    write(person, "minus", COST)  # an undercut
    go_to(person, "@library should")
    write(person, "minus", STAFF)
    write(person, "Tab", SHIFTS)
    write(person, "ctrl+shift+e", ROTA)
    write(person, "minus", OLD)

    person.press("ctrl+s")
    person.until_front("Save as")
    person.press("ctrl+a")
    person.type(str(tmp_path / "open on sundays"))
    person.press("Return")
    person.until_front("open on sundays — argmap")
    file = tmp_path / "open on sundays.argmap.yaml"
    assert shape(open_document(file).map) == EXPECTED
    check = [sys.executable, "-m", "argmap", "check", str(file)]
    done = subprocess.run(check, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")

    person.press("shift+1", "Escape")  # all in view, nothing selected
    seen = map_seen(person)
    person.press("ctrl+q")
    assert person.wait_for_end() == 0, person.said
    person.start(file.name, cwd=tmp_path)
    person.until_front("open on sundays — argmap")
    until_drawn(person, LIGHT, least=10)
    again = map_seen(person)
    assert np.array_equal(seen, again)


def write(person: Person, key: str, words: str) -> None:
    """Begin a statement with a key, type it and end it with Enter."""
    person.press(key)
    person.type(words)
    person.press("Return")


def go_to(person: Person, words: str) -> None:
    """Select a statement by its words, in the palette."""
    person.press("ctrl+k")
    person.until_still()
    person.type(words)
    person.until_still()
    person.press("Return")
    person.until_still()


def map_seen(person: Person) -> np.ndarray:
    """Return the part of the screen that shows the map, when nothing moves any more."""
    person.until_still()
    area = person.place_of(LIGHT.canvas, person.window())
    assert area is not None
    return area.cut(person.look()).copy()


def shape(map: ArgumentMap) -> set[tuple[frozenset[str], str, str]]:
    """Return every link as the words of its premises, its kind and what it bears on."""

    def named(target: str) -> str:
        if (link := map.links.get(target)) is not None:
            return f"the link from: {map.statements[link.premises[0]].text}"
        return map.statements[target].text

    return {
        (
            frozenset(map.statements[id_].text for id_ in link.premises),
            link.kind,
            named(link.target),
        )
        for link in map.links.values()
    }


EXPECTED = {
    (frozenset({QUIET, FREE_DAY}), "supports", ROOT_CLAIM),
    (frozenset({TOWNS}), "supports", ROOT_CLAIM),
    (frozenset({RICH}), "opposes", TOWNS),
    (frozenset({COST}), "opposes", f"the link from: {RICH}"),
    (frozenset({STAFF}), "opposes", ROOT_CLAIM),
    (frozenset({SHIFTS}), "supports", STAFF),
    (frozenset({ROTA}), "supports", SHIFTS),
    (frozenset({OLD}), "opposes", ROTA),
}
