"""A peer: a good practice of another State on the provision of a need, with what the two States have in common."""

from dataclasses import dataclass

from article60.domain.fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A good practice that a review of another State records on the provision of a need; an offer, never a rank.

    What the two States have in common is yes, no or, where it is not known of one of them, None.
    """

    practice_id: str = note("Good practice.")
    state: str = note("State party whose review records it, two-letter code.")
    fit: str = note("same_clause or same_article: how near its provisions are to those of the need.")
    same_regional_group: bool | None = note("Whether both belong to the same United Nations regional group.")
    same_subregion: bool | None = note("Whether both lie in the same M49 sub-region.")
    same_language: bool | None = note("Whether they share an official language; known only from an operator's facts.")
    same_income: bool | None = note("Whether the World Bank puts both into the same income group.")
    same_legal_system: bool | None = note("Whether they share a legal system; known only from an operator's facts.")
    both_sids: bool | None = note("Whether both are small island developing States.")
    both_ldc: bool | None = note("Whether both are least developed countries.")
    both_lldc: bool | None = note("Whether both are landlocked developing countries.")
    groups: tuple[str, ...] = note("Named groups to which both belong, as an operator's facts name them.")
    text: str = note("Words of the good practice, as printed.")
    language: str | None = note("Language of the words, ISO 639-1.")
    symbol: str | None = note("Symbol of the document in which they stand.")
    page: int | None = note("Printed page.")
    received: tuple[str, ...] = note(
        "Identifiers of statements that, no later than the good practice, tell of assistance to that State on the same article."
    )


FACTS = (
    "same_regional_group",
    "same_subregion",
    "same_language",
    "same_legal_system",
    "same_income",
    "both_sids",
    "both_ldc",
    "both_lldc",
)
"""What two States may have in common, in the order in which people see it; labelled in codes/peer_facts.csv."""


def in_common(peer: Peer) -> tuple[str, ...]:
    """Names of the facts that are known to hold for both States."""
    return tuple(fact for fact in FACTS if getattr(peer, fact))


def not_known(peer: Peer) -> tuple[str, ...]:
    """Names of the facts that are not known of one of the two States."""
    return tuple(fact for fact in FACTS if getattr(peer, fact) is None)
