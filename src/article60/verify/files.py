"""Checks the files of a Release beside its core files: their bytes, and every other form of the same rows."""

import hashlib
import io
import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import polars as pl

from article60.byte_store import sha256_of
from article60.figures.evaluate import all_figures, all_ranges
from article60.figures.known import Known
from article60.progress import Progress, silent
from article60.publication import changes, checksums, data_files, dcat, iati_file, in_place, method_page, release, signature
from article60.publication.release_info import ReleaseInfo
from article60.publication.standard import writing as needs_file
from article60.tables.canonical import Rows, portions
from article60.tables.declared import TABLES, Table
from article60.tables.plain import Cell
from article60.verify.held import Held
from article60.verify.problem import Problem


def sums(folder: Path, *, signers: Path | None, progress: Progress = silent) -> Iterator[Problem]:
    """SHA256SUMS against the files that stand there, and its signature where one is asked for or lies there."""
    if not (folder / checksums.NAME).is_file():
        yield Problem(where=checksums.NAME, what="is missing")
        return
    stated, found = checksums.read(folder), checksums.files(folder)
    names = sorted(set(stated) | set(found))
    for name in progress(names, "checking files", len(names)):
        if name not in found:
            yield Problem(where=name, what=f"stands in {checksums.NAME} but is missing")
        elif name not in stated:
            yield Problem(where=name, what=f"does not stand in {checksums.NAME}")
        elif sha256_of(folder / name) != stated[name]:
            yield Problem(where=name, what=f"its bytes are not those that {checksums.NAME} states")
    wrong = signature.fault(folder, signers=signers) if signers is not None or signature.is_signed(folder) else None
    if wrong is not None:
        yield Problem(where=checksums.SIGNATURE, what=wrong)


def forms(held: Held, *, said: dict[str, Any], folder: Path, known: Known) -> Iterator[Problem]:
    """Every other form of the rows against these; `known` is what was counted on the same rows before."""
    yield from exports(held, folder=folder)
    yield from shown(held.connection, folder=folder)
    yield from held.under("writing other forms again", lambda: other_forms(held, said=said, folder=folder, known=known))


def exports(held: Held, *, folder: Path) -> Iterator[Problem]:
    """What every CSV and Parquet file must hold is made again from the rows, some at a time, and compared."""
    for name, table in held.progress(TABLES.items(), "comparing tables", len(TABLES)):
        published, frames = folder / "data" / f"{name}.csv", _Frames(folder / "data" / f"{name}.parquet", table)
        again = _csv_hash(table, chain.from_iterable(map(frames.compared, portions(held.rows(name), rows=data_files.PORTION))))
        if not published.is_file() or sha256_of(published) != again:
            yield Problem(where=f"data/{name}.csv", what="does not hold the rows of the table")
        if not frames.same():
            yield Problem(where=f"data/{name}.parquet", what="does not hold the rows of the table")


def _csv_hash(table: Table, rows: Iterable[tuple[Cell, ...]]) -> str:
    """SHA-256 of the CSV file that holds these rows, without writing it."""
    hashed = _Hashed()
    with io.TextIOWrapper(io.BufferedWriter(hashed), encoding="utf-8", newline="") as file:
        data_files.put_csv(file, table, rows)
        file.flush()
        return hashed.digest.hexdigest()


class _Hashed(io.RawIOBase):
    """Takes bytes and keeps their hash alone."""

    def __init__(self) -> None:
        self.digest = hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, some: Any, /) -> int:
        self.digest.update(some)
        return memoryview(some).nbytes


class _Frames:
    """Compares the rows of a table, which come some at a time, with a Parquet file; its bytes may differ between versions.

    Rows are compared so many together that little is held and no part of the file is read many times.
    """

    def __init__(self, path: Path, table: Table) -> None:
        self._path, self._table = path, table
        self._frames, self._compared = [data_files.frame(table, [])], 0
        self._differ = False

    def compared(self, rows: Rows) -> Rows:
        """The same rows; they are compared with those that follow in the file."""
        self._frames.append(data_files.frame(self._table, rows))
        if sum(map(len, self._frames)) >= _TOGETHER:
            self._compare()
        return rows

    def same(self) -> bool:
        """Whether the file holds exactly the rows that came."""
        self._compare(rest=True)
        return not self._differ

    def _compare(self, *, rest: bool = False) -> None:
        wanted = pl.concat(self._frames)
        self._frames = self._frames[:1]
        start, self._compared = self._compared, self._compared + len(wanted)
        if not self._differ:
            self._differ = not _holds(self._path, wanted, start=start, rest=rest)


