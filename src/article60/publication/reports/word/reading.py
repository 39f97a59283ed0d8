"""Reads a report back from a Word file that people have edited: its numbers, what they ticked, what they filled in.

Word keeps the tags of content controls; LibreOffice keeps the bookmarks around them and the file's own part that says what
each stands for. Either is enough. Words that somebody struck out while changes were tracked are not there, words put in are.
"""

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from article60.domain.answerable import Answerable
from article60.publication.reports.word.controls import TICKED
from article60.publication.reports.word.properties import KIND, LANGUAGE, RELEASE
from article60.publication.reports.word.tags import BETWEEN, FIELD, NUMBER, TICK, VOCABULARY
from article60.publication.reports.word.xml import named

Element = Any
"""An element of lxml."""

LARGEST = 64 * 1024 * 1024
"""Bytes of one part, unpacked; a report's are far smaller."""
_TICKS = frozenset(f"{TICKED}☑✓✔✗✘xXхХ×")
"""What people put into a box, the Cyrillic letters among them."""
_TAG, _NAME, _ID, _VAL = (named(f"w:{name}") for name in ("tag", "name", "id", "val"))


class NotAReport(Answerable, ValueError):
    """The file is no Word file, or not one that was made as a report; the message says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number that stands in a report: its address, as text of `number_ids`, and how it is written there now."""

    address: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a report that came back holds. Kind, language and Release are empty where the file no longer says them.

    `numbers` in the order of the text. `ticked`: keys of the boxes ticked, for each row of boxes by its key, none where nobody
    ticked; `fields`: words by the key of their place, lines parted as written, empty where nobody wrote.
    """

    kind: str
    language: str
    release: str
    numbers: Sequence[Number]
    ticked: Mapping[str, Sequence[str]]
    fields: Mapping[str, str]


def read(path: Path) -> Read:
    """A report as a Word file holds it. Raises NotAReport."""
    try:
        with zipfile.ZipFile(path) as archive:
            found = _Found(stand_for(archive))
            found.walk(part_of(archive, "word/document.xml"))
            own = _own_properties(archive)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, UnicodeError) as error:
        raise NotAReport(f"{path.name} is no Word file that can be read") from error
    if not found.things and RELEASE not in own:
        raise NotAReport(f"{path.name} was not made as a report: nothing in it says what it stands for")
    return Read(
        kind=own.get(KIND, ""),
        language=own.get(LANGUAGE, ""),
        release=own.get(RELEASE, ""),
        numbers=list(found.numbers()),
        ticked=found.ticked(),
        fields=found.fields(),
    )


@dataclass(slots=True)
class _Thing:
    """What stands between the ends of a bookmark or in a control: letters so far, whether a box in it is ticked, its cell."""

    whole: str
    cell: Element | None
    letters: list[str] = field(default_factory=list)
    box: bool | None = None

    @property
    def text(self) -> str:
        return "".join(self.letters).strip()

    @property
    def ticked(self) -> bool:
        """As its control says; where a person wrote into the box instead, as what stands there."""
        written = not _TICKS.isdisjoint(self.text)
        return written if self.box is None else self.box or written


@dataclass(slots=True)
class _Found:
    """Walks through a document and keeps what has a name; `names` say what bookmarks stand for."""

    names: Mapping[str, str]
    things: list[_Thing] = field(default_factory=list)
    _open: dict[str, _Thing] = field(default_factory=dict)

    def walk(self, root: Element) -> None:
        """Go through the document in its order."""
        for event, one in etree.iterwalk(root, events=("start", "end")):
            match event, etree.QName(one).localname if isinstance(one.tag, str) else "":
                case "start", "bookmarkStart":
                    self._begin(f"bookmark {one.get(_ID)}", self.names.get(one.get(_NAME, ""), ""), one)
                case "start", "bookmarkEnd":
                    self._open.pop(f"bookmark {one.get(_ID)}", None)
                case "start", "sdt":
                    self._begin(f"control {id(one)}", self._tagged(one), one)
                case "end", "sdt":
                    self._open.pop(f"control {id(one)}", None)
                case "start", "checked":
                    self._box(one)
                case "start", "t" if not _moved_away(one):
                    self._add(one.text or "")

    def numbers(self) -> Iterator[Number]:
        """Numbers that still stand in the text."""
        for thing in self.things:
            if thing.whole.startswith(NUMBER) and thing.text:
                yield Number(address=thing.whole.removeprefix(NUMBER), text=thing.text)

    def ticked(self) -> dict[str, tuple[str, ...]]:
        """Boxes ticked, by the row's key."""
        ticked: dict[str, tuple[str, ...]] = {}
        for thing in self.things:
            if thing.whole.startswith(TICK):
                row, _, box = thing.whole.removeprefix(TICK).partition(BETWEEN)
                ticked[row] = (*ticked.get(row, ()), *((box,) if thing.ticked else ()))
        return ticked

    def fields(self) -> dict[str, str]:
        """Words filled in, by key: all that stands in the cell, since not everyone writes within the control."""
        return {
            thing.whole.removeprefix(FIELD): thing.text if thing.cell is None else _lines(thing.cell)
            for thing in self.things
            if thing.whole.startswith(FIELD)
        }

    def _begin(self, name: str, whole: str, at: Element) -> None:
        if whole and all(one.whole != whole for one in self._open.values()):
            cell = next(at.iterancestors(named("w:tc")), None)
            self.things.append(_Thing(whole, cell))
            self._open[name] = self.things[-1]

    def _tagged(self, control: Element) -> str:
        tag = control.find(f"{named('w:sdtPr')}/{_TAG}")
        said = tag.get(_VAL, "") if tag is not None else ""
        return said if said.startswith((NUMBER, TICK, FIELD)) else self.names.get(said, "")

    def _box(self, checked: Element) -> None:
        for thing in self._open.values():
            thing.box = checked.get(named("w14:val")) in ("1", "true", "on")

    def _add(self, letters: str) -> None:
        for thing in self._open.values():
            thing.letters.append(letters)


