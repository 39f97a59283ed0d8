"""Where two people act at the same moment: a State of its own, of which only those parts are made that they act on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction

from article60.web.accounts.actor import Actor
from article60.web.accounts.roles import Role
from article60.web.audit.models import AuditEvent

NOW = datetime.now(UTC).replace(microsecond=0)
LONG_AGO = NOW - timedelta(days=9)
Part = TypeVar("Part")


@dataclass(slots=True)
class Place:
    """A State by its code; what of it was made, by what has made it; bodies and accounts by number; the last event before."""

    state: str
    began: int = 0
    made: dict[Callable[..., Any], Any] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)

    @property
    def need(self) -> str:
        return f"{self.state}-AAAAAAAA"

    @property
    def other(self) -> str:
        return f"{self.state}-BBBBBBBB"

    def of(self, prepare: "Callable[[Place], Part]") -> Part:
        """A part of it, made where it is not there yet."""
        if prepare not in self.made:
            self.made[prepare] = prepare(self)
        found: Part = self.made[prepare]
        return found

    def focal(self) -> Actor:
        return who(Role.STATE_FOCAL_POINT, self.state)

    def editor(self) -> Actor:
        return who(Role.STATE_EDITOR, self.state)


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody does, and the parts of the place on which it is done."""

    do: Callable[[Place], Any]
    parts: Sequence[Callable[[Place], Any]]


def who(role: Role, state: str = "") -> Actor:
    return Actor(account=UUID(int=sorted(Role).index(role) + 1), role=role, state=state)


def prepare(state: str, *acts: Act) -> Place:
    """The place as all of them find it, made in the same order whoever comes first."""
    place = Place(state)
    with transaction.atomic():
        for part in sorted({part for act in acts for part in act.parts}, key=lambda one: (one.__module__, one.__name__)):
            place.of(part)
    place.began = AuditEvent.objects.order_by("-number").values_list("number", flat=True).first() or 0
    return place


def came(act: Act, at: Place) -> str:
    """What came of it: done, or by what it was refused."""
    try:
        act.do(at)
    except (LookupError, PermissionError, RuntimeError, ValueError) as error:
        return type(error).__name__
    return "done"
