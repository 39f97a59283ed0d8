"""Every change of a State's register: permission, new version and event, in one transaction; nobody overwrites anybody."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from article60.web.accounts.actor import Actor
from article60.web.accounts.changing import Overtaken, as_acting, hold
from article60.web.audit.actions import record
from article60.web.register.content import OPEN, SAID, WITHDRAWN, Content, version_hash
from article60.web.register.models import Need, NeedVersion
from article60.web.register.policies import ADD, CONFIRM, CORRECT, MET, WITHDRAW, may, speaks_for_the_state


class NoSuchNeed(LookupError):
    """There is no such need for who asks."""


def confirm(need_id: str, *, by: Actor, seen: str, at: datetime, reason: str = "") -> NeedVersion:
    """The State stands by a need; one that was withdrawn or said to be met is open again."""
    return _change(CONFIRM, need_id, by=by, seen=seen, at=at, values={**_REOPENED, "confirmed": True}, reason=reason)


def correct(need_id: str, *, by: Actor, seen: str, at: datetime, words: dict[str, Any], reason: str = "") -> NeedVersion:
    """The State says what a need should say; `words` are fields of Content. What an editor writes is not confirmed yet."""
    values = {**words, "confirmed": speaks_for_the_state(by)}
    return _change(CORRECT, need_id, by=by, seen=seen, at=at, values=values, reason=reason)


def withdraw(need_id: str, *, by: Actor, seen: str, at: datetime, reason: str = "") -> NeedVersion:
    """The State no longer states a need."""
    values = {**_REOPENED, "standing": WITHDRAWN}
    return _change(WITHDRAW, need_id, by=by, seen=seen, at=at, values=values, reason=reason)


def say_met(
    need_id: str,
    *,
    by: Actor,
    seen: str,
    at: datetime,
    standing: str,
    met_by: str = "",
    since: date | None = None,
    reason: str = "",
) -> NeedVersion:
    """The State says that a need is met, partly met or unmet: by whom it was met, and since when. Raises ValueError."""
    if standing not in SAID:
        raise ValueError(standing)
    values = {"standing": standing, "standing_by": met_by, "standing_since": since, "confirmed": True}
    return _change(MET, need_id, by=by, seen=seen, at=at, values=values, reason=reason)


def add(need_id: str, *, by: Actor, at: datetime, content: Content) -> NeedVersion:
    """The State states a need of its own. Given twice under one identifier, as by a second click, it is added once."""
    may(by, ADD, state=need_id[:2]).required()
    with transaction.atomic():
        hold(need_id)
        known = latest(need_id, by=by, on=at.date())
        if known is not None:
            return known
        need = Need.objects.create(need_id=need_id, state=by.state)
        said = replace(content, confirmed=speaks_for_the_state(by), stated_on=content.stated_on or at.date())
        return _made(ADD, need, None, said, by=by, at=at)


def latest(need_id: str, *, by: Actor, on: date) -> NeedVersion | None:
    """The newest version of a need that somebody may see on a day."""
    return NeedVersion.objects.visible_to(by, on).filter(need=need_id).order_by("-number").first()


_REOPENED: dict[str, Any] = {"standing": OPEN, "standing_by": "", "standing_since": None}


def _change(
    verb: str, need_id: str, *, by: Actor, seen: str, at: datetime, values: dict[str, Any], reason: str = ""
) -> NeedVersion:
    """Make the next version. What would change nothing makes none. Raises NoSuchNeed, NotAllowed, Overtaken."""
    with transaction.atomic():
        hold(need_id)
        now = latest(need_id, by=by, on=at.date())
        if now is None:
            raise NoSuchNeed(need_id)
        may(by, verb, state=now.state).required()
        if now.hash != seen:
            raise Overtaken(now)
        said = replace(now.content, **values)
        return now if said == now.content else _made(verb, now.need, now, said, by=by, at=at, reason=reason)


def _made(
    verb: str, need: Need, before: NeedVersion | None, said: Content, *, by: Actor, at: datetime, reason: str = ""
) -> NeedVersion:
    """Add a version and its event."""
    made = version(need, before, said, change=verb, by=by, at=at, reason=reason)
    made.save(force_insert=True)
    record(f"register.{verb}", by=as_acting(by), about=("need", need.need_id), at=at, changed=as_changed(made))
    return made


def version(
    need: Need, before: NeedVersion | None, said: Content, *, change: str, by: Actor, at: datetime, reason: str = ""
) -> NeedVersion:
    """The version that follows, not saved."""
    number = 1 if before is None else before.number + 1
    previous = "" if before is None else before.hash
    return NeedVersion(
        need=need,
        number=number,
        state=need.state,
        institution_id=None if before is None else before.institution_id,
        **_columns(said),
        change=change,
        reason=reason,
        made_at=at,
        made_by=by.account,
        made_in_role=by.role or by.job,
        hash=version_hash(need_id=need.need_id, number=number, previous=previous, content=said),
    )


def as_changed(made: NeedVersion) -> dict[str, Any]:
    """What the event keeps of a version: all of it, so that the register can be made anew from the events."""
    return {"number": made.number, "hash": made.hash, "reason": made.reason, **made.content.told}


def _columns(said: Content) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(said, name) for name in Content.__dataclass_fields__}
    return values | {"provisions": list(said.provisions), "types": list(said.types)}


def needs_of(state: str, *, by: Actor, on: date) -> Sequence[NeedVersion]:
    """Of each need of a State the newest version that somebody may see on a day, by provision and identifier."""
    found = NeedVersion.objects.visible_to(by, on).filter(state=state).order_by("need", "-number").distinct("need")
    return list(found)
