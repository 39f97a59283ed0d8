"""What people decide goes to the public by itself: one run for several changes, whole or not at all, killed or not."""

import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from article60.web.accounts.actor import acting, reading
from article60.web.accounts.models import User
from article60.web.consent.actions import give, take_back
from article60.web.consent.terms import Terms
from article60.web.jobs.models import OutboxEntry
from article60.web.jobs.started import BUSY
from article60.web.jobs.task import CannotDo, NotNow, Task
from article60.web.register.models import InformationRelease, NeedVersion
from article60.web.workspace import publishing
from article60.web.workspace.published import OtherDecisions, Publication, digest_of, publish, with_reported
from workspace_people import actor, focal_point, need, newest

MAKE = """
import pathlib, sys
told = dict(zip(sys.argv[1::2], sys.argv[2::2]))
lines = "".join(path.read_text() for path in sorted(pathlib.Path(told["--decisions"]).glob("*.jsonl")))
out = pathlib.Path(told["--out"]); out.mkdir(exist_ok=True)
(out / "release.json").write_text(lines)
with open(out.parent / "ran", "a") as ran: ran.write("x")
"""
"""A run that makes a Release of the decisions it is given."""
GOOD, BAD = ("true",), ("false",)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    from django.conf import settings

    script = tmp_path / "make.py"
    script.write_text(MAKE)
    monkeypatch.setattr(settings, "ARTICLE60_RUN", shlex.join([sys.executable, str(script)]))
    monkeypatch.setattr(settings, "ARTICLE60_RUNS", str(tmp_path / "runs"))
    monkeypatch.setattr(settings, "ARTICLE60_RELEASE", tmp_path / "release")
    monkeypatch.setattr(publishing, "QUIET_SECONDS", 0)
    (tmp_path / "release").mkdir()
    (tmp_path / "release" / "release.json").write_text("old")
    return tmp_path


