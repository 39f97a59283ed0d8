"""Workers in processes of their own, killed at any moment: started by tests, whose connection they must not share.

`python processes.py serve|receive|take FOLDER --kills 30 --seed 1 --naive`; DATABASE_URL names the database.
"""

import argparse
import os
import random
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
WORKERS = 2
TAKERS = 4
MOST_SECONDS_FOR_NOTHING = 60
MOST_SECONDS_BETWEEN_KILLS = 0.2


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("what", choices=["serve", "receive", "take"])
    asked.add_argument("folder", type=Path)
    asked.add_argument("--files", type=int, default=0)
    asked.add_argument("--workers", type=int, default=WORKERS)
    asked.add_argument("--kills", type=int, default=0)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--naive", action="store_true")
    chosen = asked.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "article60.web.workspace.settings"
    django.setup()
    import article60.web.jobs.handlers
    import article60.web.jobs.intake  # once, here, and not in each process
    import article60.web.jobs.worker  # noqa: F401

    if chosen.what == "take":
        for pid in [forked(lambda: take(chosen.folder)) for _ in range(TAKERS)]:
            must_end_well(pid)
    elif chosen.what == "receive":
        receive(chosen)
    else:
        serve(chosen)


def receive(chosen: argparse.Namespace) -> None:
    """Hand in files one after the other, killed again and again, and from the first one on each time; then undisturbed."""
    chance = random.Random(chosen.seed)
    for _ in range(chosen.kills):
        pid = forked(lambda: hand_in(chosen.folder, chosen.files, naive=chosen.naive))
        time.sleep(chance.uniform(0, 2 * MOST_SECONDS_BETWEEN_KILLS))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    must_end_well(forked(lambda: hand_in(chosen.folder, chosen.files, naive=chosen.naive)))


def hand_in(folder: Path, files: int, *, naive: bool) -> None:
    """Hand in file after file, each listed once it was taken in; begins a little before where the last process ended."""
    from article60.web.accounts.actor import Actor, acting
    from article60.web.accounts.models import Membership
    from article60.web.accounts.roles import Role
    from article60.web.jobs.intake import receive as take_in

    held = Membership.objects.select_related("user", "organisation").get()
    by = Actor(account=held.user.number, role=Role(held.role), organisation=held.organisation_id, state=held.organisation.state)
    told = folder / "told"
    before = len(set(told.read_text().split())) if told.exists() else 0
    with told.open("a") as file:
        for number in range(max(0, before - 5), files):
            content = [b"file ", str(number).encode()]
            with nullcontext() if naive else acting(by):
                kept = naively(content, by) if naive else take_in(content, name="a", by=by, at=NOW).file
            file.write(f"{kept.sha256}\n")
            file.flush()


def naively(pieces: list[bytes], by: Any) -> Any:
    """As one does it who thinks of no power cut: row, event and letter one after the other, each when it is its turn."""
    from django.db import transaction

    from article60.web.audit.actions import Acting, record
    from article60.web.jobs import intake, mail, outbox
    from article60.web.jobs.models import Received

    kept = intake.store().put(pieces)
    known = Received.objects.filter(sha256=kept.sha256).first()
    if known is not None:
        return known
    said = {"name": "a", "organisation_id": by.organisation, "state": by.state, "received_by": by.account, "received_at": NOW}
    made = Received.objects.create(sha256=kept.sha256, size=kept.size, **said)
    time.sleep(0.002)
    with transaction.atomic():
        record("jobs.receive", by=Acting(account=by.account, role=""), about=("file", str(made.id)), at=NOW, changed={})
    time.sleep(0.002)
    with transaction.atomic():
        outbox.add(mail.letter("received", to=by.account, key=f"received:{made.id}"), at=NOW)
    return made


def serve(chosen: argparse.Namespace) -> None:
    """Keep workers at work, killing one after the other, until nothing waits; then ask those that are left to stop."""
    chance = random.Random(chosen.seed)

    def start() -> int:
        return forked(lambda: worker(naive=chosen.naive))

    pids = [start() for _ in range(chosen.workers)]
    try:
        disturb(pids, chance, start, kills=chosen.kills)
        must_end_well(forked(wait_for_the_rest))
    except BaseException:
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        raise
    for pid in pids:
        os.kill(pid, signal.SIGTERM)
        must_end_well(pid)


def disturb(pids: list[int], chance: random.Random, start: Callable[[], int], *, kills: int) -> None:
    """Kill one after the other, and start another in its place."""
    for _ in range(kills):
        time.sleep(chance.uniform(0, MOST_SECONDS_BETWEEN_KILLS))
        place = chance.randrange(len(pids))
        os.kill(pids[place], signal.SIGKILL)
        os.waitpid(pids[place], 0)
        pids[place] = start()


def forked(do: Callable[[], None]) -> int:
    """A process that does something with a connection of its own: here none was opened yet."""
    pid = os.fork()
    if pid:
        return pid
    try:
        do()
    except BaseException as error:
        sys.stderr.write(f"{error!r}\n")
        sys.stderr.flush()
        os._exit(1)
    os._exit(0)


def must_end_well(pid: int) -> None:
    _, status = os.waitpid(pid, 0)
    if status:
        sys.exit(f"a process ended with {status}")


def worker(*, naive: bool) -> None:
    from article60.web.jobs.handlers import HANDLERS
    from article60.web.jobs.leases import Pace
    from article60.web.jobs.task import Handler
    from article60.web.jobs.worker import work

    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    # As one does it who marks the work as done when it is done: the parts and the mark are apart.
    handlers = {**HANDLERS, "count": Handler(perform=count, outside=naive), "slow": Handler(perform=slow, outside=False)}
    work(
        handlers,
        pace=Pace(lease_seconds=0.5, look_seconds=0.02, first_delay_seconds=0.1, growth=1, most_attempts=10_000),
        stopping=stopping,
    )


def count(task) -> str:
    """Three parts, an event, and a letter: all or nothing."""
    from django.db import connection, transaction

    from article60.web.audit.actions import Acting, record
    from article60.web.jobs import outbox
    from article60.web.jobs.outbox import Entry

    with connection.cursor() as cursor:
        for part in range(3):
            cursor.execute("INSERT INTO jobs_test_effect (key, part) VALUES (%s, %s)", [task.key, part])
            time.sleep(0.003)
    with transaction.atomic():
        record("test.count", by=Acting(account=None, role="worker"), about=("test", task.key), at=NOW, changed={})
        if "account" in task.payload:
            outbox.add(Entry(kind="mail", key=f"counted:{task.key}", payload={**task.payload, "letter": "received"}), at=NOW)
    return "counted"


def slow(task) -> str:
    """Takes longer than a lease lasts that nobody makes longer."""
    time.sleep(1.5)
    return count(task)


def wait_for_the_rest() -> None:
    """Until nothing waits. Raises TimeoutError where nothing gets done for long."""
    from article60.web.jobs import outbox

    left, since = outbox.waiting(), time.monotonic()
    while left:
        if time.monotonic() - since > MOST_SECONDS_FOR_NOTHING:
            raise TimeoutError
        time.sleep(0.05)
        before, left = left, outbox.waiting()
        since = time.monotonic() if left < before else since


def take(folder: Path) -> None:
    """Take what there is to take, and write down what was taken."""
    from article60.web.jobs import leases

    with (folder / str(os.getpid())).open("w") as file:
        while (entry := leases.take(leases.Pace())) is not None:
            print(entry.id, file=file)


if __name__ == "__main__":
    main()
