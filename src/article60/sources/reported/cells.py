"""From one cell of a spreadsheet to a value: what people and their spreadsheets write, or why it cannot be used."""

import math
import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from article60.codes.labels import codes
from article60.domain import provision
from article60.sources.forms import values
from article60.sources.forms.values import DIVIDED, LISTED, Unreadable
from article60.sources.reported.problems import Unusable
from article60.text.normalise import squeeze

LONGEST_TITLE, LONGEST_TEXT, LONGEST_REFERENCE = 500, 5_000, 60
STATUSES = "iati/ActivityStatus"
_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Marks that nobody sees and spreadsheets and word processors leave behind."""
_MIDNIGHT = time(0, 0)


def text(cell: Any) -> str:
    """A cell as people read it: whole numbers without a point, days in ISO 8601, runs of blanks as one."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == _MIDNIGHT else cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return str(int(cell)) if math.isfinite(cell) and cell.is_integer() else repr(cell)
    return "" if cell is None else squeeze(_UNSEEN.sub("", str(cell)))


def reference(cell: Any) -> str:
    """A number or short name of letters and digits, with dots, hyphens and underscores; it becomes part of an identifier."""
    found = text(cell)
    if isinstance(cell, bool | date) or not _REFERENCE.fullmatch(found) or len(found) > LONGEST_REFERENCE:
        raise Unusable("bad_reference")
    return found


def words(most: int) -> Callable[[Any], str]:
    """Words of at most so many characters."""

    def read(cell: Any) -> str:
        found = text(cell)
        if len(found) > most:
            raise Unusable("too_long")
        return found

    return read


def states(cell: Any) -> tuple[str, ...]:
    """Codes of the States that a cell names."""
    return _several(cell, values.state, "unknown_state")


def provisions(cell: Any) -> tuple[str, ...]:
    """Provisions that a cell names, each once in the Convention's order.

    A spreadsheet makes a day of `9/1`; a number such as 46.9 may have been 46.90.
    """
    if isinstance(cell, date):
        raise Unusable("turned_into_day")
    if isinstance(cell, float) and not cell.is_integer():
        raise Unusable("unknown_provision")
    found = _several(cell, values.provisions, "unknown_provision")
    return tuple(sorted(found, key=provision.sort_key))


def types(cell: Any) -> tuple[str, ...]:
    """Fine types that a cell names, in the order of their list."""
    found = _several(cell, _type, "unknown_type")
    return tuple(one for one in codes("types") if one in found)


def bodies(cell: Any) -> tuple[str, ...]:
    """Names of bodies, each once; they may hold commas."""
    found = tuple(dict.fromkeys(_parts(cell, DIVIDED)))
    if any(len(one) > LONGEST_TITLE for one in found) or len("; ".join(found)) > LONGEST_TEXT:
        raise Unusable("too_long")
    return found


def status(cell: Any) -> str:
    """IATI's code of a status, by code or label."""
    found = values.key_named(text(cell), STATUSES)
    if found is None or isinstance(cell, bool | date):
        raise Unusable("unknown_status")
    return found


def first_day(cell: Any) -> date:
    """A day; of a year alone, its first."""
    return _day(cell, values.first_day)


def last_day(cell: Any) -> date:
    """A day; of a year alone, its last."""
    return _day(cell, values.last_day)


def amount(cell: Any) -> str:
    """An amount, zero or more, as decimal text; numbers as the spreadsheet holds them, text with blanks or commas by threes."""
    if isinstance(cell, bool | date):
        raise Unusable("no_amount")
    if isinstance(cell, int | float):
        if not math.isfinite(cell) or cell < 0:
            raise Unusable("no_amount")
        return f"{Decimal(repr(cell)):f}".removesuffix(".0")
    try:
        return values.amount(text(cell))
    except Unreadable:
        raise Unusable("no_amount") from None


def currency(cell: Any) -> str:
    """Three capital letters."""
    try:
        return values.currency(text(cell))
    except Unreadable:
        raise Unusable("no_currency") from None


def _day(cell: Any, read: Callable[[str], date]) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, bool | float) or (isinstance(cell, int) and not 1900 <= cell <= 2200):
        raise Unusable("no_day")
    try:
        return read(text(cell))
    except Unreadable:
        raise Unusable("no_day") from None


def _type(written: str) -> tuple[str, ...]:
    name, code = values.types(written)
    if name != "types":
        raise Unreadable(written)
    return (code,)


def _several(cell: Any, read: Callable[[str], tuple[str, ...]], kind: str) -> tuple[str, ...]:
    """All values of a cell, each once; a name may hold commas, so that these part values only where nothing else is one."""
    found: list[str] = []
    for part in _parts(cell, DIVIDED):
        try:
            found.extend(read(part))
        except Unreadable:
            found.extend(one for smaller in _parts(part, LISTED) for one in _read(smaller, read, kind))
    return tuple(dict.fromkeys(found))


def _read(part: str, read: Callable[[str], tuple[str, ...]], kind: str) -> tuple[str, ...]:
    try:
        return read(part)
    except Unreadable:
        raise Unusable(kind) from None


def _parts(cell: Any, divided: re.Pattern[str]) -> list[str]:
    """The parts of a cell that hold something; its lines are parts as well."""
    whole = _UNSEEN.sub("", cell) if isinstance(cell, str) else text(cell)
    return [part for part in map(squeeze, divided.split(whole)) if part]
