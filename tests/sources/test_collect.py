"""Collecting from a server that stalls, fails, lies about lengths and answers conditional and partial requests."""

import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from article60.domain.run_note import RunNote
from article60.sources import source_yml
from article60.sources.collect import collect
from article60.sources.documents_csv import UnusableInput

XML = b"<iati-activities>" + b"<!-- invented -->" * 4000 + b"</iati-activities>"

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Server:
    """A server of invented files; `plans` holds what it does with the next requests for a path before it behaves."""

    address: str
    files: dict[str, bytes] = field(default_factory=dict)
    plans: dict[str, list[Answer]] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)


@pytest.fixture
def server() -> Iterator[Server]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

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
    yield known
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


def fails(status: int, **headers: str) -> Answer:
    return lambda handler: send(handler, status, b"busy", **headers)


def breaks_off(content: bytes, at: int) -> Answer:
    """Declares the whole length, sends a part and hangs up."""
    return lambda handler: send(handler, 200, content[:at], length=len(content), ETag=f'"{hash(content)}"')


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
        held = collect(self.folder / "source.yml", self.folder / "out", notes=notes, wait=self.waited.append)
        return {path.name: path.read_bytes() for path in held}, notes

    def account(self) -> dict[str, dict[str, object]]:
        files: dict[str, dict[str, object]] = json.loads((self.folder / "out" / "collected.json").read_text())["files"]
        return files


@pytest.fixture
def collector(tmp_path: Path, server: Server) -> Collector:
    server.files |= {"/a.xml": XML, "/b.xml": b"<iati-activities/>"}
    return Collector(tmp_path, server)


def test_files_are_fetched_with_account_of_their_origin(collector: Collector, server: Server) -> None:
    held, notes = collector("/a.xml", "/b.xml")

    assert held == {"a.xml": XML, "b.xml": b"<iati-activities/>"}
    assert notes == []
    entry = collector.account()[f"{server.address}/a.xml"]
    assert (entry["publisher"], entry["licence"], entry["bytes"]) == ("Invented publisher", "CC0-1.0", len(XML))
    assert all(headers["user-agent"] == "article60-collect" for _, headers in server.requests)


def test_requests_to_one_host_are_apart(collector: Collector) -> None:
    collector("/a.xml", "/b.xml")

    assert collector.waited == [7.0]


def test_what_has_not_changed_is_not_fetched_again(collector: Collector, server: Server) -> None:
    collector("/a.xml", "/b.xml")
    server.files["/b.xml"] = b"<iati-activities version='2.03'/>"

    held, notes = collector("/a.xml", "/b.xml")

    assert held == {"a.xml": XML, "b.xml": b"<iati-activities version='2.03'/>"}
    assert all("if-none-match" in headers for _, headers in server.requests)
    assert notes == []


def test_a_copy_that_was_changed_here_is_fetched_anew(collector: Collector, tmp_path: Path) -> None:
    collector("/a.xml")
    (tmp_path / "out" / "a.xml").write_bytes(b"changed")

    assert collector("/a.xml")[0] == {"a.xml": XML}


def test_a_transfer_that_breaks_off_is_gone_on_with(collector: Collector, server: Server) -> None:
    server.plans["/a.xml"] = [breaks_off(XML, 1000)]

    held, notes = collector("/a.xml")

    assert held == {"a.xml": XML}
    assert server.requests[1][1]["range"] == "bytes=1000-"
    assert notes == []


def test_a_later_run_goes_on_where_an_earlier_one_broke_off(collector: Collector, server: Server) -> None:
    server.plans["/a.xml"] = [breaks_off(XML, 1000), fails(500), fails(500)]
    held, notes = collector("/a.xml")
    assert (held, [note.severity for note in notes]) == ({}, ["refused", "refused"])

    held, notes = collector("/a.xml")

    assert held == {"a.xml": XML}
    assert [headers.get("range") for _, headers in server.requests] == ["bytes=1000-"]


def test_a_file_that_changed_in_between_is_fetched_whole(collector: Collector, server: Server) -> None:
    server.plans["/a.xml"] = [breaks_off(XML.replace(b"invented", b"outdated"), 1000)]

    assert collector("/a.xml")[0] == {"a.xml": XML}


def test_a_range_other_than_asked_for_is_not_joined(collector: Collector, server: Server) -> None:
    def wrong(handler: BaseHTTPRequestHandler) -> None:
        send(handler, 206, XML[500:], Content_Range=f"bytes 500-{len(XML) - 1}/{len(XML)}")

    server.plans["/a.xml"] = [breaks_off(XML, 1000), wrong]

    assert collector("/a.xml")[0] == {"a.xml": XML}


def test_a_range_that_is_refused_is_begun_anew(collector: Collector, server: Server) -> None:
    server.plans["/a.xml"] = [breaks_off(XML, 1000), fails(416)]

    assert collector("/a.xml")[0] == {"a.xml": XML}


def test_failures_are_met_with_longer_and_longer_pauses(collector: Collector, server: Server) -> None:
    server.plans["/a.xml"] = [fails(503), fails(429, Retry_After="42")]

    held, _ = collector("/a.xml")

    assert held == {"a.xml": XML}
    assert collector.waited == [2.0, 7.0, 42.0, 7.0]


def test_a_server_that_stalls_is_left_after_a_while(collector: Collector, server: Server) -> None:
    server.plans["/a.xml"] = [stalls]

    assert collector("/a.xml")[0] == {"a.xml": XML}


def test_a_server_that_always_fails_is_named_and_the_others_are_fetched(collector: Collector, server: Server) -> None:
    server.plans["/a.xml"] = [fails(500)] * 9

    held, notes = collector("/a.xml", "/b.xml")

    assert list(held) == ["b.xml"]
    assert [(n.severity, n.subject) for n in notes] == [("refused", f"{server.address}/a.xml")]
    assert notes[0].message == "given up after 3 attempts: status 500; run again to go on"


