"""By which keys results are kept: versions of our code, and files to be read by their bytes and what reads them."""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Generic, TypeVar

from article60.sources.aid_file import AidFile
from article60.sources.documents import Limits, recogniser
from article60.sources.inputs import ReviewFile
from article60.sources.portions import SIZE, Part, portions
from article60.tables.runs import code_key, key_of

PACKAGE = Path(str(files("article60")))
DOCUMENT_CODE = (
    "byte_store.py",
    "codes",
    "domain",
    "text",
    "sources/documents",
    "sources/unchanged.py",
    "extraction/documents",
    "extraction/head",
    "extraction/lexicons",
    "extraction/printed.py",
    "extraction/proposals.py",
    "extraction/provisions.py",
    "extraction/rulebook.py",
    "extraction/rules.py",
    "extraction/rules_at_once.py",
    "extraction/tagging.py",
    "extraction/terms_at_once.py",
    "extraction/tongues.py",
    "extraction/types.py",
    "memory.py",
    "reading.py",
)
AID_CODE = (
    "byte_store.py",
    "codes",
    "domain",
    "text/data.py",
    "text/language.py",
    "text/language_model",
    "text/languages_told_apart.csv",
    "text/likeliest.py",
    "sources/aid_file.py",
    "sources/aid_notes.py",
    "sources/iati",
    "sources/unchanged.py",
    "memory.py",
    "reading.py",
)
SIFT_CODE = (*AID_CODE, "extraction", "text", "sources/portions.py", "sifting.py")
RELATIVES_CODE = ("domain", "relatives.py")
_LIBRARIES = ("lxml", "numpy", "polars", "pypdfium2")
"""What has a say in what is read, and in what is told of what cannot be."""

File = TypeVar("File", ReviewFile, AidFile)


@dataclass(frozen=True, slots=True)
class ToRead(Generic[File]):
    """One file to be read, and the key under which what is read of it is kept."""

    file: File
    key: str


@dataclass(frozen=True, slots=True)
class Portion:
    """Files of aid data, or a range of one, that are sifted by one task, and the key under which what is found is kept."""

    parts: tuple[Part, ...]
    key: str

    @property
    def size(self) -> int:
        """Number of bytes, unpacked."""
        return sum(part.size for part in self.parts)


@dataclass(frozen=True, slots=True)
class Relatives:
    """Activities at some positions of each part of a portion, and the key under which what is read of them is kept."""

    parts: tuple[Part, ...]
    positions: tuple[tuple[int, ...], ...]
    key: str

    @property
    def size(self) -> int:
        """Number of bytes to go through, unpacked."""
        return sum(part.size for part, positions in zip(self.parts, self.positions, strict=True) if positions)


@cache
def code_version(parts: tuple[str, ...]) -> str:
    """Hash of the code and data of some parts of the package, and of the versions of what they read with."""
    return key_of(code_key(*(PACKAGE / part for part in parts)), reads_with())


@cache
def reads_with() -> Mapping[str, str]:
    """The versions of Python and of the libraries that decide with our code what is read; empty of one that is missing."""
    return {"Python": f"{sys.version_info.major}.{sys.version_info.minor}", **{one: version_of(one) for one in _LIBRARIES}}


def version_of(package: str) -> str:
    """The version of a package; empty where it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def documents_to_read(files: Iterable[ReviewFile], *, limits: Limits) -> list[ToRead[ReviewFile]]:
    """Documents by the key of their bytes and of what reads them: our code, the program that recognises scans, and the limits.

    What was refused for a limit is read again where that is raised.
    """
    reads = code_version(DOCUMENT_CODE), recogniser(), astuple(limits)
    return [ToRead(f, key_of(f.sha256, f.file, *reads)) for f in files]


def aid_to_read(files: Iterable[AidFile]) -> list[ToRead[AidFile]]:
    """Aid data files by the key of their bytes and of the code that reads all that is in them."""
    code = code_version(AID_CODE)
    return [ToRead(f, key_of(f.sha256, f.file, code)) for f in files]


def aid_to_sift(files: Iterable[AidFile], *, size: int = SIZE) -> list[Portion]:
    """Aid data in portions by the key of their bytes and of the code that tells, and reads, what in them may matter."""
    return [_portion(parts) for parts in portions(files, size=size)]


def aid_to_sift_whole(file: AidFile) -> Portion:
    """A file by itself, whatever its size."""
    return _portion((Part(file),))


def _portion(parts: tuple[Part, ...]) -> Portion:
    named = [(part.file.sha256, part.file.file, part.begin, part.end) for part in parts]
    return Portion(parts, key_of(named, code_version(SIFT_CODE)))


def of_relatives(portion: Portion, positions: Iterable[Iterable[int]]) -> Relatives:
    """Activities of a sifted portion that are to be read after all: their positions in each of its parts."""
    places = tuple(map(tuple, positions))
    return Relatives(portion.parts, places, key_of(portion.key, places))
