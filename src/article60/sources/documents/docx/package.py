"""The ZIP package of a DOCX: opened only where its directory and its real sizes are within limits."""

import zipfile
from pathlib import Path

from lxml import etree

from article60.sources.documents import xml
from article60.sources.documents.reading import Limits, UnreadableDocument

_SMALL = 1024 * 1024
_STEP = 256 * 1024


class Package:
    """The parts of one DOCX, read and counted on demand; what would unpack to more than the limits is refused."""

    def __init__(self, path: Path, *, limits: Limits) -> None:
        self.file, self.limits, self.unpacked = path.name, limits, 0
        try:
            self.archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError) as error:
            raise UnreadableDocument(self.file, f"not a readable DOCX ({error})", "get a fresh copy of the file") from error
        self._check_directory()

    def _check_directory(self) -> None:
        members = self.archive.infolist()
        if len(members) > self.limits.archive_members:
            raise self._refused(f"{len(members)} parts in the package")
        if sum(m.file_size for m in members) > self.limits.unpacked_bytes:
            raise self._refused("the package would unpack to more than is allowed")
        for member in members:
            if member.file_size > _SMALL and member.file_size > self.limits.pack_ratio * max(1, member.compress_size):
                raise self._refused(f"part {member.filename} is packed suspiciously tight")

    def _refused(self, reason: str) -> UnreadableDocument:
        return UnreadableDocument(self.file, reason, "open it in a word processor you trust and save it again")

    def part(self, name: str) -> etree._Element | None:
        """Root of a part; None where the package has none of that name."""
        if name not in self.archive.namelist():
            return None
        try:
            return xml.parse(self._bytes(name))
        except (
            etree.XMLSyntaxError,
            zipfile.BadZipFile,
            EOFError,
            RuntimeError,
            NotImplementedError,
            OSError,
            ValueError,
        ) as error:
            raise UnreadableDocument(
                self.file, f"part {name} cannot be read ({error})", "save the file again as DOCX"
            ) from error

    def _bytes(self, name: str) -> bytes:
        """A part unpacked step by step: sizes in the directory may lie."""
        pieces = []
        with self.archive.open(name) as stream:
            while piece := stream.read(_STEP):
                self.unpacked += len(piece)
                if self.unpacked > self.limits.unpacked_bytes:
                    raise self._refused("the package unpacks to more than is allowed")
                pieces.append(piece)
        return b"".join(pieces)

    def names(self, prefix: str) -> list[str]:
        """Names of the parts that begin with a prefix, in order."""
        return sorted(n for n in self.archive.namelist() if n.startswith(prefix) and n.endswith(".xml"))
