"""A report before it takes a form: blocks of words, numbers and notes, for Word, PDF, HTML and the annex of numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from article60.charts.chart import Chart
from article60.charts.tiles import Tiles


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words in one manner. `language` is theirs where it is not the report's, or not known (empty)."""

    text: str
    language: str | None = None
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The place of a number: which of the report's numbers stands here, and whether its note is referred to."""

    number: int
    noted: bool = True
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A reference to one of the report's notes, without a number: a table has one for all its rows."""

    note: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A place that a person fills by hand; `text` says with what."""

    text: str


Inline = Words | Counted | Noted | Gap
Line = Sequence[Inline]


def is_number(line: Line) -> bool:
    """Whether a line holds a number and no words, so that it is set under other numbers."""
    counted = any(isinstance(one, Counted) for one in line)
    return counted and not any(isinstance(one, Words) and one.text.strip(" –-") for one in line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A block of words by its kind: title, subtitle, notice, heading (of a level), paragraph, item, entry of an annex, its row.

    `number` is that of a numbered paragraph, from 1.
    """

    kind: str
    line: Line
    level: int = 0
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a source, in its language, with where they stand."""

    text: str
    language: str | None
    source: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Blanks:
    """Boxes in a row that say what an author may put there, and that nothing stands there now."""

    names: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells; the first row is the head. `label` is its number as written ("Table 3"); both empty for a bare form.

    `widths` are shares of the width by column; without them the first column takes what the others leave.
    """

    label: str
    caption: Line
    rows: Sequence[Sequence[Line]]
    widths: Sequence[float] = ()

    @property
    def numeric(self) -> Sequence[bool]:
        """For each column, whether every cell below its head is a number."""
        return [all(is_number(row[column]) for row in self.rows[1:]) for column in range(len(self.rows[0]))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A chart or tiles; `chart.told` is the text for those who do not see it, and a table beside it holds the numbers."""

    label: str
    caption: Line
    chart: Chart | Tiles


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A new page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The list of headings with their pages."""

    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One box to tick: its key for machines, its label for people, and whether it is ticked already."""

    key: str
    label: str
    ticked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Boxes to tick, in a row. `key` tells this row from the others of the report; it holds no blank and no `|`.

    `label` stands before them; it may be empty.
    """

    key: str
    choices: Sequence[Choice]
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A place for words of the person who fills in the report, `lines` high, told by its key; `text` stands there already."""

    key: str
    label: str
    lines: int = 1
    text: str = ""


Block = Text | Quote | Blanks | Table | Drawn | Break | Contents | Choices | Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One number of a report: its address (`number_ids.NumberId` as text), its value as text, how it is written, its note."""

    address: str
    value: str
    text: str
    title: str
    note: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a sheet: its key for machines, its head, its width in letters, and what helps who fills it in.

    `hint` is shown beside a cell; `holds` is text, day, amount or currency. `choices`: what alone may stand there.
    """

    key: str
    head: str
    width: int
    hint: str = ""
    holds: str = "text"
    choices: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet of a workbook that people fill in: what stands above, and rows with one cell for each column; empty where blank.

    `more`: empty rows below, made ready in the same way. `answers`: what each choice means, for machines, by its words.
    `once`: what is chosen once for the whole sheet, above the rows: its head, and its choice in the cell beside it.
    """

    name: str
    lines: Sequence[str]
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    more: int = 0
    answers: Mapping[str, str] = field(default_factory=dict)
    once: Sequence[Column] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A file that stands beside the report, under its name with another ending."""

    ending: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report of one Release in one language, with its numbers and notes in the order of its text."""

    kind: str
    language: str
    title: str
    head: str
    foot: str
    release: str
    on: date
    blocks: Sequence[Block]
    numbers: Sequence[Shown]
    notes: Sequence[str]
    """Text of each note, in the order in which the report first refers to them; a note not referred to is not there."""
    landscape: bool = False
    """Whether its pages lie on their long side, for wide tables."""
    sheets: Sequence[Sheet] = ()
    """Sheets to be filled in, which a workbook holds before those of its numbers."""
    beside: Sequence[Beside] = ()
    """Files that belong to it and have a form of their own, as a calendar."""
