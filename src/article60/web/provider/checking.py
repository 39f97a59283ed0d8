"""A planned programme held against the last run: which needs it would serve, and who else is at work, State by State."""

from article60.analysis.area import UnknownArea
from article60.check_design import check
from article60.domain.design_check import DesignCheck
from article60.domain.planned_programme import PlannedProgramme
from article60.domain.reported_activity import ReportedActivity
from article60.web.common.current import Release

__all__ = ["UnknownArea", "answer", "plan_of"]


def answer(said: ReportedActivity, *, provider: str, release: Release) -> DesignCheck:
    """The answer of a Release. Raises UnknownArea for a region or group of which it names no State."""
    return check(plan_of(said, provider=provider), release.folder)


def plan_of(said: ReportedActivity, *, provider: str) -> PlannedProgramme:
    """A planned programme as the check takes it."""
    return PlannedProgramme(
        title=said.title,
        provider=provider,
        description=said.description or None,
        states=said.states,
        areas=said.areas,
        provisions=said.provisions,
        fine_types=said.types,
        start=said.start,
        end=said.end,
        budget=said.budget,
        currency=said.currency,
        bodies=said.bodies,
    )
