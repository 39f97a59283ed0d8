"""The full text of a Release: for each record of each kind the words, provisions and States by which it is found."""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from article60.codes.labels import UnknownCode, label
from article60.codes.languages import LANGUAGES
from article60.tables.declared import TABLES
from article60.text.data import rows as listed
from article60.text.searching import name_words, plain_tokens, provision_token, tokens

KINDS = (
    "needs",
    "good_practices",
    "assistance_received",
    "activities",
    "organisations",
    "documents",
    "overlaps",
    "provisions",
    "states",
)
"""Every kind of record that can be found, by its table."""

OF_AID = frozenset({"activities", "organisations"})
"""Kinds whose words come from tables about aid alone."""

NAMED = frozenset({"documents", "provisions", "states"})
"""Kinds whose words are names that follow from their table alone, and seldom change."""

COLUMNS = ("kind", "id", "states", "provisions", "name", "words")
APART = 1_000_000_000
"""How far the row numbers of two kinds lie apart, so that a kind is a range of them."""

Told = tuple[str, Sequence[str], Sequence[str], Sequence[str], Sequence[str]]
"""Of one record: identifier, States, tokens of provisions, tokens of its name, tokens of its other words."""

Written = tuple[str, str, str, str, str, str]
"""A row of the full text, in the order of its columns."""

Words = dict[str, tuple[str, Sequence[Sequence[Any]]]]
"""Rows of the full text by their kind, with the hash of the table from which they follow."""

Found = tuple[int, str, str, str, str, str, str]
Row = Sequence[Any]


def create(connection: sqlite3.Connection) -> None:
    """Make the empty table; its tokenizer parts at blanks only, as the tokens are made before."""
    connection.execute(
        "CREATE VIRTUAL TABLE full_text USING fts5 "
        "(kind UNINDEXED, id UNINDEXED, states, provisions, name, words, tokenize = 'ascii')"
    )


def add(connection: sqlite3.Connection, kinds: Iterable[str], *, known: Words | None = None) -> None:
    """Fill the table with the kinds named, from the rows that stand in the database.

    `known` holds the words of names that were made before; those made now take their place.
    """
    columns = ", ".join(COLUMNS)
    before = {} if known is None else known
    for kind in kinds:
        found: Iterable[Sequence[Any]] = rows(connection, kind)
        if kind in NAMED:
            of = _hash_of(connection, kind)
            if before.get(kind, (None,))[0] != of:
                before[kind] = of, list(found)
            found = before[kind][1]
        connection.executemany(f"INSERT INTO full_text (rowid, {columns}) VALUES (?, ?, ?, ?, ?, ?, ?)", found)


def _hash_of(connection: sqlite3.Connection, kind: str) -> str:
    """SHA-256 over the rows of a kind's table."""
    found = [tuple(row) for row in connection.execute(f"SELECT * FROM {kind} ORDER BY rowid")]
    return hashlib.sha256(repr(found).encode()).hexdigest()


def take(connection: sqlite3.Connection, kind: str, table: str) -> None:
    """Fill the table with one kind from a table of the same columns, in the order of its rows, within SQLite."""
    columns = ", ".join(COLUMNS)
    connection.execute(
        f"INSERT INTO full_text (rowid, {columns}) SELECT ? + row_number() OVER (ORDER BY rowid), {columns} FROM {table} "
        "WHERE kind = ? ORDER BY rowid",
        (numbers(kind)[0] - 1, kind),
    )


def numbers(kind: str) -> tuple[int, int]:
    """First and last number that a row of a kind may have."""
    return (KINDS.index(kind) + 1) * APART, (KINDS.index(kind) + 2) * APART - 1


def rows(connection: sqlite3.Connection, kind: str) -> Iterator[Found]:
    """Yield what the full text must hold of one kind, row number first, as the other tables of the database tell it."""
    reader = connection.cursor()
    reader.row_factory = None
    for number, one in enumerate(_READERS[kind](reader), start=numbers(kind)[0]):
        yield number, *_written(kind, one)


