"""Records under one identifier, or under an old and a new one: what publishers say so plainly that it is certain."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from article60.domain.activity import Activity
from article60.domain.ids import lasting_id
from article60.identity.claims import Claim
from article60.identity.identifiers import current, current_organisation, former, plain, said_before
from article60.identity.readings import Reading

SHORTEST_TAIL = 4
"""What follows the last hyphen of an identifier tells one activity from others if it has so many signs; `01` does not."""


class Identifiers:
    """Finds activities by any identifier that they have or had, written in any way."""

    def __init__(self, readings: Mapping[str, Reading]) -> None:
        self._readings = readings
        self._head: Callable[[str], str] = str
        self._by_form: dict[str, list[str]] = defaultdict(list)
        for activity_id, reading in readings.items():
            if reading.activity.iati_identifier:
                self._by_form[current(reading.activity.iati_identifier)].append(activity_id)

    def follow(self, head: Callable[[str], str]) -> None:
        """From now on, find what stands for an activity rather than the activity."""
        self._head = head

    def find(self, identifier: str) -> str | None:
        """The activity under this identifier, or under the one that has taken its place; of several, the one kept."""
        found = self._by_form.get(current(identifier))
        return self._head(found[0]) if found else None

    def several(self) -> Iterator[list[str]]:
        """Activities that have one identifier, the one to be kept first: under the prefix in use, then as preferred so far."""
        for form, found in self._by_form.items():
            if len(found) > 1:
                found.sort(key=lambda one: plain(self._readings[one].activity.iati_identifier) != form)
                yield found

    def earlier_ids(self) -> Iterator[tuple[str, str]]:
        """Each lasting identifier that an activity would have had under an earlier form of its own, and the present one."""
        for activity_id, reading in self._readings.items():
            for before in former(reading.activity.iati_identifier):
                earlier = lasting_id("ACT", before)
                if earlier not in self._readings:
                    yield earlier, activity_id


def same_identifier(identifiers: Identifiers, readings: Mapping[str, Reading]) -> Iterator[Claim]:
    """Claims that are certain since the identifiers differ in a published prefix, in capitals or in blanks only."""
    for kept, *others in identifiers.several():
        form = plain(readings[kept].activity.iati_identifier)
        for other in others:
            written = readings[other].activity.iati_identifier
            if plain(written) == form:
                yield Claim(
                    one=kept, other=other, kind="same_record", score=1, reason=f"the same identifier, written {written!r}"
                )
            else:
                reason = f"the prefix of {written} was changed; it is now {readings[kept].activity.iati_identifier}"
                yield Claim(one=kept, other=other, kind="prefix_renamed", score=1, reason=reason)


def named_as_earlier(identifiers: Identifiers, readings: Mapping[str, Reading]) -> Iterator[tuple[Claim, bool]]:
    """Claims of publishers that an activity had another's identifier before, and whether only one activity says so."""
    heirs: dict[str, list[str]] = defaultdict(list)
    for activity_id, reading in readings.items():
        record = reading.record
        if record.other_identifiers:
            for before in said_before(record.iati_identifier, record.reporting_org, record.other_identifiers):
                found = identifiers.find(before)
                if found is not None and found != activity_id and activity_id not in heirs[found]:
                    heirs[found].append(activity_id)
    for found, claiming in heirs.items():
        written = readings[found].activity.iati_identifier
        for heir in claiming:
            alone = len(claiming) == 1
            reason = f"{readings[heir].activity.iati_identifier} gives {written} as its earlier identifier"
            if not alone:
                reason += f", as {len(claiming) - 1} other records do"
            yield Claim(one=heir, other=found, kind="prefix_renamed", score=1 if alone else 0.5, reason=reason), alone


def same_tail(readings: Mapping[str, Reading]) -> Iterator[Claim]:
    """Claims that two identifiers of one reporter, with one tail and different prefixes, are an old and a new one.

    Title, period and recipients must be the same; still it is only likely, since no publisher or list says so.
    """
    found: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for activity_id, reading in readings.items():
        activity, (prefix, _, tail) = reading.activity, plain(reading.activity.iati_identifier).rpartition("-")
        if prefix and len(tail) >= SHORTEST_TAIL and activity.title and activity.start is not None:
            places = frozenset(recipient.code for recipient in reading.record.recipients)
            key = current_organisation(activity.reporting_org or ""), tail, activity.title, activity.start, activity.end, places
            found[key].append(activity_id)
    for same in found.values():
        if len(same) > 1:
            kept, *others = sorted(same, key=lambda one: _in_use(readings[one].activity))
            for other in others:
                tail = plain(readings[other].activity.iati_identifier).rpartition("-")[2]
                reason = f"both identifiers end with {tail}; reporter, title, period and recipients are the same"
                yield Claim(
                    one=kept,
                    other=other,
                    kind="prefix_renamed",
                    score=0.9,
                    reason=reason,
                )


def _in_use(activity: Activity) -> tuple[object, ...]:
    """What comes first has the identifier in use: it begins with its reporter's, and was updated last."""
    begins = plain(activity.iati_identifier).startswith(plain(activity.reporting_org or "") + "-")
    return not begins, -(activity.last_updated or date.min).toordinal(), activity.iati_identifier
