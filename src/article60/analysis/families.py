"""Parents and children that report the same money: on which level of a family it is counted, so that nothing counts twice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from article60.domain.activity import Activity
from article60.domain.same_activity import SameActivity
from article60.domain.usd import add

COUNTED, PARENT, CHILDREN = "counted", "parent_counted", "children_counted"

PART, LINKED = "parent_child", "linked"

Links = Mapping[str, Sequence[str]]
"""Children of each activity, by lasting identifier."""


@dataclass(frozen=True, slots=True)
class Family:
    """An activity and one of its children."""

    activity_id: str
    child_id: str


@dataclass(frozen=True, slots=True)
class _Sum:
    """What would be counted of an activity and all beneath it; whether anything is, and None for a sum that is not known."""

    carried: bool
    usd: Decimal | None
    own: bool


def links(activities: Sequence[Activity], *, same: Iterable[SameActivity] = ()) -> dict[str, list[str]]:
    """Children of each activity among those given, by lasting identifier, whichever of the two names the other.

    `same` adds those that identity has linked: under an earlier identifier, or a whole whose parts have a recipient each.
    """
    named = {one.iati_identifier: one.activity_id for one in activities if one.iati_identifier}
    pairs = set[tuple[str, str]]()
    for one in activities:
        pairs |= {(one.activity_id, named[child]) for child in one.children if child in named}
        pairs |= {(named[parent], one.activity_id) for parent in one.parents if parent in named}
    here = {one.activity_id for one in activities}
    for row in same:
        if row.kind == PART and row.outcome == LINKED and {row.activity_id, row.other_id} <= here:
            pairs.add((row.activity_id, row.other_id))
    children: dict[str, list[str]] = {one.activity_id: [] for one in sorted(activities, key=lambda a: a.activity_id)}
    for parent, child in sorted(pairs):
        if parent != child:
            children[parent].append(child)
    return children


def pairs(children: Links) -> Iterator[Family]:
    """Yield every activity with each of its children."""
    for activity_id, some in children.items():
        yield from (Family(activity_id, child_id) for child_id in some)


def children_of(pairs: Iterable[Family]) -> Links:
    """Children of each activity that has any, of the pairs given."""
    children: dict[str, list[str]] = {}
    for one in pairs:
        children.setdefault(one.activity_id, []).append(one.child_id)
    return children


def levels(children: Links, *, carried: Mapping[str, Decimal | None]) -> dict[str, str]:
    """Whether each activity that carries amounts of one kind is counted, or its parent or its children in its place.

    `carried` holds their sums, None where one is not known. The level that carries the amounts counts. Where both do, the
    children count if together they have at least as much, since they say more precisely where it goes; else the parent does,
    since not all children were read or kept. Of two sums that cannot be compared, a known one counts.
    Sums are never added across levels, so what a parent pays besides its children is left out rather than counted twice.
    """
    order = _children_first(children)
    place = {one: index for index, one in enumerate(order)}
    # In a circle of links, whichever was reached first stands above.
    below = {one: [child for child in children[one] if place[child] < place[one]] for one in order}
    found: dict[str, _Sum] = {}
    for one in order:
        found[one] = _better(one, carried, _together(found[child] for child in below[one]))
    return dict(_from_above(order, below, found, carried))


def _children_first(children: Links) -> list[str]:
    """Every activity after all its children; no recursion, since a file may link as deep as it likes."""
    order, seen = list[str](), set[str]()
    for first in sorted(children):
        waiting = [(first, False)]
        while waiting:
            one, done = waiting.pop()
            if done:
                order.append(one)
            elif one not in seen:
                seen.add(one)
                waiting.append((one, True))
                waiting.extend((child, False) for child in reversed(children[one]) if child not in seen)
    return order


def _together(sums: Iterable[_Sum]) -> _Sum:
    carrying = [one.usd for one in sums if one.carried]
    known = [usd for usd in carrying if usd is not None]
    return _Sum(bool(carrying), add(known) if len(known) == len(carrying) else None, own=False)


def _better(one: str, carried: Mapping[str, Decimal | None], below: _Sum) -> _Sum:
    """What counts of an activity: its own amounts, or those beneath it."""
    if one not in carried:
        return below
    own = _Sum(True, carried[one], own=True)
    if not below.carried:
        return own
    if own.usd is None or below.usd is None:
        return below if own.usd is None else own
    return below if below.usd >= own.usd else own


def _from_above(
    order: Sequence[str], below: Links, found: Mapping[str, _Sum], carried: Mapping[str, Decimal | None]
) -> Iterable[tuple[str, str]]:
    """Parents first: nothing beneath an activity that counts does, even where it has another parent that does not."""
    covered = set[str]()
    for one in reversed(order):
        counts = found[one].own and one not in covered
        if counts or one in covered:
            covered.update(below[one])
        if one in carried:
            yield one, COUNTED if counts else PARENT if one in covered else CHILDREN
