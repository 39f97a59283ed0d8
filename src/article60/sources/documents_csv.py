"""`documents.csv` beside documents: who published each of them, and where everybody can read it."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from article60.domain.answerable import Answerable

NAME = "documents.csv"
MAY_BE_SHOWN = "bytes may be shown"
"""What a row's note says where the publisher's terms let a Release carry the document itself."""

_NEEDED = ("file", "publisher", "public_address")
_COLUMNS = frozenset((*_NEEDED, "read_on", "note"))


class UnusableInput(Answerable):
    """Input that cannot be used at all; the message says what, where and what to do."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a row of documents.csv says of one file."""

    publisher: str
    public_address: str
    may_be_shown: bool = False

    @property
    def is_public(self) -> bool:
        """Whether publisher and public address are both recorded."""
        return bool(self.publisher and self.public_address)


def read(folder: Path) -> Mapping[str, Published]:
    """Rows of the documents.csv of a folder by file name; none where there is no such file.

    Raises UnusableInput, naming file and line, where it is malformed: nobody should be private or public by a slip.
    """
    path = folder / NAME
    if not path.is_file():
        return {}
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnusableInput(f"{path}: not UTF-8 text; save it again as CSV in UTF-8") from error
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    numbered = ((rows.line_num, cells) for cells in rows)
    try:
        return _rows(path, numbered)
    except csv.Error as error:
        raise UnusableInput(f"{path}, line {rows.line_num}: {error}; mend the row") from error


def _rows(path: Path, rows: Iterator[tuple[int, list[str]]]) -> dict[str, Published]:
    head = [cell.strip() for cell in next(rows, (1, []))[1]]
    missing = [name for name in _NEEDED if name not in head]
    unknown = [name for name in head if name not in _COLUMNS]
    if missing or unknown:
        wrong = f"column {missing[0]!r} is missing" if missing else f"column {unknown[0]!r} is not known"
        raise UnusableInput(f"{path}, line 1: {wrong}; the columns are file, publisher, public_address, read_on, note")
    found: dict[str, Published] = {}
    for line, cells in rows:
        if any(cell.strip() for cell in cells):
            name, published = _row(f"{path}, line {line}", head, cells)
            if name in found:
                raise UnusableInput(f"{path}, line {line}: file {name!r} stands twice; keep one row")
            found[name] = published
    return found


def _row(where: str, head: list[str], cells: list[str]) -> tuple[str, Published]:
    if len(cells) != len(head):
        raise UnusableInput(f"{where}: {len(cells)} cells under {len(head)} columns; quote cells that hold commas")
    row = {name: cell.strip() for name, cell in zip(head, cells, strict=True)}
    if not row["file"] or "/" in row["file"] or "\\" in row["file"]:
        raise UnusableInput(f"{where}: file {row['file']!r} is no file name; name a file in the same folder")
    if row["public_address"] and not row["public_address"].lower().startswith(("http://", "https://")):
        raise UnusableInput(
            f"{where}: public_address {row['public_address']!r} is no http(s) address; give one or leave it empty"
        )
    if row.get("read_on"):
        try:
            date.fromisoformat(row["read_on"])
        except ValueError as error:
            raise UnusableInput(f"{where}: read_on {row['read_on']!r} is no date; write it as 2026-01-31") from error
    return row["file"], Published(row["publisher"], row["public_address"], MAY_BE_SHOWN in row.get("note", "").lower())
