"""Which files a map may have read without anybody being asked.

A map names its documents by relative paths. Those below the folder that contains the map's folder
are read (so `../seeds/a.txt` works); any other waits for consent, which is never kept in the map.
"""

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath, PureWindowsPath

from argmap.model.errors import UserError

_ADDRESS = re.compile(r"(file|https?|ftps?)(?=:)|([a-z][a-z0-9+.-]+)(?=://)", re.IGNORECASE)


class Outside(UserError):
    """A document that lies where nobody has allowed argmap to read."""


def source_path(file: str, folder: Path, allowed: Iterable[Path] = ()) -> Path:
    """Return the real path of a source's file, seen from the map's folder.

    Raises UserError where the path names no file of this machine, and Outside where it leads out of
    the folder that contains the map's folder (also by a symbolic link) and of every allowed folder.
    """
    if not file or "\0" in file:
        raise UserError("the source names no file")
    if found := _ADDRESS.match(file):
        raise UserError(
            f"{file}: is an address; a source names its file by the path from the map’s folder"
            if found[0].lower() == "file"
            else f"{file}: is an address on the web, which is never fetched; write it as the "
            "source’s url, and save the page to read it"
        )
    if PureWindowsPath(file).drive or file.startswith("\\\\"):
        raise UserError(f"{file}: is a path of another system; point to the document again")
    home = folder.resolve().parent
    try:
        path = (folder / PurePosixPath(file)).resolve()
    except (OSError, RuntimeError) as error:  # RuntimeError: a ring of symbolic links
        raise UserError(f"{file}: cannot be followed: {error}") from error
    if any(path.is_relative_to(root) for root in (home, *(Path(a).resolve() for a in allowed))):
        return path
    raise Outside(f"{file}: lies outside {home}; allow its folder to read it")
