"""A decision: what a person decided about a record, when and in which role."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from article60.domain.fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One line of a decisions folder: append-only, a later line about the same thing wins."""

    decision_id: str = note("Identifier of the decision.")
    made_at: str = note("Instant, ISO 8601 in UTC.")
    actor_role: str = note("Role of the person who decided.")
    actor_organisation: str | None = note("Organisation or State for which the person acted.")
    about_kind: str = note("document, need, good_practice, assistance_received, activity, organisation, match or overlap.")
    about_id: str = note("Identifier of the record, as known when the decision was made.")
    fingerprint_sha256: str | None = note("Hash of the document on which the decision rests.")
    fingerprint_page: int | None = note("Printed page.")
    fingerprint_quote: str | None = note("Words as printed.")
    verb: str = note(
        "confirm, correct, split, merge, reject, unsure, supersede, met, withdraw, consent, add, verdict or prioritise."
    )
    values: str = note("What the decision sets, JSON.")
    reason: str | None = note("Why; not public unless released.")
    audience: str = note("Who may see the outcome: public, or private to the State.")
    version_hash: str | None = note("Hash of the version that was decided on.")

    def in_public(self, record_id: str, *, outcome: str = "") -> "PublicDecision":
        """What the public sees of it, by the identifier that its record has now."""
        return PublicDecision(
            record_id=record_id,
            record_kind=self.about_kind,
            verb=self.verb,
            outcome=outcome,
            decided_on=self.made_at[:10],
            role=self.actor_role,
        )


def takes_back(verb: str, values: Mapping[str, Any]) -> str:
    """The verb that a decision takes back without saying anything else: two are not one, or what was split is whole again."""
    if verb == "split" and "parts" not in values:
        return "merge"
    return "split" if verb == "merge" and "into" not in values else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicDecision:
    """What the public sees of a decision: outcome, date and role; no person and no reason."""

    record_id: str = note("Identifier of the record that it is about.")
    record_kind: str = note("Kind of that record.")
    verb: str = note("What was decided.")
    outcome: str = note("The value set, in words or code, or the other record of two; empty where the verb says it all.")
    decided_on: str = note("Day, ISO 8601.")
    role: str = note("Role of the person who decided.")
