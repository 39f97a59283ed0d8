"""Gaps: current needs for which no assistance was found in the sources read, or which the State calls unmet."""

from collections.abc import Iterable, Iterator
from datetime import date

from article60.domain.gap import MOST_NAMED, Gap
from article60.domain.need import Need

OPEN_GRADES = frozenset(("unmet", "no_assistance_found"))


def find_gaps(*, needs: Iterable[Need], sources_read: Iterable[str], on: date) -> Iterator[Gap]:
    """Yield one gap for each current need that stands open on that day; anticipated needs are not yet gaps."""
    sources = tuple(sorted(sources_read))
    named = sources if len(sources) <= MOST_NAMED else ()
    for need in needs:
        if need.timing == "current" and need.grade in OPEN_GRADES:
            yield Gap(
                need_id=need.need_id,
                state=need.state,
                provisions=need.provisions,
                types=need.types,
                grade=need.grade,
                files_read=len(sources),
                sources_read=named,
                on=on,
            )
