"""Figures declared as data: what each counts, by which dimensions it is split, and in which words it is named."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

NOT_NAMED = "-"
MERGED = "merged"
ALL_MERGED = "all"
_OF_MONEY = ("given_to", "answers")
_UNDIVIDED = ("activity_money", "funding")
_OF_RECIPIENTS = " of recipients"


class ImpossibleFigure(ValueError):
    """A declaration names a figure that does not exist, would rank States, or would divide amounts among provisions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A condition on one column: its value is one of some, is none of some, or is filled; or else the alternative holds."""

    column: str
    one_of: tuple[str | int, ...] = ()
    none_of: tuple[str | int, ...] = ()
    filled: bool | None = None
    alternative: "Filter | None" = None

    @property
    def words(self) -> str:
        """The condition as a reader understands it."""
        return self._own_words if self.alternative is None else f"{self._own_words} or {self.alternative.words}"

    @property
    def _own_words(self) -> str:
        if self.filled is not None:
            return f"{self.column} is {'filled' if self.filled else 'empty'}"
        values = " or ".join(str(value) for value in (self.one_of or self.none_of))
        return f"{self.column} is {'' if self.one_of else 'not '}{values}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instead:
    """A part of its own for the rows that fulfil some conditions, whatever their column says; `codes` has its label."""

    part: str
    codes: str
    where: tuple[Filter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """A column by which figures are split.

    `listed` tells that it holds lists, so that one row can stand in several parts; `year` that it holds days of which the year
    counts; `through` names the table that holds it where the rows only name States or articles. `unnamed` is the label of the
    part without a value, where that says more than that nothing is named.
    """

    name: str
    column: str
    titles: Mapping[str, str]
    listed: bool = False
    year: bool = False
    through: str | None = None
    codes: str | None = None
    merge_below: int = 0
    unnamed: Mapping[str, str] | None = None
    instead: Instead | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """One figure: a measure of one table under filters, split by at most one dimension.

    `of_states` tells that it is published for the rows of each State by itself too, beside that State's other facts.
    `narrowed` holds the filters that a reader added, by name and value, and `places`, as a JSON list, the rows that pass them
    where these were found before; no declared figure has any.
    """

    figure: str
    table: str
    measure: str
    titles: Mapping[str, str]
    filters: tuple[Filter, ...] = ()
    dimension: Dimension | None = None
    parts_add_up: bool = True
    denominator: str | None = None
    of_states: bool = False
    narrowed: tuple[tuple[str, str], ...] = ()
    places: str | None = None

    @property
    def counted(self) -> str | None:
        """Column whose distinct values are counted; none where rows are, or where amounts are added up."""
        if not self.measure.startswith("distinct:"):
            return None
        return self.measure.removeprefix("distinct:").removeprefix("each of ").removesuffix(_OF_RECIPIENTS)

    @property
    def summed(self) -> str | None:
        """Column of amounts in US dollars that are added up; none where something is counted."""
        return self.measure.removeprefix("sum:") if self.measure.startswith("sum:") else None

    @property
    def conditions(self) -> tuple[str, ...]:
        """What every counted row fulfils, as a reader understands it: the declared filters, then those of the reader."""
        return (*(one.words for one in self.filters), *(f"{name} is {value}" for name, value in self.narrowed))

    @property
    def counts_listed(self) -> bool:
        """Whether the column counted holds lists, whose single values are counted."""
        return self.measure.startswith("distinct:each of ")

    @property
    def counts_recipients(self) -> bool:
        """Whether what is counted stands with the recipients of an activity and not in its own row."""
        return self.counted is not None and self.measure.endswith(_OF_RECIPIENTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeDeclaration:
    """A number that lies between two figures; split where both are, by one dimension.

    `least` and `most` say what the two ends count.
    """

    range: str
    titles: Mapping[str, str]
    low: str
    high: str
    least: Mapping[str, str]
    most: Mapping[str, str]


@cache
def declarations() -> Mapping[str, Declaration]:
    """All figures that ship with the project, by name."""
    return declared_in(_file())


def declared_in(declared: Mapping[str, Any]) -> Mapping[str, Declaration]:
    """The figures of a file by name: the totals, and each total by each of its dimensions as `total.dimension`.

    Raises ImpossibleFigure where a denominator is not declared, a figure would be split by State, or `of_states` names what
    the figure is not split by.
    """
    dimensions = {name: _dimension(name, entry) for name, entry in declared["dimensions"].items()}
    made = [one for entry in declared["figures"] for one in _figures(entry, dimensions)]
    by_name = {one.figure: one for one in made}
    for one in made:
        check(one, names=by_name)
    return by_name


@cache
def range_declarations() -> Mapping[str, RangeDeclaration]:
    """All declared ranges by name: the totals, and each by the dimensions named, as `range.dimension`.

    Raises ImpossibleFigure where the lower figure could count what the higher one does not.
    """
    made = [one for entry in _file()["ranges"] for one in _ranges(entry)]
    for one in made:
        check_range(one, names=declarations())
    return {one.range: one for one in made}


@cache
def range_words() -> Mapping[str, str]:
    """How the two ends of a range are said in each of the six languages, with `{low}` and `{high}` in their places."""
    words: Mapping[str, str] = _file()["words"]["range"]
    return words


@cache
def part_labels() -> Mapping[str, Mapping[str, str]]:
    """Labels in six languages of the parts that no code list holds: nothing named, merged groups, and all merged."""
    parts = _file()["parts"]
    return {NOT_NAMED: parts["none"]["label"], MERGED: parts["merged"]["label"], ALL_MERGED: parts["all"]["label"]}


def check(declaration: Declaration, *, names: Mapping[str, Declaration]) -> None:
    """Raise ImpossibleFigure unless the denominator is declared, nothing is split by State, and amounts are neither
    divided among provisions nor added up over them."""
    if declaration.dimension is not None and declaration.dimension.column in ("state", "states"):
        raise ImpossibleFigure(f"{declaration.figure}: no figure may be split by State")
    if declaration.summed is not None and declaration.dimension is not None and declaration.dimension.column not in _OF_MONEY:
        raise ImpossibleFigure(f"{declaration.figure}: amounts may not be divided by {declaration.dimension.name}")
    if declaration.summed is not None and declaration.table not in _UNDIVIDED:
        raise ImpossibleFigure(f"{declaration.figure}: amounts of {declaration.table} may not be added up")
    if declaration.denominator is not None and declaration.denominator not in names:
        raise ImpossibleFigure(f"{declaration.figure}: no figure {declaration.denominator}")


def check_range(declared: RangeDeclaration, *, names: Mapping[str, Declaration]) -> None:
    """Raise ImpossibleFigure unless both ends count the same thing and all rows of the lower are among those of the higher."""
    for end in (declared.low, declared.high):
        if end not in names:
            raise ImpossibleFigure(f"range {declared.range}: no figure {end}")
    low, high = names[declared.low], names[declared.high]
    if (low.table, low.measure, low.dimension) != (high.table, high.measure, high.dimension) or low.summed is not None:
        raise ImpossibleFigure(f"range {declared.range}: {low.figure} and {high.figure} do not count the same thing")
    if low.dimension is not None and low.dimension.merge_below:
        raise ImpossibleFigure(f"range {declared.range}: what is merged in one end may stand apart in the other")
    if not all(any(_within(inner, outer) for inner in low.filters) for outer in high.filters):
        raise ImpossibleFigure(f"range {declared.range}: {low.figure} may count rows that {high.figure} does not")


def _within(inner: Filter, outer: Filter) -> bool:
    """Whether every row that fulfils the one condition fulfils the other."""
    if inner.column != outer.column:
        return False
    if inner.alternative is not None:
        return inner == outer
    return inner == outer or bool(inner.one_of and outer.one_of and set(inner.one_of) <= set(outer.one_of))


def _file() -> dict[str, Any]:
    return tomllib.loads(files("article60.figures").joinpath("declared.toml").read_text(encoding="utf-8"))


def _dimension(name: str, entry: dict[str, Any]) -> Dimension:
    said = {key: value for key, value in entry.items() if key not in ("title", "instead")}
    instead = entry.get("instead")
    return Dimension(name=name, titles=entry["title"], instead=None if instead is None else _instead(instead), **said)


def _instead(entry: dict[str, Any]) -> Instead:
    return Instead(part=entry["part"], codes=entry["codes"], where=tuple(map(_filter, entry["where"])))


def _figures(entry: dict[str, Any], dimensions: Mapping[str, Dimension]) -> list[Declaration]:
    by, alone = entry.get("by", {}), entry.get("of_states", ())
    if unknown := [name for name in alone if name not in ("total", *by)]:
        raise ImpossibleFigure(f"{entry['id']}: of_states names {', '.join(unknown)}, by which it is not split")
    total = Declaration(
        figure=entry["id"],
        table=entry["table"],
        measure=entry["measure"],
        titles=entry["title"],
        filters=tuple(_filter(one) for one in entry.get("filters", ())),
        denominator=entry.get("denominator"),
        of_states="total" in alone,
    )
    splits = (_split(total, dimensions[name], add_up=add_up, of_states=name in alone) for name, add_up in by.items())
    return [total, *splits]


def _ranges(entry: dict[str, Any]) -> list[RangeDeclaration]:
    low, high = entry["low"], entry["high"]
    names = declarations()
    if unknown := [end for end in (low, high) if end not in names]:
        raise ImpossibleFigure(f"range {entry['id']}: no figure {', '.join(unknown)}")
    least, most = entry.get("least", names[low].titles), names[high].titles
    total = RangeDeclaration(range=entry["id"], titles=entry["title"], low=low, high=high, least=least, most=most)
    split = ((name, names[f"{high}.{name}"].dimension) for name in entry.get("by", ()))
    return [total, *(_split_range(total, name, dimension) for name, dimension in split if dimension is not None)]


def _split_range(total: RangeDeclaration, name: str, dimension: Dimension) -> RangeDeclaration:
    return replace(
        total,
        range=f"{total.range}.{name}",
        titles=_joined(total.titles, dimension),
        low=f"{total.low}.{name}",
        high=f"{total.high}.{name}",
    )


def _joined(titles: Mapping[str, str], dimension: Dimension) -> dict[str, str]:
    """Titles of something split by a dimension."""
    commas = {"ar": "، ", "zh": "，"}
    return {code: f"{title}{commas.get(code, ', ')}{dimension.titles[code]}" for code, title in titles.items()}


def _filter(entry: dict[str, Any]) -> Filter:
    return Filter(
        column=entry["column"],
        one_of=tuple(entry.get("is", ())),
        none_of=tuple(entry.get("not", ())),
        filled=entry.get("filled"),
        alternative=_filter(entry["or"]) if "or" in entry else None,
    )


def _split(total: Declaration, dimension: Dimension, *, add_up: bool, of_states: bool) -> Declaration:
    return Declaration(
        figure=f"{total.figure}.{dimension.name}",
        table=total.table,
        measure=total.measure,
        titles=_joined(total.titles, dimension),
        filters=total.filters,
        dimension=dimension,
        parts_add_up=add_up,
        denominator=total.denominator,
        of_states=of_states,
    )
