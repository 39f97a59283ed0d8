"""Publishes what the steps of a run have left: prepares what Releases have in common, writes one of them, and checks it."""

import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from article60 import __version__, reading, releasing
from article60.collecting import Given, Job
from article60.domain.document import Document
from article60.domain.run_note import RunNote
from article60.domain.state_party import StateParty
from article60.figures.known import load, save
from article60.publication import database
from article60.publication.full_text import Words
from article60.publication.prepared import Prepared, prepared, rows_of
from article60.publication.release_info import ReleaseInfo
from article60.sources.documents import Limits
from article60.tables import folders
from article60.tables.runs import Workplace, key_of, write_whole
from article60.verify import Problem, verify_core

Task = tuple[Callable[..., Any], tuple[Any, ...]]
"""A function of some module, with its arguments, as a worker process takes it."""

Work = Callable[[Sequence[Task], str], None]
"""Does tasks side by side, under a label."""

Standing = Callable[[Path], None]
"""Is told of the unfinished folder of a Release in which the core files stand."""

SHOWN_CODE = ("domain", "sources/documents", "publication/in_place.py", "releasing.py")
WORDS_CODE = ("codes", "text", "publication/full_text.py")
VERIFY_CODE = (
    "analysis", "codes", "domain", "text", "extraction", "figures", "publication", "tables", "uncollected.py", "verify",
)  # fmt: skip
PUBLISH_CODE = ("analysis/pledged.py", "codes", "domain", "text", "figures", "publication", "tables", "releasing.py")


def write_pairs(workplace: Workplace, matched: Path) -> Path:
    """Folder with the pairs of one State as they stand in a database."""
    key = key_of(matched.name, reading.code_version(PUBLISH_CODE))
    return workplace.make("pairs", key, partial(releasing.prepare_pairs, matched=matched))[0]


def write_aid(workplace: Workplace, made: Mapping[str, Path]) -> Path:
    """Folder with the tables about aid as they stand in a database."""
    return workplace.make("aid-rows", _key_of_aid(made), partial(releasing.prepare_aid, steps=made))[0]


def _key_of_aid(made: Mapping[str, Path]) -> str:
    """Key of all that is written about aid."""
    return key_of(made["settle"].name, made["place"].name, reading.code_version(PUBLISH_CODE))


def _show(workplace: Workplace, key: str, read: Path, path: Path, limits: Limits) -> Path:
    """Folder with what one document shows of the evidence in it."""
    fill = partial(releasing.prepare_in_place, read=read, path=path, limits=limits)
    return workplace.make("in-place", key, fill)[0]


