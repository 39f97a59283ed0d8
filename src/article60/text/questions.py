"""Understands what somebody types into a search box: words with their stems, provisions of the Convention, identifiers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from article60.domain.provision import PARTS, exists
from article60.text import citations
from article60.text.normalise import fold, is_chinese
from article60.text.searching import COMPOUND, WORD, idle, pairs, plain_tokens, tells_nothing
from article60.text.stems import stems

LONGEST = 200
"""Letters of a question that are read; what follows is left out."""

_SIGN = re.compile(r"(?=\S*\d)[^\s,;()]+[/._-][^\s,;()]+")
_CLAUSE = re.compile(r"(?<![\w(])\d+(?: ?\(\w+\))+")
_MOST_WORDS, _MOST_PARTS, _LONGEST_RUN = 12, 3, 12

Phrase = tuple[str, ...]
Way = tuple[Phrase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One word of a question: the ways in which it may stand in the index.

    Each way is a set of phrases that must all be there; a phrase is a run of tokens that follow one another.
    """

    printed: str
    ways: tuple[Way, ...]

    @property
    def tokens(self) -> frozenset[str]:
        """All tokens of all ways."""
        return frozenset(token for way in self.ways for phrase in way for token in phrase)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody looks for: words, and for each place where the Convention is cited the provisions cited there."""

    terms: tuple[Term, ...] = ()
    provisions: tuple[tuple[str, ...], ...] = ()

    @property
    def tokens(self) -> frozenset[str]:
        """All tokens by which words are found, for marking them."""
        return frozenset(token for term in self.terms for token in term.tokens)


def ask(text: str) -> Question:
    """What a question asks for; what goes beyond 200 letters or a dozen words is left out.

    Places where the Convention is cited count as provisions, in whatever language; what is written like a symbol or an
    identifier is looked for as a whole; words that tell nothing are left out beside others.
    """
    text = text[:LONGEST]
    cited = [*((one.start, one.end, one.provisions) for one in citations.find(text)), *_clauses(text)]
    rest = text
    for start, end, _ in cited:
        start = _word_start(text, start)
        rest = rest[:start] + " " * (end - start) + rest[end:]
    terms = list(_terms(rest))
    telling = [term for term in terms if not _is_idle(term)]
    return Question(
        terms=tuple((telling or ([] if cited else terms))[:_MOST_WORDS]),
        provisions=tuple(dict.fromkeys(provisions for _, _, provisions in cited)),
    )


def _word_start(text: str, place: int) -> int:
    """Where the word begins in whose middle a citation begins: the article of المادة is part of it."""
    while place > 0 and text[place - 1].isalpha() and not is_chinese(text[place - 1]):
        place -= 1
    return place


def _clauses(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Clauses that are written by themselves, as `46(9)(b)`."""
    known = citations.find(text)
    for one in _CLAUSE.finditer(text):
        clause = one.group().replace(" ", "").lower()
        apart = all(one.end() <= other.start or other.end <= one.start() for other in known)
        if apart and PARTS.fullmatch(clause) and exists(clause):
            yield one.start(), one.end(), (clause,)


def _terms(text: str) -> Iterator[Term]:
    for chunk in text.split():
        sign = _SIGN.fullmatch(chunk.strip('.,;:!?()[]«»"“”'))
        if sign is not None:
            yield Term(printed=chunk, ways=((tuple(plain_tokens(sign.group())),),))
            continue
        folded = fold(chunk)
        compound = COMPOUND.search(folded)
        if compound is not None:
            yield _compound(chunk, compound.group())
            folded = folded.replace(compound.group(), " ")
        for word in WORD.findall(folded):
            if is_chinese(word[0]):
                yield from (Term(printed=part, ways=_cut(part)) for part in re.split(_idle_chinese(), word) if part)
            else:
                yield Term(printed=word, ways=tuple(((stem,),) for stem in stems(word)))


def _compound(chunk: str, folded: str) -> Term:
    """A compound with hyphens: as one word, or all of its parts, of which the first three count."""
    parts = [stems(part) for part in folded.split("-") if part not in idle()][:_MOST_PARTS]
    apart: list[Way] = [tuple((stem,) for stem in way) for way in product(*parts)] if parts else []
    return Term(printed=chunk, ways=(*(((stem,),) for stem in stems(folded.replace("-", ""))), *apart))


def _cut(run: str) -> tuple[Way, ...]:
    """A run of Chinese characters: as it stands, or cut into words of two and three in any order and place.

    So 证人保护 finds 保护证人. A single character, which an index of pairs does not hold, is found where it ends a run.
    """
    if len(run) < 3:
        return (((run,),),)
    if len(run) > _LONGEST_RUN:
        return tuple(((pair,),) for pair in pairs(run)[:-1])
    whole = (tuple(pairs(run)[:-1]),)
    return (whole, *(tuple(tuple(pairs(part)[:-1]) for part in cut) for cut in _cuts(run) if len(cut) > 1))


def _cuts(run: str) -> Iterator[tuple[str, ...]]:
    if not run:
        yield ()
    for size in (2, 3):
        if len(run) >= size:
            yield from ((run[:size], *rest) for rest in _cuts(run[size:]))


def _is_idle(term: Term) -> bool:
    return tells_nothing(fold(term.printed))


@cache
def _idle_chinese() -> str:
    return f"[{''.join(word for word in sorted(idle()) if is_chinese(word[0]))}]"
