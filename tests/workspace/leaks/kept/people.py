"""Whom administrators let into their organisation, and the ways in that they are sent."""

from collections.abc import Sequence

from django.utils import timezone
from tests.workspace.leaks.people import People
from tests.workspace.leaks.worlds import World

from article60.web.accounts.actor import acting
from article60.web.accounts.roles import Role
from article60.web.people import actions, ways_in
from article60.web.people.actions import Person, Right
from article60.web.people.models import WayIn

FRESH, SECRET = "fresh@example.org", "chrysalis@example.org"
PASSWORD = "words of which nobody else would ever think"


def common(people: People) -> None:
    """Another State has let somebody in, who has not come yet."""
    _invited(people, "XB focal", "State XB", FRESH)


def _invited(people: People, by: str, where: str, email: str, name: str = "Somebody new") -> int:
    with acting(who := people.actor(by)):
        person, right = Person(email=email, name=name, language="fr"), Right(role=Role.STATE_EDITOR)
        return actions.invite(person, right, people.bodies[where], by=who, at=timezone.now()).pk


def invited(people: People) -> None:
    """Somebody who is to write for State XA."""
    _invited(people, "XA focal", "State XA", SECRET, "Person of the chrysalis")


def invited_otherwise(people: People) -> None:
    """Two, of whom one was let in and left again."""
    _invited(people, "XA focal", "State XA", SECRET, "Quite another person")
    gone = _invited(people, "XA focal", "State XA", "gone@example.org")
    with acting(by := people.actor("XA focal")):
        actions.end(gone, by=by, at=timezone.now())


def _ways_in() -> Sequence[dict[str, str]]:
    return [{"way_in": str(one.pk), "code": ways_in.code(one.pk)} for one in WayIn.objects.filter(user__email=FRESH)]


ADDRESSES = {"people:enter": _ways_in}
_PERSON = {"email": "one.more@example.org", "name": "One more", "language": "en"}
FORMS = {
    "people:invite": [{**_PERSON, "role": "state_editor"}, {**_PERSON, "role": "provider_officer"}],
    "people:hand_over": [_PERSON],
    "people:change": [{"role": "state_editor", "language": "ar"}],
    "people:lost": [{"email": FRESH}],
    "people:enter": [{"password1": PASSWORD, "password2": PASSWORD}],
}
WORLDS = (World(name="person who was let in", make=invited, entitled=frozenset({"XA focal"}), other=invited_otherwise),)
