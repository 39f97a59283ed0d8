"""The worker does what is due, tries again what did not work, gives up what never will, and says why without content."""

import logging
import threading
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.db.models.functions import Now

from article60.web.audit.actions import Acting, record
from article60.web.jobs import leases, outbox, worker
from article60.web.jobs.leases import Pace
from article60.web.jobs.models import OutboxEntry
from article60.web.jobs.outbox import Entry
from article60.web.jobs.task import CannotDo, Handler, NotNow, Stopped, Task
from article60.web.jobs.worker import work
from workspace_people import NOW, events

PACE = Pace(most_attempts=3)
BY = Acting(account=None, role="worker")


def handler(perform, *, outside: bool = False) -> Handler:
    return Handler(perform=perform, outside=outside)


def counted(task: Task) -> str:
    record("test.count", by=BY, about=("test", task.key), at=NOW, changed={})
    return "counted"


def served(perform, *, outside: bool = False, stopping: threading.Event | None = None) -> dict[str, int]:
    handlers = {"test": handler(perform, outside=outside)}
    return dict(work(handlers, pace=PACE, stopping=stopping or threading.Event(), once=True))


@pytest.fixture(autouse=True)
def entry(db: None) -> None:
    outbox.add(Entry(kind="test", key="a"), at=NOW)


def the_entry() -> OutboxEntry:
    return OutboxEntry.objects.get()


@pytest.mark.parametrize("outside", [False, True])
def test_what_is_due_is_done_once(outside: bool) -> None:
    done: list[str] = []

    def perform(task: Task) -> str:
        done.append(task.key)
        return "well"

    assert served(perform, outside=outside) == {"done": 1}
    assert served(perform, outside=outside) == {} and done == ["a"]
    assert the_entry().done_at is not None and the_entry().outcome == "well"


def test_effect_and_mark_stand_or_fall_together() -> None:
    def half(task: Task) -> str:
        counted(task)
        raise ZeroDivisionError

    assert served(half) == {"put_off": 1} and events() == []
    OutboxEntry.objects.update(due_at=Now())
    assert served(counted) == {"done": 1} and events() == ["test.count done"]


def test_effect_of_who_has_lost_the_lease_does_not_stand() -> None:
    def overtaken(task: Task) -> str:
        OutboxEntry.objects.update(lease_until=Now() - timedelta(seconds=1))
        assert leases.take(PACE) is not None
        return counted(task)

    stopping = threading.Event()

    def once(task: Task) -> str:
        stopping.set()
        return overtaken(task)

    # The test plays both workers, in one transaction: the role in which it acts is the worker's, as it was told.
    assert served(once, stopping=stopping) == {"left": 1}
    assert events() == [] and the_entry().done_at is None


def test_what_does_not_work_is_tried_again_and_then_given_up(caplog: pytest.LogCaptureFixture) -> None:
    def broken(task: Task) -> str:
        raise ConnectionError("to: minister@example.org, about the secret need")

    came = []
    for _ in range(4):
        came.append(served(broken))
        OutboxEntry.objects.update(due_at=Now())
    assert came == [{"put_off": 1}, {"put_off": 1}, {"failed": 1}, {}]
    assert [one["why"] for one in outbox.failed()] == ["ConnectionError"]
    (told,) = [one for one in caplog.records if one.levelno == logging.ERROR]
    assert str(the_entry().id) in told.getMessage() and "ConnectionError" in told.getMessage()
    assert "secret" not in caplog.text and "minister" not in caplog.text


def test_what_cannot_work_is_given_up_at_once() -> None:
    def never(task: Task) -> str:
        raise CannotDo("no run is named")

    assert served(never) == {"failed": 1}
    assert [one["why"] for one in outbox.failed()] == ["no run is named"]


def test_what_works_later_says_why() -> None:
    def later(task: Task) -> str:
        raise NotNow("going on already")

    assert served(later) == {"put_off": 1} and the_entry().outcome == "going on already"


def test_unknown_kind_fails_and_says_so() -> None:
    assert dict(work({}, pace=PACE, stopping=threading.Event(), once=True)) == {"failed": 1}
    assert "knows no work of the kind test" in outbox.failed()[0]["why"]


def test_entry_that_ends_every_worker_is_given_up() -> None:
    OutboxEntry.objects.update(attempts=PACE.most_attempts)
    assert served(counted) == {"failed": 1} and events() == []
    assert "ended in the middle" in outbox.failed()[0]["why"]


def test_one_that_fails_does_not_keep_others_from_being_done() -> None:
    outbox.add(Entry(kind="test", key="b"), at=NOW)

    def first_fails(task: Task) -> str:
        return counted(task) if task.key == "b" else str(1 // 0)

    assert served(first_fails) == {"put_off": 1, "done": 1}


def test_asked_to_stop_it_takes_nothing_more_and_finishes_what_it_does() -> None:
    outbox.add(Entry(kind="test", key="b"), at=NOW)
    stopping = threading.Event()

    def stops(task: Task) -> str:
        task.stopping.set()
        return counted(task)

    assert served(stops, stopping=stopping) == {"done": 1} and outbox.waiting() == 1


def test_what_is_left_when_asked_to_stop_is_free_at_once() -> None:
    def left(task: Task) -> str:
        task.stopping.set()
        raise Stopped

    assert served(left, outside=True, stopping=threading.Event()) == {"left": 1}
    again = leases.take(PACE)
    assert again is not None and again.attempts == 1


def test_database_that_is_away_is_waited_for_but_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    stopping, asked = threading.Event(), []

    def away(*handlers, **more) -> str | None:
        asked.append("")
        if len(asked) in (3, 6):
            return "done"
        raise OperationalError("server at /nowhere")

    monkeypatch.setattr(worker, "_next", away)
    monkeypatch.setattr(worker.connection, "close", lambda: None)
    pace = Pace(look_seconds=0, most_silences=2)
    with pytest.raises(OperationalError):
        work({}, pace=pace, stopping=stopping)
    assert len(asked) == 9  # twice in vain, an answer; twice in vain, an answer; three times in vain
    with pytest.raises(OperationalError):
        work({}, pace=pace, stopping=stopping, once=True)
    assert len(asked) == 10
