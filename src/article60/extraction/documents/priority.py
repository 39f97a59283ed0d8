"""Finds the words that give a need its rank."""

from article60.extraction.documents.phrases import find
from article60.extraction.documents.wording import Reader, Words


def priority(words: Words, reader: Reader) -> str | None:
    """The shortest words that state a rank, as printed; None where none is stated."""
    found = find(words.masked, "priority", None, reader.tongues)
    if found is None:
        return None
    start, end = words.way.span(found.start(), found.end())
    return words.text[start:end].strip(" ()")
