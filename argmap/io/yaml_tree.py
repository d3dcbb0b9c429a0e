"""YAML text as a tree of nodes that know where they stand; strict, and never run silently slow.

Only PyYAML's C parser is used, and only its events: nothing is guessed about the type of a value,
nothing is constructed. What a map has no use for (anchors, aliases, tags, merge keys, several
documents, duplicate keys, deep nesting) is refused with its place.
"""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
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

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Scalar:
    """One value as text. `style` is "" for plain, else the quote or block mark it began with."""

    __slots__ = ("end", "start", "style", "value")

    def __init__(self, value: str, start: int, end: int, style: str) -> None:
        """Keep the value, its span in the text and its style."""
        self.value = value
        self.start = start
        self.end = end
        self.style = style


class Sequence:
    """A list. In block style it starts at its first dash; `end` may lie behind later comments."""

    __slots__ = ("end", "flow", "items", "start")

    def __init__(self, start: int, flow: bool) -> None:
        """Begin an empty list."""
        self.start = start
        self.end = start
        self.flow = flow
        self.items: list[Node] = []


class Mapping:
    """Keys with values. Entries are (key node, value node) by the text of the key, in order."""

    __slots__ = ("end", "entries", "flow", "start")

    def __init__(self, start: int, flow: bool) -> None:
        """Begin an empty mapping."""
        self.start = start
        self.end = start
        self.flow = flow
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
    end = node.end
    if not isinstance(node, Scalar) or node.style not in ("|", ">"):
        return end
    header = LINE_END.split(text[node.start : node.start + 4])[0]
    while end > node.start and text[end - 1] in " \t":
        end -= 1
    if "+" not in header:  # with a plus the line ends that follow are part of the text
        while end > node.start and text[end - 1] in " \t\r\n":
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
            if not gc.get_freeze_count():  # else thawing would undo what somebody decided
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def _refuse_unfit(text: str) -> None:
    """Raise for what would take too long to read, or cannot be YAML by its characters alone."""
    if CParser is None:
        raise UserError(
            "PyYAML was installed without its C parser; without it a map would take minutes to "
            "read. Install PyYAML from a wheel, or build it with libyaml."
        )
    if len(text) > LONGEST:
        raise UnreadableError("The file is larger than 64 MB, which no map needs.")
    if count_of_lines(text) > MOST_LINES:
        raise UnreadableError(f"The file has more than {MOST_LINES:,} lines, which no map needs.")
    if found := _UNPRINTABLE.search(text):
        raise UnreadableError(
            f"The character U+{ord(found.group()):04X} cannot stand in a map. Delete it.",
            *Lines(text).place(found.start()),
        )


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
        self._open: list[Sequence | Mapping] = []
        self._around: list[tuple[_Entries | None, list[Node] | None]] = []
        self._top_key = ""  # the last one of the whole tree, "" where that is a list
        self._documents = 0

    def entries(self) -> Iterator[tuple[str, list[Node]]]:
        """Read the text; stop at each mapping in a list of the top level, as soon as it is whole.

        Gives the key of the list, and the list with that entry at its end. Whoever needs no tree
        may take the entry off, which spares the memory for all of them. Raises UnreadableError.
        """
        _refuse_unfit(self._text)
        try:
            with without_cyclic_collection():
                yield from self._grown()
        except Refusal as refusal:
            raise refusal.located(Lines(self._text)) from None
        except yaml.YAMLError as error:
            raise complaint(error, Lines(self._text)) from None
        except (ValueError, RecursionError, MemoryError, SystemError) as error:
            raise UnreadableError(f"The file cannot be read as YAML ({error}).") from None

    def _grown(self) -> Iterator[tuple[str, list[Node]]]:  # noqa: C901, PLR0915 - see below
        # Half the time of opening a map is spent in this loop: what happens to most events is done
        # right here, in names of its own, and not by calls. Of the innermost node that is open
        # `entries` or `items` takes what comes; `key` waits for its value. A value by a key that
        # stood before is dropped; the key was refused by then.
        events: Iterator[Any] = iter(CParser(self._text).get_event, None)
        event: Any = None
        node: Node
        entries: _Entries | None = None
        items: list[Node] | None = None
        key: Scalar | None = None
        opened, around = self._open, self._around
        for event in islice(events, MOST_NODES):
            kind = type(event)
            if kind is yaml.ScalarEvent:
                if event.anchor is not None or event.tag is not None:
                    self._refuse_marks(event)
                value = event.value
                start, end = event.start_mark.index, event.end_mark.index
                node = Scalar(value, start, end, event.style)
                if entries is None:
                    if items is None:
                        self.root = node
                    else:
                        items.append(node)
                elif key is not None:
                    entries.setdefault(key.value, (key, node))
                    key = None
                else:
                    key = node
                    if value in entries or value == "<<":
                        self._check_key(node, entries)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                opened.pop().end = event.end_mark.index
                entries, items = around.pop()
                if items is not None and len(opened) == 2 and kind is yaml.MappingEndEvent:
                    yield self._top_key, items
            elif kind is yaml.MappingStartEvent:
                mapping = Mapping(event.start_mark.index, event.flow_style)
                self._begin(mapping, event, entries, items, key)
                entries, items, key = mapping.entries, None, None
            elif kind is yaml.SequenceStartEvent:
                sequence = Sequence(event.start_mark.index, event.flow_style)
                self._begin(sequence, event, entries, items, key)
                entries, items, key = None, sequence.items, None
            elif kind is yaml.AliasEvent:
                key = self._take_alias(event, entries, items, key)
            elif kind is yaml.DocumentStartEvent:
                self._begin_document(event)
        if next(events, None) is not None:
            self._stop(event.start_mark.index, "The file holds more values than any map needs.")
        if self._refused:
            raise Refusal(self._refused)

    def _begin(
        self,
        node: Sequence | Mapping,
        event: Any,
        entries: _Entries | None,
        items: list[Node] | None,
        key: Scalar | None,
    ) -> None:
        """Put a list or mapping into what is open, and open it."""
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event)
        if len(self._open) >= DEEPEST:
            # Going on would cost more with every level.
            self._stop(node.start, f"This is nested deeper than {DEEPEST} levels.")
        if entries is not None:
            if key is None:
                self._stop(node.start, "A key must be a word; this is a list or a mapping.")
            entries.setdefault(key.value, (key, node))
        elif items is not None:
            items.append(node)
        else:
            self.root = node
        if len(self._open) == 1:
            self._top_key = key.value if key is not None else ""
        self._open.append(node)
        self._around.append((entries, items))

    def _take_alias(
        self,
        event: Any,
        entries: _Entries | None,
        items: list[Node] | None,
        key: Scalar | None,
    ) -> Scalar | None:
        """Refuse a reference, and go on as if nothing stood there; returns the key that waits."""
        start = event.start_mark.index
        self._refuse(start, f"“*{_short(event.anchor)}” refers to an anchor. {_WRITE_OUT}")
        nothing = Scalar("", start, event.end_mark.index, "")
        if entries is not None and key is None:
            return nothing
        if entries is not None and key is not None:
            entries.setdefault(key.value, (key, nothing))
        elif items is not None:
            items.append(nothing)
        return None

    def _check_key(self, key: Scalar, entries: _Entries) -> None:
        if key.value in entries:
            first = entries[key.value][0]
            self._refuse(key.start, f"The key “{_short(key.value)}” stands twice.", first.start)
        elif not key.style:
            self._refuse(key.start, f"“<<” would merge keys from elsewhere. {_WRITE_OUT}")

    def _begin_document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            what = "A second document begins here, and a map is one document. Delete the “---”."
            self._stop(event.start_mark.index, what)

    def _refuse_marks(self, event: Any) -> None:
        start = event.start_mark.index
        if event.anchor is not None:
            self._refuse(start, f"“&{_short(event.anchor)}” is an anchor. {_WRITE_OUT}")
        if event.tag is not None:
            self._refuse(start, f"“{_short(event.tag)}” is a tag. A map has none; delete it.")

    def _refuse(self, index: int, what: str, other: int = -1) -> None:
        self._refused.append((index, what, other))
        if len(self._refused) >= MOST_REFUSALS:
            raise Refusal(self._refused)

    def _stop(self, index: int, what: str) -> NoReturn:
        raise Refusal([*self._refused, (index, what, -1)])


_WRITE_OUT = "A map has none; write the value out, or put quotation marks around it."


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
