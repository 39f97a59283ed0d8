"""What a State asks of providers, with its cost, and what providers have promised for it; both as published."""

from dataclasses import dataclass
from datetime import date

from article60.domain.fields import note

ANNOUNCED, COMMITTED, DISBURSED, WITHDRAWN = PLEDGE_STATUSES = ("announced", "committed", "disbursed", "withdrawn")
"""Where a pledge stands; labelled in codes/pledge_statuses.csv."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistanceRequest:
    """A request that a State has published with what it costs, or with the least and the most that it may cost."""

    request_id: str = note("Identifier under which the request was published.")
    state: str = note("State party that asks, two-letter code.")
    title: str = note("What is asked for, in the words of the publication.")
    cost_least: str | None = note("The least that it costs, exact decimal text; empty where not known.", unit="USD")
    cost_most: str | None = note("The most that it costs, exact decimal text; empty where not known.", unit="USD")
    on: date | None = note("Day of the publication.")
    source: str = note("Where it was published.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """What a provider has promised for a request, where it now stands."""

    pledge_id: str = note("Identifier of the pledge.")
    request_id: str = note("Request for which it is promised.")
    provider: str = note("Provider, by the name that was published.")
    status: str = note("announced, committed, disbursed or withdrawn.")
    usd: str | None = note("Amount, exact decimal text; empty where not known.", unit="USD")
    on: date | None = note("Day of that status.")
    source: str = note("Where it was published.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFunding:
    """What of a request is pledged and what stays open, from the least to the most that it may be."""

    request_id: str = note("Request.")
    state: str = note("State party that asks, two-letter code.")
    pledged_least: str = note("What is committed or disbursed, of known amounts; exact decimal text.", unit="USD")
    pledged_most: str | None = note(
        "The same with what is announced; empty where a pledge that stands has no known amount.", unit="USD"
    )
    open_least: str | None = note(
        "The least that nobody has pledged: the least cost less the most that is pledged, never below nothing; empty where the "
        "cost is not known at all.",
        unit="USD",
    )
    open_most: str | None = note(
        "The most that nobody has pledged for sure: the most that it costs less what is committed or disbursed; empty where "
        "that cost is not known.",
        unit="USD",
    )
