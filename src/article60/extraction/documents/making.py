"""Makes the needs of one item or sentence, with what headings and labels above give to them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from article60.domain.provision import article_of, chapter_of
from article60.extraction.documents.beneficiary import beneficiary
from article60.extraction.documents.cites import cites
from article60.extraction.documents.drafts import Draft
from article60.extraction.documents.kinds import likely_types, named_types
from article60.extraction.documents.priority import priority
from article60.extraction.documents.sections import Placed
from article60.extraction.documents.segments import Segment, segments
from article60.extraction.documents.wording import Reader, names_help, words_of

_LEAD = re.compile(
    r"(?:\b(?:for|of|to|in|on|pour|à|de|des|du|en|dans|sur|para|a|sobre|для|по|в|на)"
    r"|(?<!\w)(?:ل|لصالح|لفائدة|في|على|من أجل|بشأن)|为|向|针对|关于)\s*[:：]$"
)


@dataclass(frozen=True, slots=True)
class Label:
    """What a line above items gives to them: provisions and types, for items deeper than `level`."""

    provisions: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    level: int = 0
    same_level: bool = False  # the items under it are on its own level
    lead: bool = False  # it ends with a preposition, as `Training for:`, and the items go on from it


def label_of(text: str, placed: Placed, reader: Reader) -> Label:
    """What a label, or the words that announce a list, give to the items under them."""
    article = article_of(placed.place.article[0]) if placed.place.article else None
    provisions = cites(text, language=reader.tongues[0], carried=article)
    return Label(provisions, named_types(text, reader.tongues[0]), lead=_LEAD.search(text.strip()) is not None)


def made(placed: Placed, text: str, start: int, label: Label, reader: Reader, *, rule: str) -> Iterator[Draft]:
    """The needs of one item or sentence, cut where its parts stand alone."""
    article = article_of(placed.place.article[0]) if placed.place.article else None
    carried = article or (article_of(label.provisions[0]) if label.provisions else None)
    for segment in segments(text, tongues=reader.tongues, carried=carried):
        provisions = _provisions(segment, text, placed, label, reader, carried)
        words = words_of(segment.text, reader)
        yield Draft(
            kind="need",
            placed=placed,
            text=segment.text,
            start=start + segment.start,
            end=start + segment.end,
            provisions=provisions,
            chapter=chapter(placed, provisions),
            types=_types(segment, label, reader),
            priority=priority(words, reader),
            beneficiary=beneficiary(segment.text, reader.tongues[0]),
            rule=rule,
        )


def _types(segment: Segment, label: Label, reader: Reader) -> tuple[str, ...]:
    """The types that the words name, else those of the label; beneath a lead its types, unless the item begins with help."""
    if label.lead and label.types and not names_help(words_of(segment.text, reader), reader):
        return label.types
    return segment.types or label.types or likely_types(segment.text, reader.tongues[0])


def _provisions(
    segment: Segment, text: str, placed: Placed, label: Label, reader: Reader, carried: str | None
) -> tuple[str, ...]:
    own = segment.provisions
    if own is None:
        own = cites(text, language=reader.tongues[0], carried=carried)
    articles = {article_of(provision) for provision in placed.place.article}
    if articles.isdisjoint(article_of(provision) for provision in own) and articles:
        own = ()
    return own or label.provisions or placed.place.carried


def chapter(placed: Placed, provisions: Sequence[str]) -> str | None:
    """The chapter of the section; in a list common to several, that of the provisions where they are of one."""
    if placed.place.chapter is not None:
        return placed.place.chapter
    chapters = {chapter_of(provision) for provision in provisions}
    return chapters.pop() if len(chapters) == 1 else None
