"""Names what in a document a person should look at: words under a needs heading that were read as nothing, and the like."""

from collections.abc import Iterator, Sequence

from article60.extraction.documents.boxes import is_unticked
from article60.extraction.documents.drafts import Draft
from article60.extraction.documents.items import is_announcement
from article60.extraction.documents.kinds import named_types
from article60.extraction.documents.phrases import find
from article60.extraction.documents.priority import priority
from article60.extraction.documents.sections import Placed
from article60.extraction.documents.sentences import sentences
from article60.extraction.documents.wording import (
    Reader,
    is_about_something_else,
    is_need,
    is_no_need,
    is_not_provided,
    is_stub,
    is_thanks,
    look_alike,
    words_of,
)

_FEWEST_LETTERS = {"zh": 8}
_FEWEST_LETTERS_OTHERS = 25
_SHOWN = 160
_ELSEWHERE = frozenset({"introduction", "observations", "other", "process"})


def doubts(placed: Sequence[Placed], drafts: Sequence[Draft], reader: Reader) -> Iterator[str]:
    """One note for each sentence that may be a need and was not read as one, with its printed page where there is one."""
    read = [(draft.placed.passage.position, draft.start, draft.end) for each in drafts for draft in (each, *each.repeats)]
    for index, each in enumerate(placed):
        if each.place.role == "needs" and not is_unticked(each.passage):
            for start, end in _unread(each, read):
                if not _explained(placed, index, start, end, reader):
                    yield _note(each, start, end, "under the needs heading, read as nothing")
        elif each.place.role in _ELSEWHERE and each.passage.kind in ("paragraph", "list_item"):
            for start, end in _unread(each, read):
                if _may_be_need(each.passage.text[start:end], reader):
                    yield _note(each, start, end, "outside the needs sections, may state a need")


def _unread(placed: Placed, read: Sequence[tuple[int, int, int | None]]) -> Iterator[tuple[int, int]]:
    """The sentences of a passage of which no statement holds a part."""
    text = placed.passage.text
    taken = [(start, len(text) if end is None else end) for position, start, end in read if position == placed.passage.position]
    for start, end in sentences(text):
        if not any(first < end and start < last for first, last in taken):
            yield start, end


def _explained(placed: Sequence[Placed], index: int, start: int, end: int, reader: Reader) -> bool:
    """Whether it is clear why a sentence under a needs heading states none: too short, an announcement, thanks, a rank …"""
    text = placed[index].passage.text[start:end]
    if sum(map(str.isalpha, text)) < _FEWEST_LETTERS.get(reader.tongues[0], _FEWEST_LETTERS_OTHERS):
        return True
    words = words_of(text, reader)
    given = find(words.masked, "received", "received", reader.tongues) is not None
    return (
        given
        or is_stub(words, reader)
        or is_not_provided(words, reader)
        or look_alike(words, reader) is not None
        or priority(words, reader) is not None
        or is_announcement(placed, index, reader, text)
        or bool(placed[index].passage.head_cells and placed[index].passage.head_cells == placed[index].passage.cells)
    )


def _may_be_need(text: str, reader: Reader) -> bool:
    """Whether a sentence of another section says that assistance is wanted, and is neither advice nor about what others get."""
    words = words_of(text, reader)
    if not is_need(words, reader) or is_no_need(words, reader) or is_thanks(words, reader):
        return False
    if is_about_something_else(words, reader):
        return False
    return find(words.masked, "wording", "assistance", reader.tongues) is not None and bool(
        named_types(text, reader.tongues[0])
    )


def _note(placed: Placed, start: int, end: int, what: str) -> str:
    text = placed.passage.text[start:end]
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]} …"
    where = "" if placed.passage.page is None else f"page {placed.passage.page}, "
    return f"{where}{what}: «{shown}»"
