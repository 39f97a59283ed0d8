"""The rows behind a number: exactly those that a figure, or one part of it, counts."""

import sqlite3

from article60.figures.declarations import Declaration
from article60.figures.evaluate import evaluate
from article60.figures.narrowing import Narrowing, narrowed
from article60.figures.rows import of_part, where


def counted_rows(
    connection: sqlite3.Connection, declaration: Declaration, *, to: Narrowing | None = None, part: str | None = None
) -> list[int]:
    """Places (`rowid`) of the rows counted by a figure under a reader's filters, or by one part of it, in the file's order.

    As many as the number where rows are counted; where States are, those that name them; where amounts are added up, those
    that have one. Raises KeyError for a part that the figure does not show, and what `evaluate` raises.
    """
    filters = to or Narrowing()
    parts = [name for name, _ in evaluate(connection, declaration, to=filters).parts]
    if part is not None and part not in parts:
        raise KeyError(part)
    chosen = narrowed(declaration, filters)
    condition, values = where(chosen)
    if chosen.summed is not None:
        condition += f' AND t."{chosen.summed}" IS NOT NULL'
    join, more, wanted = of_part(chosen, part, parts)
    query = f'SELECT DISTINCT t."rowid" FROM "{chosen.table}" t{join} WHERE {condition}{more} ORDER BY 1'
    return [int(row[0]) for row in connection.execute(query, [*values, *wanted])]
