"""The inspector's sheet about one statement: every field of it, its quotes and its links."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QWidget

from argmap.app.editor import Editor
from argmap.edit import groups, pins, statements
from argmap.edit.transaction import Transaction
from argmap.model.argmap import ArgumentMap
from argmap.model.records import (
    Basis,
    Fidelity,
    Group,
    GroupId,
    LinkId,
    Statement,
    StatementId,
    StatementKind,
    Voice,
)
from argmap.render.icons import icon_pixmap, tinted_icon
from argmap.render.style import PALETTE_NAMES, Theme, link_role
from argmap.ui.fields import ChoiceField, FlagField, LineField, TextField
from argmap.ui.line_lists import EntryList
from argmap.ui.poll_list import PollList
from argmap.ui.quotes import QuoteList
from argmap.ui.sentences import KIND_NAMES, bearing, borne
from argmap.ui.share_field import ShareField
from argmap.ui.sheet import (
    IconButton,
    Section,
    Sheet,
    heading_label,
    id_line,
    in_a_row,
    labelled,
    said,
    unknown_keys,
    wrapped_label,
)
from argmap.ui.web_address import AddressField

NEW_GROUP = "\0new"
"""Stands for a group yet to be made among the choices; no id holds this character."""

KINDS = [(kind, KIND_NAMES[kind]) for kind in StatementKind]
BASES: list[tuple[Any, str]] = [
    (None, "not set"),
    *((basis, basis.value.replace("-", " ").capitalize()) for basis in Basis),
]
VOICES: list[tuple[Any, str]] = [
    (None, "not set"),
    (Voice.ENDORSED, "Endorsed by the author"),
    (Voice.CONCEDED, "Conceded by the author"),
    (Voice.REPORTED, "Only reported"),
]
FIDELITIES: list[tuple[Any, str]] = [
    (None, "not set"),
    (Fidelity.QUOTATION, "Quotation: word for word"),
    (Fidelity.PARAPHRASE, "Paraphrase: same sense"),
    (Fidelity.INTERPRETATION, "Interpretation"),
]


FRAMES = [("", "As every frame"), *((name, name.capitalize()) for name in PALETTE_NAMES)]
OF_GROUP = {"group_title": "title", "group_color": "color"}
"""The fields about the group that a statement is in, and what they are called there."""


def tags_shown(tags: tuple[str, ...]) -> str:
    """Return tags as one line; semicolons part them where one holds a comma."""
    return ("; " if any("," in tag for tag in tags) else ", ").join(tags)


def tags_meant(text: str) -> tuple[str, ...]:
    """Return the tags that a line gives, parted by semicolons if there is one, else by commas."""
    parts = text.split(";" if ";" in text else ",")
    return tuple(part.strip() for part in parts if part.strip())


def colour_choices() -> list[tuple[str, str]]:
    """Return the colours a statement may have; the empty one is its kind's."""
    return [("", "By kind"), *((name, name.capitalize()) for name in PALETTE_NAMES)]


def show_swatches(field: ChoiceField, theme: Theme) -> None:
    """Put a drop of its colour before each choice."""
    for row in range(field.count()):
        tone = theme.palette.get(str(field.itemData(row)))
        if tone is not None:
            swatch = QPixmap(14, 14)
            swatch.fill(QColor(tone.bar))
            field.setItemIcon(row, QIcon(swatch))


