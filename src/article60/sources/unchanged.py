"""That a file is still the one of which the hash was taken: what is kept by a hash must be of those bytes."""

from pathlib import Path

from article60.byte_store import sha256_of
from article60.domain.answerable import Answerable


class Changed(Answerable, RuntimeError):
    """A file is no longer the one of which the hash was taken; the message says which and what to do."""

    def __init__(self, file: str) -> None:
        super().__init__(f"{file}: was changed or moved while it was read; give the same command again")
        self.file = file

    def __reduce__(self) -> tuple[type["Changed"], tuple[str]]:
        return Changed, (self.file,)


def must_be_unchanged(path: Path, sha256: str, *, file: str | None = None) -> None:
    """Raise Changed where the file at a path has another hash, or is gone; one that cannot be opened now may still be it."""
    try:
        now = sha256_of(path)
    except FileNotFoundError:
        now = ""
    except OSError:
        return
    if now != sha256:
        raise Changed(file or path.name)
