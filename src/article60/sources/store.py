"""Bytes kept once, under their SHA-256, so that whatever was read can be read again."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_STEP = 1024 * 1024


def sha256_of(path: Path) -> str:
    """Hash of a file's bytes, hexadecimal; the file is read in steps."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        for piece in iter(lambda: stream.read(_STEP), b""):
            digest.update(piece)
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of files named by the hash of their bytes, `ab/abcdef…`; a file stands there whole or not at all."""

    folder: Path

    def path(self, sha256: str) -> Path:
        """Where the bytes of a hash stand, or would stand."""
        return self.folder / sha256[:2] / sha256

    def put(self, path: Path) -> str:
        """Keep the bytes of a file; the hash is of what was kept, even if the file changes meanwhile."""
        with path.open("rb") as stream:
            return self.put_pieces(iter(lambda: stream.read(_STEP), b""))

    def put_pieces(self, pieces: Iterable[bytes]) -> str:
        """Keep bytes that arrive piece by piece; nothing is left behind if they stop in the middle."""
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.folder, suffix=".part")
        unfinished = Path(name)
        try:
            digest = hashlib.sha256()
            with os.fdopen(handle, "wb") as stream:
                for piece in _counted(pieces, digest):
                    stream.write(piece)
                stream.flush()
                os.fsync(stream.fileno())
            kept = self.path(digest.hexdigest())
            kept.parent.mkdir(exist_ok=True)
            unfinished.replace(kept)
        finally:
            unfinished.unlink(missing_ok=True)
        return digest.hexdigest()


def _counted(pieces: Iterable[bytes], digest: "hashlib._Hash") -> Iterator[bytes]:
    for piece in pieces:
        digest.update(piece)
        yield piece
