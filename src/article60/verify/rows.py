"""Checks the rows of a Release against one another: columns, references, evidence, audience, and what leads to rows."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from article60.analysis.needed import REPORTING, Taking
from article60.domain.previous_figure import PreviousFigure
from article60.publication import database, full_text
from article60.publication.reading import DATABASE, cells
from article60.tables.canonical import in_order
from article60.tables.declared import LINKS, TABLES, Table
from article60.verify import again, alike, index
from article60.verify.held import Held
from article60.verify.problem import Problem

SUPPORTED = ("needs", "good_practices", "assistance_received", "no_needs")


def columns(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Tables whose columns are not the declared ones, in their order."""
    for name, table in TABLES.items():
        found = tuple(row[1] for row in connection.execute(f'PRAGMA table_info("{name}")'))
        if found != table.columns:
            yield Problem(where=f"{DATABASE} {name}", what=f"its columns are {', '.join(found) or 'missing'}")


def links(held: Held, *, folder: Path) -> Iterator[Problem]:
    """Tables made from the rows - links, States of activities, reporters, full text - against what the rows themselves say."""
    for link in LINKS:
        yield from _leads(held.connection, link.name, database.linked(held.connection, link))
    recipients = held.records("activity_recipients")
    places = {(one.activity_id, one.state): None for one in recipients if one.state is not None}
    yield from _leads(held.connection, "activity_states", places)
    yield from _leads(held.connection, "article_reporters", _reporters(held))
    text = chain.from_iterable(full_text.rows(held.connection, kind) for kind in full_text.KINDS)
    yield from _leads(held.connection, "full_text", text, columns="rowid, *")
    if not index.leads(folder / DATABASE):
        yield Problem(where=f"{DATABASE} full_text", what="its index does not lead to its words")


def _reporters(held: Held) -> Iterable[tuple[Any, ...]]:
    """How many activities kept as anti-corruption assistance each organisation reports on each article, by where they stand."""
    reporting: dict[Any, set[Any]] = defaultdict(set)
    for one in held.records_as(Taking, "activity_organisations"):
        if one.role == REPORTING:
            reporting[one.activity_id].add(one.organisation_id)
    counts: Counter[tuple[Any, ...]] = Counter()
    for activity in held.records_as(again.Aid, "activities"):
        if not activity.relevant:
            continue
        name = activity.reporting_org_name if activity.reporting_org_name is not None else activity.reporting_org or ""
        for article in dict.fromkeys(activity.articles):
            for organisation_id in reporting.get(activity.activity_id) or {None}:
                counts[article, organisation_id, name, activity.running] += 1
    return ((*key, count) for key, count in counts.items())


def _leads(
    connection: sqlite3.Connection, name: str, wanted: Iterable[tuple[Any, ...]], *, columns: str = "*"
) -> Iterator[Problem]:
    reader = connection.cursor()
    reader.row_factory = None
    if not alike.in_any_order(reader.execute(f'SELECT {columns} FROM "{name}"'), wanted):
        yield Problem(where=f"{DATABASE} {name}", what="does not lead to the rows of its table")


def references(connection: sqlite3.Connection, table: Table) -> Iterator[Problem]:
    """Values that name a row of another table which is not there; empty ones name nothing."""
    for column, target in table.refers.items():
        other, key = target.split(".")
        value, join = ("v.value", f', json_each(t."{column}") v') if table.holds_lists(column) else (f't."{column}"', "")
        query = (
            f'SELECT DISTINCT {value} FROM "{table.name}" t{join} '
            f"WHERE coalesce({value}, '') != '' AND {value} NOT IN (SELECT \"{key}\" FROM \"{other}\")"
        )
        for (missing,) in connection.execute(query):
            yield Problem(where=f"{table.name}.{column}", what=f"{missing} does not stand in {target}")


def evidence(connection: sqlite3.Connection) -> Iterator[Problem]:
    """What was read in a document has evidence with words; all evidence belongs to a row."""
    for name in SUPPORTED:
        key = TABLES[name].key[0]
        query = (
            f'SELECT "{key}" FROM "{name}" WHERE document_id != \'\' AND "{key}" NOT IN '
            "(SELECT record_id FROM evidence WHERE trim(quote) != '')"
        )
        for (record,) in connection.execute(query):
            yield Problem(where=name, what=f"{record} has no evidence with quoted words")
    known = " UNION ALL ".join(f'SELECT "{TABLES[name].key[0]}" FROM "{name}"' for name in SUPPORTED)
    for (record,) in connection.execute(f"SELECT DISTINCT record_id FROM evidence WHERE record_id NOT IN ({known})"):
        yield Problem(where="evidence", what=f"{record} is no row of {', '.join(SUPPORTED)}")


def audience(connection: sqlite3.Connection, *, said: dict[str, Any]) -> Iterator[Problem]:
    """A document of a public Release says what opened it, and an overlap stands in it only after people have decided."""
    if said.get("audience") != "public":
        return
    for (name,) in connection.execute("SELECT document_id FROM documents WHERE trim(public_because) = ''"):
        yield Problem(where="documents", what=f"{name} does not say what made it public")
    for (name,) in connection.execute("SELECT overlap_id FROM overlaps WHERE verdict IS NULL"):
        yield Problem(where="overlaps", what=f"{name} is a proposal on which nobody has decided")


def previous(connection: sqlite3.Connection, before: list[PreviousFigure] | None) -> Iterator[Problem]:
    """The figures of the Release before: all of one Release and, where that is at hand, as it published them."""
    try:
        named = connection.execute("SELECT count(DISTINCT release || content_hash) FROM previous_figures").fetchone()[0]
        held = cells(connection, "previous_figures")
    except sqlite3.Error:
        return  # a table that is missing is named where columns are checked
    if named > 1:
        yield Problem(where="previous_figures", what=f"names {named} Releases")
    if before is not None and in_order(TABLES["previous_figures"], before) != held:
        yield Problem(where="previous_figures", what="is not what the Release before published")
