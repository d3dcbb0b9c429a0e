"""YAML text as a tree of nodes that know where they stand; strict, and never run silently slow.

Only PyYAML's C parser is used, and only its events: nothing is guessed about the type of a value,
nothing is constructed. What a map has no use for (anchors, aliases, tags, merge keys, several
documents, duplicate keys, deep nesting) is refused with its place.
"""

import gc
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any, NoReturn

import yaml

from argmap.io.lines import LINE_END, Lines, count_of_lines
from argmap.io.yaml_errors import Refusal, UnreadableError, complaint
from argmap.model.errors import UserError

try:
    from yaml._yaml import CParser  # type: ignore[attr-defined, unused-ignore]
except ImportError:  # pragma: no cover - where PyYAML was built without its C part
    CParser = None  # type: ignore[assignment, misc]

DEEPEST = 30
LONGEST = 64 * 1024 * 1024
MOST_LINES = 2_000_000
MOST_NODES = 1_000_000
MOST_REFUSALS = 100
_MANY_MADE = 20_000
"""So many new objects take long to look through."""

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


Scalar = yaml.ScalarEvent
"""One value as text: the parser's own event, since to make something else of each takes its time.

`value` is the text; `style` is "" for plain, else the quote or block mark it began with.
"""


class Sequence:
    """A list. In block style it starts at its first dash; it may end behind later comments."""

    __slots__ = ("end_mark", "flow", "items", "start_mark")

    def __init__(self, begun: Any) -> None:
        """Begin an empty list by the event that tells of it."""
        self.start_mark = self.end_mark = begun.start_mark
        self.flow: bool = begun.flow_style
        self.items: list[Node] = []


class Mapping:
    """Keys with values. Entries are (key node, value node) by the text of the key, in order."""

    __slots__ = ("end_mark", "entries", "flow", "start_mark")

    def __init__(self, begun: Any) -> None:
        """Begin an empty mapping by the event that tells of it."""
        self.start_mark = self.end_mark = begun.start_mark
        self.flow: bool = begun.flow_style
        self.entries: dict[str, tuple[Scalar, Node]] = {}


Node = Scalar | Sequence | Mapping
_Entries = dict[str, tuple[Scalar, Node]]


def tree_of(text: str) -> Node | None:
    """The tree of a YAML text, or None where there is nothing in it.

    Raises UnreadableError, with the place of everything that is refused.
    """
    tree = Growing(text)
    for _ in tree.entries():
        pass
    return tree.root


def is_empty(node: Node) -> bool:
    """Whether nothing is written where a value could stand."""
    return type(node) is Scalar and not node.value and not node.style


def start_of(node: Node) -> int:
    """The position of the first character of a node."""
    mark: Any = node.start_mark
    return int(mark.index)


def end_of(node: Node) -> int:
    """The position at which the parser says that a node has ended; see `content_end`."""
    mark: Any = node.end_mark
    return int(mark.index)


def span_of(node: Node) -> tuple[int, int]:
    """The positions from and to which a node stands."""
    return start_of(node), end_of(node)


def last_inside(node: Node) -> Node:
    """The last value inside a node of block style; anything else is its own last value."""
    while not isinstance(node, Scalar):
        if node.flow:
            break
        if isinstance(node, Sequence):
            inner = node.items[-1] if node.items else None
        else:
            inner = next(reversed(node.entries.values()))[1] if node.entries else None
        if inner is None:
            break
        node = inner
    return node


def content_end(node: Node, text: str) -> int:
    """The position after the last character that belongs to a node, comments and blanks left out.

    The parser's own end marks of block collections and block scalars lie behind what follows them.
    """
    node = last_inside(node)
    start, end = span_of(node)
    if not isinstance(node, Scalar) or node.style not in ("|", ">"):
        return end
    header = LINE_END.split(text[start : start + 4])[0]
    while end > start and text[end - 1] in " \t":
        end -= 1
    if "+" not in header:  # with a plus the line ends that follow are part of the text
        while end > start and text[end - 1] in " \t\r\n":
            end -= 1
    elif text[end - 1] == "\n":
        end -= 2 if text[end - 2 : end] == "\r\n" else 1
    return end


