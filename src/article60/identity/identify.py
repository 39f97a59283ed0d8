"""The identity step: tables of what was read in, tables of what it is known to be out."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from article60.domain.activity import Activity, ActivityOrganisation
from article60.domain.alias import Alias
from article60.domain.assistance_received import AssistanceReceived
from article60.domain.decision import Decision, PublicDecision
from article60.domain.document import Document
from article60.domain.evidence import Evidence
from article60.domain.good_practice import GoodPractice
from article60.domain.need import Need
from article60.domain.no_need_stated import NoNeedStated
from article60.domain.organisation import Organisation
from article60.domain.run_note import RunNote
from article60.domain.same_activity import SameActivity
from article60.domain.statement import Statement
from article60.identity import activities, identifiers, organisations
from article60.identity.candidates import gather
from article60.identity.decisions import Outcome, apply, sayings
from article60.identity.documents import named
from article60.identity.entitled import TakingPart, taking_part
from article60.identity.lost import no_activity
from article60.identity.order import places_apart
from article60.identity.previous import carried_aliases, living
from article60.identity.readings import ROWS, Reading
from article60.identity.register import Register, register
from article60.identity.same_activities import same_activities
from article60.identity.targets import activity_named
from article60.tables.by_key import ByKey
from article60.tables.folders import Tables


@dataclass(frozen=True, slots=True)
class Previous:
    """What an earlier Release knew, so that its identifiers live on."""

    evidence: Sequence[Evidence] = ()
    aliases: Sequence[Alias] = ()
    ids: Sequence[str] = ()
    """Identifiers of its activities and organisations."""


@dataclass(frozen=True, slots=True)
class Names:
    """The identifiers of activities and organisations that are in use, what stands for others, and what people decided of them.

    `aliases` are those that were used or read; `earlier` those that records would have had under an earlier prefix.
    """

    live: frozenset[str]
    aliases: Sequence[Alias]
    earlier: Sequence[Alias]
    decided: Sequence[PublicDecision]


@dataclass(slots=True)
class Aid:
    """The activities and organisations that are left, and what stands for those that are not."""

    activities: list[Activity]
    chosen: list[Reading]
    organisations: list[Organisation]
    parts: list[ActivityOrganisation]
    same: list[SameActivity]
    names: Names
    notes: list[RunNote]

    def tables(self) -> Tables:
        """Every table about aid by name, other than those of rows that stay as they were read."""
        return {
            "activities": (Activity, self.activities),
            "activity_organisations": (ActivityOrganisation, self.parts),
            "organisations": (Organisation, self.organisations),
            "same_activities": (SameActivity, self.same),
            "other_names": (Alias, self.names.aliases),
            "earlier_names": (Alias, self.names.earlier),
            "decided_of_aid": (PublicDecision, self.names.decided),
            "notes": (RunNote, self.notes),
        }


@dataclass(slots=True)
class Decided:
    """The register after people's decisions, and the decisions with which later steps go on."""

    outcome: Outcome
    settled: list[Decision]
    notes: list[RunNote] = field(default_factory=list)

    def tables(self) -> Tables:
        """Every table about statements and decisions by name, rows in the order of their identifiers."""
        stated = self.outcome.register
        return {
            "needs": (Need, _by_id(stated.needs)),
            "good_practices": (GoodPractice, _by_id(stated.good_practices)),
            "assistance_received": (AssistanceReceived, _by_id(stated.assistance_received)),
            "no_needs": (NoNeedStated, _by_id(stated.no_needs)),
            "evidence": (Evidence, _by_id(stated.evidence)),
            "aliases": (Alias, self.outcome.aliases),
            "public_decisions": (PublicDecision, self.outcome.public),
            "settled_decisions": (Decision, self.settled),
            "notes": (RunNote, self.notes),
        }


@dataclass(slots=True)
class Identified:
    """The tables of identity."""

    documents: list[Document]
    aid: Aid
    decided: Decided

    @property
    def notes(self) -> list[RunNote]:
        """The notes about statements and decisions, then those about aid."""
        return [*self.decided.notes, *self.aid.notes]

    def tables(self) -> Tables:
        """Every table by name; all notes stand in one."""
        rows = {name: (noun, [row for one in self.aid.chosen for row in of(one)]) for name, (noun, of) in ROWS.items()}
        held: Tables = {"documents": (Document, self.documents), "notes": (RunNote, self.notes)}
        return {**self.aid.tables(), **rows, **self.decided.tables(), **held}


def identify(
    *,
    documents: Iterable[Document],
    statements: Iterable[Statement],
    readings: Iterable[Reading],
    decisions: Sequence[Decision],
    previous: Previous,
) -> Identified:
    """Settle which records are the same thing, give them lasting identifiers, and apply what people decided."""
    held, stated = state(documents=documents, statements=statements, decisions=decisions)
    aid = settle(readings=readings, decisions=decisions, previous=previous)
    return Identified(held, aid, decide(stated, decisions=decisions, previous=previous, aid=aid.names, parts=aid.parts))


