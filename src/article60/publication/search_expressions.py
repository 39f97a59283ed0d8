"""Writes a question as the full text of a Release is asked: first for all words, then for ever less."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from article60.codes.languages import LANGUAGES
from article60.publication.full_text import numbers
from article60.text.normalise import is_chinese
from article60.text.questions import Phrase, Question, Term
from article60.text.searching import name_words, provision_token

_FEWEST_LETTERS, _LONGEST_ENDING = 4, 3


def expressions(connection: sqlite3.Connection, question: Question, *, state: str | None) -> Iterator[tuple[str, str]]:
    """What to ask the full text, from the strictest to the widest, each with what its records hold.

    Where not all words can be had, a State that is named and a provision that is cited are kept as long as other words can go.
    """
    named = _named(connection, question.terms)
    provisions = [f"provisions : ({_either(provision_token(one) for one in some)})" for some in question.provisions]
    words = [_term(term, named) for term in question.terms]
    if not words and not provisions:
        return
    within = [f"states : {_quoted((state.lower(),))}"] if state is not None else []
    yield "all", _all_of([*words, *provisions, *within])
    begun = [_term(term, named, begun=True) for term in question.terms]
    if begun != words:
        yield "beginnings", _all_of([*begun, *provisions, *within])
    kept = [word for word, term in zip(words, question.terms, strict=True) if not named.keys().isdisjoint(term.tokens)]
    for some in _fewer(kept=[*kept, *provisions], others=[word for word in words if word not in kept]):
        yield "any", _all_of([some, *within])
    parts = [_parts(term) for term in question.terms if any(len(way) > 1 for way in term.ways)]
    if parts or len(words) + len(provisions) > 1:
        yield "any", _all_of([_any_of([*words, *parts, *provisions]), *within])


def _fewer(*, kept: Sequence[str], others: Sequence[str]) -> Iterator[str]:
    """All of the others but one; then any of them beside what is kept."""
    if len(others) > 2 or (kept and len(others) > 1):
        yield _any_of([_all_of([*kept, *others[:out], *others[out + 1 :]]) for out in range(len(others))])
    if kept and others:
        yield _all_of([*kept, _any_of(others)])


def _all_of(some: Sequence[str]) -> str:
    return " AND ".join(some)


def _any_of(some: Sequence[str]) -> str:
    return f"({' OR '.join(f'({one})' for one in some)})"


def _parts(term: Term) -> str:
    """Any piece of a run of Chinese characters or of a compound."""
    return f"{{name words}} : ({_either(sorted(term.tokens))})"


def _term(term: Term, named: Mapping[str, frozenset[str]], *, begun: bool = False) -> str:
    """A word as the full text is asked for it, in any of its ways."""
    return _any_of([_all_of([_phrase(phrase, named, begun=begun) for phrase in way]) for way in term.ways])


def _phrase(phrase: Phrase, named: Mapping[str, frozenset[str]], *, begun: bool) -> str:
    """Tokens that follow one another in name or words; or a record of the State of whose name they are part."""
    last = phrase[-1]
    if begun and len(last) >= _FEWEST_LETTERS:
        words = f"{_quoted((*phrase[:-1], _beginning(last)))}*"
    elif len(last) == 1 and is_chinese(last):  # a single Chinese character stands in pairs only
        words = f"{_quoted(phrase)}*"
    else:
        words = _quoted(phrase)
    words = f"{{name words}} : ({words})"
    states = frozenset.intersection(*(named.get(token, frozenset()) for token in phrase))
    return f"({words} OR states : ({_either(one.lower() for one in sorted(states))}))" if states else words


def _beginning(token: str) -> str:
    """What a stem has in common with the unfinished word: `legislat` ends after the stem of `legislative` does."""
    return token[: max(_FEWEST_LETTERS + 1, len(token) - _LONGEST_ENDING)]


def _either(found: Iterable[str]) -> str:
    return " OR ".join(_quoted((one,)) for one in found)


def _quoted(phrase: Phrase) -> str:
    return f'"{" ".join(phrase)}"'


def _named(connection: sqlite3.Connection, terms: Sequence[Term]) -> dict[str, frozenset[str]]:
    """States that the question names in full, in any of the six languages, by each token of that name."""
    asked = frozenset(token for term in terms for token in term.tokens)
    if not asked:
        return {}
    found: dict[str, set[str]] = {}
    columns = ", ".join(f"s.name_{language}" for language in LANGUAGES)
    query = (
        f"SELECT s.state, {columns} FROM full_text f JOIN states s ON s.state = f.id "
        "WHERE full_text MATCH ? AND f.rowid BETWEEN ? AND ?"
    )
    for state, *names in connection.execute(query, (f"name : ({_either(sorted(asked))})", *numbers("states"))):
        for words in map(name_words, names):
            if not any(word.isdisjoint(asked) for word in words):
                for token in asked & frozenset().union(*words):
                    found.setdefault(token, set()).add(state)
    return {token: frozenset(states) for token, states in found.items()}
