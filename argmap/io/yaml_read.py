"""YAML text as an argument map: every value typed by what the record's field wants to hold.

All problems of a file are found, each with line and column. What cannot be read is set aside with
its text and never touched; the rest loads. Whether the map makes sense is for `argmap.model.rules`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any

from argmap.io import yaml_tree
from argmap.io.lines import Lines, Places
from argmap.io.shapes import SECTIONS, shape_of, top_keys
from argmap.io.yaml_errors import UnreadableError
from argmap.io.yaml_tree import Node, Scalar, content_end, is_empty, start_of
from argmap.io.yaml_values import BAD, Values
from argmap.model import rules
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import Problem, Severity
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Meta

VERSION = 1
"""The version of the format that this program writes."""

_NO_ENTRY = (None, None)
_SHARED = ("statements", "links", "parked")  # these have one namespace of ids


@dataclass(frozen=True, slots=True)
class SetAside:
    """A stretch of a file that could not be read, verbatim, and where it begins.

    `subject` is the id of the record it belongs to; `whole` says that the record itself is missing.
    """

    text: str
    line: int
    column: int
    section: str
    subject: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from a text.

    `places` gives line and column by id; `read_only` says that a newer program wrote the file.
    """

    map: ArgumentMap
    problems: list[Problem]
    set_aside: tuple[SetAside, ...]
    places: Mapping[str, tuple[int, int]]
    read_only: bool = False


@dataclass(frozen=True, slots=True)
class Nodes:
    """Where in the tree of a text the records stand: by section and id."""

    root: yaml_tree.Mapping
    records: dict[str, dict[str, yaml_tree.Mapping]] = field(default_factory=dict)


def read_text(text: str, name: str = "") -> Reading:
    """Read a map. Raises UnreadableError where the text is no map at all.

    `name` is what the text is called in sentences, by default "This".
    """
    return _read(text, name, keep=False)[0]


def read_nodes(text: str, name: str = "") -> tuple[Reading, Nodes]:
    """Read a map and tell which node each record came from."""
    return _read(text, name, keep=True)


def _read(text: str, name: str, *, keep: bool) -> tuple[Reading, Nodes]:
    with yaml_tree.without_cyclic_collection():
        reader, tree = _Reader(text, keep=keep), yaml_tree.Growing(text)
        for section, items in tree.entries():
            reader.take(section, items)
        return reader.read(_checked_root(tree.root, reader.lines, name or "This"))


def problems_of(reading: Reading) -> list[Problem]:
    """All problems of a file in the order of its lines: those of reading and those of the map."""
    incomplete = {problem.subject for problem in reading.problems if problem.code == "missing-key"}
    found = [
        *reading.problems,
        *(
            located(problem, reading.places)
            for problem in rules.problems(reading.map)
            if not (problem.subject in incomplete and problem.code in _FOLLOWS_FROM_MISSING)
        ),
    ]
    # What has no place is about the map as a whole and comes last.
    return sorted(found, key=lambda problem: (problem.line or 10**9, problem.column))


_FOLLOWS_FROM_MISSING = ("no-premise", "unknown-target", "empty-text")


def located(problem: Problem, places: Mapping[str, tuple[int, int]]) -> Problem:
    """The problem with the place of the record it is about, where that is known."""
    if problem.line or problem.subject not in places:
        return problem
    line, column = places[problem.subject]
    return Problem(problem.severity, problem.code, problem.what, problem.subject, line, column)


def _checked_root(root: Node | None, lines: Lines, name: str) -> yaml_tree.Mapping:
    begins = "A map begins with the line “argmap: 1”."
    if root is None:
        raise UnreadableError(f"{name} is empty. {begins}", 1, 1)
    if not isinstance(root, yaml_tree.Mapping):
        what = f"{name} is no argument map but plain text or a list. {begins}"
        raise UnreadableError(what, *lines.place(start_of(root)))
    if "argmap" not in root.entries:
        raise UnreadableError(
            f"{name} is YAML, but no argument map: the key “argmap” is missing. {begins}",
            *lines.place(start_of(root)),
        )
    return root


