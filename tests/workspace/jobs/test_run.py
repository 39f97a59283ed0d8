"""A run is started once under its key, by a process that knows no secret, and goes on or ends as it must."""

import fcntl
import shlex
import sys
import threading
import time
from pathlib import Path

import pytest

from article60.web.jobs import run
from article60.web.jobs.task import CannotDo, NotNow, Stopped, Task
from workspace_people import NOW


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    from django.conf import settings

    monkeypatch.setattr(settings, "ARTICLE60_RUNS", str(tmp_path))
    return tmp_path


def command(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    from django.conf import settings

    monkeypatch.setattr(settings, "ARTICLE60_RUN", shlex.join([sys.executable, "-c", code]))


def task(key: str = "release:1") -> Task:
    return Task(kind="run", key=key, payload={}, made_at=NOW)


def test_run_is_done_once_under_its_key(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command(monkeypatch, f"open({str(folder / 'ran')!r}, 'a').write('x')")
    assert run.start(task()) == run.start(task()) == "ended with 0"
    assert (folder / "ran").read_text() == "x"
    run.start(task("release:2"))
    assert (folder / "ran").read_text() == "xx"


def test_run_that_fails_is_tried_again_and_its_words_stay_in_its_own_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command(monkeypatch, "import sys; sys.exit('this went wrong')")
    for _ in range(2):
        with pytest.raises(NotNow, match="ended with 1") as told:
            run.start(task())
    assert "went wrong" not in str(told.value)
    assert (folder / f"{task().name}.log").read_text().count("this went wrong") == 2


def test_run_that_goes_on_is_not_started_beside_itself(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command(monkeypatch, f"open({str(folder / 'ran')!r}, 'a')")
    with (folder / f"{task().name}.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(NotNow, match="going on"):
            run.start(task())
    assert not (folder / "ran").exists()


def test_run_knows_no_database_and_no_secret(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "ARTICLE60_SECRET", "ARTICLE60_MAIL", "PGPASSWORD"):
        monkeypatch.setenv(name, "secret")
    monkeypatch.setenv("ARTICLE60_OPERATOR", "An office")
    command(monkeypatch, f"import os; open({str(folder / 'told')!r}, 'w').write(repr(dict(os.environ)))")
    run.start(task())
    told = (folder / "told").read_text()
    assert "secret" not in told and "An office" in told and "PATH" in told


def test_without_a_command_nothing_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.conf import settings

    monkeypatch.setattr(settings, "ARTICLE60_RUN", "")
    with pytest.raises(CannotDo, match="ARTICLE60_RUN"):
        run.start(task())


def test_asked_to_stop_it_ends_what_it_has_started(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command(monkeypatch, f"import os, time; open({str(folder / 'pid')!r}, 'w').write(str(os.getpid())); time.sleep(60)")
    started, began = task(), time.monotonic()

    def stop() -> None:
        while not (folder / "pid").exists() or not (folder / "pid").read_text():
            time.sleep(0.02)
        started.stopping.set()

    threading.Thread(target=stop).start()
    with pytest.raises(Stopped):
        run.start(started)
    assert time.monotonic() - began < 30
    for _ in range(100):
        if not Path(f"/proc/{(folder / 'pid').read_text()}").exists():
            break
        time.sleep(0.05)
    else:
        pytest.fail("the run goes on")
    assert not (folder / f"{started.name}.done").exists()
