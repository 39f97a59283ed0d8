"""Writes a question as the full text of a Release is asked: first for all words, then for ever less."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from article60.codes.languages import LANGUAGES
from article60.publication.full_text import numbers
from article60.text.normalise import is_chinese
from article60.text.questions import Phrase, Question, Term
from article60.text.searching import name_words, provision_token

_FEWEST_LETTERS = 4


def expressions(connection: sqlite3.Connection, question: Question, *, state: str | None) -> Iterator[tuple[str, str]]:
    """What to ask the full text, from the strictest to the widest, each with what its records hold."""
    named = _named(connection, question.terms)
    words = [_term(term, named) for term in question.terms]
    provisions = [f"provisions : ({_either(provision_token(one) for one in some)})" for some in question.provisions]
    if not words and not provisions:
        return
    within = [f"states : {_quoted((state.lower(),))}"] if state is not None else []
    yield "all", " AND ".join([*words, *provisions, *within])
    begun = [_term(term, named, begun=True) for term in question.terms]
    if begun != words:
        yield "beginnings", " AND ".join([*begun, *provisions, *within])
    if len(words) + len(provisions) > 1 or any(_is_long(term) for term in question.terms):
        parts = [_either_part(term) for term in question.terms]
        yield "any", " AND ".join([f"({' OR '.join([*words, *parts, *provisions])})", *within])


def _is_long(term: Term) -> bool:
    return any(len(way) > 1 for way in term.ways)


def _either_part(term: Term) -> str:
    return f"{{name words}} : ({_either(sorted(term.tokens))})"


def _term(term: Term, named: Mapping[str, frozenset[str]], *, begun: bool = False) -> str:
    """A word as the full text is asked for it, in any of its ways."""
    ways = (" AND ".join(_phrase(phrase, named, begun=begun) for phrase in way) for way in term.ways)
    return f"({' OR '.join(f'({way})' for way in ways)})"


def _phrase(phrase: Phrase, named: Mapping[str, frozenset[str]], *, begun: bool) -> str:
    """Tokens that follow one another in name or words; or a record of the State of whose name they are part."""
    beginning = "*" if _may_go_on(phrase[-1], begun=begun) else ""
    words = f"{{name words}} : ({_quoted(phrase)}{beginning})"
    states = frozenset.intersection(*(named.get(token, frozenset()) for token in phrase))
    return f"({words} OR states : ({_either(one.lower() for one in sorted(states))}))" if states else words


def _may_go_on(token: str, *, begun: bool) -> bool:
    """Whether words that begin like the token answer too; a single Chinese character stands in pairs only."""
    return (len(token) == 1 and is_chinese(token)) or (begun and len(token) >= _FEWEST_LETTERS)


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
