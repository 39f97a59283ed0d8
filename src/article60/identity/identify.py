"""The identity step: tables of what was read in, tables of what it is known to be out."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from article60.domain.activity import (
    Activity,
    ActivityAmount,
    ActivityOrganisation,
    ActivityProvision,
    ActivityRecipient,
    ActivitySector,
    ActivitySignal,
    ActivityText,
)
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
from article60.identity import activities, organisations
from article60.identity.candidates import gather
from article60.identity.decisions import Outcome, apply
from article60.identity.documents import named
from article60.identity.order import places_apart
from article60.identity.previous import carried_aliases, living
from article60.identity.readings import Reading
from article60.identity.register import register
from article60.identity.same_activities import same_activities
from article60.tables.folders import Tables


@dataclass(frozen=True, slots=True)
class Previous:
    """What an earlier Release knew, so that its identifiers live on."""

    evidence: Sequence[Evidence] = ()
    aliases: Sequence[Alias] = ()
    ids: Sequence[str] = ()
    """Identifiers of its activities and organisations."""


@dataclass(slots=True)
class Identified:
    """The tables of the identity step."""

    documents: list[Document]
    outcome: Outcome
    activities: list[Activity]
    chosen: list[Reading]
    organisations: list[Organisation]
    parts: list[ActivityOrganisation]
    same: list[SameActivity]
    settled: list[Decision]
    notes: list[RunNote] = field(default_factory=list)

    def tables(self) -> Tables:
        """Every table of the step by name, rows in the order of their identifiers."""
        stated = self.outcome.register
        return {
            "documents": (Document, self.documents),
            "needs": (Need, _by_id(stated.needs)),
            "good_practices": (GoodPractice, _by_id(stated.good_practices)),
            "assistance_received": (AssistanceReceived, _by_id(stated.assistance_received)),
            "no_needs": (NoNeedStated, _by_id(stated.no_needs)),
            "evidence": (Evidence, [e for _, found in sorted(stated.evidence.items()) for e in found]),
            "activities": (Activity, self.activities),
            "activity_recipients": (ActivityRecipient, [r for c in self.chosen for r in c.record.recipients]),
            "activity_sectors": (ActivitySector, [s for c in self.chosen for s in c.record.sectors]),
            "activity_texts": (ActivityText, [t for c in self.chosen for t in c.record.texts]),
            "activity_amounts": (ActivityAmount, [a for c in self.chosen for a in c.record.amounts]),
            "activity_signals": (ActivitySignal, [s for c in self.chosen for s in c.signals]),
            "activity_provisions": (ActivityProvision, [p for c in self.chosen for p in c.provisions]),
            "activity_organisations": (ActivityOrganisation, self.parts),
            "organisations": (Organisation, self.organisations),
            "same_activities": (SameActivity, self.same),
            "aliases": (Alias, self.outcome.aliases),
            "public_decisions": (PublicDecision, self.outcome.public),
            "settled_decisions": (Decision, self.settled),
            "notes": (RunNote, self.notes),
        }


def identify(
    *,
    documents: Iterable[Document],
    statements: Iterable[Statement],
    readings: Iterable[Reading],
    decisions: Sequence[Decision],
    previous: Previous,
) -> Identified:
    """Settle which records are the same thing, give them lasting identifiers, and apply what people decided."""
    held = named(documents)
    stated = register(
        gather(held, statements, apart=places_apart(decisions)), document_ids={d.sha256: d.document_id for d in held}
    )
    carried = list(carried_aliases(register=stated, previous_evidence=previous.evidence, previous_aliases=previous.aliases))
    outcome = apply(decisions, register=stated, aliases=carried)
    notes = stated.notes + outcome.notes
    once = frozenset(previous.ids)
    earlier = {alias.old_id: alias.new_id for alias in previous.aliases}
    settled = activities.settle(readings, decisions=outcome.activities, aliases=earlier, once=once, notes=notes)
    chosen = list(settled.kept.values())
    bodies = organisations.settle(
        (one.record.organisations for one in chosen), decisions=outcome.organisations, aliases=earlier, once=once
    )
    notes += bodies.notes
    live = {*stated.evidence, *settled.kept, *(body.organisation_id for body in bodies.organisations)}
    outcome.aliases = living([*outcome.aliases, *settled.aliases, *bodies.aliases], live=live)
    now = {**settled.names, **{alias.old_id: alias.new_id for alias in outcome.aliases}}
    return Identified(
        documents=held,
        outcome=outcome,
        activities=[one.activity for one in chosen],
        chosen=chosen,
        organisations=bodies.organisations,
        parts=bodies.parts,
        same=same_activities(settled, bodies.parts),
        settled=settled_decisions(outcome, now),
        notes=notes,
    )


def _by_id(records: Mapping[str, Any]) -> list[Any]:
    return [record for _, record in sorted(records.items())]


def settled_decisions(outcome: Outcome, now: Mapping[str, str]) -> list[Decision]:
    """Decisions about pairs and overlaps, with the identifiers now in use, for the steps that follow.

    `now` tells what stands for an identifier no longer used. Where two decisions are about one pair now, the later wins.
    """
    pairs: dict[tuple[str, str], Decision] = {}
    for (need_id, activity_id), decision in sorted(outcome.matches.items(), key=lambda item: _when(item[1])):
        pairs[now.get(need_id, need_id), now.get(activity_id, activity_id)] = decision
    settled = [
        replace(decision, values=json.dumps({"need_id": need_id, "activity_id": activity_id}))
        for (need_id, activity_id), decision in sorted(pairs.items())
    ]
    return settled + [decision for _, decision in sorted(outcome.overlaps.items())]


def _when(decision: Decision) -> tuple[str, str]:
    return decision.made_at, decision.decision_id
