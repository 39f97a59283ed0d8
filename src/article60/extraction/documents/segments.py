"""Cuts one item into several needs where its parts attach different types to different provisions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from article60.domain.provision import article_of
from article60.extraction.documents.cites import citations, cites
from article60.extraction.documents.kinds import named_types
from article60.extraction.documents.phrases import find
from article60.extraction.documents.sentences import bare
from article60.text.citations import Citation
from article60.text.normalise import fold

_SEMICOLON = re.compile(r"[;؛；]\s*(?:(?:and|et|y|и|و)\s)?\s*")
_AND = re.compile(
    r"[,，،]?\s(?:and|et|y|e|и|а также|а|as well as|ainsi que|así como|together with),?\s"
    r"|[,،]?\sو(?=\w)|[，,]\s*(?:并|以及|及|和)"
)
_PREPOSITION = re.compile(
    r"\s*(?:for|on|in|of|to|by|from|pour|sur|de|du|des|en|par|para|sobre|por|для|по|о|об|на|в|من|في|على|ل)\s", re.IGNORECASE
)
_AS_REGARDS = re.compile(
    r"\s*(?:regarding|concerning|concernant|relati\w+\s(?:à|aux?)|relativ\w+\sa|касающ\w+|بشأن|المتعلقة?|لمدة|لغرض|关于)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of an item: its words and place, the provisions that are its own (None: as for the whole item), its types."""

    text: str
    start: int
    end: int
    provisions: tuple[str, ...] | None
    types: tuple[str, ...]


def segments(text: str, *, tongues: Sequence[str], carried: str | None = None) -> list[Segment]:
    """The needs of one item in order; one segment with the whole text where it is not to be cut.

    Cut only where each part has types of its own and keeps its complete citation; where a part leans on the citation of the
    other (`with regard to paragraph 3`, `respectively`), each segment has the whole words and its own provisions.
    """
    language = tongues[0]
    parts = _cut(text, 0, len(text), language)
    if len(parts) > 1:
        return [_segment(text, start, end, language) for start, end in parts]
    return _respectively(text, tongues) or _leaning(text, language, carried) or [_whole(text, language)]


def leans(text: str) -> bool:
    """Whether words begin with a preposition, and so lean on those before them."""
    return _PREPOSITION.match(text) is not None or _AS_REGARDS.match(text) is not None


def _whole(text: str, language: str) -> Segment:
    return Segment(text, 0, len(text), None, named_types(text, language))


def _segment(text: str, start: int, end: int, language: str) -> Segment:
    words = bare(text[start:end])
    begin = text.index(words, start)
    return Segment(words, begin, begin + len(words), cites(words, language=language), named_types(words, language))


def _cut(text: str, start: int, end: int, language: str) -> list[tuple[int, int]]:
    """The parts between start and end, cut at the first place where both sides stand alone."""
    for place in _places(text, start, end, language):
        left, right = text[start : place.start()], text[place.end() : end]
        if _stand_alone(left, right, language=language, strong=place.re is _SEMICOLON):
            return [(start, place.start()), *_cut(text, place.end(), end, language)]
    return [(start, end)]


def _places(text: str, start: int, end: int, language: str) -> Iterator[re.Match[str]]:
    cited = citations(text[start:end], language=language)
    for pattern in (_SEMICOLON, _AND):
        for place in pattern.finditer(text, start, end):
            if not any(hit.start < place.start() - start < hit.end for hit in cited):
                yield place


def _stand_alone(left: str, right: str, *, language: str, strong: bool) -> bool:
    ours, theirs = cites(left, language=language), cites(right, language=language)
    if not ours or not theirs or set(ours) == set(theirs):
        return False
    if not strong and _PREPOSITION.match(right):
        return False
    mine, yours = named_types(left, language), named_types(right, language)
    return bool(mine and yours) and (strong or set(mine) != set(yours))


def _respectively(text: str, tongues: Sequence[str]) -> list[Segment]:
    """One segment for each provision where types are given to provisions in turn; each carries the whole words."""
    language = tongues[0]
    if find(fold(text), "wording", "respectively", tongues) is None:
        return []
    hits = citations(text, language=language)
    provisions = [provision for hit in hits for provision in hit.provisions]
    parts = [part for part in _AND.split(_without(text, hits)) if named_types(part, language)]
    if len(provisions) < 2 or len(parts) != len(provisions):
        return []
    return [
        Segment(text, 0, len(text), (provision,), named_types(part, language))
        for provision, part in zip(provisions, parts, strict=True)
    ]


def _leaning(text: str, language: str, carried: str | None) -> list[Segment]:
    """Two segments where the second part leans on the article of the first: `and, with regard to paragraph 3, ...`."""
    whole = citations(text, language=language, carried=carried)
    if len(whole) < 2:
        return []
    for place in _AND.finditer(text):
        before = [hit for hit in whole if hit.end <= place.start()]
        after = [hit for hit in whole if hit.start >= place.end()]
        if not before or not after or after[0].start - place.end() > 40:
            continue
        left, right = text[: place.start()], text[place.end() :]
        if cites(right, language=language) or not {article_of(p) for h in after for p in h.provisions} <= {
            article_of(p) for h in before for p in h.provisions
        }:
            continue
        mine, yours = named_types(left, language), named_types(right, language)
        if mine and yours and set(mine) != set(yours):
            return [
                Segment(text, 0, len(text), cites(left, language=language, carried=carried), mine),
                Segment(text, 0, len(text), tuple(dict.fromkeys(p for h in after for p in h.provisions)), yours),
            ]
    return []


def _without(text: str, hits: Sequence[Citation]) -> str:
    for hit in reversed(hits):
        text = text[: hit.start] + " " + text[hit.end :]
    return text
