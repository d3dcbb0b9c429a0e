"""Copies of maps as they were opened, kept in the state folder in several generations.

A copy is named after the whole path, so that maps of one name in two folders never meet. A backup
that cannot be made never keeps anybody from saving.
"""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from platformdirs import user_state_path

from argmap.io.atomic import write_atomically
from argmap.model.errors import UserError

GENERATIONS = 10


def backup_folder(path: Path) -> Path:
    """Where the backups of a file stand, whether or not there are any."""
    whole = path.resolve()
    digest = sha256(os.fsencode(whole)).hexdigest()[:12]
    return user_state_path("argmap", appauthor=False) / "backups" / f"{whole.name[:60]}-{digest}"


def backups_of(path: Path) -> list[Path]:
    """The backups of a file, the newest first."""
    try:
        return sorted(backup_folder(path).glob("*.yaml"), reverse=True)
    except OSError:
        return []


def keep_backup(
    path: Path, data: bytes, now: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> str:
    """Keep these bytes as a backup of a file; give "" or why that was not possible."""
    folder = backup_folder(path)
    earlier = backups_of(path)
    try:
        if earlier and earlier[0].read_bytes() == data:
            return ""
        folder.mkdir(parents=True, exist_ok=True)
        stamp = f"{now():%Y%m%dT%H%M%S.%f}"
        write_atomically(folder / f"{stamp}-{sha256(data).hexdigest()[:8]}.yaml", data)
        for old in earlier[GENERATIONS - 1 :]:
            old.unlink()
    except (OSError, UserError) as error:
        return f"No backup of {path.name} could be kept: {error}"
    return ""
