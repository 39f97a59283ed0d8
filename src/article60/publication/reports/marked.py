"""Marked text, as templates write it, to the blocks of a report: one block a line, told by how the line begins."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from article60.charts.chart import Chart
from article60.charts.tiles import Tiles
from article60.domain.answerable import Answerable
from article60.publication.reports.model import (
    Blanks,
    Block,
    Break,
    Choices,
    Contents,
    Counted,
    Drawn,
    Field,
    Gap,
    Inline,
    Line,
    Noted,
    Quote,
    Table,
    Text,
    Words,
)

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Private-use letters around what is filled in, so that no words, of a template or of a source, can be taken for it."""
_PLACE = re.compile(f"{_OPEN}([a-z])(\\d+){_CLOSE}")
_INLINE = re.compile(rf"{_OPEN}(?P<kind>[a-z])(?P<place>\d+){_CLOSE}|\*\*(?P<strong>.+?)\*\*|\[\[(?P<gap>.+?)\]\]")
_TEXTS = (
    ("### ", "heading", 2), ("## ", "heading", 1), ("# ", "title", 0), (": ", "subtitle", 0), ("! ", "notice", 0),
    ("- ", "item", 0), ("* ", "entry", 0), ("= ", "plain", 0),
)  # fmt: skip


class UnknownMark(Answerable, ValueError):
    """A line of a template begins with a mark that does not fit where it stands."""


def note_mark(note: int) -> str:
    """What stands in marked text for a reference to a note, counted from 0."""
    return f"{_OPEN}f{note}{_CLOSE}"


def number_mark(number: int, *, noted: bool = True) -> str:
    """What stands in marked text for a number, counted from 0, with a reference to its note or without."""
    return f"{_OPEN}{'n' if noted else 'm'}{number}{_CLOSE}"


@dataclass(slots=True)
class Filled:
    """What marks in the text stand for, beside numbers: words of sources, quotes, charts; each by its place."""

    words: list[Words] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    charts: list[Chart | Tiles] = field(default_factory=list)
    forms: list[Choices | Field] = field(default_factory=list)

    def source_words(self, text: str, language: str | None = "") -> str:
        """Mark for words that come from a source, in its language (empty: not known); no mark in them is obeyed."""
        self.words.append(Words(text=text, language=language))
        return f"{_OPEN}w{len(self.words) - 1}{_CLOSE}"

    def quote(self, text: str, language: str | None) -> str:
        """Mark for the words of a quote; its line may go on with where they stand."""
        self.quotes.append(Quote(text=text, language=language, source=()))
        return f"{_OPEN}q{len(self.quotes) - 1}{_CLOSE}"

    def chart(self, chart: Chart | Tiles) -> str:
        """Mark for a chart; its line goes on with the caption."""
        self.charts.append(chart)
        return f"{_OPEN}c{len(self.charts) - 1}{_CLOSE}"

    def form(self, form: Choices | Field) -> str:
        """Mark for boxes to tick or a place to fill in."""
        self.forms.append(form)
        return f"{_OPEN}b{len(self.forms) - 1}{_CLOSE}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """How the report's language writes the number of a table and of a chart ("Table 3"), and the title of the contents."""

    table: Callable[[int], str]
    chart: Callable[[int], str]
    contents: str


def blocks(text: str, filled: Filled, labels: Labels) -> list[Block]:
    """Blocks of marked text.

    `# ` title, `## ` and `### ` headings, `: ` subtitle, `! ` notice, `= ` paragraph without number, `- ` item, `* ` entry of
    the annex, `> ` quote and then where it stands, `[one][two]` boxes to be filled by hand, `^ ` the caption of the table or
    chart that follows, `| ` a row of a table (the first is its head), `@widths ` shares of the widths of its columns before it,
    `@chart ` a chart, `@form ` boxes to tick or a place to fill in, `@contents`, `---` a new page; any other line is a
    numbered paragraph. Within a line `**strong**`, and `[[what is to be filled in]]`.
    Raises UnknownMark, with the line.
    """
    return list(_Reading(filled, labels).blocks(text))


