"""Writes the activities kept as IATI 2.03, with the provisions and types that they serve as tags of our own vocabularies."""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from lxml import etree

from article60.domain.activity import Activity, ActivityOrganisation, ActivityRecipient, ActivitySector, ActivityText
from article60.publication.iati_elements import add, add_dates, add_tags, clean, narrate
from article60.publication.reading import read_records
from article60.publication.release_info import INVENTED, ReleaseInfo

_ABOUT = (
    "Activities as their publishers report them, kept by Release {name} as anti-corruption assistance. The tags are the "
    "Release's: provisions of the United Nations Convention against Corruption and types of assistance. Amounts, contacts "
    "and documents stand in the publishers' own files. Left out, because the standard asks for what they do not say: {left}. "
)
_KEPT = "SELECT activity_id FROM activities WHERE relevant ORDER BY iati_identifier, rowid"
_PORTION = 500
"""Activities that are held at a time with all their rows."""
_LINE = "\n  "
_ROLES = {"funding": "1", "accountable": "2", "extending": "3", "implementing": "4"}
_LANGUAGE = re.compile(r"[a-z]{2,3}")
Row = TypeVar("Row", ActivityRecipient, ActivitySector)


def write(connection: sqlite3.Connection, path: Path, *, info: ReleaseInfo) -> None:
    """Write the file, by identifier of the activities; none where no kept activity says all that the standard asks for."""
    kept = [one for (one,) in connection.execute(_KEPT)]
    complete = [one.activity_id for one, rows in _with_rows(connection, kept) if rows.complete(one)]
    if not complete:
        return
    about = _ABOUT.format(name=info.name, left=len(kept) - len(complete)) + (INVENTED if info.fictional else "")
    made_on = {"version": "2.03", "generated-datetime": f"{info.on.isoformat()}T00:00:00Z"}
    with path.open("wb") as file:
        with etree.xmlfile(file, encoding="UTF-8") as xml:
            xml.write_declaration()
            with xml.element("iati-activities", made_on):
                xml.write(_LINE, etree.Comment(f" {about.strip()} "))
                for one, rows in _with_rows(connection, complete):
                    element = _activity(one, rows, site=info.imprint.address)
                    etree.indent(element, level=1)
                    xml.write(_LINE, element)
                xml.write("\n")
        file.write(b"\n")


def _with_rows(connection: sqlite3.Connection, ids: Sequence[str]) -> Iterator[tuple[Activity, "_Rows"]]:
    """Activities in the order of their own identifiers, as these are, each with the rows that belong to it, some at a time."""
    for first in range(0, len(ids), _PORTION):
        some = ids[first : first + _PORTION]
        rows = _Rows(connection, some)
        found = {one.activity_id: one for one in read_records(connection, "activities", where=_among(some), values=some)}
        yield from ((found[one], rows) for one in some)


def _among(ids: Sequence[str]) -> str:
    return f"activity_id IN ({', '.join('?' * len(ids))})"


