"""Which decisions about needs and other statements later ones overrule: the last word on a record, and on each pair, counts."""

import json
from collections.abc import Iterable

from article60.domain.decision import Decision
from article60.identity.joining import Joining, Pair
from article60.identity.places import Place, place_at
from article60.identity.targets import Targets

ELSEWHERE = frozenset(("document", "match", "overlap", "activity", "organisation"))
"""What decisions are about that no statement is: these are settled in later steps or by their own rules."""


def overruled_by_later(decisions: Iterable[Decision], targets: Targets) -> tuple[set[Decision], set[Decision]]:
    """Decisions that a later one takes back, and merges that would bring together two that another decision keeps apart.

    A merge and a split of the same two take each other back; a rejection is taken back by whatever is decided later about the
    record, doubt apart.
    """
    last: dict[Pair, Decision] = {}
    rejected: dict[str, Decision] = {}
    overruled = set[Decision]()
    for decision in decisions:
        about = None if decision.about_kind in ELSEWHERE else targets.find(decision)
        if about is None:
            continue
        if decision.verb == "reject":
            rejected[about] = decision
        elif decision.verb != "unsure" and about in rejected:
            overruled.add(rejected.pop(about))
        values = json.loads(decision.values)
        named = values.get("into") or values.get("from")
        other = targets.named(named) if named and decision.verb in ("merge", "split") else None
        if other is not None and other != about:
            pair = frozenset((about, other))
            if pair in last:
                overruled.add(last.pop(pair))
            last[pair] = decision
    joining = Joining(pair for pair, decision in last.items() if decision.verb == "split")
    merges = {pair: decision for pair, decision in last.items() if decision.verb == "merge"}
    return overruled, {decision for (one, other), decision in merges.items() if not joining.join(one, other)}


def places_apart(decisions: Iterable[Decision]) -> set[frozenset[Place]]:
    """Places in documents of which people said last that they do not state the same need, two by two."""
    last: dict[frozenset[Place], str] = {}
    for decision in decisions:
        values = json.loads(decision.values)
        other = values.get("into") or values.get("from")
        if decision.about_kind in ELSEWHERE or decision.verb not in ("merge", "split") or not isinstance(other, dict):
            continue
        if decision.fingerprint_sha256 and decision.fingerprint_quote:
            here = place_at(decision.fingerprint_sha256, decision.fingerprint_page, decision.fingerprint_quote)
            there = place_at(other.get("document_sha256", ""), other.get("page"), other.get("quote", ""))
            last[frozenset((here, there))] = decision.verb
    return {pair for pair, verb in last.items() if verb == "split" and len(pair) == 2}
