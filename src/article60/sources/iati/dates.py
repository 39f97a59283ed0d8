"""Days as publishers write them, and the beginning and end of an activity."""

import re
from datetime import date
from functools import lru_cache

from lxml import etree

from article60.sources.iati.elements import attribute, own_text
from article60.sources.iati.remarks import Remarks
from article60.sources.iati.wording import code_of

_ISO = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_DAY_FIRST = re.compile(r"\s*(\d{1,2})[/.](\d{1,2})[/.](\d{4})\s*$")
_EARLIEST, _LATEST = 1950, 2070


@lru_cache(maxsize=4096)
def day(written: str | None) -> date | None:
    """The day that a date or instant names, or None. `03/04/2015` may be either of two days and is not read."""
    if not written:
        return None
    if iso := _ISO.match(written):
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    spoken = _DAY_FIRST.match(written)
    if spoken is None:
        return None
    first, second, year = int(spoken[1]), int(spoken[2]), int(spoken[3])
    if first > 12 or first == second:
        return _date(year, second, first)
    return _date(year, first, second) if second > 12 else None


def _date(year: int, month: int, in_month: int) -> date | None:
    try:
        return date(year, month, in_month)
    except ValueError:
        return None


def span(dates: list[etree._Element], remarks: Remarks) -> tuple[date | None, date | None]:
    """Start and end, actual before planned; what cannot be read, is implausible or ends before it starts is noted."""
    read: dict[str, date] = {}
    for element in dates:
        kind = code_of("date_type", element.get("type")) or "untyped"
        found = _read(element, kind, remarks)
        if found is not None:
            read.setdefault(kind, found)
    start = read.get("start_actual", read.get("start_planned"))
    end = read.get("end_actual", read.get("end_planned"))
    if start is not None and end is not None and end < start:
        remarks.add(f"ends on {end}, before it starts on {start}")
    if start is None and end is None:
        remarks.add("no date of start or end")
    return start, end


def _read(element: etree._Element, kind: str, remarks: Remarks) -> date | None:
    written = attribute(element, "iso-date") or " ".join(own_text(element).split())
    found = day(written)
    if found is not None and _EARLIEST <= found.year <= _LATEST:
        return found
    name = kind.replace("_", " ")
    if found is not None:
        remarks.add(f"{name} date is implausible: {found}")
    else:
        remarks.add(f"{name} date cannot be read: {written[:40]!r}" if written else f"{name} date is empty")
    return found
