"""One `iati-activity` element as an ActivityRecord, whatever version of the standard it follows."""

from dataclasses import dataclass
from datetime import date

from lxml import etree

from article60.domain.activity_record import ActivityRecord
from article60.domain.ids import lasting_id
from article60.sources.iati.amounts import amounts
from article60.sources.iati.dates import day, span
from article60.sources.iati.elements import (
    LANG,
    Children,
    attribute,
    attributes_by_name,
    children_of_activity,
    name_of,
    own_text,
    plain_names,
)
from article60.sources.iati.head import Head
from article60.sources.iati.organisations import organisations
from article60.sources.iati.other_identifiers import other_identifiers
from article60.sources.iati.privacy import remove_personal, without_addresses
from article60.sources.iati.recipients import recipients
from article60.sources.iati.remarks import Remarks
from article60.sources.iati.sectors import sectors
from article60.sources.iati.texts import texts
from article60.sources.iati.wording import code_of

_PARENT, _CHILD = "1", "2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an element stands."""

    file: str
    file_sha256: str
    position: int
    line: int


def record(
    activity: etree._Element,
    *,
    place: Place,
    head: Head,
    remarks: Remarks,
    detects_language: bool = True,
) -> ActivityRecord:
    """Everything that the element says. Changes the element: contact details are taken out first."""
    remove_personal(activity)
    plain_names(activity)
    children = children_of_activity(activity)
    identifier = identifier_of(children, remarks)
    activity_id = lasting_id("ACT", identifier) if identifier else lasting_id("ACT", place.file_sha256, str(place.position))
    # Answers of data portals carry on each activity what the publisher's own file declared.
    inherited = attributes_by_name(activity)
    start, end = span(children["activity-date"], remarks)
    parties = organisations(children, activity_id=activity_id, remarks=remarks)
    reporter = next((party for party in parties if party.role == "reporting"), None)
    return ActivityRecord(
        activity_id=activity_id,
        iati_identifier=identifier,
        file=place.file,
        file_sha256=place.file_sha256,
        position=place.position,
        line=place.line,
        iati_version=inherited.get("version") or head.version,
        reporting_org=None if reporter is None else reporter.ref,
        reporting_org_name=None if reporter is None else reporter.name,
        secondary_reporter=any(_is_true(element.get("secondary-reporter")) for element in children["reporting-org"]),
        status=status_of(children, remarks),
        start=start,
        end=end,
        last_updated=_last_updated(activity, inherited.get("generated-datetime") or head.generated, remarks),
        hierarchy=_hierarchy(activity, remarks),
        parents=_related(children, _PARENT),
        children=_related(children, _CHILD),
        other_identifiers=other_identifiers(children),
        texts=texts(
            children,
            activity_id=activity_id,
            language=activity.get(LANG) or head.language,
            detects=detects_language,
            remarks=remarks,
        ),
        recipients=recipients(children, activity_id=activity_id, remarks=remarks),
        sectors=sectors(children, activity_id=activity_id, remarks=remarks),
        organisations=parties,
        amounts=amounts(
            children, activity_id=activity_id, default_currency=attribute(activity, "default-currency"), remarks=remarks
        ),
        tags=tuple((attribute(tag, "vocabulary") or "", attribute(tag, "code") or "") for tag in children["tag"]),
        policy_markers=tuple(_marker(element) for element in children["policy-marker"]),
        notes=remarks.written(),
    )


def identifier_of(children: Children, remarks: Remarks) -> str:
    """The identifier as published, without blanks around it; empty where there is none."""
    found = children["iati-identifier"]
    written = own_text(found[0]) if found else ""
    identifier = without_addresses(written.strip())
    if not identifier:
        remarks.add("no identifier; identified by file and place")
    elif identifier != written:
        remarks.add("blanks around the identifier")
    if len(found) > 1:
        remarks.add("more than one identifier; the first is used")
    return identifier


def _is_true(written: str | None) -> bool:
    return written is not None and written.strip().lower() in ("1", "true")


def status_of(children: Children, remarks: Remarks) -> str | None:
    """The code of the status; None where there is none."""
    for element in children["activity-status"]:
        return code_of("status", element.get("code") or name_of(element))
    remarks.add("no activity status")
    return None


def _last_updated(activity: etree._Element, generated: str | None, remarks: Remarks) -> date | None:
    own = attribute(activity, "last-updated-datetime")
    found = day(own)
    if own is not None and found is None:
        remarks.add(f"date of last update cannot be read: {own[:40]!r}")
    return found or day(generated)


def _hierarchy(activity: etree._Element, remarks: Remarks) -> int | None:
    written = attribute(activity, "hierarchy")
    if written is None:
        return None
    if written.isascii() and written.isdigit() and len(written) < 4:
        return int(written)
    remarks.add(f"hierarchy is no number: {written[:20]!r}")
    return None


def _related(children: Children, kind: str) -> tuple[str, ...]:
    related = children["related-activity"]
    refs = (attribute(element, "ref") for element in related if attribute(element, "type") == kind) if related else ()
    return tuple(dict.fromkeys(ref for ref in refs if ref is not None))


def _marker(element: etree._Element) -> tuple[str, str, str]:
    vocabulary = code_of("policy_marker_vocabulary", element.get("vocabulary")) or "1"
    return vocabulary, attribute(element, "code") or "", attribute(element, "significance") or ""
