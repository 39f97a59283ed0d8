"""Exact sums and shares of dollars."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article60.domain.usd import add, part, text

AMOUNTS = st.decimals(min_value=-(10**20), max_value=10**20, places=2).map(str)


def test_sum_of_tenths_is_exact() -> None:
    assert add(["0.1"] * 10) == 1


def test_nothing_added_up_is_nothing() -> None:
    assert text(add(())) == "0.00"


def test_digits_beyond_those_of_everyday_reckoning_are_kept() -> None:
    assert text(add(("99999999999999999999999999999999999999.99", "0.01"))) == "1" + "0" * 38 + ".00"


def test_share_is_not_rounded() -> None:
    assert text(part("0.01", per_cent="33.333")) == "0.0033333"


@pytest.mark.parametrize(
    ("amount", "written"), [("12.3", "12.30"), ("0.125", "0.125"), ("1E+3", "1000.00"), ("-0.00", "0.00"), ("-5", "-5.00")]
)
def test_amounts_have_cents_at_least(amount: str, written: str) -> None:
    assert text(Decimal(amount)) == written


@given(st.lists(AMOUNTS), st.randoms())
def test_order_does_not_matter(amounts: list[str], random: object) -> None:
    shuffled = sorted(amounts, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert add(shuffled) == add(amounts)


@given(AMOUNTS, st.integers(0, 10_000))
def test_two_shares_that_make_a_hundred_make_the_amount(amount: str, hundredths: int) -> None:
    one, other = (str(Decimal(number) / 100) for number in (hundredths, 10_000 - hundredths))
    assert add((part(amount, per_cent=one), part(amount, per_cent=other))) == Decimal(amount)