def state(
    *, documents: Iterable[Document], statements: Iterable[Statement], decisions: Iterable[Decision]
) -> tuple[list[Document], Register]:
    """The documents and the register of what they state; of decisions only those count that keep two places apart."""
    held = named(documents)
    found = gather(held, statements, apart=places_apart(decisions))
    return held, register(found, document_ids={d.sha256: d.document_id for d in held})


def settle(*, readings: Iterable[Reading], decisions: Iterable[Decision], previous: Previous) -> Aid:
    """Activities and organisations, each once; of decisions only those about them count."""
    said = sayings(decisions)
    notes: list[RunNote] = []
    once = frozenset(previous.ids)
    earlier = {alias.old_id: alias.new_id for alias in previous.aliases}
    settled = activities.settle(readings, decisions=said.activities, aliases=earlier, once=once, notes=notes)
    chosen = list(settled.kept.values())
    bodies = organisations.settle(
        (one.record.organisations for one in chosen), decisions=said.organisations, aliases=earlier, once=once
    )
    return Aid(
        activities=[one.activity for one in chosen],
        chosen=chosen,
        organisations=bodies.organisations,
        parts=bodies.parts,
        same=same_activities(settled, bodies.parts),
        names=Names(
            live=frozenset((*settled.kept, *(body.organisation_id for body in bodies.organisations))),
            aliases=[*settled.aliases, *bodies.aliases],
            earlier=[Alias(old_id=old, new_id=new, why="renamed") for old, new in settled.names.items()],
            decided=[*settled.decided, *bodies.decided],
        ),
        notes=[*notes, *bodies.notes],
    )


def forget() -> None:
    """Let go of what is remembered of identifiers and names for the next time that one is met.

    A few thousand texts among millions of records keep the memory of all of these from being given back.
    """
    identifiers.forget()
    organisations.forget()


def decide(
    stated: Register,
    *,
    decisions: Sequence[Decision],
    previous: Previous,
    aid: Names,
    parts: Iterable[ActivityOrganisation] = (),
) -> Decided:
    """Apply what people decided to a register, which is changed by it.

    `parts` are the organisations of the activities of which providers say that they answer needs.
    """
    carried = list(carried_aliases(register=stated, previous_evidence=previous.evidence, previous_aliases=previous.aliases))
    outcome = apply(decisions, register=stated, aliases=carried, taking_part=_taking_part(parts, aid))
    outcome.aliases = living([*outcome.aliases, *aid.aliases], live=aid.live | stated.evidence.keys())
    outcome.public += aid.decided
    now = {alias.old_id: alias.new_id for alias in (*aid.earlier, *outcome.aliases)}
    settled = settled_decisions(outcome, now)
    return Decided(outcome, settled, [*stated.notes, *outcome.notes, *_without_activity(settled, live=aid.live)])


def _without_activity(settled: Iterable[Decision], *, live: Collection[str]) -> Iterator[RunNote]:
    """A note for each decision about a pair whose activity is not there: in no step that follows is such a pair met."""
    for decision in settled:
        if decision.about_kind == "match" and (activity := json.loads(decision.values)["activity_id"]) not in live:
            yield no_activity(decision, activity)


def _taking_part(parts: Iterable[ActivityOrganisation], aid: Names) -> TakingPart:
    """The organisations of activities, also by the identifiers that these had before."""
    found = dict(taking_part(parts))
    for alias in (*aid.earlier, *aid.aliases):
        if alias.new_id in found:
            found.setdefault(alias.old_id, found[alias.new_id])
    return found


def _by_id(held: Mapping[str, Any]) -> Iterable[Any]:
    """Records, or lists of them, in the order of their identifiers; rows that nobody has asked for stay rows."""
    if isinstance(held, ByKey):
        return held.table()
    found = (one for _, one in sorted(held.items()))
    return [record for one in found for record in (one if isinstance(one, list) else [one])]


def settled_decisions(outcome: Outcome, now: Mapping[str, str]) -> list[Decision]:
    """Decisions about pairs and overlaps, with the identifiers now in use, for the steps that follow.

    `now` tells what stands for an identifier no longer used. Where two decisions are about one pair now, the later wins.
    """
    pairs: dict[tuple[str, str], Decision] = {}
    for (need_id, activity_id), decision in outcome.matches.items():  # as decided, the last one last
        pairs[now.get(need_id, need_id), now.get(activity_id, activity_id)] = decision
    settled = [
        replace(decision, values=json.dumps({"need_id": need_id, "activity_id": activity_id}))
        for (need_id, activity_id), decision in sorted(pairs.items())
    ]
    return settled + [_naming(decision, now) for _, decision in sorted(outcome.overlaps.items())]


def _naming(decision: Decision, now: Mapping[str, str]) -> Decision:
    """A verdict with the identifiers that the activities have now on which it was given."""
    values = json.loads(decision.values)
    named = (activity_named(one) for one in values.get("activities", ()))
    values["activities"] = sorted({now.get(one, one) for one in named if one is not None})
    return replace(decision, values=json.dumps(values))
