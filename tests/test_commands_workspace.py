"""The commands of the workspace, as whoever runs it uses them, on a PostgreSQL of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from article60.cli import main
from article60.web.common.cluster import running
from command_line import COMMAND, article60, lines


@pytest.fixture(scope="module")
def workspace():
    """The folder of a workspace, below one through which also the user may pass as whom root's PostgreSQL runs."""
    with tempfile.TemporaryDirectory(prefix="article60-test-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder) / "workspace"


def test_workspace_is_prepared_filled_and_has_accounts(workspace, demo_release):
    asked = ("--folder", workspace)
    assert article60("workspace", "prepare", *asked).stdout == ""
    (done,) = lines(article60("workspace", "fill", *asked, "--release", demo_release, "--state", "XA"))
    assert len(done["added"]) > 20 and done["known"] == []
    person = ("--email", "a@ndara.example", "--name", "A", "--role", "state_focal_point", "--organisation", "Ndara")
    (invited,) = lines(article60("workspace", "invite", *asked, *person, "--state", "XA"))
    assert len(invited["password"]) >= 20
    officer = ("--email", "o@norvald.example", "--name", "O", "--role", "provider_officer", "--organisation", "Norvald")
    article60("workspace", "invite", *asked, *officer, "--identifier", "ORG-E24BBMZG", "--vetted", "yes")
    assert "identifier of a provider" in article60("workspace", "invite", *asked, *officer, "--identifier", "NO", code=2).stderr
    (again,) = lines(article60("workspace", "reset", *asked, "--email", "a@ndara.example"))
    assert again["password"] != invited["password"]
    assert lines(article60("workspace", "dismiss", *asked, "--email", "a@ndara.example"))[0]["ended"] == 1
    out = workspace.parent / "decisions"
    (exported,) = lines(article60("workspace", "export-decisions", *asked, "--out", out))
    assert (exported["folder"], exported["lines"], exported["records"]) == (str(out), 0, 0), "nobody has decided anything"
    assert exported["files"].keys() == {"workspace.jsonl", "desks.jsonl", "reported.jsonl"}
    assert {path.name for path in out.iterdir()} == {*exported["files"], *exported["activities"]}
    assert all(path.read_bytes() == b"" for path in out.glob("*.jsonl")) and exported["activities"] == {
        "reported-activities.xml": 0
    }
    assert "code of a State" in article60("workspace", "invite", *asked, *person, code=2).stderr


def test_workspace_is_served_until_it_is_stopped_and_its_database_stops_with_it(workspace):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([COMMAND, "workspace", "serve", "--folder", workspace, "--port", str(port)])
    try:
        page = read_when_ready(f"http://127.0.0.1:{port}/ar/sign-in/")
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(60)
    assert '<html lang="ar" dir="rtl">' in page
    assert not (workspace / "postgresql" / "postmaster.pid").exists()


def read_when_ready(address):
    for _ in range(300):
        try:
            with urlopen(address) as answer:
                return answer.read().decode()
        except OSError:
            time.sleep(0.2)
    raise AssertionError(address)


def test_audit_verify_tells_the_last_event_and_finds_what_is_missing(workspace):
    article60("workspace", "prepare", "--folder", workspace)
    (told,) = lines(article60("audit", "verify", "--folder", workspace))
    assert told["breaks"] == []
    beyond = f"{told['events'] + 1}:{'0' * 64}"
    assert "missing" in article60("audit", "verify", "--folder", workspace, "--head", beyond, code=1).stderr


def test_workspace_says_what_to_install_where_its_packages_are_not_there(monkeypatch, capsys):
    monkeypatch.setattr("article60.cli.commands.workspace.find_spec", lambda name: None)
    with pytest.raises(SystemExit) as left:
        main(["workspace", "serve"])
    assert left.value.code == 2
    assert "allauth, psycopg missing: install article60[workspace], or run make workspace" in capsys.readouterr().err


def test_workspace_says_what_is_missing_where_its_database_is_not_there():
    told = article60("workspace", "prepare", code=2, DATABASE_URL="postgresql://nobody@/nothing?host=/nowhere").stderr
    assert told.startswith("article60 workspace prepare: ") and "/nowhere" in told and "Traceback" not in told


def test_worker_does_what_is_due_and_ends(workspace):
    assert lines(article60("worker", "--once", "--folder", workspace)) == [{}]


def test_worker_says_where_its_database_does_not_answer():
    told = article60("worker", "--once", code=2, DATABASE_URL="postgresql://nobody@/nothing?host=/nowhere").stderr
    assert told.startswith("article60 worker: the database does not answer: ") and "Traceback" not in told


def test_worker_sends_what_waits_gives_up_what_it_cannot_do_and_stops_when_asked(workspace, tmp_path):
    filled = """
        from article60.web.accounts.models import User
        from article60.web.jobs import mail, outbox
        from django.db import transaction
        from django.utils import timezone
        with transaction.atomic():
            someone = User.objects.create(email="b@ndara.example", name="B", language="fr")
            outbox.add(mail.letter("received", to=someone.number, key="a"), at=timezone.now())
            outbox.add(outbox.Entry(kind="run", key="a"), at=timezone.now())
    """
    mail = {"ARTICLE60_MAIL": f"folder:{tmp_path}", "ARTICLE60_SECRET": "of no worth: for tests only " * 2}
    with running(workspace.parent / "worker", lasting=True) as cluster:
        owner, worker = (cluster.address(user=user, database="postgres") for user in ("postgres", "article60_worker"))
        article60("workspace", "prepare", DATABASE_URL=owner, **mail)
        code = f"import django; django.setup()\n{textwrap.dedent(filled)}"
        known = os.environ | mail | {"DATABASE_URL": owner, "DJANGO_SETTINGS_MODULE": "article60.web.workspace.settings"}
        subprocess.run([sys.executable, "-c", code], env=known, check=True)

        (came,) = lines(article60("worker", "--once", DATABASE_URL=worker, **mail, code=1))
        assert came == {"done": 1, "failed": 1}
        (letter,) = tmp_path.glob("*.eml")
        assert "b@ndara.example" in letter.read_text() and "/fr/" in letter.read_text()
        (failed,) = lines(article60("worker", "--failed", DATABASE_URL=worker, **mail))
        assert (failed["kind"], failed["why"]) == ("run", "no run is named: ARTICLE60_RUN")
        article60("worker", "--again", failed["id"], DATABASE_URL=worker, **mail)
        assert "--failed" in article60("worker", "--again", failed["id"], DATABASE_URL=worker, **mail, code=2).stderr

        known = os.environ | mail | {"DATABASE_URL": worker, "ARTICLE60_RUN": "true", "ARTICLE60_RUNS": str(tmp_path / "runs")}
        serving = subprocess.Popen([COMMAND, "worker"], env=known, stdout=subprocess.PIPE, text=True)
        until = time.monotonic() + 60
        while not list((tmp_path / "runs").glob("*.done")) and time.monotonic() < until:
            time.sleep(0.1)
        serving.terminate()
        told, _ = serving.communicate(timeout=30)
        assert serving.returncode == 0 and json.loads(told) == {"done": 1}
