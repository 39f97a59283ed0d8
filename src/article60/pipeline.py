"""The main job: collect, extract, identify, match, analyse and publish, in order, each step kept by what went into it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Any

from article60 import __version__, reading, releasing, steps
from article60.collecting import Given, Job, collect
from article60.domain.run_note import RunNote
from article60.publication.reading import release_json
from article60.sources.store import Store
from article60.tables import folders
from article60.tables.runs import Workplace, key_of

Progress = Callable[[Iterable[Any], str, int], Iterable[Any]]
"""Shows how far something is: the things gone through, what is done with them, and how many there are."""

CLASSIFY_CODE = ("codes", "domain", "text", "extraction", "steps.py")
IDENTIFY_CODE = ("codes", "domain", "text", "identity", "steps.py")
SUGGEST_CODE = CLASSIFY_CODE
MATCH_CODE = ("codes", "domain", "text", "matching", "analysis/running.py", "steps.py")
ANALYSE_CODE = ("codes", "domain", "text", "analysis", "steps.py")
PUBLISH_CODE = ("codes", "domain", "text", "figures", "publication", "tables", "releasing.py")


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
    # Beside the Release, never in it: what is published is the Release alone.
    workplace = Workplace(job.out.with_name(job.out.name + ".runs"))
    given = collect(job, store=Store(workplace.folder / "bytes"))
    return _Conductor(job, given, workplace, progress).run()


class _Conductor:
    """Goes through the steps of one job, in order, and remembers where each left its tables."""

    def __init__(self, job: Job, given: Given, workplace: Workplace, progress: Progress) -> None:
        self.job = job
        self.given = given
        self.workplace = workplace
        self.progress = progress
        self.steps: dict[str, Path] = {}
        self.fresh: list[str] = []
        self.seconds: dict[str, float] = {}

    def run(self) -> Done:
        documents, aid = self._read()
        if not documents and not aid:
            raise NothingToRead(
                "none of the files named may be opened or could be read; name files, or see --help on visibility"
            )
        classified = self._classify(aid)
        identified = self._identify(documents, classified)
        suggested = self._suggest(identified)
        matched = self._match(identified, suggested)
        self._analyse(identified, matched)
        notes = [*self.given.notes, *self._notes([*documents, *aid, identified])]
        self._publish(identified, notes)
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
        tasks = [(reading.read_document, (self.workplace, d, self.job.limits)) for d in self._missing("documents", documents)]
        more = [(reading.read_aid_file, (self.workplace, a)) for a in self._missing("aid", aid)]
        self._work([*more, *tasks])
        self._took("read", started, made=bool(tasks or more))
        return (
            [self.workplace.kept("documents", d.key) for d in documents],
            [self.workplace.kept("aid", a.key) for a in aid],
        )

    def _missing(self, step: str, files: Iterable[reading.ToRead]) -> list[reading.ToRead]:
        missing = {f.key: f for f in files if not self.workplace.kept(step, f.key).is_dir()}
        return sorted(missing.values(), key=lambda f: -f.path.stat().st_size)

    def _work(self, tasks: Sequence[tuple[Callable[..., Path], tuple[Any, ...]]]) -> None:
        if not tasks:
            return
        # Fresh processes, not forked ones: a fork copies the locks of threads (those of Polars) that do not come along.
        with ProcessPoolExecutor(self.job.workers, mp_context=get_context("spawn")) as pool:
            futures: list[Future[Path]] = [pool.submit(function, *arguments) for function, arguments in tasks]
            for future in self.progress(as_completed(futures), "reading files", len(futures)):
                future.result()

    def _classify(self, aid: Sequence[Path]) -> Path:
        rates = self.given.facts.rates
        key = key_of([kept.name for kept in aid], rates, reading.code_version(CLASSIFY_CODE))
        return self._step("classify", key, lambda to: steps.classify_activities(to, aid=aid, rates=rates))

    def _identify(self, documents: Sequence[Path], classified: Path) -> Path:
        given = self.given
        opened = {f.sha256: steps.Opened(f.file, f.publisher, f.public_address, f.public_because) for f in given.documents}
        names = [kept.name for kept in documents]
        key = key_of(classified.name, names, opened, given.decisions, given.previous, reading.code_version(IDENTIFY_CODE))

        def fill(to: Path) -> None:
            steps.identify_records(
                to,
                documents=documents,
                opened=opened,
                classified=classified,
                decisions=given.decisions,
                previous=given.previous,
            )

        return self._step("identify", key, fill)

    def _suggest(self, identified: Path) -> Path:
        key = key_of(identified.name, reading.code_version(SUGGEST_CODE))
        return self._step("suggest", key, lambda to: steps.suggest_provisions(to, identified=identified))

    def _match(self, identified: Path, suggested: Path) -> Path:
        key = key_of(identified.name, suggested.name, self.job.on, reading.code_version(MATCH_CODE))
        return self._step(
            "match", key, lambda to: steps.match_needs(to, identified=identified, suggested=suggested, on=self.job.on)
        )

    def _analyse(self, identified: Path, matched: Path) -> Path:
        states = [state.state for state in releasing.states_of(self.given, identified)]
        reviews, sources = self.given.facts.reviews, [f.file for f in self.given.aid]
        key = key_of(matched.name, states, reviews, sources, reading.code_version(ANALYSE_CODE))

        def fill(to: Path) -> None:
            steps.analyse(
                to,
                identified=identified,
                matched=matched,
                states=states,
                reviews=reviews,
                sources_read=sources,
                on=self.job.on,
            )

        return self._step("analyse", key, fill)

    def _notes(self, kept: Iterable[Path]) -> list[RunNote]:
        return [note for folder in kept for note in folders.load(folder, "notes", RunNote)]

    def _publish(self, identified: Path, notes: Sequence[RunNote]) -> None:
        """Write the Release, unless the one that stands was made of exactly this and no file of it has changed."""
        started = perf_counter()
        given, job = self.given, self.job
        states = releasing.states_of(given, identified)
        key = key_of(
            [folder.name for folder in self.steps.values()],
            notes,
            states,
            given.facts,
            given.previous_figures,
            given.inputs(),
            str(job.on),
            __version__,
            reading.code_version(PUBLISH_CODE),
        )
        marks = self.workplace.folder / "published"
        mark = marks / key
        made = not (mark.is_file() and releasing.stands(job.out, mark.read_text(encoding="ascii")))
        if made:
            info = releasing.write(job, given, self.steps, notes=notes, states=states)
            marks.mkdir(parents=True, exist_ok=True)
            mark.write_text(info.content_hash, encoding="ascii")
        self._took("publish", started, made=made)
