"""The quotes of a statement in the inspector: words, source and whether they still stand there.

A quote is put in by its words; where they stand is found in the document, never typed. Whether they
stand there is looked up after the sheet is shown, so that choosing a statement never waits.
"""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from argmap.app.passages import Passage
from argmap.app.reading import Reading
from argmap.edit import sources
from argmap.model.records import Quote, QuotePart, Source, SourceId, Statement, StatementId
from argmap.render.icons import tinted_icon
from argmap.render.references import short_reference
from argmap.render.style import LIGHT, Theme
from argmap.ui.fields import ChoiceField, TextField
from argmap.ui.line_lists import EntryList
from argmap.ui.sentences import quote_words
from argmap.ui.sheet import IconButton, Sheet, labelled, said, wrapped_label

Standing = tuple[str, bool]
"""What became of a quote, in a word or two, and whether that is as it should be."""


def standings_of(reading: Reading, statement: Statement) -> list[Standing | None]:
    """Return what became of each quote of a statement; None where it is not known yet."""
    standings: list[Standing | None] = [None] * len(statement.quotes)
    if findings := reading.findings(statement.id):
        from argmap.documents.check import by_quote, quote_state  # a start needs neither

        for (_, number), of_one in by_quote(findings).items():
            good = all(finding.problem is None for finding in of_one)
            standings[number] = str(quote_state(of_one)), good
    return standings


