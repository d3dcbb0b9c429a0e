"""What the program remembers between two runs: recent maps, window places, kept placements.

All of it is in the state folder and can be deleted without loss. A file that cannot be read is
taken as empty; one that cannot be written is not worth a word to the person. The first window asks
here where it stood: what only maps or writing need is imported where it is used.
"""

import base64
import json
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argmap.app.kept import Kept

RECENT = 12
PLACEMENTS = 200
PLACEMENT_BYTES = 100_000_000
ALLOWED = 1000
WINDOW_VERSION = 3
"""Counted up when the panes of the window change, so that an older arrangement is not restored."""


class Workspace:
    """The state folder, and what stands in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file = folder / "state.json"
        self._state = self._read()

    # ------------------------------------------------------------------------------- recent maps

    def recent(self) -> list[Path]:
        """Return the maps opened lately that still exist, the latest first."""
        return [path for path in self._recent_paths() if path.is_file()]

    def opened(self, path: Path) -> None:
        """Note that a map was opened or saved here; what no longer exists is forgotten."""
        full = path.absolute()
        others = [other for other in self._recent_paths() if other != full and other.is_file()]
        self._state["recent"] = [str(other) for other in [full, *others]][:RECENT]
        self._state["folder"] = str(full.parent)
        self._write()

    def forget_recent(self) -> None:
        """Empty the list of recent maps, and delete the small pictures of maps."""
        self._state["recent"] = []
        self._write()
        with suppress(OSError):
            for picture in (self.folder / "thumbnails").iterdir():
                picture.unlink()

    @property
    def last_folder(self) -> Path:
        """The folder of the map last opened or saved, or the home folder."""
        folder = Path(str(self._state.get("folder", "")) or Path.home())
        return folder if folder.is_dir() else Path.home()

    def _recent_paths(self) -> Iterator[Path]:
        recent = self._state.get("recent")
        if isinstance(recent, list):
            yield from (Path(path) for path in recent if isinstance(path, str))

    # ------------------------------------------------------------------------------------ windows

    def window(self) -> tuple[bytes, bytes] | None:
        """Return geometry and arrangement of the last window, or None for those of another time."""
        kept = self._state.get("window")
        if not isinstance(kept, dict) or kept.get("version") != WINDOW_VERSION:
            return None
        try:
            return base64.b64decode(kept["geometry"]), base64.b64decode(kept["panes"])
        except (KeyError, TypeError, ValueError):
            return None

    def keep_window(self, geometry: bytes, panes: bytes) -> None:
        """Keep geometry and arrangement of a window, as Qt gives them."""
        self._state["window"] = {
            "version": WINDOW_VERSION,
            "geometry": base64.b64encode(geometry).decode(),
            "panes": base64.b64encode(panes).decode(),
        }
        self._write()

    # ------------------------------------------------------------------------------------- choices

    def choices(self, of: str) -> dict[str, Any]:
        """Return what was chosen last in a dialog, by the names it kept it under; plain data."""
        kept = self._state.get("choices")
        chosen = kept.get(of) if isinstance(kept, dict) else None
        return dict(chosen) if isinstance(chosen, dict) else {}

    def keep_choices(self, of: str, chosen: dict[str, Any]) -> None:
        """Remember what was chosen in a dialog."""
        kept = self._state.get("choices")
        others = kept if isinstance(kept, dict) else {}
        self._state["choices"] = {**others, of: chosen}
        self._write()

    # ----------------------------------------------------------------------------------- documents

    def allowed(self) -> tuple[Path, ...]:
        """Return the documents outside the folders of maps that a person has allowed to be read."""
        kept = self._state.get("allowed")
        return tuple(Path(path) for path in kept) if isinstance(kept, list) else ()

    def allow(self, path: Path) -> None:
        """Remember that a document may be read; this is never written into a map."""
        others = [other for other in self.allowed() if other != path]
        self._state["allowed"] = [str(other) for other in [path, *others]][:ALLOWED]
        self._write()

    # --------------------------------------------------------------------------------- placements

    def kept(self, raw: bytes) -> "Kept | None":
        """Return what was kept for a map by the bytes of its file, or None."""
        if not (self.folder / "placements").is_dir():
            return None  # the name of the file is not worked out in vain: that loads OpenSSL
        try:
            text = self.placement_file(raw).read_text(encoding="utf-8")
        except (OSError, ValueError):
            return None
        from argmap.app.kept import from_json

        return from_json(text)

    def keep(self, raw: bytes, kept: "Kept") -> None:
        """Keep placement, folds and view of a map under the bytes of its file."""
        from argmap.app.kept import to_json

        self._put(self.placement_file(raw), to_json(kept).encode())
        self.forget_old_placements()

    def forget_old_placements(self) -> None:
        """Delete the oldest placements where there are too many, or they take too much room."""
        room = PLACEMENT_BYTES
        with suppress(OSError):
            files = sorted(
                ((file.stat(), file) for file in (self.folder / "placements").iterdir()),
                key=lambda each: each[0].st_mtime,
                reverse=True,
            )
            for number, (about, file) in enumerate(files):
                room -= about.st_size
                if number >= PLACEMENTS or (number and room < 0):
                    file.unlink()

    def thumbnail_file(self, raw: bytes) -> Path:
        """Return where the small picture of a map with these bytes is, or will be."""
        return self.folder / "thumbnails" / f"{_name(raw)}.png"

    def placement_file(self, raw: bytes) -> Path:
        """Return where the placement of a map with these bytes is, or will be."""
        return self.folder / "placements" / f"{_name(raw)}.json"

    # -------------------------------------------------------------------------------------- rescue

    def rescue(self, name: str, text: str) -> Path | None:
        """Write the text of a map aside when the program failed; returns where, or None."""
        stamp = time.strftime("%Y-%m-%d-%H%M%S")
        safe = "".join(c if c.isalnum() or c in "-_ " else "-" for c in name)[:60] or "map"
        file = self.folder / "rescued" / f"{safe}-{stamp}.argmap.yaml"
        return file if self._put(file, text.encode()) else None

    # ---------------------------------------------------------------------------------------- file

    def _read(self) -> dict[str, Any]:
        try:
            state = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return state if isinstance(state, dict) else {}

    def _write(self) -> None:
        self._put(self._file, json.dumps(self._state, indent=1, ensure_ascii=False).encode())

    def _put(self, file: Path, data: bytes) -> bool:
        from argmap.io.atomic import write_atomically
        from argmap.model.errors import UserError

        try:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_atomically(file, data)
        except (OSError, UserError):
            return False
        return True


def _name(raw: bytes) -> str:
    import hashlib

    return hashlib.sha256(raw).hexdigest()[:32]
