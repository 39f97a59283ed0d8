"""The rows of a list that pass its filters: one page of them, one by its identifier, all of them part by part, their number."""

import json
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from article60.tables.columns import columns
from article60.tables.declared import TABLES
from article60.tables.plain import Cell
from article60.text.normalise import fold
from article60.web.common.current import Release
from article60.web.public.lists.declared import NOTICE, Listing

Item = dict[str, Any]
Chosen = Mapping[str, str]
"""Values by filter, each one that the filter knows."""

SECONDS = 5.0
"""How long the database may keep the processor for one answer; waiting for others does not count."""
PART = 500
"""Rows that are read at once where a whole list is written."""
_STEPS = 20_000


class TooCostly(RuntimeError):
    """A question took the database longer than an answer may."""


@contextmanager
def limited(connection: sqlite3.Connection, seconds: float = SECONDS, *, steps: int = _STEPS) -> Iterator[None]:
    """Within, the database works for so long at most; raises TooCostly where it does not come to an end.

    It looks at the clock after so many of its own steps. A limit within another ends with the earlier of the two.
    """
    outer = _limits.get(id(connection))
    until = time.thread_time() + seconds
    _limit(connection, (until, steps) if outer is None else (min(until, outer[0]), min(steps, outer[1])))
    try:
        yield
    except sqlite3.OperationalError as error:
        if not was_interrupted(error):
            raise
        raise TooCostly(f"not answered within {seconds:g} seconds") from error
    finally:
        _limit(connection, outer)


def was_interrupted(error: BaseException) -> bool:
    """Whether the database stopped since its time was over."""
    return isinstance(error, sqlite3.OperationalError) and "interrupted" in str(error)


_limits: dict[int, tuple[float, int]] = {}
"""Of each connection with a limit, when the time of its thread is over, and after how many steps it looks at the clock."""


def _limit(connection: sqlite3.Connection, limit: tuple[float, int] | None) -> None:
    if limit is None:
        _limits.pop(id(connection), None)
        connection.set_progress_handler(None, 0)
        return
    until, steps = _limits[id(connection)] = limit
    connection.set_progress_handler(lambda: time.thread_time() > until, steps)


def condition(listing: Listing, chosen: Chosen) -> tuple[str, list[Cell]]:
    """SQL condition on a row called `t`, and its values."""
    kept = [listing.filters[name] for name in chosen]
    sql = " AND ".join([f"({listing.always})", *(one.keeps for one in kept)])
    return sql, [one.kind.cell(value) for one, value in zip(kept, chosen.values(), strict=True)]


def count(release: Release, listing: Listing, chosen: Chosen) -> int:
    """How many rows pass."""
    sql, values = condition(listing, chosen)
    return int(release.connection.execute(f'SELECT count(*) FROM "{listing.table}" t WHERE {sql}', values).fetchone()[0])


def page(release: Release, listing: Listing, chosen: Chosen, *, after: str | None, limit: int) -> tuple[list[Item], str | None]:
    """At most so many items after the one with this key, and the key of the last where more follow.

    In the order of the file; States by their English names, never by anything that can be counted.
    Raises KeyError where the list has no row with that key.
    """
    sql, values = condition(listing, chosen)
    if listing.table == "states":
        return _by_name(release, listing, (sql, values), after=after, limit=limit)
    if after is not None:
        sql, values = f"{sql} AND t.rowid > ?", [*values, _place(release, listing, after)]
    found = _rows(release, listing, f"{sql} ORDER BY t.rowid LIMIT {limit + 1}", values)
    following = found[limit - 1]["id"] if len(found) > limit else None
    return _complete(release, listing, found[:limit]), following


def texts(
    release: Release, listing: Listing, chosen: Chosen, *, after: str | None, limit: int, base: str
) -> tuple[list[bytes], str | None]:
    """As `page`, but each item as the JSON text (UTF-8) of what `page` gives, with the address of its page below `base`.

    The database writes it: nothing is read into records only to be written again.
    """
    if listing.table == "states":
        found, last = page(release, listing, chosen, after=after, limit=limit)
        return [dumped(_addressed(item, listing, base)) for item in found], last
    sql, values = condition(listing, chosen)
    if after is not None:
        sql, values = f"{sql} AND t.rowid > ?", [*values, _place(release, listing, after)]
    select, addressed = _text_of(listing)
    reader = release.connection.cursor()
    reader.row_factory = None
    rows = reader.execute(
        f'SELECT t."{listing.key}", {select} FROM "{listing.table}" t WHERE {sql} ORDER BY t.rowid LIMIT {limit + 1}',
        [*([base] if addressed else []), *values],
    ).fetchall()
    return [text for _, text in rows[:limit]], rows[limit - 1][0] if len(rows) > limit else None


def dumped(item: Item) -> bytes:
    """An item as JSON text, without blanks."""
    return json.dumps(item, ensure_ascii=False, separators=(",", ":")).encode()


def holds(release: Release, listing: Listing, key: str) -> bool:
    """Whether the list has an item with this identifier."""
    query = f'SELECT 1 FROM "{listing.table}" t WHERE t."{listing.key}" = ? AND ({listing.always})'
    return release.connection.execute(query, (key,)).fetchone() is not None


def _addressed(item: Item, listing: Listing, base: str) -> Item:
    return item if listing.page is None else {**item, "address": f"{base}/{listing.page.format(item['id'])}"}


