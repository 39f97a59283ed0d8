"""The archive of a Word file: its parts, how they hang together, and nothing of the time at which it was written."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from article60.publication.reports.word.xml import alone, written

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DEFAULTS = {"png": "image/png", "rels": "application/vnd.openxmlformats-package.relationships+xml", "svg": "image/svg+xml",
             "xml": "application/xml"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part: path, bytes, its relation to the part that it is `of`, and its type unless its ending tells it."""

    path: str
    data: bytes
    relation: str
    type: str = ""
    of: str = "word/document.xml"
    id: str = ""


@dataclass(slots=True)
class Package:
    """Parts on their way into a file."""

    parts: list[Part] = field(default_factory=list)

    def add(self, name: str, data: bytes, *, id: str = "") -> None:
        """Add a part of the document of Word's own kind, as `styles`; `name` may go on with a number, as `header1`."""
        kind = name.rstrip("0123456789")
        self.parts.append(
            Part(path=f"word/{name}.xml", data=data, relation=f"{_OFFICE}/{kind}", type=f"{_WORD}.{kind}+xml", id=id)
        )

    def picture(self, name: str, data: bytes, *, id: str) -> None:
        """Add a picture."""
        self.parts.append(Part(path=f"word/media/{name}", data=data, relation=f"{_OFFICE}/image", id=id))

    def write(self, path: Path, document: bytes) -> None:
        """Write the file."""
        main = Part(
            path="word/document.xml",
            data=document,
            relation=f"{_OFFICE}/officeDocument",
            type=f"{_WORD}.document.main+xml",
            of="",
        )
        parts = [main, *self.parts]
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            _entry(archive, "[Content_Types].xml", _types(parts))
            for owner in dict.fromkeys(part.of for part in parts):
                _entry(archive, _relations_of(owner), _relations([part for part in parts if part.of == owner]))
            for part in parts:
                _entry(archive, part.path, part.data)


def _types(parts: Sequence[Part]) -> bytes:
    root = etree.Element(f"{{{_TYPES}}}Types", nsmap=alone(_TYPES))
    for ending, kind in _DEFAULTS.items():
        etree.SubElement(root, f"{{{_TYPES}}}Default", Extension=ending, ContentType=kind)
    for part in parts:
        if part.type:
            etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{part.path}", ContentType=part.type)
    return written(root)


def _relations(parts: Sequence[Part]) -> bytes:
    root = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap=alone(_RELATIONS))
    for number, part in enumerate(parts, start=1):
        called = {"Id": part.id or f"rId{number}", "Type": part.relation, "Target": f"/{part.path}"}
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", called)
    return written(root)


def _relations_of(owner: str) -> str:
    folder, _, name = owner.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if owner else "_rels/.rels"


def _entry(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _EARLIEST)
    entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
    archive.writestr(entry, data)
