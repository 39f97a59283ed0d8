"""Tells what stands in a section on needs: items, labels above items, announcements, narrative."""

import re
from collections.abc import Sequence

from article60.domain.passage import Passage
from article60.extraction.documents.kinds import named_types
from article60.extraction.documents.sections import Placed
from article60.extraction.documents.sentences import sentences
from article60.extraction.documents.wording import Reader, announces, is_need, names_help, tells, words_of
from article60.text.citations import find as find_citations

_LISTED = ("list_item", "table_row")
_SHORT = 60
_PARAGRAPH_NUMBER = re.compile(r"\d{1,3}\.?")


def is_listed(passage: Passage) -> bool:
    """Whether the passage is an item of a list or a row of a table."""
    return passage.kind in _LISTED


def is_numbered_paragraph(passage: Passage, reader: Reader) -> bool:
    """Whether a numbered item is a paragraph of a report with numbered paragraphs, and reads as narrative."""
    if _PARAGRAPH_NUMBER.fullmatch((passage.label or "").strip()) is None:
        return False
    return len(list(sentences(passage.text))) > 1 or is_need(words_of(passage.text, reader), reader)


def is_announcement(section: Sequence[Placed], index: int, reader: Reader, text: str) -> bool:
    """Whether these last words of a passage announce the items that follow it."""
    following = section[index + 1].passage if index + 1 < len(section) else None
    if text.rstrip().endswith((":", "：")):
        return True
    return following is not None and is_listed(following) and announces(words_of(text, reader), reader)


def is_label(section: Sequence[Placed], index: int, reader: Reader) -> bool:
    """Whether a passage gives provisions or a type to the items under it, as `Freezing and confiscation (art. 31):`."""
    passage = section[index].passage
    following = section[index + 1].passage if index + 1 < len(section) else None
    if following is None or not is_listed(following) or following.kind == "table_row":
        return False
    ends = passage.text.rstrip().endswith((":", "："))
    if passage.kind == "list_item":
        return ends
    words = passage.text.split()
    if is_need(words_of(passage.text, reader), reader):
        return False
    return (ends or passage.bold or passage.italic) and len(words) < _SHORT


def is_itemlike(text: str, reader: Reader) -> bool:
    """Whether a paragraph reads like an item whose bullet was lost: a citation and colon first, or a type and no sentence."""
    if len(text.split()) > _SHORT or len(text) > 400:
        return False
    cited = find_citations(text, language=reader.tongues[0])
    if cited and cited[0].start <= 2 and text[cited[0].end : cited[0].end + 3].lstrip().startswith((":", "：", "–", "-", "—")):
        return True
    words = words_of(text, reader)
    if tells(words, reader):
        return False
    head = text[:10] if reader.tongues[0] == "zh" else " ".join(text.split()[:5])
    return names_help(words, reader) or bool(named_types(head, reader.tongues[0]))


def goes_on(text: str) -> bool:
    """Whether an item goes on from the label above it on the same level: it begins with a small letter, or has no capitals."""
    first = next((character for character in text if character.isalpha()), "")
    return not first.isupper()
