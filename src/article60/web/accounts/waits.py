"""What waits for somebody, as each application tells it of itself.

An application has a module `waiting` with `waiting(actor, on)`, which yields what waits for an actor on a day, in the order in
which it is to be shown. It is asked for a page and for a letter, in both cases as the actor, within what the database shows to
the actor; it reads, and changes nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from article60.web.accounts.actor import Actor
from article60.web.accounts.discovered import modules


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Something that waits: what and how many, where it is done, and since or until when.

    `what` is a message to be translated, such as "Needs that wait for the focal point". It stands in letters, too, so that no
    name and no word of what stands in the workspace may be in it. A `count` of 0 is nothing that waits. `until` is the last
    day on which something can be done about it.
    """

    what: str
    count: int
    route: str
    arguments: tuple[str | int, ...] = ()
    part: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def address(self) -> str:
        """Of the page where it is done, in the reader's language; `part` is the section of the page."""
        return reverse(self.route, args=self.arguments) + (f"#{self.part}" if self.part else "")


Asked = Callable[[Actor, date], Iterable[Waiting]]


def asked() -> Sequence[Asked]:
    """The functions that tell what waits, in the order of the applications."""
    return [module.waiting for module in modules("waiting")]


def waiting_for(actor: Actor, on: date) -> Sequence[Waiting]:
    """Everything that waits for an actor on a day; nothing for who has no role."""
    if actor.role is None:
        return ()
    return [one for tell in asked() for one in tell(actor, on) if one.count]
