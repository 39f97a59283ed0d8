"""From candidates to records: lasting identifiers, one noun for each kind of statement, evidence tied to its record."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from typing import Any, Self

import polars as pl

from article60.codes.types import coarse_types
from article60.domain.assistance_received import AssistanceReceived
from article60.domain.evidence import Evidence
from article60.domain.good_practice import GoodPractice
from article60.domain.ids import lasting_ids
from article60.domain.need import Need
from article60.domain.no_need_stated import NoNeedStated
from article60.domain.provision import articles_of
from article60.domain.run_note import RunNote
from article60.identity.bodies import one_spelling
from article60.identity.candidates import Candidate, identity_key, later_statements, with_document_ids
from article60.identity.places import each_place_once
from article60.tables.by_key import EachByKey, ListsByKey
from article60.tables.columns import records
from article60.tables.folders import Tables


@dataclass(slots=True)
class Register:
    """Everything that was stated, by identifier, with its evidence."""

    needs: MutableMapping[str, Need] = field(default_factory=dict)
    good_practices: MutableMapping[str, GoodPractice] = field(default_factory=dict)
    assistance_received: MutableMapping[str, AssistanceReceived] = field(default_factory=dict)
    no_needs: MutableMapping[str, NoNeedStated] = field(default_factory=dict)
    evidence: MutableMapping[str, list[Evidence]] = field(default_factory=dict)
    notes: list[RunNote] = field(default_factory=list)

    def confirmable(self) -> Mapping[str, MutableMapping[str, Any]]:
        """The records that a person may confirm and correct, by kind."""
        return {"need": self.needs, "good_practice": self.good_practices, "assistance_received": self.assistance_received}

    def tables(self) -> Tables:
        """Every table by name, in the order in which records were found, which tells which of two at one place is meant."""
        return {
            "needs": (Need, self.needs.values()),
            "good_practices": (GoodPractice, self.good_practices.values()),
            "assistance_received": (AssistanceReceived, self.assistance_received.values()),
            "no_needs": (NoNeedStated, self.no_needs.values()),
            "evidence": (Evidence, [one for some in self.evidence.values() for one in some]),
            "notes": (RunNote, self.notes),
        }

    @classmethod
    def of(cls, tables: Mapping[str, pl.DataFrame]) -> Self:
        """The register whose tables these are; of its rows only those become records that are asked for."""
        found = cls(
            needs=EachByKey(Need, tables["needs"], key="need_id"),
            good_practices=EachByKey(GoodPractice, tables["good_practices"], key="practice_id"),
            assistance_received=EachByKey(AssistanceReceived, tables["assistance_received"], key="received_id"),
            no_needs=EachByKey(NoNeedStated, tables["no_needs"], key="statement_id"),
            evidence=ListsByKey(Evidence, tables["evidence"], key="record_id"),
            notes=list(records(RunNote, tables["notes"])),
        )
        for record_id in chain(found.needs, found.good_practices, found.assistance_received, found.no_needs):
            if record_id not in found.evidence:
                found.evidence[record_id] = []
        return found


REGISTER: Mapping[str, Any] = {name: noun for name, (noun, _) in Register().tables().items()}
"""The tables of a register and their nouns."""


def register(candidates: Sequence[Candidate], *, document_ids: dict[str, str]) -> Register:
    """The register of these candidates; what is about no recognised State is noted, since it could stand on no page."""
    found = Register()
    placed = [c for c in candidates if c.statement.state is not None]
    found.notes.extend(_unplaced(c) for c in candidates if c.statement.state is None)
    ids = dict(zip(map(id, placed), lasting_ids(_keys(placed)), strict=True))
    for candidate in placed:
        record_id = ids[id(candidate)]
        now = candidate.in_force
        _file(found, record_id, candidate, document_ids[now.document_sha256])
        evidence = with_document_ids(each_place_once(candidate.evidence), document_ids)
        evidence.sort(key=lambda one: one.document_sha256 != now.document_sha256)  # what is cited stands first
        found.evidence[record_id] = [replace(e, record_id=record_id, position=n) for n, e in enumerate(evidence)]
    found.needs = one_spelling(found.needs.values())
    _supersede(found, placed, ids)
    return found


def _keys(candidates: Iterable[Candidate]) -> Iterator[tuple[str, ...]]:
    """The same words may stand several times in one document: the occurrence is part of the key."""
    seen: Counter[tuple[str, ...]] = Counter()
    for candidate in candidates:
        key = (str(candidate.statement.state), candidate.statement.kind, *identity_key(candidate))
        yield (*key, str(seen[key]))
        seen[key] += 1


def _unplaced(candidate: Candidate) -> RunNote:
    return RunNote(
        step="identify",
        severity="doubtful",
        subject=candidate.document.file,
        line=None,
        message=f"a {candidate.statement.kind} is left out: the document does not tell which State it is about",
    )


def _file(found: Register, record_id: str, candidate: Candidate, document_id: str) -> None:
    said, stated_on = candidate.in_force, candidate.last_stated
    common: dict[str, Any] = {
        "state": str(said.state),
        "text": said.text,
        "language": said.language,
        "provisions": said.provisions,
        "chapter": said.chapter,
        "cycle": said.cycle,
        "document_id": document_id,
        "symbol": said.symbol,
        "page": said.page,
        "section": said.section,
        "stated_on": date.fromisoformat(stated_on) if stated_on else None,
    }
    articles = articles_of(said.provisions)
    unread: dict[str, Any] = {"reading": "read_by_machine", "confirmed_on": None, "confirmed_by_role": None}
    if said.kind == "need":
        found.needs[record_id] = Need(
            need_id=record_id,
            articles=articles,
            types=said.types,
            coarse_types=coarse_types(said.types),
            priority=said.priority,
            beneficiary=said.beneficiary,
            timing="current",
            grade="no_assistance_found",
            graded_on=None,
            superseded_by=None,
            **common,
            **unread,
        )
    elif said.kind == "good_practice":
        found.good_practices[record_id] = GoodPractice(practice_id=record_id, articles=articles, **common, **unread)
    elif said.kind == "assistance_received":
        found.assistance_received[record_id] = AssistanceReceived(
            received_id=record_id,
            articles=articles,
            provider=said.provider,
            types=said.types,
            coarse_types=coarse_types(said.types),
            **common,
            **unread,
        )
    elif said.kind == "no_needs":
        found.no_needs[record_id] = NoNeedStated(statement_id=record_id, **common)
    else:
        raise ValueError(f"statement of unknown kind {said.kind!r} in {candidate.document.file}")


def _supersede(found: Register, candidates: Sequence[Candidate], ids: dict[int, str]) -> None:
    """A need gives way to what a revised or corrected document, or a later document of the State itself, says in its place.

    Where a revision no longer states it and has nothing else on the same provisions, it is superseded by no other need.
    """
    needs = [candidate for candidate in candidates if candidate.statement.kind == "need"]
    heirs: dict[tuple[str, frozenset[str]], str] = {}
    for new in needs:
        for document, statement in new.said:
            heirs.setdefault((document.sha256, frozenset(statement.provisions)), ids[id(new)])
    for old, new in later_statements(needs):
        _give_way(found, ids[id(old)], on=new.document.issued_on, to=ids[id(new)])
    for old in needs:
        if old.replaced_by is not None:
            heir = heirs.get((old.replaced_by.sha256, frozenset(old.statement.provisions)))
            _give_way(found, ids[id(old)], on=old.replaced_by.issued_on, to=heir)


def _give_way(found: Register, need_id: str, *, on: date | None, to: str | None) -> None:
    found.needs[need_id] = replace(found.needs[need_id], grade="superseded", graded_on=on, superseded_by=to)