def _moved_away(letters: Element) -> bool:
    return next(letters.iterancestors(named("w:moveFrom")), None) is not None


def _lines(cell: Element) -> str:
    """What stands in a cell, its paragraphs and lines parted."""
    return "\n".join(map(_line, cell.iter(named("w:p")))).replace("\N{NO-BREAK SPACE}", " ").strip()


def _line(paragraph: Element) -> str:
    said = {named("w:br"): "\n", named("w:cr"): "\n", named("w:tab"): "\t"}
    kept = (one for one in paragraph.iter(named("w:t"), *said) if not _moved_away(one))
    return "".join(said.get(one.tag) or one.text or "" for one in kept).strip("\N{NO-BREAK SPACE} ")


def stand_for(archive: zipfile.ZipFile) -> dict[str, str]:
    """What each bookmark stands for, as the file's own part says; nothing where it is gone."""
    for name in archive.namelist():
        if name.startswith("customXml/item") and "Props" not in name:
            root = part_of(archive, name)
            if etree.QName(root).namespace == VOCABULARY:
                return {one.get("name", ""): one.get("of", "") for one in root}
    return {}


def _own_properties(archive: zipfile.ZipFile) -> dict[str, str]:
    if "docProps/custom.xml" not in archive.namelist():
        return {}
    return {one.get("name", ""): "".join(one.itertext()) for one in part_of(archive, "docProps/custom.xml")}


def part_of(archive: zipfile.ZipFile, name: str) -> Element:
    """A part; nothing in it is fetched from elsewhere, and one that unpacks to too much is not read."""
    if archive.getinfo(name).file_size > LARGEST:
        raise NotAReport(f"{name} is too large")
    return etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False, no_network=True))
