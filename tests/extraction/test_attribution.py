"""What each recipient has of an activity's sums: percentages as published, transactions as they name it, nothing rescaled."""

from typing import Any

import pytest

from article60.domain.activity import ActivityAmount, ActivityRecipient
from article60.extraction.attribution import attributed
from makers import recipient


def amount(usd: str | None, *, counts_as: str = "disbursement", to: str | None = None) -> ActivityAmount:
    other: dict[str, Any] = {"currency": "USD", "value_date": None, "rate": None, "rate_year": None, "value": usd or "?"}
    return ActivityAmount(
        activity_id="ACT-AAAAAAAA",
        position=0,
        kind="transaction",
        type=None,
        usd=usd,
        counts_as=counts_as,
        recipient=to,
        **other,
    )


def named(*codes: str, shares: tuple[str | None, ...] = (), level: str = "activity") -> list[ActivityRecipient]:
    used = shares or (None,) * len(codes)
    return [
        recipient(position=place, level=level, code=code, state=code, share_used=share)
        for place, (code, share) in enumerate(zip(codes, used, strict=True))
    ]


def spent(recipients: list[ActivityRecipient], *amounts: ActivityAmount) -> list[str | None]:
    return [one.disbursement_usd for one in attributed(recipients, amounts=amounts)]


def test_shares_of_sixty_and_forty() -> None:
    assert spent(named("XA", "XB", shares=("60", "40")), amount("1000.01")) == ["600.006", "400.004"]


def test_three_sums_are_kept_apart() -> None:
    one, _ = attributed(
        named("XA", "XB", shares=("25", "75")),
        amounts=[amount("8.00", counts_as="budget"), amount("4.00", counts_as="commitment"), amount("2.00")],
    )
    assert (one.budget_usd, one.commitment_usd, one.disbursement_usd) == ("2.00", "1.00", "0.50")


def test_refund_stays_negative() -> None:
    assert spent(named("XA", "XB", shares=("60", "40")), amount("100.00"), amount("-150.00")) == ["-30.00", "-20.00"]


@pytest.mark.parametrize(
    "shares",
    [("100", "100"), ("0", "0"), (None, None), ("60", "30"), ("60", None), ("50.1", "50.1")],
    ids=["200", "0", "none", "90", "one missing", "100.2"],
)
def test_shares_that_do_not_make_a_whole_give_nobody_anything(shares: tuple[str | None, ...]) -> None:
    assert spent(named("XA", "XB", shares=shares), amount("100.00")) == [None, None]


def test_a_tenth_is_rounding_and_is_not_scaled_away() -> None:
    assert spent(named("XA", "XB", "XC", shares=("33.3", "33.3", "33.3")), amount("100.00")) == ["33.30", "33.30", "33.30"]


def test_amount_of_unknown_value_makes_all_shares_unknown() -> None:
    assert spent(named("XA", "XB", shares=("60", "40")), amount("100.00"), amount(None)) == [None, None]


def test_kind_of_which_there_is_no_amount_stays_empty() -> None:
    assert attributed(named("XA", shares=("100",)), amounts=[amount("1.00")])[0].budget_usd is None


def test_only_recipient_that_transactions_name_has_all() -> None:
    (one,) = attributed(named("XA", level="transaction"), amounts=[amount("5.00", to="XA"), amount("7.00", counts_as="budget")])
    assert (one.disbursement_usd, one.budget_usd) == ("5.00", "7.00")


def test_each_transaction_goes_to_the_recipient_that_it_names() -> None:
    both = named("XA", "XB", level="transaction")
    promised = amount("3.00", counts_as="commitment", to="XB")
    assert spent(both, amount("5.00", to="XA"), amount("7.00", to="XA"), amount("2.00"), promised) == ["12.00", "0.00"]


def test_recipient_that_is_named_only_beside_others_has_a_part_that_is_not_known() -> None:
    assert spent(named("XA", "XB", "XC", level="transaction"), amount("5.00", to="XA"), amount("9.00")) == ["5.00", None, None]


def test_budget_of_several_recipients_of_transactions_belongs_to_none() -> None:
    both = attributed(named("XA", "XB", level="transaction"), amounts=[amount("5.00", counts_as="budget")])
    assert [one.budget_usd for one in both] == [None, None]


def test_recipients_of_the_activity_have_all_whatever_transactions_name() -> None:
    mixed = [*named("XA", shares=("100",)), *named("XB", level="transaction")]
    assert spent(mixed, amount("5.00", to="XB")) == ["5.00", None]


def test_code_that_two_recipients_have_belongs_to_neither() -> None:
    promised = amount("3.00", counts_as="commitment", to="XB")
    assert spent(named("XA", "XA", "XB", level="transaction"), amount("5.00", to="XA"), promised) == [None, None, "0.00"]
