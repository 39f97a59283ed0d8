"""The place on the page where a statement's words stand."""

from collections.abc import Sequence

from article60.domain.evidence import Evidence
from article60.domain.passage import Passage
from article60.extraction.documents.confidence import confidence
from article60.extraction.documents.drafts import Draft
from article60.extraction.documents.kinds import UNTOLD

Boxes = tuple[tuple[int, float, float, float, float], ...]


def evidence(draft: Draft, *, symbol: str | None, language: str | None) -> tuple[Evidence, ...]:
    """Evidence for the draft and for each place where the same need is printed again."""
    return tuple(
        _one(each, position, symbol=symbol, language=language) for position, each in enumerate((draft, *draft.repeats))
    )


def _one(draft: Draft, position: int, *, symbol: str | None, language: str | None) -> Evidence:
    passage = draft.placed.passage
    end = len(passage.text) if draft.end is None else draft.end
    boxes = covered(passage, draft.start, end)
    return Evidence(
        position=position,
        document_sha256=passage.document_sha256,
        symbol=symbol,
        page=printed_page(passage, boxes),
        page_index=boxes[0][0] if boxes else passage.page_index,
        boxes=boxes,
        section=section(draft),
        quote=draft.quote or draft.text,
        language=passage.language or language,
        how=f"{passage.how}; {draft.rule}",
        confidence=confidence(
            draft.kind, draft.rule, typed=draft.types != UNTOLD, cited=bool(draft.provisions), scan=passage.how == "scan"
        ),
    )


def covered(passage: Passage, start: int, end: int) -> Boxes:
    """The lines of a passage that hold the characters from start to end, taking a line's share of the words from its width."""
    whole = sum(right - left for _, left, _, right, _ in passage.boxes)
    if len(passage.boxes) < 2 or whole <= 0 or not passage.text:
        return passage.boxes
    kept, before = [], 0.0
    for box in passage.boxes:
        after = before + (box[3] - box[1]) / whole * len(passage.text)
        if after > start + 1 and before < end - 1:
            kept.append(box)
        before = after
    return tuple(kept) or passage.boxes


def printed_page(passage: Passage, boxes: Sequence[tuple[int, float, float, float, float]]) -> int | None:
    """The printed page on which the words begin, counted on from the page on which the passage begins."""
    if passage.page is None or not boxes or passage.page_index is None:
        return passage.page
    return passage.page + boxes[0][0] - passage.page_index


def section(draft: Draft) -> str | None:
    """The article heading in reports by article, else the number of the section, else its heading."""
    place = draft.placed.place
    return place.article_words or draft.placed.passage.section or place.number
