"""The main job: collect, extract, identify, match, analyse and publish, in order, each step kept by what went into it."""

import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Any

from article60 import __version__, reading, releasing, steps
from article60.collecting import Given, Job, collect
from article60.domain.document import Document
from article60.domain.run_note import RunNote
from article60.domain.state_party import StateParty
from article60.figures.known import load, save
from article60.identity.decisions import about_aid
from article60.identity.order import places_apart
from article60.publication import database
from article60.publication.full_text import Words
from article60.publication.prepared import Prepared, prepared, rows_of
from article60.publication.reading import release_json
from article60.publication.release_info import ReleaseInfo
from article60.sources.documents import Limits
from article60.sources.store import Store
from article60.tables import folders
from article60.tables.runs import Workplace, key_of, write_whole
from article60.uncollected import uncollected
from article60.verify import Problem, verify_core

Progress = Callable[[Iterable[Any], str, int], Iterable[Any]]
"""Shows how far something is: the things gone through, what is done with them, and how many there are."""

Task = tuple[Callable[..., Any], tuple[Any, ...]]
"""A function of some module, with its arguments, as a worker process takes it."""

Standing = Callable[[Path], None]
"""Is told of the unfinished folder of a Release in which the core files stand."""

CLASSIFY_CODE = ("codes", "domain", "text", "extraction", "steps.py")
IDENTIFY_CODE = ("codes", "domain", "text", "identity", "steps.py")
PLACE_CODE = ("codes", "domain", "text", "matching", "analysis", "steps.py")
SUGGEST_CODE = CLASSIFY_CODE
MATCH_CODE = ("codes", "domain", "text", "matching", "steps.py")
ANALYSE_CODE = ("codes", "domain", "text", "analysis", "steps.py")
SHOWN_CODE = ("domain", "sources/documents", "publication/in_place.py", "releasing.py")
WORDS_CODE = ("codes", "text", "publication/full_text.py")
VERIFY_CODE = ("analysis", "codes", "domain", "text", "extraction", "figures", "publication", "tables", "verify")
PUBLISH_CODE = ("analysis/pledged.py", "codes", "domain", "text", "figures", "publication", "tables", "releasing.py")


_FEW = 20
"""States; below, they are matched in one process."""
_SHARES = 3
"""Shares of the States that each worker process gets, one after the other."""


class NothingToRead(ValueError):
    """Of all the input named, nothing could be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a run made: what release.json says, the run's name, which steps were done anew and how long each took."""

    out: Path
    release: Mapping[str, Any]
    run: str
    fresh: Sequence[str]
    seconds: Mapping[str, float]
    notes: Sequence[RunNote]
    private_notes: Sequence[RunNote]


def silent(things: Iterable[Any], label: str, total: int) -> Iterable[Any]:
    """Progress that shows nothing."""
    return things


def run(job: Job, *, progress: Progress = silent) -> Done:
    """Run the whole job and leave a Release in `job.out`. Raises NothingToRead where no input could be read."""
    given = collect(job, store=Store(workplace_of(job).folder / "bytes"))
    return Conductor(job, given, progress=progress).run()


def workplace_of(job: Job) -> Workplace:
    """Where the runs of a job keep their tables: beside the Release, never in it; what is published is the Release alone."""
    return Workplace(job.out.with_name(job.out.name + ".runs"))


def _alike_in_size(states: Iterable[str], *, sizes: Mapping[str, int], workers: int) -> list[list[str]]:
    """The States in shares of like size for worker processes, several for each so that none waits long for another.

    A few States make one share: starting processes takes longer than the work.
    """
    largest_first = sorted(states, key=lambda state: (-sizes[state], state))
    shares = 1 if workers < 2 or len(largest_first) < _FEW else _SHARES * workers
    return [share for share in (largest_first[number::shares] for number in range(shares)) if share]


def _match(workplace: Workplace, parts: Sequence[tuple[str, steps.Asked]], settled: Path, placed: Path) -> None:
    """Match the needs of some States, and write their pairs as publishing needs them."""
    steps.match_parts(workplace, parts, settled, placed)
    for key, _ in parts:
        _write_pairs(workplace, workplace.kept("match", key))


