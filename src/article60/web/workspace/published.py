"""Makes a Release and puts it in the place of the one that is shown: `python -m article60.web.workspace.published …`.

It runs as a process that knows no database. The Release is made beside the one that is shown, verified, and takes its place in
one step; what fails on the way leaves the old one. What was published stands in a mark, written as the last thing.

One is made at a time: a lock is held by this process and by what it starts, so that it lasts as long as any of them goes on.
"""

import argparse
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from article60.publication.folder import replacing, sweep
from article60.web.jobs.started import BUSY

_OPTION, _AID = "--decisions", "--aid"
_ACTIVITY = b"<iati-activity "
_VERIFY = (sys.executable, "-c", "from article60.cli import main; main()", "verify")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Which Release is shown, decisions of which digest go into the next one, and where it is kept that they did."""

    release: Path
    decisions: Path
    mark: Path
    digest: str

    @property
    def following(self) -> Path:
        """The folder in which the next Release is made; it stays, so that the one after it is made quickly."""
        return self.release.with_name(f"{self.release.name}.next")


class OtherDecisions(ValueError):
    """What was to be published is no longer in the folder: another worker has written there what was decided meanwhile."""


def publish(one: Publication, command: Sequence[str], *, verify: Sequence[str] = _VERIFY) -> int:
    """Make, verify and show it; the exit status of what failed, BUSY where another is being made, or 0."""
    with _alone(one) as lock:
        return BUSY if lock is None else _published(one, command, verify, lock)


@contextmanager
def _alone(one: Publication) -> Iterator[int | None]:
    """Yield the lock under which Releases are made for this mark, or none where somebody holds it."""
    lock = os.open(one.mark.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        yield None
    else:
        yield lock
    finally:
        os.close(lock)


def _published(one: Publication, command: Sequence[str], verify: Sequence[str], lock: int) -> int:
    folder = gathered(one, command)
    whole = [*with_reported(command, folder), _OPTION, str(folder), "--out", str(one.following)]
    made = subprocess.run(whole, check=False, pass_fds=[lock]).returncode
    if made:
        return made
    verified = subprocess.run([*verify, one.following], check=False, pass_fds=[lock]).returncode
    if verified:
        return verified
    for shown in (one.release, one.following):
        sweep(shown)
    with replacing(one.release) as building:
        shutil.copytree(one.following, building, dirs_exist_ok=True, copy_function=os.link)
    write_mark(one.mark, one.digest)
    return 0


def gathered(one: Publication, command: Sequence[str]) -> Path:
    """The folder with what was decided in the workspace and, where the command names a folder of its own, in that one.

    Raises OtherDecisions.
    """
    into = one.decisions.with_name(f"{one.decisions.name}.all")
    shutil.rmtree(into, ignore_errors=True)
    shutil.copytree(one.decisions, into)
    if digest_of(into) != one.digest:
        raise OtherDecisions
    if _OPTION in command:
        for path in sorted(Path(command[command.index(_OPTION) + 1]).glob("*.jsonl")):
            shutil.copyfile(path, into / f"operator-{path.name}")
    return into


def with_reported(command: Sequence[str], folder: Path) -> list[str]:
    """The command with the files of activities that stand in no other aid data, where they hold any."""
    files = [str(path) for path in sorted(folder.glob("*.xml")) if _ACTIVITY in path.read_bytes()]
    if not files:
        return list(command)
    place = command.index(_AID) + 1 if _AID in command else len(command)
    return [*command[:place], *([] if _AID in command else [_AID]), *files, *command[place:]]


def digest_of(folder: Path) -> str:
    """SHA-256 over the lines of all files, whatever files are empty, hexadecimal."""
    made = hashlib.sha256()
    for path in sorted(folder.glob("*.jsonl")):
        if content := path.read_bytes():
            made.update(path.name.encode() + b"\0" + content)
    return made.hexdigest()


def write_mark(mark: Path, digest: str) -> None:
    """Whole or not at all, and on the disk."""
    begun = mark.with_suffix(".part")
    with begun.open("w", encoding="utf-8") as stream:
        stream.write(digest)
        stream.flush()
        os.fsync(stream.fileno())
    begun.replace(mark)


def main(arguments: Sequence[str]) -> int:
    """As the worker calls it: four options, then the command."""
    asked = argparse.ArgumentParser()
    for name in ("release", "decisions", "mark"):
        asked.add_argument(f"--{name}", type=Path, required=True)
    asked.add_argument("--digest", required=True)
    asked.add_argument("command", nargs=argparse.REMAINDER)
    told = asked.parse_args(arguments)
    one = Publication(release=told.release, decisions=told.decisions, mark=told.mark, digest=told.digest)
    return publish(one, told.command[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
