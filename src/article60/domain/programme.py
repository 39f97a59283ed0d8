"""A programme: a thematic, regional or country programme of a provider, running or planned."""

from dataclasses import dataclass
from datetime import date

from article60.domain.fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """What a provider does or plans to do in an area, for provisions of the Convention, with types of assistance."""

    identifier: str = note("IATI identifier; for a planned programme the name of its file.")
    title: str = note("Title in the first language published.")
    provider: str | None = note("Name of the provider as published.")
    area: tuple[str, ...] = note(
        "Where it works: codes of States, of United Nations regional groups or of M49 regions, or names of named groups."
    )
    provisions: tuple[str, ...] = note("Provisions that it serves, as `46(9)(b)`; empty where none is named.")
    types: tuple[str, ...] = note("Fine types of assistance; empty where none is named.")
    start: date | None = note("Day on which it starts.")
    end: date | None = note("Day on which it ends.")
    activities: tuple[str, ...] = note(
        "Activities of the Release of which it consists, `ACT-` and eight characters; empty for a planned programme.",
        default=(),
    )
    outside: tuple[str, ...] = note("Activities of the Release that its provider reports outside the programme.", default=())
