"""Which rows of a list have which value of which filter, worked out once for a Release, so that counting takes no query.

The rows that have a value are the bits of one whole number, the row at place n (from 0) its bit n. Rows that fulfil several
conditions are what is left of two numbers by `&`, and how many they are is the count of its bits. Filters are those of the
list, with the values that their own SQL yields, so that a count here is the length of the list there.
"""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import compress, islice

from article60.web.common.current import Release, Stamp
from article60.web.public.lists.declared import Listing
from article60.web.public.lists.query import Chosen, condition

Bits = int
KEPT = 2
"""Releases of which indexes are kept: the one that is shown, and one that is about to be."""


@dataclass(frozen=True, slots=True)
class Index:
    """Of one list: the places of its rows in the table, and for each filter its values with the bits of their rows."""

    listing: Listing
    places: Sequence[int]
    by_value: Mapping[str, Mapping[str, Bits]]
    orders: dict[tuple[str, str], Sequence[int]] = field(default_factory=dict)

    @property
    def all(self) -> Bits:
        """Every row."""
        return (1 << len(self.places)) - 1

    def having(self, name: str, value: str) -> Bits:
        """Rows that have a value of a filter."""
        return self.by_value[name].get(value, 0)

    def passing(self, release: Release, chosen: Chosen) -> Bits:
        """Rows that pass all filters; one whose values are not kept here is asked of the database."""
        return reduce(lambda bits, one: bits & self._of(release, *one), chosen.items(), self.all)

    def ordered(self, name: str, language: str, make: Callable[[], Sequence[int]]) -> Sequence[int]:
        """The rows in an order by its name and the reader's language; `make` works it out where it is not kept yet."""
        if (name, language) not in self.orders:
            self.orders[name, language] = make()
        return self.orders[name, language]

    def chosen(self, bits: Bits, order: Sequence[int], start: int = 0, end: int | None = None) -> list[int]:
        """Places in the table of the rows that are left, in an order, from the one numbered `start` to that before `end`."""
        row_by_row = f"{bits:0{len(self.places)}b}".encode().translate(_SET)[::-1]
        left = compress(order, map(row_by_row.__getitem__, order))
        return [self.places[n] for n in islice(left, start, end)]

    def _of(self, release: Release, name: str, value: str) -> Bits:
        if name in self.by_value:
            return self.having(name, value)
        sql, values = condition(self.listing, {name: value})
        found = release.connection.execute(f'SELECT t.rowid FROM "{self.listing.table}" t WHERE {sql}', values)
        at = {place: n for n, place in enumerate(self.places)}
        return _bits((at[row[0]] for row in found), len(self.places))


def index_of(release: Release, listing: Listing, names: Iterable[str]) -> Index:
    """The index of a list over some of its filters, made once for each Release and shared by all threads."""
    key = (release.stamp, listing.path)
    with _lock:
        if key not in _made:
            _made[key] = _make(release, listing, names)
            while len(_made) > KEPT:
                del _made[next(iter(_made))]
        return _made[key]


_SET = bytes(number == ord("1") for number in range(256))
"""Turns the digits 0 and 1, as letters, into what is false and what is true."""
_made: dict[tuple[Stamp, str], Index] = {}
_lock = threading.Lock()


def _make(release: Release, listing: Listing, names: Iterable[str]) -> Index:
    found = release.connection.execute(f'SELECT t.rowid FROM "{listing.table}" t WHERE {listing.always} ORDER BY t.rowid')
    places = [row[0] for row in found]
    at = {place: n for n, place in enumerate(places)}
    return Index(listing, places, {name: _values(release, listing, name, at) for name in names})


def _values(release: Release, listing: Listing, name: str, at: Mapping[int, int]) -> dict[str, Bits]:
    values = listing.filters[name].values
    if values is None:
        raise ValueError(f"{listing.path}: the values of {name} cannot be listed")
    rows: dict[str, list[int]] = {}
    for place, value in release.connection.execute(values.format(table=listing.table)):
        if place in at:
            rows.setdefault(str(value), []).append(at[place])
    return {value: _bits(some, len(at)) for value, some in rows.items()}


def _bits(rows: Iterable[int], length: int) -> Bits:
    made = bytearray(length // 8 + 1)
    for n in rows:
        made[n >> 3] |= 1 << (n & 7)
    return int.from_bytes(made, "little")
