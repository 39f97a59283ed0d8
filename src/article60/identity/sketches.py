"""What of an activity is compared when two organisations may report the same one, made once for each activity."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from article60.domain.activity import ActivityOrganisation
from article60.identity.identifiers import current_organisation
from article60.identity.readings import Reading
from article60.text.normalise import words

_ROMAN = frozenset(("ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"))


@dataclass(frozen=True, slots=True)
class Sketch:
    """One activity, reduced to what is compared."""

    activity_id: str
    identifier: str
    reporter: str
    secondary: bool
    titles: tuple[frozenset[str], ...]
    numbers: frozenset[str]
    places: frozenset[str]
    start: date | None
    end: date | None
    funders: frozenset[str]
    parties: frozenset[str]
    sums: tuple[Decimal, ...]
    others: tuple[str, ...]


def sketch(reading: Reading, parties: Collection[ActivityOrganisation]) -> Sketch:
    """The sketch of an activity; `parties` are the organisations that take part, with their lasting identifiers."""
    activity, record = reading.activity, reading.record
    written = [text.text for text in record.texts if text.field == "title"] or [activity.title]
    titles = tuple(found for found in map(words, written) if found)
    reporter = next((party.organisation_id for party in parties if party.role == "reporting"), "")
    return Sketch(
        activity_id=activity.activity_id,
        identifier=activity.iati_identifier,
        reporter=reporter or current_organisation(activity.reporting_org or activity.reporting_org_name or ""),
        secondary=activity.secondary_reporter,
        titles=titles,
        numbers=frozenset(filter(_is_number, titles[0])) if titles else frozenset(),
        places=frozenset(recipient.code for recipient in record.recipients),
        start=activity.start,
        end=activity.end,
        funders=frozenset(party.organisation_id for party in parties if party.role == "funding"),
        parties=frozenset(party.organisation_id for party in parties),
        sums=tuple(Decimal(usd) for usd in (activity.commitment_usd, activity.budget_usd, activity.disbursement_usd) if usd),
        others=tuple(other for kind, other in record.other_identifiers if kind not in ("A1", "B1", "B9")),
    )


def _is_number(word: str) -> bool:
    return word.isdigit() or word in _ROMAN


def of_all(readings: Mapping[str, Reading], parties: Mapping[str, Collection[ActivityOrganisation]]) -> list[Sketch]:
    """The sketch of each activity, in the order given."""
    return [sketch(reading, parties.get(activity_id, ())) for activity_id, reading in readings.items()]
