"""The documents of one open map: each read once, or the reason why it is not.

Small plain texts are read at once, everything else by the runner, which may be another thread or
process. A document that vanishes leaves the text that was read; one that changes is read again.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.app.jobs import InlineRunner, Runner
from argmap.app.listeners import Listeners
from argmap.edit.store import Store
from argmap.model.errors import UserError
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Source, SourceId

if TYPE_CHECKING:
    from argmap.documents.extracted import Extracted

AT_ONCE = 256 * 1024
"""Plain texts up to this many bytes are read where they are asked for."""
_PLAIN = frozenset({".txt", ".text", ".md", ".markdown"})


class Condition(StrEnum):
    """What is known of a document."""

    WAITING = "waiting"
    """It is being read."""
    READ = "read"
    GONE = "gone"
    """It was read, and its file is not there any more."""
    ADDRESS = "address"
    """The source names no file, perhaps an address on the web."""
    UNSAVED = "unsaved"
    """The map has no folder yet from which its documents could be named."""
    NOT_ALLOWED = "not allowed"
    """The file lies where nobody has allowed argmap to read."""
    UNCLEAR = "unclear"
    """Its encoding must be confirmed."""
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Opened:
    """A document as it is at hand: its text, or in a sentence why there is none.

    `proposal` and `sample` are of an encoding to be confirmed. `stamp` tells files apart that were
    written at different times. `pages` is how many there are to look at, also where they have no
    text.
    """

    condition: Condition
    text: "Extracted | None" = None
    why: str = ""
    path: Path | None = None
    proposal: str = ""
    sample: str = ""
    stamp: tuple[int, ...] = ()
    pages: int = 0


WAITING = Opened(Condition.WAITING)


class OpenDocuments:
    """What was read of the sources of a map; tells its listeners which source has changed."""

    def __init__(self, store: Store, folder: Callable[[], Path | None]) -> None:
        self._store = store
        self._folder = folder
        self._asked: dict[SourceId, object] = {}
        self._opened: dict[SourceId, Opened] = {}
        self._confirmed: dict[SourceId, str] = {}
        self.runner: Runner = InlineRunner()
        """Who reads what cannot be read at once."""
        self.allowed: tuple[Path, ...] = ()
        """Files and folders outside the map's own that may be read."""
        self.changes: Listeners[SourceId] = Listeners()

    def opened(self, source: str) -> Opened:
        """Return a document as it is at hand."""
        return self._opened.get(SourceId(source), WAITING)

    def text(self, source: str) -> "Extracted | None":
        """Return the text of a document, if it was read."""
        return self.opened(source).text

    def paths(self) -> set[Path]:
        """Return the files behind the sources, whether they are there or not."""
        return {opened.path for opened in self._opened.values() if opened.path is not None}

    def refresh(self) -> None:
        """Read what was not read yet or is named by another file now."""
        sources = self._store.map.sources
        for id_ in [held for held in self._asked if held not in sources]:
            del self._asked[id_]
            self._opened.pop(id_, None)
            self.changes.tell(id_)
        for source in sources.values():
            asked = (source.file, self.encoding_of(source), self._folder(), self.allowed)
            if self._asked.get(source.id) != asked:
                self._asked[source.id] = asked
                self._open(source)

    def look_again(self, *, everything: bool = False) -> None:
        """Read again what has changed on the disk, or has come or gone since."""
        for source in list(self._store.map.sources.values()):
            opened = self._opened.get(source.id)
            if opened is None or (opened.path is None and not everything):
                continue
            if everything or opened.path is None or stamp_of(opened.path) != opened.stamp:
                self._open(source)

    def use(self, runner: Runner) -> None:
        """Have documents read by another runner from now on; what the last one owed is asked."""
        self.runner = runner
        for id_, opened in list(self._opened.items()):
            if opened.condition is Condition.WAITING:
                del self._opened[id_]
                self._asked.pop(id_, None)

    def confirm_encoding(self, source: str, encoding: str) -> None:
        """Read a text in the encoding that a person has chosen, whatever the map says of it.

        An empty one leaves it to the map again.
        """
        self._confirmed[SourceId(source)] = encoding
        self.refresh()

    def encoding_of(self, source: Source) -> str:
        """Return the encoding that was confirmed for a text, here or in the map."""
        return self._confirmed.get(source.id) or source.encoding

    # ----------------------------------------------------------------------------------- by itself

    def _open(self, source: Source) -> None:
        folder = self._folder()
        if not source.file:
            self._take(source.id, Opened(Condition.ADDRESS, why="The source names no file."))
        elif folder is None:
            why = "Save the map first: it notes where documents lie, seen from its own file."
            self._take(source.id, Opened(Condition.UNSAVED, why=why))
        else:
            self._read(source, folder)

    def _read(self, source: Source, folder: Path) -> None:
        from argmap.documents.access import Outside, source_path

        try:
            path = source_path(source.file, folder, self.allowed)
        except UserError as error:
            outside = isinstance(error, Outside)
            condition = Condition.NOT_ALLOWED if outside else Condition.UNREADABLE
            self._take(source.id, Opened(condition, why=_sentence(error)))
            return
        encoding = self.encoding_of(source)
        if is_small(path):
            self._take(source.id, read_document(path, encoding))
            return
        if source.id not in self._opened:
            self._opened[source.id] = replace(WAITING, path=path)
            self.changes.tell(source.id)
        self.runner.run(
            f"read {source.id}",
            read_document,
            (path, encoding),
            lambda opened: self._answered(source.id, path, opened),
        )

    def _answered(self, id_: SourceId, path: Path, opened: Opened) -> None:
        if id_ in self._store.map.sources and opened.path == path:
            self._take(id_, opened)

    def _take(self, id_: SourceId, opened: Opened) -> None:
        before = self._opened.get(id_)
        if before is not None and before.text is not None:
            if opened.text is not None and opened.text == before.text:
                opened = replace(opened, text=before.text)  # the same value: nothing to find again
            gone = opened.text is None and opened.condition is Condition.UNREADABLE
            if gone and opened.path == before.path and not opened.stamp:
                opened = replace(opened, condition=Condition.GONE, text=before.text)
        self._opened[id_] = opened
        if opened != before:
            self.changes.tell(id_)


