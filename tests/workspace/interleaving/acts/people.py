"""What administrators do to who works for their organisation, and people to the letters that they get."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.workspace.interleaving.place import LONG_AGO, NOW, Act, Place

from article60.web.accounts import actions as accounts
from article60.web.accounts.actor import Actor, acting
from article60.web.accounts.models import Membership, Organisation, User
from article60.web.accounts.roles import Role
from article60.web.people import actions
from article60.web.people.actions import Person, Right
from article60.web.work import letters_wanted
from workspace_people import actor

Do = Callable[[Place], Any]


@dataclass(frozen=True, slots=True)
class Staff:
    """Of the State its focal point and two editors, of whom the deputy lets in others, too; an institution's officer."""

    focal: Actor
    deputy: Actor
    officer: Actor
    held: Mapping[str, int]

    @property
    def institution(self) -> int:
        return self.officer.organisation or 0


MEMBERS: Mapping[str, tuple[Role, bool]] = {
    "focal": (Role.STATE_FOCAL_POINT, True),
    "deputy": (Role.STATE_EDITOR, True),
    "editor": (Role.STATE_EDITOR, False),
    "officer": (Role.STATE_INSTITUTION, True),
}


def staff(at: Place) -> Staff:
    for name, (role, administers) in MEMBERS.items():
        where = f"{'Office' if role is Role.STATE_INSTITUTION else 'State'} {at.state}"
        let_in(at, name, role, where, state=at.state, administers=administers)
    users = {name: account(at, name) for name in MEMBERS}
    held = {name: Membership.objects.get(user=user).pk for name, user in users.items()}
    return Staff(*(actor(users[name]) for name in ("focal", "deputy", "officer")), held=held)


def let_in(at: Place, name: str, role: Role, where: str, **more: Any) -> Actor:
    """Somebody, as the operator lets people in; what events name that is about this place."""
    accounts.invite(accounts.Invited(email=_address(at, name), name=name, role=role, organisation=where, **more), at=LONG_AGO)
    by = actor(account(at, name))
    at.known.update((str(by.account), str(by.organisation)))
    return by


def account(at: Place, name: str) -> User:
    return User.objects.get(email=_address(at, name))


def _address(at: Place, name: str) -> str:
    return f"{name}@{at.state.lower()}.example.org"


def _person(at: Place, name: str) -> Person:
    return Person(email=_address(at, name), name=name, language="en")


def _by(name: str, do: Callable[[Place, Staff, Actor], Any]) -> Do:
    def act(at: Place) -> Any:
        found = at.of(staff)
        with acting(by := getattr(found, name)):
            return do(at, found, by)

    return act


def _end(whose: str) -> Callable[[Place, Staff, Actor], Any]:
    return lambda at, found, by: actions.end(found.held[whose], by=by, at=NOW)


def _hand_over(to: str) -> Callable[[Place, Staff, Actor], Any]:
    return lambda at, found, by: actions.hand_over(found.held["focal"], _person(at, to), by=by, at=NOW)


def _change(whose: str, *, administers: bool) -> Callable[[Place, Staff, Actor], Any]:
    def do(at: Place, found: Staff, by: Actor) -> Any:
        right = Right(role=Role.STATE_EDITOR, administers=administers)
        return actions.change(found.held[whose], right, language="fr", by=by, at=NOW)

    return do


def _invite(at: Place, found: Staff, by: Actor) -> Any:
    role = Role.STATE_INSTITUTION if by.role is Role.STATE_INSTITUTION else Role.STATE_EDITOR
    where = Organisation.objects.get(pk=by.organisation)
    return actions.invite(_person(at, "newcomer"), Right(role=role), where, by=by, at=NOW)


def _choose(at: Place) -> Any:
    at.of(staff)
    return letters_wanted.choose(account(at, "editor"), frequency="daily", language="fr", at=NOW)


def _stop(at: Place) -> Any:
    user = account(at, "editor")
    return letters_wanted.stop(user.number, letters_wanted.code(user.number), at=NOW)


ACTS: Mapping[str, Act] = {
    name: Act(do, [staff])
    for name, do in {
        "end a membership": _by("focal", _end("editor")),
        "end another administrator": _by("focal", _end("deputy")),
        "hand over": _by("focal", _hand_over("newcomer")),
        "hand over to an editor": _by("deputy", _hand_over("editor")),
        "give a right": _by("deputy", _change("editor", administers=True)),
        "give up a right": _by("deputy", _change("deputy", administers=False)),
        "invite": _by("deputy", _invite),
        "invite into an institution": _by("officer", _invite),
        "choose letters": _choose,
        "stop letters": _stop,
    }.items()
}
