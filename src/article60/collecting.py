"""Collects what a run may open: files, decisions, facts and an earlier Release - visibility before anything else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from article60.admitting import BY_DECISION
from article60.byte_store import Store
from article60.domain.decision import Decision
from article60.domain.previous_figure import PreviousFigure
from article60.domain.run_note import RunNote
from article60.domain.state_party import StateParty
from article60.engines import LOCAL
from article60.identity.decisions import consented_documents
from article60.identity.identify import Previous
from article60.publication.previous_figures import previous_figures
from article60.publication.reading import open_release, read_records
from article60.publication.release_info import NOBODY, Imprint, Input
from article60.sources import as_of
from article60.sources import decisions as decided
from article60.sources import facts as known
from article60.sources.aid_file import AidFile
from article60.sources.documents import Limits
from article60.sources.inputs import ReviewFile, aid_files, review_files
from article60.sources.origins import UNRECORDED, Origin, origins

File = TypeVar("File", ReviewFile, AidFile)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What to run on, for whom, and where the Release goes."""

    reviews: Sequence[str]
    aid: Sequence[str]
    out: Path
    on: date
    audience: str = "public"
    documents_are_public: bool = False
    decisions: Path | None = None
    facts: Path | None = None
    previous: Path | None = None
    engine: str = LOCAL
    """Where tasks are done: `local`, by so many `workers`, or at the address of a cluster."""
    workers: int = 2
    limits: Limits = field(default_factory=Limits)
    imprint: Imprint = NOBODY
    signing_key: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Everything that a run may open; `private_notes` are for those who started the run and enter no Release."""

    documents: list[ReviewFile]
    aid: list[AidFile]
    decisions: list[Decision]
    facts: known.Facts
    previous: Previous
    previous_figures: list[PreviousFigure]
    notes: list[RunNote]
    private_notes: list[RunNote]
    invented_states: tuple[StateParty, ...] = ()
    """The States of a world that was made up; where there are any, no other States are parties."""
    origins: Mapping[str, Origin] = field(default_factory=dict)
    """Whose files of aid data are, by hash, where that is recorded."""
    activities: Mapping[AidFile, int | None] = field(default_factory=dict)
    """How many activities are in each file of aid data, once they have been looked through; None where nobody can tell."""
    later: Mapping[str, int] = field(default_factory=dict)
    """How many decisions and facts are passed over, since they are later than the day."""

    def inputs(self) -> list[Input]:
        """The files as release.json names them."""
        documents = [
            Input(file=f.file, kind="document", sha256=f.sha256, publisher=f.publisher, public_address=f.public_address)
            for f in self.documents
        ]
        return [*documents, *map(self._aid_input, self.aid)]

    def _aid_input(self, aid: AidFile) -> Input:
        origin = self.origins.get(aid.sha256, UNRECORDED)
        return Input(
            file=aid.file,
            kind="aid",
            sha256=aid.sha256,
            publisher=origin.publisher,
            licence=origin.licence,
            public_address=origin.public_address,
            activities=self.activities.get(aid),
        )


def collect(job: Job, *, store: Store) -> Given:
    """List what the audience may open; what it may not open is neither read nor named. Fetched bytes go to the store."""
    notes: list[RunNote] = []
    private_notes: list[RunNote] = []
    decisions: list[Decision] = []
    if job.decisions is not None:
        decisions = decided.read(job.decisions, audience=job.audience, notes=notes, unplaced=private_notes)
    by_then = as_of.decisions_by(decisions, on=job.on)
    facts = known.Facts() if job.facts is None else known.read(job.facts)
    private_notes += [] if job.facts is None else known.not_read(job.facts)
    facts_then = as_of.facts_by(facts, on=job.on)
    documents = _documents_once(
        review_files(
            job.reviews,
            documents_are_public=job.documents_are_public,
            public_by_decision=consented_documents(by_then),
            notes=notes,
            private_notes=private_notes,
            store=store,
        ),
        notes,
        private_notes,
    )
    aid = aid_files(job.aid, notes=notes, private_notes=private_notes, store=store)
    return Given(
        documents=documents,
        aid=_each_once(aid, notes),
        decisions=by_then,
        facts=facts_then,
        previous=_previous(job.previous),
        previous_figures=[] if job.previous is None else previous_figures(job.previous),
        notes=notes,
        private_notes=private_notes,
        origins=origins(aid, notes=notes, private_notes=private_notes),
        later={"decisions": len(decisions) - len(by_then), "facts": as_of.later_facts(facts, facts_then)},
    )


def _documents_once(files: Sequence[ReviewFile], notes: list[RunNote], private_notes: list[RunNote]) -> list[ReviewFile]:
    """The documents with each content once, one that is public by itself before one that a decision opens.

    Whether the decision opens it is not known yet, so names of such files are for whoever runs this alone.
    """
    decided = [file for file in files if file.public_because == BY_DECISION]
    public = _each_once([file for file in files if file.public_because != BY_DECISION], notes)
    once = {id(file) for file in _each_once([*public, *decided], private_notes)}
    return [file for file in files if id(file) in once]


def _each_once(files: Sequence[File], notes: list[RunNote]) -> list[File]:
    """The files with each content once: the first one named is kept, and its copies are noted."""
    kept: dict[str, File] = {}
    for file in files:
        first = kept.setdefault(file.sha256, file)
        if first is not file:
            message = f"holds the same bytes as {first.file} and is read once"
            notes.append(RunNote(step="collect", severity="info", subject=file.file, line=None, message=message))
    return list(kept.values())


def _previous(folder: Path | None) -> Previous:
    if folder is None:
        return Previous()
    connection = open_release(folder)
    try:
        ids = connection.execute(
            "SELECT activity_id FROM activities UNION ALL SELECT organisation_id FROM organisations ORDER BY 1"
        )
        return Previous(
            tuple(read_records(connection, "evidence")),
            tuple(read_records(connection, "aliases")),
            tuple(row[0] for row in ids),
        )
    finally:
        connection.close()
