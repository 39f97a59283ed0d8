"""Reads of each activity only the ten fields that most are asked for, at less than half the cost of the whole record."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TypedDict

from lxml import etree

from article60.domain.run_note import RunNote
from article60.sources.aid_file import AidFile
from article60.sources.iati.amounts import amount, currency_of
from article60.sources.iati.dates import span
from article60.sources.iati.elements import LANG, Children, attribute, children_by_name, name_of, plain_names
from article60.sources.iati.head import Head
from article60.sources.iati.organisations import parties
from article60.sources.iati.privacy import remove_personal
from article60.sources.iati.reader import Reading, opened
from article60.sources.iati.recipients import NAMES
from article60.sources.iati.record import identifier_of, status_of
from article60.sources.iati.remarks import Remarks
from article60.sources.iati.sectors import vocabulary_of
from article60.sources.iati.texts import field_of, said

_CHILDREN = (
    "iati-identifier",
    "reporting-org",
    "participating-org",
    "title",
    "description",
    *NAMES,
    "sector",
    "activity-date",
    "activity-status",
    "budget",
)

Texts = list[tuple[str | None, str]]


class TenFields(TypedDict):
    """Ten fields of an activity, each with the values that its whole record has."""

    identifier: str
    reporting_org: tuple[str | None, str | None]
    """Identifier and name."""
    title: Texts
    """Language declared and text."""
    description: Texts
    recipients: list[tuple[str, str | None]]
    """Code and percentage as published, of those that the activity itself names and not only its transactions."""
    sectors: list[tuple[str, str, str | None]]
    """Vocabulary, code and percentage as published, likewise."""
    dates: tuple[date | None, date | None]
    """Start and end."""
    status: str | None
    budgets: list[tuple[str, str | None]]
    """Value and currency."""
    organisations: list[tuple[str | None, str, str | None]]
    """Identifier, role and name, the reporting organisation first."""


def read(aid: AidFile | Path, *, notes: list[RunNote]) -> Iterator[TenFields]:
    """Yield the fields of every activity of the file that `reader.read` yields, in its order and with its notes."""
    file = opened(aid, notes=notes, at=AidFile.unhashed)
    if file is None:
        return
    yield from Reading(file, notes).fields(ten_fields)


def ten_fields(activity: etree._Element, head: Head) -> TenFields:
    """The fields of an activity; `head` is that of the file. Changes the element: contact details are taken out first.

    Raises MarkedUp where the element must be parsed with all blanks.
    """
    remove_personal(activity)
    plain_names(activity)
    children, remarks = children_by_name(activity, *_CHILDREN), Remarks()
    spoken = activity.get(LANG) or head.language
    organisations = [(ref, role, name) for ref, name, role, _ in parties(children, remarks)]
    return TenFields(
        identifier=identifier_of(children, remarks),
        reporting_org=next(((ref, name) for ref, role, name in organisations[:1] if role == "reporting"), (None, None)),
        title=_texts(children["title"], spoken, remarks),
        description=_texts((one for one in children["description"] if field_of(one) == "description"), spoken, remarks),
        recipients=[
            (attribute(one, "code") or "", attribute(one, "percentage"))
            for name in NAMES
            for one in children[name]
            if attribute(one, "code") is not None or name_of(one) is not None
        ],
        sectors=[
            (vocabulary_of(one), attribute(one, "code") or "", attribute(one, "percentage")) for one in children["sector"]
        ],
        dates=span(children["activity-date"], remarks),
        status=status_of(children, remarks),
        budgets=_budgets(children, attribute(activity, "default-currency"), remarks),
        organisations=organisations,
    )


def _texts(elements: Iterable[etree._Element], language: str | None, remarks: Remarks) -> Texts:
    """The same words in the same language once."""
    told = ((tongue, text) for one in elements for text, tongue in said(one, language=language, remarks=remarks))
    return list(dict.fromkeys(told))


def _budgets(children: Children, default_currency: str | None, remarks: Remarks) -> list[tuple[str, str | None]]:
    values = (next(one.iterchildren("value"), None) for one in children["budget"])
    return [(amount(value, remarks), currency_of(value, default_currency)) for value in values if value is not None]
