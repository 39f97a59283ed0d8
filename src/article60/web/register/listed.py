"""A State's needs as its people go through them: what waits for a word first, each group in the State's own order."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_noop as noop

from article60.domain import provision
from article60.web.register.content import MET, OPEN, PARTLY_MET, WITHDRAWN
from article60.web.register.models import NeedVersion


@dataclass(frozen=True, slots=True)
class Group:
    """Needs that stand together on the page, under a heading that is to be translated."""

    name: str
    heading: str
    needs: Sequence[NeedVersion]


def waits_for_the_state(need: NeedVersion) -> bool:
    """Whether the State has not yet stood by a need, nor said where it stands."""
    return not need.confirmed and need.standing == OPEN


_GROUPS: Sequence[tuple[str, str, Callable[[NeedVersion], bool]]] = (
    ("waiting", noop("Waiting for the word of the State"), waits_for_the_state),
    ("withdrawn", noop("Withdrawn"), lambda need: need.standing == WITHDRAWN),
    ("met", noop("Met or partly met"), lambda need: need.standing in (MET, PARTLY_MET)),
    ("anticipated", noop("Anticipated"), lambda need: need.timing == "anticipated"),
    ("current", noop("Current"), lambda need: True),
)
"""The first that fits is a need's group."""
_SHOWN = ("waiting", "current", "anticipated", "met", "withdrawn")


def groups(needs: Sequence[NeedVersion], order: Sequence[str]) -> Iterator[Group]:
    """The groups that hold anything, in the order in which they are shown."""
    held: dict[str, list[NeedVersion]] = {}
    for need in in_order(needs, order):
        held.setdefault(next(name for name, _, fits in _GROUPS if fits(need)), []).append(need)
    headings = {name: heading for name, heading, _ in _GROUPS}
    for name in _SHOWN:
        if name in held:
            yield Group(name, headings[name], held[name])


def in_order(needs: Sequence[NeedVersion], order: Sequence[str]) -> list[NeedVersion]:
    """Needs as the State has put them; those that it has not, after these, by provision, and last where none is named."""
    places = {need_id: place for place, need_id in enumerate(order)}

    def key(need: NeedVersion) -> tuple[int, bool, Sequence[tuple[int, ...]], str]:
        known = [provision.sort_key(one) for one in need.provisions if provision.exists(one)]
        return places.get(need.need_id, len(places)), not known, known, need.need_id

    return sorted(needs, key=key)
