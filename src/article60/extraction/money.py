"""What amounts are worth in US dollars, by the rate of their year, and what an activity's amounts add up to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from functools import cache, lru_cache
from types import MappingProxyType

from article60.codes.reader import rows
from article60.domain.activity import ActivityAmount
from article60.domain.activity_record import ActivityRecord
from article60.domain.rate import Rate
from article60.domain.usd import KINDS, add, text

_REVISED = "2"
_TRANSACTIONS = {"2": "commitment", "3": "disbursement", "4": "disbursement"}
_CENT = Decimal("0.01")
# Wide enough for any amount that a publisher can write; fixed, so that no setting elsewhere can change a figure.
_EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums of an activity in US dollars, decimal text; None where there is nothing to add or a part of it is unknown."""

    budget_usd: str | None
    commitment_usd: str | None
    disbursement_usd: str | None


def in_usd(record: ActivityRecord, *, rates: Sequence[Rate]) -> ActivityRecord:
    """The record with `usd`, `rate` and `rate_year` of its amounts, empty where value, currency, date or rate is unknown,
    and with the sum that each of them enters.

    `rates` are an operator's own and win over the yearly averages that ship with the project. Only the whole amount is
    converted: nothing is divided among sectors or provisions.
    """
    own = _by_currency_and_year(tuple(rates))
    valued = (_valued(amount, own) for amount in record.amounts)
    kinds = _kinds(record.amounts)
    return replace(record, amounts=tuple(replace(a, counts_as=kind) for a, kind in zip(valued, kinds, strict=True)))


def totals(amounts: Iterable[ActivityAmount]) -> Totals:
    """Sums of budgets, of outgoing commitments, and of disbursements with expenditure, of amounts that `in_usd` has valued."""
    entering: dict[str, list[str | None]] = {kind: [] for kind in KINDS}
    for amount in amounts:
        if amount.counts_as is not None:
            entering[amount.counts_as].append(amount.usd)
    return Totals(**{f"{kind}_usd": total(values) for kind, values in entering.items()})


def total(values: Sequence[str | None]) -> str | None:
    """The exact sum as decimal text; None where there is nothing to add or a part of it is unknown."""
    known = [value for value in values if value is not None]
    return text(add(known)) if known and len(known) == len(values) else None


def _kinds(amounts: Sequence[ActivityAmount]) -> Iterator[str | None]:
    """The sum that each amount enters. A revised budget takes the place of the original one of the same date."""
    revised = {amount.value_date for amount in amounts if amount.kind == "budget" and amount.type == _REVISED}
    for amount in amounts:
        if amount.kind == "budget":
            yield "budget" if amount.type == _REVISED or amount.value_date not in revised else None
        else:
            yield _TRANSACTIONS.get(amount.type or "") if amount.kind == "transaction" else None


def _valued(amount: ActivityAmount, own: Mapping[tuple[str, int], tuple[Rate, ...]]) -> ActivityAmount:
    value = _number(amount.value)
    rate = _rate(amount.currency, amount.value_date, own)
    if value is None or rate is None:
        return amount
    usd = _EXACT.quantize(_EXACT.divide(value, Decimal(rate)), _CENT)
    year = None if amount.value_date is None else amount.value_date.year
    return replace(amount, usd=f"{usd:f}", rate=rate, rate_year=year)


def _number(written: str) -> Decimal | None:
    try:
        number = Decimal(written)
    except InvalidOperation:
        return None
    return number if number.is_finite() and number.adjusted() < 40 else None


def _rate(currency: str | None, on: date | None, own: Mapping[tuple[str, int], tuple[Rate, ...]]) -> str | None:
    """Units of the currency for one US dollar in the year of the day; a dollar is a dollar in any year."""
    if currency == "USD":
        return "1"
    if currency is None or on is None:
        return None
    supplied = own.get((currency, on.year))
    if supplied is None:
        return _shipped().get((currency, on.year))
    before = [rate for rate in supplied if rate.on <= on]
    return (before[-1] if before else supplied[0]).per_usd


@lru_cache(maxsize=8)
def _by_currency_and_year(rates: tuple[Rate, ...]) -> Mapping[tuple[str, int], tuple[Rate, ...]]:
    found: dict[tuple[str, int], tuple[Rate, ...]] = {}
    for rate in sorted(rates, key=lambda rate: (rate.currency, rate.on)):
        place = rate.currency, rate.on.year
        found[place] = (*found.get(place, ()), rate)
    return MappingProxyType(found)


@cache
def _shipped() -> Mapping[tuple[str, int], str]:
    return MappingProxyType({(row["currency"], int(row["year"])): row["per_usd"] for row in rows("exchange_rates")})
