"""A record changed in place: each changed field touches its own lines and no others.

A whole map counts as one record here, whose sections are fields. Anything written in a way that
cannot be changed in place raises `Unsplicable`.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from argmap.io import yaml_tree
from argmap.io.scalars import scalar
from argmap.io.shapes import SECTIONS, Field, Kind, shape_of
from argmap.io.splice_flow import Piece, rebuilt
from argmap.io.splice_lists import ListChange, list_edits, match_by_id, match_by_likeness
from argmap.io.splice_page import Edit, Page, Unsplicable
from argmap.io.splice_scalars import in_style, item_edit, lines_edit, scalar_edit
from argmap.io.yaml_read import Nodes
from argmap.io.yaml_tree import Node, Scalar, end_of, span_of, start_of
from argmap.io.yaml_write import (
    SPACED,
    data_lines,
    data_word,
    entry_lines,
    field_lines,
    flow_data,
    flow_record,
    flow_value,
    pin_text,
)

_SIMPLE = (Kind.TEXT, Kind.WHOLE, Kind.NUMBER, Kind.FLAG, Kind.CHOICE)


class Splicer:
    """Works out the edits that turn the text of records into that of other records.

    Records of sections are matched by id, all others by likeness.
    """

    def __init__(self, page: Page, nodes: Nodes) -> None:
        """Work on a page and the nodes that were read from it; nothing is changed in them."""
        self.page = page
        self.root = nodes.root
        self.records = {name: nodes.records.get(name, {}) for name in SECTIONS}

    def record_edits(
        self, node: yaml_tree.Mapping, fields: Sequence[Field], old: Any, new: Any
    ) -> list[Edit]:
        """The edits that bring a record's keys to its new values."""
        if node.flow:
            return [(*span_of(node), self.flow_mapping(node, fields, old, new))]
        edits: list[Edit] = []
        arriving: list[Edit] = []  # after what is put in at the end of the key before
        gone: list[str] = []
        for field, before, after in _changed(fields, old, new):
            entry = node.entries.get(field.key)
            if entry is None:
                if not _is_removable(field, after):
                    lines = self._lines(node, field, after)
                    arriving.append(self._new_key(node, fields, field.key, lines, gone))
            elif _is_removable(field, after) and not _holds_more(field, entry[1], before):
                gone.append(field.key)
            else:
                edits += self._value_edits(field, *entry, before, after)
        edits += arriving
        edits += self._extra_edits(node, fields, old.extra, new.extra, gone)
        return [*edits, *self._removals(node, gone, more=bool(edits))]

    # ------------------------------------------------------------------------------------- values

    def _value_edits(self, field: Field, key: Scalar, node: Node, old: Any, new: Any) -> list[Edit]:
        """Exchange the value of one field in a mapping of block style."""
        if isinstance(node, Scalar):
            if field.kind in _SIMPLE:
                return [scalar_edit(self.page, field, key, node, new)]
            if field.kind is Kind.TEXTS and len(new) == 1 and node.value:
                return [item_edit(self.page, field, node, new[0])]
        else:
            edits = self._inner_edits(field, node, old, new)
            if edits is not None:
                return edits
        if _holds_more(field, node, old):
            raise Unsplicable(f"“{field.key}” holds something that could not be read")
        return [lines_edit(self.page, key, node, field_lines(field, new))]

    def _inner_edits(
        self, field: Field, node: yaml_tree.Mapping | yaml_tree.Sequence, old: Any, new: Any
    ) -> list[Edit] | None:
        """Edits inside a list or mapping; None where it is to be written afresh."""
        if node.flow:
            if not old and field.kind is not Kind.TEXTS:
                return None  # nothing in brackets is opened into a block
            text = self._flow_text(field, node, old, new)
            return None if text is None else [(*span_of(node), text)]
        if isinstance(node, yaml_tree.Sequence):
            if field.kind not in _LISTS or not (new or _holds_more(field, node, old)):
                return None
            return list_edits(self.page, node, self._list_change(field, node, old, new))
        if field.kind is Kind.RECORD:
            return self.record_edits(node, shape_of(field.of).fields, old, new)
        if field.kind is Kind.RECORDS and len(old) == len(new) == 1:
            return self.record_edits(node, shape_of(field.of).fields, old[0], new[0])
        if field.kind is Kind.PINS:
            return self._pin_edits(node, old, new)
        return None

    def _list_change(
        self, field: Field, node: yaml_tree.Sequence, old: Any, new: Any
    ) -> ListChange:
        if field.kind is Kind.TEXTS:
            return ListChange(
                node.items if old else (),
                old,
                new,
                match_by_likeness(old, new),
                lambda text: [f"- {scalar(text)}"],
                lambda item, _, text: [self._item_edit(field, item, text)],
            )
        if isinstance(old, Mapping):
            nodes = [self.records[field.key][id_] for id_ in old]
            come_from = match_by_id(old, new)
            old, new = list(old.values()), list(new.values())
        else:
            nodes = [item for item in node.items if isinstance(item, yaml_tree.Mapping)]
            come_from = match_by_likeness(old, new)
        fields = shape_of(field.of).fields
        return ListChange(
            nodes,
            old,
            new,
            come_from,
            entry_lines,
            lambda item, before, after: self._entry_edits(item, fields, before, after),
            spaced=field.key in SPACED,
        )

    def _item_edit(self, field: Field, item: Node, text: str) -> Edit:
        assert isinstance(item, Scalar)
        return item_edit(self.page, field, item, text)

    def _entry_edits(self, item: Node, fields: Sequence[Field], old: Any, new: Any) -> list[Edit]:
        assert isinstance(item, yaml_tree.Mapping)
        return self.record_edits(item, fields, old, new)

    def _pin_edits(self, node: yaml_tree.Mapping, old: Any, new: Any) -> list[Edit]:
        edits: list[Edit] = []
        gone = [id_ for id_ in old if id_ not in new]
        for id_, pin in new.items():
            if id_ not in node.entries:
                edits.append(self._put_after(node, None, [f"{scalar(id_)}: {pin_text(pin)}"]))
            elif pin != old.get(id_):
                edits.append(lines_edit(self.page, *node.entries[id_], [f": {pin_text(pin)}"]))
        return [*edits, *self._removals(node, gone, more=bool(edits))]

    # --------------------------------------------------------------------------------------- keys

    def _lines(self, node: yaml_tree.Mapping, field: Field, value: Any) -> list[str]:
        lines = field_lines(field, value)
        return ["", *lines] if self._is_apart(node, field.key) else lines

    def _is_apart(self, node: yaml_tree.Mapping, key: str) -> bool:
        """Whether a key is set apart by a blank line: sections and the view of the whole map."""
        return node is self.root and (key in self.records or key == "view")

    def _new_key(
        self,
        node: yaml_tree.Mapping,
        fields: Iterable[Field],
        key: str,
        lines: list[str],
        gone: list[str],
    ) -> Edit:
        """Put a key in after the nearest one that is declared before it, and is not to go."""
        staying = [name for name in node.entries if name not in gone]
        previous = staying[0] if staying else None
        for field in fields:
            if field.key == key:
                break
            if field.key in staying:
                previous = field.key
        return self._put_after(node, previous, lines)

    def _put_after(self, node: yaml_tree.Mapping, key: str | None, lines: list[str]) -> Edit:
        if not node.entries:
            raise Unsplicable("there is no key to put another one after")
        entry = node.entries[key if key is not None else next(reversed(node.entries))]
        column = self.page.column(start_of(node))
        if not lines[0] and self.page.is_open(entry[1]):
            lines = lines[1:]
        at = self.page.below(self.page.end_of_lines(entry[1]), column)
        return self.page.insertion(at, self.page.joined(lines, column))

    def _removals(self, node: yaml_tree.Mapping, gone: list[str], *, more: bool) -> list[Edit]:
        if len(gone) == len(node.entries) and not more:
            return [(start_of(node), self.page.content_end(node), "{}")]
        return [self._removal(node, key, gone) for key in gone]

    def _removal(self, node: yaml_tree.Mapping, name: str, gone: list[str]) -> Edit:
        """Take a key out with its lines; on the line of a dash the next key moves up."""
        key, value = node.entries[name]
        end = self.page.end_of_lines(value)
        if self.page.is_first_on_line(start_of(key)):
            start = self.page.lines.start(start_of(key))
            if self._is_apart(node, name):
                start = self.page.blank_before(start)
            return start, end, ""
        names = list(node.entries)
        place = names.index(name)
        if place + 1 == len(names) or names[place + 1] in gone:
            raise Unsplicable("the key on the line of a dash goes, and the next one as well")
        following = start_of(node.entries[names[place + 1]][0])
        comments = self.page.comments_between(self.page.content_end(value), following)
        column = self.page.column(start_of(key))
        if not comments:
            return start_of(key), following, ""
        text = (self.page.newline + " " * column).join([*comments, ""])
        return start_of(key), following, text

    def _extra_edits(
        self,
        node: yaml_tree.Mapping,
        fields: Sequence[Field],
        old: Mapping[str, Any],
        new: Mapping[str, Any],
        gone: list[str],
    ) -> list[Edit]:
        """Unknown keys are exchanged whole: nothing is known of what is in them."""
        if old is new or old == new:
            return []
        edits: list[Edit] = []
        known = {field.key for field in fields}
        gone += [key for key in old if key not in new and key in node.entries]
        for key, data in new.items():
            if key in known or data == old.get(key):
                continue
            if key not in node.entries:
                lines = data_lines(data_word(key), data)
                edits.append(self._put_after(node, None, lines))
            else:
                edits.append(lines_edit(self.page, *node.entries[key], data_lines("", data)))
        return edits

    # ---------------------------------------------------------------------------------- in brackets

    def flow_mapping(
        self, node: yaml_tree.Mapping, fields: Sequence[Field], old: Any, new: Any
    ) -> str:
        """A record in curly brackets with its new values."""
        changed = {field.key: (field, a, b) for field, a, b in _changed(fields, old, new)}
        spans, pieces = [], []
        for place, (name, (key, value)) in enumerate(node.entries.items()):
            spans.append((start_of(key), max(end_of(key), end_of(value))))
            text = self.page.text[start_of(key) : spans[-1][1]]
            if name in changed:
                field, before, after = changed.pop(name)
                if _is_removable(field, after) and not _holds_more(field, value, before):
                    continue
                inner = self._flow_text(field, value, before, after)
                word = self.page.text[slice(*span_of(key))]
                text = f"{word}: {inner or flow_value(field, after)}"
            elif name in old.extra and old.extra.get(name) != new.extra.get(name):
                if name not in new.extra:
                    continue
                text = f"{flow_data(name)}: {flow_data(new.extra[name])}"
            pieces.append(Piece(text, place))
        pieces += [
            Piece(f"{key}: {flow_value(field, after)}")
            for key, (field, _, after) in changed.items()
            if not _is_removable(field, after)
        ]
        pieces += [
            Piece(f"{flow_data(key)}: {flow_data(data)}")
            for key, data in new.extra.items()
            if key not in node.entries
        ]
        return rebuilt(self.page, span_of(node), spans, pieces)

    def _flow_text(self, field: Field, node: Node, old: Any, new: Any) -> str | None:
        """The value of a field inside brackets; None where it is to be written afresh."""
        if isinstance(node, Scalar):
            if field.kind in _SIMPLE and new is not None:
                return in_style(node, field, new, flow=True)
            return None
        if isinstance(node, yaml_tree.Mapping):
            if field.kind is Kind.RECORD:
                return self.flow_mapping(node, shape_of(field.of).fields, old, new)
            return self._flow_pins(node, old, new) if field.kind is Kind.PINS else None
        if field.kind not in _LISTS:
            return None
        return self._flow_list(field, node, old, new)

    def _flow_pins(self, node: yaml_tree.Mapping, old: Any, new: Any) -> str:
        spans = [(start_of(key), end_of(value)) for key, value in node.entries.values()]
        pieces = []
        for place, (id_, (start, end)) in enumerate(zip(node.entries, spans, strict=True)):
            if id_ in old and id_ not in new:
                continue
            text = self.page.text[start:end]
            if id_ in new and new[id_] != old.get(id_):
                text = f"{scalar(id_, flow=True)}: {pin_text(new[id_])}"
            pieces.append(Piece(text, place))
        arriving = (id_ for id_ in new if id_ not in node.entries)
        pieces += [Piece(f"{scalar(id_, flow=True)}: {pin_text(new[id_])}") for id_ in arriving]
        return rebuilt(self.page, span_of(node), spans, pieces)

    def _flow_list(self, field: Field, node: yaml_tree.Sequence, old: Any, new: Any) -> str:
        change = self._list_change(field, node, old, new)
        at = {id(item): place for place, item in enumerate(node.items)}
        pieces = []
        for place, value in zip(change.come_from, change.new, strict=True):
            if place is None:
                made = scalar(value, flow=True) if field.kind is Kind.TEXTS else flow_record(value)
                pieces.append(Piece(made))
                continue
            item = change.nodes[place]
            pieces.append(
                Piece(self._flow_item(field, item, change.old[place], value), at[id(item)])
            )
        known = {id(item) for item in (change.nodes if field.kind is Kind.RECORDS else node.items)}
        pieces += [
            Piece(self.page.text[slice(*span_of(item))], at[id(item)])
            for item in node.items
            if id(item) not in known
        ]
        spans = [span_of(item) for item in node.items]
        return rebuilt(self.page, span_of(node), spans, pieces)

    def _flow_item(self, field: Field, item: Node, old: Any, new: Any) -> str:
        if new is old or new == old:
            return self.page.text[slice(*span_of(item))]
        if isinstance(item, Scalar):
            return in_style(item, field, new, flow=True)
        assert isinstance(item, yaml_tree.Mapping)
        return self.flow_mapping(item, shape_of(field.of).fields, old, new)


_LISTS = (Kind.TEXTS, Kind.RECORDS)


def _changed(fields: Iterable[Field], old: Any, new: Any) -> Iterable[tuple[Field, Any, Any]]:
    for field in fields:
        before, after = getattr(old, field.name), getattr(new, field.name)
        if before is after:
            continue
        if before != after or (isinstance(after, dict) and list(before) != list(after)):
            yield field, before, after


def _is_removable(field: Field, value: Any) -> bool:
    """Whether a value is said by leaving the key out, and is nothing that one would write."""
    return not field.required and not value and bool(value == field.default)


def _holds_more(field: Field, node: Node, old: Any) -> bool:
    """Whether a list holds entries that were set aside and must not be lost."""
    is_list = field.kind is Kind.RECORDS and isinstance(node, yaml_tree.Sequence)
    return is_list and len(node.items) > len(old)  # type: ignore[union-attr]
