"""Several people act at the same moment, in transactions of their own that stay; the tables are emptied afterwards."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from article60.web.accounts.actor import Actor, acting

DONE, TOLD = "done", "told what happened to another"


@contextmanager
def staying(*tables: str) -> Iterator[None]:
    """Within, what is done stays, as people share no transaction; then these tables and the log are emptied for other tests."""
    connection.close()
    yield
    emptied(*tables, "audit_auditevent")


def emptied(*tables: str) -> None:
    """Empty them, past the triggers that keep what was written: in the tests' own cluster alone."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
        cursor.execute("SET session_replication_role = origin")


def at_once(*acts: tuple[Actor, Callable[[], Any]], refused: type[Exception] | tuple[type[Exception], ...] = ()) -> list[Any]:
    """Do things at the same moment; of each what it gave, or why it was `refused`. Any other error is the thread's own."""
    gate, found = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int, by: Actor, act: Callable[[], Any]) -> None:
        gate.wait()
        try:
            with acting(by):
                found[place] = act()
        except refused as why:
            found[place] = why
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, *one)) for place, one in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def came_of(found: list[Any]) -> list[str]:
    """Of each, whether it was done, or its person told."""
    return [TOLD if isinstance(one, Exception) else DONE for one in found]
