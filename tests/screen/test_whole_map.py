"""An example map made again by hand: every statement, quote and link, through the real window.

Its document is read in the pane: words are found and taken with C, E, X or A, their target is
chosen on the map, and what is not as the keys make it is changed by the program's own keys. The
result is held against the map in `maps`.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from argmap.io.files import open_document
from argmap.model.argmap import ArgumentMap
from argmap.model.records import Link, LinkKind, Quote, Statement, StatementId, StatementKind
from argmap.render.style import LIGHT
from argmap.ui.documents.search import find_words
from tests.conftest import ROOT
from tests.screen.cards import until_drawn
from tests.screen.person import Person
from tests.screen.test_reading import states

NAME = "china-russia-entente-in-east-asia"
SOURCE = "cnas-2024"
MAP = """\
argmap: 1
title: The same again
sources:
  - id: cnas-2024
    title: The China-Russia Entente in East Asia
    file: ../seeds/004_b6f579ee20c6c6f8.txt
statements: []
view: {direction: down}
"""
KEYS = {
    StatementKind.CLAIM: "c",
    StatementKind.EVIDENCE: "e",
    StatementKind.COUNTERPOINT: "x",
    StatementKind.QUESTION: "q",
}
QUICK = 2
"""Milliseconds between two letters: she types fast."""
LETTERS = 30
"""How much of a statement is typed to find it."""
TYPED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "—": "-", "–": "-"})


@pytest.fixture
def example() -> ArgumentMap:
    return open_document(ROOT / "maps" / f"{NAME}.argmap.yaml").map


@pytest.fixture
def file(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    (tmp_path / "maps").mkdir()
    made = tmp_path / "maps" / "again.argmap.yaml"
    made.write_text(MAP, encoding="utf-8")
    return made


def test_a_whole_map_is_made_again_by_hand(
    person: Person, file: Path, example: ArgumentMap
) -> None:
    text = (ROOT / "seeds" / "004_b6f579ee20c6c6f8.txt").read_text(encoding="utf-8")
    reader = Reader(person, example, text)
    person.start(file.name, cwd=file.parent)
    person.until_front("again — argmap")
    person.until_still()
    person.press("F6")  # from the map into the document
    for statement in in_tree(example):
        reader.make(statement)
    for link in example.links.values():
        reader.add(link)
    person.until_still()
    person.press("ctrl+s")
    person.until(lambda: len(open_document(file).map.links) >= len(example.links), "all links")

    made = open_document(file).map
    assert shape(made) == shape(example)
    assert set(states(file)) == {"in place"}
    assert len(states(file)) == sum(len(held.quotes) for held in example.statements.values())
    until_drawn(person, LIGHT, least=5)


class Reader:
    """Somebody who reads the document of a map and makes the map of it."""

    def __init__(self, person: Person, map: ArgumentMap, text: str) -> None:
        self._person, self._map, self._text = person, map, text
        self._said = {id_: said(held) for id_, held in map.statements.items()}
        self._here = ""
        """What is selected on the map."""

    def make(self, statement: Statement) -> None:
        """Make a statement with its quotes, and the link that it hangs by."""
        link = self._map.links.get(self._map.primary_links.get(statement.id, ""))
        if link is not None:
            self._select(link.target)
        if statement.quotes:
            opposed = link is not None and link.kind is LinkKind.OPPOSES
            kind = StatementKind.COUNTERPOINT if opposed else statement.kind
            self._take(statement.quotes[0], KEYS[kind])
            for quote in statement.quotes[1:]:
                self._take(quote, "a")
            if kind is not statement.kind:
                number = list(StatementKind).index(statement.kind) + 1
                self._person.press("shift+F6", f"alt+{number}", "F6")
        else:
            self._person.press("shift+F6", "minus")
            self._person.type(statement.text.translate(TYPED), QUICK)
            self._person.press("Return", "F6")
        self._here = statement.id

    def add(self, link: Link) -> None:
        """Add a link that no statement hangs by; join the premises of one that has several."""
        hanging = [p for p in link.premises if self._map.primary_links[p] == link.id]
        if not hanging:
            self._choose(link.premises)
            self._person.press("ctrl+l")
            self._person.type(self._said[StatementId(link.target)], QUICK)
            self._person.press("Return")
        elif len(link.premises) > 1:
            self._choose(link.premises)
        else:
            return
        if len(link.premises) > 1:
            self._person.press("ctrl+j")
        self._person.press("F6")
        self._here = ""

    def _take(self, quote: Quote, key: str) -> None:
        """Find the words of a quote in the document and press a key on them."""
        words = quote.exact.translate(TYPED)
        starts = [start for start, _ in find_words(self._text, words)]
        self._person.press("ctrl+f")
        self._person.type(words, QUICK)
        self._person.press(*["Return"] * starts.index(quote.start or 0), "Escape", key)

    def _select(self, target: str) -> None:
        """Select a statement or link on the map; the document has the focus before and after."""
        if target == self._here:
            return
        if target in self._map.links:
            (premise,) = self._map.links[target].premises
            self._choose((premise,))
            self._person.press("alt+Up")
        else:
            self._choose((StatementId(target),))
        self._person.press("F6")

    def _choose(self, statements: tuple[StatementId, ...]) -> None:
        """Find a statement on the map, and extend to those that stand beside it."""
        self._person.press("shift+F6", "ctrl+f")
        self._person.type(self._said[statements[0]], QUICK)
        self._person.press("Escape", *["shift+Right"] * (len(statements) - 1))


def said(statement: Statement) -> str:
    """Return words that a statement made by hand says and that every keyboard can type."""
    words = statement.quotes[0].exact if statement.quotes else statement.text
    return max(words.translate(str.maketrans("’—“”", "\n\n\n\n")).split("\n"), key=len)[:LETTERS]


def in_tree(map: ArgumentMap) -> Iterator[Statement]:
    """Yield the statements so that what each hangs on comes before it."""
    made: set[str] = set()
    waiting = list(map.statements.values())
    while waiting:
        for statement in waiting:
            link = map.links.get(map.primary_links.get(statement.id, ""))
            if link is None or link.target in made:
                made |= {statement.id, link.id if link else ""}
                yield statement
        waiting = [held for held in waiting if held.id not in made]


def shape(map: ArgumentMap) -> tuple[set[object], set[object]]:
    """Return the kinds, quotes and links of a map, whatever its ids and wordings are."""
    names: dict[str, object] = {}
    for id_, held in map.statements.items():
        quotes = tuple((quote.exact, quote.start) for quote in held.quotes)
        names[id_] = held.kind, quotes or held.text.translate(TYPED)

    def name(id_: str) -> object:
        if id_ in names:
            return names[id_]
        link = map.links[id_]
        premises = frozenset(name(premise) for premise in link.premises)
        return link.kind, premises, name(link.target)

    return set(names.values()), {name(id_) for id_ in map.links}
