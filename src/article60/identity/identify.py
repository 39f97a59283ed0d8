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
from article60.domain.activity_record import ActivityRecord
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
from article60.domain.statement import Statement
from article60.identity.activities import decided, one_each
from article60.identity.candidates import gather
from article60.identity.decisions import Outcome, apply, lost
from article60.identity.documents import named
from article60.identity.organisations import settle
from article60.identity.previous import carried_aliases
from article60.identity.register import register
from article60.tables.folders import Tables


@dataclass(frozen=True, slots=True)
class Reading:
    """One activity as read and as classified; the three belong together until identity has chosen between files."""

    record: ActivityRecord
    activity: Activity
    signals: tuple[ActivitySignal, ...]
    provisions: tuple[ActivityProvision, ...]


@dataclass(frozen=True, slots=True)
class Previous:
    """What an earlier Release knew, so that its identifiers live on."""

    evidence: Sequence[Evidence] = ()
    aliases: Sequence[Alias] = ()


@dataclass(slots=True)
class Identified:
    """The tables of the identity step."""

    documents: list[Document]
    outcome: Outcome
    activities: list[Activity]
    chosen: list[Reading]
    organisations: list[Organisation]
    parts: list[ActivityOrganisation]
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
            "aliases": (Alias, sorted(self.outcome.aliases, key=lambda a: a.old_id)),
            "public_decisions": (PublicDecision, self.outcome.public),
            "settled_decisions": (Decision, settled_decisions(self.outcome)),
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
    stated = register(gather(held, statements), document_ids={d.sha256: d.document_id for d in held})
    carried = list(carried_aliases(register=stated, previous_evidence=previous.evidence, previous_aliases=previous.aliases))
    outcome = apply(decisions, register=stated, aliases=carried)
    notes = stated.notes + outcome.notes
    activities, chosen = _activities(readings, outcome, notes)
    parts, organisations = settle(o for c in chosen for o in c.record.organisations)
    return Identified(held, outcome, activities, chosen, organisations, parts, notes)


def _by_id(records: Mapping[str, Any]) -> list[Any]:
    return [record for _, record in sorted(records.items())]


def _activities(readings: Iterable[Reading], outcome: Outcome, notes: list[RunNote]) -> tuple[list[Activity], list[Reading]]:
    by_place = {(r.activity.file_sha256, r.record.position): r for r in readings}
    places = {id(r.activity): place for place, r in by_place.items()}
    kept = one_each((r.activity for r in by_place.values()), notes=notes)
    chosen = {activity_id: by_place[places[id(activity)]] for activity_id, activity in kept.items()}
    notes.extend(lost(d) for activity_id, d in sorted(outcome.activities.items()) if activity_id not in kept)
    final, aliases = decided(kept, outcome.activities)
    outcome.aliases.extend(aliases)
    relevant = {activity_id: activity for activity_id, activity in sorted(final.items()) if activity.relevant}
    return list(relevant.values()), [chosen[activity_id] for activity_id in relevant]


def settled_decisions(outcome: Outcome) -> list[Decision]:
    """Decisions about pairs and overlaps, with the identifiers now in use, for the steps that follow."""
    pairs = [
        replace(d, values=json.dumps({"need_id": need_id, "activity_id": activity_id}))
        for (need_id, activity_id), d in sorted(outcome.matches.items())
    ]
    return pairs + [d for _, d in sorted(outcome.overlaps.items())]
