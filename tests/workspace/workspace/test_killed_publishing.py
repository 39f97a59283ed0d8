"""Whoever publishes and was killed leaves a whole Release, and after the next run the one of what holds now, and no other."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction
from tests.workspace.workspace.publications import MAKE, NEEDS, VERIFY, inode, whole

from article60.web.audit.verify import problems
from article60.web.jobs.models import OutboxEntry
from article60.web.workspace.publishing import NOTHING_NEW
from workspace_at_once import staying
from workspace_people import focal_point, need

ROOT = Path(__file__).parents[3]


@pytest.fixture
def db(database: None) -> Iterator[None]:
    """In transactions that stay, as processes share none; emptied afterwards."""
    with staying("register_need", "jobs_outboxentry", "accounts_user", "accounts_organisation"):
        yield


def killed(folder: Path, kills: int) -> None:
    """Have workers publish, and kill them."""
    for name, code in (("make.py", MAKE), ("verify.py", VERIFY)):
        (folder / name).write_text(code)
    (folder / "release").mkdir()
    (folder / "release" / "release.json").write_text(json.dumps({"lines": "old", "hashes": {}}))
    with transaction.atomic():
        focal_point()
        for need_id in NEEDS:
            need(need_id)
    known = connection.settings_dict
    variables = {
        "DATABASE_URL": f"postgresql://{known['USER']}@/{known['NAME']}?host={known['HOST']}",
        "ARTICLE60_RUN": f"{sys.executable} {folder / 'make.py'}",
        "ARTICLE60_RUNS": str(folder / "runs"),
        "ARTICLE60_RELEASE": str(folder / "release"),
        "VERIFY_WITH": str(folder / "verify.py"),
        "PYTHONPATH": os.pathsep.join(map(str, (ROOT / "src", ROOT, ROOT / "tests"))),
    }
    told = [sys.executable, Path(__file__).with_name("publications.py"), folder, "--kills", str(kills), "--seed", "7"]
    done = subprocess.run(told, env=os.environ | variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_killed_while_publishing_one_whole_release_is_shown_and_it_is_that_of_what_holds(
    db: None, tmp_path: Path, pytestconfig: pytest.Config, told: dict[str, object]
) -> None:
    kills = pytestconfig.getoption("kills") // 2
    killed(tmp_path, kills)
    entries = OutboxEntry.objects.filter(kind="publish")
    outcomes = set(entries.values_list("outcome", flat=True))
    runs = (tmp_path / "ran").read_text().count("x")
    looks = int((tmp_path / "looks").read_text())
    told |= {"kills_of_publications": kills, **json.loads((tmp_path / "figures").read_text())}
    told |= {"publications": entries.count(), "runs": runs, "looks": looks}
    assert outcomes <= {"ended with 0", NOTHING_NEW} and not entries.filter(done_at=None).exists()
    assert list(problems()) == []
    assert looks > kills and entries.count() > kills / 4, "hardly anything was published: the test has shown nothing"


def test_release_that_is_not_whole_is_found_out(tmp_path: Path) -> None:
    assert whole(tmp_path / "nothing") is None and inode(tmp_path / "nothing") is None
    (tmp_path / "release.json").write_text(json.dumps({"lines": "", "hashes": {"0.txt": "0" * 64}}))
    assert whole(tmp_path) is None
    (tmp_path / "0.txt").write_text("something else")
    assert whole(tmp_path) is None
