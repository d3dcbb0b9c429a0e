"""The inspector's sheet about one source: what it is, where its file is, and who quotes it."""

from collections.abc import Callable
from typing import Any

from argmap.app.editor import Editor
from argmap.edit import sources
from argmap.edit.transaction import Transaction
from argmap.model.records import SourceId
from argmap.ui.fields import LineField, TextField
from argmap.ui.inspector_statement import read_only_text, show_read_only
from argmap.ui.line_lists import EntryList
from argmap.ui.sentences import one_line
from argmap.ui.sheet import (
    Sheet,
    button,
    id_line,
    in_a_row,
    labelled,
    said,
    unknown_keys,
    wrapped_label,
)
from argmap.ui.web_address import AddressField


def people_shown(names: tuple[str, ...]) -> str:
    """Return names as one line; semicolons part them, since a name may hold a comma."""
    return "; ".join(names)


def people_meant(text: str) -> tuple[str, ...]:
    """Return the names that a line gives, parted by semicolons."""
    return tuple(name.strip() for name in text.split(";") if name.strip())


class SourceSheet(Sheet):
    """Everything about one document that statements quote."""

    def __init__(self, editor: Editor, back: Callable[[], None]) -> None:
        super().__init__(editor)
        self.back = button(said("‹ Map"), back, said("Back to the map’s own fields"))
        self.column.addWidget(in_a_row(self.back))
        self.column.addWidget(wrapped_label(said("Source"), strong=True))
        self.add_field("title", "Title", TextField(fewest=1, most=4, flat=True))
        hint = "Parted by semicolons."
        self.add_field("authors", "Authors", LineField(people_shown, people_meant), hint=hint)
        self.add_field("date", "Date", LineField())
        self.add_field("publisher", "Publisher", LineField())
        address = AddressField()
        self.add_field("url", "Web address", address.line, beside=address.button)
        self.address = address
        hint = "The document’s file, relative to the map’s file."
        self.add_field("file", "File", LineField(), hint=hint)
        hint = "As Python calls it, such as cp1252. Empty: by the file’s first bytes, else UTF-8."
        self.add_field("encoding", "Encoding of the text", LineField(), hint=hint)
        self.quoted_by = EntryList(said("Quoted by"))
        self.quoted_by.chosen.connect(lambda id_: self.editor.go_to(id_))
        self._quoted_by = labelled(said("Quoted by"), self.quoted_by)
        self.column.addWidget(self._quoted_by)
        self._id = id_line()
        self.column.addWidget(labelled(said("Id in the file"), self._id))
        self._prints, self._prints_row = read_only_text(self, "Fingerprints of the last check")
        self._unknown, self._unknown_row = read_only_text(self, "Other keys of the file")
        self.column.addStretch(1)

    def exists(self, subject: str) -> bool:
        return subject in self.editor.map.sources

    def refresh(self) -> None:
        map = self.editor.map
        source = map.sources.get(SourceId(self.subject))
        if source is None:
            return
        for name, field in self.fields.items():
            field.show_value(getattr(source, name))
            field.set_editable(not self.editor.read_only)
        quoting = sources.quoting(map, source.id)
        self._quoted_by.setVisible(bool(quoting))
        self.quoted_by.show_entries(
            (id_, one_line((map.statements.get(id_) or map.parked[id_]).text, 120))
            for id_ in quoting
        )
        self._id.setText(source.id)
        prints = {"file": source.sha256, "text": source.text_sha256}
        shown = "\n".join(f"{of}: {print_}" for of, print_ in prints.items() if print_)
        show_read_only(self._prints, self._prints_row, shown)
        show_read_only(self._unknown, self._unknown_row, unknown_keys(source.extra))

    def write(self, tx: Transaction, subject: str, name: str, value: Any) -> None:
        sources.set_source_field(tx, subject, name, value)
