"""Finding one's way in the real window: a branch alone, levels, hiding; the file stays as it is."""

from pathlib import Path

from argmap.io.yaml_write import canonical
from argmap.render.style import LIGHT
from bench.maps import made_up
from tests.screen.cards import bars, until_drawn
from tests.screen.person import Person

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
