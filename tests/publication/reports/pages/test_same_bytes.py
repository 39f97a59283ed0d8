"""The same Release gives the same bytes: in another process, another place, with another order of sets."""

import os
import subprocess
import sys
from pathlib import Path

from article60.publication.reports import writing
from article60.publication.reports.kinds import KINDS

WRITER = Path(__file__).parents[3] / "demo_reports.py"
PLACES = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1"},
    {"PYTHONHASHSEED": "4242", "TZ": "America/Adak", "LC_ALL": "C.UTF-8"},
)


def test_reports_written_by_two_processes_are_the_same(demo_release, tmp_path):
    running = []
    for number, place in enumerate(PLACES):
        out = tmp_path / str(number)
        out.mkdir()
        command = [sys.executable, str(WRITER), str(demo_release), str(out)]
        environment = {**os.environ, **place, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        running.append(subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True))
    for process in running:
        _, told = process.communicate(timeout=300)
        assert process.returncode == 0, told

    one, other = ({path.name: path.read_bytes() for path in sorted((tmp_path / number).iterdir())} for number in "01")
    assert len(one) == len(KINDS) * len(writing.FORMS)
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