class Publishing:
    """The Release of one run: begun beside the last steps, written once these are done, and checked."""

    def __init__(
        self, job: Job, given: Given, workplace: Workplace, *, steps: Mapping[str, Path], matched: Mapping[str, Path]
    ) -> None:
        """`steps` are the folders that the steps leave and `matched` those with the pairs of each State, both filled later."""
        self.job = job
        self.given = given
        self.workplace = workplace
        self.steps = steps
        self.matched = matched
        self.beside = ThreadPoolExecutor(1)
        self._copied: Future[Path] | None = None
        self._begun: Future[Path] | None = None

    @property
    def _database(self) -> Path:
        """Where the database of a Release is begun, before there is a folder for that Release."""
        return self.workplace.folder / f"begun.{os.getpid()}.sqlite"

    def copy(self) -> None:
        """Begin the database, while people's decisions are applied, with what stands in it about aid."""
        aid = self.workplace.kept("aid-rows", _key_of_aid(self.steps))
        if aid.is_dir():
            self._copied = self.beside.submit(lambda: shutil.copyfile(rows_of(aid), self._database))

    def begin(self) -> None:
        """Add the pairs to it while the analysis, which does not need it, is made."""
        copied, pairs = self._copied, self.prepared().pairs
        if copied is not None:
            self._begun = self.beside.submit(lambda: database.begin(copied.result(), pairs=pairs))

    def close(self) -> None:
        """Leave nothing behind that was begun and not taken."""
        self.beside.shutdown()
        self._database.unlink(missing_ok=True)

    def prepared(self) -> Prepared:
        """The tables about aid, and the pairs of each State, written once for all Releases that have them in common."""
        pairs = [write_pairs(self.workplace, part) for _, part in sorted(self.matched.items())]
        found = prepared(aid=write_aid(self.workplace, self.steps), pairs=pairs)
        return found if self._begun is None else replace(found, begun=self._begun.result)

    def states(self) -> list[StateParty]:
        """The States of the Release."""
        return releasing.states_of(self.given, self.steps)

    def publish(self, notes: Sequence[RunNote], *, documents: Sequence[Path], work: Work, standing: Standing) -> bool:
        """Write the Release, unless the one that stands was made of exactly this and no file of it has changed.

        `documents` are the folders with what was read in each, of which some are drawn by `work`; `standing` is told of the
        core files. Tells whether it was written.
        """
        given, job = self.given, self.job
        states = self.states()
        key = key_of(
            [folder.name for folder in self.steps.values()],
            notes,
            states,
            given.facts,
            given.previous_figures,
            given.inputs(),
            job.imprint,
            str(job.signing_key),
            str(job.on),
            __version__,
            reading.code_version(PUBLISH_CODE),
        )
        mark = self.workplace.folder / "published" / key
        if mark.is_file() and releasing.stands(job.out, mark.read_text(encoding="ascii")):
            return False
        written = self._write(notes, states, standing=standing, shown=lambda: self._shown(documents, work))
        write_whole(mark, written.content_hash.encode())
        return True

    def _write(
        self,
        notes: Sequence[RunNote],
        states: Sequence[StateParty],
        *,
        standing: Standing,
        shown: Callable[[], Mapping[str, Path]],
    ) -> ReleaseInfo:
        """Write the Release; counts over aid, and tokens, are made once for all Releases that have them in common."""
        counts = self.workplace.kept("counts", key_of(_key_of_aid(self.steps), states)).with_suffix(".json")
        known = load(counts)
        told = self.workplace.kept("words", reading.code_version(WORDS_CODE)).with_suffix(".json")
        words: Words = json.loads(told.read_bytes()) if told.is_file() else {}
        before = len(words)

        def stands(folder: Path) -> None:
            if not counts.is_file():
                save(counts, releasing.counts_of_aid(known))
            if len(words) > before:
                write_whole(told, json.dumps(words, ensure_ascii=False).encode())
            standing(folder)

        return releasing.write(
            self.job,
            self.given,
            self.steps,
            before=self.prepared(),
            known=known,
            words=words,
            notes=notes,
            states=states,
            standing=stands,
            shown=shown,
        )

    def _shown(self, documents: Sequence[Path], work: Work) -> dict[str, Path]:
        """What each document that may be shown shows of the evidence in it, by hash; made once for all Releases."""
        open_to_all = {f.sha256: f.path for f in self.given.documents if f.may_be_shown}
        code = reading.code_version(SHOWN_CODE)
        found: dict[str, Path] = {}
        tasks: list[Task] = []
        for read in documents:
            for document in folders.load(read, "documents", Document):
                if document.sha256 in open_to_all:
                    key = key_of(read.name, code)
                    found[document.sha256] = self.workplace.kept("in-place", key)
                    if not found[document.sha256].is_dir():
                        path = open_to_all[document.sha256]
                        tasks.append((_show, (self.workplace, key, read, path, self.job.limits)))
        work(tasks, "drawing pages")
        return found

    def problems(self, folder: Path) -> list[Problem]:
        """What disagrees among the core files of this run; what they have in common with earlier runs is not checked again."""
        kept = self.workplace.kept("proven", reading.code_version(VERIFY_CODE)).with_suffix(".json")
        return verify_core(folder, kept=kept, parts=self.prepared().pairs)
