"""What leaves the workspace otherwise than by pages: files for a run for the public, and letters that tell what waits."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core import mail as outgoing
from django.test import override_settings
from django.utils import timezone
from tests.workspace.leaks.people import People

from article60.web.accounts.models import User
from article60.web.jobs.task import Task
from article60.web.work import digest
from article60.web.workspace import handing_on, jobs

NOT_COMPARED: Mapping[str, str] = {
    "prepare": "makes tables and prints nothing",
    "invite": "prints what was given to it, and a password",
    "reset": "prints what was given to it, and a password",
    "dismiss": "prints how many roles of an account have ended",
    "fill": "prints identifiers of the public Release to the operator",
    "export_decisions": "writes the lines that are compared here",
    "verify": "prints to the operator how many events there are, which every secret changes by design",
    "work": "prints how often what came of it; its letters are compared with each world",
    "failed": "prints what the worker has given up, by kind and key",
    "try_again": "prints whether it was there",
    "serve": "pages, which are compared",
    "demo": "pages of an invented world",
    "fill_demo": "makes an invented world and prints nothing",
}
"""Of each job of the command line, why what it prints is not compared between worlds, or where it is."""


def outputs() -> Mapping[str, bytes]:
    """What the next run for the public is given today, file by file."""
    with TemporaryDirectory() as folder:
        handing_on.write(Path(folder), on=timezone.now().date())
        return {one.name: one.read_bytes() for one in sorted(Path(folder).iterdir())}


def digests(everybody: People) -> Mapping[str, bytes]:
    """By the name of a person the letter that tells what waits, as it would be sent today; empty where none would be."""
    with override_settings(ARTICLE60_MAIL="smtp://mail.example.org"):
        return {name: _digest(user) for name, user in everybody.users.items()}


def _digest(user: User) -> bytes:
    outgoing.outbox.clear()
    digest.send(Task(kind=digest.KIND, key=str(user.number), payload={"account": str(user.number)}, made_at=timezone.now()))
    return b"".join(letter.message().as_bytes() for letter in outgoing.outbox)


def commands() -> frozenset[str]:
    """Jobs of the command line: public functions of their module."""
    own = (name for name, one in vars(jobs).items() if callable(one) and getattr(one, "__module__", "") == jobs.__name__)
    return frozenset(name for name in own if not name.startswith("_"))
