"""The amounts reported for a State, a row for each kind: the sum, what it rests on, and what is left out of it and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from article60.domain.usd import KINDS
from article60.figures.narrowing import Narrowing
from article60.web.public import asked
from article60.web.public.figures import Shown

COUNTED = "counted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One kind of amount. `sum_usd` is decimal text, None where no activity counts.

    `counted` and `left_out` (by the reason's code) are numbers of activities; of those counted, `not_attributable` have no
    amount here, since the State's share is not known. `rows` is the address of what is added up.
    """

    kind: str
    sum_usd: str | None
    rows: str
    counted: int
    not_attributable: int
    left_out: tuple[tuple[str, int], ...]


def rows_of(figures: Iterable[Shown], *, state: str) -> Iterator[Row]:
    """One row for each kind of which the figures of a State tell anything, in declared order."""
    by_name = {one.figure.figure: one for one in figures}
    for kind in KINDS:
        reported = by_name.get(f"{kind}_activities.in_totals")
        if reported is None:
            continue
        added, nobodys = by_name.get(f"{kind}_usd"), by_name.get(f"{kind}_not_attributable")
        parts = {part: int(count) for part, _, count in reported.parts}
        yield Row(
            kind=kind,
            sum_usd=str(added.figure.value) if added is not None else None,
            rows=asked.address(reverse("figure_rows", args=[f"{kind}_usd"]), Narrowing(state=state)),
            counted=parts.get(COUNTED, 0),
            not_attributable=int(nobodys.figure.value) if nobodys is not None else 0,
            left_out=tuple((part, count) for part, count in parts.items() if part != COUNTED),
        )