def of_statements(kind: str, cells: Iterable[Row]) -> Iterator[Written]:
    """Yield what the full text must hold of statements of a kind, without numbers; `cells` are rows of their table."""
    names = TABLES[kind].columns
    chosen = itemgetter(*(names.index(name) for name in _columns_of(kind)))
    yield from (_written(kind, told) for told in _statements(map(chosen, cells)))


def _written(kind: str, told: Told) -> Written:
    identifier, states, provisions, name, words = told
    return kind, identifier, " ".join(states).lower(), " ".join(provisions), " ".join(name), " ".join(words)


def _of_statements(kind: str) -> Callable[[sqlite3.Cursor], Iterator[Told]]:
    """Reader of a table of statements."""

    def read(reader: sqlite3.Cursor) -> Iterator[Told]:
        chosen = ", ".join(f'"{column}"' for column in _columns_of(kind))
        yield from _statements(reader.execute(f"SELECT {chosen} FROM {kind} ORDER BY rowid"))

    return read


def _columns_of(kind: str) -> tuple[str, ...]:
    """The columns of a table of statements from which its words are made."""
    return (TABLES[kind].key[0], "state", "provisions", "language", "text", *_STATEMENTS[kind])


def _statements(chosen: Iterable[Row]) -> Iterator[Told]:
    for identifier, state, provisions, *texts in chosen:
        yield identifier, [state], _with_parents(json.loads(provisions)), [], _tokens_of(*texts)


def _tokens_of(language: str | None, *texts: str | None) -> list[str]:
    """The tokens of a statement, then those of its other columns."""
    return [one for text in texts if text for one in tokens(text, language=language)]


def _activities(reader: sqlite3.Cursor) -> Iterator[Told]:
    """Activities in all their languages, with those who take part in them."""
    texts = _by_activity(reader, "SELECT activity_id, field, text, language FROM activity_texts ORDER BY activity_id, position")
    places = _by_activity(reader, "SELECT activity_id, state FROM activity_states ORDER BY activity_id, state")
    bodies = _by_activity(
        reader,
        "SELECT DISTINCT activity_id, name FROM activity_organisations WHERE name IS NOT NULL ORDER BY activity_id, position",
    )
    named: dict[str, list[str]] = {}
    query = "SELECT activity_id, iati_identifier, provisions FROM activities ORDER BY activity_id"
    for one, published, provisions in _fresh(reader).execute(query):
        name: list[str] = []
        words: list[str] = []
        for _, field, text, language in texts(one):
            (name if field == "title" else words).extend(tokens(text, language=language))
        for _, body in bodies(one):
            words += named.setdefault(body, tokens(body))
        name += plain_tokens(published)
        yield one, [state for _, state in places(one)], _with_parents(json.loads(provisions)), name, words


def _by_activity(reader: sqlite3.Cursor, query: str) -> Callable[[str], list[Row]]:
    """The rows of each activity, to be asked for in the order of the activities, which is that of the query."""
    groups = groupby(_fresh(reader).execute(query), key=lambda row: row[0])
    held: list[Any] = [next(groups, None)]

    def of(activity: str) -> list[Row]:
        while held[0] is not None and held[0][0] < activity:
            held[0] = next(groups, None)
        return list(held[0][1]) if held[0] is not None and held[0][0] == activity else []

    return of


def _fresh(reader: sqlite3.Cursor) -> sqlite3.Cursor:
    cursor = reader.connection.cursor()
    cursor.row_factory = None
    return cursor


def _organisations(reader: sqlite3.Cursor) -> Iterator[Told]:
    for identifier, names, refs in reader.execute("SELECT organisation_id, names, refs FROM organisations ORDER BY rowid"):
        called = [one for name in json.loads(names) for one in tokens(name)]
        yield identifier, [], [], called, [one for ref in json.loads(refs) for one in plain_tokens(ref)]


