"""Checks the files of a Release beside its core files: their bytes, and every other form of the same rows."""

import json
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from article60.figures.evaluate import all_figures, all_ranges
from article60.figures.known import Known
from article60.publication import changes, checksums, data_files, dcat, iati_file, in_place, method_page, release, signature
from article60.publication.release_info import ReleaseInfo
from article60.publication.standard import writing as needs_file
from article60.tables.declared import TABLES
from article60.verify.held import Held
from article60.verify.problem import Problem


def sums(folder: Path, *, signers: Path | None) -> Iterator[Problem]:
    """SHA256SUMS against the files that stand there, and its signature where one is asked for or lies there."""
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
    wrong = signature.fault(folder, signers=signers) if signers is not None or signature.is_signed(folder) else None
    if wrong is not None:
        yield Problem(where=checksums.SIGNATURE, what=wrong)


def forms(held: Held, *, said: dict[str, Any], folder: Path, known: Known) -> Iterator[Problem]:
    """Every other form of the rows against these; `known` is what was counted on the same rows before."""
    yield from exports(held, folder=folder)
    yield from shown(held.connection, folder=folder)
    yield from other_forms(held, said=said, folder=folder, known=known)


def exports(held: Held, *, folder: Path) -> Iterator[Problem]:
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


def other_forms(held: Held, *, said: dict[str, Any], folder: Path, known: Known) -> Iterator[Problem]:
    """Method, needs, activities, data package, catalogue entry and standard are written again beside the Release and compared.

    `known` is what was counted on the same rows before.
    """
    try:
        info = release.describe_again({name: held.cells(name) for name in TABLES}, said=said)
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
            if not (here.is_file() and there.is_file() and checksums.of_file(here) == checksums.of_file(there)):
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
