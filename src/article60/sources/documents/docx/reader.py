"""A DOCX file as blocks: headings, paragraphs, list items, table rows, footnotes, running heads and feet."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree

from article60.sources.documents import flow, words
from article60.sources.documents.blocks import Block
from article60.sources.documents.docx.package import Package
from article60.sources.documents.docx.runs import words_of
from article60.sources.documents.docx.styles import Numbering, Styles, W, number_of, val
from article60.sources.documents.reading import Limits, UnreadableDocument

_INSIDE = {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"}


def blocks(path: Path, *, limits: Limits) -> list[Block]:
    """Blocks in reading order; running heads first, footnotes after the paragraph that marks them, running feet last."""
    package = Package(path, limits=limits)
    document = package.part("word/document.xml")
    body = None if document is None else document.find(f"{W}body")
    if body is None:
        raise UnreadableDocument(path.name, "no word/document.xml in the package", "save the file again as DOCX")
    reader = _Reader(package)
    found = [
        *reader.furniture("word/header", "running_head"),
        *reader.walk(body),
        *reader.furniture("word/footer", "running_foot"),
    ]
    return flow.finish(found)


class _Reader:
    """Walks one document; counts its lists while it goes."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles = Styles(package.part("word/styles.xml"))
        self.numbering = Numbering(package.part("word/numbering.xml"))
        notes = package.part("word/footnotes.xml")
        found = [] if notes is None else notes.findall(f"{W}footnote")
        self.notes = {n.get(f"{W}id", ""): n for n in found if n.get(f"{W}type") is None}
        self.note_count = self.table_count = 0

    def furniture(self, prefix: str, kind: str) -> Iterator[Block]:
        """Running heads or feet, each text once."""
        seen: set[str] = set()
        for name in self.package.names(prefix):
            root = self.package.part(name)
            for paragraph in [] if root is None else root.iter(f"{W}p"):
                text = words.tidy(words_of(paragraph, self.styles.of(None)).text)
                if text and text not in seen:
                    seen.add(text)
                    yield Block(kind=kind, text=text)

    def walk(self, parent: etree._Element) -> Iterator[Block]:
        """Blocks of a body, a cell or a text box."""
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag in _INSIDE:
                yield from self.walk(child)

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        properties = element.find(f"{W}pPr")
        name = val(None if properties is None else properties.find(f"{W}pStyle")) or self.styles.normal
        style = self.styles.of(name)
        found = words_of(element, style)
        number = number_of(properties) or style.number
        label = self.numbering.label(number) if number and found.text.strip() else None
        size = max(set(found.sizes), key=found.sizes.count) if found.sizes else style.size or self.styles.default_size
        outline = val(None if properties is None else properties.find(f"{W}outlineLvl"))
        level = int(outline) + 1 if outline and outline.isdigit() and int(outline) < 9 else style.level
        for part in flow.parts(found.text):
            yield flow.block(
                part.text,
                label=label,
                heading_level=level,
                list_level=number[1] + 1 if number and label else 0,
                bold=found.is_bold(part.start, part.end),
                italic=found.is_italic(part.start, part.end),
                size=size,
                base_size=self.styles.default_size,
            )
        yield from self._boxes(element)
        yield from self._notes(found.notes)

    def _boxes(self, element: etree._Element) -> Iterator[Block]:
        for box in element.iter(f"{W}txbxContent"):
            if not any(a.tag.endswith("}Fallback") for a in box.iterancestors()):
                yield from self.walk(box)

    def _notes(self, marked: Iterable[tuple[str, str | None]]) -> Iterator[Block]:
        for number, mark in marked:
            if number not in self.notes:
                continue
            self.note_count += mark is None
            paragraphs = self.notes[number].iter(f"{W}p")
            text = words.tidy(" ".join(words_of(p, self.styles.of(None)).text for p in paragraphs))
            if text:
                yield Block(kind="footnote", text=text.removeprefix(mark or "").strip(), label=mark or str(self.note_count))

    def _table(self, table: etree._Element) -> Iterator[Block]:
        rows = [row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table]
        self.table_count += 1
        if not _is_drawn(table) or (self.table_count == 1 and flow.is_masthead([self._texts(row) for row in rows])):
            for row in rows:
                for cell in row.iter(f"{W}tc"):
                    yield from self.walk(cell)
            return
        cells = [[self._cell(cell) for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row] for row in rows]
        declared = sum(row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows)
        bold_first = len(cells) > 1 and all(bold for _, bold in cells[0]) and not all(bold for _, bold in cells[1])
        texts = [[text for text, _ in row] for row in cells]
        yield from flow.table_rows(texts, heads=declared or None, bold_first=bold_first)

    @staticmethod
    def _texts(row: etree._Element) -> list[str]:
        return ["".join(str(piece) for piece in cell.itertext()) for cell in row.iter(f"{W}tc")]

    def _cell(self, cell: etree._Element) -> tuple[str, bool]:
        """Words of a cell, and whether they are bold or there are none; a merged cell that goes on is empty."""
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        if merge is not None and val(merge) in (None, "continue"):
            return "", True
        inside = list(self.walk(cell))
        text = " ".join(f"{b.label} {b.text}" if b.label else b.text for b in inside if b.kind != "footnote")
        return words.tidy(text), all(b.bold or b.kind == "heading" for b in inside)


def _is_drawn(table: etree._Element) -> bool:
    """A table with a style or borders of its own is data; one without any only lays words out side by side."""
    properties = table.find(f"{W}tblPr")
    style = val(None if properties is None else properties.find(f"{W}tblStyle"))
    if style and style not in ("TableNormal", "a1"):
        return True
    borders = list(table.iter(f"{W}tblBorders", f"{W}tcBorders"))
    return any(val(side) not in (None, "nil", "none") for b in borders for side in b)
