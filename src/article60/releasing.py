"""From the tables of a run to its Release: which table is taken from which step, and what the public may not see."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from article60 import __version__
from article60.analysis import pledged
from article60.byte_store import sha256_of
from article60.collecting import Given, Job
from article60.domain.document import Document
from article60.domain.overlap import ProposedOverlap
from article60.domain.passage import Passage
from article60.domain.provision import provisions
from article60.domain.run_note import RunNote
from article60.domain.state_party import StateParty, state_parties
from article60.domain.statement import Statement
from article60.figures.known import Known, over
from article60.publication import checksums, in_place, prepared, release
from article60.publication.database import GROUPS, OF_AID, OF_STATES
from article60.publication.full_text import Words
from article60.publication.prepared import Prepared
from article60.publication.release_info import ReleaseInfo
from article60.sources import documents as sources
from article60.sources.unchanged import must_be_unchanged
from article60.tables import folders
from article60.tables.declared import TABLES
from article60.tables.runs import key_of

TAKEN_FROM = {
    "state": ("documents",),
    "settle": (
        "activity_recipients", "activity_sectors", "activity_texts", "activity_amounts", "activity_signals",
        "activity_provisions", "activity_organisations", "organisations", "same_activities",
    ),
    "place": ("activities", "activity_money", "provision_funding"),
    "identify": (
        "good_practices", "assistance_received", "no_needs", "evidence", "aliases", "public_decisions",
    ),
    "suggest": ("need_suggestions",),
    "match": ("matches", "match_features"),
    "analyse": ("needs", "gaps", "coverage", "review_coverage", "provision_coverage", "funding"),
}  # fmt: skip
"""Which step a public table is taken from: always the last one that changes it."""

NAMES_STATES = {
    "needs": "identify",
    "good_practices": "identify",
    "assistance_received": "identify",
    "no_needs": "identify",
    "activity_recipients": "settle",
}
"""Tables in which a record names a State, and the step after which they are complete."""


UNDRAWN = "undrawn"
"""Where it stands why the pages of a document could not be drawn."""


def states_of(given: Given, steps: Mapping[str, Path]) -> list[StateParty]:
    """The States of a Release: the parties that the facts name, else every real one; and any that a record names."""
    invented = {state.state: state for state in given.invented_states}
    everyone = {**state_parties(), **invented}
    named = {p.state for p in given.facts.parties} or set(invented) or {s.state for s in everyone.values() if not s.fictional}
    for table, step in NAMES_STATES.items():
        named.update(folders.values(steps[step], table, "state"))
    for document in folders.load(steps["state"], "documents", Document):
        named |= {*document.states, *document.reviewers}
    named |= {r.state for r in given.facts.reviews} | {g.state for g in given.facts.groups}
    named |= {r.state for r in given.facts.requests}
    return [everyone[state] for state in sorted(named)]


def prepare_aid(folder: Path, *, steps: Mapping[str, Path]) -> None:
    """Write the tables about aid as they stand in the database of every Release with the same aid."""
    prepared.prepare_aid(folder, partial(_frame, steps))


def counts_of_aid(known: Known) -> Known:
    """Of the counts that were made, those that stay as they are while aid, States and provisions do."""
    return over(known, OF_AID | {"activity_states", "states", "provisions"})


def prepare_pairs(folder: Path, *, matched: Path) -> None:
    """Write the pairs of one State as they stand in the database of every Release with the same pairs there."""
    prepare_part(folder, group="pairs", rows=_frames(dict.fromkeys(GROUPS["pairs"].tables, matched)))


def prepare_part(folder: Path, *, group: str, rows: Mapping[str, pl.DataFrame]) -> None:
    """Write the rows of a group of tables, those of one State, as they stand in the database of every Release with them."""
    prepared.prepare_part(folder, group, rows)


def stated_by_state(steps: Mapping[str, Path]) -> tuple[dict[str, dict[str, pl.DataFrame]], dict[str, list[str | None]]]:
    """For each State the rows of what was stated there, and the needs, from which words are made; and hashes of all these."""
    stated = GROUPS["stated"]
    frames = _frames(dict.fromkeys((*stated.tables, *stated.kinds), steps["identify"]))
    found = _by_state(frames)
    if found.keys() == {""}:
        return found, {"": [key_of(folders.hashed(frame, TABLES[name].sort_columns[0])) for name, frame in frames.items()]}
    hashes = [folders.hashed(frame, TABLES[name].sort_columns[0]) for name, frame in frames.items()]
    return found, {state: [some.get(state) for some in hashes] for state in found}


def analysed_by_state(steps: Mapping[str, Path]) -> dict[str, dict[str, pl.DataFrame]]:
    """For each State the rows of what the analysis gives."""
    return _by_state(_frames({name: steps[_taken_from(name)] for name in GROUPS["analysed"].tables}))


def _by_state(frames: Mapping[str, pl.DataFrame]) -> dict[str, dict[str, pl.DataFrame]]:
    """The rows of each State, which stand together as identifiers begin with its code.

    Where an identifier begins otherwise, all rows are one: those of States could not follow one another and be in order.
    """
    if not all(_told_by_identifiers(name, frame) for name, frame in frames.items()):
        return {"": dict(frames)}
    none = {name: frame.clear() for name, frame in frames.items()}
    found: dict[str, dict[str, pl.DataFrame]] = {}
    for name, frame in frames.items():
        for state, rows in folders.parted(frame, TABLES[name].sort_columns[0]).items():
            found.setdefault(state, dict(none))[name] = rows
    return found or {"": none}


def _told_by_identifiers(name: str, frame: pl.DataFrame) -> bool:
    first = TABLES[name].sort_columns[0]
    return "state" not in frame.columns or bool((frame["state"] == frame.select(folders.beginning(first)).to_series()).all())


def _frames(folders_of: Mapping[str, Path]) -> dict[str, pl.DataFrame]:
    return {name: folders.load_frame(folder, name, TABLES[name].noun) for name, folder in folders_of.items()}


def prepare_in_place(
    folder: Path,
    *,
    read: Path,
    path: Path,
    sha256: str,
    limits: sources.Limits,
    undrawn: sources.UnreadableDocument | None = None,
) -> None:
    """Draw the pages of one document on which statements stand, and find the passages of those whose form has no pages.

    `read` is the folder with what was read in it. Of a document that cannot be drawn passages are shown, and the file
    `UNDRAWN` beside them says why it cannot; `undrawn` is why, where that is known. Raises UnreadableDocument where the reason
    may pass, and Changed where the file is another one by now.
    """
    evidence = [e for s in folders.load(read, "statements", Statement) for e in s.evidence]
    areas: dict[int, list[in_place.Area]] = defaultdict(list)
    for page, *box in dict.fromkeys(box for e in evidence for box in e.boxes):
        areas[page].append((box[0], box[1], box[2], box[3]))
    try:
        drawn = sources.draw(path, areas, limits=limits) if areas and undrawn is None else []
        must_be_unchanged(path, sha256)
    except sources.UnreadableDocument as error:
        if error.passing:
            raise
        undrawn, drawn = error, []
    if undrawn is not None:
        (folder / UNDRAWN).write_text(f"{undrawn.reason}; {undrawn.advice}", encoding="utf-8")
    marks = {one.index: dict(zip(areas[one.index], one.marks, strict=True)) for one in drawn}
    in_place.keep(
        folder,
        dict(in_place.places(evidence, folders.load(read, "passages", Passage), marks)),
        [in_place.Drawn(one.index, one.width, one.height, one.png) for one in drawn],
    )


def _frame(steps: Mapping[str, Path], name: str) -> pl.DataFrame:
    return folders.load_frame(steps[_taken_from(name)], name, TABLES[name].noun)


def _taken_from(name: str) -> str:
    return next(step for step, names in TAKEN_FROM.items() if name in names)


def write(
    job: Job,
    given: Given,
    steps: Mapping[str, Path],
    *,
    before: Prepared,
    known: Known,
    words: Words,
    notes: Sequence[RunNote],
    states: Sequence[StateParty],
    written: Callable[[Path], None],
    standing: Callable[[Path], None],
    shown: Callable[[], Mapping[str, Path]],
) -> ReleaseInfo:
    """Write the Release of a run whose steps left their tables in these folders.

    `shown` makes, once the core files stand, what shows evidence in place, and gives its folders by hash of the document.

    `written` is called with the unfinished folder as soon as the database stands in it, `standing` once all core files do;
    `known` are the counts over aid alone that an earlier run made, and in the end all that were made; `words` likewise those
    of names. Raises Changed where the bytes of a document that is shown are no longer those that were read.
    """
    names = {file.sha256: file.file for file in given.documents}

    def stands(folder: Path) -> None:
        for copied in (folder / "documents").iterdir():
            must_be_unchanged(copied, copied.stem, file=names[copied.stem])
        standing(folder)

    fresh = [name for names in TAKEN_FROM.values() for name in names if name not in OF_AID and name not in OF_STATES]
    tables: dict[str, Any] = {name: _frame(steps, name) for name in fresh}
    proposed = folders.load(steps["analyse"], "overlaps_proposed", ProposedOverlap)
    tables |= {
        # Before people have decided, an overlap is for the State and the providers concerned only.
        "overlaps": [one.overlap for one in proposed if one.overlap.verdict is not None],
        "states": states,
        "provisions": provisions().values(),
        "reviews": given.facts.reviews,
        "parties": given.facts.parties,
        "groups": given.facts.groups,
        "assistance_requests": given.facts.requests,
        "pledges": given.facts.pledges,
        "request_funding": pledged.funded(requests=given.facts.requests, pledges=given.facts.pledges),
        "errata": given.facts.errata,
        "knowledge": given.facts.knowledge,
        "previous_figures": given.previous_figures,
        "notes": notes,
    }
    return release.write(
        tables,
        out=job.out,
        on=job.on,
        audience=job.audience,
        inputs=given.inputs(),
        versions={"article60": __version__} | _recogniser(folders.values(steps["identify"], "evidence", "how")),
        documents=_may_be_shown(given, tables["documents"]["sha256"].to_list()),
        fictional=any(state.fictional for state in states),
        before=before,
        known=known,
        words=words,
        previous=job.previous,
        imprint=job.imprint,
        signing_key=job.signing_key,
        written=written,
        standing=stands,
        shown=shown,
    )


def _recogniser(how: Iterable[str]) -> dict[str, str]:
    """The program that recognised scans, where any of the evidence comes from one."""
    return {"recogniser": sources.recogniser()} if any(one.startswith("scan") for one in how) else {}


def _may_be_shown(given: Given, sha256s: Iterable[str]) -> dict[str, Path]:
    """Bytes of the documents that were read and whose publisher lets them be shown."""
    held = set(sha256s)
    return {f.sha256: f.path for f in given.documents if f.may_be_shown and f.sha256 in held}


def seal(job: Job) -> str:
    """What tells the Release that stands where the job puts it from any other, down to what no content hash is over."""
    return checksums.seal(job.out, signed=job.signing_key is not None)


def stands(job: Job, sealed: str) -> bool:
    """Whether the Release that had this seal stands there, every file as it was written."""
    try:
        if seal(job) != sealed:
            return False
        return checksums.read(job.out) == {name: sha256_of(job.out / name) for name in checksums.files(job.out)}
    except (OSError, ValueError):
        return False
