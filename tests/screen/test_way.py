"""Finding one's way in the real window: a branch alone, levels, hiding; the file stays as it is."""

from itertools import pairwise
from pathlib import Path

import numpy as np

from argmap.io.yaml_write import canonical
from argmap.model.records import StatementKind
from argmap.render.style import LIGHT
from bench.maps import made_up
from tests.screen.cards import bars, until_drawn
from tests.screen.person import Person, Rect, where

COUNT = 30


def test_looking_about_changes_nothing_but_the_look(person: Person, tmp_path: Path) -> None:
    file = tmp_path / "woods.argmap.yaml"
    file.write_text(canonical(made_up(COUNT, cross_links=0.0)))
    before = file.read_bytes()
    person.start(file.name, cwd=tmp_path)
    person.until_front("woods — argmap")
    until_drawn(person, LIGHT, least=3)
    person.press("Home", "ctrl+2")
    shown(person, 5)  # the main claim and four that hang right under it
    person.press("ctrl+1")
    shown(person, 1)
    person.press("shift+space")  # reveals the level below
    shown(person, 5)

    person.press("ctrl+shift+space", "ctrl+1", "space", "Down", "F4")
    person.until_still()
    alone = len(bars(person.look(), LIGHT))
    person.press("F4", "Escape", "Escape")  # nothing selected, then out of the branch
    person.until(lambda: len(bars(person.look(), LIGHT)) != alone, "more of the map")

    person.press("ctrl+1", "ctrl+f")
    person.type("trade cooperation")
    person.press("ctrl+shift+h")
    person.until_still()
    hidden = len(bars(person.look(), LIGHT))
    person.press("Escape", "shift+1")
    person.until_still()
    assert len(bars(person.look(), LIGHT)) >= hidden > 1

    person.press("Home")
    person.until_still()
    person.press("alt+Prior")  # back, by Page Up
    person.until_still()
    person.press("ctrl+q")
    assert person.wait_for_end() == 0, person.said
    assert person.said == ""
    assert file.read_bytes() == before


def shown(person: Person, count: int) -> None:
    """Wait until all that is left of the map is so many cards, in full view."""
    person.press("shift+1")
    person.until(lambda: len(bars(person.look(), LIGHT)) == count, f"{count} cards")


def test_the_minimap_leads_the_view_by_mouse_and_keys(person: Person, tmp_path: Path) -> None:
    file = tmp_path / "woods.argmap.yaml"
    file.write_text(canonical(made_up(80, cross_links=0.0)))
    person.start(file.name, cwd=tmp_path)
    person.until_front("woods — argmap")
    until_drawn(person, LIGHT, least=2)
    person.press("ctrl+shift+m")
    person.until_still()
    person.press("shift+F6")  # it is the last of the panes
    window = person.window()
    corner = Rect(window.left + window.width - 420, window.top + 200, 420, window.height - 200)
    person.until(lambda: person.place_of(LIGHT.accent, corner), "the minimap with the focus")
    person.until_still()
    pane = person.place_of(LIGHT.accent, corner)  # the frame of what has the focus
    assert pane is not None
    canvas = Rect(window.left + 4, window.top + 120, window.width - 500, window.height - 220)
    specks = np.argwhere(where(pane.cut(person.look()), LIGHT.kinds[StatementKind.EVIDENCE].bar))
    ends = (specks[0].tolist(), specks[-1].tolist())
    first, last = ((pane.left + x, pane.top + y) for y, x in ends)
    places = [canvas.cut(person.until_still())]
    for spot in (first, last):  # far ends of the map
        person.click(*spot)
        places.append(canvas.cut(person.until_still()))
    person.drag(last, first)
    places.append(canvas.cut(person.until_still()))
    person.press("Down", "Right")
    places.append(canvas.cut(person.until_still()))
    for one, other in pairwise(places):
        assert not np.array_equal(one, other)
    person.press("Return", "ctrl+q")  # back to the map
    assert person.wait_for_end() == 0, person.said
