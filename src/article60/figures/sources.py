"""What a figure rests on: the documents and pages of the rows that it counts, or the aid data files."""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from article60.domain.figure import Figure
from article60.figures.declarations import Declaration, declarations
from article60.figures.narrowing import Narrowing, narrowed
from article60.figures.rows import Reached, joined, part_of, where

_BY_EVIDENCE = {
    "needs": "need_id",
    "good_practices": "practice_id",
    "assistance_received": "received_id",
    "no_needs": "statement_id",
    "gaps": "need_id",
    "matches": "need_id",
}
_BY_NAME = {"coverage": "source", "review_coverage": "summary"}
_PUBLISHED = {
    "activities": ("", 't."file"'),
    "activity_money": (' JOIN activities f ON f."activity_id" = t."activity_id"', 'f."file"'),
    "funding": (' JOIN json_each(t."activities") v JOIN activities f ON f."activity_id" = v.value', 'f."file"'),
}
"""For tables of aid: what joins the activities behind a row, and their file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Documents by symbol (identifier where there is none) with printed pages, and names of aid data files, in order.

    `entered` counts the rows that no document supports, because the State entered them itself.
    """

    documents: tuple[tuple[str, tuple[int, ...]], ...] = ()
    files: tuple[str, ...] = ()
    entered: int = 0


Places = Mapping[str, Sequence[tuple[str, int | None]]]
"""Where records were read, by their identifiers: symbol of a document (identifier where there is none) and printed page."""


def all_places(connection: sqlite3.Connection) -> Places:
    """Where every record was read, for who asks for the sources of many figures."""
    return _places(connection, "SELECT record_id, coalesce(symbol, document_id), page FROM evidence", ())


def sources(
    connection: sqlite3.Connection, figure: Figure, *, to: Narrowing | None = None, places: Places | None = None
) -> Sources:
    """Where the rows counted by a figure were read; `to` is what a reader narrowed it to.

    `places` spares reading those of `all_places` again.
    """
    declaration = narrowed(declarations()[figure.figure], to or Narrowing())
    return _read(connection, declaration, Reached("''"), places).get("", Sources())


def sources_of_parts(
    connection: sqlite3.Connection, figure: Figure, *, to: Narrowing | None = None, places: Places | None = None
) -> Mapping[str, Sources]:
    """Where the rows counted in each part of a figure were read, by part; nothing for a part in which no row stands.

    All parts are read at once: a query for each would go over the same rows as often as there are parts. `places` as for
    `sources`.
    """
    declaration = narrowed(declarations()[figure.figure], to or Narrowing())
    if declaration.dimension is None:
        return {}
    part = part_of(declaration, declaration.dimension, [name for name, _ in figure.parts])
    return _read(connection, declaration, part, places)


def _read(connection: sqlite3.Connection, declaration: Declaration, part: Reached, places: Places | None) -> dict[str, Sources]:
    """Sources by part, as `part` tells it of each row."""
    if declaration.table == "documents":
        return _documents(_each(connection, declaration, part, "coalesce(t.symbol, t.document_id)"))
    if declaration.table in _BY_EVIDENCE:
        return _of_records(connection, declaration, part, places)
    if declaration.table in _PUBLISHED:
        beside, name = _PUBLISHED[declaration.table]
        return _files(_each(connection, declaration, part, name, beside=beside))
    if declaration.table in _BY_NAME:
        return _documents(_each(connection, declaration, part, f't."{_BY_NAME[declaration.table]}"'))
    return {}


def _of_records(
    connection: sqlite3.Connection, declaration: Declaration, part: Reached, places: Places | None
) -> dict[str, Sources]:
    key = f't."{_BY_EVIDENCE[declaration.table]}"'
    if places is None:
        condition, values = where(declaration)
        stands = (
            "SELECT record_id, coalesce(symbol, document_id), page FROM evidence "
            f'WHERE record_id IN (SELECT {key} FROM "{declaration.table}" t WHERE {condition})'
        )
        places = _places(connection, stands, values)
    return {
        name: Sources(
            documents=_grouped(one for record in records for one in places.get(record, ())),
            entered=sum(record not in places for record in records),
        )
        for name, records in _each(connection, declaration, part, key).items()
    }


def _places(connection: sqlite3.Connection, query: str, values: Sequence[str | int]) -> Places:
    found: dict[str, list[tuple[str, int | None]]] = defaultdict(list)
    for record, document, page in connection.execute(query, values):
        found[record].append((document, page))
    return found


def _documents(named: Mapping[str, Sequence[str]]) -> dict[str, Sources]:
    return {part: Sources(documents=_grouped((name, None) for name in names)) for part, names in named.items()}


def _files(named: Mapping[str, Sequence[str]]) -> dict[str, Sources]:
    return {part: Sources(files=tuple(sorted(names))) for part, names in named.items()}


def _each(
    connection: sqlite3.Connection, declaration: Declaration, part: Reached, chosen: str, *, beside: str = ""
) -> dict[str, list[str]]:
    """Something of each row that the figure counts, each once, by part; `beside` joins what the rows only name."""
    condition, values = where(declaration)
    query = (
        f'SELECT DISTINCT {part.value}, {chosen} FROM "{declaration.table}" t{joined(part)}{beside} '
        f"WHERE {condition} AND {chosen} IS NOT NULL"
    )
    found: dict[str, list[str]] = defaultdict(list)
    for name, one in connection.execute(query, [*part.values, *values]):
        found[name].append(one)
    return found


def by_number(symbol: str) -> list[tuple[int, str]]:
    """Key that puts `Add.2` before `Add.10`."""
    return [(int(piece) if piece.isdigit() else 0, piece) for piece in re.split(r"([0-9]+)", symbol)]


def _grouped(pairs: Iterable[tuple[str, int | None]]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    pages: dict[str, set[int]] = defaultdict(set)
    for name, page in pairs:
        pages[name] |= {page} if page is not None else set()
    return tuple((name, tuple(sorted(pages[name]))) for name in sorted(pages, key=by_number))
