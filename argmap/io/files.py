"""Map files: opening, saving, and never losing what somebody else wrote.

Opening writes nothing. Saving compares the file with what was opened, keeps a backup, and replaces
the file in one step by text that was read back before. How bytes get to the disk is in `atomic`.
"""

import dataclasses
import os
from codecs import BOM_UTF8
from collections.abc import Callable, Mapping
from enum import Flag, auto
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.io.atomic import REAL, FileLayer, target_of
from argmap.io.atomic import write_atomically as write_atomically
from argmap.io.embed import EmbeddedMapError, embedded_map, is_picture
from argmap.io.encoding import decoded, encoded
from argmap.io.regular_files import read_file
from argmap.io.sentences import sentence
from argmap.io.yaml_errors import UnreadableError
from argmap.io.yaml_read import Reading, SetAside, located, problems_of, read_text
from argmap.io.yaml_tree import LONGEST
from argmap.model.argmap import COLLECTIONS, ArgumentMap
from argmap.model.diff import between
from argmap.model.errors import Problem, UserError
from argmap.model.light_dataclass import dataclass

if TYPE_CHECKING:
    from argmap.io.yaml_splice import Spliced

BIGGEST_PICTURE = 512 * 1024 * 1024

Maker = Callable[[str, ArgumentMap, ArgumentMap], "Spliced"]
"""What makes the text to save of a text, the map it was read as and the map that is wanted."""


