"""A local server of invented files that behaves, fails, stalls or lies as a test wants it to, and a collector that asks it."""

import gzip
import io
import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from zipfile import ZIP_DEFLATED, ZipFile

from article60.domain.run_note import RunNote
from article60.sources.collect import collect

XML = b"<iati-activities>" + b"<!-- invented -->" * 4000 + b"</iati-activities>"

Answer = Callable[[BaseHTTPRequestHandler], None]


def archive(*contents: bytes) -> bytes:
    """The contents as members of an archive."""
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as whole:
        for number, content in enumerate(contents):
            whole.writestr(f"data/{number}.xml", content)
    return written.getvalue()


@dataclass
class Server:
    """A server of invented files; `plans` holds what it does with the next requests for a path before it behaves."""

    address: str
    files: dict[str, bytes] = field(default_factory=dict)
    plans: dict[str, list[Answer]] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)


@contextmanager
def serving() -> Iterator[Server]:
    """A server that runs until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # else head and content of each answer come 40 milliseconds apart

        def do_GET(self) -> None:
            known.requests.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            plan = known.plans.get(self.path)
            (plan.pop(0) if plan else behave)(self)

        def log_message(self, *_: object) -> None:
            pass

    def behave(handler: BaseHTTPRequestHandler) -> None:
        content = known.files.get(handler.path)
        if content is None:
            send(handler, 404, b"not here")
            return
        etag = f'"{hash(content)}"'
        begun = re.fullmatch(r"bytes=(\d+)-", handler.headers.get("Range", ""))
        if handler.headers.get("If-None-Match") == etag:
            send(handler, 304, b"", ETag=etag)
        elif begun and handler.headers.get("If-Range") == etag:
            start = int(begun[1])
            given = f"bytes {start}-{len(content) - 1}/{len(content)}"
            send(handler, 206, content[start:], **{"ETag": etag, "Content-Range": given})
        else:
            send(handler, 200, content, ETag=etag)

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """An asker that hangs up, as some must here, is no error."""
            if not isinstance(sys.exc_info()[1], OSError):
                super().handle_error(request, client_address)  # type: ignore[arg-type]

    running = Quiet(("127.0.0.1", 0), Handler)
    known = Server(f"http://127.0.0.1:{running.server_port}")
    thread = Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield known
    finally:
        running.shutdown()
        running.server_close()
        thread.join()


def send(handler: BaseHTTPRequestHandler, status: int, content: bytes, *, length: int | None = None, **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    if status != 304:
        handler.send_header("Content-Length", str(len(content) if length is None else length))
    handler.end_headers()
    handler.wfile.write(content)
    handler.close_connection = handler.close_connection or length is not None


def answers(content: bytes, **headers: str) -> Answer:
    """Sends this, whatever was asked."""
    return lambda handler: send(handler, 200, content, **headers)


def packs(content: bytes) -> Answer:
    """Sends the content packed on its way, where the asker takes that."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        assert "gzip" in handler.headers["Accept-Encoding"]
        send(handler, 200, gzip.compress(content), Content_Encoding="gzip", ETag='"packed"')

    return answer


def redirects(to: str) -> Answer:
    """Sends elsewhere."""
    return lambda handler: send(handler, 302, b"", Location=to)


def fails(status: int, **headers: str) -> Answer:
    return lambda handler: send(handler, status, b"busy", **headers)


def breaks_off(content: bytes, at: int) -> Answer:
    """Declares the whole length, sends a part and hangs up."""
    return lambda handler: send(handler, 200, content[:at], length=len(content), ETag=f'"{hash(content)}"')


def hangs_up(handler: BaseHTTPRequestHandler) -> None:
    """Says nothing and closes the connection."""
    handler.close_connection = True


def stalls(handler: BaseHTTPRequestHandler) -> None:
    """Declares a length, sends nothing and keeps the connection open until the asker has given up."""
    send(handler, 200, b"", length=1000)
    handler.connection.settimeout(5)
    handler.rfile.read(1)


@dataclass
class Collector:
    """Collects from the server into one folder, without really waiting."""

    folder: Path
    server: Server
    waited: list[float] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def __call__(self, *paths: str, more: str = "") -> tuple[dict[str, bytes], list[RunNote]]:
        files = "".join(f"  - {self.server.address}{path}\n" for path in paths)
        described = "name: Invented source\npublisher: Invented publisher\nlicence: CC0-1.0\n"
        described += (f"files:\n{files}" if paths else "") + more
        if "politeness" not in more:
            described += "politeness: {seconds_between_requests: 7, seconds_to_wait: 0.3, attempts: 3}\n"
        (self.folder / "source.yml").write_text(described, encoding="utf-8")
        self.waited.clear()
        self.server.requests.clear()
        notes: list[RunNote] = []
        held = collect(self.folder / "source.yml", self.folder / "out", notes=notes, wait=self.waited.append).files
        self.names = [path.name for path in held]
        return {path.name: path.read_bytes() for path in held}, notes

    def account(self) -> dict[str, dict[str, object]]:
        files: dict[str, dict[str, object]] = json.loads((self.folder / "out" / "collected.json").read_text())["files"]
        return files