_TOGETHER = 5 * data_files.PORTION


def _holds(path: Path, wanted: pl.DataFrame, *, start: int, rest: bool) -> bool:
    """Whether exactly these rows stand in a Parquet file from a place on; `rest` if no others must stand after them."""
    try:
        return wanted.equals(pl.scan_parquet(path, glob=False).slice(start, None if rest else len(wanted)).collect())
    except (OSError, pl.exceptions.PolarsError):
        return False


def other_forms(held: Held, *, said: dict[str, Any], folder: Path, known: Known) -> Iterator[Problem]:
    """Method, needs, activities, data package, catalogue entry and standard are written again beside the Release and compared.

    `known` is what was counted on the same rows before.
    """
    try:
        info = release.describe_again(held.fresh, said=said, before=held.all)
    except (KeyError, TypeError, ValueError):
        return  # a release.json that cannot be understood is named where it is compared
    with tempfile.TemporaryDirectory() as beside:
        again = Path(beside)
        needs_file.write_standard(again)
        needs_file.write(held.connection, again / "needs.json", info=info)
        iati_file.write(held.connection, again / "assistance.xml", info=info)
        figures = all_figures(held.connection, known=known)
        method_page.write(again / "method.html", figures, ranges=all_ranges(figures), info=info)
        published = {name for name in ("needs.json", "assistance.xml") if (folder / name).is_file()}
        for name in sorted(published | set(checksums.files(again))):
            here, there = folder / name, again / name
            if not (here.is_file() and there.is_file() and sha256_of(here) == sha256_of(there)):
                yield Problem(where=name, what="is not what the rows give")
    yield from _descriptions(info, folder=folder)


def _descriptions(info: ReleaseInfo, *, folder: Path) -> Iterator[Problem]:
    """What describes the other files, against those files as they stand."""
    try:
        if json.loads((folder / "datapackage.json").read_text(encoding="utf-8")) != data_files.package(folder, info=info):
            yield Problem(where="datapackage.json", what="does not describe the files of the Release")
        for name, text in dcat.described(folder, info=info).items():
            if (folder / name).read_text(encoding="utf-8") != text:
                yield Problem(where=name, what="does not describe the files of the Release")
    except (OSError, ValueError) as error:
        yield Problem(where="descriptions", what=f"cannot be read: {error}")


def shown(connection: sqlite3.Connection, *, folder: Path) -> Iterator[Problem]:
    """Pictures and passages belong to evidence of documents whose bytes may be shown."""
    try:
        for name, what in in_place.faults(connection, folder):
            yield Problem(where=f"{in_place.FOLDER}/{name}", what=what)
    except (OSError, ValueError, KeyError, TypeError) as error:
        yield Problem(where=in_place.FOLDER, what=f"cannot be read: {error!r}")


def since(connection: sqlite3.Connection, *, folder: Path, previous: Path | None) -> Iterator[Problem]:
    """What has changed since the Release before: numbers that add up and, where that is at hand, exactly its records."""
    path = folder / changes.SUMMARY
    if not path.is_file():
        return
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        for where, what in changes.disagreements(connection, folder, said=said):
            yield Problem(where=where, what=what)
        if previous is not None:
            found, counts = changes.compare(connection, folder, previous=previous)
            if any(said[name] != value for name, value in counts.items()) or changes.rows_of(folder) != changes.as_read(found):
                yield Problem(where=changes.SUMMARY, what="is not what the Release before gives")
    except (OSError, ValueError, KeyError, TypeError) as error:
        yield Problem(where=changes.SUMMARY, what=f"cannot be read: {error!r}")
