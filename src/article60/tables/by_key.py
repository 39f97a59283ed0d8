"""The rows of a kept table by their key, of which records are made only when they are asked for."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, MutableMapping
from typing import Any, Self, TypeVar

import polars as pl

from article60.tables.columns import frame, records

Held = TypeVar("Held")


class _Places(list[int]):
    """Places in the table, from 0, of the rows with one key."""


class ByKey(MutableMapping[str, Held]):
    """What stands under each key, in the order in which the keys stand first: rows of the table, or what was put there since.

    Of thousands of rows a decision changes a few; all others become no records and go on as they were kept.
    """

    def __init__(self, noun: type, table: pl.DataFrame, *, key: str) -> None:
        self._noun, self._table, self._key = noun, table, key
        self._held: dict[str, _Places | Held] = {}
        places: dict[str, _Places] = {}
        for place, value in enumerate(table[key].to_list()):
            places.setdefault(value, _Places()).append(place)
        self._held.update(places)

    def __getitem__(self, key: str) -> Held:
        held = self._held[key]
        return self._made(records(self._noun, self._table[held])) if isinstance(held, _Places) else held

    def __setitem__(self, key: str, value: Held) -> None:
        self._held[key] = value

    def __delitem__(self, key: str) -> None:
        del self._held[key]

    def __contains__(self, key: object) -> bool:
        return key in self._held

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def __copy__(self) -> Self:
        """The same as it stands now, whatever is put in or taken out later."""
        other = self.__class__(self._noun, self._table.clear(), key=self._key)
        other._table, other._held = self._table, dict(self._held)
        return other

    def table(self) -> pl.DataFrame:
        """All rows that stand here now, in the order of their keys; those of one key in their own."""
        kept = [place for held in self._held.values() if isinstance(held, _Places) for place in held]
        put = [one for held in self._held.values() if not isinstance(held, _Places) for one in self._listed(held)]
        return pl.concat([self._table[kept], frame(self._noun, put)]).sort(self._key, maintain_order=True)

    @abstractmethod
    def _made(self, found: Iterable[Any]) -> Held:
        """What stands under a key whose records these are."""

    @abstractmethod
    def _listed(self, held: Held) -> Iterable[Any]:
        """The records of what stands under a key."""


class EachByKey(ByKey[Any]):
    """One record for each key."""

    def _made(self, found: Iterable[Any]) -> Any:
        (one,) = found
        return one

    def _listed(self, held: Any) -> Iterable[Any]:
        return (held,)


class ListsByKey(ByKey[list[Any]]):
    """A list of records for each key, which may be empty."""

    def _made(self, found: Iterable[Any]) -> list[Any]:
        return list(found)

    def _listed(self, held: list[Any]) -> Iterable[Any]:
        return held
