"""What people decided, applied to what machines proposed: decisions come last and always win."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from article60.codes.types import coarse_types
from article60.domain.alias import Alias
from article60.domain.correction import corrected
from article60.domain.decision import Decision, PublicDecision
from article60.domain.evidence import Evidence
from article60.domain.ids import part_id
from article60.domain.need import Need
from article60.domain.provision import articles_of
from article60.domain.run_note import RunNote
from article60.identity.added import added
from article60.identity.entitled import TakingPart, about_pair, about_state, known_at_once, state_of
from article60.identity.lost import contradiction, lost, not_entitled, of_another_state, taken
from article60.identity.missed import added_in_place
from article60.identity.order import overruled_by_later
from article60.identity.organisations import organisation_named
from article60.identity.places import each_place_once
from article60.identity.register import Register
from article60.identity.reopened import REOPENING, reopened
from article60.identity.splitting import made_by_splits, put_together
from article60.identity.targets import Targets, activity_named
from article60.identity.verdicts import Saying

Pair = tuple[str, str]
Cell = tuple[str, str, str]

_NOBODY: TakingPart = MappingProxyType({})


@dataclass(slots=True)
class Outcome:
    """The register after decisions, and what was decided about pairs, overlaps and activities for later steps."""

    register: Register
    matches: dict[Pair, Decision] = field(default_factory=dict)
    overlaps: dict[Cell, Decision] = field(default_factory=dict)
    activities: list[Saying] = field(default_factory=list)
    organisations: list[Saying] = field(default_factory=list)
    aliases: list[Alias] = field(default_factory=list)
    taking_part: TakingPart = field(default_factory=dict)
    public: list[PublicDecision] = field(default_factory=list)
    notes: list[RunNote] = field(default_factory=list)


def consented_documents(decisions: Iterable[Decision]) -> dict[str, tuple[str, str]]:
    """Publisher and public address of the documents to which somebody consents, by hash, as who did so last tells them.

    Whether whoever consented may open the document is known only when it has been read: `entitled.opener`.
    """
    found: dict[str, tuple[str, str]] = {}
    for sha256, said in said_of_documents(decisions).items():
        if consents := standing_consents(said):
            found[sha256] = address_of(consents[-1])
    return found


def standing_consents(said: Sequence[Decision]) -> list[Decision]:
    """Of what was said of one document, in its order, the consents that are the last word of those who gave them."""
    last = {(one.actor_role, one.actor_organisation): one for one in said}
    return [one for one in said if one.verb == "consent" and last[one.actor_role, one.actor_organisation] is one]


def said_of_documents(decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
    """Consents and withdrawals about each document in their order, by its hash."""
    said: dict[str, list[Decision]] = {}
    for decision in decisions:
        if decision.about_kind == "document" and decision.fingerprint_sha256 and decision.verb in ("consent", "withdraw"):
            said.setdefault(decision.fingerprint_sha256, []).append(decision)
    return said


def address_of(consent: Decision) -> tuple[str, str]:
    """Publisher and public address of a document, as the consent to it tells them; empty where it does not."""
    values = json.loads(consent.values)
    return values.get("publisher", ""), values.get("public_address", "")


def apply(
    decisions: Iterable[Decision], *, register: Register, aliases: Iterable[Alias] = (), taking_part: TakingPart = _NOBODY
) -> Outcome:
    """Apply the decisions in order. One that finds no record is noted and goes back to people; it is never lost.

    So does one whose role may not decide about the record; `taking_part` tells which activities are a provider's own.
    """
    aliases = list(aliases)
    outcome = Outcome(register=register, taking_part=taking_part)
    before = Targets(register, {a.old_id: a.new_id for a in aliases})
    everything = list(known_at_once(decisions, before, outcome.notes))
    together = put_together(everything, before)
    outcome.notes.extend(lost(decision) for decision in together.lost)
    everything = together.left(everything)
    own = added(everything)
    for decision in own.needs:
        _add(outcome, decision)
    coming = made_by_splits(everything, before)
    # Of what this run's splits make anew, an earlier Release can only tell of which record it was made.
    outcome.aliases = [alias for alias in (*aliases, *together.aliases) if alias.old_id not in coming]
    targets = Targets(register, {a.old_id: a.new_id for a in outcome.aliases}, coming=coming)
    overruled, contradicted = overruled_by_later(everything, targets)
    outcome.notes.extend(contradiction(decision) for decision in contradicted)
    for decision in everything:
        if decision not in overruled and decision not in contradicted and decision not in own.settled:
            _apply_one(outcome, targets, decision)
    return outcome


def sayings(decisions: Iterable[Decision]) -> Outcome:
    """What is said of activities and organisations, in order: an outcome of these decisions alone, over an empty register."""
    outcome = Outcome(register=Register())
    for decision in decisions:
        if decision.about_kind in _KEPT_FOR_LATER and decision.verb not in ("add", "consent"):
            _keep_for_later(outcome, decision, json.loads(decision.values))
    return outcome


def about_aid(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that are about activities or organisations."""
    return [decision for decision in decisions if decision.about_kind in _KEPT_FOR_LATER]


