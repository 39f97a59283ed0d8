"""An aid data file, whether it stands by itself, packed or in an archive: what it is called, its bytes and their hash."""

import gzip
import hashlib
import zlib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from threading import get_ident
from typing import IO, cast
from zipfile import BadZipFile, ZipFile

from article60.domain.answerable import Answerable
from article60.sources.unchanged import Changed

BROKEN = (OSError, EOFError, BadZipFile, zlib.error)
"""What opening or reading the bytes raises where they are not what they were said to be."""

_STEP_BYTES = 1 << 20
_ALWAYS_FINE_BYTES = 64 << 20
_MOST_TIMES_PACKED = 200
"""Aid data unpacks to about 11 times its packed size; no packing of text is undone to this many."""


class Unopened(Answerable, RuntimeError):
    """A file that could be read when its hash was taken cannot be now; the message says which, why, and what to do."""


State = tuple[int, int]
"""Size of a file on the disk and when it was changed, in nanoseconds: what all machines that see it see alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AidFile:
    """An aid data file: the file on the disk that holds it, the name it is told by, the hash and number of its bytes.

    `member` is its place among the members of the archive `path`, from 0. Hash and size are those of the bytes that `open`
    gives, unpacked. `address` is where a run fetched it, or the archive, if everybody may be told. `state` is that of the file
    on the disk before its hash was taken.
    """

    path: Path
    file: str
    sha256: str
    size: int
    member: int | None = None
    address: str | None = None
    state: State | None = field(default=None, compare=False)

    @classmethod
    def at(cls, path: Path, file: str | None = None, *, member: int | None = None) -> "AidFile":
        """The file at a path, read through once for its hash. Raises what is in `BROKEN`."""
        name = file or path.name
        packed = path.stat().st_size
        digest, size = hashlib.sha256(), 0
        with _open(path, name, member) as stream:
            while piece := stream.read(_STEP_BYTES):
                digest.update(piece)
                size += len(piece)
                if swells(size, packed=packed):
                    raise BadZipFile("it would unpack to far more than aid data does")
        return cls(path=path, file=name, sha256=digest.hexdigest(), size=size, member=member)

    @classmethod
    def unhashed(cls, path: Path) -> "AidFile":
        """The file at a path, its hash left empty, for a reader that needs none. Raises what is in `BROKEN`.

        A packed one is read through all the same: only then it is known not to swell.
        """
        if _is_packed(path.name):
            return cls.at(path)
        return cls(path=path, file=path.name, sha256="", size=path.stat().st_size)

    @property
    def is_plain(self) -> bool:
        """Whether the bytes stand on the disk as they are, so that any part of them can be had at once."""
        return self.member is None and not _is_packed(self.file)

    def must_be_unchanged(self) -> None:
        """Raise Changed where the file on the disk is no longer in the state in which its hash was taken, if that is known."""
        if self.state is not None and self.state != state_of(self.path):
            raise Changed(self.file)

    def must_be_refused(self, error: BaseException) -> None:
        """Return where what is in `BROKEN` was raised for what the bytes are.

        Raises Changed or Unopened where the bytes, of which the hash was taken, could not be had: that may pass.
        """
        if self.state is not None and isinstance(error, OSError) and not isinstance(error, gzip.BadGzipFile):
            self.must_be_unchanged()
            raise Unopened(f"{self.file}: cannot be opened now ({why(error)}); see who may read it, and run again") from None

    def open(self) -> IO[bytes]:
        """The bytes from their beginning, unpacked while they are read; going back is slow in what is not plain.

        Raises what is in `BROKEN`, and so does reading.
        """
        return _open(self.path, self.file, self.member)


def state_of(path: Path) -> State | None:
    """The state of a file on the disk; None where there is none, or it cannot be looked at."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns


def why(error: BaseException) -> str:
    """What an error of `BROKEN` says, without the path in it, which is that of this machine."""
    return str(getattr(error, "strerror", None) or error)


def _open(path: Path, file: str, member: int | None) -> IO[bytes]:
    if member is not None:
        return _member(archive_at(path), member)
    return cast(IO[bytes], gzip.open(path)) if _is_packed(file) else path.open("rb")


def _member(archive: ZipFile, number: int) -> IO[bytes]:
    try:
        return archive.open(archive.infolist()[number])
    except (IndexError, ValueError, RuntimeError) as error:  # a list of members that lies is met in all these ways
        raise BadZipFile(str(error)) from error


def swells(size: int, *, packed: int) -> bool:
    """Whether so many bytes out of so many packed ones can only be meant to fill a machine."""
    return size > _ALWAYS_FINE_BYTES and size > _MOST_TIMES_PACKED * packed


def _is_packed(file: str) -> bool:
    return file.lower().endswith(".gz")


def archive_at(path: Path) -> ZipFile:
    """The archive at a path. Its list of members, long to read, is read once by each thread for each state of the file.

    Raises what is in `BROKEN`, and what `ZipFile` raises for a list that is none.
    """
    state = path.stat()
    return _archive(path, (state.st_size, state.st_ino, state.st_mtime_ns), get_ident())


@lru_cache(maxsize=8)
def _archive(path: Path, state: tuple[int, int, int], thread: int) -> ZipFile:
    """One for each thread: opening and closing members is not safe from several."""
    return ZipFile(path)
