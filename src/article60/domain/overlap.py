"""An overlap: several providers active in one State on one provision and type at the same time."""

from dataclasses import dataclass
from datetime import date

from article60.domain.fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Two or more activities of different providers on one State, article and type at the same time."""

    overlap_id: str = note("Lasting identifier: the State's code and eight characters.")
    state: str = note("State party, two-letter code.")
    article: str = note("Article that the activities serve.")
    type: str = note("Coarse type of assistance.")
    activities: tuple[str, ...] = note("Identifiers of the activities.")
    providers: tuple[str, ...] = note("Identifiers of the reporting organisations.")
    start: date | None = note("First day on which all of them run.")
    end: date | None = note("Last day on which all of them run; empty where open.")
    reasons: tuple[str, ...] = note("What was compared, for duplication or complementarity, by the list of reasons.")
    verdict: str | None = note("duplication, complementary, joint or unclear, as decided by people; empty before a decision.")
    decided_on: date | None = note("Day of the decision.")
    decided_by_role: str | None = note("Role of the person who decided; never a name.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedOverlap:
    """An overlap with what the machine takes it for: for the State and the providers concerned, never for the public."""

    overlap: Overlap = note("The overlap, with people's verdict where there is one.")
    proposed: str = note("duplication, complementary, joint or unclear, as the features speak.")
