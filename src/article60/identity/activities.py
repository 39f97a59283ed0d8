"""The same activity in several files: one record is kept, by whoever does the work and updated last; the others are named."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from article60.codes.types import coarse_types
from article60.domain.activity import Activity
from article60.domain.alias import Alias
from article60.domain.decision import Decision
from article60.domain.run_note import RunNote
from article60.identity.register import articles_of
from article60.identity.targets import activity_named


def newest_first(activity: Activity) -> tuple[object, ...]:
    """Order in which records of one activity are preferred: by no secondary reporter, last updated, relevant, then by file.

    A secondary reporter tells of the work of others and is left out of totals; the record of those others comes first.
    """
    day = activity.last_updated or date.min
    return (activity.secondary_reporter, -day.toordinal(), not activity.relevant, activity.file_sha256, activity.line or 0)


def one_each(activities: Iterable[Activity], *, notes: list[RunNote]) -> dict[str, Activity]:
    """One record for each activity, by identifier; records left out are noted with the file that was preferred."""
    kept: dict[str, Activity] = {}
    for activity in sorted(activities, key=newest_first):
        first = kept.setdefault(activity.activity_id, activity)
        if first is not activity and activity.relevant:
            notes.append(_repeated(activity, first))
    return kept


def _repeated(activity: Activity, first: Activity) -> RunNote:
    by_another = activity.secondary_reporter and not first.secondary_reporter
    why = "its reporter is not a secondary one" if by_another else "it was updated last"
    return RunNote(
        step="identify",
        severity="info",
        subject=activity.iati_identifier,
        line=activity.line,
        message=f"stands in {activity.file} too; the record in {first.file} is used, since {why}",
    )


def decided(activities: Mapping[str, Activity], decisions: Mapping[str, Decision]) -> tuple[dict[str, Activity], list[Alias]]:
    """The activities after people's decisions about them, and the aliases of those that were merged into another."""
    kept, aliases = dict(activities), []
    for activity_id, decision in sorted(decisions.items()):
        if activity_id not in kept:
            continue
        values = json.loads(decision.values)
        into = activity_named(values.get("into") or {})
        if decision.verb == "merge" and into in kept and into != activity_id:
            del kept[activity_id]
            aliases.append(Alias(old_id=activity_id, new_id=into, why="merged"))
        elif decision.verb in ("confirm", "reject"):
            kept[activity_id] = replace(kept[activity_id], relevant=decision.verb == "confirm")
        elif decision.verb == "correct":
            kept[activity_id] = _corrected(kept[activity_id], values)
    return kept, aliases


def _corrected(activity: Activity, values: dict[str, list[str]]) -> Activity:
    provisions = tuple(values.get("provisions", activity.provisions))
    types = tuple(values.get("types", activity.types))
    return replace(
        activity, provisions=provisions, articles=articles_of(provisions), types=types, coarse_types=coarse_types(types)
    )
