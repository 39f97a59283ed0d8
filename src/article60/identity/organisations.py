"""The same organisation under several names: one published identifier is one organisation; without one, one folded name."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

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


@dataclass(slots=True)
class _Seen:
    """Under what an organisation was seen, and how often."""

    names: Counter[str] = field(default_factory=Counter)
    refs: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    gives: bool = False

    def add(self, part: ActivityOrganisation) -> None:
        for counter, value in ((self.names, part.name), (self.refs, part.ref), (self.kinds, part.kind)):
            if value:
                counter[value] += 1
        self.gives |= part.role in GIVING_ROLES


def settle(parts: Iterable[ActivityOrganisation]) -> tuple[list[ActivityOrganisation], list[Organisation]]:
    """The parts with identifiers filled in, and the organisations behind them in the order of their identifiers."""
    settled: list[ActivityOrganisation] = []
    seen: dict[str, _Seen] = defaultdict(_Seen)
    for part in parts:
        known = organisation_id(part)
        if known is not None:
            settled.append(replace(part, organisation_id=known))
            seen[known].add(part)
    organisations = [
        Organisation(
            organisation_id=known,
            name=_most(under.names) or _most(under.refs) or known,
            names=tuple(sorted(under.names)),
            refs=tuple(sorted(under.refs)),
            kind=_most(under.kinds),
            provider=under.gives,
        )
        for known, under in sorted(seen.items())
    ]
    return settled, organisations


def _most(counter: Counter[str]) -> str | None:
    return min(counter, key=lambda value: (-counter[value], value), default=None)
