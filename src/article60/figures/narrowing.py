"""What a reader narrows a figure to, on top of its declared filters: a State, group, cycle, chapter, article, type, year."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from article60.figures.declarations import Declaration


class NotNarrowed(ValueError):
    """The rows of a figure do not tell what a reader wants to narrow it to."""


class TooFewStates(ValueError):
    """A figure of one regional group would rest on so few States that the group may not stand apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """One value for each of some properties; all rows count where none is given.

    Narrowed to a value, a figure counts what its part of that value counts where it is split by the same property.
    """

    state: str | None = None
    regional_group: str | None = None
    cycle: str | None = None
    chapter: str | None = None
    article: str | None = None
    type: str | None = None
    coarse_type: str | None = None
    year: str | None = None

    @property
    def given(self) -> tuple[tuple[str, str], ...]:
        """Names and values of what is narrowed to, in the order of the fields."""
        return tuple((name, value) for name in NAMES if (value := getattr(self, name)) is not None)

    def of(self, table: str) -> "Narrowing":
        """That part of it which the rows of a table can tell."""
        return Narrowing(**{name: value for name, value in self.given if name in _TOLD_BY.get(table, {})})


NAMES = tuple(field.name for field in fields(Narrowing))

SPLITS = {"chapter_served": "chapter", "cycle_served": "cycle", "year_running": "year"} | {name: name for name in NAMES}
"""By the name of a dimension, the property of which it gives each value a part."""

_IN_GROUP = 'IN (SELECT d."state" FROM "states" d WHERE d."regional_group" = ?)'


def _holds(column: str) -> str:
    return f'EXISTS (SELECT 1 FROM json_each({{t}}."{column}") v WHERE v.value = ?)'


def _cites(key: str, table: str) -> dict[str, str]:
    """By their articles rows are found in a table of pairs: to lay the list of every row open takes far longer."""
    return {"article": f'{{t}}."{key}" IN (SELECT l."{key}" FROM "{table}" l WHERE l."article" = ?)'}


def _linked(table: str, column: str, wanted: str = "= ?") -> str:
    return f'{{t}}."activity_id" IN (SELECT l."activity_id" FROM "{table}" l WHERE l."{column}" {wanted})'


def _served(column: str) -> str:
    served = f'SELECT d."provision" FROM "provisions" d WHERE CAST(d."{column}" AS TEXT) = ?'
    return _linked("activity_articles", "article", f"IN ({served})")


_OF_STATE = {"state": '{t}."state" = ?', "regional_group": f'{{t}}."state" {_IN_GROUP}'}
_CYCLE = {"cycle": 'CAST({t}."cycle" AS TEXT) = ?'}
_CHAPTER = {"chapter": '{t}."chapter" = ?'}
_READ = _OF_STATE | _CYCLE | _CHAPTER | {"year": 'substr({t}."stated_on", 1, 4) = ?'}
_TYPES = {"type": _holds("types"), "coarse_type": _holds("coarse_types")}
_NEEDS = _READ | _TYPES | _cites("need_id", "need_articles")
_OF_NEED = {
    name: f'{{t}}."need_id" IN (SELECT n."need_id" FROM "needs" n WHERE {condition.format(t="n")})'
    for name, condition in _NEEDS.items()
}
_OF_DOCUMENT = f'EXISTS (SELECT 1 FROM json_each({{t}}."states") v WHERE v.value {_IN_GROUP})'

_TOLD_BY: Mapping[str, Mapping[str, str]] = {
    "needs": _NEEDS,
    "assistance_received": _READ | _TYPES | _cites("received_id", "assistance_received_articles"),
    "good_practices": _READ | _cites("practice_id", "good_practice_articles"),
    "no_needs": _READ,
    "gaps": _OF_NEED | _OF_STATE,
    "matches": _OF_STATE,
    "coverage": _OF_STATE | _CYCLE | _CHAPTER,
    "review_coverage": _OF_STATE | _CYCLE,
    "activity_money": {"state": _OF_STATE["state"]},
    "funding": {"state": _OF_STATE["state"]},
    "documents": {"state": _holds("states"), "regional_group": _OF_DOCUMENT} | _CYCLE,
    "activities": {
        "state": _linked("activity_states", "state"),
        "regional_group": _linked("activity_states", "state", _IN_GROUP),
        "cycle": _served("cycle"),
        "chapter": _served("chapter"),
        "article": _linked("activity_articles", "article"),
        "type": _linked("activity_types", "type"),
        "coarse_type": _linked("activity_coarse_types", "type"),
        "year": _holds("years"),
    },
}
"""Condition on a row, called `{t}`, for each property that the rows of a table tell; each with one value."""

_COUNTED = {"state": "{state} = ?", "regional_group": f"{{state}} {_IN_GROUP}"}
"""Condition on a State that is counted, called `{state}`, where a row names several."""


def narrowed(declaration: Declaration, to: Narrowing) -> Declaration:
    """The figure with the reader's filters on top of its own. Raises NotNarrowed where its rows do not tell one of them."""
    told = _TOLD_BY.get(declaration.table, {})
    if unknown := [name for name, _ in to.given if name not in told]:
        raise NotNarrowed(f"{declaration.figure}: rows of {declaration.table} do not tell {', '.join(unknown)}")
    return replace(declaration, narrowed=to.given)


def conditions(declaration: Declaration, *, rows: str) -> list[tuple[str, str]]:
    """SQL condition and value for each of the reader's filters, or for the rows that are known to pass them all.

    `rows` is the name by which the query calls the table.
    """
    if declaration.places is not None:
        return [(f'{rows}."rowid" IN (SELECT v.value FROM json_each(?) v)', declaration.places)]
    told = _TOLD_BY.get(declaration.table, {})
    return [(told[name].format(t=rows), value) for name, value in declaration.narrowed]


def of_states_counted(declaration: Declaration, state: str) -> tuple[str, tuple[str, ...]]:
    """SQL condition and its values for the States that count, where a row names several; `state` is how the query calls one."""
    kept = [(_COUNTED[name].format(state=state), value) for name, value in declaration.narrowed if name in _COUNTED]
    return " AND ".join(condition for condition, _ in kept), tuple(value for _, value in kept)
