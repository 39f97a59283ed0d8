"""The main job: collect, extract, identify, match, analyse and publish, in order, each step kept by what went into it."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from article60 import admitting, analysing, classifying, engines, settling, sifted, steps
from article60.aid_reading import AidReading
from article60.asking import Asked, Asking
from article60.byte_store import Store
from article60.collecting import Given, Job, collect
from article60.domain.answerable import Answerable
from article60.domain.run_note import RunNote
from article60.engines import Engine, Local, Task
from article60.identity.decisions import about_aid
from article60.identity.missed import missed
from article60.identity.order import places_apart
from article60.kept_by import ToRead, code_version, documents_to_read
from article60.progress import Progress, silent, under
from article60.publication.reading import release_json
from article60.publishing import Publishing, Standing, write_aid, write_pairs
from article60.sifted import Kept, Told
from article60.sources.as_of import passed_over
from article60.sources.inputs import ReviewFile
from article60.tables import folders
from article60.tables.runs import Workplace, key_of, write_whole
from article60.uncollected import uncollected

SETTLE_CODE = ("codes", "domain", "text", "identity", "memory.py", "settling.py")
IDENTIFY_CODE = ("codes", "domain", "text", "identity", "steps.py")
PLACE_CODE = ("codes", "domain", "text", "matching", "analysis", "steps.py")
SUGGEST_CODE = ("codes", "domain", "text", "extraction", "memory.py", "steps.py")
MATCH_CODE = ("codes", "domain", "text", "matching", "asking.py", "steps.py")
ANALYSE_CODE = ("codes", "domain", "text", "analysis", "identity/lost.py", "analysing.py")


_FEW = 20
"""States; below, they are matched in one process."""
_SHARES = 3
"""Shares of the States that each worker process gets, one after the other."""
_DOING = {
    "settle": "joining what is one activity",
    "place": "placing activities",
    "identify": "applying decisions",
    "analyse": "analysing",
}
"""What is said while a step is done that takes long where there is much; others say themselves how far they are."""
_MANY_PORTIONS = 32
"""Portions of aid data; workers that went through more have grown to some 300 MB each, which the steps after that need more."""


class NothingToRead(Answerable, ValueError):
    """Of all the input named, nothing could be read; `notes` say why, in full, as no Release keeps them."""

    def __init__(self, notes: Sequence[RunNote]) -> None:
        super().__init__(
            "none of the files named may be opened or could be read; name files with --reviews or --aid, "
            "or see `article60 run --help` on what may be opened"
        )
        self.notes = notes


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


def run(job: Job, *, progress: Progress = silent) -> Done:
    """Run the whole job and leave a Release in `job.out`.

    Raises NothingToRead where no input could be read, UnusableEngine where tasks cannot be done by the engine named.
    """
    with engines.opened(job.engine, workers=job.workers) as engine:
        workplace = workplace_of(job)
        given = collect(job, store=Store(workplace.folder / "bytes"))
        engine.must_see(workplace.folder, [*(one.path for one in given.documents), *(one.path for one in given.aid)])
        return Conductor(job, given, progress=progress, engine=engine).run()


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


def _match(workplace: Workplace, parts: Sequence[tuple[str, Asked]], settled: Path, placed: Path) -> None:
    """Match the needs of some States, and write their pairs as publishing needs them."""
    steps.match_parts(workplace, parts, settled, placed)
    for key, _ in parts:
        write_pairs(workplace, workplace.kept("match", key))


def _since(last: Path, keys: Mapping[str, str], *, kept: Path) -> tuple[Path, set[str]] | tuple[None, None]:
    """The folder of the last analysis, and the States to which other things lead now than then; nothing where none stands."""
    said: dict[str, Any] = json.loads(last.read_bytes()) if last.is_file() else {}
    if not said or not (kept / said["folder"]).is_dir():
        return None, None
    before: dict[str, str] = said["states"]
    return kept / said["folder"], {state for state in {*keys, *before} if keys.get(state) != before.get(state)}


class Conductor:
    """Goes through the steps of one job, in order, and remembers where each left its tables."""

    def __init__(
        self,
        job: Job,
        given: Given,
        *,
        progress: Progress = silent,
        standing: Standing = lambda folder: None,
        verified: bool = False,
        engine: Engine | None = None,
    ) -> None:
        """Without an `engine`, tasks are done by processes of this machine.

        `verified` tells whether core files are verified as soon as they stand, by `publishing.problems`.
        """
        self.job = job
        self.engine = engine or Local(job.workers)
        self.given = given
        self.workplace = workplace_of(job)
        self.progress = progress
        self.standing = standing
        self.steps: dict[str, Path] = {}
        self.pairs: dict[str, Path] = {}
        self.publishing = Publishing(job, given, self.workplace, steps=self.steps, verified=verified)
        self.fresh: list[str] = []
        self.seconds: dict[str, float] = {}

    def run(self) -> Done:
        """Run every step. Raises NothingToRead where no input could be read."""
        read, aid, told = self._read()
        admitted = self._admit(read)
        documents = admitted.kept
        if not admitted.any_read and told.unread.issuperset(self.given.aid):
            notes = [*self.given.notes, *self._notes(documents), *told.notes]
            raise NothingToRead([*notes, *self.given.private_notes])
        classified = self._classify(aid)
        if len(aid) > _MANY_PORTIONS:
            self.engine.rest()
        return self.from_read(documents, told.notes, classified)

    def from_read(self, documents: Sequence[Path], aid_notes: Sequence[RunNote], classified: Path) -> Done:
        """Run every step that follows reading, on kept documents, what was noted of aid data and its classified records."""
        with uncollected(), closing(self.publishing):
            return self._from_read(documents, aid_notes, classified)

    def _from_read(self, documents: Sequence[Path], aid_notes: Sequence[RunNote], classified: Path) -> Done:
        self.steps["classify"] = classified
        stated = self._state(documents)
        settled = self._settle(classified)
        placed = self._place(settled)
        identified = self._identify(stated, settled)
        suggested = self._suggest(identified)
        matched = self._match(identified, suggested, settled, placed)
        analysed = self._analyse(stated, settled, identified, placed, matched)
        notes = [*self.given.notes, *self._notes(documents), *aid_notes, *self._notes([identified, settled, analysed])]
        self._publish(notes, documents)
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
            private_notes=[*self.given.private_notes, *self._private_notes(), *self.publishing.undrawn],
        )

    def _step(self, name: str, key: str, fill: Callable[[Path], None]) -> Path:
        started = perf_counter()
        doing = _DOING.get(name)
        told = fill if doing is None else lambda to: under(self.progress, doing, partial(fill, to))
        self.steps[name], made = self.workplace.make(name, key, told)
        self._took(name, started, made=made)
        return self.steps[name]

    def _took(self, name: str, started: float, *, made: bool) -> None:
        self.seconds[name] = round(perf_counter() - started, 3)
        if made:
            self.fresh.append(name)

    def _read(self) -> tuple[list[Path], list[Kept], Told]:
        """Read every file that was not read before by the same code, the largest first, in worker processes."""
        started = perf_counter()
        documents = documents_to_read(self.given.documents, limits=self.job.limits)
        aid = AidReading(self.workplace, self.given.aid)
        tasks = [*aid.tasks(), *self._to_read(documents)]
        self._work(tasks, "reading files")
        kept = aid.kept(self._work)
        told = sifted.told_of(kept, files=self.given.aid)
        self.given = replace(self.given, activities=told.activities)
        self._took("read", started, made=bool(tasks))
        return [self.workplace.now("documents", d.key) for d in documents], kept, told

    def _to_read(self, documents: Iterable[ToRead[ReviewFile]]) -> list[Task]:
        missing = {d.key: d for d in documents if not self.workplace.kept("documents", d.key).is_dir()}
        if not missing:
            return []
        from article60 import reading  # here, because loading what reads takes long, and after a decision nothing is read

        largest_first = sorted(missing.values(), key=lambda d: -d.file.path.stat().st_size)
        return [(reading.read_document, (self.workplace, d, self.job.limits)) for d in largest_first]

    def _admit(self, read: Sequence[Path]) -> admitting.Admitted:
        """Go on with what may be used of what was read; what is later than the day is counted with what else is."""
        given, on = self.given, self.job.on
        heads = admitting.heads(self.workplace, given.documents, read)
        found = admitting.admitted(given.documents, read, heads=heads, decisions=given.decisions, on=on)
        late = passed_over({**given.later, "documents": found.later}, on=on)
        told = [*given.private_notes, *found.private_notes]
        self.given = replace(given, documents=found.files, notes=[*given.notes, *late], private_notes=told)
        self.publishing.given = self.given
        return found

    def _work(self, tasks: Sequence[Task], label: str) -> None:
        """Do all tasks side by side, but a single one, such as one decision gives, here: starting processes takes longer."""
        if len(tasks) < 2:
            for function, arguments in tasks:
                function(*arguments)
            return
        for _ in self.progress(self.engine.do(tasks), label, len(tasks)):
            pass  # what tasks leave stands in the workplace

    def _classify(self, aid: Sequence[Kept]) -> Path:
        rates, files = self.given.facts.rates, self.given.aid
        in_order = [(file.sha256, file.file) for file in files]
        read = [[folder.name for folder in one.folders] for one in aid]
        key = key_of(in_order, read, rates, code_version(classifying.CODE))

        def fill(to: Path) -> None:
            classifying.classify(to, kept=aid, files=files, rates=rates, workplace=self.workplace, work=self._work)

        return self._step("classify", key, fill)

    def _state(self, documents: Sequence[Path]) -> Path:
        given = self.given
        opened = {f.sha256: steps.Opened(f.file, f.publisher, f.public_address, f.public_because) for f in given.documents}
        # Of what people decided only what keeps two places apart, and what was missed, counts here.
        apart = sorted(sorted(pair, key=str) for pair in places_apart(given.decisions))
        key = key_of([kept.name for kept in documents], opened, apart, missed(given.decisions), code_version(IDENTIFY_CODE))
        return self._step(
            "state",
            key,
            lambda to: steps.state_records(to, documents=documents, opened=opened, decisions=given.decisions),
        )

    def _settle(self, classified: Path) -> Path:
        given = self.given
        decisions = about_aid(given.decisions)
        earlier = (given.previous.aliases, given.previous.ids)
        key = key_of(classified.name, decisions, earlier, code_version(SETTLE_CODE))
        return self._step(
            "settle",
            key,
            lambda to: settling.settle_aid(to, classified=classified, decisions=decisions, previous=given.previous),
        )

    def _place(self, settled: Path) -> Path:
        key = key_of(settled.name, self.job.on, code_version(PLACE_CODE))
        return self._step("place", key, lambda to: steps.place_activities(to, settled=settled, on=self.job.on))

    def _identify(self, stated: Path, settled: Path) -> Path:
        given = self.given
        key = key_of(stated.name, settled.name, given.decisions, given.previous, code_version(IDENTIFY_CODE))

        def fill(to: Path) -> None:
            self.publishing.begin()
            steps.identify_records(to, stated=stated, settled=settled, decisions=given.decisions, previous=given.previous)

        identified = self._step("identify", key, fill)
        self.publishing.stated()
        return identified

    def _suggest(self, identified: Path) -> Path:
        """Provisions for needs that name none, State by State."""
        started = perf_counter()
        code = code_version(SUGGEST_CODE)
        unnamed = steps.without_provisions(identified)
        keys = {state: key_of([(n.need_id, n.text, n.language) for n in needs], code) for state, needs in unnamed.items()}
        return self._parts(
            "suggest", keys, lambda state, to: steps.suggest_provisions(to, needs=unnamed[state]), started=started
        )

    def _match(self, identified: Path, suggested: Path, settled: Path, placed: Path) -> Path:
        """Pairs of needs and activities, State by State."""
        started = perf_counter()
        code = code_version(MATCH_CODE)
        words = self.workplace.kept("words", code).with_suffix(".json")
        asking = Asking(needs=identified, suggested=suggested, kept=words)
        keys = {state: key_of(key, placed.name, code) for state, key in asking.keys().items()}
        self.pairs.update({state: self.workplace.kept("match", key) for state, key in keys.items()})
        missing = [state for state, key in keys.items() if not self.workplace.kept("match", key).is_dir()]
        self.publishing.matching(self.pairs)
        asked = {one.state: one for one in asking.of(missing)}
        shares = _alike_in_size(
            missing, sizes={state: len(asked[state].needs) for state in missing}, workers=self.engine.workers
        )
        parts = [[(keys[state], asked[state]) for state in share] for share in shares]
        tasks: list[Task] = [(_match, (self.workplace, share, settled, placed)) for share in parts]
        if len(tasks) > 1:  # while some processes match, one writes what publishing needs of aid
            tasks.insert(0, (write_aid, (self.workplace, dict(self.steps))))
        self._work(tasks, "matching")
        self.publishing.matched(self.pairs)
        return self._joined("match", keys, started=started)

    def _parts(self, name: str, keys: Mapping[str, str], fill: Callable[[str, Path], None], *, started: float) -> Path:
        """A step done for each State by itself, and the tables of all of them as one."""
        for state, key in keys.items():
            self.workplace.make(name, key, partial(fill, state))
        return self._joined(name, keys, started=started)

    def _joined(self, name: str, keys: Mapping[str, str], *, started: float) -> Path:
        """The tables of a step that stand for each State by itself, in the order of the States, as one."""
        parts = [self.workplace.kept(name, key) for _, key in sorted(keys.items())]
        whole = key_of([part.name for part in parts])
        self.steps[name], made = self.workplace.make(name, whole, lambda to: folders.join(to, parts))
        self._took(name, started, made=made)
        return self.steps[name]

    def _analyse(self, stated: Path, settled: Path, identified: Path, placed: Path, matched: Path) -> Path:
        states = [state.state for state in self.publishing.states()]
        reviews, sources = self.given.facts.reviews, [f.file for f in self.given.aid]
        kept = [folder.name for folder in (stated, settled, identified, placed, matched)]
        key = key_of(kept, states, reviews, sources, code_version(ANALYSE_CODE))

        common = [stated.name, settled.name, placed.name, reviews, sources, str(self.job.on)]
        last = self.workplace.folder / "kept" / "analysed.json"
        pairs = {state: part.name for state, part in self.pairs.items()}
        code = [code_version(one) for one in (ANALYSE_CODE, SUGGEST_CODE)]
        keys = analysing.analysed_from(identified, states=states, pairs=pairs, common=[*common, *code])

        def fill(to: Path) -> None:
            before, changed = _since(last, keys, kept=self.workplace.kept("analyse", ""))
            analysing.analyse(
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

        analysed = self._step("analyse", key, fill)
        self.publishing.analysed(keys)
        return analysed

    def _private_notes(self) -> list[RunNote]:
        """What is for those who run this, and never in a Release."""
        return folders.load(self.steps["analyse"], "private_notes", RunNote)

    def _notes(self, kept: Iterable[Path]) -> list[RunNote]:
        return [note for folder in kept for note in folders.load(folder, "notes", RunNote)]

    def _publish(self, notes: Sequence[RunNote], documents: Sequence[Path]) -> None:
        started = perf_counter()

        def standing(folder: Path) -> None:
            self.seconds["core"] = round(perf_counter() - started, 3)
            self.standing(folder)

        publish = partial(self.publishing.publish, notes, documents=documents, work=self._work, standing=standing)
        made = under(self.progress, "publishing", publish)
        self._took("publish", started, made=made)
