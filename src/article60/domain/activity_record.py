"""An activity record: everything that one `iati-activity` element says, before anything is decided about it."""

from dataclasses import dataclass
from datetime import date

from article60.domain.activity import (
    ActivityAmount,
    ActivityOrganisation,
    ActivityRecipient,
    ActivitySector,
    ActivityText,
)
from article60.domain.fields import note
from article60.domain.quick import quick_to_build


@quick_to_build
@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityRecord:
    """One element of one file, read without judgement; what is odd in it stands in the notes."""

    activity_id: str = note("Lasting identifier, from the identifier published; from file and place where that is empty.")
    iati_identifier: str = note("Identifier as published, outer blanks removed.")
    file: str = note("Name of the file.")
    file_sha256: str = note("Hash of the file's bytes.")
    position: int = note("Place of the element in the file, from 0.")
    line: int | None = note("Line of the file on which the element begins.")
    iati_version: str | None = note("Version of the standard that the file declares.")
    reporting_org: str | None = note("Identifier of the reporting organisation as published.")
    reporting_org_name: str | None = note("Its name as published.")
    secondary_reporter: bool = note("Whether the reporter says that it reports the work of others.")
    status: str | None = note("IATI activity status code.")
    start: date | None = note("Actual start, else planned.")
    end: date | None = note("Actual end, else planned.")
    last_updated: date | None = note("Day on which the publisher last updated the record, else the day of the file.")
    hierarchy: int | None = note("Level in the publisher's own hierarchy, 1 outermost.")
    parents: tuple[str, ...] = note("Identifiers of parent activities.")
    children: tuple[str, ...] = note("Identifiers of child activities.")
    other_identifiers: tuple[tuple[str, str], ...] = note(
        "Other identifiers as IATI type code and identifier; the type is `participant` where it is that of a participating "
        "organisation's own record of the activity, and empty where the publisher gives none.",
        default=(),
    )
    texts: tuple[ActivityText, ...] = note("Narratives, in document order.")
    recipients: tuple[ActivityRecipient, ...] = note(
        "Recipient countries and regions, of the activity and of its transactions."
    )
    sectors: tuple[ActivitySector, ...] = note("Sectors, of the activity and of its transactions.")
    organisations: tuple[ActivityOrganisation, ...] = note("Reporting and participating organisations.")
    amounts: tuple[ActivityAmount, ...] = note("Budgets, planned disbursements and transactions.")
    tags: tuple[tuple[str, str], ...] = note("Tags as vocabulary and code.")
    policy_markers: tuple[tuple[str, str, str], ...] = note("Policy markers as vocabulary, code and significance.")
    notes: tuple[str, ...] = note("What is wrong or doubtful, in words.")
