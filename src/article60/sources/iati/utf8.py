"""A file's bytes as UTF-8 in pieces, whatever encoding it is in, so that everything after works on one encoding."""

import codecs
import re
from collections.abc import Iterator
from typing import IO

from article60.sources.iati.refusal import Refused

PIECE = 1 << 20

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']""")
_AS_IT_IS = {"utf-8", "ascii"}


def is_utf8(first: bytes) -> bool:
    """Whether a file that begins so passes through as it is. Raises Refused for an encoding that does not exist."""
    return _encoding(first) in _AS_IT_IS


def pieces(file: IO[bytes], *, size: int = PIECE) -> Iterator[bytes]:
    """Yield what a file holds as UTF-8, about `size` bytes at a time.

    A byte order mark counts most, then the encoding declared. UTF-8 passes through unread, so that one bad byte spoils one
    activity and not the file. Raises Refused for an encoding that does not exist.
    """
    first = file.read(size)
    encoding = _encoding(first)
    decoder = None if encoding in _AS_IT_IS else codecs.getincrementaldecoder(encoding)(errors="replace")
    piece = first
    while piece:
        yield piece if decoder is None else decoder.decode(piece).encode("utf-8", "replace")
        piece = file.read(size)
    if decoder is not None:
        yield decoder.decode(b"", final=True).encode("utf-8", "replace")


def _encoding(first: bytes) -> str:
    for mark, encoding in _MARKS:
        if first.startswith(mark):
            return encoding
    declared = _DECLARED.match(first[:1024])
    return "utf-8" if declared is None else _known(declared[1].decode("ascii"))


def _known(declared: str) -> str:
    try:
        name = codecs.lookup(declared).name
        "<".encode(name)
    except (LookupError, UnicodeError):
        raise Refused(f"declares the encoding {declared}, which does not exist; save the file as UTF-8", line=1) from None
    # A file that can be read as bytes up to its declaration is not in a wider encoding, whatever it declares.
    return "utf-8" if name.startswith(("utf-16", "utf-32", "utf-7")) else name
