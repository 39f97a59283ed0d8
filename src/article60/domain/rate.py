"""A rate: what one US dollar cost in another currency."""

from dataclasses import dataclass
from datetime import date

from article60.domain.fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A rate of exchange on a day, as an operator supplies it; it stands for the amounts of its year."""

    currency: str = note("Currency code, ISO 4217.")
    on: date = note("Day of the rate.")
    per_usd: str = note("Units of the currency for one US dollar, decimal text.")
    source: str = note("Where the rate was read.")
