"""Workers that publish, killed with SIGKILL at any moment with all that they have started, or without it, or the other way.

`python publications.py FOLDER --kills 30 --seed 1`; DATABASE_URL names the database, in which a State has needs. After some
kills workers go on undisturbed, and what is then shown is looked at; all the time somebody looks whether that is whole.
"""

import argparse
import hashlib
import json
import os
import random
import signal
import sys
import threading
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import django
from tests.workspace.jobs.processes import forked, must_end_well

NEEDS = ("XA-AAAAAAAA", "XA-BBBBBBBB", "XA-CCCCCCCC")
WORKERS = 2
MOST_KILLS_IN_A_ROW = 8
MOST_SECONDS_BETWEEN_KILLS = 0.6
MOST_SECONDS_FOR_THE_REST = 120
MAKE = """
import hashlib, json, pathlib, sys, time
from article60.publication.folder import replacing
told = dict(zip(sys.argv[1::2], sys.argv[2::2]))
lines = "".join(path.read_text() for path in sorted(pathlib.Path(told["--decisions"]).glob("*.jsonl")))
out = pathlib.Path(told["--out"])
with open(out.parent / "ran", "a") as ran: ran.write("x")
with replacing(out) as building:
    hashes = {}
    for part in range(4):
        (building / f"{part}.txt").write_text(f"{part} {lines}")
        hashes[f"{part}.txt"] = hashlib.sha256(f"{part} {lines}".encode()).hexdigest()
        time.sleep(0.01)
    (building / "release.json").write_text(json.dumps({"lines": lines, "hashes": hashes}))
"""
"""A run that makes a Release of several files of the decisions that it is given."""
VERIFY = """
import sys; from pathlib import Path; from tests.workspace.workspace.publications import whole
place = Path(sys.argv[1]); sys.exit(not whole(place))
"""
PUBLISH = """
import sys; from article60.web.workspace import published as p
p.publish.__kwdefaults__["verify"] = (sys.executable, {verify!r}); sys.exit(p.main(sys.argv[1:]))
"""
"""As the worker starts it, with a check of these Releases."""


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path)
    asked.add_argument("--kills", type=int, default=0)
    asked.add_argument("--seed", type=int, default=0)
    chosen = asked.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "article60.web.workspace.settings"
    django.setup()
    import article60.web.jobs.worker
    import article60.web.workspace.publishing  # noqa: F401  # once, here, and not in each process

    looking = forked(lambda: look(chosen.folder))
    try:
        figures = publish(chosen)
    finally:
        os.kill(looking, signal.SIGTERM)
    must_end_well(looking)
    (chosen.folder / "figures").write_text(json.dumps(figures))


def publish(chosen: argparse.Namespace) -> dict[str, int]:
    """Round after round: something is decided, some kills, a rest, a look."""
    chance, killed = random.Random(chosen.seed), {"workers": 0, "runs": 0, "all": 0}
    pids: list[int] = []
    while sum(killed.values()) < chosen.kills:
        for _ in range(min(chance.randint(1, MOST_KILLS_IN_A_ROW), chosen.kills - sum(killed.values()))):
            must_end_well(forked(lambda: decide(chance.choice(NEEDS))))
            pids = [*pids, *(forked(worker) for _ in range(WORKERS - len(pids)))]
            time.sleep(chance.uniform(0, MOST_SECONDS_BETWEEN_KILLS))
            what = chance.choice(sorted(killed))
            pids = kill(pids, chosen.folder, what, chance)
            killed[what] += 1
        pids = [*pids, *(forked(worker) for _ in range(WORKERS - len(pids)))]
        must_end_well(forked(lambda: rest(chosen.folder)))
    for pid in pids:
        os.kill(pid, signal.SIGTERM)
        must_end_well(pid)
    return {f"killed_{name}": count for name, count in killed.items()}


def kill(pids: list[int], folder: Path, what: str, chance: random.Random) -> list[int]:
    """Kill a worker, or one process of a run, or - as where the power fails - all of them; the workers that are left."""
    dying = list(pids) if what == "all" else [chance.choice(pids)] if what == "workers" else []
    for pid in dying:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    running = runs(folder)
    for pid in running if what == "all" else [chance.choice(running)] if running and what == "runs" else []:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue  # it has ended by itself
    return [pid for pid in pids if pid not in dying]