class _Reader:
    """Reads one text; gathers what is wrong on the way.

    It reads the entries of sections while their tree is still growing, and unless the nodes are to
    be kept drops them at once: the tree of a big map takes more memory than the map.
    """

    def __init__(self, text: str, *, keep: bool) -> None:
        self.text = text
        self.keep = keep
        self.lines = Lines(text)
        self.values = Values(self.lines)
        self.set_aside: list[SetAside] = []
        self.starts: dict[str, int] = {}
        shared: dict[str, int] = {}
        self.taken = {name: shared if name in _SHARED else {} for name in SECTIONS}
        self.records: dict[str, Any] = {name: {} for name in SECTIONS}
        self.nodes: dict[str, dict[str, yaml_tree.Mapping]] = {}

    def take(self, section: str, items: list[Node]) -> None:
        """Read the last entry of a section."""
        item, taken = items[-1], self.taken.get(section)
        if taken is None or type(item) is not yaml_tree.Mapping:
            return
        if not self.keep:
            items.pop()
        _, node = item.entries.get("id", _NO_ENTRY)
        id_ = node.value if type(node) is Scalar else ""
        if not id_ or id_ in taken:
            self._refuse_id(section, item, id_)
            return
        taken[id_] = start = start_of(item)
        # Problems are mostly about statements and links: their places win over those of others.
        if section in _SHARED or id_ not in self.starts:
            self.starts[id_] = start
        self.records[section][id_] = self.values.record(SECTIONS[section], item, id_)
        if self.keep:
            self.nodes.setdefault(section, {})[id_] = item

    def _refuse_id(self, section: str, item: yaml_tree.Mapping, id_: str) -> None:
        if id_:
            line = self.lines.place(self.taken[section][id_])[0]
            what = f"The id “{id_}” is taken since line {line}; this entry is set aside."
            self._put_aside(item, section, "duplicate-id", what, id_)
        else:
            what = f"An entry of “{section}” needs an id: “id: ” and a word. It is set aside."
            self._put_aside(item, section, "missing-id", what)

    def read(self, root: yaml_tree.Mapping) -> tuple[Reading, Nodes]:
        """Read the rest, once the whole tree is there."""
        version = self._version(root)
        meta = self._meta(root, version)
        for name, (_, node) in root.entries.items():
            if name in SECTIONS:
                self._look_for_strays(name, node)
        reading = Reading(
            ArgumentMap(meta=meta, **self.records),
            self._problems(version, root),
            tuple(self._all_set_aside()),
            Places(self.lines, self.starts),
            version > VERSION,
        )
        return reading, Nodes(root, self.nodes)

    def _version(self, root: yaml_tree.Mapping) -> int:
        node = root.entries["argmap"][1]
        word = node.value if isinstance(node, Scalar) else ""
        if not (word.isascii() and word.isdigit() and len(word) < 9 and int(word) > 0):
            raise UnreadableError(
                "The version after “argmap:” must be a whole number such as 1.",
                *self.lines.place(start_of(node)),
            )
        return int(word)

    def _problems(self, version: int, root: yaml_tree.Mapping) -> list[Problem]:
        problems = self.values.problems
        if version > VERSION:
            line, column = self.lines.place(start_of(root.entries["argmap"][1]))
            what = (
                f"A newer argmap wrote this map (version {version}; this one knows {VERSION}). "
                "It can be looked at and exported, but not changed."
            )
            problems.append(
                Problem(Severity.WARNING, "newer-version", what, line=line, column=column)
            )
        return sorted(problems, key=lambda problem: (problem.line, problem.column))

    def _meta(self, root: yaml_tree.Mapping, version: int) -> Meta:
        known = {field.key: field for field in shape_of(Meta).fields}
        found: dict[str, Any] = {"version": version}
        extra = {}
        for key, (key_node, node) in root.entries.items():
            if key in known:
                if key != "argmap":
                    field = known[key]
                    value = self.values.value(field, node, "")
                    found[field.name] = field.default if value is BAD else value
            elif key not in SECTIONS:
                self.values.note_unknown(key_node, top_keys(), "")
                extra[self.values.word(key_node)] = self.values.data(node)
        return Meta(**found, extra=extra) if extra else Meta(**found)

    def _look_for_strays(self, name: str, node: Node) -> None:
        """Set aside what stands where a section or one of its entries should."""
        if is_empty(node):
            return
        if not isinstance(node, yaml_tree.Sequence):
            what = f"“{name}” must be a list: entries that each begin with a dash."
            self._put_aside(node, name, "wrong-type", what)
            return
        for item in node.items:
            if not isinstance(item, yaml_tree.Mapping):
                what = f"An entry of “{name}” must have keys, such as “id: …”."
                self._put_aside(item, name, "wrong-type", what)

    def _put_aside(self, node: Node, section: str, code: str, what: str, subject: str = "") -> None:
        self.values.note(Severity.ERROR, code, what, subject, start_of(node))
        text = self.text[start_of(node) : content_end(node, self.text)]
        place = self.lines.place(start_of(node))
        self.set_aside.append(SetAside(text, *place, section, subject, whole=True))

    def _all_set_aside(self) -> Iterator[SetAside]:
        yield from sorted(self.set_aside, key=lambda aside: (aside.line, aside.column))
        for subject, node in self.values.unread:
            text = self.text[start_of(node) : content_end(node, self.text)]
            yield SetAside(text, *self.lines.place(start_of(node)), "", subject)
