"""Every list of the API as one kind of thing, whether its items are rows of a table or stand in a file of the Release."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from article60.domain.figure import Figure, Range
from article60.tables.declared import TABLES
from article60.web.common.current import Release
from article60.web.public.lists import cells, query
from article60.web.public.lists.declared import LISTINGS, Listing
from article60.web.public.lists.filters import Filter
from article60.web.public.lists.kinds import Kind
from article60.web.public.lists.query import Chosen, Item

Page = tuple[list[Item], str | None]
Texts = tuple[list[bytes], str | None]


@dataclass(frozen=True, slots=True)
class Rows:
    """A list whose items are rows of a table."""

    listing: Listing

    @property
    def path(self) -> str:
        """Its name in addresses."""
        return self.listing.path

    @property
    def about(self) -> str:
        """What it holds, in a sentence without its stop."""
        return self.listing.about

    @property
    def filters(self) -> Mapping[str, Filter]:
        """Its filters by parameter."""
        return self.listing.filters

    @property
    def noun(self) -> type | None:
        """What describes its columns."""
        return TABLES[self.listing.table].noun

    def page(self, release: Release, chosen: Chosen, *, after: str | None, limit: int) -> Page:
        """As `query.page`."""
        return query.page(release, self.listing, chosen, after=after, limit=limit)

    def texts(self, release: Release, chosen: Chosen, *, after: str | None, limit: int, base: str) -> Texts:
        """As `query.texts`."""
        return query.texts(release, self.listing, chosen, after=after, limit=limit, base=base)

    def holds(self, release: Release, key: str) -> bool:
        """As `query.holds`."""
        return query.holds(release, self.listing, key)

    def one(self, release: Release, key: str) -> Item | None:
        """As `query.one`."""
        return query.one(release, self.listing, key)

    def every(self, release: Release, chosen: Chosen) -> Iterator[Item]:
        """As `query.every`."""
        return query.every(release, self.listing, chosen)

    def count(self, release: Release, chosen: Chosen) -> int:
        """As `query.count`."""
        return query.count(release, self.listing, chosen)

    def table(
        self, release: Release, items: Iterable[Item], *, lang: str, base: str
    ) -> tuple[Sequence[str], Iterator[list[Any]]]:
        """With the names of codes in a language."""
        named = cells.namers(release, self.listing, lang)
        return cells.header(self.listing, named), cells.rows(items, self.listing, named, base=base)

    def address(self, item: Item, *, base: str) -> str | None:
        """As `cells.address`."""
        return cells.address(self.listing, item, base=base)


@dataclass(frozen=True, slots=True, kw_only=True)
class InFile:
    """A list whose items stand in a file of the Release; a filter compares with what the item says under its name."""

    path: str
    about: str
    held: Callable[[Release], Sequence[Item]]
    noun: type | None = None
    filters: Mapping[str, Filter] = field(default_factory=dict)

    def page(self, release: Release, chosen: Chosen, *, after: str | None, limit: int) -> Page:
        """In the order of the file."""
        held = self.held(release)
        start = 0 if after is None else next((n for n, item in enumerate(held, start=1) if item["id"] == after), None)
        if start is None:
            raise KeyError(after)
        found = [item for item in held[start:] if _passes(item, chosen)]
        return found[:limit], found[limit - 1]["id"] if len(found) > limit else None

    def texts(self, release: Release, chosen: Chosen, *, after: str | None, limit: int, base: str) -> Texts:
        """The same as JSON text."""
        found, last = self.page(release, chosen, after=after, limit=limit)
        return [query.dumped(item) for item in found], last

    def holds(self, release: Release, key: str) -> bool:
        """Whether there is one of this name."""
        return self.one(release, key) is not None

    def one(self, release: Release, key: str) -> Item | None:
        """By its name."""
        return next((item for item in self.held(release) if item["id"] == key), None)

    def every(self, release: Release, chosen: Chosen) -> Iterator[Item]:
        """In the order of the file."""
        return (item for item in self.held(release) if _passes(item, chosen))

    def count(self, release: Release, chosen: Chosen) -> int:
        """By counting them."""
        return sum(1 for _ in self.every(release, chosen))

    def table(
        self, release: Release, items: Iterable[Item], *, lang: str, base: str
    ) -> tuple[Sequence[str], Iterator[list[Any]]]:
        """As they are: nothing in them is a code."""
        listed = list(items)
        names = list(dict.fromkeys(name for item in self.held(release) for name in item))
        return names, ([cells.cell(item.get(name)) for name in names] for item in listed)

    def address(self, item: Item, *, base: str) -> str | None:
        """None has a page for itself alone."""
        return None


Source = Rows | InFile


def _passes(item: Item, chosen: Chosen) -> bool:
    return all(item[name] == value for name, value in chosen.items())


def _by(values: Callable[[Release], Sequence[str]], example: str, about: str) -> Filter:
    return Filter(kind=Kind(example=example, one_of=values), keeps="", values=None, about=about)


def _told(name: str) -> Callable[[Release], Sequence[str]]:
    """Values that published figures have under a name, in declared order."""
    return lambda release: tuple(dict.fromkeys(one[name] for one in release.figures.values() if one[name] is not None))


_ALL: tuple[Source, ...] = (
    InFile(
        path="releases",
        about="The Release that is shown, as release.json describes it",
        held=lambda release: [{"id": release.info["name"], **release.info}],
    ),
    *map(Rows, LISTINGS.values()),
    InFile(
        path="figures",
        about="Published figures in declared order, as figures.json gives them",
        held=lambda release: [{"id": name, **one} for name, one in release.figures.items()],
        noun=Figure,
        filters={
            "figure": _by(_told("figure"), "states_with_needs", "Name of a figure."),
            "table": _by(_told("table"), "needs", "Table whose rows are counted."),
            "dimension": _by(_told("dimension"), "chapter", "What the figure is split by."),
        },
    ),
    InFile(
        path="ranges",
        about="Published ranges in declared order, as figures.json gives them",
        held=lambda release: [{"id": name, **one} for name, one in release.ranges.items()],
        noun=Range,
    ),
)
SOURCES: Mapping[str, Source] = {source.path: source for source in _ALL}
"""Every list of the API by its path."""
