"""The keys and values of a plan as they stand in YAML, CSV or a workbook, each with its place in the file."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from article60.sources.forms import UnusableForm
from article60.sources.forms.entries import Entry
from article60.sources.forms.files import Form, Line, Mapping, Table, contents, line_of, scalars

FORM = Form(
    called="a plan",
    largest_mb=2,
    other_ending="`--template plan.xlsx` writes an empty one",
    too_large="a plan is one page, `--template plan.xlsx` writes an empty one",
    no_keys="write `key: value` lines; `--template plan.yml` writes an empty plan",
    sheet="plan",
)
HEADER = "key"
VALUE = "value"


def entries(path: Path) -> list[Entry]:
    """All values of a file in its order, keys as written; a key without a value has one entry with an empty value.

    Raises UnusableForm, naming file and place, where the file cannot be read as what its ending says.
    """
    found = contents(path, FORM)
    if isinstance(found, Mapping):
        return [entry for key, value in found.pairs for entry in _values(str(key.value), value, path)]
    return list(_under_headings(found, path))


def has_headings(table: Table) -> bool:
    """Whether the first row of a table is that of a plan: `key`, `value` and what people like beside it."""
    return {HEADER, VALUE} <= {cell.casefold() for cell in table.head.cells}


def _values(key: str, node: yaml.Node, path: Path) -> Iterator[Entry]:
    found = scalars(node)
    if found is None:
        raise UnusableForm(f"{path}, {line_of(node)}: {key} holds keys of its own; give it a value or a list of values")
    for value, where in found or [("", line_of(node))]:
        yield Entry(key, value, where)


def _under_headings(table: Table, path: Path) -> Iterator[Entry]:
    """The key stands under `key`, its values under each `value`; other columns are for people."""
    if not table.head.cells:
        raise UnusableForm(f"{path}: empty; `--template plan.xlsx` writes an empty plan")
    if not has_headings(table):
        raise UnusableForm(
            f"{path}, {table.head.place.cell(0)}: the first row must hold the headings `key` and `value`; "
            "`--template plan.xlsx` writes an empty plan"
        )
    headings = [cell.casefold() for cell in table.head.cells]
    columns = [column for column, heading in enumerate(headings) if heading == VALUE]
    for line in table.lines:
        yield from _cells(line, headings.index(HEADER), columns)


def _cells(line: Line, key_column: int, columns: list[int]) -> Iterator[Entry]:
    """The values of one row; where nothing is given, one empty value."""
    cells = dict(enumerate(line.cells))
    key = cells.get(key_column, "")
    given = [column for column in columns if cells.get(column)]
    if key and not given:
        yield Entry(key, "", line.place.cell(columns[0]))
    for column in given if key else given[:1]:
        yield Entry(key, cells[column], line.place.cell(column))
