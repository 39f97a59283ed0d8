"""The same organisation under several names: one published identifier is one organisation; without one, one folded name."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from article60.domain.activity import ActivityOrganisation
from article60.domain.ids import lasting_id
from article60.domain.organisation import Organisation
from article60.text.normalise import fold

GIVING_ROLES = frozenset(("reporting", "funding", "accountable", "extending"))


def organisation_id(part: ActivityOrganisation) -> str | None:
    """Identifier of the organisation that takes part; None where the publisher gives neither identifier nor name."""
    if part.ref:
        return lasting_id("ORG", "ref", part.ref.strip().upper())
    if part.name:
        return lasting_id("ORG", "name", fold(part.name))
    return None


def settle(parts: Iterable[ActivityOrganisation]) -> tuple[list[ActivityOrganisation], list[Organisation]]:
    """The parts with identifiers filled in, and the organisations behind them in the order of their identifiers."""
    settled, names, refs, kinds, givers = [], {}, {}, {}, set()
    for part in parts:
        known = organisation_id(part)
        if known is None:
            continue
        settled.append(replace(part, organisation_id=known))
        _count(names, known, part.name)
        _count(refs, known, part.ref)
        _count(kinds, known, part.kind)
        if part.role in GIVING_ROLES:
            givers.add(known)
    organisations = [
        Organisation(
            organisation_id=known,
            name=_most(names[known]) or _most(refs[known]) or known,
            names=tuple(sorted(names[known])),
            refs=tuple(sorted(refs[known])),
            kind=_most(kinds[known]),
            provider=known in givers,
        )
        for known in sorted(names)
    ]
    return settled, organisations


def _count(counters: dict[str, Counter[str]], key: str, value: str | None) -> None:
    counter = counters.setdefault(key, Counter())
    if value:
        counter[value] += 1


def _most(counter: Counter[str]) -> str | None:
    return min(counter, key=lambda value: (-counter[value], value), default=None)
