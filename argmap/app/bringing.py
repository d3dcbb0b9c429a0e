"""How a document becomes a source of a map: by its file, by an address, by pasted text.

Nothing is fetched: an address is kept as it is. A file is named by its way from the map's file; one
that lies outside what may be read without asking is allowed by the one who chooses it.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.app.messages import Notice
from argmap.edit import sources
from argmap.edit.wording import cleaned_line
from argmap.model.errors import UserError
from argmap.model.records import SourceId

if TYPE_CHECKING:
    from argmap.app.editor import Editor

Allow = Callable[[Path], None]
NO_FOLDER = "Save the map first: it notes where documents lie, seen from its own file."
_ADDRESS = re.compile(r"https?://[^\s<>\"]+\Z", re.IGNORECASE)
_LONGEST_TITLE = 120


def add_document(editor: "Editor", path: Path, allow: Allow) -> SourceId:
    """Make a file a source of the map and show it; one that is a source already is only shown."""
    file = _name_from(editor, path)
    _allow_if_outside(editor, file, path, allow)
    for source in editor.map.sources.values():
        if source.file and _same(editor, source.file, path):
            editor.reading.show(source.id)
            return source.id
    with editor.transact("Add source") as tx:
        id_ = sources.add_source(tx, path.stem, file=file)
    editor.reading.show(id_)
    return id_


def describe(editor: "Editor", id_: SourceId) -> None:
    """Name a new source by the title its document gives; what people wrote is never replaced."""
    text = editor.reading.documents.text(id_)
    source = editor.map.sources.get(id_)
    if text is None or source is None or not source.file or editor.read_only:
        return
    title = cleaned_line(text.title)[:_LONGEST_TITLE]
    if title and source.title == Path(source.file).stem and title != source.title:
        with editor.transact("Add source") as tx:
            sources.set_source_field(tx, id_, "title", title)


def point_again(editor: "Editor", id_: SourceId, path: Path, allow: Allow) -> None:
    """Let a source whose file was moved or replaced name another file."""
    file = _name_from(editor, path)
    _allow_if_outside(editor, file, path, allow)
    with editor.transact("Point to the document") as tx:
        sources.set_source_field(tx, id_, "file", file)
    editor.reading.show(id_)


def join_sources(editor: "Editor", id_: SourceId, other: SourceId) -> None:
    """Let all quotes of a source be quotes of another, and show that; the first leaves the map."""
    with editor.transact("Join sources") as tx:
        sources.replace_source(tx, id_, other)
    editor.reading.show(other)
    editor.tell(Notice("The two sources are one now.", action="edit.undo"))


def confirm_encoding(editor: "Editor", id_: SourceId, encoding: str) -> None:
    """Read a text in the encoding that a person has chosen, and note it in the map."""
    editor.reading.documents.confirm_encoding(id_, encoding)
    if not editor.read_only and editor.reading.documents.text(id_) is not None:
        with editor.transact("Confirm the encoding") as tx:
            sources.set_encoding(tx, id_, encoding)
        editor.reading.documents.confirm_encoding(id_, "")


def add_address(editor: "Editor", address: str) -> SourceId:
    """Keep an address of the web as a source. Nothing is fetched."""
    address = address.strip()
    if not is_address(address):
        raise UserError(f"“{address[:60]}” is no address of the web.")
    for source in editor.map.sources.values():
        if source.url == address:
            editor.reading.show(source.id)
            return source.id
    with editor.transact("Add source") as tx:
        id_ = sources.add_source(tx, "", url=address)
    editor.reading.show(id_)
    return id_


def add_text(editor: "Editor", text: str, path: Path, allow: Allow) -> SourceId:
    """Write pasted text into a new file and make it a source; never over a file that is there."""
    _name_from(editor, path)
    keep_text(text, path)
    return add_document(editor, path, allow)


def keep_text(text: str, path: Path) -> None:
    """Write pasted text into a new file. Raises UserError where that cannot be."""
    if not text.strip():
        raise UserError("There is no text on the clipboard.")
    try:
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text if text.endswith("\n") else f"{text}\n")
    except FileExistsError as error:
        raise UserError(f"{path.name} is there already: choose another name.") from error
    except (OSError, UnicodeEncodeError) as error:
        raise UserError(f"{path.name} could not be written: {error}") from error


def name_for(text: str) -> str:
    """Return a name for the file of a pasted text, from its first words."""
    words = re.findall(r"[^\W_]+", text[:200])[:6]
    return "-".join(words).casefold()[:48] or "document"


def is_address(text: str) -> bool:
    """Tell whether a text is one address of the web and nothing else."""
    return bool(_ADDRESS.match(text.strip()))


def _name_from(editor: "Editor", path: Path) -> str:
    """Return the way to a file from the map's file, with slashes."""
    folder = editor.folder
    if folder is None:
        raise UserError(NO_FOLDER)
    try:
        return Path(os.path.relpath(path.absolute(), folder.resolve())).as_posix()
    except ValueError:  # another drive
        return path.absolute().as_posix()


def _allow_if_outside(editor: "Editor", file: str, path: Path, allow: Allow) -> None:
    from argmap.documents.access import source_path

    try:
        source_path(file, editor.folder or path.parent, editor.reading.documents.allowed)
    except UserError:
        allow(path.resolve())


def _same(editor: "Editor", file: str, path: Path) -> bool:
    folder = editor.folder
    return folder is not None and (folder / file).resolve() == path.resolve()
