"""Whether the person who decided may decide about this very record: a State about its own, a provider about its own work."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from article60.domain import authority
from article60.domain.activity import ActivityOrganisation
from article60.domain.decision import Decision
from article60.domain.run_note import RunNote
from article60.identity.identifiers import current_organisation
from article60.identity.lost import not_entitled
from article60.identity.missed import added_in_place
from article60.identity.readings import Reading
from article60.identity.targets import Targets, activity_named
from article60.identity.verdicts import Resolve, Saying

PROVIDER = "provider_officer"

TakingPart = Mapping[str, Collection[str]]
"""The organisations that take part in each activity, by their identifiers in the form now in use."""


def state_of(record_id: str) -> str:
    """The State of a record: the one thing that its identifier tells."""
    return record_id.partition("-")[0]


def about_state(decision: Decision, state: str) -> bool:
    """Whether this may be decided about a record of that State by the one who decided it."""
    placed = added_in_place(decision)
    far = authority.scope(role=decision.actor_role, kind=decision.about_kind, verb=decision.verb, placed=placed)
    return far == authority.ANY or (far == authority.OWN and decision.actor_organisation == state)


def opener(said: Sequence[Decision], states: Sequence[str]) -> Decision | None:
    """The consent by which a document about these States is open; none where it is not.

    `said` are consents and withdrawals about it in their order. For each State the last word counts of those who may speak for
    it, and for each it must be a consent: what a document says of one State is not for another to open. What those say who
    may not is as if it had not been said.
    """
    last = [next((one for one in reversed(said) if about_state(one, state)), None) for state in states or ("",)]
    consents = [one for one in last if one is not None and one.verb == "consent"]
    return max(consents, key=said.index) if len(consents) == len(last) else None


def about_pair(decision: Decision, *, need_id: str, activity_id: str, taking_part: TakingPart) -> bool:
    """Whether this may be decided about a need and an activity: by its State, by a provider that takes part, or by the desk."""
    if decision.actor_role == PROVIDER:
        return _own(decision) in taking_part.get(activity_id, ())
    return about_state(decision, state_of(need_id))


def known_at_once(decisions: Iterable[Decision], targets: Targets, notes: list[RunNote]) -> Iterator[Decision]:
    """Yield the decisions but those about records, overlaps and new needs of a State that may not be decided so; noted.

    What only later decisions make, such as the parts of a need, is looked at when it is there.
    """
    for decision in decisions:
        state = _state(decision, targets)
        if state is None or about_state(decision, state):
            yield decision
        else:
            notes.append(not_entitled(decision))


def _state(decision: Decision, targets: Targets) -> str | None:
    if decision.about_kind in ("match", "activity", "organisation", "document"):
        return None
    if decision.about_kind == "overlap":
        return str(json.loads(decision.values)["state"])
    found = decision.about_id if decision.verb in ("add", "consent") else targets.find(decision)
    return state_of(found) if found else None


def taking_part(parts: Iterable[ActivityOrganisation]) -> TakingPart:
    """The organisations of each activity that its record names by an identifier, in whatever role."""
    found: dict[str, set[str]] = {}
    for part in parts:
        if part.ref:
            found.setdefault(part.activity_id, set()).add(current_organisation(part.ref))
    return found


def looked_up(decisions: Iterable[Decision]) -> set[str]:
    """The activities, as named, of the pairs on which providers have decided: only of these it must be known who takes part."""
    pairs = (json.loads(d.values) for d in decisions if d.about_kind == "match" and d.actor_role == PROVIDER)
    named = (activity_named(values.get("activity_id") or values) for values in pairs)
    return {one for one in named if one is not None}


def of_own_activities(
    sayings: Sequence[Saying], known: Mapping[str, Reading], resolve: Resolve, notes: list[RunNote]
) -> list[Saying]:
    """What was said of activities without what providers said of those in which they take no part; that is noted.

    To say that two are the same, which hides one of them, a provider must take part in both, as far as they are read.
    """
    kept = []
    for saying in sayings:
        decision = saying.decision
        if decision.actor_role == PROVIDER:
            found = [known[one] for one in map(resolve, filter(None, (saying.about, saying.other))) if one is not None]
            own = [_own(decision) in _organisations(reading) for reading in found]
            if found and not (all(own) if decision.verb == "merge" else any(own)):
                notes.append(not_entitled(decision))
                continue
        kept.append(saying)
    return kept


def _organisations(reading: Reading) -> set[str]:
    refs = (reading.record.reporting_org, *(part.ref for part in reading.record.organisations))
    return {current_organisation(ref) for ref in refs if ref}


def _own(decision: Decision) -> str:
    return current_organisation(decision.actor_organisation or "")
