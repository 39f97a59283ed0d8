"""Hashes of files that have not changed, so that a corpus is not read through only to learn that it is the same."""

import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from article60.sources.aid_file import AidFile
from article60.tables.runs import write_whole

_SETTLED_NS = 2_000_000_000
"""A file changed less than this ago may change once more without its times telling."""

_State = list[int]


class KnownHashes:
    """Hash and size of each aid data file by where it stands, kept in one file; nothing is kept where that is None.

    A hash is believed while size, inode and both times of the file on the disk are those it had before it was read. A file
    of hashes that cannot be read counts as none.
    """

    def __init__(self, kept: Path | None, *, now_ns: Callable[[], int] = time.time_ns) -> None:
        self._kept, self._now_ns = kept, now_ns
        self._known = _read(kept)
        self._asked: dict[str, list[object]] = {}

    def at(self, path: Path, file: str, *, member: int | None) -> AidFile:
        """The aid data file at a place, read through where its hash is not known. Raises what is in `aid_file.BROKEN`."""
        key = f"{path.resolve()}\n{file}\n{member}"
        state = _state(path)
        known = self._known.get(key)
        if known is not None and known[0] == state:
            aid = AidFile(path=path, file=file, sha256=str(known[1]), size=int(str(known[2])), member=member)
        else:
            aid = AidFile.at(path, file, member=member)
        aid = replace(aid, state=(state[0], state[2]))
        if self._now_ns() - max(state[2:]) > _SETTLED_NS:
            self._asked[key] = [state, aid.sha256, aid.size]
        return aid

    def keep(self) -> None:
        """Keep the hashes of the files asked for."""
        if self._kept is not None and self._asked != self._known:
            write_whole(self._kept, json.dumps(self._asked).encode())


def _read(kept: Path | None) -> dict[str, list[object]]:
    try:
        read = {} if kept is None else json.loads(kept.read_bytes())
        return {str(key): list(one) for key, one in read.items() if len(one) == 3}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _state(path: Path) -> _State:
    stat = path.stat()
    return [stat.st_size, stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns]
