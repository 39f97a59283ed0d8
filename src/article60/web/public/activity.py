"""The page of an activity: as its publisher tells of it, why it is kept, and to which needs it may be related."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from article60.domain.same_activity import SameActivity
from article60.domain.usd import KINDS
from article60.web.common.current import Release
from article60.web.common.rows import among, grouped, named, one, select
from article60.web.public.aliases import older
from article60.web.public.decided import decisions_on, last_word
from article60.web.public.overlap import overlaps_of
from article60.web.public.pages import Page, keys, render_record
from article60.web.public.shown import ShownMatch, shown_matches


def activity_page(release: Release, identifier: str) -> dict[str, Any] | None:
    """An activity as published, with its signals, provisions and the needs to which it may be related."""
    activity = one(release.connection, "activities", identifier)
    if activity is None:
        return None
    parts = {
        name: select(release.connection, f"activity_{name}", "t.activity_id = ?", (identifier,), order="t.position")
        for name in ("recipients", "sectors", "texts", "organisations", "signals", "provisions", "money", "amounts")
    }
    decisions = decisions_on(release, identifier)
    return {
        "activity": activity,
        **parts,
        "reporter": next((part for part in parts["organisations"] if part.role == "reporting"), None),
        "in_totals": {row.kind: row.in_totals for row in parts["money"]},
        "published": {kind: [amount for amount in parts["amounts"] if amount.counts_as == kind] for kind in KINDS},
        "same": _other_records(release, identifier),
        "older": older(release, identifier),
        "decisions": decisions,
        "spoken": last_word(decisions),
        "overlaps": overlaps_of(release, "overlap_activities", "activity_id", identifier),
        "matches": _needs_of(release, activity),
    }


@dataclass(frozen=True, slots=True)
class OtherRecord:
    """Another record that tells of an activity, or of its whole or part; with an identifier where it has a page of its own."""

    row: SameActivity
    activity_id: str | None
    published: str


def _other_records(release: Release, identifier: str) -> list[OtherRecord]:
    rows = select(release.connection, "same_activities", "? IN (t.activity_id, t.other_id)", (identifier,), order="t.rowid")
    first = named(release.connection, "activities", (row.activity_id for row in rows))
    found = []
    for row in rows:
        if row.activity_id != identifier:
            found.append(OtherRecord(row, row.activity_id, first[row.activity_id].iati_identifier))
        else:
            found.append(OtherRecord(row, None if row.outcome == "joined" else row.other_id, row.other_identifier))
    return found


def _needs_of(release: Release, activity: Any) -> list[ShownMatch]:
    matches = shown_matches(release, column="activity_id", values=[activity.activity_id])
    needs = named(release.connection, "needs", (m.need_id for m in matches))
    features = grouped(among(release.connection, "match_features", "match_id", (m.match_id for m in matches)), "match_id")
    return [ShownMatch(m, needs[m.need_id], activity, features.get(m.match_id, [])) for m in matches]


@require_safe
def show_activity(request: HttpRequest, identifier: str) -> HttpResponse:
    """One activity."""
    return render_record(request, "activity", identifier, activity_page)


PAGES = [
    Page(name="activity", route="activities/<lasting:identifier>", view=show_activity, every=keys("activities", "activity_id"))
]
