"""Fills a State's register with its needs from a Release, so that nobody is asked for what is known."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from article60.codes.languages import LANGUAGES
from article60.domain.evidence import Evidence
from article60.domain.need import Need as Stated
from article60.publication.reading import open_to_show, read_records
from article60.web.accounts.actor import INTAKE, Actor, acting
from article60.web.accounts.changing import as_acting, hold
from article60.web.audit.actions import record
from article60.web.register.actions import as_changed, needs_of, version
from article60.web.register.content import OPEN, STANDINGS, Content
from article60.web.register.models import Need, NeedVersion, Source

ROLE_THAT_CONFIRMS = "state_focal_point"
LEFT_OUT = ("superseded",)
"""Grades of needs in whose place another one stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What came of it: identifiers of needs that were added, that were known and that are known but say something else now."""

    added: Sequence[str]
    known: Sequence[str]
    differing: Sequence[str]


def fill(release: Path, *, state: str, at: datetime) -> Filled:
    """Add the needs of a State that its register does not know yet, each with its places, in one transaction with one event.

    What the register knows stays as it is: the State has the last word on it. Raises NotARelease.
    """
    info, connection = open_to_show(release)
    try:
        stated = [
            one for one in read_records(connection, "needs", where="state = ?", values=[state]) if one.grade not in LEFT_OUT
        ]
        places = _places(read_records(connection, "evidence"), {one.need_id for one in stated})
    finally:
        connection.close()
    return _filled(stated, places, release=str(info["name"]), by=Actor(job=INTAKE, state=state), at=at)


def _filled(
    stated: Sequence[Stated], places: Mapping[str, Sequence[Evidence]], *, release: str, by: Actor, at: datetime
) -> Filled:
    with acting(by):
        hold(f"intake of {by.state}")
        held = {one.need_id: one for one in needs_of(by.state, by=by, on=at.date())}
        new = [one for one in stated if one.need_id not in held]
        made = [_added(one, by=by, at=at) for one in new]
        read = Source.objects.bulk_create([row for one in new for row in _sources(one, places.get(one.need_id, ()), release)])
        if made:
            needs = {one.need_id: as_changed(one) for one in made}
            changed = {"release": release, "needs": needs, "sources": [one.told for one in read]}
            record("register.fill", by=as_acting(by), about=("state", by.state), at=at, changed=changed)
    differing = [one.need_id for one in stated if one.need_id in held and held[one.need_id].text != one.text]
    return Filled(added=[one.need_id for one in new], known=sorted(held), differing=differing)


def _added(stated: Stated, *, by: Actor, at: datetime) -> NeedVersion:
    need = Need.objects.create(need_id=stated.need_id, state=stated.state)
    made = version(need, None, _content(stated), change="fill", by=by, at=at)
    made.save(force_insert=True)
    return made


def _content(stated: Stated) -> Content:
    standing = stated.grade if stated.grade in STANDINGS else OPEN
    return Content(
        text=stated.text,
        language=stated.language if stated.language in LANGUAGES else "en",
        provisions=stated.provisions,
        types=stated.types,
        beneficiary=stated.beneficiary or "",
        timing=stated.timing,
        stated_on=stated.stated_on,
        confirmed=stated.reading == "confirmed" and stated.confirmed_by_role == ROLE_THAT_CONFIRMS,
        standing=standing,
        standing_since=stated.graded_on if standing != OPEN else None,
    )


def _places(evidence: Iterator[Any], wanted: set[str]) -> Mapping[str, Sequence[Evidence]]:
    found: dict[str, list[Evidence]] = {}
    for one in evidence:
        if one.record_id in wanted:
            found.setdefault(one.record_id, []).append(one)
    return found


def _sources(stated: Stated, places: Sequence[Evidence], release: str) -> Iterator[Source]:
    for position, place in enumerate(sorted(places, key=lambda one: one.position)):
        yield Source(
            need_id=stated.need_id,
            state=stated.state,
            position=position,
            release=release,
            symbol=place.symbol or "",
            page=place.page,
            section=(place.section or "")[:300],
            quote=place.quote,
            language=place.language or "",
        )
