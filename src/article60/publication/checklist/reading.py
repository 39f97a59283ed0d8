"""From a workbook to what was changed in it: by cell the hash of what was there and what stands there now, or what is wrong."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl.utils.escape import unescape

from article60 import workbooks
from article60.codes.languages import LANGUAGES
from article60.codes.reader import rows
from article60.domain import checklist_answer
from article60.domain.checklist import ANSWERS, Cell, Checklist, NoSuchChecklist, checklist
from article60.domain.checklist_answer import answer_hash, normal, usable
from article60.publication.checklist.reasons import (
    ANOTHER_FORM,
    ERROR,
    FORMULA,
    NO_HASH,
    NO_HIDDEN,
    NOT_TEXT,
    TWICE,
    UNKNOWN_VERSION,
    Unusable,
)
from article60.publication.checklist.writing import ANSWER, FORM, HIDDEN, KEY
from article60.publication.defused import defused
from article60.text.normalise import fold, squeeze

MOST_ROWS, MOST_SHEETS, MOST_SHOWN = 5_000, 30, 80
_MARKED = frozenset({"x", "✓", "✔", "1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """A cell that cannot be used: sheet, cell as `D7`, a code that says why, and the beginning of what stands there."""

    sheet: str
    cell: str
    why: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What a workbook says: whose checklist it is, what was changed in it, what is wrong, and which cells are gone from it."""

    state: str
    checklist: str
    language: str
    changed: Mapping[str, tuple[str, str]]
    """By cell the hash of what was written into the workbook, and what stands there now."""
    wrong: Sequence[Wrong]
    unchanged: int
    missing: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Found:
    """A row that has the key of a cell, and its answer as the file holds it."""

    sheet: str
    row: int
    key: str
    cell: Any

    @property
    def place(self) -> str:
        return f"{chr(ord('A') + ANSWER)}{self.row}"


def answer(request: Mapping[str, str]) -> dict[str, Any]:
    """What stands in the file at `path`, as JSON can carry it; what is no checklist is told by `refused`."""
    try:
        return asdict(read(Path(request["path"])))
    except Unusable as error:
        return {"refused": error.why}


def read(path: Path) -> Returned:
    """What was changed in a workbook, whatever its file is called.

    Call it in a limited process where the file is a stranger's. Raises Unusable.
    """
    try:
        book = workbooks.opened(path, read_only=True)
    except workbooks.NotOpened as error:
        raise Unusable(error.why) from error
    with closing(book):
        return _read(book)


def _read(book: Any) -> Returned:
    try:
        hidden = _hidden(book)
        found = list(_rows(book))
    except (Unusable, MemoryError):
        raise
    except Exception as error:  # sheets are parsed only now, by a package of another's making
        raise Unusable(workbooks.NO_WORKBOOK) from error
    if hidden.get("form") != FORM:
        raise Unusable(ANOTHER_FORM)
    try:
        version = checklist(hidden.get("checklist", ""))
    except NoSuchChecklist:
        raise Unusable(UNKNOWN_VERSION) from None
    return _compared(version, hidden, found)


def _hidden(book: Any) -> Mapping[str, str]:
    """What the hidden sheet says, and the hashes of cells."""
    if HIDDEN not in book.sheetnames:
        raise Unusable(NO_HIDDEN)
    sheet = book[HIDDEN]
    sheet.reset_dimensions()
    pairs = (row[:2] for row in islice(sheet.iter_rows(max_col=2, values_only=True), MOST_ROWS))
    return {str(pair[0]): str(pair[1]) for pair in pairs if len(pair) == 2 and None not in pair}


def _rows(book: Any) -> Iterator[_Found]:
    """The rows of all other sheets that have a key, wherever they were moved."""
    for sheet in [one for one in book.worksheets if one.title != HIDDEN][:MOST_SHEETS]:
        sheet.reset_dimensions()  # what the file says of its size may be a lie
        for number, row in enumerate(islice(sheet.iter_rows(max_col=ANSWER + 1), MOST_ROWS), start=1):
            key = row[KEY].value if len(row) > KEY else None
            if isinstance(key, str) and "." in key:
                yield _Found(sheet.title, number, key.strip(), row[ANSWER] if len(row) > ANSWER else None)


def _compared(version: Checklist, hidden: Mapping[str, str], found: Sequence[_Found]) -> Returned:
    changed: dict[str, tuple[str, str]] = {}
    wrong: list[Wrong] = []
    seen: dict[str, str] = {}
    for one in found:
        if one.key not in version.cells:
            continue
        try:
            base = _base(hidden, one.key)
            value = _value(version, version.cells[one.key], one.cell, base=base, state=hidden.get("state", ""))
            if seen.setdefault(one.key, value) != value:
                changed.pop(one.key, None)
                raise Unusable(TWICE)
        except (Unusable, checklist_answer.Unusable) as error:
            seen.setdefault(one.key, "")
            wrong.append(Wrong(sheet=one.sheet, cell=one.place, why=error.why, found=_shown(one.cell)))
            continue
        if _hash(version, one.key, value, state=hidden.get("state", "")) != base:
            changed[one.key] = (base, value)
    keys = [key for key in hidden if key in version.cells]
    return Returned(
        state=hidden.get("state", ""),
        checklist=version.checklist,
        language=hidden.get("language", ""),
        changed=changed,
        wrong=wrong,
        unchanged=len(seen) - len(changed) - len({one.cell + one.sheet for one in wrong}),
        missing=[key for key in keys if key not in seen],
    )


def _base(hidden: Mapping[str, str], key: str) -> str:
    if key not in hidden:
        raise Unusable(NO_HASH)
    return hidden[key]


def _hash(version: Checklist, key: str, value: str, *, state: str) -> str:
    return answer_hash(state=state, checklist=version.checklist, key=key, value=value)


def _value(version: Checklist, cell: Cell, held: Any, *, base: str, state: str) -> str:
    """What stands in a cell, as answers are kept: untouched where it is what was written there, else as people meant it."""
    text = _text(held)
    if cell.answers:
        return usable(cell, _chosen(cell, text))
    readings = (text, _unguarded(text))
    as_written = (one for one in readings if _hash(version, cell.key, normal(one), state=state) == base)
    return usable(cell, next(as_written, _unguarded(str(unescape(text)))))


def _unguarded(text: str) -> str:
    """Without the apostrophe that only keeps a formula from running."""
    bare = text[1:]
    return bare if text.startswith("'") and defused(bare) == text else text


def _chosen(cell: Cell, text: str) -> str:
    """The code of an answer, by its label in any of the six languages; a mark may be a cross."""
    folded = fold(squeeze(text))
    if cell.type and folded in _MARKED:
        return "yes"
    return _labels().get(folded, text)


@cache
def _labels() -> Mapping[str, str]:
    return {fold(row[name]): row["code"] for row in rows(ANSWERS) for name in ("code", *LANGUAGES)}


def _text(held: Any) -> str:
    """What stands in a cell as people read it. Raises Unusable for a formula, an error, or what is no text."""
    value = None if held is None else held.value
    if value is None:
        return ""
    if held.data_type == "f":
        raise Unusable(FORMULA)
    if held.data_type == "e":
        raise Unusable(ERROR)
    if isinstance(value, bool):
        raise Unusable(NOT_TEXT)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _shown(held: Any) -> str:
    value = "" if held is None or held.value is None else str(held.value)
    return normal(value)[:MOST_SHOWN]
