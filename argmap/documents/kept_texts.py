"""The cache of extracted texts, by the hash of the document's bytes.

A text that cannot be read back, or whose hash is wrong, is not there. Nothing depends on the cache:
it may be emptied at any time.
"""

import contextlib
import os
import tempfile
from pathlib import Path

from argmap.documents.as_json import from_json, to_json
from argmap.documents.extracted import Extracted, digest
from argmap.model.errors import UserError

VERSION = 1
"""Goes up whenever an extraction gives another text for the same bytes."""
MOST_KEPT = 200


def texts_folder() -> Path:
    """Where the texts are kept; not made here."""
    from platformdirs import user_cache_path

    return user_cache_path("argmap", appauthor=False) / "texts"


def kept_name(sha256: str, kind: str, encoding: str) -> str:
    """Return the name of the file that keeps the text of a document."""
    return f"{digest(f'{VERSION} {kind} {encoding} {sha256}'.encode())}.json"


def kept_text(folder: Path, name: str) -> Extracted | None:
    """Return a text that was kept, or None."""
    path = folder / name
    try:
        text = from_json(path.read_bytes())
        os.utime(path)  # what is used stays
        return text
    except (OSError, ValueError, UserError):
        return None


def keep_text(folder: Path, name: str, text: Extracted) -> None:
    """Keep a text, and let go of the one that was not used for longest. Failing is no matter."""
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=".", suffix=".new")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(to_json(text))
            Path(temporary).replace(folder / name)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
        _let_go(folder)


def _let_go(folder: Path) -> None:
    kept = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
    for path in kept[:-MOST_KEPT]:
        path.unlink(missing_ok=True)
