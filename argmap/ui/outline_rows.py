"""The rows of the outline: how a map, which is a graph, reads as an indented list.

A row is a link and one of its premises. Under the row by which a statement hangs (its primary
link, or none for a root) stand the links into the statement; under the first premise of a link
stands what bears on that link. A premise by another link than its primary is a further row:
"also under".
Pure functions of a map; each row has one place.
"""

from collections.abc import Iterable, Iterator

from argmap.model.argmap import ArgumentMap
from argmap.model.diff import Diff
from argmap.model.records import LinkId, StatementId
from argmap.ui.sentences import KIND_NAMES, called, count_of, one_line, verb

Row = tuple[str, str]
"""The ids of a link (empty for a root) and of the statement that the row shows."""

TOP: Row = ("", "")
"""Stands for the whole outline, above the roots."""


def rows_under(map: ArgumentMap, row: Row) -> list[Row]:
    """Return the rows right under another, in order."""
    if row == TOP:
        return [("", id_) for id_ in map.roots]
    link, id_ = row
    found: list[Row] = []
    if row == home_of(map, id_):
        found += _rows_of(map, map.links_into.get(id_, ()))
    if link and _anchor(map, link) == id_:
        found += _rows_of(map, map.links_into.get(link, ()))
    return found


def home_of(map: ArgumentMap, id_: str) -> Row:
    """Return the row under which what bears on a statement stands."""
    return (map.primary_links.get(StatementId(id_), ""), id_)


def holder_of(map: ArgumentMap, place: str) -> Row | None:
    """Return the row under which the links into a statement or link stand, if there is one."""
    passed: set[str] = set()
    while place in map.links and place not in passed:
        passed.add(place)
        anchor = _anchor(map, place)
        if anchor is not None:
            return (place, anchor)
        place = map.links[LinkId(place)].target
    return home_of(map, place) if place in map.statements else None


def parent_of(map: ArgumentMap, row: Row) -> Row | None:
    """Return the row above another, TOP for a root, None where the row is in no place."""
    if not row[0]:
        return TOP
    link = map.links.get(LinkId(row[0]))
    return holder_of(map, link.target) if link is not None else None


def rows_of(map: ArgumentMap, id_: str) -> list[Row]:
    """Return all rows that show a statement, its home first."""
    home = home_of(map, id_)
    others: list[Row] = [(link, id_) for link in map.links_from.get(StatementId(id_), ())]
    return [home, *(row for row in others if row != home)]


def way_down(map: ArgumentMap, row: Row) -> list[Row]:
    """Return the rows from the top to a row, itself included; empty where it is in no place."""
    way = [row]
    while (above := parent_of(map, way[-1])) != TOP:
        if above is None or above in way:
            return []
        way.append(above)
    return way[::-1]


def is_home(map: ArgumentMap, row: Row) -> bool:
    """Tell whether a row is the statement's own place and not a second one."""
    return row == home_of(map, row[1])


def touched_rows(before: ArgumentMap, after: ArgumentMap, diff: Diff) -> set[Row]:
    """Return the rows (and TOP) whose children may differ between two maps."""
    touched: set[Row] = set()
    for map in (before, after):
        for id_ in diff.touched("links"):
            touched.update(_around_link(map, id_))
        for id_ in diff.touched("statements"):
            if (id_ in before.statements) != (id_ in after.statements):
                for link in map.links_from.get(StatementId(id_), ()):
                    touched.update(_around_link(map, link))
    if before.primary_links is not after.primary_links:
        moved = before.primary_links.items() ^ after.primary_links.items()
        for map in (before, after):
            touched.update(home_of(map, id_) for id_, _ in moved)
    if before.roots is not after.roots:
        touched.add(TOP)
    return touched


def _around_link(map: ArgumentMap, id_: str) -> Iterator[Row]:
    link = map.links.get(LinkId(id_))
    if link is not None:
        yield from ((id_, premise) for premise in link.premises)
        for place in (link.target, id_):
            if (row := holder_of(map, place)) is not None:
                yield row


def _rows_of(map: ArgumentMap, links: Iterable[LinkId]) -> Iterator[Row]:
    for id_ in links:
        premises = [p for p in dict.fromkeys(map.links[id_].premises) if p in map.statements]
        if premises:
            yield from ((id_, premise) for premise in premises)
        else:  # nothing to stand under: what bears on the link stands in its place
            yield from _rows_of(map, map.links_into.get(id_, ()))


def _anchor(map: ArgumentMap, link: str) -> str | None:
    held = map.links.get(LinkId(link))
    premises = held.premises if held is not None else ()
    return next((premise for premise in premises if premise in map.statements), None)


# ----------------------------------------------------------------------------------- what rows say


def row_text(map: ArgumentMap, row: Row) -> str:
    """Return what a row shows: the statement's words on one line."""
    statement = map.statements.get(StatementId(row[1]))
    return one_line(statement.text, 400) if statement is not None else ""


def elsewhere(map: ArgumentMap, row: Row) -> str:
    """Return where the statement of a second row has its own place, else an empty string."""
    if is_home(map, row):
        return ""
    parent = map.primary_parent(StatementId(row[1]))
    return f"also under {called(map, parent, 48)}" if parent is not None else "also on its own"


def row_sentence(map: ArgumentMap, row: Row, *, folded: bool = False) -> str:
    """Return a row as a sentence for a screen reader."""
    statement = map.statements.get(StatementId(row[1]))
    if statement is None:
        return ""
    parts = [KIND_NAMES[statement.kind]]
    link = map.links.get(LinkId(row[0]))
    if link is not None:
        how = f"{verb(map, link).lower()} {called(map, link.target, 60)}"
        others = [called(map, other, 40) for other in link.premises if other != row[1]]
        parts.append(how + (f" together with {' and '.join(others)}" if others else ""))
    sentence = f"{', '.join(parts)}: {one_line(statement.text, 400)}"
    if beside := elsewhere(map, row):
        return f"{sentence}; {beside}"
    replies = len(rows_under(map, row))
    if replies:
        sentence += f"; {count_of(replies, 'reply', 'replies')}"
    return f"{sentence}; folded on the map" if folded else sentence


def matching_rows(map: ArgumentMap, words: str) -> frozenset[Row]:
    """Return the rows whose statements hold all the words, and the rows above them."""
    wanted = words.casefold().split()
    found: set[Row] = set()
    for statement in map.statements.values():
        text = " ".join((statement.text, statement.speaker, *statement.tags)).casefold()
        if all(word in text for word in wanted):
            for row in rows_of(map, statement.id):
                found.update(way_down(map, row))
    return frozenset(found)