class StatementSheet(Sheet):
    """Everything about one statement."""

    def __init__(self, editor: Editor) -> None:
        super().__init__(editor)
        self._build_heading()
        self.add_field("kind", "Kind", ChoiceField(KINDS))
        hint = "What the evidence rests on."
        self._basis = self.add_field("basis", "Basis", ChoiceField(BASES), hint=hint)
        self.add_field("text", "Text", TextField(fewest=2), hint="Ctrl+Enter keeps, Esc restores.")
        self.quotes = QuoteList(self)
        self.column.addWidget(self.quotes)
        self.bears_on, self._bears_on = self._links("Bears on")
        self.borne_by, self._borne_by = self._links("Supported and opposed by")
        self._build_share()
        self.polls = PollList(self)
        self.column.addWidget(self.polls)
        hint = "Free words to sort by, parted by commas."
        self.add_field("tags", "Tags", LineField(tags_shown, tags_meant), hint=hint)
        self.add_field("notes", "Notes", TextField(fewest=2))
        self._build_saying()
        self._build_look()
        self._unknown, self._unknown_row = read_only_text(self, "Other keys of the file")
        self.column.addStretch(1)

    def _build_heading(self) -> None:
        self._icon, self._heading = heading_label(), heading_label()
        self._id = id_line()
        self.column.addWidget(in_a_row(self._icon, self._heading))

    def _build_share(self) -> None:
        share = ShareField()
        clear = IconButton("close", said("Take the credence away"), share.clear)
        hint = "How sure one is of the statement, from 0 to 100 %."
        self.add_field("credence", "Credence", share, beside=clear, hint=hint)
        self._clear_credence = clear

    def _build_saying(self) -> None:
        self._saying = Section(said("Who says it"))
        inside = self._saying.inside
        hint = "Who says it, where that is not the author."
        self.add_field("speaker", "Speaker", LineField(), into=inside, hint=hint)
        self.add_field("voice", "Author’s stance", ChoiceField(VOICES), into=inside)
        self.add_field("fidelity", "Closeness to the quote", ChoiceField(FIDELITIES), into=inside)
        unstated = FlagField(said("Unstated"))
        hint = "Nobody wrote it; the argument needs it."
        self.add_field("implicit", "Unstated", unstated, into=inside, hint=hint)
        self.column.addWidget(self._saying)

    def _build_look(self) -> None:
        self._look = Section(said("Look, group and address"))
        inside = self._look.inside
        self.add_field("color", "Colour", ChoiceField(colour_choices()), into=inside)
        self.add_field("group", "Group", ChoiceField([("", "None")]), into=inside)
        self._group_rows = (
            self.add_field("group_title", "Name of the group", LineField(), into=inside),
            self.add_field("group_color", "Colour of the group", ChoiceField(FRAMES), into=inside),
        )
        address = AddressField()
        self.add_field("url", "Web address", address.line, into=inside, beside=address.button)
        self.address = address
        self._pin = wrapped_label()
        self.unpin = IconButton("close", said("Forget the pin"), self._forget_pin)
        self._pin_row = labelled(said("Placed by hand"), self._pin, self.unpin)
        inside.addWidget(self._pin_row)
        inside.addWidget(labelled(said("Id in the file"), self._id))
        self.column.addWidget(self._look)

    def _links(self, title: str) -> tuple[EntryList, QWidget]:
        entries = EntryList(said(title))
        entries.chosen.connect(lambda id_: self.editor.go_to(id_))
        row = labelled(said(title), entries)
        self.column.addWidget(row)
        return entries, row

    # -------------------------------------------------------------------------------- in the map

    def refresh(self) -> None:
        map = self.editor.map
        statement = map.statements.get(StatementId(self.subject))
        if statement is None:
            return
        self._show_heading(statement)
        self._show_fields(map, statement)
        self._show_links(map, statement)
        self.quotes.show_quotes(statement)
        self.polls.show_polls(map, statement.id)
        pin = map.meta.view.pins.get(statement.id)
        self._pin_row.setVisible(pin is not None)
        if pin is not None:
            self._pin.setText(said("{0} across, {1} along").format(*(f"{n:g}" for n in pin)))
        show_read_only(self._unknown, self._unknown_row, unknown_keys(statement.extra))
        self._allow(editable=not self.editor.read_only)

    def write(self, tx: Transaction, subject: str, name: str, value: Any) -> None:
        if name == "group":
            put_into_group(tx, [StatementId(subject)], str(value))
        elif name in OF_GROUP:
            set_of_group(tx, StatementId(subject), OF_GROUP[name], value)
        else:
            statements.set_field(tx, subject, name, value)

    def begin_group_title(self) -> QWidget:
        """Unfold what holds the name of the statement's group, to be typed; returns its field."""
        self._look.heading.setChecked(True)
        field = self.fields["group_title"]
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field, LineField):
            field.selectAll()
        return field

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for name in ("color", "group_color"):
            colour = self.fields[name]
            if isinstance(colour, ChoiceField):
                show_swatches(colour, theme)
        self.quotes.set_theme(theme)
        self.refresh()

    def _show_heading(self, statement: Statement) -> None:
        tone = self.theme.tone(statement.kind, statement.color)
        side = self.fontMetrics().height()
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(icon_pixmap(statement.kind.value, tone.bar, side, ratio))
        self._heading.setText(said(KIND_NAMES[statement.kind]))
        self._id.setText(statement.id)

    def _show_fields(self, map: ArgumentMap, statement: Statement) -> None:
        group = self.fields["group"]
        if isinstance(group, ChoiceField):
            group.set_choices(group_choices(map))
        of = map.group_of.get(statement.id, GroupId(""))
        group.show_value(of)
        held = map.groups.get(of, Group(of))
        for name, field in self.fields.items():
            if name in OF_GROUP:
                field.show_value(getattr(held, OF_GROUP[name]))
            elif name != "group":
                field.show_value(getattr(statement, name))
        for row in self._group_rows:
            row.setVisible(bool(of))
        self._basis.setVisible(
            statement.kind is StatementKind.EVIDENCE or statement.basis is not None
        )
        self._clear_credence.setVisible(statement.credence is not None)

    def _show_links(self, map: ArgumentMap, statement: Statement) -> None:
        out = [map.links[id_] for id_ in map.links_from.get(statement.id, ())]
        into = [map.links[id_] for id_ in map.links_into.get(statement.id, ())]
        self._bears_on.setVisible(bool(out))
        self._borne_by.setVisible(bool(into))
        self.bears_on.show_entries((link.id, bearing(map, link, statement.id)) for link in out)
        self.borne_by.show_entries((link.id, borne(map, link)) for link in into)
        mark_links(self.bears_on, map, self.theme)
        mark_links(self.borne_by, map, self.theme)

    def _allow(self, *, editable: bool) -> None:
        for field in self.fields.values():
            field.set_editable(editable)
        self._clear_credence.setEnabled(editable)
        self.unpin.setEnabled(editable)
        self.quotes.set_editable(editable)

    def _forget_pin(self) -> None:
        self.change("Forget the pin", lambda tx: pins.unpin(tx, [self.subject]))


