"""Overlaps on which people have decided: an index by State, and for each a page with what was compared and the verdict.

Nothing of an overlap is public before people have decided on it: its address leads nowhere, as if it did not exist.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from article60.domain.overlap import Overlap
from article60.text.normalise import fold
from article60.web.common.current import Release, current
from article60.web.common.rows import grouped, named, one, select
from article60.web.public.aliases import older
from article60.web.public.matrix import article_place
from article60.web.public.organisation_work import state_place
from article60.web.public.pages import Page, keys, render, render_record

DECIDED = "t.verdict IS NOT NULL"

DUPLICATION, COMPLEMENTARY, JOINT, NEITHER = SIDES = ("duplication", "complementary", "joint", "")
"""Verdicts for which a finding may speak; nothing where it speaks for none."""

SPEAKS_FOR: Mapping[str, str] = {
    "joint_funding": JOINT,
    "separate_funding": NEITHER,
    "same_types": DUPLICATION,
    "other_types": COMPLEMENTARY,
    "same_body": DUPLICATION,
    "other_bodies": COMPLEMENTARY,
    "same_level": DUPLICATION,
    "other_levels": COMPLEMENTARY,
    "follow_on": COMPLEMENTARY,
}
"""By its code in the list of reasons, what a finding speaks for."""

COMPARED: Mapping[str, tuple[str, str]] = {
    "funding": ("joint_funding", "separate_funding"),
    "bodies": ("same_body", "other_bodies"),
    "levels": ("same_level", "other_levels"),
}
"""What is compared only where all of the activities tell it, with the findings that it may have."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding with what it speaks for."""

    reason: str
    side: str


def findings(reasons: Iterable[str]) -> list[Finding]:
    """What was found, duplication before complementarity, then what speaks for neither. Raises KeyError for an unknown one."""
    found = [Finding(reason, SPEAKS_FOR[reason]) for reason in reasons]
    return sorted(found, key=lambda finding: SIDES.index(finding.side))


def not_compared(reasons: Iterable[str]) -> list[str]:
    """What could not be compared, as one of the activities does not tell it."""
    told = set(reasons)
    return [what for what, either in COMPARED.items() if not told & set(either)]


def overlap_page(release: Release, identifier: str) -> dict[str, Any] | None:
    """An overlap on which people have decided; None for any other."""
    overlap: Overlap | None = one(release.connection, "overlaps", identifier)
    if overlap is None or overlap.verdict is None:
        return None
    activities = named(release.connection, "activities", overlap.activities)
    reporters = named(release.connection, "organisations", overlap.providers)
    reports = {row.activity_id: row.organisation_id for row in _reporters(release, overlap.activities)}
    shown = sorted(activities.values(), key=lambda activity: (fold(activity.title), activity.activity_id))
    return {
        "overlap": overlap,
        "providers": sorted(reporters.values(), key=lambda organisation: (fold(organisation.name), organisation.name)),
        "activities": [(activity, reports.get(activity.activity_id)) for activity in shown],
        "findings": findings(overlap.reasons),
        "not_compared": not_compared(overlap.reasons),
        "older": older(release, identifier),
    }


def _reporters(release: Release, activities: Iterable[str]) -> list[Any]:
    wanted = list(activities)
    marks = ", ".join("?" * len(wanted))
    return select(release.connection, "activity_organisations", f"t.role = 'reporting' AND t.activity_id IN ({marks})", wanted)


def overlaps_of(release: Release, link: str, column: str, value: str) -> list[Overlap]:
    """Overlaps on which people have decided, found by a table of pairs: by the States' names, then by article."""
    linked = f't.overlap_id IN (SELECT overlap_id FROM "{link}" WHERE "{column}" = ?)'
    found: list[Overlap] = select(release.connection, "overlaps", f"{DECIDED} AND {linked}", (value,))
    return sorted(found, key=lambda overlap: (state_place(overlap.state), *_in_state(overlap)))


def _in_state(overlap: Overlap) -> tuple[int, str]:
    """Place among the overlaps of one State: by article, then by the code of the type."""
    return article_place(overlap.article), overlap.type


def overlaps_page(release: Release) -> dict[str, Any]:
    """All of them by State, by the States' names, and in each by article."""
    by_state = grouped(select(release.connection, "overlaps", DECIDED), "state")
    return {"states": [(state, sorted(by_state[state], key=_in_state)) for state in sorted(by_state, key=state_place)]}


@require_safe
def show_overlap(request: HttpRequest, identifier: str) -> HttpResponse:
    """One overlap."""
    return render_record(request, "overlap", identifier, overlap_page)


@require_safe
def show_overlaps(request: HttpRequest) -> HttpResponse:
    """All overlaps on which people have decided."""
    release = current()
    return render(request, release, "overlaps.html", overlaps_page(release))


PAGES = [
    Page(name="overlaps", route="overlaps", view=show_overlaps),
    Page(
        name="overlap",
        route="overlaps/<lasting:identifier>",
        view=show_overlap,
        every=keys("overlaps", "overlap_id", DECIDED),
    ),
]
