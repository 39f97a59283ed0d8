"""Runs a command once under a name: `python -m article60.web.jobs.started FOLDER NAME COMMAND…`.

It holds a lock for as long as the command runs, and the command itself holds it too: a run whose worker was killed goes on,
and the next worker finds it going on, or done. That it is done is written down when the command has ended with 0.
"""

import fcntl
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

BUSY = 75
"""Exit status where the same command is running already; that of a lasting failure is the command's own."""


def once(folder: Path, name: str, command: Sequence[str]) -> int:
    """Run it, unless it was done under the name; its exit status, or BUSY."""
    done = folder / f"{name}.done"
    lock = os.open(folder / f"{name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return BUSY
    if done.exists():
        return 0
    status = subprocess.run(command, pass_fds=[lock], check=False).returncode
    if status == 0:
        _write_down(done)
    return abs(status)


def _write_down(done: Path) -> None:
    with done.open("wb") as stream:
        os.fsync(stream.fileno())
    folder = os.open(done.parent, os.O_RDONLY | os.O_DIRECTORY)
    os.fsync(folder)
    os.close(folder)


if __name__ == "__main__":
    sys.exit(once(Path(sys.argv[1]), sys.argv[2], sys.argv[3:]))
