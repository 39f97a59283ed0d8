"""The server starts on a Release, answers, and stops when it is told to."""

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from article60.publication.reading import NotARelease
from article60.web.serve import serve

SCRIPT = """
import sys
from pathlib import Path
from article60.web.serve import serve
serve(Path(sys.argv[1]), port=int(sys.argv[2]), operator="Someone")
"""
SECONDS = 20


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def first_answer(address: str) -> str:
    end = time.monotonic() + SECONDS
    while True:
        try:
            with urllib.request.urlopen(address, timeout=SECONDS) as answer:
                return str(answer.read().decode())
        except urllib.error.URLError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def test_server_shows_the_release_until_interrupted(folder: Path) -> None:
    port = free_port()
    process = subprocess.Popen([sys.executable, "-c", SCRIPT, str(folder), str(port)])
    try:
        page = first_answer(f"http://127.0.0.1:{port}/en/")
        sheet = first_answer(f"http://127.0.0.1:{port}/static/tokens.css")
    finally:
        process.send_signal(signal.SIGINT)
        code = process.wait(timeout=SECONDS)

    assert "Someone" in page and "--paper" in sheet
    assert code in (0, -signal.SIGINT)


def test_folder_that_holds_no_release_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotARelease):
        serve(tmp_path, port=1, operator="Someone")
