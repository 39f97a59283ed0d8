"""What became of every record since the Release before: new, changed or gone, and why as far as the two Releases tell."""

import csv
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from article60.domain.change import Change
from article60.publication.data_files import frame, write_csv
from article60.publication.reading import DATABASE, address, release_json
from article60.publication.release_info import ReleaseInfo
from article60.tables.canonical import in_order
from article60.tables.declared import CHANGES, TABLES
from article60.tables.parquet import write_frame

RECORDS = (
    "documents", "needs", "good_practices", "assistance_received", "no_needs", "activities", "organisations", "matches",
    "overlaps",
)  # fmt: skip
"""Tables whose rows bear lasting identifiers."""
SUMMARY = "changes.json"
_PLACE_ONLY = frozenset(("file_sha256", "line"))
"""Columns that tell where a record stood; another place alone is no change."""
_GRADED = frozenset(("grade", "graded_on"))
_OF_PUBLICATION = frozenset(("publisher", "public_address", "public_because"))
_OF_THE_DAY = frozenset(("running", "years"))


def write(connection: sqlite3.Connection, folder: Path, *, previous: Path, info: ReleaseInfo) -> None:
    """Write `data/changes.csv`, `data/changes.parquet` and `changes.json`, the numbers by table."""
    found, counts = compare(connection, folder, previous=previous)
    rows = in_order(CHANGES, found)
    write_csv(folder / "data" / "changes.csv", CHANGES, rows)
    write_frame(folder / "data" / "changes.parquet", frame(CHANGES, rows))
    text = json.dumps({"release": info.name, **counts}, ensure_ascii=False, indent=1)
    (folder / SUMMARY).write_text(text + "\n", encoding="utf-8", newline="\n")


def compare(connection: sqlite3.Connection, folder: Path, *, previous: Path) -> tuple[list[Change], dict[str, Any]]:
    """All changes, and their numbers by table: rows before, new, changed, gone, rows now, with the reasons.

    `folder` and `previous` hold the Releases; a table that one of them does not have is named as not comparable.
    """
    said = release_json(previous)
    with _attached(connection, previous):
        both = _Both(connection, now=release_json(folder), before=said)
        comparable = [name for name in RECORDS if both.columns(name)]
        found = [change for name in comparable for change in both.changes(name)]
        tables = [_numbers(connection, name, found) for name in comparable]
    before = {"name": said["name"], "content_hash": said["content_hash"], "on": said["on"]}
    return found, {
        "previous": before,
        "tables": tables,
        "not_comparable": [name for name in RECORDS if name not in comparable],
    }


@contextmanager
def _attached(connection: sqlite3.Connection, previous: Path) -> Iterator[None]:
    connection.execute("ATTACH ? AS before", (address(previous / DATABASE),))
    try:
        yield
    finally:
        connection.execute("DETACH before")


def _numbers(connection: sqlite3.Connection, name: str, found: Sequence[Change]) -> dict[str, Any]:
    here = [one for one in found if one.table == name]
    kinds = Counter(one.change for one in here)
    why: dict[str, Counter[str]] = defaultdict(Counter)
    for one in here:
        why[one.change][one.why] += 1
    count = 'SELECT count(*) FROM {}."{}"'
    return {
        "table": name,
        "before": connection.execute(count.format("before", name)).fetchone()[0],
        **{kind: kinds[kind] for kind in ("new", "changed", "gone")},
        "now": connection.execute(count.format("main", name)).fetchone()[0],
        "why": {kind: dict(sorted(reasons.items())) for kind, reasons in sorted(why.items())},
    }


