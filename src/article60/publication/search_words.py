"""The words of a record of a Release, of each kind: what it is called, and what else it says, each with its language."""

import json
import sqlite3
from collections.abc import Callable, Mapping
from functools import partial

from article60.codes.languages import LANGUAGES
from article60.tables.declared import TABLES

Texts = list[tuple[str, str | None]]


def _of_statement(table: str, connection: sqlite3.Connection, identifier: str, language: str) -> tuple[Texts, Texts]:
    query = f"SELECT text, language FROM {table} WHERE {TABLES[table].key[0]} = ?"
    return [], [(row[0], row[1]) for row in connection.execute(query, (identifier,))]


def _of_activity(connection: sqlite3.Connection, identifier: str, language: str) -> tuple[Texts, Texts]:
    query = "SELECT text, language, field FROM activity_texts WHERE activity_id = ? ORDER BY position"
    found = connection.execute(query, (identifier,)).fetchall()
    titles, texts = ([(row[0], row[1]) for row in found if (row[2] == "title") is named] for named in (True, False))
    if not titles:
        query = "SELECT title, iati_identifier FROM activities WHERE activity_id = ?"
        title, published = connection.execute(query, (identifier,)).fetchone()
        titles = [(title or published, None)]
    return titles, texts


def _of_organisation(connection: sqlite3.Connection, identifier: str, language: str) -> tuple[Texts, Texts]:
    query = "SELECT names FROM organisations WHERE organisation_id = ?"
    return [(name, None) for name in json.loads(connection.execute(query, (identifier,)).fetchone()[0])], []


def _of_document(connection: sqlite3.Connection, identifier: str, language: str) -> tuple[Texts, Texts]:
    query = "SELECT symbol, file FROM documents WHERE document_id = ?"
    symbol, file = connection.execute(query, (identifier,)).fetchone()
    return [(symbol or file, None)], []


def _of_provision(connection: sqlite3.Connection, identifier: str, language: str) -> tuple[Texts, Texts]:
    return _in_languages(connection, "provisions", "title", identifier, language)


def _of_state(connection: sqlite3.Connection, identifier: str, language: str) -> tuple[Texts, Texts]:
    return _in_languages(connection, "states", "name", identifier, language)


def _in_languages(connection: sqlite3.Connection, table: str, form: str, identifier: str, language: str) -> tuple[Texts, Texts]:
    """The name in the reader's language, and those in the others."""
    columns = ", ".join(f"{form}_{one}" for one in LANGUAGES)
    query = f'SELECT {columns} FROM {table} WHERE "{TABLES[table].key[0]}" = ?'
    names: dict[str, str] = dict(zip(LANGUAGES, connection.execute(query, (identifier,)).fetchone(), strict=True))
    return [(names[language], language)], [(name, one) for one, name in names.items() if one != language]


WORDS: Mapping[str, Callable[[sqlite3.Connection, str, str], tuple[Texts, Texts]]] = {
    **{table: partial(_of_statement, table) for table in ("needs", "good_practices", "assistance_received")},
    "activities": _of_activity,
    "organisations": _of_organisation,
    "documents": _of_document,
    "provisions": _of_provision,
    "states": _of_state,
}