@contextmanager
def without_cyclic_collection() -> Iterator[None]:
    """Pause the search for cycles: nodes are many and form none, and it doubles the time.

    What was made meanwhile counts as old afterwards, or the first search would go through it all.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # Counting what is frozen takes long where much is, so not for every small file; where
            # something is, thawing would undo what somebody decided.
            if gc.get_count()[0] > _MANY_MADE and not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def _refuse_unfit(text: str) -> None:
    """Raise for what would take too long to read."""
    if CParser is None:
        raise UserError(
            "PyYAML was installed without its C parser; without it a map would take minutes to "
            "read. Install PyYAML from a wheel, or build it with libyaml."
        )
    if len(text) > LONGEST:
        raise UnreadableError("The file is larger than 64 MB, which no map needs.")
    if count_of_lines(text) > MOST_LINES:
        raise UnreadableError(f"The file has more than {MOST_LINES:,} lines, which no map needs.")


def _complaint(error: Exception, text: str) -> UnreadableError:
    """Return what is said when the parser gives a text up."""
    if found := _UNPRINTABLE.search(text):  # which the parser refuses everywhere
        what = f"The character U+{ord(found.group()):04X} cannot stand in a map. Delete it."
        return UnreadableError(what, *Lines(text).place(found.start()))
    if isinstance(error, yaml.YAMLError):
        return complaint(error, Lines(text))
    return UnreadableError(f"The file cannot be read as YAML ({error}).")


class Growing:
    """The tree of a YAML text while it is built from events.

    Refusals are gathered, so that all of them can be told at once.
    """

    def __init__(self, text: str) -> None:
        """Take a text; nothing is read yet."""
        self.root: Node | None = None
        """The whole tree once all entries were gone through; None where nothing is in the text."""
        self._text = text
        self._refused: list[tuple[int, str, int]] = []
        self._take: Callable[[], Any]
        """Gives the next event."""

    def entries(self) -> Iterator[tuple[str, list[Node]]]:
        """Read the text; stop at each mapping in a list of the top level, as soon as it is whole.

        Gives the key of the list, and the list with that entry at its end. Whoever needs no tree
        may take the entry off, which spares the memory for all of them. Raises UnreadableError.
        """
        _refuse_unfit(self._text)
        try:
            with without_cyclic_collection():
                events: Iterator[Any] = iter(CParser(self._text).get_event, None)
                self._take = chain(islice(events, MOST_NODES), self._surplus(events)).__next__
                yield from self._grown()
        except Refusal as refusal:
            raise refusal.located(Lines(self._text)) from None
        except (yaml.YAMLError, ValueError, RecursionError, MemoryError, SystemError) as error:
            raise _complaint(error, self._text) from None

    def _surplus(self, events: Iterator[Any]) -> Iterator[NoReturn]:
        for event in events:
            yield self._stop(event, "The file holds more values than any map needs.")

    def _grown(self) -> Iterator[tuple[str, list[Node]]]:
        take = self._take
        take()  # the stream begins
        if type(take()) is yaml.StreamEndEvent:  # else a document begins
            return
        first = take()
        if type(first) is yaml.MappingStartEvent:
            yield from self._sections(first)
        else:
            self.root = self._node(first, 0)
        take()  # the document ends
        if type(event := take()) is yaml.DocumentStartEvent:
            what = "A second document begins here, and a map is one document. Delete the “---”."
            self._stop(event, what)
        if self._refused:
            raise Refusal(self._refused)

    def _sections(self, begun: Any) -> Iterator[tuple[str, list[Node]]]:
        """Read the whole of a tree that is a mapping; stop at the entries of its lists."""
        root = self.root = Mapping(begun)
        self._look_at(begun, 0)
        while type(event := self._take()) is not yaml.MappingEndEvent:
            key = self._key(event, root.entries)
            event = self._take()
            if type(event) is not yaml.SequenceStartEvent:
                root.entries.setdefault(key.value, (key, self._node(event, 1)))
                continue
            self._look_at(event, 1)
            section = Sequence(event)
            root.entries.setdefault(key.value, (key, section))
            while type(event := self._take()) is not yaml.SequenceEndEvent:
                section.items.append(self._node(event, 2))
                if type(event) is yaml.MappingStartEvent:
                    yield key.value, section.items
            section.end_mark = event.end_mark
        root.end_mark = event.end_mark

    def _node(self, event: Any, depth: int) -> Node:
        """Read what begins with an event, inside so many others."""
        kind = type(event)
        if kind is yaml.AliasEvent:
            return self._instead_of(event)
        self._look_at(event, depth)
        if kind is yaml.MappingStartEvent:
            return self._mapping(event, depth)
        if kind is yaml.SequenceStartEvent:
            return self._sequence(event, depth)
        scalar: Scalar = event
        return scalar

    def _sequence(self, begun: Any, depth: int) -> Sequence:
        node = Sequence(begun)
        while type(event := self._take()) is not yaml.SequenceEndEvent:
            node.items.append(self._node(event, depth + 1))
        node.end_mark = event.end_mark
        return node

    def _mapping(self, begun: Any, depth: int) -> Mapping:
        # Nearly all of a file goes through here: scalars are looked at on the spot, not by calls.
        node, take = Mapping(begun), self._take
        entries = node.entries
        while type(key := take()) is not yaml.MappingEndEvent:
            if (
                type(key) is not Scalar
                or key.anchor is not None
                or key.tag is not None
                or key.value in entries
                or key.value == "<<"
            ):
                key = self._key(key, entries)
            value = take()
            if type(value) is not Scalar or value.anchor is not None or value.tag is not None:
                value = self._node(value, depth + 1)
            # A value by a key that stood before is dropped; the key was refused.
            entries.setdefault(key.value, (key, value))
        node.end_mark = key.end_mark
        return node

    def _key(self, event: Any, entries: _Entries) -> Scalar:
        """Return a key of these entries, after a close look."""
        if type(event) is yaml.AliasEvent:
            return self._instead_of(event)
        self._look_at(event, 0)
        if type(event) is not Scalar:
            self._stop(event, "A key must be a word; this is a list or a mapping.")
        if event.value in entries:
            first = start_of(entries[event.value][0])
            self._refuse(event, f"The key “{_short(event.value)}” stands twice.", first)
        elif event.value == "<<" and not event.style:
            self._refuse(event, f"“<<” would merge keys from elsewhere. {_WRITE_OUT}")
        return event

    def _look_at(self, event: Any, depth: int) -> None:
        """Refuse anchors and tags, and a list or mapping that lies too deep."""
        if event.anchor is not None:
            self._refuse(event, f"“&{_short(event.anchor)}” is an anchor. {_WRITE_OUT}")
        if event.tag is not None:
            self._refuse(event, f"“{_short(event.tag)}” is a tag. A map has none; delete it.")
        if depth >= DEEPEST and type(event) is not Scalar:
            # Going on would cost more with every level.
            self._stop(event, f"This is nested deeper than {DEEPEST} levels.")

    def _instead_of(self, alias: Any) -> Scalar:
        """Refuse a reference, and go on as if nothing stood there."""
        self._refuse(alias, f"“*{_short(alias.anchor)}” refers to an anchor. {_WRITE_OUT}")
        return Scalar(None, None, (True, False), "", alias.start_mark, alias.end_mark, "")

    def _refuse(self, at: Any, what: str, other: int = -1) -> None:
        self._refused.append((at.start_mark.index, what, other))
        if len(self._refused) >= MOST_REFUSALS:
            raise Refusal(self._refused)

    def _stop(self, at: Any, what: str) -> NoReturn:
        raise Refusal([*self._refused, (at.start_mark.index, what, -1)])


_WRITE_OUT = "A map has none; write the value out, or put quotation marks around it."


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
