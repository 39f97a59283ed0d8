"""What the API answers to a question: records of all kinds, one kind after the other, as the search page shows them."""

from collections.abc import Mapping
from typing import Any

from article60.publication.full_text import KINDS
from article60.publication.search import Hit, search_through
from article60.text.excerpts import Excerpt
from article60.text.questions import LONGEST
from article60.web.common.current import Release
from article60.web.public.lists import kinds
from article60.web.public.lists.filters import Filter
from article60.web.public.lists.kinds import Kind
from article60.web.public.lists.query import Chosen, Item

PATH = "search"
ABOUT = "Records of all kinds that answer a question, one kind after the other"


def _asked(kind: Kind, about: str) -> Filter:
    return Filter(kind=kind, keeps="", values=None, about=about)


FILTERS: Mapping[str, Filter] = {
    "q": _asked(
        Kind(example="art. 46", pattern=r" *[^ ][\s\S]*"),
        f"Words, provisions or an identifier, in any of six languages, at most {LONGEST} letters.",
    ),
    "kind": _asked(kinds.one_of(*KINDS), "Kind of record."),
    "state": _asked(kinds.STATE, "Two-letter code of a State that the record names."),
}
"""What can be asked; `q` must be."""

CURSOR = _asked(Kind(example="100", pattern="[0-9]{1,8}"), "Where the page before ended, as its `next` says.")
"""How many records stand on the pages before."""

_LANGUAGE = "en"  # in which titles and names are given where they do not answer the question in another one

_TEXT: dict[str, Any] = {"type": "string"}
_OR_NONE: dict[str, Any] = {"type": ["string", "null"]}
COLUMNS: Mapping[str, dict[str, Any]] = {
    "id": _TEXT | {"description": "Lasting identifier within its kind."},
    "kind": _TEXT | {"enum": list(KINDS), "description": "Kind of record."},
    "states": {"type": "array", "items": _TEXT, "description": "Codes of the States that it names."},
    "holds": _OR_NONE
    | {"enum": ["all", "beginnings", "any", None], "description": "All words, words that begin like them, or any of them."},
    "title": _OR_NONE | {"description": "What it is called."},
    "text": _OR_NONE | {"description": "Those of its words that answer the question."},
    "language": _OR_NONE | {"description": "Language of the text, else of the title, ISO 639-1."},
    "marks": {
        "type": "array",
        "items": {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2},
        "description": "Places in `text` at which words that were looked for begin and end.",
    },
}
"""JSON Schema of each column of an item."""


def found(release: Release, chosen: Chosen, *, skip: int, limit: int) -> tuple[list[Item], int | None]:
    """So many records at most after the first `skip`, and how many stand before the next page; None where there is none."""
    some = (chosen["kind"],) if "kind" in chosen else KINDS
    answer = search_through(
        release.connection,
        chosen["q"].replace("\0", " "),
        language=_LANGUAGE,
        kinds=some,
        state=chosen.get("state"),
        limit=limit,
        skip=skip,
    )
    total = sum(answer.counts.get(one, 0) for one in some)
    return [_item(hit, answer.held) for hit in answer.hits], skip + limit if skip + limit < total else None


def _item(hit: Hit, held: str | None) -> Item:
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
