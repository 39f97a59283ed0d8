"""What each recipient has of an activity's budgets, commitments and disbursements; nothing is ever rescaled."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from article60.domain.activity import ActivityAmount, ActivityRecipient
from article60.domain.usd import add, part, text
from article60.extraction.money import Totals, total, totals

_WHOLE = Decimal(100)
_ROUNDING = Decimal("0.1")
_UNKNOWN = Totals(None, None, None)


def attributed(recipients: Sequence[ActivityRecipient], *, amounts: Sequence[ActivityAmount]) -> tuple[ActivityRecipient, ...]:
    """The recipients with what each has of the three sums, in their order.

    Where the activity itself names recipients, their percentages count, as published, if they make 100 (a tenth more or less
    is rounding); else each transaction goes to the one recipient that it names, and a recipient named by no other than
    itself has all. What cannot be known stays empty.
    """
    sums = totals(amounts)
    whole = [one for one in recipients if one.level == "activity"]
    if whole:
        known = _make_a_whole(whole)
        return tuple(_with(one, _share(one, sums, known=known)) for one in recipients)
    if len(recipients) == 1:
        return (_with(recipients[0], sums),)
    named = Counter(one.code for one in recipients)
    return tuple(_with(one, _own(one, amounts) if one.code and named[one.code] == 1 else _UNKNOWN) for one in recipients)


def _with(recipient: ActivityRecipient, has: Totals) -> ActivityRecipient:
    return replace(
        recipient, budget_usd=has.budget_usd, commitment_usd=has.commitment_usd, disbursement_usd=has.disbursement_usd
    )


def _make_a_whole(recipients: Sequence[ActivityRecipient]) -> bool:
    shares = [one.share_used for one in recipients]
    known = [share for share in shares if share is not None]
    return len(known) == len(shares) and abs(add(known) - _WHOLE) <= _ROUNDING


def _share(recipient: ActivityRecipient, sums: Totals, *, known: bool) -> Totals:
    """Its percentage of each sum; nothing for one that only transactions name, since the activity's own recipients have all."""
    share = recipient.share_used
    if not known or share is None or recipient.level != "activity":
        return _UNKNOWN

    def of(amount: str | None) -> str | None:
        return None if amount is None else text(part(amount, per_cent=share))

    return Totals(of(sums.budget_usd), of(sums.commitment_usd), of(sums.disbursement_usd))


def _own(recipient: ActivityRecipient, amounts: Sequence[ActivityAmount]) -> Totals:
    """The transactions that name it and no other; budgets name no recipient.

    One that is named only beside others has a part of them that nobody has published: unknown, not zero.
    """
    if not any(amount.recipient == recipient.code for amount in amounts):
        return _UNKNOWN
    return Totals(None, _named(recipient, amounts, "commitment"), _named(recipient, amounts, "disbursement"))


def _named(recipient: ActivityRecipient, amounts: Sequence[ActivityAmount], kind: str) -> str | None:
    """Sum of one kind's transactions that name the recipient: 0 where others alone have them, None where there are none."""
    entering = [amount for amount in amounts if amount.counts_as == kind]
    its_own = [amount.usd for amount in entering if amount.recipient == recipient.code]
    return total(its_own) if its_own or not entering else text(add(()))
