"""Bytes kept once, under their SHA-256, so that whatever was read or handed in can be read again.

Only this user may read them. File and folders are written to the disk: what was acknowledged must outlive the machine's power.
"""

import hashlib
import os
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

DAY_SECONDS = 24 * 3600


class TooLarge(ValueError):
    """There are more bytes than are taken."""


class Empty(ValueError):
    """There are no bytes."""


def hash_of(path: Path, kind: str) -> str:
    """Hash of a file's bytes by MD5, SHA-1 or SHA-256, `md5`, `sha1` or `sha256`, hexadecimal; the file is read in steps."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, kind).hexdigest()


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, hexadecimal; the file is read in steps."""
    return hash_of(path, "sha256")


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept: hash, hexadecimal, and size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of files named by the hash of their bytes, `ab/abcdef…`; a file stands there whole or not at all.

    Where the most bytes of a file are given, those of a person who hands it in, a file without any is refused too.
    """

    folder: Path
    most_bytes: int | None = None

    def path(self, sha256: str) -> Path:
        """Where the bytes of a hash stand, or would stand."""
        return self.folder / sha256[:2] / sha256

    def put(self, pieces: Iterable[bytes]) -> Kept:
        """Keep bytes that arrive piece by piece, on the disk when this returns; nothing if it raises TooLarge or Empty."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=self.folder, suffix=".part")
        unfinished = Path(name)
        try:
            kept = self._written(handle, pieces)
            place = self.path(kept.sha256)
            place.parent.mkdir(exist_ok=True, mode=0o700)
            unfinished.replace(place)
            _to_disk(place.parent)
            _to_disk(self.folder)
        finally:
            unfinished.unlink(missing_ok=True)
        return kept

    def sweep(self) -> None:
        """Take away what a process left that was killed while bytes arrived, a day ago or longer."""
        for unfinished in self.folder.glob("*.part"):
            if time.time() - unfinished.stat().st_mtime > DAY_SECONDS:
                unfinished.unlink(missing_ok=True)

    def _written(self, handle: int, pieces: Iterable[bytes]) -> Kept:
        digest, size = hashlib.sha256(), 0
        with os.fdopen(handle, "wb") as stream:
            for piece in pieces:
                size += len(piece)
                if self.most_bytes is not None and size > self.most_bytes:
                    raise TooLarge(size)
                digest.update(piece)
                stream.write(piece)
            if self.most_bytes is not None and not size:
                raise Empty
            stream.flush()
            os.fsync(stream.fileno())
        return Kept(digest.hexdigest(), size)


def _to_disk(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
