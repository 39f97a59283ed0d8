"""The order in which a State puts its needs: read, and set anew, never overwritten."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from article60.web.accounts.actor import Actor
from article60.web.accounts.changing import Overtaken, as_acting, hold
from article60.web.accounts.visibility import STATE_ROLES
from article60.web.audit.actions import record
from article60.web.register.actions import NoSuchNeed, needs_of
from article60.web.register.models import Order
from article60.web.register.policies import PRIORITISE, may

NONE_YET = ""
"""The hash where no order has been set."""


def order_of(by: Actor) -> Order | None:
    """The order that holds now of the State for which somebody acts; none for others, and as long as the State has set none."""
    if by.role not in STATE_ROLES:
        return None
    return Order.objects.filter(state=by.state).order_by("-number").first()


def set_order(need_ids: Sequence[str], *, by: Actor, seen: str, at: datetime) -> Order:
    """Put needs of the State in this order; the others follow in no order.

    One order, one event; the same order again makes neither. Raises NotAllowed, NoSuchNeed, Overtaken.
    """
    may(by, PRIORITISE, state=by.state).required()
    with transaction.atomic():
        hold(f"order of {by.state}")
        before = order_of(by)
        if seen != (NONE_YET if before is None else before.hash):
            raise Overtaken(before)
        known = {version.need_id for version in needs_of(by.state, by=by, on=at.date())}
        for need_id in need_ids:
            if need_id not in known:
                raise NoSuchNeed(need_id)
        if before is not None and before.need_ids == list(need_ids):
            return before
        made = Order(
            state=by.state,
            number=1 if before is None else before.number + 1,
            need_ids=list(need_ids),
            made_at=at,
            made_by=by.person,
            made_in_role=by.role or "",
            hash=_hash(by.state, need_ids, NONE_YET if before is None else before.hash),
        )
        made.save(force_insert=True)
        changed = {"number": made.number, "hash": made.hash, "need_ids": made.need_ids}
        record("register.prioritise", by=as_acting(by), about=("state", by.state), at=at, changed=changed)
        return made


def _hash(state: str, need_ids: Sequence[str], previous: str) -> str:
    return hashlib.sha256(json.dumps([state, list(need_ids), previous]).encode()).hexdigest()
