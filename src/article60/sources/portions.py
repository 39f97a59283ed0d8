"""Cuts aid data into portions of like size, each for one task, which stay the same while the files in them do."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap

from article60.sources.aid_file import AidFile

SIZE = 8 << 20
"""Bytes of a portion, about. Half as many are enough for a file to be a portion by itself, half as many again for two."""
_END = b"</iati-activity>"


@dataclass(frozen=True, slots=True)
class Part:
    """A file of aid data, or the bytes of it from `begin` to before `end`, which end with an activity unless the file does."""

    file: AidFile
    begin: int = 0
    end: int | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it is all of the file."""
        return self.begin == 0 and self.end is None

    @property
    def size(self) -> int:
        """Number of its bytes, unpacked."""
        return (self.file.size if self.end is None else self.end) - self.begin


def portions(files: Iterable[AidFile], *, size: int = SIZE) -> list[tuple[Part, ...]]:
    """All files, each once: small ones by several, others by themselves, and large plain ones in ranges, one after the other.

    Which small files stand together is told by the hashes of their names, so that a file more, less or changed concerns
    those alone that it stands with.
    """
    small: list[tuple[bytes, AidFile]] = []
    found: list[tuple[Part, ...]] = []
    for file in {(file.file, file.sha256): file for file in files}.values():
        if 2 * file.size < size:
            small.append((_place(file), file))
        else:
            found += [(part,) for part in _ranges(file, size)]
    return found + [tuple(Part(file) for _, file in bundle) for bundle in _bundles(sorted(small, key=lambda one: one[0]), size)]


def _place(file: AidFile) -> bytes:
    """Files of the same name are told apart by what is in them."""
    return hashlib.sha256(file.file.encode("utf-8", "surrogateescape")).digest() + bytes.fromhex(file.sha256)


def _bundles(placed: Sequence[tuple[bytes, AidFile]], size: int, *, bit: int = 0) -> Iterator[Sequence[tuple[bytes, AidFile]]]:
    """Files in the order of their places, halved by one bit of these after the other until they are small enough together."""
    if len(placed) < 2 or sum(file.size for _, file in placed) <= size:
        if placed:
            yield placed
        return
    byte, mask = bit // 8, 0x80 >> bit % 8
    for half in (0, mask):
        yield from _bundles([one for one in placed if one[0][byte] & mask == half], size, bit=bit + 1)


def _ranges(aid: AidFile, size: int) -> Iterator[Part]:
    """A large plain file cut where activities seem to end; whether they do is told by who reads the ranges."""
    begin = 0
    for end in _ends(aid, size) if aid.is_plain and 2 * aid.size >= 3 * size else ():
        yield Part(aid, begin, end)
        begin = end
    yield Part(aid, begin)


def _ends(aid: AidFile, size: int) -> list[int]:
    """Where all ranges but the last end; nowhere in a file that cannot be looked into, which is told by who reads it."""
    ends: list[int] = []
    begin = 0
    try:
        with aid.open() as stream, mmap(stream.fileno(), 0, access=ACCESS_READ) as written:
            while 2 * (aid.size - begin) >= 3 * size and (found := written.find(_END, begin + size)) >= 0:
                begin = found + len(_END)
                ends.append(begin)
    except (OSError, ValueError):  # it is gone, or has become empty
        return []
    return ends
