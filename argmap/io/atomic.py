"""Replacing a file so that at every moment it is either the old one or the new one, whole.

Temporary file in the same folder, every write checked, synced, size read again, renamed, folder
synced. All calls go through one `FileLayer`, so that tests can make any of them fail.
"""

import contextlib
import os
import stat
from pathlib import Path

from argmap.io.regular_files import check_regular
from argmap.io.sentences import sentence
from argmap.model.errors import UserError

_TEMPORARY = ".argmap-tmp"


class FileLayer:
    """The calls of the operating system that saving needs, and nothing else."""

    def create(self, path: Path, mode: int) -> int:
        """Create a file that must not be there yet, and open it for writing."""
        binary = getattr(os, "O_BINARY", 0)
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | binary, mode)

    def write(self, file: int, data: memoryview) -> int:
        """Write some of the data; give how much."""
        return os.write(file, data)

    def sync(self, file: int) -> None:
        """Wait until everything written is on the disk."""
        os.fsync(file)

    def size(self, file: int) -> int:
        """How long the file is."""
        return os.fstat(file).st_size

    def close(self, file: int) -> None:
        """Close an open file."""
        os.close(file)

    def replace(self, source: Path, target: Path) -> None:
        """Give the source the name of the target, in one step."""
        os.replace(source, target)  # noqa: PTH105 - the layer shows each call for what it is

    def remove(self, path: Path) -> None:
        """Delete a file."""
        path.unlink()

    def sync_folder(self, folder: Path) -> None:
        """Wait until the names in a folder are on the disk, where the system knows such a thing."""
        if os.name != "posix":
            return
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


REAL = FileLayer()


def write_atomically(path: Path, data: bytes, layer: FileLayer = REAL) -> None:
    """Replace a file by these bytes, or create it; a symbolic link stays one, the mode is kept.

    Raises UserError where that fails; the file is as it was then.
    """
    target = target_of(path)
    before = _status(target)
    if before is not None and not os.access(target, os.W_OK):
        raise UserError(f"{path}: is protected against writing; save under another name.")
    sweep(target)
    temporary = target.with_name(_temporary_stem(target) + f"-{os.getpid()}-{os.urandom(4).hex()}")
    temporary = temporary.with_name(temporary.name + _TEMPORARY)
    try:
        _write_synced(temporary, data, before, layer)
    except OSError as error:
        _remove_quietly(temporary, layer)
        raise UserError(sentence("written", path, error)) from error
    except BaseException:
        _remove_quietly(temporary, layer)
        raise
    try:
        layer.replace(temporary, target)
    except OSError as error:
        raise UserError(
            f"{sentence('replaced', path, error)} What was to be saved is in {temporary}."
        ) from error
    # The new file is in place; whether its name survives a power cut is all that is open now.
    with contextlib.suppress(OSError):
        layer.sync_folder(target.parent)


def target_of(path: Path) -> Path:
    """The file that a path means when links are followed. Raises UserError for links in a ring."""
    try:
        return path.resolve()
    except (OSError, RuntimeError) as error:
        raise UserError(f"{path}: is a link that leads nowhere; name the file itself.") from error


def sweep(target: Path) -> None:
    """Delete temporary files that a dead process of ours left beside a file."""
    stem = _temporary_stem(target)
    with contextlib.suppress(OSError):
        for left in target.parent.glob(f"{stem}-*{_TEMPORARY}"):
            pid = left.name.removeprefix(f"{stem}-").split("-")[0]
            if pid.isdigit() and not is_alive(int(pid)):
                left.unlink()


def is_alive(pid: int) -> bool:
    """Whether a process of this number runs on this machine."""
    if os.name != "posix":
        return True  # asking would end it there; rather leave a stale file lying
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _temporary_stem(target: Path) -> str:
    from hashlib import sha256  # loads OpenSSL, which no start must wait for

    # A hash, because the file's own name may be as long as names can be.
    return "." + sha256(os.fsencode(target.name)).hexdigest()[:12]


def _status(target: Path) -> os.stat_result | None:
    try:
        found = target.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UserError(sentence("written", target, error)) from error
    check_regular(target, "written", found)
    return found


def _write_synced(
    temporary: Path, data: bytes, before: os.stat_result | None, layer: FileLayer
) -> None:
    file = layer.create(temporary, 0o666 if before is None else 0o600)
    try:
        _write_all(file, data, layer)
        if before is not None:
            _take_over(file, before)
        layer.sync(file)
        _check_size(layer.size(file), len(data))
    except BaseException:
        with contextlib.suppress(OSError):
            layer.close(file)
        raise
    layer.close(file)


def _write_all(file: int, data: bytes, layer: FileLayer) -> None:
    rest = memoryview(data)
    while rest:
        written = layer.write(file, rest)
        if written <= 0:
            raise OSError("nothing more could be written")
        rest = rest[written:]


def _check_size(found: int, wanted: int) -> None:
    if found != wanted:
        raise OSError(f"{found} bytes arrived on the disk instead of {wanted}")


def _take_over(file: int, before: os.stat_result) -> None:
    """Give a new file mode and owner of the one it replaces, as far as that is allowed."""
    if os.name != "posix":
        return
    mine = os.fstat(file)
    with contextlib.suppress(OSError):
        if (mine.st_uid, mine.st_gid) != (before.st_uid, before.st_gid):
            os.fchown(file, before.st_uid, before.st_gid)
    with contextlib.suppress(OSError):
        os.fchmod(file, stat.S_IMODE(before.st_mode))


def _remove_quietly(path: Path, layer: FileLayer) -> None:
    with contextlib.suppress(OSError):
        layer.remove(path)
