"""Writes a report as a Word file, block by block, with what its blocks share: numbers of paragraphs, charts, headings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from article60.publication.reports.model import (
    Blanks,
    Block,
    Break,
    Choices,
    Contents,
    Drawn,
    Field,
    Line,
    Quote,
    Report,
    Table,
    Text,
    Words,
)
from article60.publication.reports.word import forms, notes, pictures, surroundings, tables
from article60.publication.reports.word.contents import anchor, contents
from article60.publication.reports.word.numbering import ITEMS, numbering
from article60.publication.reports.word.package import Package
from article60.publication.reports.word.properties import own_part, properties
from article60.publication.reports.word.runs import Runs, written
from article60.publication.reports.word.setting import runs_from_the_right
from article60.publication.reports.word.styles import styles
from article60.publication.reports.word.xml import Element, paragraph, paragraph_properties, part, w

STYLES = {
    "title": "Title", "subtitle": "Subtitle", "notice": "Notice", "paragraph": "NumberedParagraph", "plain": "BodyText",
    "item": "ListBullet", "entry": "AnnexEntry", "row": "AnnexRow",
}  # fmt: skip
"""Style of each kind of text."""
_ENTRY = re.compile(r"^(\d+\.) ")
LONG = 40
"""Letters in words of another language beyond which a Chinese line is not set to both margins."""
PICTURES = 100
"""Relations of pictures are numbered from here, after those of the other parts."""


def write(report: Report, path: Path) -> None:
    """Write a report as a Word file; the same report gives the same bytes."""
    _Document(report, Runs(report)).write(path)


@dataclass(slots=True)
class _Document:
    """One report on its way into Word."""

    report: Report
    runs: Runs
    package: Package = field(default_factory=Package)
    headings: int = 0
    charts: int = 0
    paragraphs: int = 0
    begun_anew: list[int] = field(default_factory=list)
    has_contents: bool = False
    after_heading: bool = False
    """Whether the block before was a heading."""

    def write(self, path: Path) -> None:
        """Write the file."""
        self.has_contents = any(isinstance(block, Contents) for block in self.report.blocks)
        body = w("body", *self._body(), surroundings.section(self.report))
        self.package.add("styles", styles(self.runs.setting))
        self.package.add("numbering", numbering(self.runs.setting, self.begun_anew))
        self.package.add("settings", surroundings.settings())
        self.package.add("fontTable", surroundings.font_table())
        self.package.add("footnotes", notes.footnotes(self.runs))
        self.package.add("header1", surroundings.header(self.runs), id=surroundings.HEADER)
        self.package.add("footer1", surroundings.footer(self.runs), id=surroundings.FOOTER)
        self.package.parts += properties(self.report) + own_part(self.runs.tags.of)
        self.package.write(path, part(w("document", body)))

    def _body(self) -> Iterator[Element]:
        new_page, before = False, list[Element]()
        for group in _together(self.report.blocks):
            if isinstance(group[0], Break):
                new_page = True
                continue
            made = self._blocks(group)
            if new_page:
                before, made = _without_room(before), _on_new_page(made)
            yield from before
            before, new_page = made, False
        yield from before

    def _blocks(self, group: Sequence[Block]) -> list[Element]:
        first = group[0]
        if isinstance(first, Field):
            return forms.fields([one for one in group if isinstance(one, Field)], self.runs)
        return self._block(first)

    def _block(self, block: Block) -> list[Element]:
        made = self._made(block)
        self.after_heading = isinstance(block, Text) and block.kind == "heading"
        return made

    def _made(self, block: Block) -> list[Element]:
        match block:
            case Text():
                return [self._text(block)]
            case Quote():
                return self._quote(block)
            case Table():
                return [*self._captioned("Table", block.label, block.caption), *self._table(block)]
            case Drawn():
                return [*self._captioned("Figure", block.label, block.caption), self._drawn(block)]
            case Blanks():
                return forms.blanks(block, self.runs)
            case Choices():
                return forms.choices(block, self.runs)
            case Contents():
                return contents(block, self.runs)
            case Field():
                return forms.fields([block], self.runs)
            case Break():
                return []

    def _text(self, block: Text) -> Element:
        if block.kind == "heading":
            return self._heading(block)
        # with its heading it would stand alone at the foot of a page, and the table of which it speaks on the next
        leads = self.after_heading and block.kind == "plain"
        properties = [w("keepNext") if leads else None, self._numbered(block.number) if block.number is not None else None]
        if self.runs.setting.justified and _quotes_much(block.line):
            properties.append(w("jc", val="left"))
        line = _set_off(block.line) if block.kind == "entry" else block.line
        return paragraph(STYLES[block.kind], *self.runs.line(line), properties=properties)

    def _heading(self, block: Text) -> Element:
        runs = self.runs.line(block.line)
        if self.has_contents:
            runs = self.runs.bookmarked(anchor(self.headings), runs)
        self.headings += 1
        return paragraph(f"Heading{block.level}", *runs)

    def _numbered(self, number: int) -> Element | None:
        """Nothing while numbers follow one another, as the style counts them; a list of its own from where they do not."""
        follows, self.paragraphs = number == self.paragraphs + 1, number
        if not follows:
            self.begun_anew.append(number)
        if not self.begun_anew:
            return None
        return w("numPr", w("ilvl", val=0), w("numId", val=ITEMS + len(self.begun_anew)))

    def _quote(self, block: Quote) -> list[Element]:
        """Words of a source run as their language does, whatever the report's does."""
        rtl = runs_from_the_right(block.language) if block.language else self.runs.setting.rtl
        turned = [w("bidi", val=int(rtl))] if rtl != self.runs.setting.rtl else []
        language = block.language if block.language is not None else ""
        runs = written(block.text, self.runs.setting, language=language, rtl=rtl)
        source = [paragraph("QuoteSource", *self.runs.line(block.source))] if block.source else []
        return [paragraph("Quote", *runs, properties=[*([w("keepNext")] if source else []), *turned]), *source]

    def _captioned(self, name: str, label: str, caption: Line) -> list[Element]:
        if not caption:
            return []
        label_runs = [*self.runs.label(label, name), *self.runs.words(self.runs.setting.after_label)]
        return [paragraph("Caption", *label_runs, *self.runs.line(caption))]

    def _table(self, block: Table) -> list[Element]:
        return tables.table(block, self.runs, " ".join(filter(None, (block.label, self.runs.said(block.caption)))))

    def _drawn(self, block: Drawn) -> Element:
        self.charts += 1
        picture = pictures.picture(block.chart, self.report.language)
        png, svg = (f"rId{PICTURES + 2 * self.charts + place}" for place in (0, 1))
        self.package.picture(f"chart{self.charts}.png", picture.png, id=png)
        self.package.picture(f"chart{self.charts}.svg", picture.svg, id=svg)
        run = pictures.placed(picture, self.charts, png=png, svg=svg, name=block.label, said=block.chart.told)
        return paragraph("Figure", run)


