"""Opens a file that somebody has filled in - YAML, CSV or workbook - as nodes or as rows, each with its place."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml
from openpyxl.utils import get_column_letter

from article60 import workbooks
from article60.sources.forms.problems import UnusableForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a kind of file is called in messages, how large it may be, and what to do where it cannot be used."""

    called: str
    largest_mb: int
    other_ending: str
    too_large: str
    no_keys: str
    sheet: str | None = None
    """Sheet that is read where a workbook has one of that name; else the first."""


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a CSV file or of a sheet, from 1."""

    row: int
    sheet: str | None = None

    def __str__(self) -> str:
        return f"line {self.row}" if self.sheet is None else f"sheet {self.sheet}, row {self.row}"

    def cell(self, column: int) -> str:
        """A cell of the row, its column from 0; in a CSV file the line says enough."""
        return str(self) if self.sheet is None else f"sheet {self.sheet}, cell {get_column_letter(column + 1)}{self.row}"


@dataclass(frozen=True, slots=True)
class Line:
    """One row that holds something."""

    place: Place
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a CSV file or sheet that hold something: the first as its head, empty where there is none."""

    head: Line
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Mapping:
    """The keys and values of a YAML file as nodes, which know their places."""

    pairs: Sequence[tuple[yaml.Node, yaml.Node]]


def contents(path: Path, form: Form) -> Mapping | Table:
    """What stands in the file. Raises UnusableForm, naming it, where it is not what its ending says."""
    read = _READERS.get(path.suffix.lower())
    if read is None:
        raise UnusableForm(f"{path}: {form.called} is a .yml, .xlsx or .csv file; {form.other_ending}")
    if path.stat().st_size > form.largest_mb * 1024 * 1024:
        raise UnusableForm(f"{path}: larger than {form.largest_mb} MB; {form.too_large}")
    try:
        return read(path, form)
    except (yaml.YAMLError, UnicodeDecodeError, csv.Error) as error:
        raise UnusableForm(f"{path}: cannot be read ({' '.join(str(error).split())}); save it as UTF-8 text") from None


def line_of(node: yaml.Node) -> str:
    """Where a node stands."""
    return f"line {node.start_mark.line + 1}"


def scalars(node: yaml.Node) -> list[tuple[str, str]] | None:
    """The value or the list of values of a node, each with its place; None where it holds keys of its own."""
    if isinstance(node, yaml.ScalarNode):
        return [(str(node.value).strip(), line_of(node))]
    if isinstance(node, yaml.SequenceNode) and all(isinstance(item, yaml.ScalarNode) for item in node.value):
        return [(str(item.value).strip(), line_of(item)) for item in node.value]
    return None


def _yaml(path: Path, form: Form) -> Mapping:
    """Every scalar is text: `NO` is Norway, not false, and a day is what the user wrote."""
    root = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.BaseLoader)
    if not isinstance(root, yaml.MappingNode):
        raise UnusableForm(f"{path}: {form.no_keys}")
    return Mapping(root.value)


def _csv(path: Path, form: Form) -> Table:
    """Semicolons part the cells where the first line has more of them than commas, as spreadsheets in many languages write."""
    text = path.read_text(encoding="utf-8-sig")
    first = text.split("\n", 1)[0]
    divider = ";" if first.count(";") > first.count(",") else ","
    return _table(_numbered(csv.reader(io.StringIO(text, newline=""), delimiter=divider, strict=True)))


def _numbered(reader: Any) -> Iterator[Line]:
    """Rows with the line on which each begins; one with line ends in a cell has several."""
    begins = 1
    for cells in reader:
        yield Line(Place(begins), [cell.strip() for cell in cells])
        begins = reader.line_num + 1


def _workbook(path: Path, form: Form) -> Table:
    """Rows of one sheet; of formulas the values that were last computed."""
    try:
        book = workbooks.opened(path, read_only=True, data_only=True)
    except workbooks.NotOpened as error:
        raise UnusableForm(f"{path}: cannot be read as a workbook ({error}); save it as .xlsx") from None
    try:
        named = {sheet.title.casefold(): sheet for sheet in reversed(book.worksheets)}
        if not named:
            raise UnusableForm(f"{path}: the workbook has no sheet with cells; write into one and save it again")
        sheet = named.get(form.sheet or "", book.worksheets[0])
        rows = enumerate(sheet.iter_rows(values_only=True), start=1)
        return _table(Line(Place(row, sheet.title), [_text(cell).strip() for cell in cells]) for row, cells in rows)
    finally:
        book.close()


def _table(found: Iterable[Line]) -> Table:
    filled = [line for line in found if any(line.cells)]
    return Table(filled[0], filled[1:]) if filled else Table(Line(Place(1), ()), ())


def _text(cell: Any) -> str:
    """A cell as people read it: days in ISO 8601, whole numbers without a point."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


_READERS: dict[str, Callable[[Path, Form], Mapping | Table]] = {
    ".yml": _yaml,
    ".yaml": _yaml,
    ".csv": _csv,
    ".xlsx": _workbook,
}