def runs(folder: Path) -> Sequence[int]:
    """The processes of runs that go on: they name the folder, and are no workers of ours."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            told = path.read_bytes().decode(errors="replace")
        except (FileNotFoundError, ProcessLookupError):
            continue
        if str(folder) in told and not told.split("\0")[1].endswith(Path(__file__).name) and "pytest" not in told:
            found.append(int(path.parent.name))
    return sorted(found)


def decide(need_id: str) -> None:
    """The State's focal point releases a need to the public, or takes that back."""
    from django.utils import timezone

    from article60.web.accounts.actor import acting
    from article60.web.accounts.models import User
    from article60.web.consent.actions import give, of_need, take_back
    from article60.web.consent.terms import Terms
    from workspace_people import actor, newest

    by, at = actor(User.objects.get()), timezone.now()
    with acting(by):
        running = of_need(need_id, by=by).filter(withdrawn_at=None).first()
        if running is not None:
            take_back(running.pk, by=by, at=at)
        else:
            seen = newest(need_id).hash
            give(need_id, by=by, seen=seen, at=at - timedelta(days=9), terms=Terms(audience="public"))


def worker() -> None:
    from article60.web.jobs.leases import Pace
    from article60.web.jobs.task import Handler
    from article60.web.jobs.worker import work
    from article60.web.workspace import publishing

    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    publishing.QUIET_SECONDS = 0
    perform, code = publishing.run.perform, PUBLISH.format(verify=os.environ["VERIFY_WITH"])
    # Its second and third word name the module: in its place comes the same with a check of these Releases.
    publishing.run.perform = lambda task, command: perform(task, [sys.executable, "-c", code, *command[3:]])
    pace = Pace(lease_seconds=0.5, look_seconds=0.02, first_delay_seconds=0.1, growth=1, most_attempts=10_000)
    handlers = {publishing.KIND: Handler(perform=publishing.perform, outside=True)}
    work(handlers, pace=pace, stopping=stopping, look=publishing.Watch().look)


def rest(folder: Path) -> None:
    """Wait until nothing is left to do, and look: one whole Release of what holds now, nothing beside it, each entry done."""
    from django.utils import timezone

    from article60.web.jobs.models import OutboxEntry
    from article60.web.workspace import handing_on
    from article60.web.workspace.published import digest_of

    handing_on.write(folder / "wanted", on=timezone.now().date())
    lines = "".join(path.read_text() for path in sorted((folder / "wanted").glob("*.jsonl")))
    until, mark = time.monotonic() + MOST_SECONDS_FOR_THE_REST, folder / "runs" / "published"

    def done() -> bool:
        with reading_jobs():
            left = OutboxEntry.objects.filter(done_at=None).exists()
        holds = mark.is_file() and mark.read_text() == digest_of(folder / "wanted")
        return not left and (holds or (not mark.is_file() and not lines)) and not runs(folder)

    while not done():
        if time.monotonic() > until:
            raise TimeoutError(f"{runs(folder)} {mark.exists()}")
        time.sleep(0.05)
    told = whole(folder / "release")
    if told is None or told["lines"] != (lines if mark.is_file() else "old"):
        raise AssertionError(f"shown is {told}, wanted {lines}")
    with reading_jobs():
        failed = OutboxEntry.objects.exclude(failed_at=None).count()
    left = sorted(one.name for one in folder.iterdir() if one.name.startswith(".release"))
    if failed or left:
        raise AssertionError(f"{failed} failed, {left} are left")


def reading_jobs() -> Any:
    from article60.web.jobs.locks import working

    return working()


def look(folder: Path) -> None:
    """Look again and again whether what is shown is whole, until asked to stop."""
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    looks = 0
    while not stopping.is_set():
        before = inode(folder / "release")
        if whole(folder / "release") is None and inode(folder / "release") == before:
            raise AssertionError("a Release that is not whole is shown, or none")
        looks += 1
        time.sleep(0.002)
    (folder / "looks").write_text(str(looks))


def inode(place: Path) -> int | None:
    """Which folder stands there, if any."""
    return place.stat().st_ino if place.exists() else None


def whole(place: Path) -> dict[str, Any] | None:
    """What a Release says whose files are those that it names; none where there is no such Release."""
    try:
        told: dict[str, Any] = json.loads((place / "release.json").read_text())
        right = all(
            hashlib.sha256((place / name).read_bytes()).hexdigest() == hashed for name, hashed in told["hashes"].items()
        )
    except (FileNotFoundError, json.JSONDecodeError):
        return None
    return told if right else None


if __name__ == "__main__":
    main()
