"""Where stretches of quotes stand in the documents of a map: found once, and the answers kept.

In a short text they are looked for where it is asked; in a long one the runner does it for all
quotes of the document at once, and there is no answer before it is done.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from argmap.app.open_documents import OpenDocuments
from argmap.model.records import QuotePart, Source, SourceId

if TYPE_CHECKING:
    from argmap.documents.answers import DocumentText, Found
    from argmap.documents.extracted import Extracted

SHORT = 100_000
"""Texts up to this many characters are searched where it is asked; longer ones by the runner."""
_KEPT = 20_000

_Key = tuple[str, str, str, str, int | None, bool]
"""The text's hash, the words of a stretch with what stands around them, its offset, and whether
that was counted in this very text: where all of it is equal, the answer is."""


class Anchoring:
    """The answers for one map.

    `quoted` yields all stretches of a source; `found` is called when the runner has answered.
    """

    def __init__(
        self,
        documents: OpenDocuments,
        quoted: Callable[[SourceId], Iterable[QuotePart]],
        found: Callable[[], None],
    ) -> None:
        self._documents = documents
        self._quoted = quoted
        self._found = found
        self._texts: dict[SourceId, tuple[Extracted, DocumentText]] = {}
        self._answers: dict[_Key, Found] = {}
        self._sought: set[_Key] = set()

    def answer(self, source: Source, stretch: QuotePart) -> "Found | None":
        """Return where a stretch stands; None while its document or itself is being looked for."""
        text = self._documents.text(source.id)
        if text is None:
            return None
        unchanged = text.is_confirmed_by(source)
        key = _key(stretch, text, unchanged)
        if key not in self._answers:
            if len(text.text) <= SHORT or _stands_there(stretch, text.text, unchanged):
                from argmap.documents.anchors import find_quote

                document = self._document(source.id, text)
                self._keep({key: find_quote(stretch, document, unchanged=unchanged)})
            elif key not in self._sought:
                self._seek(source, text, unchanged)
        return self._answers.get(key)

    def forget_wishes(self) -> None:
        """Await no answers any more, for whoever was asked is gone."""
        self._sought.clear()

    def forget(self, source: SourceId) -> None:
        """Let go of the text of a source that has left the map."""
        self._texts.pop(source, None)

    def _seek(self, source: Source, text: "Extracted", unchanged: bool) -> None:
        """Have all quotes of a long document that are not found yet looked for by the runner."""
        keyed = {_key(stretch, text, unchanged): stretch for stretch in self._quoted(source.id)}
        wanted = {key: stretch for key, stretch in keyed.items() if key not in self._answers}
        if not wanted:
            return
        self._sought |= wanted.keys()
        self._documents.runner.run(
            f"quotes {source.id}",
            _find_quotes,
            (text.text, tuple(wanted.values()), unchanged),
            lambda answers: self._sought_and_found(dict(zip(wanted, answers, strict=True))),
        )

    def _sought_and_found(self, answers: "dict[_Key, Found]") -> None:
        self._sought -= answers.keys()
        self._keep(answers)
        self._found()

    def _keep(self, answers: "dict[_Key, Found]") -> None:
        if len(self._answers) > _KEPT:
            self._answers.clear()
        self._answers.update(answers)

    def _document(self, id_: SourceId, text: "Extracted") -> "DocumentText":
        from argmap.documents.answers import DocumentText

        if id_ not in self._texts or self._texts[id_][0] is not text:
            self._texts[id_] = text, DocumentText(text.text)
        return self._texts[id_][1]


def _find_quotes(text: str, stretches: Iterable[QuotePart], unchanged: bool) -> "list[Found]":
    """Find some stretches in a text; a job of values."""
    from argmap.documents import finding  # needs rapidfuzz, which is loaded on use

    return finding.find_quotes(text, stretches, unchanged)


def _key(stretch: QuotePart, text: "Extracted", unchanged: bool) -> _Key:
    words = stretch.exact, stretch.prefix, stretch.suffix, stretch.start
    return (text.text_sha256, *words, unchanged)


def _stands_there(stretch: QuotePart, text: str, unchanged: bool) -> bool:
    """Tell whether a stretch is where it says, which needs no search."""
    start = stretch.start
    if start is None or start < 0 or not stretch.exact or not text.startswith(stretch.exact, start):
        return False
    before = text[max(0, start - len(stretch.prefix)) : start]
    around = bool(stretch.prefix or stretch.suffix) and before == stretch.prefix
    return unchanged or (around and text.startswith(stretch.suffix, start + len(stretch.exact)))