def _write_pairs(workplace: Workplace, matched: Path) -> Path:
    """Folder with the pairs of one State as they stand in a database."""
    key = key_of(matched.name, reading.code_version(PUBLISH_CODE))
    return workplace.make("pairs", key, partial(releasing.prepare_pairs, matched=matched))[0]


def _write_aid(workplace: Workplace, key: str, made: Mapping[str, Path]) -> Path:
    """Folder with the tables about aid as they stand in a database."""
    return workplace.make("aid-rows", key, partial(releasing.prepare_aid, steps=made))[0]


def _show(workplace: Workplace, key: str, read: Path, path: Path, limits: Limits) -> Path:
    """Folder with what one document shows of the evidence in it."""
    fill = partial(releasing.prepare_in_place, read=read, path=path, limits=limits)
    return workplace.make("in-place", key, fill)[0]


def _since(last: Path, keys: Mapping[str, str], *, kept: Path) -> tuple[Path, set[str]] | tuple[None, None]:
    """The folder of the last analysis, and the States to which other things lead now than then; nothing where none stands."""
    said: dict[str, Any] = json.loads(last.read_bytes()) if last.is_file() else {}
    if not said or not (kept / said["folder"]).is_dir():
        return None, None
    before: dict[str, str] = said["states"]
    return kept / said["folder"], {state for state in {*keys, *before} if keys.get(state) != before.get(state)}


def _go_on(copied: Future[Path], pairs: Sequence[Path]) -> Path:
    """The database of a Release, begun with aid and pairs; raises what its copying did."""
    return database.begin(copied.result(), pairs=pairs)


