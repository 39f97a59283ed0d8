"""What the API answers to a question: records of all kinds, one kind after the other, as the search page shows them."""

from collections.abc import Mapping
from typing import Any

from article60.publication.full_text import KINDS
from article60.publication.search import Hit, search_through
from article60.text.excerpts import Excerpt
from article60.web.public.api.problems import Unusable
from article60.web.public.current import Release

FILTERS = ("q", "kind", "state")
_LANGUAGE = "en"  # in which titles and names are given where they do not answer the question in another one


def found(
    release: Release, chosen: Mapping[str, str], cursor: str | None, limit: int
) -> tuple[list[dict[str, Any]], str | None]:
    """The records after the cursor, and the cursor after them. Raises Unusable without a question, or for an unknown kind."""
    kind = chosen.get("kind")
    if not chosen.get("q", "").strip():
        raise Unusable("q: say what to look for")
    if kind is not None and kind not in KINDS:
        raise Unusable(f"kind: one of {', '.join(KINDS)}")
    if cursor is not None and not (cursor.isascii() and cursor.isdigit() and len(cursor) < 9):
        raise Unusable("cursor: not one that this interface gave")
    skip, kinds = int(cursor or 0), KINDS if kind is None else (kind,)
    answer = search_through(
        release.connection,
        chosen["q"],
        language=_LANGUAGE,
        kinds=kinds,
        state=chosen.get("state"),
        limit=limit,
        skip=skip,
    )
    total = sum(answer.counts.get(one, 0) for one in kinds)
    return [_item(hit, answer.held) for hit in answer.hits], str(skip + limit) if skip + limit < total else None


def _item(hit: Hit, held: str | None) -> dict[str, Any]:
    """A record: `holds` tells whether it holds all words, words that begin like them, or any of them."""
    return {
        "id": hit.id,
        "kind": hit.kind,
        "states": list(hit.states),
        "holds": held,
        "title": hit.title.text if hit.title else None,
        "text": hit.text.text if hit.text else None,
        "language": hit.text.language if hit.text else hit.title.language if hit.title else None,
        "marks": _marks(hit.text) if hit.text else [],
    }


def _marks(of: Excerpt) -> list[list[int]]:
    """First place of each mark in the text, and the place after it."""
    marks, place = [], 0
    for words, marked in of.pieces:
        if marked:
            marks.append([place, place + len(words)])
        place += len(words)
    return marks
