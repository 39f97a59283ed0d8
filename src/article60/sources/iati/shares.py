"""Percentages as published beside those that can be used; nothing is ever rescaled."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from article60.sources.iati.decimals import decimal_text

_ROUNDING = Decimal("0.1")


@lru_cache(maxsize=1024)
def used(published: tuple[str | None, ...]) -> tuple[Sequence[str | None], str | None]:
    """The share used of each of several things that make up a whole, and what is odd about them, or None.

    One alone without a percentage is the whole (100). Shares stand as published where they make 100 (a tenth more or less is
    rounding) or less; where they make more, or nothing at all, none of them can be known.
    """
    if not published:
        return (), None
    unknown = (None,) * len(published)
    if all(share is None for share in published):
        return (("100",), None) if len(published) == 1 else (unknown, "no percentages")
    read = tuple(None if share is None else decimal_text(share) for share in published)
    total = sum((Decimal(share) for share in read if share is not None), Decimal(0))
    unreadable = sum(1 for share in read if share is None)
    if unreadable:
        return (read if total <= 100 else unknown), "percentages missing or unreadable for some"
    if total > 100 + _ROUNDING or total <= 0:
        return unknown, f"percentages make {total.normalize():f}, not 100; not used"
    return read, None if abs(total - 100) <= _ROUNDING else f"percentages make {total.normalize():f}, not 100"