class Conductor:
    """Goes through the steps of one job, in order, and remembers where each left its tables."""

    def __init__(
        self, job: Job, given: Given, *, progress: Progress = silent, standing: Standing = lambda folder: None
    ) -> None:
        self.job = job
        self.given = given
        self.workplace = workplace_of(job)
        self.progress = progress
        self.standing = standing
        self.steps: dict[str, Path] = {}
        self.parts: dict[str, list[Path]] = {}
        self.pairs: Mapping[str, Path] = {}
        self.documents: Sequence[Path] = ()
        self.fresh: list[str] = []
        self.seconds: dict[str, float] = {}
        self.beside = ThreadPoolExecutor(1)
        self.copied: Future[Path] | None = None
        self.begun: Future[Path] | None = None

    def run(self) -> Done:
        """Run every step. Raises NothingToRead where no input could be read."""
        documents, aid = self._read()
        if not documents and not aid:
            raise NothingToRead(
                "none of the files named may be opened or could be read; name files, or see --help on visibility"
            )
        return self.from_read(documents, aid, self._classify(aid))

    def from_read(self, documents: Sequence[Path], aid: Sequence[Path], classified: Path) -> Done:
        """Run every step that follows reading, on kept documents and classified records of aid."""
        try:
            with uncollected(), self.beside:
                return self._from_read(documents, aid, classified)
        finally:
            self._database.unlink(missing_ok=True)

    def _from_read(self, documents: Sequence[Path], aid: Sequence[Path], classified: Path) -> Done:
        self.steps["classify"] = classified
        self.documents = documents
        stated = self._state(documents)
        settled = self._settle(classified)
        placed = self._place(settled)
        identified = self._identify(stated, settled)
        suggested = self._suggest(identified)
        matched = self._match(identified, suggested, settled, placed)
        self._analyse(stated, settled, identified, placed, matched)
        notes = [*self.given.notes, *self._notes([*documents, *aid, identified, settled])]
        self._publish(notes)
        described = release_json(self.job.out)
        run = f"{self.job.on}-{key_of([folder.name for folder in self.steps.values()])[:8]}"
        manifest = {key: described[key] for key in ("content_hash", "inputs", "counts", "versions")}
        self.workplace.record(run, self.steps, {**manifest, "seconds": self.seconds, "fresh": self.fresh})
        return Done(
            out=self.job.out,
            release=described,
            run=run,
            fresh=self.fresh,
            seconds=self.seconds,
            notes=notes,
            private_notes=self.given.private_notes,
        )

    def _step(self, name: str, key: str, fill: Callable[[Path], None]) -> Path:
        started = perf_counter()
        self.steps[name], made = self.workplace.make(name, key, fill)
        self._took(name, started, made=made)
        return self.steps[name]

    def _took(self, name: str, started: float, *, made: bool) -> None:
        self.seconds[name] = round(perf_counter() - started, 3)
        if made:
            self.fresh.append(name)

    def _read(self) -> tuple[list[Path], list[Path]]:
        """Read every file that was not read before by the same code, the largest first, in worker processes."""
        started = perf_counter()
        documents = reading.documents_to_read(self.given.documents)
        aid = reading.aid_to_read(self.given.aid)
        tasks: list[Task] = [
            (reading.read_document, (self.workplace, d, self.job.limits)) for d in self._missing("documents", documents)
        ]
        more: list[Task] = [(reading.read_aid_file, (self.workplace, a)) for a in self._missing("aid", aid)]
        self._work([*more, *tasks], "reading files")
        self._took("read", started, made=bool(tasks or more))
        return (
            [self.workplace.kept("documents", d.key) for d in documents],
            [self.workplace.kept("aid", a.key) for a in aid],
        )

    def _missing(self, step: str, files: Iterable[reading.ToRead]) -> list[reading.ToRead]:
        missing = {f.key: f for f in files if not self.workplace.kept(step, f.key).is_dir()}
        return sorted(missing.values(), key=lambda f: -f.path.stat().st_size)

    def _work(self, tasks: Sequence[Task], label: str) -> None:
        """Do all tasks side by side, but a single one, such as one decision gives, here: starting processes takes longer."""
        if len(tasks) < 2:
            for function, arguments in tasks:
                function(*arguments)
            return
        # Fresh processes, not forked ones: a fork copies the locks of threads (those of Polars) that do not come along.
        with ProcessPoolExecutor(self.job.workers, mp_context=get_context("spawn")) as pool:
            futures: list[Future[Any]] = [pool.submit(function, *arguments) for function, arguments in tasks]
            for future in self.progress(as_completed(futures), label, len(futures)):
                future.result()

    def _classify(self, aid: Sequence[Path]) -> Path:
        rates = self.given.facts.rates
        key = key_of([kept.name for kept in aid], rates, reading.code_version(CLASSIFY_CODE))
        return self._step("classify", key, lambda to: steps.classify_activities(to, aid=aid, rates=rates))

    def _state(self, documents: Sequence[Path]) -> Path:
        given = self.given
        opened = {f.sha256: steps.Opened(f.file, f.publisher, f.public_address, f.public_because) for f in given.documents}
        # Of what people decided only what keeps two places apart counts here.
        apart = sorted(sorted(pair, key=str) for pair in places_apart(given.decisions))
        key = key_of([kept.name for kept in documents], opened, apart, reading.code_version(IDENTIFY_CODE))
        return self._step(
            "state",
            key,
            lambda to: steps.state_records(to, documents=documents, opened=opened, decisions=given.decisions),
        )

    def _settle(self, classified: Path) -> Path:
        given = self.given
        decisions = about_aid(given.decisions)
        earlier = (given.previous.aliases, given.previous.ids)
        key = key_of(classified.name, decisions, earlier, reading.code_version(IDENTIFY_CODE))
        return self._step(
            "settle",
            key,
            lambda to: steps.settle_aid(to, classified=classified, decisions=decisions, previous=given.previous),
        )

    def _place(self, settled: Path) -> Path:
        key = key_of(settled.name, self.job.on, reading.code_version(PLACE_CODE))
        return self._step("place", key, lambda to: steps.place_activities(to, settled=settled, on=self.job.on))

    def _identify(self, stated: Path, settled: Path) -> Path:
        given = self.given
        key = key_of(stated.name, settled.name, given.decisions, given.previous, reading.code_version(IDENTIFY_CODE))

        def fill(to: Path) -> None:
            self._copy()
            steps.identify_records(to, stated=stated, settled=settled, decisions=given.decisions, previous=given.previous)

        return self._step("identify", key, fill)

    def _suggest(self, identified: Path) -> Path:
        """Provisions for needs that name none, State by State."""
        started = perf_counter()
        code = reading.code_version(SUGGEST_CODE)
        unnamed = steps.without_provisions(identified)
        keys = {state: key_of([(n.need_id, n.text, n.language) for n in needs], code) for state, needs in unnamed.items()}
        return self._parts(
            "suggest", keys, lambda state, to: steps.suggest_provisions(to, needs=unnamed[state]), started=started
        )

    def _match(self, identified: Path, suggested: Path, settled: Path, placed: Path) -> Path:
        """Pairs of needs and activities, State by State."""
        started = perf_counter()
        asked = {one.state: one for one in steps.asked(needs=identified, suggested=suggested)}
        code = reading.code_version(MATCH_CODE)
        keys = {state: key_of(one.key(), placed.name, code) for state, one in asked.items()}
        self.pairs = {state: self.workplace.kept("match", key) for state, key in keys.items()}
        missing = [state for state, key in keys.items() if not self.workplace.kept("match", key).is_dir()]
        shares = _alike_in_size(missing, sizes={state: len(asked[state].needs) for state in missing}, workers=self.job.workers)
        parts = [[(keys[state], asked[state]) for state in share] for share in shares]
        tasks: list[Task] = [(_match, (self.workplace, share, settled, placed)) for share in parts]
        if len(tasks) > 1:  # while some processes match, one writes what publishing needs of aid
            tasks.insert(0, (_write_aid, (self.workplace, self._aid(), dict(self.steps))))
        self._work(tasks, "matching")
        return self._joined("match", keys, started=started)

    def _parts(self, name: str, keys: Mapping[str, str], fill: Callable[[str, Path], None], *, started: float) -> Path:
        """A step done for each State by itself, and the tables of all of them as one."""
        for state, key in keys.items():
            self.workplace.make(name, key, partial(fill, state))
        return self._joined(name, keys, started=started)

    def _joined(self, name: str, keys: Mapping[str, str], *, started: float) -> Path:
        """The tables of a step that stand for each State by itself, in the order of the States, as one."""
        parts = [self.workplace.kept(name, key) for _, key in sorted(keys.items())]
        self.parts[name] = parts
        whole = key_of([part.name for part in parts])
        self.steps[name], made = self.workplace.make(name, whole, lambda to: folders.join(to, parts))
        self._took(name, started, made=made)
        return self.steps[name]

    def _analyse(self, stated: Path, settled: Path, identified: Path, placed: Path, matched: Path) -> Path:
        states = [state.state for state in self._states()]
        reviews, sources = self.given.facts.reviews, [f.file for f in self.given.aid]
        kept = [folder.name for folder in (stated, settled, identified, placed, matched)]
        key = key_of(kept, states, reviews, sources, reading.code_version(ANALYSE_CODE))

        common = [stated.name, settled.name, placed.name, reviews, sources, str(self.job.on)]
        last = self.workplace.folder / "kept" / "analysed.json"

        def fill(to: Path) -> None:
            self._begin()
            code = reading.code_version(ANALYSE_CODE)
            pairs = {state: part.name for state, part in self.pairs.items()}
            keys = steps.analysed_from(identified, states=states, pairs=pairs, common=[*common, code])
            before, changed = _since(last, keys, kept=self.workplace.kept("analyse", ""))
            steps.analyse(
                to,
                stated=stated,
                settled=settled,
                identified=identified,
                placed=placed,
                matched=matched,
                states=states,
                reviews=reviews,
                sources_read=sources,
                on=self.job.on,
                changed=changed,
                before=before,
            )
            write_whole(last, json.dumps({"folder": self.workplace.kept("analyse", key).name, "states": keys}).encode())

        return self._step("analyse", key, fill)

    @property
    def _database(self) -> Path:
        """Where the database of a Release is begun, before there is a folder for that Release."""
        return self.workplace.folder / f"begun.{os.getpid()}.sqlite"

    def _copy(self) -> None:
        """Begin the database of the Release, while people's decisions are applied, with what stands in it about aid."""
        aid = self.workplace.kept("aid-rows", self._aid())
        if aid.is_dir():
            self.copied = self.beside.submit(lambda: shutil.copyfile(rows_of(aid), self._database))

    def _begin(self) -> None:
        """Add the pairs to it while the analysis, which does not need it, is made."""
        if self.copied is not None:
            self.begun = self.beside.submit(_go_on, self.copied, self._prepared().pairs)

    def _states(self) -> list[StateParty]:
        return releasing.states_of(self.given, self.steps)

    def _notes(self, kept: Iterable[Path]) -> list[RunNote]:
        return [note for folder in kept for note in folders.load(folder, "notes", RunNote)]

    def _publish(self, notes: Sequence[RunNote]) -> None:
        """Write the Release, unless the one that stands was made of exactly this and no file of it has changed."""
        started = perf_counter()
        given, job = self.given, self.job
        states = self._states()
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
        marks = self.workplace.folder / "published"
        mark = marks / key
        made = not (mark.is_file() and releasing.stands(job.out, mark.read_text(encoding="ascii")))
        if made:
            written = self._write(notes, states, started=started)
            marks.mkdir(parents=True, exist_ok=True)
            mark.write_text(written.content_hash, encoding="ascii")
        self._took("publish", started, made=made)

    def _write(self, notes: Sequence[RunNote], states: Sequence[StateParty], *, started: float) -> ReleaseInfo:
        """Write the Release; counts over aid alone are made once for all Releases that have aid and States in common."""
        counts = self.workplace.kept("counts", key_of(self._aid(), states)).with_suffix(".json")
        known = load(counts)
        told = self.workplace.kept("words", reading.code_version(WORDS_CODE)).with_suffix(".json")
        words: Words = json.loads(told.read_bytes()) if told.is_file() else {}
        before = len(words)

        def standing(folder: Path) -> None:
            self.seconds["core"] = round(perf_counter() - started, 3)
            if not counts.is_file():
                save(counts, releasing.counts_of_aid(known))
            if len(words) > before:
                write_whole(told, json.dumps(words, ensure_ascii=False).encode())
            self.standing(folder)

        return releasing.write(
            self.job,
            self.given,
            self.steps,
            before=self._prepared(),
            known=known,
            words=words,
            notes=notes,
            states=states,
            standing=standing,
            shown=self._shown,
        )

    def _shown(self) -> dict[str, Path]:
        """What each document that may be shown shows of the evidence in it, by hash; made once for all Releases."""
        open_to_all = {f.sha256: f.path for f in self.given.documents if f.may_be_shown}
        code = reading.code_version(SHOWN_CODE)
        found: dict[str, Path] = {}
        tasks: list[Task] = []
        for read in self.documents:
            for document in folders.load(read, "documents", Document):
                if document.sha256 in open_to_all:
                    key = key_of(read.name, code)
                    found[document.sha256] = self.workplace.kept("in-place", key)
                    if not found[document.sha256].is_dir():
                        path = open_to_all[document.sha256]
                        tasks.append((_show, (self.workplace, key, read, path, self.job.limits)))
        self._work(tasks, "drawing pages")
        return found

    def problems(self, folder: Path) -> list[Problem]:
        """What disagrees among the core files of this run; what they have in common with earlier runs is not checked again."""
        kept = self.workplace.kept("proven", reading.code_version(VERIFY_CODE)).with_suffix(".json")
        return verify_core(folder, kept=kept, parts=self._prepared().pairs)

    def _prepared(self) -> Prepared:
        """The tables about aid, and the pairs of each State, written once for all Releases that have them in common."""
        pairs = [_write_pairs(self.workplace, part) for part in self.parts["match"]]
        found = prepared(aid=_write_aid(self.workplace, self._aid(), self.steps), pairs=pairs)
        return found if self.begun is None else replace(found, begun=self.begun.result)

    def _aid(self) -> str:
        """Key of all that is written about aid."""
        return key_of(self.steps["settle"].name, self.steps["place"].name, reading.code_version(PUBLISH_CODE))