@dataclass(frozen=True, slots=True)
class Document:
    """A map and the file it came from, as it was when it was opened or last saved.

    `path` is None for a new map and for one taken out of a picture, which then is `picture`.
    `problems` are those of reading; `all_problems` adds those of the map. `notices` are sentences
    to tell once, for example that no backup could be kept.
    """

    path: Path | None = None
    raw: bytes = b""
    text: str = ""
    map: ArgumentMap = dataclasses.field(default_factory=ArgumentMap)
    problems: tuple[Problem, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    places: Mapping[str, tuple[int, int]] = dataclasses.field(default_factory=dict)
    read_only: bool = False
    bom: bool = False
    picture: Path | None = None
    notices: tuple[str, ...] = ()
    backed_up: bool = False

    def all_problems(self) -> list[Problem]:
        """The problems of reading and of the map, in the order of the file's lines."""
        reading = Reading(self.map, list(self.problems), self.set_aside, self.places)
        return problems_of(reading)

    def placed(self, problem: Problem) -> Problem:
        """A problem with the place of the record it is about, where the file has one."""
        return located(problem, self.places)


class ChangedElsewhere(UserError):
    """A file that is not as it was opened: saving would take away what somebody else wrote.

    `theirs` is the file as it is now, None where it is gone or no map.
    """

    def __init__(self, what: str, path: Path, theirs: Document | None, *, gone: bool) -> None:
        """Say what differs, and hold the file as it is now."""
        super().__init__(what)
        self.path = path
        self.theirs = theirs
        self.gone = gone


class EmptiesMap(UserError):
    """A map without statements would replace one with statements; to be confirmed first."""


class Agreed(Flag):
    """What a person has agreed to when a map is saved."""

    NOTHING = 0
    OVERWRITING = auto()
    """What others wrote may be replaced."""
    EMPTYING = auto()
    """All statements may be gone."""


# ----------------------------------------------------------------------------------------- opening


def new_document() -> Document:
    """A map that has no file yet."""
    return Document()


def open_document(path: Path, encoding: str | None = None) -> Document:
    """Open a map, or the map that a PNG, SVG, PDF or page of ours carries. Writes nothing.

    `encoding` is for a file that is no UTF-8, after the person agreed to it. Raises UserError where
    there is no such file or no map in it; an UnreadableError names the file, line and column.
    """
    data = _read(path)
    if not is_picture(data):
        return _document(path, data, encoding)
    try:
        inside = embedded_map(data)
    except EmbeddedMapError as error:
        raise UserError(f"{path}: {error}") from error
    if inside is None:
        raise UserError(
            f"{path}: is a picture without a map in it; only those that argmap exported open again."
        )
    opened = _document(path, inside, None)
    return dataclasses.replace(opened, path=None, picture=path)


def _document(path: Path, data: bytes, encoding: str | None) -> Document:
    try:
        found = decoded(data, encoding)
        reading = read_text(found.text, path.name)
    except UnreadableError as error:
        raise error.of_file(str(path)) from None
    notices: tuple[str, ...] = ()
    if found.converted:
        notices = (f"{path.name} was {found.converted.upper()}; saving will make it UTF-8.",)
    return Document(
        path=path,
        raw=data,
        text=found.text,
        map=reading.map,
        problems=tuple(reading.problems),
        set_aside=reading.set_aside,
        places=reading.places,
        read_only=reading.read_only,
        bom=found.bom,
        notices=notices,
    )


def _read(path: Path) -> bytes:
    return read_file(path, lambda start: BIGGEST_PICTURE if is_picture(start) else LONGEST)


# ------------------------------------------------------------------------------------------ saving
# What is only needed here is imported here: the first picture of a map waits for what stands above.


def prepare_saving() -> None:
    """Load what saving needs, in a quiet moment: an update of the program must not break a save."""
    from argmap.io import backups, splice_process  # noqa: F401


def document_bytes(document: Document, map: ArgumentMap) -> bytes:
    """The bytes that saving would write; those of the file itself where nothing changed."""
    if map is document.map and document.raw:
        return document.raw
    return _bytes_to_save(document, map)[0]


def _bytes_to_save(
    document: Document, map: ArgumentMap, maker: Maker | None = None
) -> "tuple[bytes, Spliced]":
    """What would be written, and the text of it with how it came about."""
    from argmap.io.yaml_splice import made

    make = maker or made
    if not document.raw:
        new = make("", ArgumentMap(), map)
        return encoded(new.text, bom=False), new
    result = make(document.text, document.map, map)
    if result.text == document.text:
        return document.raw, result
    return encoded(result.text, bom=document.bom), result


def save_document(
    document: Document,
    map: ArgumentMap,
    *,
    path: Path | None = None,
    agreed: Agreed = Agreed.NOTHING,
    layer: FileLayer = REAL,
    maker: Maker | None = None,
) -> Document:
    """Save a map to its document's file, or under another name; give the document as it is then.

    All that is asked for are values: a thread may do it. `maker` makes the text, by default here
    and now; `splice_process.made_elsewhere` does so in another process.

    Raises ChangedElsewhere where the file was changed by others, or another file is there already,
    unless that is `agreed` to, and EmptiesMap where all statements are gone, unless that is;
    UserError where the map was opened for reading only or writing fails. What is on the disk is
    unchanged after any of these.
    """
    from argmap.io.backups import keep_backup

    target = path or document.path
    if target is None:
        raise UserError("This map has no file yet. Choose a name for it.")
    if document.read_only and (path is None or between(document.map, map)):
        raise UserError("A newer argmap wrote this map; here it can only be copied as it is.")
    if not map.statements and document.map.statements and Agreed.EMPTYING not in agreed:
        raise EmptiesMap("All statements are gone. Saving now would empty the file.")
    current = _current(target)
    _refuse_to_overwrite(document, target, current, agreed)
    data, made = _bytes_to_save(document, map, maker)
    if (now := _current(target)) != current:  # making it took a while
        _refuse_to_overwrite(document, target, now, agreed)
        current = now
    notices = _warnings(target, made.rewritten)
    if data != current:
        if current is not None and not (document.backed_up and current == document.raw):
            notices.append(keep_backup(target, current))
        write_atomically(target, data, layer)
    return _saved(data, made, map, target, tuple(filter(None, notices)))


def write_new_map(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write the bytes of a map to a file. Raises UserError where one is there, unless `force`."""
    from argmap.io.backups import keep_backup

    current = _current(path)
    if current == data:
        return
    if current is not None:
        if not force:
            raise UserError(f"{path}: is there already; use --force to replace it.")
        keep_backup(path, current)
    write_atomically(path, data)


def format_file(path: Path, *, dry: bool = False) -> bool:
    """Bring a map file into canonical form; tell whether that changes it. `dry` writes nothing.

    Raises UserError where a comment or something that could not be read would be lost.
    """
    from argmap.io.backups import keep_backup
    from argmap.io.yaml_format import CannotFormat, formatted

    document = open_document(path)
    if document.path is None:
        raise UserError(f"{path}: is a picture; only map files have a canonical form.")
    try:
        data = encoded(formatted(document.text), bom=False)
    except CannotFormat as error:
        place = f"{path}:{error.line}:{error.column}" if error.line else f"{path}"
        raise UserError(f"{place}: {error.what}") from None
    if data == document.raw:
        return False
    if not dry:
        keep_backup(path, document.raw)
        write_atomically(path, data)
    return True


def rebased(map: ArgumentMap, before: Path, after: Path) -> ArgumentMap:
    """The map with the relative files of its sources rewritten from one folder to another."""
    sources = {
        id_: dataclasses.replace(source, file=_rebased(source.file, before, after))
        for id_, source in map.sources.items()
    }
    return map if sources == map.sources else map.replaced(sources=sources)


def _rebased(file: str, before: Path, after: Path) -> str:
    if not file or Path(file).is_absolute() or before.resolve() == after.resolve():
        return file
    try:
        return Path(os.path.relpath(before.resolve() / file, after.resolve())).as_posix()
    except ValueError:  # on another drive
        return (before.resolve() / file).as_posix()


def _current(target: Path) -> bytes | None:
    try:
        return _read(target) if target_of(target).exists() else None
    except OSError as error:
        raise UserError(sentence("read", target, error)) from error


def _refuse_to_overwrite(
    document: Document, target: Path, current: bytes | None, agreed: Agreed
) -> None:
    own = document.path is not None and target_of(target) == target_of(document.path)
    unchanged = current == document.raw if own else current is None
    if unchanged or Agreed.OVERWRITING in agreed:
        return
    if current is None:
        what = f"{target} was deleted or renamed since it was opened."
        raise ChangedElsewhere(what, target, None, gone=True)
    try:
        theirs = open_document(target)
    except UserError:
        theirs = None
    if not own:
        what = f"{target} is there already."
    elif theirs is None:
        what = f"{target} was changed by another program, and is no readable map now."
    else:
        differs = _differences(document.map, theirs.map)
        what = f"{target} was changed by another program: {differs}."
    raise ChangedElsewhere(what, target, theirs, gone=False)


def _differences(before: ArgumentMap, after: ArgumentMap) -> str:
    diff = between(before, after)
    words = [
        f"{len(diff.changes[name])} of the {name}" for name in COLLECTIONS if name in diff.changes
    ]
    if diff.meta is not None:
        words.append("what the map says of itself")
    return (
        ", ".join(words) + " differ" if words else "only comments or the way it is written differ"
    )


def _warnings(target: Path, rewritten: bool) -> list[str]:
    warnings = []
    if rewritten:
        warnings.append(
            f"{target.name} was rewritten as a whole: its comments are gone. A backup was kept."
        )
    try:
        if target.stat().st_nlink > 1:
            warnings.append(
                f"{target.name} has a second name (a hard link); that one keeps the old content."
            )
    except OSError:
        pass  # a new file
    return warnings


def _saved(
    data: bytes, made: "Spliced", map: ArgumentMap, target: Path, notices: tuple[str, ...]
) -> Document:
    reading = made.reading
    return Document(
        path=target,
        raw=data,
        text=made.text,
        map=map,
        problems=tuple(reading.problems),
        set_aside=reading.set_aside,
        places=reading.places,
        read_only=reading.read_only,
        bom=data.startswith(BOM_UTF8),
        notices=notices,
        backed_up=True,
    )
