"""Comments of States and providers on what concerns them: theirs, and for the secretariat to read; they decide nothing."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as noop

from article60.web.accounts.actor import Actor
from article60.web.accounts.changing import as_acting, hold
from article60.web.accounts.roles import Role
from article60.web.accounts.visibility import STATE_ROLES
from article60.web.audit.actions import record
from article60.web.common.allowed import YES, Allowed
from article60.web.curation.models import Comment
from article60.web.curation.policies import NOT_YOUR_OWN
from article60.web.curation.target import Target

THEIRS = Allowed(noop("States and providers comment on what concerns them; the secretariat decides, with its reasons."))


def may_comment(actor: Actor, target: Target, *, identifier: str = "") -> Allowed:
    """Whether somebody may comment: a State on what is in it, a provider, by its identifier, on its own work."""
    if actor.role in STATE_ROLES:
        return YES if actor.state and actor.state == target.state else NOT_YOUR_OWN
    if actor.role is Role.PROVIDER_OFFICER:
        return YES if identifier and identifier in target.own else NOT_YOUR_OWN
    return THEIRS


def comment(target: Target, text: str, *, by: Actor, at: datetime, identifier: str = "") -> Comment:
    """Say something about a pair or an overlap. The same said twice by one person is one. Raises NotAllowed."""
    may_comment(by, target, identifier=identifier).required()
    with transaction.atomic():
        hold(target.id)
        last: Comment | None = (
            Comment.objects.visible_to(by, at.date()).filter(about_kind=target.kind, about_id=target.id).last()
        )
        if last is not None and (last.text, last.made_by) == (text, by.account):
            return last
        made: Comment = Comment.objects.create(
            about_kind=target.kind,
            about_id=target.id,
            state=target.state,
            text=text,
            organisation_id=by.body,
            made_at=at,
            made_by=by.person,
            made_in_role=by.role or "",
        )
        changed: dict[str, Any] = {"text": text, "comment": made.pk, "state": made.state, "organisation": made.organisation_id}
        record("curation.comment", by=as_acting(by), about=(target.kind, target.id), at=at, changed=changed)
        return made


def comments_on(target: Target, *, by: Actor, at: datetime) -> Sequence[Comment]:
    """Comments that somebody may see, in the order in which they were made."""
    found = Comment.objects.visible_to(by, at.date()).filter(about_kind=target.kind, about_id=target.id)
    return list(found.select_related("organisation").order_by("pk"))
