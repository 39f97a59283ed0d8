"""The data dictionary: every table of a Release and every column, in the sentence with which its field is declared."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from article60.tables.declared import CHANGES, TABLES, Table
from article60.web.common.current import current
from article60.web.public.pages import Page, render


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: what it holds, what its numbers count, and the table and column in which its value stands once."""

    name: str
    holds: str
    unit: str | None
    refers: str | None
    is_key: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """One table with what a row is."""

    name: str
    row: str
    columns: tuple[Column, ...]


def described() -> Iterator[Described]:
    """Every table, in the order of the Release, and what has changed since the one before."""
    for table in (*TABLES.values(), CHANGES):
        row = (table.noun.__doc__ or "").splitlines()[0]
        yield Described(name=table.name, row=row, columns=tuple(_columns(table)))


def _columns(table: Table) -> Iterator[Column]:
    for one in fields(table.noun):
        yield Column(
            name=one.name,
            holds=one.metadata["note"],
            unit=one.metadata.get("unit"),
            refers=table.refers.get(one.name),
            is_key=table.unique and one.name in table.key,
        )


@require_safe
def show_dictionary(request: HttpRequest) -> HttpResponse:
    """All tables and columns."""
    return render(request, current(), "dictionary.html", {"tables": list(described())})


PAGES = [Page(name="dictionary", route="data/dictionary", view=show_dictionary)]