def _apply_one(outcome: Outcome, targets: Targets, decision: Decision) -> None:
    values = json.loads(decision.values)
    own_need = decision.verb == "add" and not added_in_place(decision)
    if decision.about_kind == "document" or decision.verb == "consent" or own_need:
        return
    if decision.about_kind == "match":
        _apply_to_pair(outcome, targets, decision, values)
    elif decision.about_kind == "overlap":
        outcome.overlaps[(values["state"], values["article"], values["type"])] = decision
    elif decision.about_kind in _KEPT_FOR_LATER:
        _keep_for_later(outcome, decision, values)
    else:
        _apply_to_record(outcome, targets, decision, values)


def _apply_to_pair(outcome: Outcome, targets: Targets, decision: Decision, values: dict[str, Any]) -> None:
    """A pair names its need by identifier or by the words on which the need rests."""
    need_id = targets.named(values["need_id"]) if "need_id" in values else targets.find(decision)
    activity_id = activity_named(values.get("activity_id") or values)
    if need_id is None or activity_id is None:
        outcome.notes.append(lost(decision))
    elif not about_pair(decision, need_id=need_id, activity_id=activity_id, taking_part=outcome.taking_part):
        outcome.notes.append(not_entitled(decision))
    else:
        outcome.matches.pop((need_id, activity_id), None)  # those decided last stand last
        outcome.matches[(need_id, activity_id)] = decision


def _keep_for_later(outcome: Outcome, decision: Decision, values: dict[str, Any]) -> None:
    """Activities and organisations are settled when all their records are known; the order of decisions is kept."""
    named, sayings = _KEPT_FOR_LATER[decision.about_kind]
    about = named(decision.about_id or values)
    other = values.get("into") or values.get("from")
    if about is None or (other and named(other) is None):
        outcome.notes.append(lost(decision))
    else:
        sayings(outcome).append(Saying(decision, about, named(other) if other else None, values))


def _apply_to_record(outcome: Outcome, targets: Targets, decision: Decision, values: dict[str, Any]) -> None:
    record_id = targets.find(decision)
    others = {name: targets.named(values[name]) for name in ("into", "by", "from") if values.get(name)}
    there = outcome.register.evidence
    if record_id is None or not there.keys() >= {record_id, *others.values()}:
        outcome.notes.append(lost(decision))
        return
    states = {state_of(one) for one in (record_id, *others.values()) if one is not None}
    if not about_state(decision, state_of(record_id)):
        outcome.notes.append(not_entitled(decision))
        return
    if len(states) > 1:
        outcome.notes.append(of_another_state(decision))
        return
    values |= others
    _HANDLERS[decision.verb](outcome, record_id, decision, values)
    targets.learn(outcome.aliases)
    outcome.public.append(decision.in_public(record_id, outcome=str(values.get("grade") or values.get("priority") or "")))


def _day(decision: Decision) -> date:
    return date.fromisoformat(decision.made_at[:10])


def _change_need(outcome: Outcome, need_id: str, **changes: Any) -> None:
    needs = outcome.register.needs
    if need_id in needs:
        needs[need_id] = replace(needs[need_id], **changes)


def _confirm(outcome: Outcome, record_id: str, decision: Decision, values: dict[str, Any]) -> None:
    seen: dict[str, Any] = {"reading": "confirmed", "confirmed_on": _day(decision), "confirmed_by_role": decision.actor_role}
    register = outcome.register
    if decision.verb in REOPENING and record_id in register.needs:
        seen |= reopened(register.needs[record_id], decision)
    for records in register.confirmable().values():
        if record_id in records:
            records[record_id] = replace(records[record_id], **seen)


def _correct(outcome: Outcome, record_id: str, decision: Decision, values: dict[str, Any]) -> None:
    for kind, records in outcome.register.confirmable().items():
        if record_id in records:
            records[record_id] = replace(records[record_id], **corrected(kind, values))
    _confirm(outcome, record_id, decision, values)


def _reject(outcome: Outcome, record_id: str, decision: Decision, values: dict[str, Any]) -> None:
    register = outcome.register
    for records in (*register.confirmable().values(), register.no_needs):
        records.pop(record_id, None)
    register.evidence.pop(record_id, None)