def read_document(path: Path, encoding: str = "") -> Opened:
    """Read a document; what cannot be read is told in the answer and not thrown."""
    from argmap.documents.encodings import NeedsEncoding
    from argmap.documents.extracted import NoText
    from argmap.documents.worker import read_document as read_apart

    stamp = stamp_of(path)
    try:
        text = read_apart(path, encoding)
    except NeedsEncoding as error:
        return Opened(
            Condition.UNCLEAR,
            why=_sentence(error),
            path=path,
            proposal=error.proposal,
            sample=error.sample,
            stamp=stamp,
        )
    except UserError as error:
        pages = error.pages if isinstance(error, NoText) else 0
        return Opened(
            Condition.UNREADABLE, why=_sentence(error), path=path, stamp=stamp, pages=pages
        )
    return Opened(Condition.READ, text, path=path, stamp=stamp, pages=len(text.pages))


def is_small(path: Path) -> bool:
    """Tell whether a document is plain text so short that reading it is not felt."""
    try:
        return path.suffix.lower() in _PLAIN and path.stat().st_size <= AT_ONCE
    except OSError:
        return True  # it is not there, which is soon said


def stamp_of(path: Path) -> tuple[int, ...]:
    """Return what tells a file as it is from what it was or will be; empty where there is none."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_size, found.st_mtime_ns, found.st_ino


def folders_of(paths: Iterable[Path]) -> set[Path]:
    """Return the folders to watch for changes of some files."""
    return {path.parent for path in paths if path.parent.is_dir()}


def _sentence(error: UserError) -> str:
    words = str(error)
    words = words[:1].upper() + words[1:] if " " in words.split(":")[0] else words
    return words if words.endswith((".", "!", "?")) else f"{words}."