def _quotes_much(line: Line) -> bool:
    """Whether a line holds many words of another language: between long words, Chinese signs would be driven apart."""
    return any(isinstance(one, Words) and one.language not in (None, "zh") and len(one.text) > LONG for one in line)


def _set_off(line: Line) -> Line:
    """An entry of the annex with a tab after its number, so that its words stand under one another."""
    first = line[0] if line else None
    if not isinstance(first, Words):
        return line
    return (replace(first, text=_ENTRY.sub("\\1\t", first.text, count=1)), *line[1:])


def _together(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Blocks one by one, save places of one line, which stand together under one another."""
    for short, group in groupby(blocks, key=lambda block: isinstance(block, Field) and block.lines == 1):
        if short:
            yield list(group)
        else:
            yield from ([block] for block in group)


def _without_room(elements: list[Element]) -> list[Element]:
    """Elements without the room after a table: where it no longer fits on a page, it alone would make the next one."""
    return elements[:-1] if elements and elements[-1] == tables.after() else elements


def _on_new_page(elements: Sequence[Element]) -> list[Element]:
    """Elements of which the first paragraph begins a page; before a table one is made for that."""
    first, *more = elements
    if first.name != "w:p":
        return [paragraph("AfterTable", properties=[w("pageBreakBefore")]), *elements]
    properties, *content = first.children
    return [w("p", paragraph_properties(*properties.children, w("pageBreakBefore")), *content), *more]
