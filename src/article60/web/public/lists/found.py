"""The open needs that a reader looks for: which they are, in which order, and how many each further choice would leave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce

from article60.domain.provision import sort_key
from article60.text.normalise import fold
from article60.web.common import wording
from article60.web.common.current import Release
from article60.web.public.lists.declared import LISTINGS
from article60.web.public.lists.filters import LAST_CONFIRMED
from article60.web.public.lists.index import Bits, Index, index_of
from article60.web.public.lists.query import Chosen

NEEDS = LISTINGS["needs"]
OFFERED = (
    "regional_group", "subregion", "group", "sids", "ldc", "lldc", "chapter", "coarse_type", "type", "grade", "priority",
    "confirmed_in", "state", "article", "provision", "beneficiary",
)  # fmt: skip
"""Filters whose values are offered with their counts."""
BOUNDS = ("confirmed_from", "confirmed_to")
FILTERS = (*OFFERED, *BOUNDS)
ORDERS = ("state", "date")
NOT_UPDATED = "not_updated"


@dataclass(frozen=True, kw_only=True)
class Found:
    """What passes the filters; `also` tells whether needs that nobody has confirmed for 36 months are among them."""

    release: Release
    chosen: Chosen
    also: bool = False
    order: str = "state"

    @cached_property
    def index(self) -> Index:
        """The index of all needs over the filters."""
        return index_of(self.release, NEEDS, (*OFFERED, "open", "timing"))

    @cached_property
    def passing(self) -> Bits:
        """The needs that are listed."""
        return self._passing(self.chosen)

    @property
    def total(self) -> int:
        """How many needs are listed."""
        return self.passing.bit_count()

    @property
    def states(self) -> int:
        """How many States stated them."""
        return sum(1 for bits in self.index.by_value["state"].values() if bits & self.passing)

    @property
    def not_updated(self) -> int:
        """How many needs pass the filters but are not open, since nobody has confirmed them for 36 months."""
        return (self._stale & self._filtered(self.chosen)).bit_count()

    def counts(self, name: str) -> Mapping[str, int]:
        """For each value of a filter how many needs are left with it in place of what is chosen there; none is 0."""
        others = self._passing({one: value for one, value in self.chosen.items() if one != name})
        counted = {value: (bits & others).bit_count() for value, bits in self.index.by_value[name].items()}
        return {value: count for value, count in counted.items() if count}

    def without(self, name: str) -> int:
        """How many needs are left without a filter."""
        return self._passing({one: value for one, value in self.chosen.items() if one != name}).bit_count()

    def places(self, start: int = 0, end: int | None = None) -> list[int]:
        """Places (`rowid`) of the needs that are listed, in order."""
        tongue = wording.language()
        order = self.index.ordered(self.order, tongue, lambda: _ordered(self.release, self.index, self.order, tongue))
        return self.index.chosen(self.passing, order, start, end)

    def _passing(self, chosen: Chosen) -> Bits:
        wanted = self.index.having("open", "true") | (self._stale if self.also else 0)
        return wanted & self._filtered(chosen)

    def _filtered(self, chosen: Chosen) -> Bits:
        return reduce(lambda bits, one: bits & self._by_filter[one], chosen.items(), self.index.all)

    @cached_property
    def _by_filter(self) -> Mapping[tuple[str, str], Bits]:
        """For each value that is chosen the needs that have it."""
        return {(name, value): self.index.passing(self.release, {name: value}) for name, value in self.chosen.items()}

    @property
    def _stale(self) -> Bits:
        return self.index.having("grade", NOT_UPDATED) & self.index.having("timing", "current")


def _ordered(release: Release, index: Index, order: str, language: str) -> Sequence[int]:
    """Numbers of the rows: by the names of the States and then by provisions, or by the day of last confirmation."""
    names = {code: fold(getattr(state, f"name_{language}")) for code, state in release.states.items()}
    first = '(SELECT p."provision" FROM need_provisions p WHERE p."need_id" = t."need_id" ORDER BY p."position" LIMIT 1)'
    query = f'SELECT t."state", t."need_id", {first}, {LAST_CONFIRMED} FROM needs t ORDER BY t.rowid'
    keyed = [
        ((names.get(state, ""), state, sort_key(provision) if provision else (1000,), need), day or "")
        for state, need, provision, day in release.connection.execute(query)
    ]
    by_state = sorted(range(len(keyed)), key=lambda n: keyed[n][0])
    if order == "state":
        return by_state
    return sorted(by_state, key=lambda n: keyed[n][1], reverse=True)
