"""Answers a question put to the full text of a Release: records of all kinds, by relevance within their kind."""

import json
import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from article60.publication.full_text import APART, KINDS, numbers
from article60.publication.search_expressions import expressions
from article60.publication.search_words import WORDS
from article60.tables.declared import TABLES
from article60.text.excerpts import Excerpt, best
from article60.text.questions import Question, ask

_WEIGHTS = "0, 0, 0.5, 2.0, 4.0, 1.0"
"""How much a word counts by column: kind, id, states, provisions, name, words."""

_OTHER_NAMES = ("provisions", "states")
"""Kinds whose further words are names in other languages, which are told only where they answer the question."""

_IDENTIFIER = re.compile(r"\s*([A-Z0-9]{2,3}-[A-Z2-7]{8,16})\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A record that answers the question; what it is called, and what of its words, with marks."""

    kind: str
    id: str
    states: tuple[str, ...] = ()
    title: Excerpt | None = None
    text: Excerpt | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found: how many of each kind, and the records asked for.

    `held` tells what they hold: `all` words of the question, words that only begin like them (`beginnings`), or `any` of them.
    """

    held: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    hits: tuple[Hit, ...] = ()


NOTHING = Answer()


def search(
    connection: sqlite3.Connection,
    text: str,
    *,
    language: str,
    kinds: Sequence[str] = KINDS,
    state: str | None = None,
    limit: int = 10,
    skip: int = 0,
) -> Answer:
    """Answer a question: up to `limit` records of each of the kinds, the most relevant first, States by name.

    Counts are over all kinds, in the State where one is named. An identifier, also an old one, leads to its record alone.
    """
    identifier = _IDENTIFIER.fullmatch(text)
    if identifier is not None:
        return _identified(connection, identifier[1].upper(), kinds=kinds, state=state, language=language)
    question = ask(text)
    held, expression, counts = _matching(connection, question, state=state)
    find = partial(_rows, connection, expression, language=language, limit=limit, skip=skip)
    rows = [one for kind in KINDS if kind in kinds and kind in counts for one in find(kind)]
    return Answer(held=held, counts=counts, hits=_told(connection, rows, question.tokens, language=language))


def search_through(
    connection: sqlite3.Connection,
    text: str,
    *,
    language: str,
    kinds: Sequence[str] = KINDS,
    state: str | None = None,
    limit: int,
    skip: int = 0,
) -> Answer:
    """As `search`, but up to `limit` records in all, of one kind after the other, after `skip` of them."""
    if _IDENTIFIER.fullmatch(text) is not None:
        alone = search(connection, text, language=language, kinds=kinds, state=state)
        return replace(alone, hits=alone.hits[skip : skip + limit])
    question = ask(text)
    held, expression, counts = _matching(connection, question, state=state)
    rows: list[Row] = []
    for kind in (kind for kind in KINDS if kind in kinds and kind in counts):
        if skip < counts[kind] and len(rows) < limit:
            rows += _rows(connection, expression, kind, language=language, limit=limit - len(rows), skip=skip)
        skip = max(0, skip - counts[kind])
    return Answer(held=held, counts=counts, hits=_told(connection, rows, question.tokens, language=language))


def _matching(
    connection: sqlite3.Connection, question: Question, *, state: str | None
) -> tuple[str | None, str, dict[str, int]]:
    """What the records found hold, how they are asked for, and how many there are by kind: of the strictest that finds any."""
    for held, expression in expressions(connection, question, state=state):
        counts = _counts(connection, expression)
        if counts:
            return held, expression, counts
    return None, "", {}


def _counts(connection: sqlite3.Connection, expression: str) -> dict[str, int]:
    query = f"SELECT rowid / {APART} - 1, count(*) FROM full_text WHERE full_text MATCH ? GROUP BY 1 ORDER BY 1"
    return {KINDS[number]: count for number, count in connection.execute(query, (expression,))}


Row = tuple[str, str, tuple[str, ...]]


def _rows(connection: sqlite3.Connection, expression: str, kind: str, *, language: str, limit: int, skip: int) -> list[Row]:
    """Kind, identifier and States of the records of one kind; States by name in the reader's language."""
    order = f"bm25(full_text, {_WEIGHTS}), rowid"
    if kind == "states":
        order = f"(SELECT name_{language} FROM states s WHERE s.state = full_text.id)"
    query = (
        f"SELECT id, states FROM full_text WHERE full_text MATCH ? AND rowid BETWEEN ? AND ? ORDER BY {order} LIMIT ? OFFSET ?"
    )
    found = connection.execute(query, (expression, *numbers(kind), limit, skip))
    return [(kind, identifier, tuple(states.upper().split())) for identifier, states in found]


def _identified(
    connection: sqlite3.Connection, identifier: str, *, kinds: Sequence[str], state: str | None, language: str
) -> Answer:
    """The record of an identifier, or of the one in which it lives on."""
    newer = connection.execute("SELECT new_id FROM aliases WHERE old_id = ?", (identifier,)).fetchone()
    wanted = newer[0] if newer is not None else identifier
    for kind in KINDS:
        key = TABLES[kind].key[0]
        if connection.execute(f'SELECT 1 FROM "{kind}" WHERE "{key}" = ?', (wanted,)).fetchone() is None:
            continue
        states = _states_of(connection, kind, wanted)
        if kind in kinds and (state is None or state in states):
            hits = _told(connection, [(kind, wanted, states)], frozenset(), language=language)
            return Answer(held="all", counts={kind: 1}, hits=hits)
    return NOTHING


def _states_of(connection: sqlite3.Connection, kind: str, identifier: str) -> tuple[str, ...]:
    if kind == "activities":
        query = "SELECT state FROM activity_states WHERE activity_id = ? ORDER BY state"
        return tuple(row[0] for row in connection.execute(query, (identifier,)))
    if kind == "documents":
        found = connection.execute("SELECT states FROM documents WHERE document_id = ?", (identifier,)).fetchone()
        return tuple(json.loads(found[0]))
    if "state" not in TABLES[kind].columns:
        return ()
    key = TABLES[kind].key[0]
    return tuple(connection.execute(f'SELECT state FROM "{kind}" WHERE "{key}" = ?', (identifier,)).fetchone())


def _told(connection: sqlite3.Connection, rows: Sequence[Row], wanted: frozenset[str], *, language: str) -> tuple[Hit, ...]:
    """The records with what they are called and what of their words answers the question."""
    return tuple(
        Hit(kind=kind, id=identifier, states=states)
        if kind == "overlaps"
        else _hit(connection, kind, identifier, states, wanted, language)
        for kind, identifier, states in rows
    )


def _hit(
    connection: sqlite3.Connection, kind: str, identifier: str, states: tuple[str, ...], wanted: frozenset[str], language: str
) -> Hit:
    titles, texts = WORDS[kind](connection, identifier, language)
    title, text = (best(some, tokens=wanted, language=language) for some in (titles, texts))
    if kind in _OTHER_NAMES and text is not None and not text.marked:
        text = None
    return Hit(kind=kind, id=identifier, states=states, title=title, text=text)
