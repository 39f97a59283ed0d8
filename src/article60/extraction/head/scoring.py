"""Weighs the words of a text for each article of the Convention, and tells which words weighed most."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from article60.extraction.head.features import Span, ngrams, pieces
from article60.extraction.head.stored import ARTICLES, Row, Weights, matrix, stored
from article60.text.normalise import is_chinese
from article60.text.notions import notions

Table = NDArray[np.float32]

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


class Weighed:
    """A text that was weighed."""

    __slots__ = ("_letters", "_said", "scores")

    def __init__(self, said: Sequence[tuple[int, _Said]], *, letters: int, scores: Table) -> None:
        """What is said, each with its place in the text: words, by so many features of `letters`, and last the notions."""
        self._said, self._letters = said, letters
        self.scores = scores
        """How loudly the words speak, by article; minus infinity for those of which nothing was learned."""

    def telling(self, articles: Sequence[int]) -> list[list[Span]]:
        """For each article, where in the folded text the words stand that speak most for it, in order; at most four."""
        spans = [(start + s, start + e) for start, said in self._said for s, e in said.spans]
        table = np.concatenate([said.table for _, said in self._said])[:, articles]
        ideas = self._said[-1][1]
        table[: len(spans) - len(ideas.spans)] *= _length(self._letters)
        table[len(spans) - len(ideas.spans) :] *= _length(ideas.features)
        places = np.array(spans, dtype=np.int64).reshape(-1, 2)
        inside = (places[:, None, 0] <= places[None, :, 0]) & (places[None, :, 1] <= places[:, None, 1])
        weights = inside.astype(np.float32) @ table
        return [sorted(_most_telling(spans, weights[:, column])) for column in range(len(articles))]


class Head:
    """The linear head over one set of weights."""

    def __init__(self, weights: Weights) -> None:
        self.trust = weights.trust
        self._base = np.full(ARTICLES, -np.inf, dtype=np.float32)
        self._base[list(weights.base)] = list(weights.base.values())
        self._ngrams, self._notions = _Rows(weights.ngrams), _Rows(weights.notions)
        self._known: dict[str, int] = {}
        self._words: list[_Said] = []
        self._totals = np.zeros((_MOST_WORDS_KEPT, ARTICLES), dtype=np.float32)

    def weigh(self, folded: str, *, languages: Sequence[str]) -> Weighed:
        """Weigh a text that is folded already and in one of the languages given."""
        known, said, seldom = [], [], []
        for start, piece in pieces(folded):
            number = self._known.get(piece)
            word = self._heard_first(piece) if number is None else self._words[number]
            if number is None:
                seldom.append(word)
            else:
                known.append(number)
            said.append((start, word))
        letters = sum(word.features for _, word in said)
        ideas = self._notions.say(notions(folded, languages))
        total = self._totals[known].sum(axis=0) + sum(word.table.sum(axis=0) for word in seldom)
        scores = self._base + _length(letters) * total + _length(ideas.features) * ideas.table.sum(axis=0)
        return Weighed([*said, (0, ideas)], letters=letters, scores=scores)

    def _heard_first(self, piece: str) -> _Said:
        """What a word says, kept for when it comes again; what stands together in Chinese seldom does."""
        word = self._ngrams.say(ngrams(piece))
        if not is_chinese(piece[0]) and len(self._words) < _MOST_WORDS_KEPT:
            self._totals[len(self._words)] = word.table.sum(axis=0)
            self._known[piece] = len(self._words)
            self._words.append(word)
        return word


class _Rows:
    """The weights of one kind of features."""

    def __init__(self, rows: Mapping[str, Row]) -> None:
        self._table = matrix(rows)
        self._row = {name: number for number, name in enumerate(rows)}

    def say(self, found: Sequence[tuple[str, Span]]) -> _Said:
        """What the features that are known say, by place."""
        rows = [(self._row[name], span) for name, span in found if name in self._row]
        spans = dict.fromkeys(span for _, span in rows)
        if len(spans) == 1:
            return _Said(tuple(spans), self._table[[row for row, _ in rows]].sum(axis=0, keepdims=True), len(rows))
        place = {span: number for number, span in enumerate(spans)}
        table = np.zeros((len(spans), self._table.shape[1]), dtype=np.float32)
        np.add.at(table, [place[span] for _, span in rows], self._table[[row for row, _ in rows]])
        return _Said(tuple(spans), table, len(rows))


@cache
def head() -> Head:
    """The head that ships with the project."""
    return Head(stored())


def _length(features: int) -> float:
    """What one of many features counts: long texts speak no louder than short ones."""
    return float(1 / np.sqrt(max(features, 1)))


def _most_telling(spans: Sequence[Span], weights: Table) -> Iterator[Span]:
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
