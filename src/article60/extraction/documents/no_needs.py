"""Reads statements that nothing is needed or requested, and knows the words that say that a section is empty."""

from article60.extraction.documents.cites import cites
from article60.extraction.documents.drafts import Draft
from article60.extraction.documents.phrases import find
from article60.extraction.documents.sections import Placed
from article60.extraction.documents.sentences import bare
from article60.extraction.documents.wording import Reader, Words


def is_nothing(words: Words, reader: Reader) -> bool:
    """Whether the words say that a list is empty: `None.`, `No good practices were identified.`"""
    return find(words.masked, "wording", "nothing", reader.tongues) is not None


def no_needs(placed: Placed, start: int, end: int, reader: Reader) -> Draft:
    """The statement between two places of a passage, limited to the provisions that it or the heading names."""
    text = bare(placed.passage.text[start:end])
    own = cites(text, language=reader.tongues[0], carried=placed.place.article[0] if placed.place.article else None)
    return Draft(
        kind="no_needs",
        placed=placed,
        text=text,
        start=start,
        end=end,
        provisions=own or placed.place.carried,
        chapter=placed.place.chapter,
        rule="words that nothing is needed",
    )