def mark_links(entries: EntryList, map: ArgumentMap, theme: Theme) -> None:
    """Put the sign of its kind before each link of a list."""
    for row in range(entries.count()):
        link = map.links.get(LinkId(entries.id_at(row)))
        if link is not None:
            role = link_role(map, link)
            icon = tinted_icon(LINK_ICONS[role.value], theme.links[role])
            entries.mark(row, icon, "")


LINK_ICONS = {
    "supports": "support",
    "backs": "support",
    "opposes": "oppose",
    "contradicts": "contradict",
    "undercuts": "undercut",
    "answers": "answer",
    "restates": "restate",
}


def group_choices(map: ArgumentMap) -> list[tuple[str, str]]:
    """Return the groups a statement may be in."""
    own = [(str(group.id), group.title or group.id) for group in map.groups.values()]
    return [("", said("None")), *own, (NEW_GROUP, said("A new group"))]


def put_into_group(tx: Transaction, ids: list[StatementId], group: str) -> None:
    """Put statements into a group, a new one, or (an empty id) into none."""
    if group == NEW_GROUP:
        groups.add_group(tx, "", ids)
    elif group:
        groups.join_group(tx, group, ids)
    else:
        groups.leave_group(tx, ids)


def set_of_group(tx: Transaction, id_: StatementId, name: str, value: object) -> None:
    """Set a field of the group that a statement is in, as long as it is in one."""
    group = tx.map.group_of.get(id_)
    if group is not None:
        groups.set_group_field(tx, group, name, value)


def read_only_text(sheet: Sheet, title: str) -> tuple[TextField, QWidget]:
    """Add a text that can be read and copied only, under a title."""
    field = TextField(fewest=1)
    field.setReadOnly(True)
    field.setAccessibleName(said(title))
    row = labelled(said(title), field)
    sheet.column.addWidget(row)
    return field, row


def show_read_only(field: TextField, row: QWidget, text: str) -> None:
    """Show a text that can only be read; nothing at all where it is empty."""
    field.show_value(text)
    row.setVisible(bool(text))
