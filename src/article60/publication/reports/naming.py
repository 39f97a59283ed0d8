"""What a document is called for people: its symbol, or its file where it has none; never its identifier."""

import sqlite3
from collections.abc import Mapping


def document_names(connection: sqlite3.Connection) -> Mapping[str, str]:
    """Symbol or file of each document, by its identifier."""
    return dict(connection.execute("SELECT document_id, coalesce(symbol, file) FROM documents"))
