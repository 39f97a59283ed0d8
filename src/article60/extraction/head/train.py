"""Trains the head on the labelled statements and the words of the lexicon, and writes its weights: `make head`."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.svm import LinearSVC

from article60.domain.provision import article_of
from article60.extraction.head import features
from article60.extraction.head.examples import NO_ARTICLE, Example, folds, lexicon_words, made_from, pairs, statements
from article60.extraction.head.scoring import Head
from article60.extraction.head.stored import ARTICLES, Row, Weights, write
from article60.extraction.head.trust import NAMES, Trust
from article60.extraction.printed import Printed
from article60.extraction.provisions import spoken_for
from article60.text.notions import notions

FOLDS = 5
# Set by cross-validation on the labelled statements: the strictness, how much letters count and how much notions, how much a
# term of the lexicon counts beside a statement. The rest bounds the size of the file.
_STRICTNESS = 0.3
_SHARES = (0.25, 0.175)
_OF_WORDS = 0.5
_FEWEST_TEXTS = 4
_MOST_NGRAMS = 20_000
_LEAST_WEIGHT = 0.03
_UNKNOWN = Trust(head=1, lexicon=0, neither=0)

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """What head and lexicon say of a text, by article."""

    example: Example
    head: Scores
    lexicon: Scores


@dataclass(frozen=True, slots=True)
class _Counts:
    """How often each example has each feature."""

    names: list[str]
    table: sparse.csr_matrix

    def only(self, columns: list[int]) -> "_Counts":
        return _Counts([self.names[column] for column in columns], self.table[:, columns])

    def texts(self) -> Scores:
        """In how many examples a feature is."""
        return np.asarray((self.table > 0).sum(axis=0), dtype=np.float64).ravel()

    def rarity(self) -> Scores:
        """How much a feature counts: the more, the fewer examples have it."""
        return np.asarray(1 + np.log((1 + self.table.shape[0]) / (1 + self.texts())))

    def to_length(self) -> sparse.csr_matrix:
        """Counts divided by the root of how many features an example has, as `scoring` does."""
        features = np.asarray(self.table.sum(axis=1)).ravel()
        return sparse.diags(1 / np.sqrt(np.maximum(features, 1))) @ self.table


@dataclass(frozen=True, slots=True)
class _Fitted:
    """What the machine learned: weights of each part, one row a feature, one column an article."""

    articles: list[int]
    base: Scores
    weights: list[Scores]


def main() -> None:
    """Write the weights that ship with the project, and say how many they are."""
    given = statements()
    learned = replace(learn(given, lexicon_words()), trust=trust(unseen(given)), made_from=made_from())
    path = Path(str(files("article60.extraction").joinpath("head/weights.csv")))
    path.write_text(write(learned), encoding="utf-8")
    sys.stdout.write(f"{path.name}: {len(learned.ngrams)} runs of letters, {len(learned.notions)} notions\n")


def learn(statements: Sequence[Example], words: Sequence[Example] = ()) -> Weights:
    """Weights that tell the texts of each article from all others, as far as they matter.

    Learns once with all runs of letters and again with those that told most the first time.
    """
    examples = [*statements, *words]
    counts = [_counted(examples, _letters, fewest=_FEWEST_TEXTS), _counted(examples, _notions, fewest=1)]
    articles = [example.main for example in examples]
    importance = [1.0] * len(statements) + [_OF_WORDS] * len(words)
    first = _fitted(counts, articles, importance)
    counts[0] = counts[0].only(_most_telling(first.weights[0], counts[0]))
    last = _fitted(counts, articles, importance)
    ngrams, notions = (_rows(last.articles, part.names, rows) for part, rows in zip(counts, last.weights, strict=True))
    base = {article: float(weight) for article, weight in zip(last.articles, last.base, strict=True) if article != NO_ARTICLE}
    return Weights(made_from="", trust=_UNKNOWN, base=base, ngrams=ngrams, notions=notions)


def unseen(given: Sequence[Example]) -> list[Judged]:
    """Every statement, and every statement joined with another one, judged when the head had learned from other folds only."""
    words, fold_of = lexicon_words(), folds(given, count=FOLDS)
    judged = []
    for number in range(FOLDS):
        inside = [example for example, one in zip(given, fold_of, strict=True) if one == number]
        head = Head(learn([example for example, one in zip(given, fold_of, strict=True) if one != number], words))
        judged += [_judged(example, head) for example in (*inside, *pairs(inside))]
    return judged


def trust(judged: Sequence[Judged]) -> Trust:
    """How much to trust each layer, so that of texts not learned from a chance is right about as often as it says."""
    right = np.array([[article in one.example.articles for article in range(ARTICLES)] for one in judged])
    head, lexicon = np.array([one.head for one in judged]), np.array([one.lexicon for one in judged])

    def surprise(numbers: Scores) -> float:
        chances = Trust(**dict(zip(NAMES, numbers, strict=True))).chances(head=head, lexicon=lexicon)
        return -float(np.log(np.where(right, chances, 1 - chances)).sum())

    found = optimize.minimize(surprise, x0=[4, 1, 0], method="Nelder-Mead").x
    return Trust(**{name: round(float(value), 2) for name, value in zip(NAMES, found, strict=True)})


def _judged(example: Example, head: Head) -> Judged:
    lexicon = np.zeros(ARTICLES)
    for tag in spoken_for(Printed(example.text), languages=(example.language,)):
        lexicon[int(article_of(tag.provision))] = tag.score
    return Judged(example, head.weigh(example.folded, languages=(example.language,)).scores, lexicon)


def _letters(example: Example) -> list[str]:
    return [name for piece in features.pieces(example.folded) for name, _ in features.ngrams(piece)]


def _notions(example: Example) -> list[str]:
    return [name for name, _ in notions(example.folded, (example.language,))]


def _counted(examples: Sequence[Example], names: Callable[[Example], list[str]], *, fewest: int) -> "_Counts":
    vectorizer = CountVectorizer(analyzer=names, min_df=fewest)
    table = vectorizer.fit_transform(examples).astype(float)
    return _Counts([str(name) for name in vectorizer.get_feature_names_out()], sparse.csr_matrix(table))


def _fitted(counts: Sequence["_Counts"], articles: Sequence[int], importance: Sequence[float]) -> "_Fitted":
    scales = [part.rarity() * share for part, share in zip(counts, _SHARES, strict=True)]
    table = sparse.hstack([part.to_length() @ sparse.diags(scale) for part, scale in zip(counts, scales, strict=True)])
    machine = LinearSVC(C=_STRICTNESS, random_state=0).fit(table.tocsr(), articles, sample_weight=importance)
    weights = (machine.coef_ * np.concatenate(scales)).T
    return _Fitted(machine.classes_.tolist(), machine.intercept_, np.split(weights, [len(counts[0].names)]))


def _most_telling(weights: Scores, counts: "_Counts") -> list[int]:
    """The columns of those that weigh most in most texts."""
    telling = np.abs(weights).max(axis=1) * np.sqrt(counts.texts())
    return sorted(np.argsort(-telling, kind="stable")[:_MOST_NGRAMS].tolist())


def _rows(articles: Sequence[int], names: Sequence[str], weights: Scores) -> dict[str, Row]:
    """The weights that matter, by name and article."""
    return {
        name: {article: weight for article, weight in zip(articles, row, strict=True) if _matters(article, weight)}
        for name, row in zip(names, weights.tolist(), strict=True)
    }


def _matters(article: int, weight: float) -> bool:
    return article != NO_ARTICLE and abs(weight) >= _LEAST_WEIGHT


if __name__ == "__main__":
    main()
