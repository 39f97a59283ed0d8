"""The aid data in an archive, member by member; what of it cannot be read is said by name."""

import os
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from article60.sources.aid_file import BROKEN, archive_at, swells, why

Tell = Callable[[str, str, str], None]
"""Takes severity, subject and message of a note."""

ENDING = ".zip"
UNLISTED = (*BROKEN, ValueError, RuntimeError, struct.error)
"""What is raised by an archive whose members cannot be listed, or not be read as they are listed."""

_ENCRYPTED = 0x1
_END = struct.Struct("<4s4H2LH")
_LONGEST_NAME_SIGNS = 200


def members(path: Path, file: str, *, tell: Tell, tell_others: Tell) -> Iterator[tuple[int, str]]:
    """Yield number and name, `archive.zip/folder/a.xml`, of every member that is aid data and can be read, in order.

    Nothing is unpacked to find them. What is refused is told by name; members of other forms are counted in one note.
    """
    try:
        archive = archive_at(path)
        check(archive, path)
    except UNLISTED as error:
        tell("refused", file, f"the archive cannot be read: {why(error)}; fetch it again")
        return
    others, named = 0, dict[str, int]()
    for number, info in enumerate(archive.infolist()):
        if info.is_dir() or _is_hidden(info.filename):
            continue
        if not info.filename.lower().endswith(".xml"):
            others += 1
            continue
        name = f"{file}/{_told(info.filename)}"
        refused = _refusal(info)
        if refused is not None:
            tell("refused", name, refused)
            continue
        if named.setdefault(name, info.CRC) != info.CRC:
            tell("doubtful", name, "stands in the archive more than once, with other content; each is read")
        yield number, name
    if others:
        tell_others("info", file, f"{others} members of other forms were skipped; xml are read")


def _said(path: Path, comment_bytes: int) -> int:
    """How many members the end of an archive says that there are, modulo 65,536."""
    with path.open("rb") as file:
        file.seek(-_END.size - comment_bytes, os.SEEK_END)
        return int(_END.unpack(file.read(_END.size))[4])


def check(archive: ZipFile, path: Path) -> None:
    """Raises BadZipFile for no whole and honest archive: members lost or sharing their bytes, or a whole that swells."""
    listed, said, archive_bytes = archive.infolist(), _said(path, len(archive.comment)), path.stat().st_size
    if said not in (len(listed) & 0xFFFF, 0xFFFF):
        raise BadZipFile(f"it says to hold {said} members and lists {len(listed)}")
    if sum(info.compress_size for info in listed) > archive_bytes:
        raise BadZipFile("its members overlap")
    if swells(sum(info.file_size for info in listed), packed=archive_bytes):
        raise BadZipFile("it would unpack to far more than aid data does")


def _refusal(info: ZipInfo) -> str | None:
    """Why a member cannot be read, and what to do; None where nothing is known to stand against it."""
    if info.flag_bits & _ENCRYPTED:
        return "is encrypted; unpack it and name the file"
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return f"is packed by method {info.compress_type}, which is not read; unpack it and name the file"
    if swells(info.file_size, packed=info.compress_size):
        return f"would unpack from {info.compress_size} to {info.file_size} bytes, which no aid data does"
    return None


def _is_hidden(name: str) -> bool:
    return any(part == "__MACOSX" or (part.startswith((".", "~$")) and part.strip(".")) for part in name.split("/"))


def _told(name: str) -> str:
    """The name of a member as notes and a Release tell it: printable, and a path to nowhere else."""
    within = "/".join(part for part in name.replace("\\", "/").split("/") if part.strip("."))
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in within)[-_LONGEST_NAME_SIGNS:]
