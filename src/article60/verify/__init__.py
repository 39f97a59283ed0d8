"""Checks a Release against itself: bytes, rows, references, evidence, and every figure recomputed from the rows."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from article60.figures.known import Known
from article60.progress import Progress, silent
from article60.publication.database import Parts
from article60.publication.previous_figures import previous_figures
from article60.publication.reading import DATABASE, NotARelease, open_release, release_json
from article60.tables.declared import TABLES
from article60.tables.disk import disk_is_full
from article60.uncollected import uncollected
from article60.verify import again, cells, documents, onward, proven, rows
from article60.verify.held import Held
from article60.verify.problem import Problem
from article60.verify.proven import Proven


def verify(
    folder: Path, *, previous: Path | None = None, signers: Path | None = None, progress: Progress = silent
) -> list[Problem]:
    """Every disagreement found in the Release; an empty list means that all checks passed.

    `previous` is the Release before, where it is at hand: what stands of its figures, and of what has changed since, is then
    compared with what it published. `signers` is a file of allowed signers; one of them must then have signed the Release.
    Raises NotARelease where a folder holds none.
    """
    from article60.verify import files  # here, because all other forms of a Release are loaded with it

    said = release_json(folder)
    before = None if previous is None else previous_figures(previous)
    connection = open_release(folder)
    try:
        with uncollected():
            held = Held(connection, progress=progress)
            return [
                *files.sums(folder, signers=signers, progress=progress),
                *cells.told(connection, lambda: list(_rows(held, said=said, folder=folder, forms=files.forms))),
                *rows.previous(connection, before),
                *held.under(
                    "comparing with the Release before", lambda: files.since(connection, folder=folder, previous=previous)
                ),
            ]
    except sqlite3.Error as error:
        if disk_is_full(error):
            raise
        return [
            *files.sums(folder, signers=signers, progress=progress),
            Problem(where=DATABASE, what=f"cannot be read: {error}"),
        ]
    finally:
        connection.close()


class Verifying:
    """Verification of core files that goes by what was found before, begun before they all stand."""

    def __init__(self, kept: Path, parts: Parts) -> None:
        """`parts` are the files from which the rows of each State were taken.

        `kept` is the file in which is kept, from one verification to the next, what was found to hold of which bytes and rows.
        """
        self._kept, self._parts = kept, parts
        self._ahead = onward.Ahead(proven=proven.load(kept), kept=parts)

    def begin(self, folder: Path) -> None:
        """The database stands in this folder and will not change: begin with all that can be told by it and release.json."""
        self._ahead.begin(folder)
        self._ahead.check(folder)

    def problems(self, folder: Path) -> list[Problem]:
        """Every disagreement among the core files, which all stand now.

        Nothing is verified again that is proven to be as it was; where that does not lead to a clean Release, everything is.
        """
        with uncollected(), closing(self._ahead), closing(open_release(folder)) as connection:
            if onward.holds(connection, folder=folder, ahead=self._ahead):
                proven.save(self._kept, self._ahead.proven)
                return []
            held, said, known = Held(connection), release_json(folder), Known()
            found = list(_core(held, said=said, folder=folder, known=known))
            if not found:
                self._remember(held, said=said, folder=folder, known=known)
            return found

    def close(self) -> None:
        """Wait for what has been begun."""
        self._ahead.close()

    def _remember(self, held: Held, *, said: dict[str, Any], folder: Path, known: Known) -> None:
        now = Proven()
        with closing(onward.Ahead(proven=now, kept=self._parts)) as ahead:
            ahead.begin(folder)
            onward.remember(held, said=said, folder=folder, ahead=ahead, known=known)
        proven.save(self._kept, now)


def verify_core(folder: Path, *, kept: Path | None = None, parts: Parts | None = None) -> list[Problem]:
    """Every disagreement among the core files - release.json, the database, figures.json, documents - of a Release.

    It may be unfinished: neither derived files nor SHA256SUMS are asked for. `kept` and `parts` as for `Verifying`; without
    them everything is verified.
    """
    if kept is not None:
        verifying = Verifying(kept, parts or {})
        verifying.begin(folder)
        return verifying.problems(folder)
    with uncollected(), closing(open_release(folder)) as connection:
        return list(_core(Held(connection), said=release_json(folder), folder=folder))


def _rows(held: Held, *, said: dict[str, Any], folder: Path, forms: Callable[..., Iterator[Problem]]) -> Iterator[Problem]:
    wrong, known = list(rows.columns(held.connection)), Known()
    yield from _core(held, said=said, folder=folder, known=known)
    if not wrong:
        yield from forms(held, said=said, folder=folder, known=known)


def _core(held: Held, *, said: dict[str, Any], folder: Path, known: Known | None = None) -> Iterator[Problem]:
    wrong = list(rows.columns(held.connection))
    yield from wrong
    if wrong:
        return
    yield from again.description(held, said=said)
    yield from held.under(
        "counting figures", lambda: again.figures_file(again.counted(held.connection, known=known), folder=folder)
    )
    yield from held.under("adding up money", lambda: again.money(held))
    yield from held.under("analysing", lambda: again.analysed(held, said=said))
    yield from held.under("checking words and what leads to rows", lambda: rows.links(held, folder=folder))
    for table in held.progress(TABLES.values(), "checking references", len(TABLES)):
        yield from rows.references(held.connection, table)
    yield from rows.evidence(held.connection)
    yield from rows.audience(held.connection, said=said)
    yield from documents.named_by_hash(held.connection, folder=folder)


__all__ = ["NotARelease", "Problem", "Verifying", "verify", "verify_core"]
