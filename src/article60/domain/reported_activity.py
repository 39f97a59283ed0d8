"""A reported activity: assistance that a provider tells of in its own words, under way or planned, as no aid data do."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from article60.domain.fields import note

PLANNED = "1"
"""IATI's activity status of what has not begun."""
_LISTS = ("states", "areas", "provisions", "types", "bodies")
_DAYS = ("start", "end", "value_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedActivity:
    """What a provider says of one piece of assistance; what it leaves out is unknown, not zero."""

    title: str = note("Title, in the provider's words.")
    language: str = note("Language of title and description, one of the six.")
    description: str = note("What it does, in the provider's words.", default="")
    states: tuple[str, ...] = note("States in which it works, two-letter codes.")
    areas: tuple[str, ...] = note(
        "Regions and groups in which it works: codes of United Nations regional groups or M49 regions, or names of groups.",
        default=(),
    )
    provisions: tuple[str, ...] = note("Provisions that it serves, as `46(9)`.", default=())
    types: tuple[str, ...] = note("Fine types of assistance.", default=())
    bodies: tuple[str, ...] = note("Bodies that benefit, as the provider names them.", default=())
    status: str = note("IATI activity status code.")
    start: date = note("First day: actual where it has begun, else planned.")
    end: date | None = note("Last day, likewise.", default=None)
    budget: str | None = note("Budget for all of its period, decimal text.", default=None)
    disbursed: str | None = note("Paid out so far, decimal text.", default=None)
    currency: str | None = note("Currency of both, three letters.", default=None)
    value_on: date | None = note("Day on which the amounts were worth what they say.", default=None)

    @property
    def told(self) -> dict[str, Any]:
        """As JSON tells it."""
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(self).items()}

    @property
    def canonical(self) -> str:
        """The one text of all that it says, for its hash."""
        return json.dumps(self.told, ensure_ascii=False, sort_keys=True)

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "ReportedActivity":
        """The same again from what JSON tells. Raises KeyError where something is missing."""
        said = {one.name: told[one.name] for one in fields(cls)}
        said |= {name: tuple(said[name]) for name in _LISTS}
        return cls(**said | {name: date.fromisoformat(said[name]) if said[name] else None for name in _DAYS})
