"""Says of an error of the system what happened where, and what a user can do about it."""

import errno
import os
import sqlite3

from article60.tables.disk import disk_is_full

_ROOM = "make room there - for temporary files another folder can be named in TMPDIR - and give the same command again"
_RIGHTS = "ask for the right to it, or name another place"

_TO_DO = {
    errno.ENOENT: "check the path",
    errno.ENOTDIR: "a file stands where a folder is needed; check the path",
    errno.EISDIR: "a folder stands where a file is needed; check the path",
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EROFS: "nothing can be written there; name another place",
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
}


def answer(error: Exception) -> str:
    """One line on an error that a user can answer; those of our own say themselves what to do."""
    if isinstance(error, sqlite3.Error) and disk_is_full(error):
        return _line(errno.ENOSPC, None)
    if type(error).__module__ == "builtins" and isinstance(error, OSError) and error.errno in _TO_DO:
        return _line(error.errno, error.filename2 or error.filename)
    return str(error)


def _line(number: int, where: object) -> str:
    what = os.strerror(number).lower()
    return f"{what}; {_TO_DO[number]}" if where is None else f"{where}: {what}; {_TO_DO[number]}"
