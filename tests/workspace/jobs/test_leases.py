"""One entry is held by one worker, until a moment; whoever has lost the lease can mark nothing."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from article60.web.jobs import leases, outbox
from article60.web.jobs.leases import LeaseLost, Pace
from article60.web.jobs.models import OutboxEntry
from article60.web.jobs.outbox import Entry
from workspace_people import NOW

PACE = Pace()


def add(*keys: str) -> None:
    for key in keys:
        outbox.add(Entry(kind="test", key=key), at=NOW)


def taken() -> OutboxEntry:
    entry = leases.take(PACE)
    assert entry is not None
    return entry


def run_out() -> None:
    OutboxEntry.objects.update(lease_until=Now() - timedelta(seconds=1))


def waits_seconds() -> float:
    found = OutboxEntry.objects.annotate(now=Now()).get()
    return (found.due_at - found.now).total_seconds()  # type: ignore[attr-defined]


def test_entry_is_taken_once_and_the_one_due_longest_first() -> None:
    add("a", "b")
    OutboxEntry.objects.filter(key="b").update(due_at=Now() - timedelta(hours=1))
    assert [taken().key, taken().key, leases.take(PACE)] == ["b", "a", None]


def test_entry_that_is_not_due_waits() -> None:
    add("a")
    OutboxEntry.objects.update(due_at=Now() + timedelta(seconds=60))
    assert leases.take(PACE) is None


def test_entry_of_a_worker_that_is_gone_is_taken_up_again_after_its_lease() -> None:
    add("a")
    first = taken()
    assert leases.take(PACE) is None
    run_out()
    second = taken()
    assert second.id == first.id and second.lease != first.lease and second.attempts == 2


@pytest.mark.parametrize(
    "mark",
    [
        lambda entry: leases.finish(entry, "done"),
        lambda entry: leases.fail(entry, "why"),
        lambda entry: leases.put_off(entry, "why", by=timedelta(0)),
        leases.give_back,
    ],
)
def test_who_has_lost_the_lease_marks_nothing(mark) -> None:
    add("a")
    first = taken()
    run_out()
    second = taken()
    with pytest.raises(LeaseLost):
        mark(first)
    found = OutboxEntry.objects.get()
    assert (found.lease, found.done_at, found.failed_at, found.outcome) == (second.lease, None, None, "")
    leases.finish(second, "done")
    with pytest.raises(LeaseLost):
        mark(second)


def test_lease_that_has_run_out_still_holds_as_long_as_nobody_has_taken_it() -> None:
    add("a")
    entry = taken()
    run_out()
    leases.finish(entry, "done")
    assert leases.take(PACE) is None and outbox.waiting() == 0


def test_delay_grows_with_each_attempt_up_to_a_day() -> None:
    assert [PACE.delay(attempts).total_seconds() for attempts in range(1, 9)] == [30, 120, 480, 1920, 7680, 30720, 86400, 86400]


def test_what_was_put_off_is_due_after_the_delay() -> None:
    add("a")
    for attempts, seconds in ((1, 30), (2, 120), (3, 480)):
        entry = taken()
        assert entry.attempts == attempts
        leases.put_off(entry, "TimeoutError", by=PACE.delay(entry.attempts))
        assert waits_seconds() == pytest.approx(seconds, abs=5) and leases.take(PACE) is None
        OutboxEntry.objects.update(due_at=Now())


def test_what_was_given_back_counts_as_not_taken_up() -> None:
    add("a")
    leases.give_back(taken())
    assert taken().attempts == 1
