"""Reads the good practices of a section on successes and good practices."""

from collections.abc import Iterator, Sequence

from article60.extraction.documents.cites import cites
from article60.extraction.documents.drafts import Draft
from article60.extraction.documents.no_needs import is_nothing
from article60.extraction.documents.run_in import letters, unrolled
from article60.extraction.documents.sections import Placed
from article60.extraction.documents.sentences import bare, sentences
from article60.extraction.documents.wording import Reader, announces, is_stub, words_of

_ITEM = ("list_item", "table_row")
_LISTED, _TOLD = "item of the list of good practices", "sentence under the heading on good practices"


def good_practices(section: Sequence[Placed], reader: Reader) -> Iterator[Draft]:
    """The practices of one section in order: each item of its list, or each sentence where it is narrative."""
    for index, each in enumerate(section):
        placed = unrolled(each, reader)
        text = placed.passage.text
        parts = letters(text, language=reader.tongues[0]) if placed.passage.kind == "paragraph" else []
        following = section[index + 1].passage.kind if index + 1 < len(section) else ""
        if placed.passage.kind in _ITEM:
            yield from _practice(placed, 0, len(text), reader, rule=_LISTED)
        elif parts:
            for _, start, end in parts:
                yield from _practice(placed, start, end, reader, rule=_LISTED)
        elif text.rstrip().endswith((":", "：")) or (following in _ITEM and announces(words_of(text, reader), reader)):
            continue
        else:
            for start, end in sentences(text):
                yield from _practice(placed, start, end, reader, rule=_TOLD)


def _practice(placed: Placed, start: int, end: int, reader: Reader, *, rule: str) -> Iterator[Draft]:
    text = bare(placed.passage.text[start:end])
    words = words_of(text, reader)
    if is_stub(words, reader) or is_nothing(words, reader):
        return
    yield Draft(
        kind="good_practice",
        placed=placed,
        text=text,
        start=start,
        end=end,
        provisions=_provisions(text, placed, reader),
        chapter=placed.place.chapter,
        rule=rule,
    )


def _provisions(text: str, placed: Placed, reader: Reader) -> tuple[str, ...]:
    article = placed.place.article
    own = cites(text, language=reader.tongues[0], carried=article[0] if len(article) == 1 else None)
    return own or placed.place.carried
