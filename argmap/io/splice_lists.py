"""A list in block style changed in place: entries edited, put in, taken out and moved.

Every entry that stays is left where it is, byte for byte; one that moves takes its comments along.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from argmap.io import yaml_tree
from argmap.io.splice_page import Edit, Entry, Page, applied
from argmap.io.yaml_tree import Node
from argmap.model.light_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class ListChange:
    """What happens to the entries of a list.

    `nodes` are the nodes of the old values, `come_from` says for each new value which old one it
    was, or None; `render` gives a new entry as lines with a dash, `edit` the edits inside one.
    `spaced` says whether entries are set apart by blank lines where the text does not show it.
    """

    nodes: Sequence[Node]
    old: Sequence[Any]
    new: Sequence[Any]
    come_from: Sequence[int | None]
    render: Callable[[Any], list[str]]
    edit: Callable[[Node, Any, Any], list[Edit]]
    spaced: bool = False


def list_edits(page: Page, node: yaml_tree.Sequence, change: ListChange) -> list[Edit]:
    """The edits that bring a list in block style to its new values."""
    kept = [place for place in change.come_from if place is not None]
    staying = set(longest_rising(kept))
    edits = []
    for place, value in zip(change.come_from, change.new, strict=True):
        if place in staying and value is not change.old[place] and value != change.old[place]:
            edits += change.edit(change.nodes[place], change.old[place], value)
    if len(staying) == len(change.old) == len(change.new):
        return edits
    return [*edits, *_Rebuilding(page, node, change, staying).edits()]


class _Rebuilding:
    """The entries that come, go and move, as edits."""

    def __init__(
        self, page: Page, node: yaml_tree.Sequence, change: ListChange, staying: set[int]
    ) -> None:
        self.page = page
        self.change = change
        self.staying = staying
        self.entries = page.entries(node)
        at = {id(item): place for place, item in enumerate(node.items)}
        self.place = [at[id(item)] for item in change.nodes]  # of an old value among all items
        self.spaced = self._is_spaced()

    def edits(self) -> list[Edit]:
        return [*self._arrivals(), *self._departures()]

    def _is_spaced(self) -> bool:
        """Whether blank lines set the entries apart, judged by the text where it shows."""
        if len(self.entries) < 2:
            return self.change.spaced
        apart = sum(self.page.blank_after(entry.end) > entry.end for entry in self.entries[:-1])
        return 2 * apart >= len(self.entries) - 1

    def _arrivals(self) -> list[Edit]:
        """New and moved entries, put in after the last one before them that stays."""
        edits: list[Edit] = []
        waiting: list[str] = []
        last: Entry | None = None
        for place, value in zip(self.change.come_from, self.change.new, strict=True):
            if place is not None and place in self.staying:
                entry = self._entry(place)
                edits += self._put_in(waiting, last, entry)
                waiting, last = [], entry
            elif place is None:
                lines = self.change.render(value)
                waiting.append(self.page.joined(lines, self.entries[0].dash))
            else:
                waiting.append(self._moved(place, value))
        return [*edits, *self._put_in(waiting, last, None)]

    def _put_in(self, texts: list[str], before: Entry | None, after: Entry | None) -> list[Edit]:
        if not texts:
            return []
        newline = self.page.newline
        blank = newline if self.spaced else ""
        text = (newline + blank).join(texts)
        if before is not None:
            return [self.page.insertion(before.end, text if before.open else blank + text)]
        start = after.start if after is not None else self.entries[0].start
        return [self.page.insertion(start, text + (blank if after is not None else ""))]

    def _moved(self, place: int, value: Any) -> str:
        """The lines of an entry as they are, with what changed in it, without their last end."""
        entry = self._entry(place)
        old = self.change.old[place]
        edits = self.change.edit(self.change.nodes[place], old, value) if value != old else []
        text = applied(self.page.text, edits, entry.start, entry.end)
        return text.removesuffix("\n").removesuffix("\r")

    def _departures(self) -> list[Edit]:
        """Entries taken out, with the blank lines that set them apart from the next one.

        At the end of a list it is those before them that go, so that what follows stays apart.
        """
        gone = {place for old, place in enumerate(self.place) if old not in self.staying}
        edits = []
        at_the_end = True
        for place in range(len(self.entries) - 1, -1, -1):
            if place not in gone:
                at_the_end = False
                continue
            entry = self.entries[place]
            if at_the_end:
                start = self.page.blank_before(entry.start)
                floor = self.entries[place - 1].end if place else entry.start
                edits.append((max(start, floor), entry.end, ""))
            else:
                end = self.page.blank_after(entry.end)
                edits.append((entry.start, min(end, self.entries[place + 1].start), ""))
        return edits

    def _entry(self, old: int) -> Entry:
        return self.entries[self.place[old]]


# ---------------------------------------------------------------------------------------- matching


def match_by_id(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[int | None]:
    """For each new record, the place of the old one with its id."""
    places = {id_: place for place, id_ in enumerate(old)}
    return [places.get(id_) for id_ in new]


def match_by_likeness(old: Sequence[Any], new: Sequence[Any]) -> list[int | None]:
    """For each new value, the old one it was: equal ones first, then by id, then in order."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    middle = _matched_middle(list(range(head, len(old) - tail)), old, new[head : len(new) - tail])
    ends = range(len(old) - tail, len(old))
    return [*range(head), *middle, *ends]


def _matched_middle(free: list[int], old: Sequence[Any], new: Sequence[Any]) -> list[int | None]:
    found: list[int | None] = [None] * len(new)
    for same in (_equal, _same_id):
        for index, value in enumerate(new):
            if found[index] is None:
                match = next((place for place in free if same(old[place], value)), None)
                if match is not None:
                    free.remove(match)
                    found[index] = match
    if len(free) == sum(place is None for place in found):
        # As many came as went: they were changed, not exchanged.
        return [free.pop(0) if place is None else place for place in found]
    return found


def _equal(a: Any, b: Any) -> bool:
    return bool(a == b)


def _same_id(a: Any, b: Any) -> bool:
    return bool(getattr(a, "id", "")) and getattr(a, "id", "") == getattr(b, "id", "")


def longest_rising(numbers: Sequence[int]) -> list[int]:
    """A longest subsequence of different numbers that rises (patience sorting)."""
    tops: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        pile = bisect_left(tops, number)
        before[number] = tops[pile - 1] if pile else None
        tops[pile : pile + 1] = [number]
    chosen: list[int] = []
    last = tops[-1] if tops else None
    while last is not None:
        chosen.append(last)
        last = before[last]
    return chosen[::-1]
