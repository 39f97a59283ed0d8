"""Weighs the words of a text for each article of the Convention, and tells which words weighed most."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from article60.extraction.head.features import Span, ngrams, pieces, pieces_and_places
from article60.extraction.head.stored import ARTICLES, UNIT, Row, Weights, matrix, stored
from article60.memory import give_back
from article60.text.normalise import is_chinese
from article60.text.notions import notions

Table = NDArray[np.int32]
Total = NDArray[np.int64]
Scores = NDArray[np.float64]

_MOST_WORDS = 4
# Words that weigh less than this part of what the most telling words weigh are not shown.
_LEAST_TELLING = 0.25
_MOST_WORDS_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class _Said:
    """What some places in a text say: where each stands, how loudly it speaks for each article, and from how many features."""

    spans: tuple[Span, ...]
    table: Table
    features: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """A text that was weighed."""

    scores: Scores
    """How loudly the words speak, by article; minus infinity for those of which nothing was learned."""
    _head: "Head"
    _folded: str
    _ideas: Sequence[tuple[str, Span]]

    def telling(self, articles: Sequence[int]) -> list[list[Span]]:
        """For each article, where in the folded text the words stand that speak most for it, in order; at most four."""
        words, ideas = self._head.said(self._folded), self._head.said_by(self._ideas)
        table = np.concatenate([words.table, ideas.table])[:, articles].astype(np.float64)
        table[: len(words.spans)] *= _length(words.features)
        table[len(words.spans) :] *= _length(ideas.features)
        spans = [*words.spans, *ideas.spans]
        places = np.array(spans, dtype=np.int64).reshape(-1, 2)
        inside = (places[:, None, 0] <= places[None, :, 0]) & (places[None, :, 1] <= places[:, None, 1])
        weights = inside.astype(np.float64) @ table
        return [sorted(_most_telling(spans, weights[:, column])) for column in range(len(articles))]


class Head:
    """The linear head over one set of weights. It adds them up as whole numbers, so that their order does not count."""

    def __init__(self, weights: Weights) -> None:
        self.trust = weights.trust
        self._base = np.full(ARTICLES, -np.inf)
        self._base[list(weights.base)] = list(weights.base.values())
        self._ngrams, self._notions = _Rows(weights.ngrams), _Rows(weights.notions)
        self._known: dict[str, int] = {}
        self._totals = np.zeros((_MOST_WORDS_KEPT, ARTICLES), dtype=np.int32)
        self._features: list[int] = []

    def weigh(self, folded: str, *, languages: Sequence[str]) -> Weighed:
        """Weigh a text that is folded already and in one of the languages given."""
        numbers, seldom = self._heard(pieces(folded))
        letters, total = self._ngrams.total(chain.from_iterable(map(ngrams, seldom)))
        total += _added(self._totals, numbers)
        ideas = notions(folded, languages)
        features, weight = self._notions.total(ideas)
        scores = self._base + (_length(self._letters(numbers) + letters) * total + _length(features) * weight)
        return Weighed(scores, self, folded, ideas)

    def said_by(self, ideas: Sequence[tuple[str, Span]]) -> _Said:
        """What some notions say, by place."""
        return self._notions.say(ideas)

    def said(self, folded: str) -> _Said:
        """What each word says and where it stands; in Chinese what each run of characters says."""
        found = list(pieces_and_places(folded))
        numbers, seldom = self._heard([piece for _, piece in found])
        others = [self._ngrams.say(ngrams(piece)) for piece in seldom]
        further = iter(others)
        spans: list[Span] = []
        tables: list[Table] = []
        for start, piece in found:
            number = self._known.get(piece)
            if number is None:
                said = next(further)
                spans += [(start + s, start + e) for s, e in said.spans]
                tables.append(said.table)
            elif self._features[number]:
                spans.append((start, start + len(piece)))
                tables.append(self._totals[number : number + 1])
        table = np.concatenate([*tables, np.zeros((0, ARTICLES), dtype=np.int32)])
        return _Said(tuple(spans), table, self._letters(numbers) + sum(one.features for one in others))

    def _letters(self, numbers: Sequence[int]) -> int:
        """How many runs of letters the words have that are kept."""
        return sum(map(self._features.__getitem__, numbers))

    def _heard(self, words: Sequence[str]) -> tuple[list[int], list[str]]:
        """The numbers of words that are kept, and the others: what stands together in Chinese seldom comes again."""
        for word in set(words).difference(self._known):
            if len(self._known) < _MOST_WORDS_KEPT and not is_chinese(word[0]):
                self._keep(word)
        numbers = [number for number in map(self._known.get, words) if number is not None]
        seldom = [word for word in words if word not in self._known] if len(numbers) < len(words) else []
        return numbers, seldom

    def _keep(self, word: str) -> None:
        number = len(self._known)
        features, self._totals[number] = self._ngrams.total(ngrams(word))
        self._features.append(features)
        self._known[word] = number


class _Rows:
    """The weights of one kind of features, in hundredths."""

    def __init__(self, rows: Mapping[str, Row]) -> None:
        self._table = matrix(rows)
        self._row = {name: number for number, name in enumerate(rows)}

    def total(self, found: Iterable[tuple[str, Span]]) -> tuple[int, Total]:
        """How many features are known, and what they say together."""
        rows = [self._row[name] for name, _ in found if name in self._row]
        return len(rows), _added(self._table, rows)

    def say(self, found: Sequence[tuple[str, Span]]) -> _Said:
        """What the features that are known say, by place."""
        rows = [(self._row[name], span) for name, span in found if name in self._row]
        place = {span: number for number, span in enumerate(dict.fromkeys(span for _, span in rows))}
        table = np.zeros((len(place), ARTICLES), dtype=np.int32)
        np.add.at(table, [place[span] for _, span in rows], self._table.take([row for row, _ in rows], axis=0))
        return _Said(tuple(place), table, len(rows))


@cache
def head() -> Head:
    """The head that ships with the project."""
    made = Head(stored())
    give_back()
    return made


def _added(table: NDArray[np.signedinteger], rows: Sequence[int]) -> Total:
    return np.add.reduce(table.take(rows, axis=0), axis=0, dtype=np.int64) if rows else np.zeros(ARTICLES, dtype=np.int64)


def _length(features: int) -> float:
    """What a hundredth of one of many features counts: long texts speak no louder than short ones."""
    return 1 / (UNIT * sqrt(max(features, 1)))


def _most_telling(spans: Sequence[Span], weights: Scores) -> Iterator[Span]:
    """Spans that do not overlap, from the one that weighs most with all that stands inside it."""
    chosen: list[Span] = []
    order = np.argsort(-weights, kind="stable")
    for number in order.tolist():
        start, end = spans[number]
        if len(chosen) == _MOST_WORDS or weights[number] <= 0 or weights[number] < _LEAST_TELLING * weights[order[0]]:
            return
        if not any(start < e and s < end for s, e in chosen):
            chosen.append((start, end))
            yield start, end
