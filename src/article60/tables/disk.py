"""Whether a database had room for what it writes."""

import sqlite3


def disk_is_full(error: sqlite3.Error) -> bool:
    """Whether SQLite had no room for what it writes, also beside a database that it only reads."""
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
