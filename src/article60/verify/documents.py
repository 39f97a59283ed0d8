"""Checks the bytes of documents that a Release shows."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from article60.byte_store import sha256_of
from article60.verify.problem import Problem


def named_by_hash(connection: sqlite3.Connection, *, folder: Path) -> Iterator[Problem]:
    """Bytes of documents stand under their own hash, and belong to a document of the Release."""
    known = {row[0] for row in connection.execute("SELECT sha256 FROM documents")}
    for path in sorted((folder / "documents").glob("*")):
        if path.stem not in known:
            yield Problem(where=f"documents/{path.name}", what="is no document of this Release")
        elif sha256_of(path) != path.stem:
            yield Problem(where=f"documents/{path.name}", what="its bytes do not have the hash that names it")