def test_a_missing_file_is_not_asked_for_twice_and_its_copy_is_kept(collector: Collector, server: Server) -> None:
    collector("/a.xml")
    del server.files["/a.xml"]

    held, notes = collector("/a.xml")

    assert held == {"a.xml": XML}
    assert len(server.requests) == 1
    assert "status 404" in notes[0].message
    assert notes[0].message.endswith("the earlier copy is kept")


def test_an_html_page_never_takes_the_place_of_data(collector: Collector, server: Server) -> None:
    collector("/a.xml")
    server.files["/a.xml"] = b"\n<!DOCTYPE html><html>We have moved</html>"

    held, notes = collector("/a.xml")

    assert held == {"a.xml": XML}
    assert "an HTML page came in place of the data" in notes[0].message


@pytest.mark.parametrize("declared", [None, 20])
def test_too_large_files_are_refused_whatever_length_they_declare(
    collector: Collector, server: Server, declared: int | None
) -> None:
    def large(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        if declared is not None:
            handler.send_header("Content-Length", str(len(XML)))
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(XML)
        handler.close_connection = True

    server.plans["/a.xml"] = [large]

    held, notes = collector("/a.xml", more="expect: {largest_bytes: 1000}\n")

    assert held == {}
    assert "larger than 1000 bytes" in notes[0].message


def test_an_index_page_names_the_files(collector: Collector, server: Server) -> None:
    server.files["/data/"] = (
        b"<p><a href='/a.xml'>A</a><a href='../b.xml#x'>B</a><a href='/c.csv'>C</a><a href='mailto:x'>M</a>"
    )

    held, notes = collector(more=f"index: {{address: '{server.address}/data/', links: '\\.xml$'}}\n")

    assert list(held) == ["a.xml", "b.xml"]
    assert notes == []


def test_an_index_that_cannot_be_had_is_named(collector: Collector, server: Server) -> None:
    held, notes = collector(more=f"index: {{address: '{server.address}/gone/'}}\n")

    assert held == {}
    assert (notes[0].severity, notes[0].subject) == ("refused", f"{server.address}/gone/")


def test_fewer_files_than_expected_are_loud(collector: Collector) -> None:
    _, notes = collector("/a.xml", more="expect: {minimum_files: 3}\n")

    assert [(n.severity, n.subject) for n in notes] == [("refused", "Invented source")]
    assert "1 files where at least 3 are expected" in notes[0].message


def test_files_no_longer_listed_are_kept_and_named(collector: Collector, server: Server, tmp_path: Path) -> None:
    collector("/a.xml", "/b.xml")

    _, notes = collector("/a.xml")

    assert (tmp_path / "out" / "b.xml").is_file()
    assert [(n.severity, n.subject) for n in notes] == [("info", f"{server.address}/b.xml")]


def test_equal_and_unsafe_names_stay_apart_and_inside(collector: Collector, server: Server, tmp_path: Path) -> None:
    server.files |= {"/x/a.xml": b"<iati-activities/>", "/..%2F..%2Fescaped.xml": b"<iati-activities/>"}

    held, _ = collector("/a.xml", "/x/a.xml", "/..%2F..%2Fescaped.xml")

    assert len(held) == 3
    assert held["a.xml"] == XML
    assert not (tmp_path / "escaped.xml").exists()
    assert all(path.parent == tmp_path / "out" for path in (tmp_path / "out").glob("*.xml"))


def test_an_account_that_was_tampered_with_is_not_followed(collector: Collector, server: Server, tmp_path: Path) -> None:
    collector("/a.xml")
    path = tmp_path / "out" / "collected.json"
    path.write_text(path.read_text().replace('"a.xml"', '"../a.xml"'))

    held, notes = collector("/a.xml")

    assert held == {"a.xml": XML}
    assert [(n.severity, n.subject) for n in notes] == [("doubtful", "collected.json")]


@pytest.mark.parametrize(
    ("described", "said"),
    [
        ("", "the file must hold"),
        ("name: [", "cannot be read as YAML"),
        ("name: A\npublisher: B\nfiles: ['http://x/a.xml']", "licence is missing"),
        ("name: A\nlicence: B\nfiles: ['http://x/a.xml']", "publisher is missing"),
        ("name: A\npublisher: B\nlicence: C", "give either files"),
        ("name: A\npublisher: B\nlicence: C\nfiles: ['ftp://x/a.xml']", "'ftp://x/a.xml' is no http"),
        ("name: A\npublisher: B\nlicence: C\nfiles: ['http://x/a.xml']\nlicense: D", "'license' is not known"),
        ("name: A\npublisher: B\nlicence: C\nindex: {address: 'http://x/', links: '['}", "no regular expression"),
        ("name: A\npublisher: B\nlicence: C\nfiles: ['http://x/a']\nexpect: {minimum_files: many}", "whole number"),
        ("name: A\npublisher: B\nlicence: C\nfiles: ['http://x/a']\npoliteness: {seconds_to_wait: -1}", "give seconds"),
    ],
)
def test_a_malformed_description_is_named(tmp_path: Path, described: str, said: str) -> None:
    path = tmp_path / "source.yml"
    path.write_text(described)

    with pytest.raises(UnusableInput, match=r"source\.yml: ") as refused:
        collect(path, tmp_path / "out", notes=[])

    assert said in str(refused.value)


def test_the_example_is_a_description_that_can_be_used() -> None:
    example = source_yml.read(Path(source_yml.__file__).with_name("example_source.yml"))

    assert example.files
    assert example.publisher and example.licence
