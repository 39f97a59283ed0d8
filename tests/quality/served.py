"""A server in a process of its own, what its processes take of the processor, and how long its answers take."""

import gzip
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

STARTS_WITHIN = 180
"""Seconds in which a server must answer for the first time."""

AT_ONCE = 4
"""Readers that ask at the same time where the processor's time is measured."""
IDLE = 2.0
"""Seconds after which a connection is opened anew, before the server lets go of it."""


class NoAnswer(RuntimeError):
    """A server did not answer, or not with 200 or 304."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer: status, body as it came, its headers, and milliseconds by the clock and of the processor."""

    status: int
    body: bytes
    headers: dict[str, str]
    ms: float
    cpu_ms: float

    @property
    def text(self) -> str:
        """The body as text, unpacked."""
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


class Server:
    """A server that runs, asked over one connection that stays open."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process = process
        self.port = port
        self._family = [process.pid]
        self._asked_at = 0.0
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=STARTS_WITHIN)

    def get(self, address: str, *, packed: bool = False, mark: str | None = None) -> Answer:
        """One answer, read whole. Raises NoAnswer, with the address, for any status but 200 and 304."""
        headers = {"Accept-Encoding": "gzip"} if packed else {}
        if time.monotonic() - self._asked_at > IDLE:
            self.close()
        self._asked_at = time.monotonic()
        if mark is not None:
            headers["If-None-Match"] = mark
        spent, begun = self.cpu_seconds, time.perf_counter()
        self._connection.request("GET", address, headers=headers)
        got = self._connection.getresponse()
        body = got.read()
        ms = (time.perf_counter() - begun) * 1000
        made = Answer(
            status=got.status,
            body=body,
            headers={name.lower(): value for name, value in got.getheaders()},
            ms=ms,
            cpu_ms=(self.cpu_seconds - spent) * 1000,
        )
        if made.status not in (200, 304):
            raise NoAnswer(f"{address}: {made.status}")
        return made

    def spent_on(self, addresses: Sequence[str], *, packed: bool = False) -> float:
        """Milliseconds of the processor for these answers together, asked for by some readers at once: it need not wait.

        Raises NoAnswer as `get` does.
        """
        before = self.cpu_seconds
        shares = [list(addresses)[number::AT_ONCE] for number in range(AT_ONCE)]
        with ThreadPoolExecutor(AT_ONCE) as readers:
            list(readers.map(lambda share: self._read_all(share, packed=packed), shares))
        return (self.cpu_seconds - before) * 1000

    def _read_all(self, addresses: Sequence[str], *, packed: bool) -> None:
        reader = Server(self.process, self.port)
        for address in addresses:
            reader.get(address, packed=packed)
        reader.close()

    def close(self) -> None:
        """Let the connection go; the next question opens another."""
        self._connection.close()

    def look_around(self) -> None:
        """Find the processes that it has started by now."""
        self._family = _family(self.process.pid)

    @property
    def cpu_seconds(self) -> float:
        """Processor time of the process and of all that it started, in seconds, to the nanosecond (Linux)."""
        return sum(map(_spent, self._family))

    @property
    def peak_mb(self) -> float:
        """Most memory of any one of its processes, in megabytes."""
        return max(_peak_kb(process) for process in self._family) / 1024


@contextmanager
def ours(release: Path, *, keep_megabytes: int, workers: int = 1) -> Iterator[Server]:
    """Our site on a Release, as `article60 serve` shows it."""
    script = (
        "import sys\nfrom pathlib import Path\nfrom article60.web.serve import serve\n"
        "serve(Path(sys.argv[1]), port=int(sys.argv[2]), operator='', workers=int(sys.argv[3]), "
        "keep_megabytes=int(sys.argv[4]))"
    )
    port = _free_port()
    command = [sys.executable, "-c", script, str(release), str(port), str(workers), str(keep_megabytes)]
    with _running(command, port, first="/en/about") as server:
        yield server


@contextmanager
def datasette(database: Path, *options: str) -> Iterator[Server]:
    """Datasette on the same file, which it is told never changes; `options` are those of `datasette serve`."""
    port = _free_port()
    command = [sys.executable, "-m", "datasette", "serve", "--immutable", str(database), "--port", str(port), *options]
    with _running(command, port, first="/-/versions.json") as server:
        yield server


@contextmanager
def _running(command: Sequence[str], port: int, *, first: str) -> Iterator[Server]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        server = Server(process, port)
        try:
            _wait(server, first)
            yield server
        finally:
            server.close()
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait(server: Server, address: str) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            server.get(address)
            server.look_around()
            _let_rest(server)
            return
        except OSError as error:
            server.close()
            if server.process.poll() is not None or time.monotonic() > end:
                raise NoAnswer(f"{address}: {error}") from error
            time.sleep(0.2)


def _let_rest(server: Server) -> None:
    """Wait until a server has done what it does by itself after its start."""
    before = -1.0
    while server.cpu_seconds - before > 0.02:
        before = server.cpu_seconds
        time.sleep(1.0)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _family(process: int) -> list[int]:
    """The process and all that descend from it."""
    told = {int(path.parent.name): _read(path).rpartition(")")[2].split() for path in Path("/proc").glob("[0-9]*/stat")}
    parents = {one: int(fields[1]) for one, fields in told.items() if fields}
    found = [process]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def _spent(process: int) -> float:
    """Seconds on a processor, of all threads that a process has or had: the clock that Linux keeps of each process."""
    try:
        return time.clock_gettime((~process << 3) | 2)
    except OSError:  # it has just ended
        return 0.0


def _peak_kb(process: int) -> int:
    lines = dict(line.partition(":")[::2] for line in _read(Path(f"/proc/{process}/status")).splitlines())
    return int(lines.get("VmHWM", "0 kB").split()[0])


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # it has just ended
        return ""
