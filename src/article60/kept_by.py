"""By which keys results are kept: versions of our code, and files to be read by their bytes and what reads them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Generic, TypeVar

from article60.sources.aid_file import AidFile
from article60.sources.documents import recogniser
from article60.sources.inputs import ReviewFile
from article60.tables.runs import code_key, key_of

PACKAGE = Path(str(files("article60")))
DOCUMENT_CODE = (
    "codes",
    "domain",
    "text",
    "sources/documents",
    "extraction/documents",
    "extraction/head",
    "extraction/lexicons",
    "extraction/printed.py",
    "extraction/proposals.py",
    "extraction/provisions.py",
    "extraction/rulebook.py",
    "extraction/rules.py",
    "extraction/tagging.py",
    "extraction/tongues.py",
    "extraction/types.py",
    "reading.py",
)
AID_CODE = (
    "codes",
    "domain",
    "text/data.py",
    "text/language.py",
    "text/languages_told_apart.csv",
    "sources/aid_file.py",
    "sources/iati",
    "reading.py",
)
SIFT_CODE = (*AID_CODE, "extraction", "text")


File = TypeVar("File", ReviewFile, AidFile)


@dataclass(frozen=True, slots=True)
class ToRead(Generic[File]):
    """One file to be read, and the key under which what is read of it is kept."""

    file: File
    key: str


@dataclass(frozen=True, slots=True)
class Relatives:
    """Activities at some positions of an aid data file, and the key under which what is read of them is kept."""

    file: AidFile
    positions: tuple[int, ...]
    key: str


@cache
def code_version(parts: tuple[str, ...]) -> str:
    """Hash of the code and data of some parts of the package."""
    return code_key(*(PACKAGE / part for part in parts))


def documents_to_read(files: Iterable[ReviewFile]) -> list[ToRead[ReviewFile]]:
    """Documents by the key of their bytes and of what reads them: our code, and the program that recognises scans."""
    code = code_version(DOCUMENT_CODE) + recogniser()
    return [ToRead(f, key_of(f.sha256, f.file, code)) for f in files]


def aid_to_read(files: Iterable[AidFile]) -> list[ToRead[AidFile]]:
    """Aid data files by the key of their bytes and of the code that reads all that is in them."""
    return _aid(files, AID_CODE)


def aid_to_sift(files: Iterable[AidFile]) -> list[ToRead[AidFile]]:
    """Aid data files by the key of their bytes and of the code that tells, and reads, what in them may matter."""
    return _aid(files, SIFT_CODE)


def _aid(files: Iterable[AidFile], parts: tuple[str, ...]) -> list[ToRead[AidFile]]:
    code = code_version(parts)
    return [ToRead(f, key_of(f.sha256, f.file, code)) for f in files]


def of_relatives(aid: ToRead[AidFile], positions: Iterable[int]) -> Relatives:
    """Activities of a sifted file that are to be read after all."""
    places = tuple(positions)
    return Relatives(aid.file, places, key_of(aid.key, places))
