"""What amounts are worth in US dollars, and what they add up to."""

from datetime import date
from typing import Any

import pytest

from article60.domain.activity import ActivityAmount
from article60.domain.activity_record import ActivityRecord
from article60.domain.rate import Rate
from article60.extraction.money import Totals, in_usd, totals


def amount(value: str, **other: Any) -> ActivityAmount:
    given: dict[str, Any] = {"kind": "transaction", "type": "3", "currency": "EUR", "value_date": date(2020, 5, 1)}
    given |= {"usd": None, "rate": None, "rate_year": None}
    return ActivityAmount(activity_id="ACT-AAAAAAAA", position=0, value=value, **(given | other))


def record(*amounts: ActivityAmount) -> ActivityRecord:
    nothing: dict[str, Any] = dict.fromkeys(
        ("line", "iati_version", "reporting_org", "reporting_org_name", "status", "start", "end", "last_updated", "hierarchy")
    )
    empty: dict[str, Any] = dict.fromkeys(
        ("parents", "children", "texts", "recipients", "sectors", "organisations", "tags", "policy_markers", "notes"), ()
    )
    return ActivityRecord(
        activity_id="ACT-AAAAAAAA",
        iati_identifier="XX-DEMO-1",
        file="demo.xml",
        file_sha256="0" * 64,
        position=0,
        secondary_reporter=False,
        amounts=amounts,
        **nothing,
        **empty,
    )


def usd(of: ActivityAmount, *rates: Rate) -> str | None:
    return in_usd(record(of), rates=rates).amounts[0].usd


def rate(on: date, per_usd: str, *, currency: str = "EUR") -> Rate:
    return Rate(currency=currency, on=on, per_usd=per_usd, source="Invented bank")


def test_amount_is_valued_at_the_average_of_its_year() -> None:
    valued = in_usd(record(amount("875.5064")), rates=()).amounts[0]

    assert (valued.usd, valued.rate, valued.rate_year) == ("1000.00", "0.8755064", 2020)


def test_dollars_need_neither_rate_nor_date() -> None:
    assert usd(amount("10.5", currency="USD", value_date=None)) == "10.50"


@pytest.mark.parametrize(
    "unknown",
    [
        amount("n/a"),
        amount(""),
        amount("NaN"),
        amount("10", currency=None),
        amount("10", value_date=None),
        amount("10", currency="ZZZ"),
        amount("10", value_date=date(1931, 1, 1)),
    ],
)
def test_unknown_value_currency_date_or_rate_is_null(unknown: ActivityAmount) -> None:
    assert usd(unknown) is None


def test_rates_of_the_operator_win_over_those_shipped() -> None:
    assert usd(amount("100"), rate(date(2020, 12, 31), "0.5")) == "200.00"


def test_the_latest_rate_not_after_the_value_date_counts() -> None:
    rates = (rate(date(2020, 9, 1), "4"), rate(date(2020, 1, 1), "2"), rate(date(2020, 4, 1), "2.5"))

    assert usd(amount("100"), *rates) == "40.00"


def test_a_rate_stands_for_its_year_only() -> None:
    assert usd(amount("100", currency="XQA"), rate(date(2019, 1, 1), "2", currency="XQA")) is None


def test_totals_add_whole_amounts_by_kind() -> None:
    given = record(
        amount("100", kind="budget", type="1", currency="USD"),
        amount("40", type="2", currency="USD"),
        amount("30", type="3", currency="USD"),
        amount("12.25", type="4", currency="USD"),
        amount("-2", type="4", currency="USD"),
        amount("999", type="1", currency="USD"),
        amount("999", kind="planned_disbursement", type=None, currency="USD"),
    )

    assert totals(in_usd(given, rates=()).amounts) == Totals("100.00", "40.00", "40.25")


def test_revised_budget_takes_the_place_of_the_original_of_the_same_date() -> None:
    given = record(
        amount("100", kind="budget", type="1", currency="USD"),
        amount("120", kind="budget", type="2", currency="USD"),
        amount("50", kind="budget", type="1", currency="USD", value_date=date(2021, 5, 1)),
    )

    assert totals(in_usd(given, rates=()).amounts).budget_usd == "170.00"


def test_one_unknown_part_makes_the_total_unknown() -> None:
    given = record(amount("100", type="2", currency="USD"), amount("100", type="2", currency="ZZZ"))

    assert totals(in_usd(given, rates=()).amounts) == Totals(None, None, None)
