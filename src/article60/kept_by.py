"""By which keys results are kept: versions of our code, and files to be read by their bytes and what reads them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from article60.sources.documents import recogniser
from article60.sources.inputs import AidFile, ReviewFile
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
    "sources/iati",
    "reading.py",
)


@dataclass(frozen=True, slots=True)
class ToRead:
    """One file to be read: where it stands, under which name, with which bytes, and the key under which it is kept."""

    path: Path
    file: str
    sha256: str
    key: str


@cache
def code_version(parts: tuple[str, ...]) -> str:
    """Hash of the code and data of some parts of the package."""
    return code_key(*(PACKAGE / part for part in parts))


def documents_to_read(files: Iterable[ReviewFile]) -> list[ToRead]:
    """Documents by the key of their bytes and of what reads them: our code, and the program that recognises scans."""
    code = code_version(DOCUMENT_CODE) + recogniser()
    return [ToRead(f.path, f.file, f.sha256, key_of(f.sha256, f.file, code)) for f in files]


def aid_to_read(files: Iterable[AidFile]) -> list[ToRead]:
    """Aid data files by the key of their bytes and of the code that reads them."""
    code = code_version(AID_CODE)
    return [ToRead(f.path, f.file, f.sha256, key_of(f.sha256, f.file, code)) for f in files]
