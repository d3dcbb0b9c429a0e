"""The inspector's sheet about the map itself, shown while nothing is selected."""

from collections.abc import Callable
from typing import Any

from argmap.app.editor import Editor
from argmap.app.messages import Notice
from argmap.edit import about, sources
from argmap.edit.transaction import Transaction
from argmap.model.records import Direction, LayoutKind, Source, SourceId
from argmap.render.references import short_reference
from argmap.ui.fields import ChoiceField, LineField, TextField
from argmap.ui.inspector_source import people_meant, people_shown
from argmap.ui.inspector_statement import read_only_text, show_read_only
from argmap.ui.line_lists import EntryList
from argmap.ui.sentences import count_of, one_line
from argmap.ui.sheet import (
    IconButton,
    Sheet,
    labelled,
    said,
    unknown_keys,
    wrapped_label,
)

LAYOUTS: list[tuple[Any, str]] = [
    (LayoutKind.LAYERED, "Layers"),
    (LayoutKind.OUTLINE, "Outline"),
    (LayoutKind.RADIAL, "Rings"),
]
DIRECTIONS: list[tuple[Any, str]] = [
    (None, "Chosen to fit"),
    (Direction.DOWN, "Premises below"),
    (Direction.UP, "Premises above"),
    (Direction.RIGHT, "Premises to the right"),
    (Direction.LEFT, "Premises to the left"),
]
_OF_VIEW = ("layout", "direction")
NEW_SOURCE = "New source"


class MapSheet(Sheet):
    """What the map says of itself, how it is drawn, and its sources."""

    def __init__(self, editor: Editor, show_source: Callable[[str], None]) -> None:
        super().__init__(editor)
        self._show_source = show_source
        self.column.addWidget(wrapped_label(said("Map"), strong=True))
        self._counts = wrapped_label()
        self._counts.setForegroundRole(self._counts.palette().ColorRole.PlaceholderText)
        self.column.addWidget(self._counts)
        self.add_field("title", "Title", TextField(fewest=1, most=4, flat=True))
        hint = "Parted by semicolons."
        self.add_field("authors", "Authors", LineField(people_shown, people_meant), hint=hint)
        self.add_field("date", "Date", LineField())
        hint = "The language of the statements, for example en."
        self.add_field("language", "Language", LineField(), hint=hint)
        self.add_field("notes", "Notes", TextField(fewest=3))
        self._build_sources()
        self.add_field("layout", "Layout", ChoiceField(LAYOUTS))
        self.add_field("direction", "Direction", ChoiceField(DIRECTIONS))
        self._unknown, self._unknown_row = read_only_text(self, "Other keys of the file")
        self.column.addStretch(1)

    def _build_sources(self) -> None:
        self.sources = EntryList(said("Sources"))
        self.sources.currentRowChanged.connect(lambda _: self._allow())
        self.sources.chosen.connect(self._show_source)
        self.add = IconButton("plus", said("Add a source"), self.add_source)
        self.edit = IconButton("edit", said("Show the chosen source"), self._edit_source)
        self.remove = IconButton("delete", said("Remove the chosen source"), self.remove_source)
        buttons = (self.add, self.edit, self.remove)
        self.column.addWidget(labelled(said("Sources"), self.sources, None, *buttons))

    def exists(self, subject: str) -> bool:
        return True

    def refresh(self) -> None:
        map = self.editor.map
        self._counts.setText(
            " · ".join(
                (
                    count_of(len(map.statements), said("statement")),
                    count_of(len(map.links), said("link")),
                    count_of(len(map.sources), said("source")),
                )
            )
        )
        for name, field in self.fields.items():
            of = map.meta.view if name in _OF_VIEW else map.meta
            field.show_value(getattr(of, name))
            field.set_editable(not self.editor.read_only)
        layered = map.meta.view.layout is LayoutKind.LAYERED
        self.fields["direction"].set_editable(layered and not self.editor.read_only)
        self.sources.show_entries((source.id, _line(source)) for source in map.sources.values())
        show_read_only(self._unknown, self._unknown_row, unknown_keys(map.meta.extra))
        self._allow()

    def write(self, tx: Transaction, subject: str, name: str, value: Any) -> None:
        about.set_map_field(tx, name, value)

    def add_source(self) -> None:
        """Add a source and show its fields."""
        added: list[SourceId] = []
        title = said(NEW_SOURCE)
        if self.change("Add source", lambda tx: added.append(sources.add_source(tx, title))):
            self._show_source(added[0])

    def remove_source(self) -> None:
        """Remove the chosen source, and tell of the quotes that went with it."""
        id_ = self.sources.current_id
        quoting = len(sources.quoting(self.editor.map, id_))
        removed = self.change("Remove source", lambda tx: sources.remove_source(tx, id_))
        if removed and quoting:
            words = said("The source is removed, and its quotes from {0}. Undo brings them back.")
            self.editor.tell(Notice(words.format(count_of(quoting, said("statement")))))

    def _edit_source(self) -> None:
        if self.sources.current_id:
            self._show_source(self.sources.current_id)

    def _allow(self) -> None:
        chosen = self.sources.currentRow() >= 0
        self.add.setEnabled(not self.editor.read_only)
        self.edit.setEnabled(chosen)
        self.remove.setEnabled(chosen and not self.editor.read_only)
        for shown in (self.edit, self.remove):
            shown.setVisible(self.sources.count() > 0)


def _line(source: Source) -> str:
    title, reference = one_line(source.title or source.id, 120), short_reference(source)
    return title if title == reference else f"{title}\n{reference}"
