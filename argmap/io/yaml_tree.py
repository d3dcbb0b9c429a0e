"""YAML text as a tree of nodes that know where they stand; strict, and never run silently slow.

Only PyYAML's C parser is used, and only its events: nothing is guessed about the type of a value,
nothing is constructed. What a map has no use for (anchors, aliases, tags, merge keys, several
documents, duplicate keys, deep nesting) is refused with its place.
"""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
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


def tree_of(text: str) -> Node | None:
    """The tree of a YAML text, or None where there is nothing in it.

    Raises UnreadableError, with the place of everything that is refused.
    """
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
    try:
        with without_cyclic_collection():
            return _Builder().built(text)
    except Refusal as refusal:
        raise refusal.located(Lines(text)) from None
    except yaml.YAMLError as error:
        raise complaint(error, Lines(text)) from None
    except (ValueError, RecursionError, MemoryError, SystemError) as error:
        raise UnreadableError(f"The file cannot be read as YAML ({error}).") from None


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
    """Pause the search for cycles: nodes are many and form none, and it doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Builder:
    """Builds nodes from events; refusals are gathered, so that all of them can be told at once."""

    def __init__(self) -> None:
        self.refused: list[tuple[int, str, int]] = []
        self.open: list[Sequence | Mapping] = []
        self.keys: list[Scalar | None] = []  # for each open node, the key that waits for its value
        self.root: Node | None = None
        self.documents = 0

    def built(self, text: str) -> Node | None:
        parser = CParser(text)
        next_event, take = parser.get_event, self._take
        event: Any = None
        for _ in range(MOST_NODES):
            event = next_event()
            if event is None:
                break
            take(event)
        else:
            self._stop(event.start_mark.index, "The file holds more values than any map needs.")
        if self.refused:
            raise Refusal(self.refused)
        return self.root

    def _take(self, event: Any) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                self._refuse_marks(event)
            start, end = event.start_mark.index, event.end_mark.index
            self._place(Scalar(event.value, start, end, event.style))
        elif kind is yaml.MappingStartEvent:
            self._begin(Mapping(event.start_mark.index, event.flow_style), event)
        elif kind is yaml.SequenceStartEvent:
            self._begin(Sequence(event.start_mark.index, event.flow_style), event)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.keys.pop()
            self.open.pop().end = event.end_mark.index
        elif kind is yaml.AliasEvent:
            start = event.start_mark.index
            self._refuse(start, f"“*{_short(event.anchor)}” refers to an anchor. {_WRITE_OUT}")
            self._place(Scalar("", start, event.end_mark.index, ""))
        elif kind is yaml.DocumentStartEvent:
            self._begin_document(event)

    def _begin(self, node: Sequence | Mapping, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event)
        if len(self.open) >= DEEPEST:
            # Going on would cost more with every level.
            self._stop(node.start, f"This is nested deeper than {DEEPEST} levels.")
        self._place(node)
        self.open.append(node)
        self.keys.append(None)

    def _place(self, node: Node) -> None:
        """Put a node into what is open: as the root, an item, a key, or the value of a key."""
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if type(parent) is Sequence:
            parent.items.append(node)
            return
        assert type(parent) is Mapping
        key = self.keys[-1]
        if key is None:
            self.keys[-1] = self._key(node, parent)
            return
        self.keys[-1] = None
        parent.entries.setdefault(key.value, (key, node))

    def _key(self, node: Node, parent: Mapping) -> Scalar:
        if type(node) is not Scalar:
            self._stop(node.start, "A key must be a word; this is a list or a mapping.")
        assert type(node) is Scalar
        if node.value in parent.entries:
            first = parent.entries[node.value][0]
            self._refuse(node.start, f"The key “{_short(node.value)}” stands twice.", first.start)
        elif node.value == "<<" and not node.style:
            self._refuse(node.start, f"“<<” would merge keys from elsewhere. {_WRITE_OUT}")
        return node

    def _begin_document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            what = "A second document begins here, and a map is one document. Delete the “---”."
            self._stop(event.start_mark.index, what)

    def _refuse_marks(self, event: Any) -> None:
        start = event.start_mark.index
        if event.anchor is not None:
            self._refuse(start, f"“&{_short(event.anchor)}” is an anchor. {_WRITE_OUT}")
        if event.tag is not None:
            self._refuse(start, f"“{_short(event.tag)}” is a tag. A map has none; delete it.")

    def _refuse(self, index: int, what: str, other: int = -1) -> None:
        self.refused.append((index, what, other))
        if len(self.refused) >= MOST_REFUSALS:
            raise Refusal(self.refused)

    def _stop(self, index: int, what: str) -> NoReturn:
        raise Refusal([*self.refused, (index, what, -1)])


_WRITE_OUT = "A map has none; write the value out, or put quotation marks around it."


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
