"""Every change of what a State says of assistance: permission, new version and event, in one transaction."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from article60.web.accounts.actor import INTAKE, Actor
from article60.web.accounts.changing import Overtaken, as_acting, hold
from article60.web.accounts.visibility import STATE_ROLES
from article60.web.assistance.content import Content, version_hash
from article60.web.assistance.models import AssistanceVersion
from article60.web.assistance.policies import ADD, CONFIRM, CORRECT, WITHDRAW, may
from article60.web.audit.actions import record
from article60.web.register.actions import needs_of
from article60.web.register.policies import speaks_for_the_state


class NoSuchAssistance(LookupError):
    """There is no such piece of assistance for who asks."""


class NoSuchNeeds(ValueError):
    """The State has no such needs: their identifiers are the arguments."""


def add(assistance_id: str, *, by: Actor, at: datetime, content: Content) -> AssistanceVersion:
    """The State states assistance that it receives. Given twice under one identifier, as by a second click, it is added once.

    Raises NotAllowed, NoSuchNeeds.
    """
    may(by, ADD, state=by.state).required()
    with transaction.atomic():
        _hold(assistance_id, by)
        known = latest(assistance_id, by=by)
        if known is not None:
            return known
        _its_own(content.need_ids, by=by, at=at)
        return _made(ADD, assistance_id, None, replace(content, confirmed=speaks_for_the_state(by)), by=by, at=at)


def correct(assistance_id: str, *, by: Actor, seen: str, at: datetime, words: dict[str, Any]) -> AssistanceVersion:
    """The State says what it should say; `words` are fields of Content. Raises as `confirm` does, and NoSuchNeeds."""
    with transaction.atomic():
        before = set() if (now := latest(assistance_id, by=by)) is None else set(now.need_ids)
        _its_own([one for one in words.get("need_ids", ()) if one not in before], by=by, at=at)
        return _change(CORRECT, assistance_id, {**words, "confirmed": speaks_for_the_state(by)}, by=by, seen=seen, at=at)


def confirm(assistance_id: str, *, by: Actor, seen: str, at: datetime) -> AssistanceVersion:
    """The State stands by it, again where it had said that it does not receive it.

    Raises NoSuchAssistance, NotAllowed; Overtaken, where `seen` is not the hash of what stands now.
    """
    return _change(CONFIRM, assistance_id, {"confirmed": True, "withdrawn": False}, by=by, seen=seen, at=at)


def withdraw(assistance_id: str, *, by: Actor, seen: str, at: datetime) -> AssistanceVersion:
    """The State says that it does not receive this. Raises as `confirm` does."""
    return _change(WITHDRAW, assistance_id, {"withdrawn": True, "confirmed": True}, by=by, seen=seen, at=at)


def latest(assistance_id: str, *, by: Actor) -> AssistanceVersion | None:
    """What stands now of one piece, for its own State."""
    return versions(assistance_id, by=by).first()


def versions(assistance_id: str, *, by: Actor) -> QuerySet[AssistanceVersion]:
    """All that was said of one piece, the newest first, for its own State."""
    return _of(by).filter(assistance_id=assistance_id).order_by("-number")


def all_of(by: Actor) -> Sequence[AssistanceVersion]:
    """What stands now of every piece of assistance of the State for which somebody acts."""
    return list(_of(by).order_by("assistance_id", "-number").distinct("assistance_id"))


def fill_in(
    assistance_id: str, content: Content, *, by: Actor, at: datetime, source: str, page: int | None, release: str
) -> AssistanceVersion:
    """A first version from a Release, for the job that fills in; the event is the caller's, one for all of them."""
    made = _version("fill", assistance_id, None, content, by=by, at=at)
    made.source, made.page, made.release = source[:300], page, release
    made.save(force_insert=True)
    return made


def _of(by: Actor) -> QuerySet[AssistanceVersion]:
    found = AssistanceVersion.objects.filter(state=by.state)
    return found if by.state and (by.role in STATE_ROLES or by.job == INTAKE) else found.none()


def _hold(assistance_id: str, by: Actor) -> None:
    hold(f"assistance {assistance_id} of {by.state}")


def _its_own(need_ids: Collection[str], *, by: Actor, at: datetime) -> None:
    if not need_ids:
        return
    known = {one.need_id for one in needs_of(by.state, by=by, on=at.date())}
    unknown = sorted(set(need_ids) - known)
    if unknown:
        raise NoSuchNeeds(*unknown)


def _change(verb: str, assistance_id: str, values: dict[str, Any], *, by: Actor, seen: str, at: datetime) -> AssistanceVersion:
    """Make the next version; what would change nothing makes none."""
    with transaction.atomic():
        _hold(assistance_id, by)
        now = latest(assistance_id, by=by)
        if now is None:
            raise NoSuchAssistance(assistance_id)
        may(by, verb, state=now.state).required()
        if now.hash != seen:
            raise Overtaken(now)
        said = replace(now.content, **values)
        return now if said == now.content else _made(verb, assistance_id, now, said, by=by, at=at)


def _made(
    verb: str, assistance_id: str, before: AssistanceVersion | None, said: Content, *, by: Actor, at: datetime
) -> AssistanceVersion:
    made = _version(verb, assistance_id, before, said, by=by, at=at)
    made.save(force_insert=True)
    record(f"assistance.{verb}", by=as_acting(by), about=("assistance", assistance_id), at=at, changed=as_changed(made))
    return made


def _version(
    change: str, assistance_id: str, before: AssistanceVersion | None, said: Content, *, by: Actor, at: datetime
) -> AssistanceVersion:
    number = 1 if before is None else before.number + 1
    previous = "" if before is None else before.hash
    columns = {name: getattr(said, name) for name in Content.__dataclass_fields__}
    lists = {name: list(columns[name]) for name in ("provisions", "types", "need_ids")}
    came = {} if before is None else {"source": before.source, "page": before.page, "release": before.release}
    return AssistanceVersion(
        state=by.state,
        assistance_id=assistance_id,
        number=number,
        **came,
        **columns | lists,
        change=change,
        made_at=at,
        made_by=by.account,
        made_in_role=by.role or by.job,
        hash=version_hash(state=by.state, assistance_id=assistance_id, number=number, previous=previous, content=said),
    )


def as_changed(made: AssistanceVersion) -> dict[str, Any]:
    """What the event keeps of a version: all of it."""
    came = {"source": made.source, "page": made.page, "release": made.release}
    return {"state": made.state, "number": made.number, "hash": made.hash, **came, **made.content.told}
