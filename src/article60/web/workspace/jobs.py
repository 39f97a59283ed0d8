"""What whoever runs the workspace does at the command line; each job opens Django for itself, in the right name."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import django
from django.db import OperationalError
from django.utils import timezone
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from article60.web.common import turns
from article60.web.common.cluster import NoPostgres
from article60.web.workspace.database import Addresses, database
from article60.web.workspace.local import must_be_local
from article60.web.workspace.migrate import SETTINGS, migrate

_FILL = "import sys; from article60.web.workspace.jobs import fill_demo; fill_demo(sys.argv[1])"
THREADS = turns.MOST + 2
"""Threads of a process of the server that make pages: some stay free while as many files are read as may be at once."""
GOODBYE_SECONDS = 10
"""Seconds that a process of the server has to finish what it is answering; it now and then misses that it is to stop."""


@contextmanager
def _prepared(folder: Path) -> Iterator[Addresses]:
    """The database; one of its own has all tables. Raises NoPostgres, CannotMigrate."""
    with database(folder) as found:
        if found.prepared_here:
            migrate(found.owner)
        yield found


@contextmanager
def _opened(folder: Path, *, as_worker: bool = False) -> Iterator[None]:
    """Django on the database, in the name of who owns its tables or of the worker, or of whom DATABASE_URL names."""
    with _prepared(folder) as found:
        os.environ["DATABASE_URL"] = found.worker if as_worker else found.owner
        os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
        django.setup()
        try:
            yield
        except OperationalError as error:
            raise NoPostgres(f"the database does not answer: {str(error).partition(chr(10))[0]}") from error


def prepare(folder: Path) -> None:
    """Make or bring up to date all tables, and lock them anew. Raises NoPostgres, CannotMigrate."""
    with database(folder) as found:
        migrate(found.owner)


def invite(folder: Path, told: Mapping[str, Any]) -> Mapping[str, str]:
    """Make an account or give an old one another role; what is to be handed over. Raises UnusableAccount, NoPostgres."""
    with _opened(folder):
        from article60.web.accounts.actions import Invited, invite  # models are known only now

        invited = Invited(**told)
        return {"email": invited.email, "role": invited.role, "password": invite(invited, at=timezone.now())}


def reset(folder: Path, *, email: str) -> Mapping[str, str]:
    """A new password for who has lost password or second factor. Raises UnusableAccount, NoPostgres."""
    with _opened(folder):
        from article60.web.accounts.actions import reset  # models are known only now

        return {"email": email, "password": reset(email, at=timezone.now())}


def dismiss(folder: Path, *, email: str) -> Mapping[str, str | int]:
    """End every role of somebody. Raises UnusableAccount, NoPostgres."""
    with _opened(folder):
        from article60.web.accounts.actions import dismiss  # models are known only now

        return {"email": email, "ended": dismiss(email, at=timezone.now())}


def fill(folder: Path, *, release: Path, state: str) -> Mapping[str, Sequence[str]]:
    """Fill a State's register from a Release; identifiers by what came of them. Raises NotARelease, NoPostgres."""
    with _opened(folder):
        from article60.web.assistance import intake as assistance  # models are known only now
        from article60.web.register.intake import fill

        at = timezone.now()
        done = fill(release, state=state, at=at)
        received = assistance.fill(release, state=state, at=at)
        return {"added": done.added, "known": done.known, "differing": done.differing, "assistance": received}


def export_decisions(folder: Path, *, out: Path) -> Mapping[str, Any]:
    """Write what was released to the public or decided on public proposals, for `article60 run`. Raises NoPostgres."""
    with _opened(folder):
        from article60.web.workspace import handing_on  # models are known only now

        done = handing_on.write(out, on=timezone.now().date())
        return {
            "folder": str(out),
            "files": done.files,
            "lines": sum(done.files.values()),
            "records": done.records,
            "activities": done.activities,
        }


def verify(folder: Path, *, heads: Mapping[int, str]) -> Mapping[str, Any]:
    """Whether the chain of events holds: how many there are, the last one, and every break. Raises NoPostgres."""
    with _opened(folder):
        from article60.web.audit.models import AuditEvent  # models are known only now
        from article60.web.audit.verify import problems

        last = AuditEvent.objects.last()
        return {
            "events": AuditEvent.objects.count(),
            "head": None if last is None else f"{last.number}:{last.hash}",
            "breaks": [f"event {one.number} {one.why}" for one in problems(heads=heads)],
        }


