"""Which dropped files are documents to read beside the map, and which are maps to open."""

from pathlib import Path

_MAPS = frozenset({".yaml", ".yml", ".png", ".svg"})
_EITHER = frozenset({".pdf", ".html", ".htm", ".pptx"})
_LARGEST = 64 * 1024 * 1024


def is_document(path: Path) -> bool:
    """Tell whether a file is taken for a document; a PDF, page or deck may be a map's own."""
    ending = path.suffix.lower()
    if ending in _MAPS or path.is_dir():
        return False
    return ending not in _EITHER or not _holds_map(path)


def _holds_map(path: Path) -> bool:
    from argmap.io.embed import embedded_map
    from argmap.model.errors import UserError

    try:
        if path.stat().st_size > _LARGEST:
            return False
        return embedded_map(path.read_bytes()) is not None
    except (OSError, UserError):
        return False
