"""Who may decide what about a proposal, and why not: by the same table by which a run takes decisions or refuses them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_noop as noop

from article60.domain import authority
from article60.web.accounts.actor import Actor
from article60.web.accounts.roles import Role
from article60.web.accounts.visibility import RECORDER, STATE_ROLES
from article60.web.common.allowed import YES, Allowed
from article60.web.curation.target import Target

LINE_ROLES: Mapping[str, str] = {
    Role.STATE_FOCAL_POINT: "state_focal_point",
    Role.STATE_EDITOR: "state_focal_point",
    Role.SECRETARIAT_ANALYST: "secretariat_analyst",
    Role.SECRETARIAT_PUBLISHER: "secretariat",
    Role.PROVIDER_OFFICER: "provider_officer",
}
"""Roles of the workspace as decisions name them. An editor prepares what is for the focal point to say."""

DECIDED_HERE = frozenset(("confirm", "correct", "split", "merge", "reject", "unsure", "add", "verdict"))
"""Verbs about proposals; the others are said in a State's register."""

STATEMENTS = ("need", "good_practice", "assistance_received", "no_needs")
"""What is read in documents."""

NOT_FOR_THIS_ROLE = Allowed(noop("This is not decided in your role."))
NOT_YOUR_OWN = Allowed(noop("A State decides about what concerns itself, a provider about its own work."))
STATE_HAS_SPOKEN = Allowed(noop("The State itself has said what holds here. Its word stands until it says otherwise."))
IS_GONE = Allowed(noop("This need no longer stands by itself: it was merged, split or rejected."))
PART_IS_SPLIT = Allowed(noop("One of its parts was split, too. Please take that back first."))
RECORDER_ONLY = Allowed(noop("Only a publisher of the secretariat records what a State has answered in a clearance sheet."))
IN_THE_REGISTER = Allowed(noop("Your State has changed this need in its register. What it says is changed there."))


def may(actor: Actor, verb: str, target: Target, *, acted_for: str | None = None) -> Allowed:
    """Whether somebody may decide this about a record. Providers name the organisation for which they act, as it publishes."""
    role = LINE_ROLES.get(actor.role or "")
    if role is None or verb not in DECIDED_HERE:
        return NOT_FOR_THIS_ROLE
    far = authority.scope(role=role, kind=target.kind, verb=verb, placed=target.place is not None)
    if far == authority.NOT:
        return NOT_FOR_THIS_ROLE
    if far == authority.OWN:
        own = (
            actor.state == target.state != ""
            if actor.role in STATE_ROLES
            else acted_for is not None and acted_for in target.own
        )
        return YES if own else NOT_YOUR_OWN
    return STATE_HAS_SPOKEN if target.of_the_state and target.kind in STATEMENTS else YES


def may_record_sheet(actor: Actor) -> Allowed:
    """Whether somebody may record what a State that does not work here has answered in a clearance sheet."""
    return YES if actor.role is RECORDER else RECORDER_ONLY


def line_role(made: Any) -> str:
    """The role of who decided, as lines of decisions name it: a sheet comes back through the focal point of its State."""
    return LINE_ROLES[Role.STATE_FOCAL_POINT if made.sheet else made.made_in_role]


def decides(actor: Actor) -> bool:
    """Whether what somebody decides is handed on; what an editor prepares waits for the focal point."""
    return actor.role is not Role.STATE_EDITOR