class QuoteList(QWidget):
    """The quotes of one statement, and buttons to add, change and remove one."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self._sheet = sheet
        self._theme: Theme = LIGHT
        self._standings: list[Standing | None] = []
        self.entries = EntryList(said("Quotes"))
        self.entries.chosen.connect(self._show_passage)
        self.entries.currentRowChanged.connect(lambda _: self._refresh_buttons())
        self.add = IconButton("plus", said("Add a quote…"), self.ask_new)
        self.edit = IconButton("edit", said("Change the chosen quote…"), self.ask_change)
        self.remove = IconButton("delete", said("Remove the chosen quote"), self.remove_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        buttons = (self.add, self.edit, self.remove)
        column.addWidget(labelled(said("Quotes"), self.entries, None, *buttons))
        self._editable = True
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.timeout.connect(self._look_up)

    def show_quotes(self, statement: Statement) -> None:
        """Show the quotes of a statement, and look them up soon."""
        self._standings = []
        self._fill(statement)
        if statement.quotes:
            self._looking.start(0)

    def set_editable(self, editable: bool) -> None:
        """Let quotes be changed, or only read."""
        self._editable = editable
        self._refresh_buttons()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme

    # --------------------------------------------------------------------------------- the quotes

    def _show_passage(self, row: str) -> None:
        """Show in its document where the chosen quote stands."""
        self._refresh_buttons()
        reading = self._sheet.editor.reading
        for finding in reading.findings(self._sheet.subject):
            start, end = finding.answer.start, finding.answer.end
            if str(finding.quote) == row and start is not None and end is not None:
                reading.reveal(Passage(finding.source, start, end))
                return

    def ask_new(self) -> "QuoteDialog":
        """Ask for a quote to add."""
        return self._ask(None)

    def ask_change(self) -> "QuoteDialog | None":
        """Ask for what the chosen quote should be."""
        quotes = self._quotes()
        row = self.entries.currentRow()
        return self._ask(row) if 0 <= row < len(quotes) else None

    def remove_chosen(self) -> None:
        """Remove the chosen quote."""
        row, id_ = self.entries.currentRow(), self._sheet.subject
        self._sheet.change("Remove quote", lambda tx: sources.remove_quote(tx, id_, row))

    def _ask(self, row: int | None) -> "QuoteDialog":
        map = self._sheet.editor.map
        quote = None if row is None else self._quotes()[row]
        dialog = QuoteDialog(list(map.sources.values()), quote, self)
        dialog.accepted.connect(lambda: self._take(row, dialog))
        dialog.open()
        return dialog

    def _take(self, row: int | None, dialog: "QuoteDialog") -> None:
        id_, quote = self._sheet.subject, dialog.quote()
        if row is None:
            self._sheet.change("Add quote", lambda tx: sources.attach_quote(tx, id_, quote))
        else:
            place = row
            self._sheet.change(
                "Change quote", lambda tx: sources.replace_quote(tx, id_, place, quote)
            )

    def _quotes(self) -> tuple[Quote, ...]:
        statement = self._sheet.editor.map.statements.get(StatementId(self._sheet.subject))
        return statement.quotes if statement is not None else ()

    # -------------------------------------------------------------------------------- what is seen

    def _fill(self, statement: Statement) -> None:
        known = self._sheet.editor.map.sources
        self.entries.show_entries(
            (str(row), self._line(quote, known.get(quote.source), row))
            for row, quote in enumerate(statement.quotes)
        )
        for row, standing in enumerate(self._standings):
            if standing is None:
                continue
            state, good = standing
            colour = self._theme.success if good else self._theme.warning
            self.entries.mark(row, tinted_icon("check" if good else "warning", colour), state)
        self._refresh_buttons()

    def _line(self, quote: Quote, source: Source | None, row: int) -> str:
        where = short_reference(source) if source is not None else str(quote.source)
        if quote.page is not None:
            where += f", p. {quote.page}"
        if row < len(self._standings) and (standing := self._standings[row]) is not None:
            where += f" · {said(standing[0])}"
        return f"“{quote_words(quote)}”\n{where}"

    def _look_up(self) -> None:
        editor = self._sheet.editor
        statement = editor.map.statements.get(StatementId(self._sheet.subject))
        if statement is not None and self.isVisible():
            editor.reading.refresh()
            self._standings = standings_of(editor.reading, statement)
            self._fill(statement)

    def _refresh_buttons(self) -> None:
        chosen = self.entries.currentRow() >= 0
        self.add.setEnabled(self._editable)
        for shown in (self.edit, self.remove):
            shown.setVisible(self.entries.count() > 0)
            shown.setEnabled(self._editable and chosen)


class QuoteDialog(QDialog):
    """Asks for the words of a quote and the source they stand in."""

    def __init__(self, known: Sequence[Source], quote: Quote | None, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setWindowTitle(said("Change quote") if quote else said("Add quote"))
        self._before = quote
        self.source = ChoiceField([(source.id, short_reference(source)) for source in known])
        self.source.show_value(quote.source if quote else known[0].id if known else None)
        self.words = TextField(fewest=5, most=12)
        self.words.setMinimumWidth(420)
        if quote:
            self.words.setPlainText("\n\n".join(part.exact for part in quote.stretches()))
        hint = wrapped_label(
            said(
                "Word for word, as they stand in the document. An empty line parts the stretches "
                "of a quote that leaves something out."
            )
            if known
            else said("The map has no source yet: add one to the map first.")
        )
        buttons = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(buttons.Ok | buttons.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(labelled(said("Source"), self.source))
        column.addWidget(labelled(said("Words"), self.words))
        column.addWidget(hint)
        column.addWidget(self.buttons)
        self.words.textChanged.connect(self._judge)
        self.words.setFocus()
        self._judge()

    def quote(self) -> Quote:
        """Return the quote that was asked for; where its words are the same, nothing is lost."""
        source = SourceId(str(self.source.currentData()))
        stretches = [part.strip() for part in self.words.toPlainText().split("\n\n")]
        stretches = [part for part in stretches if part]
        before = self._before
        if before and before.source == source and stretches == _words_of(before):
            return before
        if len(stretches) > 1:
            return Quote(source, parts=tuple(QuotePart(part) for part in stretches))
        return Quote(source, "".join(stretches))

    def _judge(self) -> None:
        ready = bool(self.words.toPlainText().strip()) and self.source.count() > 0
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(ready)


def _words_of(quote: Quote) -> list[str]:
    return [part.exact.strip() for part in quote.stretches()]
