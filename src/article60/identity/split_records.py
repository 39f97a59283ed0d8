"""One contribution in many records: split by recipient and sector under identifiers that share a stem, or into components."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from article60.domain.activity import Activity
from article60.domain.activity_record import ActivityRecord
from article60.domain.state_party import state_parties
from article60.identity.claims import Claim
from article60.identity.identifiers import current, current_organisation, plain
from article60.identity.readings import Reading
from article60.identity.renamed import Identifiers
from article60.text.similarity import overlap

SAME_TITLE = 0.8
"""Share of words that titles of parts have in common: their publishers write one title, sometimes with a language more."""

CERTAIN, LIKELY, DOUBTFUL = 1.0, 0.9, 0.6
"""Title and period are the same; one of them is; neither is, or not known."""

_MARK = re.compile(r"[A-Z]{3}|\d{3}[A-Z]{0,3}")
"""How a recipient is written in the identifiers of split records: three letters, or a code of the OECD's committee on aid."""

_NUMBERED = re.compile(r"_\d{1,2}$")


def stem(record: ActivityRecord) -> str | None:
    """What is left of the identifier without the record's own sector and recipient at its end; None if neither is there.

    A stem that says no more than who reports is none: it would hold all activities of the organisation together.
    """
    parts = current(record.iati_identifier).split("-")
    if len(parts) < 3:
        return None
    whole = len(parts)
    if parts[-1] in {code for sector in record.sectors for code in (sector.code, sector.code_used)}:
        parts.pop()
    if parts[-1] in _marks(record) or (len(parts) < whole and _MARK.fullmatch(parts[-1])):
        parts.pop()
    left = _NUMBERED.sub("", "-".join(parts))
    return left if len(parts) < whole and not _only_reporter(left, record) else None


def _marks(record: ActivityRecord) -> set[str]:
    """Codes by which an identifier may name the record's own recipients."""
    marks = {recipient.code.upper() for recipient in record.recipients}
    for recipient in record.recipients:
        party = None if recipient.state is None else state_parties().get(recipient.state)
        if party is not None and party.alpha3:
            marks.add(party.alpha3)
    return marks


def _only_reporter(left: str, record: ActivityRecord) -> bool:
    reporter = plain(record.reporting_org or "")
    return (reporter + "-").startswith(left + "-") or (current_organisation(reporter) + "-").startswith(left + "-")


def split_records(readings: Mapping[str, Reading], identifiers: Identifiers) -> Iterator[tuple[Claim, bool]]:
    """Parts of one contribution, each with the first of them, and with the whole where that is reported; whether certain."""
    parts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for activity_id, reading in readings.items():
        found = stem(reading.record)
        if found is not None:
            reporter = reading.activity.reporting_org or reading.activity.reporting_org_name or ""
            parts[current_organisation(reporter), found].append(activity_id)
    for (_, found), members in parts.items():
        whole = identifiers.find(found)
        if whole is not None and whole in readings and whole not in members:
            yield from _of_whole(whole, members, readings)
        if len(members) > 1:
            yield from _of_first(sorted(members, key=lambda one: readings[one].activity.iati_identifier), found, readings)


def _of_whole(whole: str, members: Iterable[str], readings: Mapping[str, Reading]) -> Iterator[tuple[Claim, bool]]:
    for part in members:
        reason = (
            f"the identifier {readings[part].activity.iati_identifier} is {readings[whole].activity.iati_identifier} with a "
            "recipient or sector of its own"
        )
        yield Claim(one=whole, other=part, kind="parent_child", score=1, reason=reason), True


def _of_first(members: list[str], found: str, readings: Mapping[str, Reading]) -> Iterator[tuple[Claim, bool]]:
    first, *others = members
    for other in others:
        score = _alike(readings[first].activity, readings[other].activity)
        reason = f"both identifiers begin with {found}; recipient or sector follow, and {_words(score)}"
        yield Claim(one=first, other=other, kind="split", score=score, reason=reason), score > DOUBTFUL


def _alike(one: Activity, other: Activity) -> float:
    title = bool(one.title) and (one.title == other.title or overlap(one.title, other.title) >= SAME_TITLE)
    period = one.start is not None and (one.start, one.end) == (other.start, other.end)
    return CERTAIN if title and period else LIKELY if title or period else DOUBTFUL


def _words(score: float) -> str:
    said = {CERTAIN: "title and period are the same", LIKELY: "title or period is the same"}
    return said.get(score, "neither title nor period is known to be the same")


def families(readings: Mapping[str, Reading], identifiers: Identifiers) -> Iterator[tuple[Claim, bool]]:
    """Parents with their children as one of the two names the other, then as identifiers alone suggest; and whether certain.

    Of the latter those are certain that have the title and period of the whole: they are what it was split into.
    """
    known = set[tuple[str, str]]()
    for activity_id, reading in readings.items():
        activity = reading.activity
        named = [(found, activity_id) for ref in activity.parents if (found := identifiers.find(ref)) is not None]
        named += [(activity_id, found) for ref in activity.children if (found := identifiers.find(ref)) is not None]
        for parent, child in named:
            if parent != child and (parent, child) not in known and {parent, child} <= readings.keys():
                known.add((parent, child))
                reason = f"{activity.iati_identifier} names the other as its {'parent' if child == activity_id else 'child'}"
                yield Claim(one=parent, other=child, kind="parent_child", score=1, reason=reason), True
    for activity_id, reading in readings.items():
        outer = _outer(reading.activity, readings, identifiers)
        if outer is not None and (outer, activity_id) not in known:
            score = _alike(readings[outer].activity, reading.activity)
            whole = readings[outer].activity.iati_identifier
            reason = f"its identifier goes on from {whole} of the same reporter, and {_words(score)}"
            yield Claim(one=outer, other=activity_id, kind="parent_child", score=score, reason=reason), score == CERTAIN


def _outer(activity: Activity, readings: Mapping[str, Reading], identifiers: Identifiers) -> str | None:
    """The nearest activity of the same reporter whose identifier this one's goes on from."""
    parts = current(activity.iati_identifier).split("-")
    for length in range(len(parts) - 1, 1, -1):
        found = identifiers.find("-".join(parts[:length]))
        if found is not None and found in readings and readings[found].activity.reporting_org == activity.reporting_org:
            return found
    return None
