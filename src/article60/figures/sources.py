"""What a figure rests on: the documents and pages of the rows that it counts, or the aid data files."""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from article60.domain.figure import Figure
from article60.figures.declarations import Declaration, declarations
from article60.figures.narrowing import Narrowing, narrowed
from article60.figures.rows import of_part, where

_BY_EVIDENCE = {
    "needs": "need_id",
    "good_practices": "practice_id",
    "assistance_received": "received_id",
    "no_needs": "statement_id",
    "gaps": "need_id",
    "matches": "need_id",
}
_BY_NAME = {"coverage": "source", "review_coverage": "summary"}
_BY_FILE = ("activities", "activity_money")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Documents by symbol (identifier where there is none) with printed pages, and names of aid data files, in order.

    `entered` counts the rows that no document supports, because the State entered them itself.
    """

    documents: tuple[tuple[str, tuple[int, ...]], ...] = ()
    files: tuple[str, ...] = ()
    entered: int = 0


def sources(connection: sqlite3.Connection, figure: Figure, *, part: str | None = None, to: Narrowing | None = None) -> Sources:
    """Where the rows counted by a figure, or by one part of it, were read; `to` is what a reader narrowed it to."""
    declaration = narrowed(declarations()[figure.figure], to or Narrowing())
    if declaration.table == "documents":
        return Sources(documents=_grouped((name, None) for name in _read(connection, declaration, figure, part, _DOCUMENTS)))
    if declaration.table in _BY_EVIDENCE:
        return _of_records(connection, declaration, figure, part)
    if declaration.table in _BY_FILE:
        query, values = _rows(declaration, figure, part, 'DISTINCT t."activity_id"')
        return Sources(files=_files_of(connection, query, values))
    if declaration.table == "funding":
        query, values = _rows(declaration, figure, part, "DISTINCT v.value", beside=_FUNDED)
        return Sources(files=_files_of(connection, query, values))
    if declaration.table in _BY_NAME:
        named = _read(connection, declaration, figure, part, f'DISTINCT t."{_BY_NAME[declaration.table]}"')
        return Sources(documents=_grouped((name, None) for name in named if name))
    return Sources()


_FUNDED = ', json_each(t."activities") v'
_DOCUMENTS = "DISTINCT coalesce(t.symbol, t.document_id)"


def _files_of(connection: sqlite3.Connection, activities: str, values: list[str | int]) -> tuple[str, ...]:
    """Files in which the activities that a query finds were published."""
    files = f'SELECT DISTINCT "file" FROM activities WHERE activity_id IN ({activities}) ORDER BY 1'
    return tuple(row[0] for row in connection.execute(files, values))


def _read(connection: sqlite3.Connection, declaration: Declaration, figure: Figure, part: str | None, chosen: str) -> list[str]:
    query, values = _rows(declaration, figure, part, chosen)
    return [row[0] for row in connection.execute(query, values)]


def _of_records(connection: sqlite3.Connection, declaration: Declaration, figure: Figure, part: str | None) -> Sources:
    query, values = _rows(declaration, figure, part, f'DISTINCT t."{_BY_EVIDENCE[figure.table]}"')
    found = f"SELECT DISTINCT coalesce(symbol, document_id), page FROM evidence WHERE record_id IN ({query})"
    entered = f'SELECT count(*) FROM ({query}) WHERE "{_BY_EVIDENCE[figure.table]}" NOT IN (SELECT record_id FROM evidence)'
    return Sources(
        documents=_grouped((row[0], row[1]) for row in connection.execute(found, values)),
        entered=connection.execute(entered, values).fetchone()[0],
    )


def _rows(
    declaration: Declaration, figure: Figure, part: str | None, chosen: str, *, beside: str = ""
) -> tuple[str, list[str | int]]:
    """SQL that reads something of each row that the figure, or the part, counts; `beside` lays a list of it open."""
    condition, values = where(declaration)
    join, more, wanted = of_part(declaration, part, (name for name, _ in figure.parts))
    return f'SELECT {chosen} FROM "{declaration.table}" t{join}{beside} WHERE {condition}{more}', [*values, *wanted]


def _by_number(symbol: str) -> list[tuple[int, str]]:
    """Key that puts `Add.2` before `Add.10`."""
    return [(int(piece) if piece.isdigit() else 0, piece) for piece in re.split(r"([0-9]+)", symbol)]


def _grouped(pairs: Iterable[tuple[str, int | None]]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    pages: dict[str, set[int]] = defaultdict(set)
    for name, page in pairs:
        pages[name] |= {page} if page is not None else set()
    return tuple((name, tuple(sorted(pages[name]))) for name in sorted(pages, key=_by_number))
