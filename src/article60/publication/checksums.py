"""SHA256SUMS: the hash of every file of a folder, in the form that `sha256sum -c` reads."""

import hashlib
from pathlib import Path

from article60.byte_store import sha256_of

NAME = "SHA256SUMS"
SIGNATURE = f"{NAME}.sig"
"""The signature over SHA256SUMS, where a key is configured; it can have no place in what it signs."""


def write(folder: Path) -> None:
    """Write SHA256SUMS over every other file in the folder and below it, by name."""
    lines = [f"{sha256_of(folder / name)}  {name}\n" for name in files(folder)]
    (folder / NAME).write_text("".join(lines), encoding="utf-8", newline="\n")


def read(folder: Path) -> dict[str, str]:
    """Hash by file name, as SHA256SUMS states it."""
    lines = (folder / NAME).read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def seal(folder: Path, *, signed: bool) -> str:
    """What tells the folder from any other: the hash of SHA256SUMS, and of the signature over it where it is `signed`."""
    names = (NAME, SIGNATURE) if signed else (NAME,)
    return hashlib.sha256(b"".join((folder / name).read_bytes() for name in names)).hexdigest()


def files(folder: Path) -> list[str]:
    """Names of all files in the folder and below it but SHA256SUMS and its signature, with `/`, in order."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() or path.is_symlink())
    return sorted(name for name in found if name not in (NAME, SIGNATURE))
