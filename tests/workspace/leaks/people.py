"""Who asks: one of each role and standing, some of whom are entitled to what is kept in a world."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.test import Client
from django.utils import timezone
from tests.workspace.leaks.asking import Asker
from tests.workspace.leaks.releases import OTHER_PROVIDER, PROVIDER

from article60.web.accounts import policies
from article60.web.accounts.actor import Actor
from article60.web.accounts.models import Membership, Organisation, User
from article60.web.accounts.roles import Kind, Role
from article60.web.accounts.signed_in import CHOSEN
from workspace_people import PASSWORD, actor, body, browser, member

NOBODY, FORMER, WITHOUT_FACTOR, NO_ROLE, TWO_ROLES = "nobody", "former", "without second factor", "no role", "two roles"
OWN = frozenset({"XA focal", "XA editor"})
"""Who sees all that State XA keeps."""
OTHER_STATES = frozenset({"XB focal", "XB editor"})
VETTED = frozenset({"vetted provider"})


@dataclass
class People:
    """Bodies, accounts and browsers by name."""

    bodies: dict[str, Organisation] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    askers: dict[str, Asker] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        return actor(self.users[name])


PUBLISHES_AS: Mapping[str, str] = {"Vetted provider": PROVIDER, "Named provider": OTHER_PROVIDER}
"""Of a body, its identifier in the Release at which the desks look."""
BODIES: Mapping[str, tuple[Kind, str, bool]] = {
    "State XA": (Kind.STATE, "XA", False),
    "State XB": (Kind.STATE, "XB", False),
    "Institution of XA": (Kind.INSTITUTION, "XA", False),
    "Other institution of XA": (Kind.INSTITUTION, "XA", False),
    "Institution of XB": (Kind.INSTITUTION, "XB", False),
    "Secretariat": (Kind.SECRETARIAT, "", False),
    "Vetted provider": (Kind.PROVIDER, "", True),
    "Provider": (Kind.PROVIDER, "", False),
    "Named provider": (Kind.PROVIDER, "", False),
    "Reviewing experts": (Kind.EXPERTS, "", False),
    "Society": (Kind.STAKEHOLDER, "", False),
    "Operator": (Kind.OPERATOR, "", False),
}
MEMBERS: Mapping[str, tuple[Role, str]] = {
    "XA focal": (Role.STATE_FOCAL_POINT, "State XA"),
    "XA editor": (Role.STATE_EDITOR, "State XA"),
    "XA institution": (Role.STATE_INSTITUTION, "Institution of XA"),
    "XA other institution": (Role.STATE_INSTITUTION, "Other institution of XA"),
    "XB focal": (Role.STATE_FOCAL_POINT, "State XB"),
    "XB editor": (Role.STATE_EDITOR, "State XB"),
    "XB institution": (Role.STATE_INSTITUTION, "Institution of XB"),
    "analyst": (Role.SECRETARIAT_ANALYST, "Secretariat"),
    "publisher": (Role.SECRETARIAT_PUBLISHER, "Secretariat"),
    "vetted provider": (Role.PROVIDER_OFFICER, "Vetted provider"),
    "provider": (Role.PROVIDER_OFFICER, "Provider"),
    "named provider": (Role.PROVIDER_OFFICER, "Named provider"),
    "expert": (Role.REVIEWING_EXPERT, "Reviewing experts"),
    "stakeholder": (Role.STAKEHOLDER, "Society"),
    "operator": (Role.OPERATOR, "Operator"),
    FORMER: (Role.STATE_FOCAL_POINT, "State XA"),
    WITHOUT_FACTOR: (Role.STATE_EDITOR, "State XA"),
    TWO_ROLES: (Role.STATE_EDITOR, "State XA"),
}


_ACTS_AS = {name: role for name, (role, _) in MEMBERS.items()} | dict.fromkeys((FORMER, WITHOUT_FACTOR), policies.NOBODY)
_ACTS_AS[TWO_ROLES] = Role.PROVIDER_OFFICER
"""As what each is let in by policies."""
WRITTEN_TO_AS = {WITHOUT_FACTOR: "XA editor", TWO_ROLES: "XA editor"}
"""As whom letters count somebody: what a browser lacks, or in which role it acts, is nothing to them."""
ADMINISTRATORS = ("XA focal", "XB focal", "XB institution", "publisher", "vetted provider", "expert", "stakeholder")


LOOKING = (
    "XA focal", "XA editor", "XA institution", "XB focal", "analyst", "publisher", "vetted provider", "expert", "stakeholder",
    "operator", TWO_ROLES, NOBODY,
)  # fmt: skip
"""Who looks through the pages for what they offer."""


def people() -> People:
    """Everybody, signed in with all that the role needs - but who has not, and who holds a role no more."""
    found = People(
        {
            name: body(kind, name, state, vetted=vetted, identifier=PUBLISHES_AS.get(name, ""))
            for name, (kind, state, vetted) in BODIES.items()
        }
    )
    for name, (role, where) in MEMBERS.items():
        address, administers = f"{name.replace(' ', '.')}@example.org", name in ADMINISTRATORS
        found.users[name] = member(role, found.bodies[where], address, administers=administers)
    found.users[NO_ROLE] = User.objects.create_user("no.role@example.org", password=PASSWORD, name="Person of no role")
    browsers = {name: browser(user) for name, user in found.users.items()} | {NOBODY: Client()}
    _left(found, browsers)
    found.askers = {name: Asker(name, one, _ACTS_AS.get(name, policies.NOBODY)) for name, one in browsers.items()}
    return found


def _left(found: People, browsers: Mapping[str, Client]) -> None:
    """Of some, what their browsers still remember is not, or no longer, enough."""
    Membership.objects.filter(user=found.users[FORMER]).update(until=timezone.now())
    session = browsers[WITHOUT_FACTOR].session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session.save()
    # Of State XA, too; but acting for a provider now.
    both = Membership.objects.create(
        user=found.users[TWO_ROLES], organisation=found.bodies["Provider"], role=Role.PROVIDER_OFFICER, since=timezone.now()
    )
    session = browsers[TWO_ROLES].session
    session[CHOSEN] = both.pk
    session.save()
