"""What arrived from an address is held against what it should be, before it takes the place of an earlier copy."""

import re
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from article60.byte_store import hash_of
from article60.sources.aid_file import BROKEN, AidFile, why
from article60.sources.archives import UNLISTED, check
from article60.sources.download import NotCollected
from article60.sources.iati.head import is_page, root_name

_BY_LENGTH = {32: "md5", 40: "sha1", 64: "sha256"}
KNOWN_ENDINGS = (".xml", ".zip", ".gz", ".pdf", ".docx", ".html", ".htm", ".txt", ".csv", ".json", ".xlsx")
"""What the name in an address may end in; any other ending says nothing of the file."""

_BEGINNINGS = ((b"PK\x03\x04", ".zip"), (b"\x1f\x8b", ".xml.gz"))
_BLANK = b"\x00 \t\r\n"
_TRAILING = re.compile(rb"(?:\s|<!--(?:(?!-->).)*-->)+\Z", re.DOTALL)
_BEGINNING_BYTES = 1 << 16
_ENDING_BYTES = 512
_SHOWN_BYTES = 40


def as_it_should(part: Path, name: str, *, joined: bool) -> None:
    """Raises NotCollected for nothing, a page or a message in place of data, and for what is packed and not whole.

    The part is then thrown away. An archive that came in several answers is read through: its parts may be of two versions.
    """
    try:
        _check_beginning(_without_mark(_begins(part)), name.lower())
        if name.lower().endswith(".zip"):
            _check_archive(part, joined=joined)
        if name.lower().endswith(".gz"):
            _check_packed(part, name)
    except NotCollected:
        part.unlink()
        raise


def _check_beginning(beginning: bytes, name: str) -> None:
    if not beginning:
        raise NotCollected("nothing came, or nothing but blanks; ask the publisher")
    if not name.endswith((".html", ".htm")) and is_page(beginning):
        raise NotCollected("an HTML page came in place of the data; open the address and correct it")
    if name.endswith(".xml") and not beginning.startswith(b"<"):
        shown = ascii(beginning[:_SHOWN_BYTES].decode("utf-8", "replace"))
        raise NotCollected(f"no XML came; it begins with {shown}; open the address and correct it, or ask the publisher")


def ending_of(part: Path) -> str:
    """The ending of a file whose address has none, by how it begins; nothing for what no one here reads."""
    beginning = _begins(part)
    for sign, ending in _BEGINNINGS:
        if beginning.startswith(sign):
            return ending
    return ".xml" if _without_mark(beginning).startswith(b"<") else ""


def doubt_about(part: Path, name: str, *, listed_hash: str | None) -> str | None:
    """What speaks against the bytes, although they may be all that the source has."""
    if listed_hash is not None and hash_of(part, _BY_LENGTH[len(listed_hash)]) != listed_hash:
        return "other bytes came than the list has the hash of; kept, and fetched again the next time"
    if name.lower().endswith(".xml") and not _is_closed(part):
        return "does not end as XML does and may be cut off; kept as it is"
    return None


def _is_closed(part: Path) -> bool:
    """Whether a file ends with the end of its outermost element, or with that of any where it cannot be told which that is.

    XML that is cut off between two lines ends with an element too, but not with that one.
    """
    ending = _TRAILING.sub(b"", _ends(part).rstrip(_BLANK))
    outermost = re.escape(root_name(_without_mark(_begins(part))).encode())
    closing = rb"</(?:[\w.-]+:)?%b\s*>\Z|<(?:[\w.-]+:)?%b\b[^<>]*/>\Z" % (outermost, outermost) if outermost else rb">\Z"
    return re.search(closing, ending) is not None


def _check_packed(part: Path, name: str) -> None:
    try:
        AidFile.at(part, name)
    except BROKEN as error:
        raise NotCollected(f"no whole packed file came ({why(error)}); run again, or ask the publisher") from None


def _check_archive(part: Path, *, joined: bool) -> None:
    try:
        with ZipFile(part) as archive:
            check(archive, part)
            broken = archive.testzip() if joined else None
        if broken is not None:
            raise BadZipFile(f"{broken!r} is broken")
    except UNLISTED as error:
        raise NotCollected(f"no whole archive came ({why(error)}); run again, or open the address and correct it") from None


def _without_mark(beginning: bytes) -> bytes:
    return beginning.removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe" + _BLANK)


def _begins(part: Path) -> bytes:
    with part.open("rb") as file:
        return file.read(_BEGINNING_BYTES)


def _ends(part: Path) -> bytes:
    with part.open("rb") as file:
        file.seek(max(0, part.stat().st_size - _ENDING_BYTES))
        return file.read()