def _merge(outcome: Outcome, record_id: str, decision: Decision, values: dict[str, Any]) -> None:
    """Into another one; or the parts of a need into the whole, which is there as if nobody had split it."""
    if "into" not in values:
        return
    into = str(values["into"])
    register = outcome.register
    if into not in register.needs:
        outcome.notes.append(lost(decision))
        return
    if into == record_id:  # what a person has joined is by now found to be one without that
        return
    joined: list[Evidence] = each_place_once(register.evidence[into] + register.evidence.pop(record_id, []))
    register.evidence[into] = [replace(e, record_id=into, position=n) for n, e in enumerate(joined)]
    gone, kept = register.needs.pop(record_id, None), register.needs[into]
    days = [one.stated_on for one in (gone, kept) if one is not None and one.stated_on is not None]
    register.needs[into] = replace(kept, stated_on=max(days, default=None))
    outcome.aliases.append(Alias(old_id=record_id, new_id=into, why="merged"))


def _split(outcome: Outcome, record_id: str, decision: Decision, values: dict[str, Any]) -> None:
    """Either into parts, or from another record: those two were kept apart when candidates were gathered."""
    register = outcome.register
    if "parts" not in values:
        if values.get("from") == record_id:
            outcome.notes.append(lost(decision))
        return
    if record_id not in register.needs:
        outcome.notes.append(lost(decision))
        return
    whole, evidence = register.needs.pop(record_id), register.evidence.pop(record_id)
    for number, part in enumerate(values["parts"]):
        own_id = part_id(record_id, number=number, text=part["text"])
        register.needs[own_id] = replace(whole, need_id=own_id, **corrected("need", part))
        register.evidence[own_id] = [replace(e, record_id=own_id) for e in evidence]
        _confirm(outcome, own_id, decision, values)
        if number == 0:
            outcome.aliases.append(Alias(old_id=record_id, new_id=own_id, why="corrected"))


def _supersede(outcome: Outcome, record_id: str, decision: Decision, values: dict[str, Any]) -> None:
    _change_need(outcome, record_id, grade="superseded", graded_on=_day(decision), superseded_by=values.get("by"))


def _met(outcome: Outcome, record_id: str, decision: Decision, values: dict[str, Any]) -> None:
    _change_need(outcome, record_id, grade=values["grade"], graded_on=_day(decision), superseded_by=None)
    _confirm(outcome, record_id, decision, values)


def _withdraw(outcome: Outcome, record_id: str, decision: Decision, values: dict[str, Any]) -> None:
    _change_need(outcome, record_id, grade="withdrawn", graded_on=_day(decision), superseded_by=None)


def _prioritise(outcome: Outcome, record_id: str, decision: Decision, values: dict[str, Any]) -> None:
    _change_need(outcome, record_id, priority=values["priority"])
    _confirm(outcome, record_id, decision, values)


def _unsure(outcome: Outcome, record_id: str, decision: Decision, values: dict[str, Any]) -> None:
    """Doubt changes nothing in the record: that it was looked at stands among the public decisions."""


def _add(outcome: Outcome, decision: Decision) -> None:
    """A need that the State stated itself; it is public because the State's consent to it is among the decisions."""
    if decision.about_id in outcome.register.evidence:
        outcome.notes.append(taken(decision))
        return
    values = json.loads(decision.values)
    provisions, types = tuple(values.get("provisions", ())), tuple(values.get("types", ()))
    outcome.register.needs[decision.about_id] = Need(
        need_id=decision.about_id,
        state=values["state"],
        text=values["text"],
        language=values.get("language"),
        provisions=provisions,
        articles=articles_of(provisions),
        chapter=values.get("chapter"),
        types=types,
        coarse_types=coarse_types(types),
        priority=values.get("priority"),
        beneficiary=values.get("beneficiary"),
        cycle=values.get("cycle"),
        document_id="",
        symbol=None,
        page=None,
        section=None,
        stated_on=_day(decision),
        confirmed_on=_day(decision),
        confirmed_by_role=decision.actor_role,
        reading="confirmed",
        timing=values.get("timing", "current"),
        grade="no_assistance_found",
        graded_on=None,
        superseded_by=None,
    )
    outcome.register.evidence[decision.about_id] = []
    outcome.public.append(decision.in_public(decision.about_id))


_KEPT_FOR_LATER: Mapping[str, tuple[Callable[[Any], str | None], Callable[[Outcome], list[Saying]]]] = {
    "activity": (activity_named, lambda outcome: outcome.activities),
    "organisation": (organisation_named, lambda outcome: outcome.organisations),
}

Handler = Callable[[Outcome, str, Decision, dict[str, Any]], None]
_HANDLERS: Mapping[str, Handler] = {
    "add": _correct,
    "confirm": _confirm,
    "correct": _correct,
    "reject": _reject,
    "merge": _merge,
    "split": _split,
    "supersede": _supersede,
    "met": _met,
    "withdraw": _withdraw,
    "prioritise": _prioritise,
    "unsure": _unsure,
    "verdict": _unsure,
}
