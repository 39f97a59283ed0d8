"""Pledges against costed requests: what is pledged and what stays open, as a range where it is not known."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from article60.domain.assistance_request import ANNOUNCED, WITHDRAWN, AssistanceRequest, Pledge, RequestFunding
from article60.domain.usd import add, text

_NOTHING = Decimal(0)


def funded(*, requests: Iterable[AssistanceRequest], pledges: Iterable[Pledge]) -> Iterator[RequestFunding]:
    """Yield for each request what is pledged and what is open, by the requests' identifiers.

    What is announced may come or not: it counts in the most that is pledged only. A pledge that was withdrawn counts for
    nothing. One without a known amount adds nothing to the least, and leaves the most unknown.
    """
    standing: dict[str, list[Pledge]] = defaultdict(list)
    for pledge in pledges:
        if pledge.status != WITHDRAWN:
            standing[pledge.request_id].append(pledge)
    for request in sorted(requests, key=lambda one: one.request_id):
        yield _funded(request, standing[request.request_id])


def _funded(request: AssistanceRequest, standing: Sequence[Pledge]) -> RequestFunding:
    least = add(one.usd for one in standing if one.usd is not None and one.status != ANNOUNCED)
    known = [one.usd for one in standing if one.usd is not None]
    most = add(known) if len(known) == len(standing) else None
    return RequestFunding(
        request_id=request.request_id,
        state=request.state,
        pledged_least=text(least),
        pledged_most=None if most is None else text(most),
        open_least=_least_open(request, most),
        open_most=None if request.cost_most is None else _left(request.cost_most, least),
    )


def _least_open(request: AssistanceRequest, most: Decimal | None) -> str | None:
    """Where nobody knows how much was promised, it may be everything, and nothing may be open."""
    if request.cost_least is None:
        return None if request.cost_most is None else text(_NOTHING)
    return text(_NOTHING) if most is None else _left(request.cost_least, most)


def _left(cost: str, pledged: Decimal) -> str:
    return text(max(add((cost, pledged.copy_negate())), _NOTHING))
