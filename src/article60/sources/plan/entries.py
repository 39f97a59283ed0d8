"""The keys and values of a plan as they stand in YAML, CSV or a workbook, each with its place in the file."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

LARGEST_BYTES = 2 * 1024 * 1024
SHEET = "plan"
HEADER = "key"
VALUE = "value"


class UnusablePlan(ValueError):
    """A plan cannot be used; the message names the file, the place in it and what to do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One value under one key, and where it stands: `line 4`, or `sheet plan, cell C5`. The key as written."""

    key: str
    value: str
    where: str


def entries(path: Path) -> list[Entry]:
    """All values of a file in its order; a key without a value has one entry with an empty value.

    Raises UnusablePlan, naming file and place, where the file cannot be read as what its ending says.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise UnusablePlan(f"{path}: a plan is a .yml, .xlsx or .csv file; `--template plan.xlsx` writes an empty one")
    if path.stat().st_size > LARGEST_BYTES:
        raise UnusablePlan(f"{path}: larger than 2 MB; a plan is one page, `--template plan.xlsx` writes an empty one")
    try:
        return list(reader(path))
    except (yaml.YAMLError, UnicodeDecodeError, csv.Error) as error:
        raise UnusablePlan(f"{path}: cannot be read ({' '.join(str(error).split())}); save it as UTF-8 text") from None
    except (zipfile.BadZipFile, InvalidFileException, KeyError, OSError) as error:
        raise UnusablePlan(f"{path}: cannot be read as a workbook ({error}); save it as .xlsx") from None


def _yaml(path: Path) -> Iterator[Entry]:
    """Every scalar is text: `NO` is Norway, not false, and a day is what the user wrote."""
    root = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.BaseLoader)
    if not isinstance(root, yaml.MappingNode):
        raise UnusablePlan(f"{path}: write `key: value` lines; `--template plan.yml` writes an empty plan")
    for key, value in root.value:
        yield from _values(str(key.value), value, path)


def _values(key: str, node: yaml.Node, path: Path) -> Iterator[Entry]:
    where = f"line {node.start_mark.line + 1}"
    if isinstance(node, yaml.ScalarNode):
        yield Entry(key, node.value.strip(), where)
    elif isinstance(node, yaml.SequenceNode) and all(isinstance(item, yaml.ScalarNode) for item in node.value):
        if not node.value:
            yield Entry(key, "", where)
        for item in node.value:
            yield Entry(key, item.value.strip(), f"line {item.start_mark.line + 1}")
    else:
        raise UnusablePlan(f"{path}, {where}: {key} holds keys of its own; give it a value or a list of values")


def _csv(path: Path) -> Iterator[Entry]:
    text = path.read_text(encoding="utf-8-sig")
    divider = ";" if text.split("\n", 1)[0].count(";") else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=divider, strict=True)
    yield from _rows(rows, path, lambda row, column: f"line {row}")


def _workbook(path: Path) -> Iterator[Entry]:
    book = load_workbook(path, read_only=True, data_only=True)
    try:
        names = {name.casefold(): name for name in book.sheetnames}
        name = names.get(SHEET, book.sheetnames[0])
        rows = ([_text(cell) for cell in row] for row in book[name].iter_rows(values_only=True))
        yield from _rows(rows, path, lambda row, column: f"sheet {name}, cell {_letter(column)}{row}")
    finally:
        book.close()


def _rows(rows: Any, path: Path, place: Any) -> Iterator[Entry]:
    """Rows under a header: the key stands under `key`, its values under each `value`; other columns are for people."""
    header: Sequence[str] | None = None
    for number, row in enumerate(rows, start=1):
        cells = [cell.strip() for cell in row]
        if header is None:
            if any(cells):
                header = [cell.casefold() for cell in cells]
                if HEADER not in header or VALUE not in header:
                    raise UnusablePlan(f"{path}, {place(number, 0)}: the first row must hold the headings `key` and `value`")
            continue
        yield from _cells(header, cells, number, place)
    if header is None:
        raise UnusablePlan(f"{path}: empty; `--template plan.xlsx` writes an empty plan")


def _cells(header: Sequence[str], cells: Sequence[str], number: int, place: Any) -> Iterator[Entry]:
    key_column = header.index(HEADER)
    columns = [index for index, name in enumerate(header) if name == VALUE]
    given = {index: cells[index] for index in columns if index < len(cells) and cells[index]}
    key = cells[key_column] if key_column < len(cells) else ""
    if key:
        if not given:
            yield Entry(key, "", place(number, columns[0]))
        for index, value in given.items():
            yield Entry(key, value, place(number, index))
    elif given:
        first = next(iter(given))
        yield Entry("", given[first], place(number, first))


def _text(cell: Any) -> str:
    """A cell as people read it: days in ISO 8601, whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return re.sub(r"\s+", " ", str(cell))


def _letter(column: int) -> str:
    """Letter of a column, from 0; a plan has few."""
    return chr(ord("A") + column) if column < 26 else f"column {column + 1} of row "


READERS = {".yml": _yaml, ".yaml": _yaml, ".csv": _csv, ".xlsx": _workbook}