def work(folder: Path, *, once: bool) -> Mapping[str, int]:
    """Serve the outbox until SIGTERM or Ctrl+C, or once; how often what came of it. Raises NoPostgres."""
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    with _opened(folder, as_worker=True):
        from article60.web.jobs import intake  # models are known only now
        from article60.web.jobs.handlers import HANDLERS
        from article60.web.jobs.leases import Pace
        from article60.web.jobs.task import Handler
        from article60.web.jobs.worker import work
        from article60.web.provider import searching
        from article60.web.work import digest
        from article60.web.workspace import publishing

        intake.store().sweep()
        known = {
            **HANDLERS,
            digest.KIND: Handler(perform=digest.send, outside=True),
            publishing.KIND: Handler(perform=publishing.perform, outside=True),
        }
        looks = (digest.Watch().look, publishing.Watch().look, searching.Watch().look)
        return work(known, pace=Pace(), stopping=stopping, once=once, look=lambda: [one() for one in looks])


def failed(folder: Path) -> Sequence[Mapping[str, Any]]:
    """What the worker has given up, without content. Raises NoPostgres."""
    with _opened(folder, as_worker=True):
        from article60.web.jobs.outbox import failed  # models are known only now

        return failed()


def try_again(folder: Path, entry: UUID) -> bool:
    """Have the worker take something up again that it has given up; no if there is no such thing. Raises NoPostgres."""
    with _opened(folder, as_worker=True):
        from article60.web.accounts.roles import Role  # models are known only now
        from article60.web.audit.actions import Acting
        from article60.web.jobs.outbox import try_again

        return try_again(entry, by=Acting(account=None, role=Role.OPERATOR), at=timezone.now())


@contextmanager
def _worker_beside(found: Addresses) -> Iterator[None]:
    """A worker of its own, where the database is one of its own: nobody else could reach it."""
    if not found.prepared_here:
        yield
        return
    command = [sys.executable, "-c", "from article60.cli import main; main()", "worker"]
    worker = subprocess.Popen(command, env=os.environ | {"DATABASE_URL": found.worker}, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        worker.terminate()
        worker.wait()


def demo(folder: Path, *, release: Path, port: int, operator: str) -> None:
    """Serve a workspace that is filled for the demonstration, until SIGTERM or Ctrl+C. Raises NotLocal, NoPostgres.

    Its database is one of its own in any case: these people come into no other.
    """
    must_be_local(os.environ)
    os.environ.pop("DATABASE_URL", None)
    os.environ["ARTICLE60_DEMO"] = "yes"
    os.environ["ARTICLE60_RELEASE"] = str(release.resolve())
    os.environ.setdefault("ARTICLE60_WORKSPACE", f"http://127.0.0.1:{port}")
    with _prepared(folder) as found:
        subprocess.run(
            [sys.executable, "-c", _FILL, release],
            env=os.environ | {"DATABASE_URL": found.owner, "DJANGO_SETTINGS_MODULE": SETTINGS},
            check=True,
        )
        with _worker_beside(found):
            _answer(found, port=port, operator=operator, workers=1)


def fill_demo(release: str) -> None:
    """In a process of its own, in the name of who owns the tables: one that has opened the database so answers no page."""
    django.setup()
    from article60.web.workspace import demo  # models are known only now

    demo.fill(Path(release), at=timezone.now())


def serve(folder: Path, *, port: int, operator: str, workers: int, release: Path | None = None) -> None:
    """Serve the workspace on 127.0.0.1 until Ctrl+C, in the name of pages, which owns nothing. Raises NoPostgres.

    The desks look at the Release in the folder, whichever stands there; without one, at that of ARTICLE60_RELEASE.
    """
    if release is not None:
        os.environ["ARTICLE60_RELEASE"] = str(release.resolve())
    os.environ.setdefault("ARTICLE60_WORKSPACE", f"http://127.0.0.1:{port}")  # to which links in letters lead
    with _prepared(folder) as found, _worker_beside(found):
        _answer(found, port=port, operator=operator, workers=workers)


def _answer(found: Addresses, *, port: int, operator: str, workers: int) -> None:
    os.environ["DATABASE_URL"] = found.web
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    os.environ["ARTICLE60_OPERATOR"] = operator
    Granian(
        "article60.web.workspace.wsgi:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.error,
        workers_kill_timeout=GOODBYE_SECONDS,
    ).serve()
