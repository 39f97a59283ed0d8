"""Joins what lexicon and head say of a text into one proposal for each article."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from article60.domain.provision import article_of
from article60.extraction.head.scoring import Weighed, head
from article60.extraction.head.stored import ARTICLES
from article60.extraction.printed import Printed, Span
from article60.extraction.provisions import ProvisionTag, Spoken
from article60.text.normalise import is_chinese

_CEILING = 0.99
# The best three are told unless they are very faint; further ones only where they are likely.
_BEST, _MOST = 3, 6
_FAINTEST, _FAINTEST_OF_BEST, _LIKELY = 0.05, 0.1, 0.2
# The head learned from single statements; of a longer text it weighs parts about as long, and the best part counts.
_PART = 200
# Written so that it begins with a sign: the search is then several times as fast.
_SENTENCE_END = re.compile(r"[.;!?。；！？؛؟\n](?:(?<=[.;!?])\s+|(?<=[;。；！？؛؟])|(?<=\n)\n*)")
_CHINESE_LETTERS = 3


def proposals(text: Printed, heard: Iterable[Spoken], *, languages: Sequence[str], at_least: float = 0) -> list[ProvisionTag]:
    """The articles that the words speak for, best first, with the paragraph where the lexicon tells it and the words of both.

    `heard` is all that the lexicon hears in the text. Scores are chances: below 1, and about as often right as they say. Of
    articles that do not come to `at_least` nothing is told; to find that out takes less time than to find the words.
    """
    spoken = {int(article_of(one.provision)): one for one in heard}
    judged = _judged(text, spoken, languages)
    if judged is None:
        return []
    best, surest = judged.best, judged.surest
    told = [article for article in _worth_telling(surest) if _score(surest[article]) >= at_least]
    tags = []
    for number, (start, part) in enumerate(judged.parts):
        articles = [article for article in told if best[article] == number]
        for article, spans in zip(articles, part.telling(articles) if articles else (), strict=True):
            words = _words(text, spoken.get(article), [(start + s, start + e) for s, e in spans])
            if words:
                provision = spoken[article].provision if article in spoken else str(article)
                tags.append(ProvisionTag(provision=provision, score=_score(surest[article]), words=words))
    return sorted(tags, key=lambda tag: (-tag.score, int(article_of(tag.provision))))


def surest(text: Printed, heard: Iterable[Spoken], *, languages: Sequence[str], at_least: float) -> str | None:
    """The provision of the first of `proposals`, where it is as sure as `at_least`; to tell its words takes twice as long."""
    spoken = {int(article_of(one.provision)): one for one in heard}
    judged = _judged(text, spoken, languages)
    if judged is None:
        return None
    best, surest = judged.best, judged.surest
    scores = {article: score for article in _worth_telling(surest) if (score := _score(surest[article])) >= at_least}
    for article in sorted(scores, key=lambda article: (-scores[article], article)):
        if article in spoken:
            return spoken[article].provision
        if any(judged.parts[best[article]][1].telling([article])):
            return str(article)
    return None


@dataclass(frozen=True, slots=True)
class _Judged:
    """The parts of a text, where each begins and what its words weigh; and the chance of each article in each of them."""

    parts: Sequence[tuple[int, Weighed]]
    chances: NDArray[np.float64]

    @property
    def best(self) -> NDArray[np.int64]:
        """The part that speaks most for each article."""
        return np.asarray(self.chances.argmax(axis=0))

    @property
    def surest(self) -> NDArray[np.float64]:
        """The chance of each article in the part that speaks most for it."""
        return np.asarray(self.chances.max(axis=0))


def _judged(text: Printed, spoken: Mapping[int, Spoken], languages: Sequence[str]) -> _Judged | None:
    """None of a text without words."""
    parts = [(start, head().weigh(text.folded[start:end], languages=languages)) for start, end in _parts(text.folded)]
    return _Judged(parts, _chances(spoken, [part for _, part in parts])) if parts else None


def _chances(spoken: Mapping[int, Spoken], parts: Sequence[Weighed]) -> NDArray[np.float64]:
    """Chance of each article in each part; what the lexicon says of the whole text counts in every part."""
    lexicon = np.zeros(ARTICLES)
    lexicon[list(spoken)] = [tag.score for tag in spoken.values()]
    return head().trust.chances(head=np.array([part.scores for part in parts]), lexicon=lexicon)


def _worth_telling(chances: NDArray[np.float64]) -> list[int]:
    """The articles to tell, best first."""
    order = np.argsort(-chances, kind="stable")[:_MOST].tolist()
    floor = max(_FAINTEST, _FAINTEST_OF_BEST * chances[order[0]])
    return [
        article for place, article in enumerate(order) if chances[article] >= (floor if place < _BEST else max(floor, _LIKELY))
    ]


def _words(text: Printed, spoken: Spoken | None, spans: Sequence[Span]) -> tuple[str, ...]:
    """The words of the lexicon, then those of the head that are not among them."""
    words = dict.fromkeys(spoken.words(text) if spoken else ())
    for span in spans:
        heard = text.words([span])
        if not any(heard in word for word in words):
            words[heard] = None
    return tuple(words)


def _score(chance: float) -> float:
    return min(round(float(chance), 3), _CEILING)


def _parts(folded: str) -> list[Span]:
    """Where the parts of a text begin and end: sentences, as many together as are about as long as a statement."""
    parts: list[Span] = []
    start = 0
    for end in (*(found.end() for found in _SENTENCE_END.finditer(folded)), len(folded)):
        if _length(folded[start:end]) >= _PART:
            parts.append((start, end))
            start = end
    return [*parts, (start, len(folded))] if folded[start:].strip() else parts


def _length(folded: str) -> int:
    """How much a text says, in letters; a Chinese character says about as much as three."""
    if folded.isascii():
        return len(folded)
    return len(folded) + (_CHINESE_LETTERS - 1) * sum(map(is_chinese, folded))
