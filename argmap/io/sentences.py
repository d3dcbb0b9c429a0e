"""What went wrong with a file, as a sentence that says what to do."""

import errno
from pathlib import Path

_REASONS = {
    errno.ENOENT: "it is not there; check the name",
    errno.ENOTDIR: "a part of its path is no folder; check the name",
    errno.EISDIR: "it is a folder; name a file in it",
    errno.EACCES: "there is no permission; choose another place or ask for access",
    errno.EPERM: "there is no permission; choose another place or ask for access",
    errno.EROFS: "the disk is read-only; choose another place",
    errno.ENOSPC: "the disk is full; make room or choose another place",
    errno.EDQUOT: "the quota of the disk is used up; make room or choose another place",
    errno.EFBIG: "the disk holds no file of that size",
    errno.EIO: "the disk reports an error; save to another one soon",
    errno.ENAMETOOLONG: "its name is too long; choose a shorter one",
    errno.ELOOP: "it is a link that leads back to itself",
    errno.EBUSY: "another program holds it; close it there",
    errno.ETXTBSY: "another program holds it; close it there",
}
_WHEN_READING = {
    errno.EACCES: "there is no permission to read it; ask its owner for access",
    errno.EPERM: "there is no permission to read it; ask its owner for access",
    errno.EIO: "the disk reports an error; try a copy or a backup of the file",
}
_WHEN_WRITING = {errno.ENOENT: "its folder is not there; make the folder or choose another place"}


def sentence(done: str, path: Path, error: OSError) -> str:
    """For example "a/b.yaml: cannot be read: it is a folder; name a file in it."."""
    special = _WHEN_READING if done == "read" else _WHEN_WRITING
    number = error.errno or 0
    reason = special.get(number) or _REASONS.get(number) or (error.strerror or str(error)).lower()
    return f"{path}: cannot be {done}: {reason}."
