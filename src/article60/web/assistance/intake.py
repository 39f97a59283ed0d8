"""Fills in what reviews and aid data tell of the assistance that a State receives: nobody is asked for what is known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from article60.codes.languages import LANGUAGES
from article60.domain.activity import Activity
from article60.domain.assistance_received import AssistanceReceived
from article60.publication.reading import open_to_show, read_records
from article60.web.accounts.actor import INTAKE, Actor, acting
from article60.web.accounts.changing import as_acting, hold
from article60.web.assistance.actions import all_of, as_changed, fill_in
from article60.web.assistance.content import ENDED, PLANNED, RUNNING, UNKNOWN, Content
from article60.web.audit.actions import record

_PROGRESS = {"planned": PLANNED, "running": RUNNING}
ROLE_THAT_CONFIRMS = "state_focal_point"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One piece of assistance as a Release tells it: its identifier, what it says, and where that stands."""

    assistance_id: str
    content: Content
    source: str
    page: int | None


def fill(release: Path, *, state: str, at: datetime) -> Sequence[str]:
    """Add what is not known yet, in one transaction with one event; identifiers of what was added.

    What stands already stays as it is: the State has the last word on it. Raises NotARelease.
    """
    info, connection = open_to_show(release)
    try:
        received = read_records(connection, "assistance_received", where="state = ?", values=[state])
        theirs = "relevant AND activity_id IN (SELECT activity_id FROM activity_states WHERE state = ?)"
        activities = read_records(connection, "activities", where=theirs, values=[state])
        found = [*map(_received, received), *_under_way(activities)]
    finally:
        connection.close()
    return _filled(found, release=str(info["name"]), by=Actor(job=INTAKE, state=state), at=at)


def _filled(found: Sequence[Told], *, release: str, by: Actor, at: datetime) -> Sequence[str]:
    with acting(by):
        hold(f"intake of assistance of {by.state}")
        known = {one.assistance_id for one in all_of(by)}
        new = [one for one in found if one.assistance_id not in known]
        made = [
            fill_in(one.assistance_id, one.content, by=by, at=at, source=one.source, page=one.page, release=release)
            for one in new
        ]
        if made:
            changed = {"release": release, "assistance": {one.assistance_id: as_changed(one) for one in made}}
            record("assistance.fill", by=as_acting(by), about=("state", by.state), at=at, changed=changed)
    return [one.assistance_id for one in new]


def _received(one: AssistanceReceived) -> Told:
    """As a document says it; whether it still runs no document can tell."""
    content = Content(
        text=one.text,
        language=one.language if one.language in LANGUAGES else "en",
        provisions=one.provisions,
        types=one.types,
        provider=one.provider or "",
        progress=UNKNOWN,
        confirmed=one.reading == "confirmed" and one.confirmed_by_role == ROLE_THAT_CONFIRMS,
    )
    return Told(assistance_id=one.received_id, content=content, source=one.symbol or one.document_id, page=one.page)


def _under_way(activities: Iterator[Activity]) -> Iterator[Told]:
    """Activities that aid data names for the State, but those that have ended."""
    for one in activities:
        if one.running == ENDED:
            continue
        content = Content(
            text=one.title,
            language=one.title_language if one.title_language in LANGUAGES else "en",
            provisions=one.provisions,
            types=one.types,
            provider=one.reporting_org_name or "",
            progress=_PROGRESS.get(one.running, UNKNOWN),
            since=one.start,
            until=one.end,
        )
        yield Told(assistance_id=one.activity_id, content=content, source=one.iati_identifier, page=None)
