"""Publishes what the steps of a run have left: prepares what Releases have in common, writes one of them, and checks it."""

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import astuple, replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

from article60 import __version__, releasing
from article60.byte_store import sha256_of
from article60.collecting import Given, Job
from article60.domain.document import Document
from article60.domain.run_note import RunNote
from article60.domain.state_party import StateParty
from article60.engines import Task
from article60.figures.known import load, save
from article60.kept_by import code_version
from article60.publication import database
from article60.publication.full_text import Words
from article60.publication.prepared import Prepared, prepared, rows_of
from article60.sources.documents import Limits, UnreadableDocument
from article60.tables import folders
from article60.tables.runs import Workplace, key_of, this_process, write_whole
from article60.verify import Problem, Verifying

Work = Callable[[Sequence[Task], str], None]
"""Does tasks side by side, under a label."""

Standing = Callable[[Path], None]
"""Is told of the unfinished folder of a Release in which the core files stand."""

SHOWN_CODE = ("domain", "sources/documents", "publication/in_place.py", "releasing.py")
NAMES_CODE = ("codes", "domain", "text", "publication/full_text.py")
VERIFY_CODE = (
    "analysis", "byte_store.py", "codes", "domain", "text", "extraction", "figures", "memory.py", "progress.py", "publication",
    "tables", "uncollected.py", "verify",
)  # fmt: skip
PUBLISH_CODE = (
    "analysis/pledged.py", "byte_store.py", "codes", "domain", "text", "figures", "publication", "tables", "releasing.py",
)  # fmt: skip


def write_pairs(workplace: Workplace, matched: Path) -> Path:
    """Folder with the pairs of one State as they stand in a database."""
    return workplace.make("pairs", _key_of_pairs(matched), partial(releasing.prepare_pairs, matched=matched))[0]


def _key_of_pairs(matched: Path) -> str:
    """Key of what is written about the pairs of one State, which matching leaves in this folder."""
    return key_of(matched.name, code_version(PUBLISH_CODE))


def write_aid(workplace: Workplace, made: Mapping[str, Path]) -> Path:
    """Folder with the tables about aid as they stand in a database."""
    return workplace.make("aid-rows", _key_of_aid(made), partial(releasing.prepare_aid, steps=made))[0]


def _key_of_aid(made: Mapping[str, Path]) -> str:
    """Key of all that is written about aid."""
    return key_of(made["settle"].name, made["place"].name, code_version(PUBLISH_CODE))


def _show(workplace: Workplace, key: str, read: Path, path: Path, sha256: str, limits: Limits) -> Path:
    """Folder with what one document shows of the evidence in it: passages, where it cannot be drawn for a passing reason."""
    fill = partial(releasing.prepare_in_place, read=read, path=path, sha256=sha256, limits=limits)
    try:
        return workplace.make("in-place", key, fill)[0]
    except UnreadableDocument as error:
        return workplace.instead("in-place", key, partial(fill, undrawn=error))


class NotVerified(RuntimeError):
    """Core files were to be verified without verification having been begun."""