@dataclass(slots=True)
class _Reading:
    filled: Filled
    labels: Labels
    paragraphs: int = 0
    tables: int = 0
    charts: int = 0
    caption: Line | None = None
    widths: Sequence[float] = ()
    rows: list[list[Line]] = field(default_factory=list)

    def blocks(self, text: str) -> Iterator[Block]:
        for line in (*text.splitlines(), ""):
            if line.startswith("| "):
                self.rows.append([self._line(cell.strip()) for cell in line.removeprefix("| ").removesuffix("|").split(" | ")])
                continue
            if self.rows:
                yield self._table()
            if line.strip():
                yield from self._block(line.strip())

    def _table(self) -> Table:
        rows, self.rows = self.rows, []
        uneven = {len(row) for row in rows}
        if len(uneven) > 1:
            raise UnknownMark(f"rows of one table have {' and '.join(map(str, sorted(uneven)))} cells")
        caption, self.caption = self.caption, None
        widths, self.widths = self.widths, ()
        if widths and {len(widths)} != uneven:
            raise UnknownMark(f"@widths gives {len(widths)} widths to a table of {len(rows[0])} columns")
        if caption is None:
            return Table(label="", caption=(), rows=rows, widths=widths)
        self.tables += 1
        return Table(label=self.labels.table(self.tables), caption=caption, rows=rows, widths=widths)

    def _block(self, line: str) -> Iterator[Block]:
        if line == "---":
            yield Break()
        elif line == "@contents":
            yield Contents(title=self.labels.contents)
        elif line.startswith("^ "):
            self.caption = self._line(line.removeprefix("^ "))
        elif line.startswith("@widths "):
            self.widths = [float(share) for share in line.split()[1:]]
        elif line.startswith("@chart "):
            yield self._drawn(line.removeprefix("@chart "))
        elif line.startswith("@form "):
            yield self._form(line.removeprefix("@form "))
        elif line.startswith("> "):
            yield self._quote(line.removeprefix("> "))
        elif line.startswith("[") and not line.startswith("[["):
            yield Blanks(names=line.strip("[]").split("]["))
        else:
            yield self._text(line)

    def _drawn(self, mark: str) -> Drawn:
        found = _PLACE.fullmatch(mark)
        if found is None or found[1] != "c" or self.caption is None:
            raise UnknownMark(f"@chart needs chart(…) and a caption before it: {mark}")
        caption, self.caption = self.caption, None
        self.charts += 1
        return Drawn(label=self.labels.chart(self.charts), caption=caption, chart=self.filled.charts[int(found[2])])

    def _form(self, mark: str) -> Choices | Field:
        found = _PLACE.fullmatch(mark)
        if found is None or found[1] != "b":
            raise UnknownMark(f"@form needs choices(…) or field(…): {mark}")
        return self.filled.forms[int(found[2])]

    def _quote(self, line: str) -> Quote:
        found = _PLACE.match(line)
        if found is None or found[1] != "q":
            raise UnknownMark(f"> needs quote(…): {line}")
        return replace(self.filled.quotes[int(found[2])], source=self._line(line[found.end() :].strip()))

    def _text(self, line: str) -> Text:
        for mark, kind, level in _TEXTS:
            if line.startswith(mark):
                return Text(kind=kind, level=level, line=self._line(line.removeprefix(mark)))
        self.paragraphs += 1
        return Text(kind="paragraph", line=self._line(line), number=self.paragraphs)

    def _line(self, text: str) -> Line:
        return tuple(self._inlines(text, strong=False))

    def _inlines(self, text: str, *, strong: bool) -> Iterator[Inline]:
        at = 0
        for found in _INLINE.finditer(text):
            if found.start() > at:
                yield Words(text=text[at : found.start()], strong=strong)
            at = found.end()
            if found["strong"] is not None:
                yield from self._inlines(found["strong"], strong=True)
            elif found["gap"] is not None:
                yield Gap(text=found["gap"])
            else:
                yield self._filled(found["kind"], int(found["place"]), strong=strong)
        if at < len(text):
            yield Words(text=text[at:], strong=strong)

    def _filled(self, kind: str, place: int, *, strong: bool) -> Inline:
        if kind in "nm":
            return Counted(number=place, noted=kind == "n", strong=strong)
        if kind == "f":
            return Noted(note=place)
        if kind == "w":
            return replace(self.filled.words[place], strong=strong)
        raise UnknownMark("a quote, a chart or a form stands within a line")
