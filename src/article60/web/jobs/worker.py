"""The worker: takes up what is due, does it, and marks it as done - or puts it off, or gives it up and tells the operator."""

import logging
import threading
from collections import Counter
from collections.abc import Callable, Mapping

from django.db import InterfaceError, OperationalError, connection

from article60.web.jobs import leases
from article60.web.jobs.leases import LeaseLost, Pace
from article60.web.jobs.locks import working
from article60.web.jobs.models import OutboxEntry
from article60.web.jobs.task import CannotDo, Handler, NotNow, Stopped, Task

log = logging.getLogger(__name__)

DONE, PUT_OFF, FAILED, LEFT = "done", "put_off", "failed", "left"
"""What came of taking an entry up; one is left to others if the worker was stopped or has lost its lease."""


def work(
    handlers: Mapping[str, Handler],
    *,
    pace: Pace,
    stopping: threading.Event,
    once: bool = False,
    look: Callable[[], object] = lambda: None,
) -> Mapping[str, int]:
    """Serve the outbox until `stopping` is set, or `once` as long as something is due; how often what came of it.

    Before each entry `look` may add others, for what has changed without asking for it.
    A database that is away is waited for, but not for ever, nor `once`. Raises OperationalError, InterfaceError.
    """
    came: Counter[str] = Counter()
    silences = 0
    while not stopping.is_set():
        try:
            look()
            found = _next(handlers, pace=pace, stopping=stopping)
            silences = 0
        except (OperationalError, InterfaceError) as error:
            silences += 1
            if once or silences > pace.most_silences:
                raise
            log.warning("the database does not answer, for the %d. time: %s", silences, type(error).__name__)
            connection.close()
            found = None
        if found is not None:
            came[found] += 1
        elif once:
            break
        else:
            stopping.wait(pace.look_seconds)
    return came


def _next(handlers: Mapping[str, Handler], *, pace: Pace, stopping: threading.Event) -> str | None:
    entry = leases.take(pace)
    if entry is None:
        return None
    try:
        return _served(entry, handlers, pace=pace, stopping=stopping)
    except LeaseLost:
        log.warning("the lease of %s %s was lost; somebody else has taken it up", entry.kind, entry.id)
        return LEFT


def _served(entry: OutboxEntry, handlers: Mapping[str, Handler], *, pace: Pace, stopping: threading.Event) -> str:
    """Do it; an error that nobody foresaw is told by its kind alone, as its words may hold content. Raises LeaseLost."""
    if entry.attempts > pace.most_attempts:
        return _given_up(entry, f"the worker ended in the middle of it; it was taken up {pace.most_attempts} times")
    try:
        with leases.renewed(entry, pace):
            _perform(entry, handlers, stopping)
    except Stopped:
        leases.give_back(entry)
        return LEFT
    except CannotDo as error:
        return _given_up(entry, str(error))
    except LeaseLost:
        raise
    except NotNow as error:
        return _put_off(entry, str(error), pace)
    except Exception as error:  # the edge: one entry that nobody foresaw must not keep the others from being done
        return _put_off(entry, type(error).__name__, pace)
    return DONE


def _perform(entry: OutboxEntry, handlers: Mapping[str, Handler], stopping: threading.Event) -> None:
    handler = handlers.get(entry.kind)
    if handler is None:
        raise CannotDo(f"this version knows no work of the kind {entry.kind}")
    task = Task(kind=entry.kind, key=entry.key, payload=entry.payload, made_at=entry.made_at, stopping=stopping)
    if handler.outside:
        leases.finish(entry, handler.perform(task))
        return
    with working():
        outcome = handler.perform(task)
        leases.finish(entry, outcome)


def _put_off(entry: OutboxEntry, why: str, pace: Pace) -> str:
    if entry.attempts >= pace.most_attempts:
        return _given_up(entry, why)
    leases.put_off(entry, why, by=pace.delay(entry.attempts))
    return PUT_OFF


def _given_up(entry: OutboxEntry, why: str) -> str:
    leases.fail(entry, why)
    log.error("failed for good after %d attempts: %s %s: %s", entry.attempts, entry.kind, entry.id, why)
    return FAILED