def _documents(reader: sqlite3.Cursor) -> Iterator[Told]:
    chosen = "document_id, states, symbol, file, document_kind, publisher, issued_on"
    for identifier, states, symbol, file, kind, publisher, issued_on in reader.execute(
        f"SELECT {chosen} FROM documents ORDER BY rowid"
    ):
        name = plain_tokens(symbol or "") + plain_tokens(file)
        words = _labels("document_kinds", kind) + tokens(publisher or "") + plain_tokens((issued_on or "")[:4])
        yield identifier, json.loads(states), [], name, words


def _overlaps(reader: sqlite3.Cursor) -> Iterator[Told]:
    """Overlaps on which people have decided; their words are those of their codes."""
    query = "SELECT overlap_id, state, article, type, verdict FROM overlaps WHERE verdict IS NOT NULL ORDER BY rowid"
    for identifier, state, article, type_, verdict in reader.execute(query):
        words = _labels("overlap_verdicts", verdict) + _labels("coarse_types", type_)
        yield identifier, [state], [provision_token(article)], [], words


def _provisions(reader: sqlite3.Cursor) -> Iterator[Told]:
    """Every clause by its number; articles also by their titles and that of their chapter, so that its words lead to them."""
    titles = ", ".join(f"title_{language}" for language in LANGUAGES)
    for provision, chapter, *of_article in reader.execute(
        f"SELECT provision, chapter, {titles} FROM provisions ORDER BY rowid"
    ):
        named = zip(LANGUAGES, of_article, strict=True) if provision.isdigit() else ()
        name = [one for language, title in named for one in tokens(title, language=language)]
        yield provision, [], [provision_token(provision)], name, _chapter_words(chapter) if provision.isdigit() else []


@cache
def _chapter_words(chapter: str) -> Sequence[str]:
    return [one for language in LANGUAGES for one in tokens(label("chapters", chapter, language), language=language)]


def _states(reader: sqlite3.Cursor) -> Iterator[Told]:
    """States by their names in six languages, in Russian in all cases."""
    also: dict[str, list[str]] = {}
    for row in listed("state_name_variants"):
        if row["use"] == "also":
            also.setdefault(row["state"], []).append(row["name"])
    chosen = ", ".join(f"{form}_{language}" for form in ("name", "formal") for language in LANGUAGES)
    for state, *names in reader.execute(f"SELECT state, {chosen} FROM states ORDER BY rowid"):
        short, formal = names[: len(LANGUAGES)], names[len(LANGUAGES) :]
        name = [one for called in (*short, *also.get(state, ())) for one in tokens(called)]
        name += sorted({token for called in short for word in name_words(called) for token in word} - set(name))
        yield state, [state], [], name, [one for called in formal for one in tokens(called)]


def _labels(codes: str, code: str) -> list[str]:
    """The words of a code in six languages; a code that stands in no list is found by itself."""
    try:
        return [one for language in LANGUAGES for one in tokens(label(codes, code, language), language=language)]
    except UnknownCode:
        return plain_tokens(code)


def _with_parents(provisions: Sequence[str]) -> list[str]:
    """Tokens of provisions and of all clauses in which they stand, each once."""
    return list(dict.fromkeys(provision_token(above) for provision in provisions for above in _upwards(provision)))


def _upwards(provision: str) -> Iterator[str]:
    yield provision
    while "(" in provision:
        provision = provision[: provision.rindex("(")]
        yield provision


_STATEMENTS: Mapping[str, Sequence[str]] = {
    "needs": ("beneficiary",),
    "good_practices": (),
    "assistance_received": ("provider",),
}
"""Columns of words beside the statement itself, by kind of statement."""

STATEMENTS = frozenset(_STATEMENTS)
"""Kinds whose words come from the statements of one State each."""

_READERS: Mapping[str, Callable[[sqlite3.Cursor], Iterator[Told]]] = {
    **{kind: _of_statements(kind) for kind in _STATEMENTS},
    "activities": _activities,
    "organisations": _organisations,
    "documents": _documents,
    "overlaps": _overlaps,
    "provisions": _provisions,
    "states": _states,
}
