"""From the tables of a run to its Release: which table is taken from which step, and what the public may not see."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from article60 import __version__
from article60.collecting import Given, Job
from article60.domain.document import Document
from article60.domain.overlap import ProposedOverlap
from article60.domain.provision import provisions
from article60.domain.run_note import RunNote
from article60.domain.state_party import StateParty, state_parties
from article60.publication import checksums, release
from article60.publication.reading import NotARelease, release_json
from article60.publication.release_info import ReleaseInfo
from article60.sources.documents import recogniser
from article60.tables import folders
from article60.tables.declared import TABLES

TAKEN_FROM = {
    "identify": (
        "documents", "good_practices", "assistance_received", "no_needs", "evidence", "activity_recipients",
        "activity_sectors", "activity_texts", "activity_amounts", "activity_signals", "activity_provisions",
        "activity_organisations", "organisations", "same_activities", "aliases", "public_decisions",
    ),
    "suggest": ("need_suggestions",),
    "match": ("activities", "matches", "match_features"),
    "analyse": (
        "needs", "gaps", "coverage", "review_coverage", "provision_coverage", "activity_money", "funding", "provision_funding",
    ),
}  # fmt: skip
"""Which step a public table is taken from: always the last one that changes it."""

NAMES_STATES = {
    "needs": "state",
    "good_practices": "state",
    "assistance_received": "state",
    "no_needs": "state",
    "activity_recipients": "state",
}


def states_of(given: Given, identified: Path) -> list[StateParty]:
    """The States of a Release: the parties that the facts name, else every real one; and any that a record names."""
    everyone = state_parties()
    named = {p.state for p in given.facts.parties} or {s.state for s in everyone.values() if not s.fictional}
    for table, column in NAMES_STATES.items():
        rows: list[Any] = folders.load(identified, table, TABLES[table].noun)
        named |= {getattr(row, column) for row in rows}
    for document in folders.load(identified, "documents", Document):
        named |= {*document.states, *document.reviewers}
    named |= {r.state for r in given.facts.reviews} | {g.state for g in given.facts.groups}
    return [everyone[state] for state in sorted(named - {None})]


def write(
    job: Job, given: Given, steps: Mapping[str, Path], *, notes: Sequence[RunNote], states: Sequence[StateParty]
) -> ReleaseInfo:
    """Write the Release of a run whose steps left their tables in these folders."""
    tables: dict[str, Iterable[Any]] = {
        name: folders.load(steps[step], name, TABLES[name].noun) for step, names in TAKEN_FROM.items() for name in names
    }
    proposed = folders.load(steps["analyse"], "overlaps_proposed", ProposedOverlap)
    tables |= {
        # Before people have decided, an overlap is for the State and the providers concerned only.
        "overlaps": [one.overlap for one in proposed if one.overlap.verdict is not None],
        "states": states,
        "provisions": provisions().values(),
        "reviews": given.facts.reviews,
        "parties": given.facts.parties,
        "groups": given.facts.groups,
        "previous_figures": given.previous_figures,
        "notes": notes,
    }
    return release.write(
        tables,
        out=job.out,
        on=job.on,
        audience=job.audience,
        inputs=given.inputs(),
        versions={"article60": __version__} | _recogniser(tables["evidence"]),
        documents=_shown(given, tables["documents"]),
        fictional=any(state.fictional for state in states),
    )


def _recogniser(evidence: Iterable[Any]) -> dict[str, str]:
    """The program that recognised scans, where any of the evidence comes from one."""
    return {"recogniser": recogniser()} if any(one.how.startswith("scan") for one in evidence) else {}


def _shown(given: Given, documents: Iterable[Any]) -> dict[str, Path]:
    """Bytes of the documents that were read and whose publisher lets them be shown."""
    held = {document.sha256 for document in documents}
    return {f.sha256: f.path for f in given.documents if f.may_be_shown and f.sha256 in held}


def stands(out: Path, content_hash: str) -> bool:
    """Whether the folder holds the Release with this content hash, every file as it was written."""
    try:
        if release_json(out).get("content_hash") != content_hash:
            return False
        return checksums.read(out) == {name: checksums.of_file(out / name) for name in checksums.files(out)}
    except (NotARelease, OSError, ValueError):
        return False
