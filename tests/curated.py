"""People at the desks of an invented workspace, and records of which they decide."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

import makers
from article60.domain.need import Need
from article60.publication.reading import open_release, read_records
from article60.web.accounts.actor import Actor, acting
from article60.web.accounts.models import User
from article60.web.accounts.roles import Kind, Role
from article60.web.curation import actions
from article60.web.curation.last_run import target_of
from article60.web.curation.models import Decision
from article60.web.curation.target import Target, seen
from workspace_people import actor, body, member

READ = "XA-AAAAAAAA"


def rows(release: Path, table: str) -> list[Any]:
    """The records of a table of a Release."""
    held = open_release(release)
    try:
        return list(read_records(held, table))
    finally:
        held.close()


def analyst(role: Role = Role.SECRETARIAT_ANALYST) -> User:
    return member(role, body(Kind.SECRETARIAT, "Secretariat"))


def editor(state: str = "XA") -> User:
    return member(Role.STATE_EDITOR, body(Kind.STATE, f"State {state}", state))


def record(need_id: str = READ, **more: Any) -> Need:
    return makers.need(need_id=need_id, state=need_id[:2], **more)


def about(need_id: str = READ, **more: Any) -> Target:
    return target_of("need", record(need_id, **more), [makers.evidence(record_id=need_id)])


def decided(
    user: User, verb: str, target: Target | None = None, *, at: datetime | None = None, sees: str | None = None, **more: Any
) -> Decision:
    """Somebody decides on what is on the page now."""
    by, target, at = actor(user), target or about(), at or timezone.now()
    with acting(by):
        shown = sees if sees is not None else seen(target, actions.about(target, by=by, at=at))
        return actions.decide(target, verb, by=by, seen=shown, at=at, **more)


def made(target: Target | None = None, *, by: Actor) -> Sequence[Decision]:
    """The decisions about a record that somebody sees."""
    with acting(by):
        return actions.about(target or about(), by=by, at=timezone.now())
