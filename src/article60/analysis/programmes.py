"""A programme as it is planned in a file of its own, or published: an activity with its children, and theirs."""

from collections.abc import Iterable, Sequence

from article60.analysis.families import links
from article60.domain.activity import Activity, ActivityRecipient
from article60.domain.planned_programme import PlannedProgramme
from article60.domain.programme import Programme
from article60.text.normalise import fold, words


def planned(plan: PlannedProgramme, *, name: str, activities: Iterable[Activity] = ()) -> Programme:
    """The programme that a file of that name describes; its area is the States that it names.

    Of the activities of a Release those that its provider reports stand outside it.
    """
    return Programme(
        identifier=name,
        title=plan.title,
        provider=plan.provider,
        area=plan.states,
        provisions=plan.provisions,
        types=plan.types,
        start=plan.start,
        end=plan.end,
        outside=tuple(one.activity_id for one in activities if reports(plan.provider, one)),
    )


def reports(provider: str | None, activity: Activity) -> bool:
    """Whether a provider, as a plan names it, reports the activity: by all words of its name, or by its identifier."""
    if provider is None:
        return False
    if activity.reporting_org is not None and fold(provider) == fold(activity.reporting_org):
        return True
    return bool(words(provider)) and words(provider) <= words(activity.reporting_org_name or "")


def published(identifier: str, *, activities: Sequence[Activity], recipients: Iterable[ActivityRecipient]) -> Programme | None:
    """The programme under an IATI identifier or the identifier of an activity; None where the Release holds no such activity.

    Its area is every State that it or a child names as recipient. A region that is named in place of States gives none: which
    of its States are meant is not known.
    """
    by_id = {one.activity_id: one for one in activities}
    root = next((one for one in activities if identifier in (one.iati_identifier, one.activity_id)), None)
    if root is None:
        return None
    ids = _with_children(root.activity_id, links(activities))
    own = [by_id[one] for one in ids]
    starts, ends = [one.start for one in own], [one.end for one in own]
    return Programme(
        identifier=root.iati_identifier,
        title=root.title,
        provider=root.reporting_org_name or root.reporting_org,
        area=tuple(sorted({one.state for one in recipients if one.state is not None and one.activity_id in ids})),
        provisions=tuple(dict.fromkeys(provision for one in own for provision in one.provisions)),
        types=tuple(dict.fromkeys(kind for one in own for kind in one.types)),
        start=min((day for day in starts if day is not None), default=None),
        end=None if None in ends else max(day for day in ends if day is not None),
        activities=tuple(ids),
        outside=tuple(one.activity_id for one in activities if _with_one_reporter(one, root) and one.activity_id not in ids),
    )


def _with_one_reporter(one: Activity, other: Activity) -> bool:
    """Whether one organisation reports both: by its identifier; by its name only where neither record has one."""
    if one.reporting_org is not None or other.reporting_org is not None:
        return fold(one.reporting_org or "") == fold(other.reporting_org or "")
    return bool(one.reporting_org_name) and fold(one.reporting_org_name or "") == fold(other.reporting_org_name or "")


def _with_children(root: str, children: dict[str, list[str]]) -> list[str]:
    """The activity and all beneath it, each once, whatever circle the links make."""
    found = {root: None}
    waiting = [root]
    while waiting:
        below = [one for one in children[waiting.pop()] if one not in found]
        found |= dict.fromkeys(below)
        waiting += below
    return list(found)
