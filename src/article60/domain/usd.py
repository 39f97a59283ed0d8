"""Sums and shares of amounts in US dollars: decimal text in, exact decimal text out, never a binary fraction."""

from collections.abc import Iterable
from decimal import Context, Decimal, Inexact, localcontext

KINDS = ("budget", "commitment", "disbursement")
"""The three sums of an activity; they are never added to one another."""

# Wide enough for any sum of amounts and shares that publishers can write; it raises rather than round a digit away.
_EXACT = Context(prec=200, traps=[Inexact])
_CENT = Decimal("0.01")


def add(amounts: Iterable[str | int | Decimal]) -> Decimal:
    """The exact sum; nothing added up is 0."""
    with localcontext(_EXACT):
        return sum(map(Decimal, amounts), Decimal(0))


def part(amount: str, *, per_cent: str) -> Decimal:
    """So many per cent of an amount, not rounded."""
    return _EXACT.multiply(_EXACT.multiply(Decimal(amount), Decimal(per_cent)), _CENT)


def text(amount: Decimal) -> str:
    """Decimal text with cents at least, and with all digits that a share has left: `12.30`, `0.125`."""
    shortest = _EXACT.normalize(amount)
    exponent = shortest.as_tuple().exponent
    cents = _EXACT.quantize(shortest, _CENT) if isinstance(exponent, int) and exponent > -2 else shortest
    return f"{cents:f}" if cents else "0.00"
