"""One page of a list: the rows that pass the filters, with what goes beside them, and the cursor to the next page."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from article60.tables.declared import TABLES
from article60.text.normalise import fold
from article60.web.public.api.lists import FIGURE_FILTERS, NOTICE, Listing
from article60.web.public.api.problems import Unusable
from article60.web.public.current import Release
from article60.web.public.rows import among, grouped, one, select

Item = dict[str, Any]
Page = tuple[list[Item], str | None]


def page(release: Release, listing: Listing, filters: Mapping[str, str], *, cursor: str | None, limit: int) -> Page:
    """Items of a list after the cursor, at most `limit`, and the cursor after them; None at the end."""
    conditions = [listing.always, *(listing.filters[name] for name in filters)]
    values: list[Any] = list(filters.values())
    if listing.table == "states":
        return _by_name(release, " AND ".join(conditions), values, cursor=cursor, limit=limit)
    if cursor is not None:
        conditions.append(f't.rowid > (SELECT rowid FROM "{listing.table}" WHERE "{listing.key}" = ?)')
        values.append(_known(release, listing.table, cursor))
    found = select(release.connection, listing.table, " AND ".join(conditions), values, order=f"t.rowid LIMIT {limit + 1}")
    return _items(release, listing, found[:limit]), _cursor(listing.key, found, limit)


def _by_name(release: Release, condition: str, values: list[Any], *, cursor: str | None, limit: int) -> Page:
    """States by their English names, never by anything that can be counted."""
    found = sorted(select(release.connection, "states", condition, values), key=lambda state: fold(state.name_en))
    if cursor is not None:
        after = fold(_record(release, "states", cursor).name_en)
        found = [state for state in found if fold(state.name_en) > after]
    return [{"id": state.state, **asdict(state)} for state in found[:limit]], _cursor("state", found, limit)


def _items(release: Release, listing: Listing, found: list[Any]) -> list[Item]:
    items: list[Item] = [{"id": getattr(record, listing.key), **asdict(record)} for record in found]
    for name, (table, column) in listing.beside.items():
        beside = grouped(among(release.connection, table, column, (item["id"] for item in items)), column)
        for item in items:
            item[name] = [_without(asdict(record), column) for record in beside.get(item["id"], [])]
    if listing.table == "matches":
        for item in items:
            item["notice"] = None if item["standing"] == "confirmed" else NOTICE
    return items


def figures(release: Release, filters: Mapping[str, str], *, cursor: str | None, limit: int) -> Page:
    """Published figures in declared order, as figures.json gives them."""
    names = list(release.figures)
    start = 0
    if cursor is not None:
        try:
            start = names.index(_decoded(cursor)) + 1
        except ValueError as error:
            raise Unusable("cursor: not one of this Release; start from the first page") from error
    listed = [{"id": name, **release.figures[name]} for name in names[start:]]
    passing = [item for item in listed if all(item[name] == filters[name] for name in FIGURE_FILTERS if name in filters)]
    return passing[:limit], _encoded(passing[limit - 1]["id"]) if len(passing) > limit else None


def ranges(release: Release) -> list[Item]:
    """Published ranges in declared order, as figures.json gives them."""
    return [{"id": name, **one} for name, one in release.ranges.items()]


def releases(release: Release) -> list[Item]:
    """The one Release that is shown, as release.json describes it."""
    return [{"id": release.info["name"], **release.info}]


def _without(row: Item, column: str) -> Item:
    return {name: value for name, value in row.items() if name != column}


def _cursor(key: str, found: list[Any], limit: int) -> str | None:
    return _encoded(getattr(found[limit - 1], key)) if len(found) > limit else None


def _known(release: Release, table: str, cursor: str) -> str:
    return str(getattr(_record(release, table, cursor), TABLES[table].key[0]))


def _record(release: Release, table: str, cursor: str) -> Any:
    record = one(release.connection, table, _decoded(cursor))
    if record is None:
        raise Unusable("cursor: not one of this Release; start from the first page")
    return record


def _encoded(key: str) -> str:
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


def _decoded(cursor: str) -> str:
    try:
        return base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError) as error:
        raise Unusable("cursor: not one that this interface gave") from error
