"""What went wrong with a file, as a sentence that says what to do."""

import errno
from pathlib import Path

_REASONS = {
    errno.ENOENT: "it is not there; check the name",
    errno.ENOTDIR: "a part of its path is no folder",
    errno.EISDIR: "it is a folder",
    errno.EACCES: "there is no permission; choose another place or ask for access",
    errno.EPERM: "there is no permission; choose another place or ask for access",
    errno.EROFS: "the disk is read-only; choose another place",
    errno.ENOSPC: "the disk is full; make room or choose another place",
    errno.EDQUOT: "the quota of the disk is used up; make room or choose another place",
    errno.EFBIG: "the disk holds no file of that size",
    errno.EIO: "the disk reports an error; save to another one soon",
    errno.ENAMETOOLONG: "its name is too long",
    errno.ELOOP: "it is a link that leads back to itself",
    errno.EBUSY: "another program holds it",
    errno.ETXTBSY: "another program holds it",
}


def sentence(verb: str, path: Path, error: OSError) -> str:
    """For example "Cannot read a/b.yaml: it is a folder."."""
    reason = _REASONS.get(error.errno or 0) or (error.strerror or str(error)).lower()
    return f"Cannot {verb} {path}: {reason}."