def one(release: Release, listing: Listing, key: str) -> Item | None:
    """The item with this identifier; None where the list has none."""
    found = _rows(release, listing, f't."{listing.key}" = ? AND ({listing.always})', [key])
    return _complete(release, listing, found)[0] if found else None


def every(release: Release, listing: Listing, chosen: Chosen) -> Iterator[Item]:
    """Yield all items that pass, read part by part, so that a long list needs no more memory than a short one."""
    after: str | None = None
    while True:
        found, after = page(release, listing, chosen, after=after, limit=PART)
        yield from found
        if after is None:
            return


def _by_name(
    release: Release, listing: Listing, where: tuple[str, list[Cell]], *, after: str | None, limit: int
) -> tuple[list[Item], str | None]:
    found = sorted(_rows(release, listing, *where), key=lambda item: (fold(item["name_en"]), item["id"]))
    if after is not None:
        last = one(release, listing, after)
        if last is None:
            raise KeyError(after)
        found = [item for item in found if (fold(item["name_en"]), item["id"]) > (fold(last["name_en"]), last["id"])]
    return found[:limit], found[limit - 1]["id"] if len(found) > limit else None


def _place(release: Release, listing: Listing, key: str) -> int:
    row = release.connection.execute(f'SELECT rowid FROM "{listing.table}" WHERE "{listing.key}" = ?', (key,)).fetchone()
    if row is None:
        raise KeyError(key)
    return int(row[0])


def _rows(release: Release, listing: Listing, rest: str, values: Sequence[Cell]) -> list[Item]:
    return [_named(listing, item) for item in _read(release.connection, listing.table, rest, values)]


def _named(listing: Listing, item: Item) -> Item:
    """The item with its identifier first."""
    return {"id": item[listing.key], **item}


def _read(connection: sqlite3.Connection, table: str, rest: str, values: Sequence[Cell]) -> Iterator[Item]:
    """Yield the columns of rows as JSON knows them."""
    names, makers = _columns(table)
    chosen = ", ".join(f't."{name}"' for name in names)
    reader = connection.cursor()
    reader.row_factory = None
    for row in reader.execute(f'SELECT {chosen} FROM "{table}" t WHERE {rest}', values):
        item = dict(zip(names, row, strict=True))
        for name, make in makers:
            if item[name] is not None:
                item[name] = make(item[name])
        yield item


@cache
def _columns(table: str) -> tuple[tuple[str, ...], tuple[tuple[str, Callable[[Any], Any]], ...]]:
    """Columns of a table, and what makes values for JSON of the cells that are none yet: yes and no, lists, nested rows."""
    hints = columns(TABLES[table].noun)
    plain = {"str", "int", "float", "date"}
    makers = [
        (name, bool if hint is bool else _loaded) for name, hint in hints.items() if getattr(hint, "__name__", "") not in plain
    ]
    return tuple(hints), tuple(makers)


_texts: dict[str, tuple[str, bool]] = {}


def _text_of(listing: Listing) -> tuple[str, bool]:
    """SQL that yields an item as JSON text, and whether it has a question mark for the address of the site."""
    if listing.path not in _texts:
        key = f't."{listing.key}"'
        pairs = [f"'id', {key}", *_pairs(listing.table, "t")]
        for name, (table, column) in listing.beside.items():
            beside = f'SELECT * FROM "{table}" WHERE "{column}" = {key} ORDER BY rowid'
            told = ", ".join(_pairs(table, "b", without=column))
            pairs.append(f"'{name}', (SELECT json_group_array(json_object({told})) FROM ({beside}) b)")
        if listing.table == "matches":
            pairs.append(f"'notice', iif(t.\"standing\" = 'confirmed', NULL, '{NOTICE}')")
        if listing.page is not None:
            before, _, behind = listing.page.partition("{}")
            pairs.append(f"'address', ? || '/{before}' || {key} || '{behind}'")
        _texts[listing.path] = (f"CAST(json_object({', '.join(pairs)}) AS BLOB)", listing.page is not None)
    return _texts[listing.path]


def _pairs(table: str, called: str, *, without: str | None = None) -> Iterator[str]:
    """Yield name and value of each column for `json_object`: yes and no as such, lists and nested rows as they are kept."""
    names, makers = _columns(table)
    made = dict(makers)
    for name in (name for name in names if name != without):
        cell = f'{called}."{name}"'
        if made.get(name) is bool:
            cell = f"json(CASE {cell} WHEN 0 THEN 'false' WHEN 1 THEN 'true' END)"
        elif name in made:
            cell = f"json({cell})"
        yield f"'{name}', {cell}"


def _loaded(text: str) -> Any:
    return [] if text == "[]" else json.loads(text)


def _complete(release: Release, listing: Listing, items: list[Item]) -> list[Item]:
    """Each item with the rows of other tables that belong to it."""
    keys = [item["id"] for item in items]
    for name, (table, column) in listing.beside.items():
        beside: dict[str, list[Item]] = {}
        for start in range(0, len(keys), PART):
            part = keys[start : start + PART]
            rest = f't."{column}" IN ({", ".join("?" * len(part))}) ORDER BY t.rowid'
            for row in _read(release.connection, table, rest, part):
                beside.setdefault(row.pop(column), []).append(row)
        for item in items:
            item[name] = beside.get(item["id"], [])
    if listing.table == "matches":
        for item in items:
            item["notice"] = None if item["standing"] == "confirmed" else NOTICE
    return items
