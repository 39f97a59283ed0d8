"""Finds the provisions of the Convention that a text cites, in six languages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from article60.domain.provision import provisions as all_provisions
from article60.text.citation_grammar import Clause, Grammar
from article60.text.citation_law import of_another_instrument
from article60.text.citation_places import Part, Place, provision_of
from article60.text.citation_tokens import Token, tokens
from article60.text.citation_writing import write
from article60.text.data import rows
from article60.text.normalise import Folded, fold, fold_with_offsets

__all__ = ["Citation", "cited", "find", "may_cite", "write"]

# Chinese and Arabic may write numbers in words.
_NUMBERED = (*"0123456789", "条", "款", "ماد", "فقر")


@dataclass(frozen=True, slots=True)
class Citation:
    """Provisions cited in one go, joined by nothing but commas and conjunctions, and where in the original text."""

    provisions: tuple[str, ...]
    start: int
    end: int
    words: str


def find(text: str, *, language: str | None = None, carried: str | None = None) -> list[Citation]:
    """All citations of provisions in the text, in order; ranges are written out, every provision exists.

    `carried` is the provision to which `para. 5` at the start of the text belongs. The words of all six languages are read;
    a few that mean something else in another one (`para` without a full stop) only where `language` is stated. Articles of
    national laws and of other conventions are left out. Of a part that the Convention does not have, the nearest clause
    above is taken: `15` for `art. 15, para. 7`. Raises KeyError for a `carried` that the Convention does not have.
    """
    folded = fold_with_offsets(text)
    found = tokens(folded.text, language=language)
    cased = "".join(text[place] for place in folded.offsets)
    return [_citation(run, found, folded, text) for run in _runs(_clauses(found, cased, carried), found)]


def cited(text: str, *, language: str | None = None, carried: str | None = None) -> tuple[str, ...]:
    """All provisions that the text cites, in order, each once."""
    found = find(text, language=language, carried=carried)
    return tuple(dict.fromkeys(provision for citation in found for provision in citation.provisions))


def may_cite(folded: str) -> bool:
    """Whether a text that is folded already may cite: nothing is found where no word for an article stands, or no number."""
    words = [word for word in _articles() if word in folded] if any(map(folded.__contains__, _NUMBERED)) else ()
    return any(not word.isascii() or _begins(word).search(folded) is not None for word in words)


@cache
def _articles() -> tuple[str, ...]:
    """The words for an article."""
    return tuple({fold(row["word"]).rstrip("*"): None for row in rows("citation_words") if row["role"] == "article"})


@cache
def _begins(word: str) -> re.Pattern[str]:
    """The word other than at the end of another word in Latin letters."""
    return re.compile(f"(?<![a-z]){re.escape(word)}")


def _clauses(found: Sequence[Token], cased: str, carried: str | None) -> Iterator[Clause]:
    """The clauses that cite the Convention; after one that cites a law nothing is carried over."""
    grammar = Grammar(found, carried=None if carried is None else _place(carried))
    lawful: Clause | None = None
    for clause in grammar.clauses():
        foreign = of_another_instrument(found, first=clause.first, last=clause.last, text=cased)
        follows = lawful is not None and _joined(found, lawful, clause) and _chinese(found[clause.first])
        if foreign or follows:
            grammar.carried, lawful = None, clause
        elif any(provision_of(place) is not None for place in clause.places):
            lawful = None
            yield clause
        else:
            grammar.carried = None


def _chinese(token: Token) -> bool:
    """Whether the marker is one of those before which the law is named once for several articles."""
    return token.value == "after"


def _joined(found: Sequence[Token], one: Clause, other: Clause) -> bool:
    """Whether only commas and conjunctions stand between two clauses."""
    return all(token.kind in ("comma", "and", "the") for token in found[one.last : other.first])


def _runs(clauses: Iterator[Clause], found: Sequence[Token]) -> Iterator[list[Clause]]:
    """Clauses that follow one another, joined by commas and conjunctions only."""
    run: list[Clause] = []
    for clause in clauses:
        if run and not _joined(found, run[-1], clause):
            yield run
            run = []
        run.append(clause)
    if run:
        yield run


def _citation(run: Sequence[Clause], found: Sequence[Token], folded: Folded, text: str) -> Citation:
    cited_provisions = (provision_of(place) for clause in run for place in clause.places)
    start = found[run[0].first].start
    start, end = folded.span(start, max(token.end for token in found[run[0].first : run[-1].last]))
    return Citation(tuple(dict.fromkeys(p for p in cited_provisions if p is not None)), start, end, text[start:end])


@cache
def _place(provision: str) -> Place:
    """A provision as a place. Raises KeyError where the Convention has no such clause."""
    known = all_provisions()[provision]
    letters = known.subparagraph.replace(")", "").split("(") if known.subparagraph else []
    return Place(known.article, Part(known.paragraph, tuple(letters)))
