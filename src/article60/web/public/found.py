"""Records that a search found, with what the page tells of each and where it leads."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from article60.publication.search import Hit
from article60.web.common.current import Release
from article60.web.common.provisions import provision_address
from article60.web.common.rows import named


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A record that was found: the hit with its marked words, the row itself, and its address; None where it has no page."""

    hit: Hit
    record: Any
    address: str | None


def shown_hits(release: Release, hits: Iterable[Hit]) -> dict[str, list[Found]]:
    """The records by kind, both in the order in which they were found."""
    by_kind: dict[str, list[Hit]] = {}
    for hit in hits:
        by_kind.setdefault(hit.kind, []).append(hit)
    return {kind: list(_shown(release, kind, some)) for kind, some in by_kind.items()}


def _shown(release: Release, kind: str, hits: list[Hit]) -> Iterator[Found]:
    records = named(release.connection, kind, (hit.id for hit in hits))
    for hit in hits:
        yield Found(hit=hit, record=records[hit.id], address=_address(hit))


def _address(hit: Hit) -> str | None:
    """The record's own page; else its place on the page of its article."""
    if hit.kind == "provisions":
        return provision_address(hit.id)
    with suppress(NoReverseMatch):
        return reverse(_PAGES[hit.kind], args=[hit.id])
    return None


def asking(text: str, **chosen: str | int) -> str:
    """Address of the search for a text in the reader's language."""
    return f"{reverse('search')}?{urlencode({'q': text, **chosen})}"


_PAGES = {
    "needs": "need",
    "good_practices": "practice",
    "assistance_received": "received",
    "activities": "activity",
    "organisations": "organisation",
    "documents": "document",
    "overlaps": "overlap",
    "states": "state",
}
"""Name of the page of a record by its kind; a page that is not there yet leads nowhere."""
