"""The rows of a strategy's file - YAML, CSV or workbook - as text under known keys, each with its place in the file."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from article60.codes.languages import LANGUAGES
from article60.codes.reader import by_code
from article60.text.normalise import fold, squeeze

LARGEST_BYTES = 5 * 1024 * 1024
ENDINGS = ".yml, .yaml, .xlsx or .csv"
JOINED = "; "
"""What stands between the values of a YAML list once they are one text, as in a cell."""


class UnusableStrategy(ValueError):
    """A strategy's file cannot be used; the message names the file, the place in it and what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """What the file says of the whole strategy or of one action: texts by key, and where they stand."""

    where: str
    texts: Mapping[str, str]


def rows(path: Path) -> list[Row]:
    """The rows of a file in its order; in YAML what is said of the whole strategy is the first.

    Raises UnusableStrategy, naming file and place, where the file is not what its ending says or a key is not known.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise UnusableStrategy(f"{path}: a strategy is a {ENDINGS} file; save it as one of these")
    if path.stat().st_size > LARGEST_BYTES:
        raise UnusableStrategy(f"{path}: larger than 5 MB; keep one row for each action and leave out pictures")
    try:
        return list(reader(path))
    except (yaml.YAMLError, UnicodeDecodeError, csv.Error) as error:
        raise UnusableStrategy(f"{path}: cannot be read ({' '.join(str(error).split())}); save it as UTF-8 text") from None
    except (zipfile.BadZipFile, InvalidFileException, KeyError) as error:
        raise UnusableStrategy(f"{path}: cannot be read as a workbook ({error}); save it as .xlsx") from None


def _yaml(path: Path) -> Iterator[Row]:
    """Every scalar is text: `NO` is Norway, not false, and a day is what the user wrote."""
    root = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.BaseLoader)
    if not isinstance(root, yaml.MappingNode):
        raise UnusableStrategy(f"{path}: write `state:` with its code and `actions:` with a list of actions")
    whole = [(key, value) for key, value in root.value if key.value != "actions"]
    actions = [value for key, value in root.value if key.value == "actions"]
    yield _mapping(whole, path, "line 1")
    for found in actions:
        if not isinstance(found, yaml.SequenceNode):
            raise UnusableStrategy(f"{path}, {_line(found)}: actions is no list; begin each action with a dash")
        for item in found.value:
            if not isinstance(item, yaml.MappingNode):
                raise UnusableStrategy(
                    f"{path}, {_line(item)}: an action is no `key: value` lines; write `action:` and its words"
                )
            yield _mapping(item.value, path, _line(item))


def _mapping(pairs: Iterable[tuple[yaml.Node, yaml.Node]], path: Path, where: str) -> Row:
    texts = {_key(str(key.value), f"{path}, {_line(key)}"): _scalar(value, path) for key, value in pairs}
    return Row(where, texts)


def _scalar(node: yaml.Node, path: Path) -> str:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value).strip()
    if isinstance(node, yaml.SequenceNode) and all(isinstance(item, yaml.ScalarNode) for item in node.value):
        return JOINED.join(str(item.value).strip() for item in node.value)
    raise UnusableStrategy(f"{path}, {_line(node)}: holds keys of its own; give a value or a list of values")


def _line(node: yaml.Node) -> str:
    return f"line {node.start_mark.line + 1}"


def _csv(path: Path) -> Iterator[Row]:
    text = path.read_text(encoding="utf-8-sig")
    head = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in head and "," not in head else ",", strict=True)
    return _table(((f"line {reader.line_num}", cells) for cells in reader), path)


def _workbook(path: Path) -> Iterator[Row]:
    """Rows of the first sheet; of formulas the values that were last computed."""
    book = load_workbook(path, read_only=True, data_only=True)
    try:
        sheet = book.worksheets[0]
        numbered = enumerate(sheet.iter_rows(values_only=True), start=1)
        yield from _table(
            ((f"sheet {sheet.title}, row {row}", [_text(cell) for cell in cells]) for row, cells in numbered), path
        )
    finally:
        book.close()


def _table(found: Iterable[tuple[str, list[str]]], path: Path) -> Iterator[Row]:
    """Rows under the first one that holds anything; empty rows and columns without a heading are passed over."""
    filled = ((where, cells) for where, cells in found if any(cell.strip() for cell in cells))
    where, head = next(filled, ("line 1", []))
    keys = [_key(cell, f"{path}, {where}") if cell.strip() else None for cell in head]
    if "action" not in keys:
        raise UnusableStrategy(f"{path}, {where}: no column `action`; write the headings state, id, action into the first row")
    for place, cells in filled:
        yield Row(place, {key: cell.strip() for key, cell in zip(keys, cells, strict=False) if key is not None})


def _text(cell: Any) -> str:
    """A cell as people read it: days in ISO 8601, whole numbers without a point."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def _key(written: str, where: str) -> str:
    """The key that a heading names, by its code or its label in one of the six languages."""
    plain = fold(squeeze(written))
    for code, row in by_code("strategy_keys").items():
        if plain in (code, *(fold(row[language]) for language in LANGUAGES)):
            return code
    known = ", ".join(by_code("strategy_keys"))
    raise UnusableStrategy(f"{where}: unknown heading {written.strip()!r}; the headings are {known}")


_READERS = {".yml": _yaml, ".yaml": _yaml, ".csv": _csv, ".xlsx": _workbook}