@pytest.fixture
def verified(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the wrapper is started by the worker, its check is one that always holds: what is made here is no Release."""
    real = publishing.run.perform

    def perform(task: Task, command: Sequence[str]) -> str:
        code = "import sys; from article60.web.workspace import published as p;"
        code += "p.publish.__kwdefaults__['verify'] = ('true',); sys.exit(p.main(sys.argv[1:]))"
        return real(task, [sys.executable, "-c", code, *command[3:]])

    monkeypatch.setattr(publishing.run, "perform", perform)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))


def released(user: User, need_id: str = "XA-AAAAAAAA") -> InformationRelease:
    """To everybody, since some days."""
    by = actor(user)
    with acting(by):
        at = timezone.now() - timedelta(days=9)
        return give(need_id, by=by, seen=newest(need_id).hash, at=at, terms=Terms(audience="public"))


def looked(watch: publishing.Watch) -> list[str]:
    watch.look()
    watch.look()
    return [one.key for one in OutboxEntry.objects.filter(kind="publish").order_by("made_at")]


def task(key: str = "1:2026-11-26") -> Task:
    return Task(kind="publish", key=key, payload={}, made_at=timezone.now())


def shown(folder: Path) -> str:
    return (folder / "release" / "release.json").read_text()


def test_release_to_the_public_asks_for_a_run_by_itself_and_once() -> None:
    watch = publishing.Watch()
    need()
    assert looked(watch) == []
    released(focal_point())
    assert len(looked(watch)) == 1 and len(looked(watch)) == 1


def test_what_changes_nothing_for_the_public_starts_no_run() -> None:
    watch, user = publishing.Watch(), focal_point()
    need()
    by = actor(user)
    with acting(by):
        give("XA-AAAAAAAA", by=by, seen=newest().hash, at=timezone.now(), terms=Terms(audience="public"))  # it waits
        give("XA-AAAAAAAA", by=by, seen=newest().hash, at=timezone.now(), terms=Terms(audience="states_parties"))
    assert looked(watch) == []


def test_several_changes_within_seconds_make_one_run(verified: None, folder: Path) -> None:
    user, watch = focal_point(), publishing.Watch()
    for need_id in ("XA-AAAAAAAA", "XA-BBBBBBBB", "XA-CCCCCCCC"):
        need(need_id)
        released(user, need_id)
    assert len(looked(watch)) == 1
    publishing.perform(task())
    assert (folder / "ran").read_text() == "x" and shown(folder).count('"consent"') == 3
    assert looked(publishing.Watch()) == looked(watch)


def test_while_changes_go_on_it_waits_for_quiet_but_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "QUIET_SECONDS", 1000)
    need()
    released(focal_point())
    watch = publishing.Watch()
    assert looked(watch) == []
    monkeypatch.setattr(publishing, "MOST_SECONDS", 0)
    assert len(looked(watch)) == 1


def test_withdrawal_takes_effect_in_the_next_release(verified: None, folder: Path) -> None:
    user = focal_point()
    need()
    made, by = released(user), actor(user)
    publishing.perform(task("1:a"))
    assert "XA-AAAAAAAA" in shown(folder)
    watch = publishing.Watch()
    assert looked(watch) == []
    with acting(by):
        take_back(made.pk, by=by, at=timezone.now())
    assert len(looked(watch)) == 1
    publishing.perform(task("2:a"))
    assert shown(folder) == ""


def test_run_whose_decisions_are_shown_already_is_not_made_again(verified: None, folder: Path) -> None:
    need()
    released(focal_point())
    publishing.perform(task("1:a"))
    assert publishing.perform(task("2:a")) == publishing.NOTHING_NEW and (folder / "ran").read_text() == "x"


def test_failing_run_keeps_the_old_release_and_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.conf import settings

    need()
    released(focal_point())
    monkeypatch.setattr(settings, "ARTICLE60_RUN", "false")
    with pytest.raises(NotNow, match="ended with 1"):
        publishing.perform(task())
    assert shown(folder) == "old" and not (folder / "runs" / "published").exists()
    monkeypatch.setattr(settings, "ARTICLE60_RUN", "")
    with pytest.raises(CannotDo):
        publishing.perform(task())


def publication(folder: Path) -> Publication:
    (folder / "decisions").mkdir(exist_ok=True)
    decisions = folder / "decisions"
    return Publication(release=folder / "release", decisions=decisions, mark=folder / "mark", digest=digest_of(decisions))


def test_release_that_does_not_verify_is_not_shown(folder: Path) -> None:
    command = [sys.executable, str(folder / "make.py")]
    assert publish(publication(folder), command, verify=BAD) == 1
    assert shown(folder) == "old" and not (folder / "mark").exists()
    assert publish(publication(folder), command, verify=GOOD) == 0
    assert shown(folder) == "" and (folder / "mark").read_text() == publication(folder).digest


def test_what_the_operator_has_decided_goes_into_the_run_as_well(folder: Path) -> None:
    (folder / "own").mkdir()
    (folder / "own" / "workspace.jsonl").write_text("of the operator")
    publication(folder)
    (folder / "decisions" / "workspace.jsonl").write_text("of the workspace")
    one = publication(folder)
    publish(one, [sys.executable, str(folder / "make.py"), "--decisions", str(folder / "own")], verify=GOOD)
    assert shown(folder) == "of the operatorof the workspace"
    assert [path.name for path in one.decisions.iterdir()] == ["workspace.jsonl"]


def test_decisions_that_came_meanwhile_are_not_published_under_the_mark_of_those_before(folder: Path) -> None:
    one = publication(folder)
    (one.decisions / "workspace.jsonl").write_text("decided meanwhile")
    with pytest.raises(OtherDecisions):
        publish(one, [sys.executable, str(folder / "make.py")], verify=GOOD)
    assert shown(folder) == "old" and not (folder / "mark").exists()


def test_one_release_is_made_at_a_time(folder: Path) -> None:
    """Also where who started the making was killed: what was started holds the lock as long as it goes on."""
    one = publication(folder)
    slow = [sys.executable, "-c", f"import time; open({str(folder / 'begun')!r}, 'w'); time.sleep(60)"]
    code = (
        f"import sys; sys.path[:] = {sys.path!r}; from pathlib import Path; from article60.web.workspace.published import *; "
    )
    code += f"publish(Publication(**{{k: Path(v) for k, v in {_told(one)!r}.items()}}, digest={one.digest!r}), {slow!r})"
    maker = subprocess.Popen([sys.executable, "-c", code], start_new_session=True)
    try:
        while not (folder / "begun").exists():
            time.sleep(0.02)
        maker.kill()
        maker.wait()
        assert publish(one, [sys.executable, str(folder / "make.py")], verify=GOOD) == BUSY
        assert shown(folder) == "old"
    finally:
        os.killpg(maker.pid, signal.SIGKILL)
    while (status := publish(one, [sys.executable, str(folder / "make.py")], verify=GOOD)) == BUSY:
        time.sleep(0.02)
    assert status == 0 and shown(folder) == ""


def _told(one: Publication) -> dict[str, str]:
    return {name: str(getattr(one, name)) for name in ("release", "decisions", "mark")}


KILLED = """
import os, signal, sys
from pathlib import Path
from article60.web.workspace import published as p
folder, moment = Path(sys.argv[1]), sys.argv[2]
digest = p.digest_of(folder / "decisions")
one = p.Publication(release=folder / "release", decisions=folder / "decisions", mark=folder / "mark", digest=digest)
def die(*told, **more): os.kill(os.getpid(), signal.SIGKILL)
if moment == "before the swap": p.replacing = die
if moment == "in the swap": p.shutil.copytree = die
if moment == "before the mark": p.write_mark = die
if moment == "in the mark": p.os.fsync = die
p.publish(one, [sys.executable, str(folder / "make.py")], verify=("true",))
"""


@pytest.mark.parametrize("moment", ["before the swap", "in the swap", "before the mark", "in the mark"])
def test_killed_at_any_moment_one_whole_release_is_shown_and_the_next_attempt_ends_the_same(folder: Path, moment: str) -> None:
    publication(folder)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", KILLED, folder, moment], check=False, env=environment)
    assert done.returncode == -signal.SIGKILL
    assert shown(folder) in ("old", "") and not (folder / "mark").exists()
    assert publish(publication(folder), [sys.executable, str(folder / "make.py")], verify=GOOD) == 0
    assert shown(folder) == "" and (folder / "mark").read_text() == publication(folder).digest


def test_role_in_which_decisions_are_read_sees_what_everybody_sees_and_writes_nothing() -> None:
    from django.db import DatabaseError, connection

    from article60.web.accounts.actor import NOBODY

    need()
    need("XA-BBBBBBBB")
    released(focal_point())
    with reading(NOBODY):
        assert [one.need_id for one in NeedVersion.objects.for_everyone()] == ["XA-AAAAAAAA"]
    for statement in (
        "INSERT INTO register_need (need_id, state) VALUES ('XA-CCCCCCCC', 'XA')",
        "UPDATE register_informationrelease SET withdrawn_at = now()",
        "SELECT password FROM accounts_user",
        "SELECT * FROM django_session",
        "INSERT INTO audit_auditevent (number) VALUES (1)",
    ):
        with pytest.raises(DatabaseError), reading(actor(User.objects.get())), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.parametrize(
    ("command", "whole"),
    [
        (["run", "--aid", "a.xml", "--on", "2026-11-26"], ["run", "--aid", "FILE", "a.xml", "--on", "2026-11-26"]),
        (["run", "--reviews", "r"], ["run", "--reviews", "r", "--aid", "FILE"]),
    ],
)
def test_activities_that_providers_report_go_into_the_run_where_there_are_any(
    tmp_path: Path, command: list[str], whole: list[str]
) -> None:
    file = tmp_path / "reported-activities.xml"
    file.write_text("<iati-activities/>")
    assert with_reported(command, tmp_path) == command
    file.write_text('<iati-activities><iati-activity xml:lang="en"/></iati-activities>')
    assert with_reported(command, tmp_path) == [str(file) if one == "FILE" else one for one in whole]
