"""What measures the speed of reports makes every kind in every form, about what there is most to say of."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.quality import report_speed

from article60.publication.reading import open_release


def test_line_tells_the_slowest_of_what_was_made(demo_release: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.quality.report_speed", "--release", str(demo_release), "--kinds", "launch-pack",
         "state-brief", "--forms", ".html", ".xlsx"],
        capture_output=True, text=True, timeout=300, cwd=Path(__file__).parents[2],
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    line = json.loads(done.stdout)
    assert (line["reports"], line["within_goal"]) == (4, 4)
    assert 0 < line["slowest_cpu_s"] < report_speed.GOAL_S
    assert line["peak_mb"] > 30
    assert done.stderr.count("state-brief") == 2


def test_report_that_is_not_made_stops_the_measurement(demo_release: Path, tmp_path: Path) -> None:
    command = ["report", "launch-pack", "--release", str(demo_release), "--out", str(tmp_path / "no.docx")]
    with pytest.raises(RuntimeError, match="launch-pack"):
        report_speed._made(command, tmp_path / "no.docx")


def test_reports_are_about_what_there_is_most_of(demo_release: Path) -> None:
    about = report_speed.largest(demo_release)
    with open_release(demo_release) as connection:
        by_state = dict(connection.execute("SELECT state, count(*) FROM needs GROUP BY state"))
    connection.close()
    assert by_state[about.state] == max(by_state.values())
    assert all((about.region, about.provision, about.donor))
