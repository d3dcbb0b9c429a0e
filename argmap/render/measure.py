"""How large the cards of a map are, measured with real fonts and remembered.

Sizes go to layout; looks go to whoever draws. Nothing is painted here.
"""

from collections.abc import Iterable, Iterator, Mapping

from argmap.layout.geometry import Size
from argmap.layout.placement import Sizes
from argmap.model.argmap import ArgumentMap
from argmap.model.following import compared
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Source, SourceId, Statement, StatementId
from argmap.render.card import CardSetter, StatementLook, has_chips
from argmap.render.recent import Recent
from argmap.render.references import quote_references
from argmap.render.style import Metrics
from argmap.render.text import Typesetter


@dataclass(frozen=True, slots=True)
class _Known:
    """A look and what it was made from; told by identity, which is quick for ten thousand."""

    statement: Statement
    sources: Mapping[SourceId, Source]
    references: list[str]
    look: StatementLook


@dataclass(frozen=True, slots=True)
class _Measured:
    """The sizes of a whole map, and what they were made from."""

    map: ArgumentMap
    sizes: dict[StatementId, Size]


class Measure:
    """Measures cards at a text scale (1 is a text of 14 pixels).

    Remembers a look for as long as its statement and the names of its sources stay the same. Needs
    a QGuiApplication with the fonts loaded.
    """

    def __init__(self, text_scale: float = 1.0) -> None:
        self.metrics = Metrics().scaled(text_scale)
        self.type = Typesetter()
        self._setter = CardSetter(self.type, self.metrics)
        self._known: Recent[StatementId, _Known] = Recent()
        self._measured: _Measured | None = None
        self._ready: tuple[object, dict[StatementId, tuple[Statement, Size]]] = None, {}
        """Sizes that were measured before they are asked for, and with which sources."""

    def sizes(self, map: ArgumentMap) -> Sizes:
        """Return the size of every statement's card.

        The same object as before where none is another; only what changed is measured.
        """
        before = self._measured
        if before is None or before.map.sources is not map.sources:
            sizes = {id_: self._size(held, map.sources) for id_, held in map.statements.items()}
        else:
            sizes = self._measured_again(before, map)
        if before is not None and sizes == before.sizes:
            sizes = before.sizes
        self._measured = _Measured(map, sizes)
        return sizes

    def rough_sizes(self, map: ArgumentMap) -> Sizes:
        """Return about the sizes of all cards; quick, and in any thread."""
        sizes: dict[StatementId, Size] = {}
        known: dict[tuple[int, int, bool], Size] = {}
        for id_, statement in map.statements.items():
            text, chips = statement.text, has_chips(statement)
            seen = len(text), text.count("\n"), chips
            if (size := known.get(seen)) is None:
                size = known[seen] = self._setter.rough_size(seen[0], seen[1], chips=chips)
            sizes[id_] = size
        return sizes

    def sizing(self, map: ArgumentMap) -> Iterator[None]:
        """Measure a map bit by bit: when this is through, `sizes` has nothing left to do."""
        self._ready = map.sources, {}
        for number, (id_, statement) in enumerate(map.statements.items()):
            if number % 20 == 0:
                yield
            self._ready[1][id_] = statement, self._size(statement, map.sources)

    def _measured_again(self, before: "_Measured", map: ArgumentMap) -> dict[StatementId, Size]:
        """Return the sizes of the map measured last, with those of what is another since."""
        if before.map.statements is map.statements:
            return before.sizes
        sizes = dict(before.sizes)
        for id_ in compared(before.map, map, ("statements",)).of("statements"):
            statement = map.statements.get(StatementId(id_))
            if statement is None:
                sizes.pop(StatementId(id_), None)
            else:
                sizes[statement.id] = self._size(statement, map.sources)
        return sizes

    def _size(self, statement: Statement, sources: Mapping[SourceId, Source]) -> Size:
        """Return the size of a card; its look is made when it is first seen."""
        known = self._known.get(statement.id)
        if known and known.statement is statement and known.sources is sources:
            return known.look.size
        ready = self._ready[1].get(statement.id) if self._ready[0] is sources else None
        if ready is not None and ready[0] is statement:
            return ready[1]
        references = quote_references(statement.quotes, sources) if statement.quotes else []
        return self._setter.size(statement, references)

    def look(self, statement: Statement, sources: Mapping[SourceId, Source]) -> StatementLook:
        """Return what stands where on a statement's card."""
        known = self._known.get(statement.id)
        if known and known.statement is statement and known.sources is sources:
            return known.look
        references = quote_references(statement.quotes, sources) if statement.quotes else []
        if known and known.statement is statement and known.references == references:
            look = known.look
        else:
            look = self._setter.look(statement, references)
        self._known[statement.id] = _Known(statement, sources, references, look)
        return look

    def lines(self, statement: Statement) -> StatementLook:
        """Return the look a statement had when last measured, else one that names no sources."""
        known = self._known.get(statement.id)
        if known and known.statement is statement:
            return known.look
        return self.look(statement, {})

    def forget(self, ids: Iterable[str]) -> None:
        """Drop what is remembered of some statements."""
        for id_ in ids:
            self._known.forget(StatementId(id_))

    def turn(self, most: int) -> None:
        """Let looks go that were not asked for lately, where more than `most` others were.

        Sizes stay known all the same.
        """
        self._known.turn(most)
