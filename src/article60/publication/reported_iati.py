"""Writes activities that providers report themselves as IATI 2.03, so that a run reads them as it reads all aid data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lxml import etree

from article60.codes.areas import area_name
from article60.codes.reader import by_code
from article60.domain.reported_activity import ReportedActivity
from article60.publication.iati_elements import OWN_VOCABULARY, XML_LANG, add, add_dates, add_tags, clean, narrate
from article60.publication.standard import codelists

_UNITED_NATIONS = "2"
"""The vocabulary of regions of M49."""
_TARGET_GROUPS = "3"
_ACCOUNTABLE = "2"
_ABOUT = (
    "Activities that providers report to this register in their own words, as each has published them there. Each is one "
    "that its provider publishes nowhere else under this identifier."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """An activity with its identifier, who reports it (identifier, name, IATI organisation type), and since when."""

    identifier: str
    reporter: str
    reporter_name: str
    reporter_kind: str
    updated_on: date
    activity: ReportedActivity


def write(published: Iterable[Published], path: Path, *, site: str | None = None) -> int:
    """Write the file, by identifier; how many. An activity that says little is told with that little, and nothing is added."""
    root = etree.Element("iati-activities", version="2.03")
    root.append(etree.Comment(f" {_ABOUT} "))
    count = 0
    for one in sorted(published, key=lambda one: one.identifier):
        root.append(_element(one, site=site))
        count += 1
    etree.indent(root)
    path.write_bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n")
    return count


def _element(one: Published, *, site: str | None) -> etree._Element:
    said = one.activity
    element = etree.Element("iati-activity", {XML_LANG: said.language})
    element.set("last-updated-datetime", f"{one.updated_on.isoformat()}T00:00:00Z")
    add(element, "iati-identifier").text = clean(one.identifier)
    narrate(add(element, "reporting-org", ref=one.reporter, type=one.reporter_kind), one.reporter_name)
    narrate(add(element, "title"), said.title, said.language)
    narrate(add(element, "description", type="1"), said.description or said.title, said.language)
    if said.bodies:
        narrate(add(element, "description", type=_TARGET_GROUPS), "; ".join(said.bodies))
    part = add(element, "participating-org", ref=one.reporter, type=one.reporter_kind, role=_ACCOUNTABLE)
    narrate(part, one.reporter_name)
    add(element, "activity-status", code=said.status)
    add_dates(element, said.status, start=said.start, end=said.end)
    _places(element, said, site=site)
    _amounts(element, said)
    add_tags(element, provisions=said.provisions, types=said.types, site=site)
    return _in_order(element)


def _places(element: etree._Element, said: ReportedActivity, *, site: str | None) -> None:
    """Without shares, where several are named: what each has of the whole is not known."""
    for state in said.states:
        add(element, "recipient-country", code=state)
    for area in said.areas:
        own = {} if area in by_code("subregions") else {"vocabulary-uri": codelists.address("regional_groups", site=site)}
        place = add(element, "recipient-region", code=area, vocabulary=OWN_VOCABULARY if own else _UNITED_NATIONS, **own)
        narrate(place, area_name(area, "en"), "en")


def _amounts(element: etree._Element, said: ReportedActivity) -> None:
    """A budget for the whole period; what was paid out, as one disbursement on the day of its value."""
    value = {"currency": said.currency, "value-date": (said.value_on or said.start).isoformat()}
    if said.budget is not None and said.end is not None:
        budget = add(element, "budget", type="1", status="1")
        add(budget, "period-start", **{"iso-date": said.start.isoformat()})
        add(budget, "period-end", **{"iso-date": said.end.isoformat()})
        add(budget, "value", **value).text = said.budget
    if said.disbursed is not None:
        paid = add(element, "transaction")
        add(paid, "transaction-type", code="3")
        add(paid, "transaction-date", **{"iso-date": value["value-date"]})
        add(paid, "value", **value).text = said.disbursed


_ORDER: Mapping[str, int] = {
    name: place
    for place, name in enumerate(
        (
            "iati-identifier",
            "reporting-org",
            "title",
            "description",
            "participating-org",
            "activity-status",
            "activity-date",
            "recipient-country",
            "recipient-region",
            "tag",
            "budget",
            "transaction",
        )
    )
}


def _in_order(element: etree._Element) -> etree._Element:
    """The order that the schema asks for."""
    element[:] = sorted(element, key=lambda child: _ORDER[str(child.tag)])
    return element
