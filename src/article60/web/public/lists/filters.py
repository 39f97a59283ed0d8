"""A filter of a list: which values it knows, which rows a value keeps, and all its values with the rows that have them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from article60.codes.reader import by_code
from article60.figures.declarations import declarations
from article60.web.public.lists import kinds
from article60.web.public.lists.kinds import Kind

_AND_STATES = 'FROM "{table}" t JOIN "states" s ON s."state" = t."state"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One filter. `keeps` is SQL over a row called `t`, with one question mark for the value.

    `values` is SQL that yields place (`rowid`) and value of every row of `{table}` that has one, so that values can be offered
    with their counts; none where they are not offered. `about` is its sentence in the description of the API.
    """

    kind: Kind
    keeps: str
    values: str | None
    about: str


def column(name: str, kind: Kind, about: str) -> Filter:
    """The value of a column."""
    return Filter(
        kind=kind,
        keeps=f't."{name}" = ?',
        values=f'SELECT t.rowid, t."{name}" FROM "{{table}}" t WHERE t."{name}" IS NOT NULL',
        about=about,
    )


def linked(link: str, key: str, value: str, kind: Kind, about: str) -> Filter:
    """One of the values of a list, by the table of pairs that is made from it."""
    return Filter(
        kind=kind,
        keeps=f't."{key}" IN (SELECT "{key}" FROM "{link}" WHERE "{value}" = ?)',
        values=f'SELECT t.rowid, l."{value}" FROM "{link}" l JOIN "{{table}}" t ON t."{key}" = l."{key}"',
        about=about,
    )


def computed(expression: str, kind: Kind, about: str) -> Filter:
    """The value of an expression over the row."""
    return Filter(
        kind=kind,
        keeps=f"{expression} = ?",
        values=f'SELECT t.rowid, {expression} FROM "{{table}}" t WHERE {expression} IS NOT NULL',
        about=about,
    )


def bounded(expression: str, comparison: str, kind: Kind, about: str) -> Filter:
    """All values up to one, or from one on."""
    return Filter(kind=kind, keeps=f"{expression} {comparison} ?", values=None, about=about)


def _of_states(name: str, kind: Kind, about: str) -> Filter:
    return Filter(
        kind=kind,
        keeps=f't."state" IN (SELECT "state" FROM "states" WHERE "{name}" = ?)',
        values=f'SELECT t.rowid, s."{name}" {_AND_STATES} WHERE s."{name}" IS NOT NULL',
        about=about,
    )  # fmt: skip


def _flag(name: str, about: str) -> Filter:
    return Filter(
        kind=kinds.YES_OR_NO,
        keeps=f't."state" IN (SELECT "state" FROM "states" WHERE "{name}" = ?)',
        values=f"SELECT t.rowid, iif(s.\"{name}\", 'true', 'false') {_AND_STATES}",
        about=about,
    )


@cache
def within() -> Mapping[str, tuple[str, ...]]:
    """For each M49 region the regions within it, itself among them: Sub-Saharan Africa holds Western Africa."""
    parents = {code: row["parent"] for code, row in by_code("subregions").items()}
    held: dict[str, list[str]] = {}
    for code in parents:
        above = code
        while above in parents:
            held.setdefault(above, []).append(code)
            above = parents[above]
    return {code: tuple(held[code]) for code in parents}


def _region() -> Filter:
    pairs = ", ".join(f"('{outer}', '{inner}')" for outer, some in within().items() for inner in some)
    listed = f"SELECT column1 AS outer_code, column2 AS code FROM (VALUES {pairs})"
    of_each = f'SELECT s."state", h.outer_code FROM "states" s CROSS JOIN ({listed}) h WHERE h.code = s."subregion"'
    return Filter(
        kind=Kind(example="061", one_of=lambda release: tuple(within()), cell=lambda code: json.dumps(within()[code])),
        keeps='t."state" IN (SELECT "state" FROM "states" WHERE "subregion" IN (SELECT value FROM json_each(?)))',
        values=f'SELECT t.rowid, r.outer_code FROM ({of_each}) r JOIN "{{table}}" t ON t."state" = r."state"',
        about="M49 code of a region, sub-region or intermediate region in which the State lies.",
    )


def _open(expression: str) -> Filter:
    return Filter(
        kind=kinds.YES_OR_NO,
        keeps=f"({expression}) = ?",
        values=f"SELECT t.rowid, iif({expression}, 'true', 'false') FROM \"{{table}}\" t",
        about="Whether the need is open: current, and in one of the five open grades; the figure `current_needs` counts these.",
    )


def _counted(figure: str) -> str:
    """The condition of a figure on a row, its values written out: they are our own words."""
    conditions = []
    for one in declarations()[figure].filters:
        wanted = ", ".join(f"'{value}'" for value in one.one_of)
        conditions.append(f't."{one.column}" IN ({wanted})')
    return " AND ".join(conditions)


LAST_CONFIRMED = 'max(coalesce(t."confirmed_on", t."stated_on"), coalesce(t."stated_on", t."confirmed_on"))'
"""Day on which a need was last stated or confirmed; empty where neither is known."""

OF_STATE = {
    "state": column("state", kinds.STATE, "Two-letter code of the State."),
    "regional_group": _of_states("regional_group", kinds.coded("regional_groups"), "Regional group of the United Nations."),
    "subregion": _region(),
    "group": Filter(
        kind=kinds.GROUP,
        keeps=f't."state" IN (SELECT "state" FROM "groups" WHERE "group" = ? AND {kinds.PROPER})',
        values='SELECT t.rowid, g."group" FROM "{table}" t JOIN "groups" g ON g."state" = t."state" WHERE g.' + kinds.PROPER,
        about="A named group of States, such as a regional organisation, that was loaded with its source.",
    ),
    "ldc": _flag("ldc", "Whether the State is a least developed country."),
    "lldc": _flag("lldc", "Whether the State is a landlocked developing country."),
    "sids": _flag("sids", "Whether the State is a small island developing State."),
}
"""Filters of every list whose rows belong to one State."""

OPEN = _open(_counted("current_needs"))
CHAPTER = column("chapter", kinds.coded("chapters"), "Chapter of the Convention, Roman numeral.")
CYCLE = column("cycle", kinds.CYCLE, "Review cycle.")
READING = column("reading", kinds.coded("readings"), "Whether a person has confirmed what was read.")
LANGUAGE = column("language", kinds.LANGUAGE, "Language of the words, ISO 639-1.")
DOCUMENT = column("document_id", kinds.IDENTIFIER, "Document in which it was read.")
