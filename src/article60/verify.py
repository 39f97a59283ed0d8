"""Checks a Release against itself: bytes, rows, references, evidence, and every figure recomputed from the rows."""

import json
import sqlite3
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import polars as pl

from article60.analysis import coverage, families, funding, gaps, needed, pledged, standing
from article60.analysis.running import running, years
from article60.domain.figure import Figure, Range
from article60.domain.previous_figure import PreviousFigure
from article60.domain.usd import add
from article60.extraction.attribution import attributed
from article60.extraction.money import totals
from article60.figures.evaluate import all_figures, all_ranges, figures_of_states
from article60.publication import checksums, data_files, database, full_text, in_place, release
from article60.publication.previous_figures import previous_figures
from article60.publication.reading import DATABASE, NotARelease, cells, open_release, release_json
from article60.publication.release_info import Input
from article60.tables.canonical import Rows, in_order
from article60.tables.declared import LINKS, TABLES, Table
from article60.tables.plain import records, to_json
from article60.uncollected import uncollected

_ANALYSED_FROM = (
    "states", "documents", "reviews", "needs", "no_needs", "good_practices", "activities", "activity_recipients", "matches",
    "activity_money", "activity_organisations", "same_activities", "assistance_requests", "pledges",
)  # fmt: skip
SUPPORTED = ("needs", "good_practices", "assistance_received", "no_needs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something in a Release that does not agree: where, and what."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def verify(folder: Path, *, previous: Path | None = None) -> list[Problem]:
    """Every disagreement found in the Release; an empty list means that all checks passed.

    `previous` is the Release before, where it is at hand: what stands of its figures is then compared with what it published.
    Raises NotARelease where a folder holds none.
    """
    said = release_json(folder)
    before = None if previous is None else previous_figures(previous)
    connection = open_release(folder)
    try:
        with uncollected():
            return [*_checksums(folder), *_rows(connection, said=said, folder=folder), *_previous(connection, before)]
    except sqlite3.Error as error:
        return [*_checksums(folder), Problem(where=DATABASE, what=f"cannot be read: {error}")]
    finally:
        connection.close()


def verify_core(folder: Path) -> list[Problem]:
    """Every disagreement among the core files - release.json, the database, figures.json, documents - of a Release.

    It may be unfinished: neither derived files nor SHA256SUMS are asked for.
    """
    with uncollected(), closing(open_release(folder)) as connection:
        return list(_core(_Held(connection), said=release_json(folder), folder=folder))


class _Held:
    """The rows of a Release's database, each table read once, however many checks it takes part in."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._cells: dict[str, Rows] = {}
        self._records: dict[str, list[Any]] = {}

    def cells(self, name: str) -> Rows:
        """Rows of a table as cells, in the order of the file."""
        if name not in self._cells:
            self._cells[name] = cells(self.connection, name)
        return self._cells[name]

    def records(self, name: str) -> list[Any]:
        """Rows of a table as its noun."""
        if name not in self._records:
            self._records[name] = list(records(TABLES[name].noun, self.cells(name)))
        return self._records[name]


def _rows(connection: sqlite3.Connection, *, said: dict[str, Any], folder: Path) -> Iterator[Problem]:
    held, wrong = _Held(connection), list(_columns(connection))
    yield from _core(held, said=said, folder=folder)
    if not wrong:
        yield from _exports(held, folder=folder)
        yield from _in_place(connection, folder=folder)


def _core(held: _Held, *, said: dict[str, Any], folder: Path) -> Iterator[Problem]:
    wrong = list(_columns(held.connection))
    yield from wrong
    if wrong:
        return
    yield from _description(held, said=said)
    yield from _figures(held.connection, folder=folder)
    yield from _money(held)
    yield from _analysed(held, said=said)
    yield from _links(held)
    for table in TABLES.values():
        yield from _references(held.connection, table)
    yield from _evidence(held.connection)
    yield from _audience(held.connection, said=said)
    yield from _documents(held.connection, folder=folder)


def _checksums(folder: Path) -> Iterator[Problem]:
    if not (folder / checksums.NAME).is_file():
        yield Problem(where=checksums.NAME, what="is missing")
        return
    stated, found = checksums.read(folder), checksums.files(folder)
    for name in sorted(set(stated) | set(found)):
        if name not in found:
            yield Problem(where=name, what=f"stands in {checksums.NAME} but is missing")
        elif name not in stated:
            yield Problem(where=name, what=f"does not stand in {checksums.NAME}")
        elif checksums.of_file(folder / name) != stated[name]:
            yield Problem(where=name, what=f"its bytes are not those that {checksums.NAME} states")


def _columns(connection: sqlite3.Connection) -> Iterator[Problem]:
    for name, table in TABLES.items():
        found = tuple(row[1] for row in connection.execute(f'PRAGMA table_info("{name}")'))
        if found != table.columns:
            yield Problem(where=f"{DATABASE} {name}", what=f"its columns are {', '.join(found) or 'missing'}")


def _description(held: _Held, *, said: dict[str, Any]) -> Iterator[Problem]:
    """release.json against what the rows would make it say, the content hash included."""
    try:
        info = release.describe(
            {name: held.cells(name) for name in TABLES},
            on=date.fromisoformat(said["on"]),
            audience=said["audience"],
            inputs=[Input(**one) for one in said["inputs"]],
            versions=said["versions"],
            fictional=said["fictional"],
        )
    except (KeyError, TypeError, ValueError) as error:
        yield Problem(where="release.json", what=f"cannot be understood: {error!r}")
        return
    for name, value in json.loads(to_json(info.as_json())).items():
        if said.get(name) != value:
            yield Problem(where=f"release.json {name}", what=f"says {said.get(name)!r}, the rows say {value!r}")
    meta = dict(held.connection.execute("SELECT key, value FROM meta").fetchall())
    if meta.get("content_hash") != info.content_hash:
        yield Problem(where=f"{DATABASE} meta", what=f"content hash is not that of the rows, {info.content_hash}")


def _figures(connection: sqlite3.Connection, *, folder: Path) -> Iterator[Problem]:
    try:
        file = json.loads((folder / "figures.json").read_text(encoding="utf-8"))
        published = {one["figure"]: one for one in file["figures"]}
        ranges = {one["range"]: one for one in file["ranges"]}
        alone = {(one["state"], one["figure"]): one for one in file["of_states"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        yield Problem(where="figures.json", what=f"cannot be read: {error!r}")
        return
    figures = all_figures(connection)
    for figure in figures:
        yield from _figure(figure, published.pop(figure.figure, {}), name=figure.figure)
    for between in all_ranges(figures):
        yield from _same(between, ranges.pop(between.range, {}), name=f"range {between.range}")
        if any(low > high for low, high in ((between.low, between.high), *(part[1:] for part in between.parts))):
            yield Problem(where=f"range {between.range}", what="its least is more than its most")
    for figure in figures_of_states(connection):
        said = alone.pop((figure.state, figure.figure), {})
        yield from _figure(figure, said, name=f"{figure.figure} of {figure.state}")
    for name in (*published, *(f"range {one}" for one in ranges), *(f"{figure} of {state}" for state, figure in alone)):
        yield Problem(where=f"figures.json {name}", what="is not declared")


def _same(again: Figure | Range, said: dict[str, Any], *, name: str) -> Iterator[Problem]:
    for column, value in json.loads(to_json(asdict(again))).items():
        if said.get(column) != value:
            yield Problem(where=f"figures.json {name} {column}", what=f"says {said.get(column)!r}, the rows give {value!r}")


def _figure(figure: Figure, said: dict[str, Any], *, name: str) -> Iterator[Problem]:
    yield from _same(figure, said, name=name)
    if figure.dimension is not None and figure.parts_add_up and add(n for _, n in figure.parts) != figure.value:
        yield Problem(where=f"figure {name}", what=f"its parts do not add up to {figure.value}")


def _money(held: _Held) -> Iterator[Problem]:
    """Sums of activities, what recipients have of them, and what enters totals, each computed again from the amounts."""
    activities = held.records("activities")
    amounts, recipients = (_by_activity(held.records(name)) for name in ("activity_amounts", "activity_recipients"))
    for one in activities:
        sums = totals(amounts[one.activity_id])
        if any(getattr(one, name) != value for name, value in asdict(sums).items()):
            yield Problem(where="activities", what=f"the sums of {one.activity_id} are not those of its amounts")
        if attributed(recipients[one.activity_id], amounts=amounts[one.activity_id]) != tuple(recipients[one.activity_id]):
            yield Problem(where="activity_recipients", what=f"what those of {one.activity_id} have is not their share")
    again = funding.money(
        activities=activities,
        recipients=held.records("activity_recipients"),
        amounts=held.records("activity_amounts"),
        same=held.records("same_activities"),
    )
    if in_order(TABLES["activity_money"], again) != held.cells("activity_money"):
        yield Problem(where="activity_money", what="is not what activities, their recipients and amounts give")


def _analysed(held: _Held, *, said: dict[str, Any]) -> Iterator[Problem]:
    """Where activities and needs stand on the day, gaps, coverage and funding, each computed again from the rows behind it."""
    on = date.fromisoformat(said["on"])
    known = {name: held.records(name) for name in _ANALYSED_FROM}
    activities, needs = known["activities"], known["needs"]
    states = [one.state for one in known["states"]]
    covered = {"states": states, "needs": needs, "documents": known["documents"], "reviews": known["reviews"]}
    cells_again = list(coverage.cells(no_needs=known["no_needs"], **covered))
    sources_read = [one["file"] for one in said["inputs"] if one["kind"] == "aid"]
    again: dict[str, Iterable[Any]] = {
        "activities": [replace(one, running=running(one, on=on), years=years(one)) for one in activities],
        "needs": standing.grade_needs(needs=needs, matches=known["matches"], on=on),
        "gaps": gaps.find_gaps(needs=needs, sources_read=sources_read, on=on),
        "coverage": cells_again,
        "review_coverage": coverage.by_review(**covered),
        "provision_coverage": coverage.by_provision(
            needs=needs,
            activities=activities,
            recipients=known["activity_recipients"],
            good_practices=known["good_practices"],
            cells=cells_again,
        ),
        "funding": needed.funding(
            children=families.links(activities, same=known["same_activities"]),
            organisations=known["activity_organisations"],
            money=known["activity_money"],
            needs=needs,
            matches=known["matches"],
        ),
        "request_funding": pledged.funded(requests=known["assistance_requests"], pledges=known["pledges"]),
        "provision_funding": needed.by_provision(activities=activities, money=known["activity_money"]),
    }
    for name, rows in again.items():
        if in_order(TABLES[name], rows) != held.cells(name):
            yield Problem(where=name, what="is not what the analysis gives for the rows that it follows from")


def _links(held: _Held) -> Iterator[Problem]:
    """Tables by which rows are found - links, States of activities, full text - against what the rows themselves say."""
    for link in LINKS:
        wanted: Iterable[tuple[Any, ...]] = database.linked(link, held.cells(link.table))
        yield from _leads(held.connection, link.name, wanted)
    one, state = (TABLES["activity_recipients"].columns.index(column) for column in ("activity_id", "state"))
    places = {(row[one], row[state]) for row in held.cells("activity_recipients") if row[state] is not None}
    yield from _leads(held.connection, "activity_states", places)
    text = chain.from_iterable(full_text.rows(held.connection, kind) for kind in full_text.KINDS)
    yield from _leads(held.connection, "full_text", text, columns="rowid, *")


def _leads(
    connection: sqlite3.Connection, name: str, wanted: Iterable[tuple[Any, ...]], *, columns: str = "*"
) -> Iterator[Problem]:
    reader = connection.cursor()
    reader.row_factory = None
    if Counter(reader.execute(f'SELECT {columns} FROM "{name}"')) != Counter(wanted):
        yield Problem(where=f"{DATABASE} {name}", what="does not lead to the rows of its table")


def _previous(connection: sqlite3.Connection, before: list[PreviousFigure] | None) -> Iterator[Problem]:
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


def _by_activity(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.activity_id].append(row)
    return found


def _references(connection: sqlite3.Connection, table: Table) -> Iterator[Problem]:
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


def _evidence(connection: sqlite3.Connection) -> Iterator[Problem]:
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


def _audience(connection: sqlite3.Connection, *, said: dict[str, Any]) -> Iterator[Problem]:
    """A document of a public Release says what opened it, and an overlap stands in it only after people have decided."""
    if said.get("audience") != "public":
        return
    for (name,) in connection.execute("SELECT document_id FROM documents WHERE trim(public_because) = ''"):
        yield Problem(where="documents", what=f"{name} does not say what made it public")
    for (name,) in connection.execute("SELECT overlap_id FROM overlaps WHERE verdict IS NULL"):
        yield Problem(where="overlaps", what=f"{name} is a proposal on which nobody has decided")


def _exports(held: _Held, *, folder: Path) -> Iterator[Problem]:
    """Every CSV and Parquet file is written again from the rows, beside the Release, and compared."""
    with tempfile.TemporaryDirectory() as beside:
        for name, table in TABLES.items():
            rows = held.cells(name)
            again = Path(beside) / f"{name}.csv"
            data_files.write_csv(again, table, rows)
            published = folder / "data" / again.name
            if not published.is_file() or checksums.of_file(published) != checksums.of_file(again):
                yield Problem(where=f"data/{again.name}", what="does not hold the rows of the table")
            again.unlink()
            if not _same_frame(folder / "data" / f"{name}.parquet", data_files.frame(table, rows)):
                yield Problem(where=f"data/{name}.parquet", what="does not hold the rows of the table")


def _same_frame(path: Path, wanted: pl.DataFrame) -> bool:
    """Whether a Parquet file holds exactly this table; its bytes may differ between versions of what writes it."""
    try:
        return wanted.equals(pl.read_parquet(path))
    except (OSError, pl.exceptions.PolarsError):
        return False


def _documents(connection: sqlite3.Connection, *, folder: Path) -> Iterator[Problem]:
    """Bytes of documents stand under their own hash, and belong to a document of the Release."""
    known = {row[0] for row in connection.execute("SELECT sha256 FROM documents")}
    for path in sorted((folder / "documents").glob("*")):
        if path.stem not in known:
            yield Problem(where=f"documents/{path.name}", what="is no document of this Release")
        elif checksums.of_file(path) != path.stem:
            yield Problem(where=f"documents/{path.name}", what="its bytes do not have the hash that names it")


def _in_place(connection: sqlite3.Connection, *, folder: Path) -> Iterator[Problem]:
    """Pictures and passages belong to evidence of documents whose bytes may be shown."""
    try:
        for name, what in in_place.faults(connection, folder):
            yield Problem(where=f"{in_place.FOLDER}/{name}", what=what)
    except (OSError, ValueError, KeyError, TypeError) as error:
        yield Problem(where=in_place.FOLDER, what=f"cannot be read: {error!r}")


__all__ = ["NotARelease", "Problem", "verify", "verify_core"]
