"""Days that are proposed, as a calendar file (RFC 5545) that any calendar program opens."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

LONGEST = 75
"""Octets of a line, its end not counted, before it is folded (RFC 5545, section 3.1)."""
_ESCAPED = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something for a whole day that nobody has settled yet. `key` tells it from the others of its calendar for good."""

    key: str
    day: date
    summary: str
    description: str


def calendar(entries: Sequence[Entry], *, name: str, of: str, language: str, stamped: date) -> bytes:
    """The file: entries by day, each tentative, so that it blocks nobody's time.

    `of` names the calendar for machines, and with the key of an entry gives it an identifier that stays: a calendar made
    again for another day moves the entries instead of doubling them. `stamped` is the day of which the calendar speaks.
    """
    return "".join(f"{folded(line)}\r\n" for line in _lines(entries, name, of, language, stamped)).encode()


def folded(line: str) -> str:
    """A line cut into lines of at most 75 octets, none within a letter; each but the first begins with a blank."""
    made, room = [""], LONGEST
    for letter in line:
        octets = len(letter.encode())
        if octets > room:
            made.append("")
            room = LONGEST - 1
        made[-1] += letter
        room -= octets
    return "\r\n ".join(made)


def _lines(entries: Sequence[Entry], name: str, of: str, language: str, stamped: date) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Article60//Reports//EN", "CALSCALE:GREGORIAN")
    yield f"NAME;LANGUAGE={language}:{_text(name)}"
    yield f"X-WR-CALNAME:{_text(name)}"
    for one in sorted(entries, key=lambda one: one.day):
        yield "BEGIN:VEVENT"
        yield f"UID:{uuid5(NAMESPACE_URL, f'urn:article60:{of}:{one.key}')}"
        yield f"DTSTAMP:{_day(stamped)}T000000Z"
        yield f"DTSTART;VALUE=DATE:{_day(one.day)}"
        yield f"DTEND;VALUE=DATE:{_day(one.day + timedelta(days=1))}"
        yield f"SUMMARY;LANGUAGE={language}:{_text(one.summary)}"
        yield f"DESCRIPTION;LANGUAGE={language}:{_text(one.description)}"
        yield from ("STATUS:TENTATIVE", "TRANSP:TRANSPARENT", "END:VEVENT")
    yield "END:VCALENDAR"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(words: str) -> str:
    """Words as a value; what RFC 5545 does not let stand in one is left out."""
    words = "".join(letter for letter in words if letter == "\n" or (letter >= " " and letter != "\x7f"))
    for letter, escaped in _ESCAPED:
        words = words.replace(letter, escaped)
    return words
