"""The loop: what people have decided goes to the public by itself, as one run for all that changes within some seconds.

Nobody has to ask for it. Each change leaves an event, so that the end of the log tells that something has changed; the day
tells that a release of information begins. Whether it changes what is public is told by the lines of decisions that would go
into a run: only where these differ from those of the Release that is shown is a run started.
"""

import sys
import time
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from article60.web.audit.models import AuditEvent
from article60.web.jobs import outbox, run
from article60.web.jobs.locks import working
from article60.web.jobs.task import Task
from article60.web.workspace import handing_on
from article60.web.workspace.published import digest_of

KIND = "publish"
QUIET_SECONDS = 3.0
"""How long nothing must have changed before a run is asked for."""
MOST_SECONDS = 15.0
"""How long is waited at most while changes go on."""
NOTHING_NEW = "nothing new for the public"

Stamp = tuple[int, date]


@dataclass
class Watch:
    """Looks whether something has changed since the last look; one for each worker."""

    asked: Stamp | None = None
    seen: Stamp | None = None
    seen_at: float = 0
    first_at: float = 0

    def look(self) -> None:
        """Ask for a run where what is public would change by it, once things are quiet."""
        if not settings.ARTICLE60_RUN:
            return
        now, at = _stamp(), time.monotonic()
        if now != self.seen:
            self.first_at = at if self.seen == self.asked else self.first_at
            self.seen, self.seen_at = now, at
        if self.seen == self.asked or (at - self.seen_at < QUIET_SECONDS and at - self.first_at < MOST_SECONDS):
            return
        if _export("looked") != published():
            with working():
                outbox.add(outbox.Entry(kind=KIND, key=f"{now[0]}:{now[1]}"), at=timezone.now())
        self.asked = now


def perform(task: Task) -> str:
    """Hand the decisions to a run and show what it makes, unless that is shown already. Raises CannotDo, NotNow, Stopped.

    Under one name for the same decisions: taken up again after a kill, a run that goes on is not started beside itself.
    """
    command = run.named()
    digest = _export("decisions")
    if digest == published():
        return NOTHING_NEW
    release, folder = Path(settings.ARTICLE60_RELEASE).resolve(), _folder()
    told = ["--release", release, "--decisions", folder / "decisions", "--mark", _mark(), "--digest", digest]
    whole = [sys.executable, "-m", "article60.web.workspace.published", *map(str, told), "--", *command]
    return run.perform(replace(task, key=f"{task.key}:{digest}"), whole)


def published() -> str:
    """The digest of the decisions in the Release that is shown; as of none, where none was published from here yet."""
    return _mark().read_text(encoding="utf-8") if _mark().is_file() else digest_of(Path("/nothing"))


def _stamp() -> Stamp:
    with working():
        last = AuditEvent.objects.order_by("-number").values_list("number", flat=True).first()
    return last or 0, timezone.now().date()


def _export(name: str) -> str:
    """Write the decisions of today into a folder; their digest."""
    folder = _folder() / name
    handing_on.write(folder, on=timezone.now().date())
    return digest_of(folder)


def _folder() -> Path:
    folder = Path(settings.ARTICLE60_RUNS).resolve()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _mark() -> Path:
    return _folder() / "published"
