"""What was killed with SIGKILL at any moment leaves what is left where nobody disturbs: nothing lost, doubled or partial."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection, transaction

from article60.web.accounts.models import User
from article60.web.audit.verify import problems
from article60.web.jobs import outbox
from article60.web.jobs.models import OutboxEntry, Received
from article60.web.jobs.outbox import Entry
from workspace_at_once import emptied
from workspace_people import NOW, events, focal_point

PROCESSES = Path(__file__).with_name("processes.py")
SOURCE = Path(__file__).parents[3] / "src"
EACH = UUID("00000000-0000-4000-8000-000000000001")


@pytest.fixture
def db(database: None) -> Iterator[None]:
    """In transactions that stay, as processes share none; emptied afterwards."""
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE jobs_test_effect (key text, part int)")
        cursor.execute("GRANT SELECT, INSERT ON jobs_test_effect TO article60_worker")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE jobs_test_effect")
    empty()


def empty() -> None:
    emptied("jobs_received", "jobs_outboxentry", "audit_auditevent", "accounts_user", "accounts_organisation")


@dataclass(frozen=True)
class Left:
    """What work leaves: effects and events in the database, letters and runs outside, and what the outbox says of it."""

    parts: list[tuple[str, int]]
    events: list[str]
    letters: list[bytes]
    runs: int
    entries: list[tuple[str, str, bool]]


def processes(what: str, folder: Path, *options: object) -> None:
    known = connection.settings_dict
    variables = {
        "DATABASE_URL": f"postgresql://{known['USER']}@/{known['NAME']}?host={known['HOST']}",
        "ARTICLE60_MAIL": f"folder:{folder / 'mail'}",
        "ARTICLE60_RUN": f"sh -c 'sleep 0.05; echo ran >> {folder / 'ran'}'",
        "ARTICLE60_RUNS": str(folder / "runs"),
        "ARTICLE60_RECEIVED": str(folder / "received"),
        "PYTHONPATH": os.pathsep.join([str(SOURCE), os.environ.get("PYTHONPATH", "")]),
    }
    done = subprocess.run(
        [sys.executable, PROCESSES, what, folder, *map(str, options)],
        env=os.environ | variables, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def prepare(kills: int) -> int:
    """Work for about as long as the kills last; how many entries, with those that come of others."""
    counted, letters, runs = 8 * kills, kills, max(3, kills // 10)
    with transaction.atomic():
        User.objects.create(number=EACH, email="a@example.org", name="A", language="fr")
        for number in range(counted):
            payload = {"account": str(EACH)} if number % 4 == 0 else {}
            outbox.add(Entry(kind="count", key=f"{number:05}", payload=payload), at=NOW)
        for number in range(letters):
            outbox.add(Entry(kind="mail", key=f"{number:05}", payload={"letter": "received", "account": str(EACH)}), at=NOW)
        for number in range(runs):
            outbox.add(Entry(kind="run", key=f"{number:05}"), at=NOW)
        # In any order, but the same with every round.
        with connection.cursor() as cursor:
            cursor.execute("UPDATE jobs_outboxentry SET due_at = due_at - make_interval(secs => hashtext(key || kind) % 1000)")
            cursor.execute("UPDATE jobs_outboxentry SET due_at = now() WHERE due_at > now()")
    return counted + counted // 4 + letters + runs


def left(folder: Path) -> Left:
    with connection.cursor() as cursor:
        cursor.execute("SELECT key, part FROM jobs_test_effect ORDER BY 1, 2")
        parts = cursor.fetchall()
        cursor.execute("SELECT about_id FROM audit_auditevent WHERE action = 'test.count' ORDER BY 1")
        events = [row[0] for row in cursor.fetchall()]
    entries = OutboxEntry.objects.order_by("kind", "key")
    mail = sorted((folder / "mail").glob("*.eml"))
    return Left(
        parts=parts,
        events=events,
        letters=[path.read_bytes() for path in mail],
        runs=(folder / "ran").read_text().count("ran"),
        entries=[(one.kind, one.key, one.done_at is not None) for one in entries],
    )


def undisturbed(folder: Path, kills: int) -> Left:
    expected = prepare(kills)
    folder.mkdir()
    processes("serve", folder, "--workers", 1)
    found = left(folder)
    assert len(found.entries) == expected and all(done for *_, done in found.entries)
    assert len(found.parts) == 3 * 8 * kills and len(found.letters) == kills + 2 * kills and found.runs == max(3, kills // 10)
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE jobs_test_effect")
    empty()
    return found


def test_killed_workers_leave_what_an_undisturbed_one_leaves(
    db: None, tmp_path: Path, pytestconfig: pytest.Config, told: dict[str, object]
) -> None:
    assert settings.DATABASES["default"]["NAME"].startswith("test_")
    kills = pytestconfig.getoption("kills")
    serial = undisturbed(tmp_path / "serial", kills)

    prepare(kills)
    (tmp_path / "killed").mkdir()
    processes("serve", tmp_path / "killed", "--kills", kills, "--seed", 7)

    assert left(tmp_path / "killed") == serial
    assert list(problems()) == []
    attempts = OutboxEntry.objects.exclude(kind="run").values_list("attempts", flat=True)
    in_the_middle = sum(attempts) - len(attempts)
    told |= {"kills_of_workers": kills, "in_the_middle": in_the_middle}
    sys.stdout.write(f"{kills} kills, {in_the_middle} in the middle of an entry\n")
    assert in_the_middle >= kills / 10, "hardly a kill came in the middle of something: the test has shown nothing"


def test_way_of_working_that_marks_apart_is_found_out(db: None, tmp_path: Path) -> None:
    prepare(30)
    processes("serve", tmp_path, "--kills", 30, "--seed", 7, "--naive")
    assert left(tmp_path).parts != [(f"{number:05}", part) for number in range(8 * 30) for part in range(3)]


def test_intake_that_was_killed_has_each_file_once_with_event_letter_and_bytes(
    db: None, tmp_path: Path, pytestconfig: pytest.Config, told: dict[str, object]
) -> None:
    kills = pytestconfig.getoption("kills")
    told |= {"kills_of_intakes": kills, "files": 8 * kills}
    files = 8 * kills
    focal_point()
    processes("receive", tmp_path, "--kills", kills, "--seed", 7, "--files", files)

    wanted = sorted(hashlib.sha256(f"file {number}".encode()).hexdigest() for number in range(files))
    assert sorted(Received.objects.values_list("sha256", flat=True)) == wanted
    assert sorted(set((tmp_path / "told").read_text().split())) == wanted
    assert events().count("jobs.receive done") == OutboxEntry.objects.filter(kind="mail").count() == files
    assert list(problems()) == []
    for sha256 in wanted:
        kept = (tmp_path / "received" / sha256[:2] / sha256).read_bytes()
        assert hashlib.sha256(kept).hexdigest() == sha256


def test_intake_that_does_one_thing_after_the_other_is_found_out(db: None, tmp_path: Path) -> None:
    focal_point()
    processes("receive", tmp_path, "--kills", 30, "--seed", 7, "--files", 240, "--naive")
    files, letters = Received.objects.count(), OutboxEntry.objects.filter(kind="mail").count()
    assert (files, events().count("jobs.receive done"), letters) != (240, 240, 240)


def test_entry_that_takes_longer_than_a_lease_stays_with_its_worker(db: None, tmp_path: Path) -> None:
    with transaction.atomic():
        outbox.add(Entry(kind="slow", key="a"), at=NOW)
    processes("serve", tmp_path)
    assert OutboxEntry.objects.get().attempts == 1
    assert events() == ["test.count done"]


def test_workers_at_the_same_moment_never_take_the_same_entry(db: None, tmp_path: Path) -> None:
    with transaction.atomic():
        for number in range(400):
            outbox.add(Entry(kind="count", key=str(number)), at=NOW)
    processes("take", tmp_path)
    by_worker = [path.read_text().split() for path in tmp_path.iterdir()]
    taken = [entry for worker in by_worker for entry in worker]
    assert len(by_worker) == 4 and sum(1 for worker in by_worker if worker) > 1
    assert len(taken) == len(set(taken)) == 400
