"""The inspector's sheet about several things at once: the fields they have in common.

A field shows the value that all have, or nothing where they differ; what is given there is given to
all of them, in one step of undo.
"""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from argmap.app.editor import Editor
from argmap.edit import pins, statements
from argmap.edit.transaction import Transaction
from argmap.model.records import Link, LinkId, Statement, StatementId
from argmap.render.style import Theme
from argmap.ui.fields import VARIOUS, ChoiceField, FlagField, LineField, WordsField
from argmap.ui.inspector_link import LINK_KINDS
from argmap.ui.inspector_statement import (
    BASES,
    FIDELITIES,
    KINDS,
    VOICES,
    colour_choices,
    group_choices,
    put_into_group,
    show_swatches,
    tags_meant,
    tags_shown,
)
from argmap.ui.schemes import SCHEMES
from argmap.ui.sentences import count_of
from argmap.ui.share_field import ShareField
from argmap.ui.sheet import GAP, IconButton, Sheet, button, said, wrapped_label

_PARTING = "\n"


class SeveralSheet(Sheet):
    """The common fields of several statements and links; the subject joins their ids."""

    def __init__(self, editor: Editor) -> None:
        super().__init__(editor)
        self._heading = wrapped_label(strong=True)
        self.column.addWidget(self._heading)
        self._of_statements = self._part()
        self._of_links = self._part()
        self._build_statements(self._of_statements.layout())
        self._build_links(self._of_links.layout())
        self.column.addStretch(1)

    def _part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        self.column.addWidget(part)
        return part

    def _build_statements(self, into: Any) -> None:
        several = said("different")
        for name, label, choices in (
            ("kind", "Kind", KINDS),
            ("basis", "Basis", BASES),
            ("voice", "Author’s stance", VOICES),
            ("fidelity", "Closeness to the quote", FIDELITIES),
            ("color", "Colour", colour_choices()),
            ("group", "Group", [("", "None")]),
        ):
            field = ChoiceField(choices)
            field.setPlaceholderText(several)
            self.add_field(name, label, field, into=into)
        share = ShareField()
        clear = IconButton("close", said("Take the credence away"), self._clear("credence"))
        self.add_field("credence", "Credence", share, into=into, beside=clear)
        hint = "The tags that all have; what else each has stays."
        tags = LineField(tags_shown, tags_meant)
        self.add_field("tags", "Tags in common", tags, into=into, hint=hint)
        self.add_field("speaker", "Speaker", LineField(), into=into)
        unstated = FlagField(said("Unstated"))
        self.add_field("implicit", "Unstated", unstated, into=into)
        self.unpin = button(said("Forget the pins"), self._forget_pins)
        into.addWidget(self.unpin)

    def _build_links(self, into: Any) -> None:
        into.addWidget(wrapped_label(said("Links"), strong=True))
        kind = ChoiceField(LINK_KINDS)
        kind.setPlaceholderText(said("different"))
        self.add_field("link.kind", "Kind", kind, into=into)
        share = ShareField()
        clear = IconButton("close", said("Take the weight away"), self._clear("link.weight"))
        self.add_field("link.weight", "Weight", share, into=into, beside=clear)
        self.add_field("link.scheme", "Scheme", WordsField(SCHEMES), into=into)
        unstated = FlagField(said("Unstated"))
        self.add_field("link.implicit", "Unstated", unstated, into=into)

    # -------------------------------------------------------------------------------- in the map

    def show_ids(self, ids: Iterable[str]) -> None:
        """Show what these have in common."""
        self.subject = _PARTING.join(ids)

    def exists(self, subject: str) -> bool:
        return all(self.editor.map.node(id_) is not None for id_ in subject.split(_PARTING))

    def refresh(self) -> None:
        chosen, links = self._chosen()
        parts = []
        if chosen:
            parts.append(count_of(len(chosen), said("statement")))
        if links:
            parts.append(count_of(len(links), said("link")))
        self._heading.setText(", ".join(parts))
        self._of_statements.setVisible(bool(chosen))
        self._of_links.setVisible(bool(links))
        group = self.fields["group"]
        if isinstance(group, ChoiceField):
            group.set_choices(group_choices(self.editor.map))
        for name, field in self.fields.items():
            of, _, own = name.rpartition(".")
            value = self._common(own, links if of else chosen)
            field.show_value(value)
            field.set_editable(not self.editor.read_only)
        pinned = self.editor.map.meta.view.pins
        self.unpin.setVisible(any(statement.id in pinned for statement in chosen))

    def write(self, tx: Transaction, subject: str, name: str, value: Any) -> None:
        of, _, own = name.rpartition(".")
        ids = subject.split(_PARTING)
        if of:
            for id_ in ids:
                if LinkId(id_) in tx.map.links:
                    statements.set_field(tx, id_, own, value)
            return
        chosen = [StatementId(id_) for id_ in ids if StatementId(id_) in tx.map.statements]
        if own == "group":
            put_into_group(tx, chosen, str(value))
        elif own == "tags":
            _set_common_tags(tx, chosen, value)
        else:
            for id_ in chosen:
                statements.set_field(tx, id_, own, value)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        colour = self.fields["color"]
        if isinstance(colour, ChoiceField):
            show_swatches(colour, theme)

    def _chosen(self) -> tuple[list[Statement], list[Link]]:
        map, ids = self.editor.map, self.subject.split(_PARTING)
        return (
            [map.statements[StatementId(id_)] for id_ in ids if id_ in map.statements],
            [map.links[LinkId(id_)] for id_ in ids if id_ in map.links],
        )

    def _common(self, name: str, records: list[Statement] | list[Link]) -> Any:
        if name == "tags":
            return _common_tags(record.tags for record in records if isinstance(record, Statement))
        of = self.editor.map.group_of
        values = [
            of.get(StatementId(record.id), "") if name == "group" else getattr(record, name)
            for record in records
        ]
        if values and all(value == values[0] for value in values):
            return values[0]
        choice = isinstance(self.fields.get(name), ChoiceField)
        return VARIOUS if choice else None

    def _clear(self, name: str) -> Callable[[], None]:
        """Return what takes a share away from all, also where they differ."""
        return lambda: self.fields[name].committed.emit(None)

    def _forget_pins(self) -> None:
        ids = self.subject.split(_PARTING)
        self.change("Forget the pins", lambda tx: pins.unpin(tx, ids))


def _common_tags(of_each: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    each = list(of_each)
    return tuple(tag for tag in each[0] if all(tag in tags for tags in each)) if each else ()


def _set_common_tags(tx: Transaction, ids: list[StatementId], wanted: tuple[str, ...]) -> None:
    common = _common_tags(tx.map.statements[id_].tags for id_ in ids)
    for id_ in ids:
        own = tuple(tag for tag in tx.map.statements[id_].tags if tag not in common)
        statements.set_field(tx, id_, "tags", tuple(dict.fromkeys((*wanted, *own))))