class Publishing:
    """The Release of one run: begun beside the last steps, written once these are done, and checked."""

    def __init__(
        self, job: Job, given: Given, workplace: Workplace, *, steps: Mapping[str, Path], verified: bool = False
    ) -> None:
        """`steps` are the folders that the steps leave, filled later; `verified` tells whether `problems` will be asked for."""
        self.job = job
        self.given = given
        self.workplace = workplace
        self.steps = steps
        self.parts: dict[str, list[Path]] = {}
        self.beside = ThreadPoolExecutor(1)
        self._begun: Future[None] | None = None
        self._matched = Event()
        self._verified = verified
        self._verifying: Verifying | None = None
        self._draws_again = False
        """Whether pages could not be drawn for a passing reason, so that the next run writes the Release anew."""
        self.undrawn: list[RunNote] = []
        """For those who run this: documents whose pages could not be drawn, so that the Release shows passages of them."""

    @property
    def _database(self) -> Path:
        """Where the database of a Release is begun, before there is a folder for that Release."""
        return self.workplace.folder / f"begun.{this_process()}.sqlite"

    def begin(self) -> None:
        """Begin the database, while people's decisions are applied, with what stands in it about aid."""
        aid = self.workplace.kept("aid-rows", _key_of_aid(self.steps))
        if aid.is_dir():
            self._begun = self.beside.submit(self._copy, rows_of(aid))

    def _copy(self, aid: Path) -> None:
        shutil.copyfile(aid, self._database)
        database.begin(self._database)

    def stated(self) -> None:
        """Add what was stated, once people's decisions are applied."""
        by_state, hashes = releasing.stated_by_state(self.steps)
        self._add("stated", [self._part("stated", key_of(hashes[state]), rows) for state, rows in sorted(by_state.items())])

    def matching(self, pairs: Mapping[str, Path]) -> None:
        """Add the pairs of these folders, in the order of the States: those that stand at once, the others when all do.

        So those of a State whose needs have changed are waited for while those of the States before it are written.
        """
        parts = [self.workplace.kept("pairs", _key_of_pairs(part)) for _, part in sorted(pairs.items())]
        self._add("pairs", parts, once=self._once_matched(parts))

    def _once_matched(self, parts: Sequence[Path]) -> Iterator[Path]:
        for part in parts:
            if not part.is_dir():
                self._matched.wait()
            yield part

    def matched(self, pairs: Mapping[str, Path]) -> None:
        """All pairs stand now; they are written on while the analysis, which does not need that, is made."""
        for part in pairs.values():
            write_pairs(self.workplace, part)
        self._matched.set()

    def analysed(self, keys: Mapping[str, str]) -> None:
        """Add what the analysis gives; `keys` are hashes over what it, and suggestions, follow from, by State."""
        by_state = releasing.analysed_by_state(self.steps)
        told = {state: key_of(state, keys.get(state, keys)) for state in by_state}
        self._add("analysed", [self._part("analysed", told[state], rows) for state, rows in sorted(by_state.items())])

    def _part(self, group: str, key: str, rows: Mapping[str, Any]) -> Path:
        """Folder with the rows of one State as they stand in a database."""
        whole = key_of(key, code_version(PUBLISH_CODE))
        return self.workplace.make(f"{group}-rows", whole, partial(releasing.prepare_part, group=group, rows=rows))[0]

    def _add(self, group: str, parts: list[Path], *, once: Iterable[Path] | None = None) -> None:
        """Add parts to what was begun; `once` yields each when it stands, where some do not yet."""
        self.parts[group] = parts
        if self._begun is not None:
            self._begun = self.beside.submit(self._go_on, self._begun, group, parts if once is None else once)

    def _go_on(self, begun: Future[None], group: str, parts: Iterable[Path]) -> None:
        begun.result()
        database.add(self._database, group, parts=map(rows_of, parts))

    def _finished(self, begun: Future[None]) -> Path:
        begun.result()
        return self._database

    def close(self) -> None:
        """Leave nothing behind that was begun and not taken."""
        self._matched.set()  # where matching has failed, what waits for it fails too
        self.beside.shutdown()
        self._database.unlink(missing_ok=True)
        if self._verifying is not None:
            self._verifying.close()

    def prepared(self) -> Prepared:
        """The tables about aid, and the rows of each State, written once for all Releases that have them in common."""
        found = prepared(aid=write_aid(self.workplace, self.steps), parts=self.parts)
        return found if self._begun is None else replace(found, begun=partial(self._finished, self._begun))

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
            sorted(file.sha256 for file in given.documents if file.may_be_shown),
            job.imprint,
            job.audience,
            sha256_of(job.signing_key) if job.signing_key is not None and job.signing_key.is_file() else str(job.signing_key),
            str(job.on),
            __version__,
            code_version(PUBLISH_CODE),
        )
        mark = self.workplace.folder / "published" / key
        if mark.is_file() and releasing.stands(job, mark.read_text(encoding="ascii")):
            return False
        self._write(notes, states, standing=standing, shown=lambda: self._shown(documents, work))
        if not self._draws_again:
            write_whole(mark, releasing.seal(job).encode())
        return True

    def _write(
        self,
        notes: Sequence[RunNote],
        states: Sequence[StateParty],
        *,
        standing: Standing,
        shown: Callable[[], Mapping[str, Path]],
    ) -> None:
        """Write the Release; counts over aid, and words of names, are made once for all Releases that have them in common."""
        counts = self.workplace.kept("counts", key_of(_key_of_aid(self.steps), states)).with_suffix(".json")
        known = load(counts)
        names = self.workplace.kept("names", code_version(NAMES_CODE)).with_suffix(".json")
        words: Words = json.loads(names.read_bytes()) if names.is_file() else {}
        before = dict(words)

        if self._verified:
            self._verifying = self._verify()

        def stands(folder: Path) -> None:
            if not counts.is_file():
                save(counts, releasing.counts_of_aid(known))
            if words != before:
                write_whole(names, json.dumps(words, ensure_ascii=False).encode())
            standing(folder)

        releasing.write(
            self.job,
            self.given,
            self.steps,
            before=self.prepared(),
            known=known,
            words=words,
            notes=notes,
            states=states,
            written=self._written,
            standing=stands,
            shown=shown,
        )

    def _shown(self, documents: Sequence[Path], work: Work) -> dict[str, Path]:
        """What each document that may be shown shows of the evidence in it, by hash; made once for all Releases."""
        open_to_all = {f.sha256: f.path for f in self.given.documents if f.may_be_shown}
        drawn_by = code_version(SHOWN_CODE), astuple(self.job.limits)
        keys: dict[str, str] = {}
        tasks: list[Task] = []
        for read in documents:
            for document in folders.load(read, "documents", Document):
                if document.sha256 in open_to_all:
                    key = keys[document.sha256] = key_of(read.name, *drawn_by)
                    if not self.workplace.kept("in-place", key).is_dir():
                        path = open_to_all[document.sha256]
                        tasks.append((_show, (self.workplace, key, read, path, document.sha256, self.job.limits)))
        work(tasks, "drawing pages")
        found = {sha256: self.workplace.now("in-place", key) for sha256, key in keys.items()}
        self._draws_again = any(found[sha256] != self.workplace.kept("in-place", key) for sha256, key in keys.items())
        self.undrawn = list(self._undrawn(found))
        return found

    def _undrawn(self, drawn: Mapping[str, Path]) -> Iterator[RunNote]:
        for one in self.given.documents:
            if one.sha256 in drawn and (why := drawn[one.sha256] / releasing.UNDRAWN).is_file():
                said = f"its pages are not shown, but passages of it: {why.read_text(encoding='utf-8')}"
                yield RunNote(step="publish", severity="doubtful", subject=one.file, line=None, message=said)

    def _verify(self) -> Verifying:
        """Begin to verify, by what was found before, the core files that will be written."""
        kept = self.workplace.kept("proven", code_version(VERIFY_CODE)).with_suffix(".json")
        return Verifying(kept, {group: [rows_of(part) for part in some] for group, some in self.parts.items()})

    def _written(self, folder: Path) -> None:
        if self._verifying is not None:
            self._verifying.begin(folder)

    def problems(self, folder: Path) -> list[Problem]:
        """What disagrees among the core files of this run; what they have in common with earlier runs is not checked again.

        Raises NotVerified where it was not said that they would be verified.
        """
        if self._verifying is None:
            raise NotVerified(f"{folder}: verification of its core files was not begun when these were written")
        return self._verifying.problems(folder)