def rows_of(folder: Path) -> list[dict[str, str]]:
    """The rows of `data/changes.csv` as text by column."""
    with (folder / "data" / "changes.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_read(found: Sequence[Change]) -> list[dict[str, str]]:
    """Changes as `rows_of` reads them."""
    rows = in_order(CHANGES, found)
    return [{name: "" if cell is None else str(cell) for name, cell in zip(CHANGES.columns, row, strict=True)} for row in rows]


def disagreements(connection: sqlite3.Connection, folder: Path, *, said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Where and how the changes published disagree with themselves or with the rows: old and new less gone must give now."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows_of(folder):
        kinds[row["table"]][row["change"]] += 1
        key = TABLES[row["table"]].key[0]
        held = connection.execute(f'SELECT 1 FROM "{row["table"]}" WHERE "{key}" = ?', (row["record_id"],)).fetchone()
        if (held is None) != (row["change"] == "gone"):
            yield (
                "data/changes.csv",
                f"{row['record_id']} is {row['change']}, but {'is not held' if held is None else 'is held'}",
            )
    for one in said["tables"]:
        now = connection.execute(f'SELECT count(*) FROM "{one["table"]}"').fetchone()[0]
        if one["before"] + one["new"] - one["gone"] != now or one["now"] != now:
            yield SUMMARY, f"the numbers of {one['table']} do not add up to {now}"
        if any(one[kind] != kinds[one["table"]][kind] for kind in ("new", "changed", "gone")):
            yield SUMMARY, f"the numbers of {one['table']} are not those of data/changes.csv"


@dataclass(frozen=True, slots=True)
class _Row:
    """One record that differs: its row now and before, by column, either of which may be missing, and what differs."""

    record_id: str
    now: Mapping[str, Any] | None
    before: Mapping[str, Any] | None
    columns: tuple[str, ...] = ()

    def get(self, column: str) -> Any:
        """The value now, else before; None where the table has no such column."""
        row = self.now if self.now is not None else self.before
        return row[column] if row is not None and column in row else None


class _Both:
    """Two Releases side by side in one connection: `main` is the one now, `before` the earlier."""

    def __init__(self, connection: sqlite3.Connection, *, now: Mapping[str, Any], before: Mapping[str, Any]) -> None:
        self.connection = connection
        self.files_before = {one["file"]: one["sha256"] for one in before["inputs"]}
        self.files_now = {one["file"]: one["sha256"] for one in now["inputs"]}
        self.other_program = now["versions"] != before["versions"]
        self.documents_before, self.documents_now = (self._ids(side, "documents") for side in ("before", "main"))
        self.heirs = dict(self._pairs("main", "aliases", "old_id, new_id"))
        decided = "record_id, verb || ' ' || outcome || ' ' || decided_on"
        known = set(self._pairs("before", "public_decisions", decided))
        self.decided = {
            record for record, what in self._pairs("main", "public_decisions", decided) if (record, what) not in known
        }

    def columns(self, name: str) -> tuple[str, ...]:
        """Columns that both have, but those that only tell a place; none where the earlier has no such table or key."""
        earlier = {row[1] for row in self.connection.execute(f'PRAGMA before.table_info("{name}")')}
        both = tuple(column for column in TABLES[name].columns if column in earlier and column not in _PLACE_ONLY)
        return both if TABLES[name].key[0] in both else ()

    def changes(self, name: str) -> Iterator[Change]:
        """Every record of a table that is new, changed or gone."""
        key = TABLES[name].key[0]
        for row in self._alone(name, key, side="main", other="before"):
            yield self._change(name, _Row(row[key], row, None), "new", self._why_new(row))
        for row in self._alone(name, key, side="before", other="main"):
            gone = _Row(row[key], None, row)
            yield self._change(name, gone, "gone", self._why_gone(row[key], row), now_in=self.heirs.get(row[key]))
        for changed in self._changed(name, key):
            yield self._change(name, changed, "changed", self._why_changed(changed))

    def _change(self, name: str, row: _Row, kind: str, why: str, *, now_in: str | None = None) -> Change:
        states = json.loads(row.get("states") or "[]")
        state = row.get("state") or (states[0] if len(states) == 1 else None)
        return Change(
            table=name, record_id=row.record_id, state=state, change=kind, why=why, columns=row.columns, now_in=now_in
        )

    def _why_new(self, row: Mapping[str, Any]) -> str:
        if row.get("document_id") == "" or row["id"] in self.decided:
            return "decision"
        if row.get("document_id") and row["document_id"] not in self.documents_before:
            return "new_source"
        if row.get("file"):
            return self._of_file(row["file"], self.files_before.get(row["file"]), self.files_now.get(row["file"]), "new_source")
        return self._otherwise()

    def _why_gone(self, record: str, row: Mapping[str, Any]) -> str:
        if record in self.heirs:
            return "joined"
        if record in self.decided:
            return "decision"
        if row.get("document_id") and row["document_id"] not in self.documents_now:
            return "source_gone"
        if row.get("file"):
            return self._of_file(
                row["file"], self.files_now.get(row["file"]), self.files_before.get(row["file"]), "source_gone"
            )
        return self._otherwise()

    def _why_changed(self, row: _Row) -> str:
        now, before = row.now or {}, row.before or {}
        if row.record_id in self.decided:
            return "decision"
        if set(row.columns) <= _GRADED and now.get("grade") == "not_updated":
            return "day"
        if set(row.columns) <= _GRADED:
            return "assistance"
        if set(row.columns) <= _OF_PUBLICATION:
            return "recorded"
        if set(row.columns) <= _OF_THE_DAY:
            return "day"
        if now.get("file_sha256") != before.get("file_sha256"):
            return "source_replaced"
        return self._otherwise()

    def _of_file(self, file: str, there: str | None, here: str | None, absent: str) -> str:
        """Why a record of a file came or went, by the hash of the file on the side where the record is not, and where it is."""
        if there is None:
            return absent
        return "source_replaced" if there != here else self._otherwise()

    def _otherwise(self) -> str:
        return "read_anew" if self.other_program else "follows"

    def _alone(self, name: str, key: str, *, side: str, other: str) -> Iterator[dict[str, Any]]:
        query = f'SELECT * FROM {side}."{name}" WHERE "{key}" NOT IN (SELECT "{key}" FROM {other}."{name}") ORDER BY "{key}"'
        for row in self._rows(query):
            yield row | {"id": row[key]}

    def _changed(self, name: str, key: str) -> Iterator[_Row]:
        columns = self.columns(name)
        differs = " OR ".join(f'n."{column}" IS NOT b."{column}"' for column in columns)
        query = f'SELECT n."{key}" FROM main."{name}" n JOIN before."{name}" b USING ("{key}") WHERE {differs} ORDER BY 1'
        for record in [row[key] for row in self._rows(query)]:
            now, before = (
                next(self._rows(f'SELECT * FROM {side}."{name}" WHERE "{key}" = ?', record)) for side in ("main", "before")
            )
            yield _Row(record, now, before, tuple(column for column in columns if now[column] != before[column]))

    def _rows(self, query: str, *values: str) -> Iterator[dict[str, Any]]:
        reader = self.connection.cursor()
        reader.row_factory = _by_name
        return iter(reader.execute(query, values))

    def _ids(self, side: str, name: str) -> frozenset[str]:
        return frozenset(row[0] for row in self.connection.execute(f'SELECT "{TABLES[name].key[0]}" FROM {side}."{name}"'))

    def _pairs(self, side: str, name: str, columns: str) -> list[tuple[str, str]]:
        return [(row[0], row[1]) for row in self.connection.execute(f'SELECT {columns} FROM {side}."{name}"')]


def _by_name(cursor: sqlite3.Cursor, row: tuple[Any, ...]) -> dict[str, Any]:
    return {column[0]: value for column, value in zip(cursor.description, row, strict=True)}