class _Rows:
    """The rows that belong to some activities, by activity and in their order."""

    def __init__(self, connection: sqlite3.Connection, ids: Sequence[str]) -> None:
        """The rows of a table are read when they are first asked for."""
        self._connection, self._ids = connection, ids

    def _grouped(self, name: str) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = defaultdict(list)
        for row in read_records(self._connection, name, where=_among(self._ids), values=self._ids):
            found[row.activity_id].append(row)
        return found

    @cached_property
    def texts(self) -> dict[str, list[ActivityText]]:
        """Narratives."""
        return self._grouped("activity_texts")

    @cached_property
    def organisations(self) -> dict[str, list[ActivityOrganisation]]:
        """Organisations that report or take part."""
        return self._grouped("activity_organisations")

    @cached_property
    def recipients(self) -> dict[str, list[ActivityRecipient]]:
        """Recipients, as published."""
        return self._grouped("activity_recipients")

    @cached_property
    def sectors(self) -> dict[str, list[ActivitySector]]:
        """Sectors, as published."""
        return self._grouped("activity_sectors")

    def complete(self, activity: Activity) -> bool:
        """Whether the publisher said what the standard asks for: who reports and takes part, status, a date."""
        said = (activity.iati_identifier, activity.reporting_org, self.reporter_kind(activity), activity.status, activity.title)
        dated = activity.start is not None or activity.end is not None
        return all(said) and dated and any(self.participating(activity))

    def reporter_kind(self, activity: Activity) -> str | None:
        """Kind of the reporting organisation as published."""
        kinds = (one.kind for one in self.organisations[activity.activity_id] if one.role == "reporting")
        return next((kind for kind in kinds if kind), None)

    def participating(self, activity: Activity) -> Iterator[ActivityOrganisation]:
        """Organisations that take part, but not the reporting one."""
        return (one for one in self.organisations[activity.activity_id] if one.role in _ROLES)

    def narratives(self, activity: Activity, field: str) -> Iterator[tuple[str, str | None]]:
        """Words and language of a text; the activity's own words where no narrative stands."""
        found = [
            (one.text, one.language_declared or one.language) for one in self.texts[activity.activity_id] if one.field == field
        ]
        return iter(found or [(getattr(activity, field) or activity.title, None)])


def _activity(activity: Activity, rows: _Rows, *, site: str | None) -> etree._Element:
    element = etree.Element("iati-activity")
    if activity.last_updated is not None:
        element.set("last-updated-datetime", f"{activity.last_updated.isoformat()}T00:00:00Z")
    add(element, "iati-identifier").text = clean(activity.iati_identifier)
    reporter = add(element, "reporting-org", ref=activity.reporting_org, type=rows.reporter_kind(activity))
    reporter.set("secondary-reporter", "1" if activity.secondary_reporter else "0")
    _narrate(reporter, [(activity.reporting_org_name or str(activity.reporting_org), None)])
    for field in ("title", "description"):
        _narrate(add(element, field), rows.narratives(activity, field))
    for one in rows.participating(activity):
        taking_part = add(element, "participating-org", ref=one.ref, role=_ROLES[one.role], type=one.kind)
        _narrate(taking_part, [(one.name, None)] if one.name else [])
    add(element, "activity-status", code=activity.status)
    add_dates(element, activity.status, start=activity.start, end=activity.end)
    _places(element, rows.recipients[activity.activity_id])
    _sectors(element, rows.sectors[activity.activity_id])
    add_tags(element, provisions=activity.provisions, types=activity.types, site=site)
    return element


def _places(element: etree._Element, recipients: Sequence[ActivityRecipient]) -> None:
    for kind in ("country", "region"):
        for one in (one for one in _of_activity(recipients) if one.kind == kind):
            add(element, f"recipient-{kind}", code=one.code, percentage=_percentage(one.share_published))


def _sectors(element: etree._Element, sectors: Sequence[ActivitySector]) -> None:
    for one in _of_activity(sectors):
        add(element, "sector", vocabulary=one.vocabulary, code=one.code, percentage=_percentage(one.share_published))


def _of_activity(rows: Sequence[Row]) -> list[Row]:
    """What the publisher says of the whole activity; what all transactions say alike holds for the whole as well."""
    whole = [one for one in rows if one.level == "activity" and one.code]
    if whole:
        return whole
    alike = {one.code: one for one in rows if one.code}
    return list(alike.values()) if len(alike) == 1 else []


def _narrate(element: etree._Element, narratives: Iterable[tuple[str, str | None]]) -> None:
    for text, language in narratives:
        narrate(element, text, language if language is not None and _LANGUAGE.fullmatch(language) else None)


def _percentage(share: str | None) -> str | None:
    return share if share is not None and re.fullmatch(r"\d+(\.\d+)?", share) and float(share) <= 100 else None
