"""Weighs the words of a text for each article of the Convention, and tells which words weighed most."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from article60.extraction.head.features import Span, ngrams, notions, pieces
from article60.extraction.head.stored import ARTICLES, Row, Weights, matrix, stored
from article60.text.normalise import is_chinese

Table = NDArray[np.float32]

_MOST_WORDS = 4
# Words that weigh less than this part of what the most telling words weigh are not shown.
_LEAST_TELLING = 0.25
_MOST_WORDS_KEPT = 100_000


@dataclass(frozen=True, slots=True)
class _Said:
    """What some places in a text say: where each stands, how loudly it speaks for each article, and from how many features."""

    spans: tuple[Span, ...]
    table: Table
    features: int


class Weighed:
    """A text that was weighed."""

    __slots__ = ("_spans", "_table", "scores")

    def __init__(self, spans: Sequence[Span], table: Table, *, base: Table) -> None:
        self._spans, self._table = spans, table
        self.scores: Table = base + table.sum(axis=0)
        """How loudly the words speak, by article; minus infinity for those of which nothing was learned."""

    def telling(self, articles: Sequence[int]) -> list[list[Span]]:
        """For each article, where in the folded text the words stand that speak most for it, in order; at most four."""
        places = np.array(self._spans, dtype=np.int64).reshape(-1, 2)
        inside = (places[:, None, 0] <= places[None, :, 0]) & (places[None, :, 1] <= places[:, None, 1])
        said = inside.astype(np.float32) @ self._table[:, articles]
        return [sorted(_most_telling(self._spans, said[:, column])) for column in range(len(articles))]


class Head:
    """The linear head over one set of weights."""

    def __init__(self, weights: Weights) -> None:
        self.trust = weights.trust
        self._base = np.full(ARTICLES, -np.inf, dtype=np.float32)
        self._base[list(weights.base)] = list(weights.base.values())
        self._ngrams, self._notions = _Rows(weights.ngrams), _Rows(weights.notions)
        self._known: dict[str, _Said] = {}

    def weigh(self, folded: str, *, languages: Sequence[str]) -> Weighed:
        """Weigh a text that is folded already and in one of the languages given."""
        starts, words = [], []
        for start, piece in pieces(folded):
            starts.append(start)
            words.append(self._word(piece))
        ideas = self._notions.say(notions(folded, languages))
        letters = sum(word.features for word in words)
        spans = [(start + s, start + e) for start, word in zip(starts, words, strict=True) for s, e in word.spans]
        tables = [word.table for word in words]
        table = np.concatenate([*tables, ideas.table])
        table[: len(spans)] *= _length(letters)
        table[len(spans) :] *= _length(ideas.features)
        return Weighed([*spans, *ideas.spans], table, base=self._base)

    def _word(self, piece: str) -> _Said:
        """What a word says; worked out once for each, but for what stands together in Chinese, which seldom comes again."""
        known = self._known.get(piece)
        if known is None:
            known = self._ngrams.say(ngrams(piece))
            if not is_chinese(piece[0]) and len(self._known) < _MOST_WORDS_KEPT:
                self._known[piece] = known
        return known


class _Rows:
    """The weights of one kind of features."""

    def __init__(self, rows: Mapping[str, Row]) -> None:
        self._table = matrix(list(rows.values()))
        self._row = {name: number for number, name in enumerate(rows)}

    def say(self, found: Sequence[tuple[str, Span]]) -> _Said:
        """What the features that are known say, by place."""
        rows = [(self._row[name], span) for name, span in found if name in self._row]
        spans = dict.fromkeys(span for _, span in rows)
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
