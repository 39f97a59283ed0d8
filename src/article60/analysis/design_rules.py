"""What a planned programme might do in one State about one article: fill, join, sequence or reconsider, by named rules."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from article60.domain.activity import Activity
from article60.domain.coverage import Coverage
from article60.domain.design_check import DesignSuggestion, OtherAtWork
from article60.domain.need import NO_LONGER_STATED, Need
from article60.domain.no_need_stated import NoNeedStated
from article60.domain.overlap import Overlap
from article60.domain.planned_programme import PlannedProgramme
from article60.domain.provision import chapter_of, cycle_of

UNKNOWN_CELLS = frozenset(("read_not_settled", "review_not_completed", "not_published", "not_held"))
TELLS_NO_TYPE = "other"
NOT_UPDATED = "not_updated"


def suggest(
    *,
    plan: PlannedProgramme,
    state: str,
    article: str,
    needs: Sequence[Need],
    others: Sequence[OtherAtWork],
    settled: Sequence[Overlap],
    cell: Coverage | None,
    on: date,
    served: Collection[str],
    refused: Sequence[NoNeedStated] = (),
) -> DesignSuggestion:
    """The first rule that holds: what the State says is looked at first, then who is at work.

    `needs` are all of the State on the article, `others` the activities running or planned there, `settled` the overlaps
    there on which people have decided, `cell` what is known of the chapter, `on` the day of the Release, `served` the
    identifiers of needs that the programme may answer, `refused` the State's words that nothing is needed there. The
    provider's own work counts for nothing.
    """
    blank = DesignSuggestion(state=state, article=article, rule="")
    if cycle_of(chapter_of(article)) is None:
        return replace(blank, rule="outside_reviews")
    if plan.end is not None and plan.end < on:
        return replace(blank, rule="programme_past")
    stated = tuple(need for need in needs if need.grade not in NO_LONGER_STATED)
    if not stated:
        return _nothing_stated(blank, needs, cell, refused)
    unmet = tuple(need for need in stated if need.grade != "met")
    if not unmet:
        return replace(blank, rule="met_by_state", needs=stated)
    asked = tuple(need for need in unmet if asks_for(need, plan))
    current = tuple(need for need in asked if need.grade != NOT_UPDATED)
    if not current and (asked or all(need.grade == NOT_UPDATED for need in unmet)):
        return replace(blank, rule="need_not_updated", needs=asked or unmet)
    if not current:
        return replace(blank, rule="other_types_asked", needs=tuple(need for need in unmet if need.grade != NOT_UPDATED))
    if all(need.timing == "anticipated" for need in current):
        return replace(blank, rule="need_anticipated", needs=current)
    if not any(need.need_id in served for need in current):
        return replace(blank, rule="other_need_stated", needs=current)
    wanted = replace(blank, needs=tuple(need for need in current if need.timing != "anticipated"))
    return _beside_others(wanted, plan, [other for other in others if not other.own], settled)


def asks_for(need: Need, plan: PlannedProgramme) -> bool:
    """Whether the State asked for a broad type that the programme gives; an unknown type excludes nothing."""
    if not plan.types or not set(need.types) - {TELLS_NO_TYPE}:
        return True
    return bool(set(need.coarse_types) & set(plan.coarse_types))


def same_type(activity: Activity, plan: PlannedProgramme) -> bool | None:
    """Whether an activity gives a broad type that the programme gives; None where one of the two is unknown."""
    if not plan.types or not set(activity.types) - {TELLS_NO_TYPE}:
        return None
    return bool(set(activity.coarse_types) & set(plan.coarse_types))


def when(activity: Activity, plan: PlannedProgramme) -> str:
    """together, before, after or unknown: an activity's time beside the programme's."""
    if plan.start is None or (activity.start is None and activity.end is None):
        return "unknown"
    if activity.end is not None and activity.end < plan.start:
        return "before"
    if activity.start is not None and plan.end is not None and activity.start > plan.end:
        return "after"
    return "together"


def _nothing_stated(
    blank: DesignSuggestion, needs: Sequence[Need], cell: Coverage | None, refused: Sequence[NoNeedStated]
) -> DesignSuggestion:
    """No need stands: none needed as the State says, taken back, not settled, not known, or not stated: different things."""
    if refused:
        return replace(blank, rule="none_needed", said=max(refused, key=lambda one: (str(one.stated_on), one.statement_id)))
    if needs:
        return replace(blank, rule="need_closed", needs=tuple(needs))
    kind = "not_held" if cell is None else cell.cell
    if kind == "read_not_settled":
        return replace(blank, rule="reading_in_doubt", cell=kind)
    if kind in UNKNOWN_CELLS:
        return replace(blank, rule="nothing_known", cell=kind)
    return replace(blank, rule="no_need_stated", cell=kind)


def _beside_others(
    wanted: DesignSuggestion, plan: PlannedProgramme, others: Sequence[OtherAtWork], settled: Sequence[Overlap]
) -> DesignSuggestion:
    """The need is current and of the programme's type; what to do depends on who else is at work, on what and when."""
    known_there = [other for other in others if wanted.article not in other.only_proposed]
    if others and not known_there:
        return replace(wanted, rule="possibly_related_work", others=tuple(others))
    others = known_there
    duplicated = {one for overlap in settled if overlap.verdict == "duplication" for one in overlap.activities}
    if known := tuple(other for other in others if other.activity.activity_id in duplicated and other.same_type is not False):
        return replace(wanted, rule="found_to_duplicate", others=known)
    if together := tuple(other for other in others if other.same_type and other.when == "together"):
        return _together(wanted, plan, together)
    if before := tuple(other for other in others if other.same_type and other.when == "before"):
        return replace(wanted, rule="work_ends_before_it", others=before, day=_last_end(before))
    if after := tuple(other for other in others if other.same_type and other.when == "after"):
        return replace(wanted, rule="work_begins_after_it", others=after, day=_first_start(after))
    if unclear := tuple(other for other in others if other.same_type is not False):
        return replace(wanted, rule="work_not_fully_known", others=unclear)
    return replace(wanted, rule="work_of_other_types" if others else "nobody_at_work", others=tuple(others))


def _together(wanted: DesignSuggestion, plan: PlannedProgramme, together: tuple[OtherAtWork, ...]) -> DesignSuggestion:
    """Others do the same at the same time: for other bodies, until a day within the programme, or throughout."""
    if all(other.names_body is False for other in together):
        return replace(wanted, rule="same_work_other_bodies", others=together)
    last = _last_end(together)
    if last is not None and plan.end is not None and last < plan.end:
        return replace(wanted, rule="work_ends_during_it", others=together, day=last)
    return replace(wanted, rule="same_work", others=together)


def _last_end(others: Sequence[OtherAtWork]) -> date | None:
    """Day on which the last of them ends; None where one of them has no end."""
    ends = [other.activity.end for other in others if other.activity.end is not None]
    return max(ends) if len(ends) == len(others) else None


def _first_start(others: Sequence[OtherAtWork]) -> date | None:
    """Day on which the first of them begins."""
    return min((other.activity.start for other in others if other.activity.start is not None), default=None)
