"""The inspector's sheet about one link: how it bears, from what to what, and how strongly."""

from collections.abc import Sequence
from typing import Any

from argmap.app.editor import Editor
from argmap.edit import links, statements, tree
from argmap.edit.transaction import Transaction
from argmap.model.argmap import ArgumentMap
from argmap.model.records import Link, LinkId, LinkKind, StatementId
from argmap.render.icons import icon_pixmap, tinted_icon
from argmap.render.style import link_role
from argmap.ui.chooser import Chooser
from argmap.ui.fields import ChoiceField, FlagField, LineField, TextField, WordsField
from argmap.ui.inspector_statement import (
    LINK_ICONS,
    mark_links,
    read_only_text,
    show_read_only,
)
from argmap.ui.line_lists import EntryList
from argmap.ui.poll_list import PollList
from argmap.ui.schemes import SCHEMES
from argmap.ui.sentences import KIND_NAMES, LINK_NAMES, borne, link_sentence, one_line, verb
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

LINK_KINDS = [(kind, LINK_NAMES[kind]) for kind in LinkKind]


class LinkSheet(Sheet):
    """Everything about one link."""

    def __init__(self, editor: Editor) -> None:
        super().__init__(editor)
        self._icon, self._heading = heading_label(), heading_label()
        self.column.addWidget(in_a_row(self._icon, self._heading))
        self._sentence = wrapped_label()
        self.column.addWidget(self._sentence)
        self.add_field("kind", "Kind", ChoiceField(LINK_KINDS))
        self._build_ends()
        share = ShareField()
        self._clear = IconButton("close", said("Take the weight away"), share.clear)
        hint = "How strong the step is, from 0 to 100 %."
        self.add_field("weight", "Weight", share, beside=self._clear, hint=hint)
        self.polls = PollList(self)
        self.column.addWidget(self.polls)
        hint = "The argumentation scheme of the step: your own words, or one of the usual ones."
        self.add_field("scheme", "Scheme", WordsField(SCHEMES), hint=hint)
        hint = "Words shown beside the line."
        self.add_field("label", "Label", LineField(), hint=hint)
        self.add_field("notes", "Notes", TextField(fewest=2))
        unstated = FlagField(said("Unstated"))
        hint = "The text leaves the step unsaid."
        self.add_field("implicit", "Unstated", unstated, hint=hint)
        hint = "Layout and outline follow this link."
        self.add_field("primary", "Leading link", FlagField(said("Leading link")), hint=hint)
        self._build_more()
        self.column.addStretch(1)

    def _build_ends(self) -> None:
        self.premises = EntryList(said("Premises"))
        self.premises.chosen.connect(lambda id_: self.editor.go_to(id_))
        self.premises.currentRowChanged.connect(lambda _: self._allow_premises())
        words = said("Give the chosen premise a link of its own")
        self.separate = IconButton("link", words, self.separate_premise)
        words = said("Take the chosen premise out")
        self.remove = IconButton("delete", words, self.remove_premise)
        buttons = (self.separate, self.remove)
        self.column.addWidget(labelled(said("Premises"), self.premises, None, *buttons))
        self.target = EntryList(said("Bears on"))
        self.target.chosen.connect(lambda id_: self.editor.go_to(id_))
        words = said("Let it bear on something else…")
        self.retarget = IconButton("edit", words, self.ask_target)
        self.column.addWidget(labelled(said("Bears on"), self.target, None, self.retarget))
        self.borne_by = EntryList(said("Backed and undercut by"))
        self.borne_by.chosen.connect(lambda id_: self.editor.go_to(id_))
        self._borne_by = labelled(said("Backed and undercut by"), self.borne_by)
        self.column.addWidget(self._borne_by)

    def _build_more(self) -> None:
        more = Section(said("More"))
        self._id = id_line()
        more.inside.addWidget(labelled(said("Id in the file"), self._id))
        self.column.addWidget(more)
        self._unknown, self._unknown_row = read_only_text(self, "Other keys of the file")

    # -------------------------------------------------------------------------------- in the map

    def refresh(self) -> None:
        map = self.editor.map
        link = map.links.get(LinkId(self.subject))
        if link is None:
            return
        role = link_role(map, link)
        icon = LINK_ICONS[role.value]
        side, ratio = self.fontMetrics().height(), self.devicePixelRatioF()
        self._icon.setPixmap(icon_pixmap(icon, self.theme.links[role], side, ratio))
        self._heading.setText(said(verb(map, link)))
        self._sentence.setText(link_sentence(map, link))
        self._id.setText(link.id)
        for name, field in self.fields.items():
            field.show_value(getattr(link, name))
        self._show_ends(map, link)
        self.polls.show_polls(map, link.id)
        show_read_only(self._unknown, self._unknown_row, unknown_keys(link.extra))
        editable = not self.editor.read_only
        for field in self.fields.values():
            field.set_editable(editable)
        self.retarget.setEnabled(editable)
        self._clear.setVisible(editable and link.weight is not None)
        self._allow_premises()

    def write(self, tx: Transaction, subject: str, name: str, value: Any) -> None:
        statements.set_field(tx, subject, name, value)

    def separate_premise(self) -> None:
        """Give the chosen premise a link of its own."""
        chosen = StatementId(self.premises.current_id)
        link = LinkId(self.subject)
        self.change("Separate premise", lambda tx: links.separate_premise(tx, link, chosen))

    def remove_premise(self) -> None:
        """Take the chosen premise out of the inference; the statement stays."""
        chosen = StatementId(self.premises.current_id)
        link = self.editor.map.links[LinkId(self.subject)]

        def stage(tx: Transaction) -> None:
            before = tx.map
            tree.leave(tx, chosen, link)
            tree.keep_tree(tx, before, but=[chosen])

        self.change("Remove premise", stage)

    def ask_target(self) -> Chooser:
        """Ask for what the link should bear on."""
        entries = list(possible_targets(self.editor.map, self.subject))
        chooser = Chooser(said("What does the link bear on?"), entries, self)
        chooser.chosen.connect(self._take_target)
        chooser.open()
        return chooser

    def _take_target(self, id_: str) -> None:
        link = LinkId(self.subject)
        self.change("Change target", lambda tx: links.retarget(tx, link, id_))

    def _show_ends(self, map: ArgumentMap, link: Link) -> None:
        self.premises.show_entries((id_, _line(map, id_)) for id_ in link.premises)
        self.target.show_entries([(link.target, _line(map, link.target))])
        self._mark(self.premises, map)
        self._mark(self.target, map)
        into = [map.links[id_] for id_ in map.links_into.get(link.id, ())]
        self._borne_by.setVisible(bool(into))
        self.borne_by.show_entries((other.id, borne(map, other)) for other in into)
        mark_links(self.borne_by, map, self.theme)

    def _mark(self, entries: EntryList, map: ArgumentMap) -> None:
        for row in range(entries.count()):
            statement = map.statements.get(StatementId(entries.id_at(row)))
            if statement is not None:
                tone = self.theme.tone(statement.kind, statement.color)
                icon = tinted_icon(statement.kind.value, tone.bar)
                entries.mark(row, icon, f"({KIND_NAMES[statement.kind]})")
        mark_links(entries, map, self.theme)

    def _allow_premises(self) -> None:
        several = self.premises.count() > 1 and not self.editor.read_only
        for shown in (self.separate, self.remove):
            shown.setVisible(several)
            shown.setEnabled(several and self.premises.currentRow() >= 0)


def _line(map: ArgumentMap, id_: str) -> str:
    statement = map.statements.get(StatementId(id_))
    if statement is not None:
        return one_line(statement.text, 160) or id_
    link = map.links.get(LinkId(id_))
    return link_sentence(map, link) if link is not None else id_


def possible_targets(map: ArgumentMap, link_id: str) -> Sequence[tuple[str, str]]:
    """Return what a link might bear on, each with its line: all but its own premises and itself."""
    link = map.links[LinkId(link_id)]
    own = {*link.premises, link.id}
    everything = [*map.statements, *map.links]
    return [(id_, _line(map, id_)) for id_ in everything if id_ not in own]
