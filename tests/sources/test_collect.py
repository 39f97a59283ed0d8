"""Collecting from a server that stalls, fails, lies about lengths and answers conditional and partial requests."""

import hashlib
import io
import json
import os
import random
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Barrier, Event
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from tests.sources.lying_server import (
    XML,
    Answer,
    Collector,
    Server,
    breaks_off,
    fails,
    packs,
    redirects,
    send,
    serving,
    stalls,
)

from article60.sources.collect import collect
from article60.sources.documents_csv import UnusableInput


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


def archive(*contents: bytes) -> bytes:
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as whole:
        for number, content in enumerate(contents):
            whole.writestr(f"data/{number}.xml", content)
    return written.getvalue()


def test_a_bulk_archive_is_collected_as_it_is(collector: Collector, server: Server) -> None:
    server.files["/all.zip"] = archive(XML, b"<iati-activities/>")

    held, notes = collector("/all.zip")

    assert held == {"all.zip": server.files["/all.zip"]}
    assert notes == []


@pytest.mark.parametrize("content", [b"<html>Sorry</html>", b"no archive", archive(XML)[:-30]])
def test_what_is_no_whole_archive_never_takes_the_place_of_one(collector: Collector, server: Server, content: bytes) -> None:
    whole = server.files["/all.zip"] = archive(XML)
    collector("/all.zip")
    server.files["/all.zip"] = content

    held, notes = collector("/all.zip")

    assert held == {"all.zip": whole}
    assert [note.severity for note in notes] == ["refused"]
    assert notes[0].message.endswith("the earlier copy is kept")


def test_an_archive_joined_from_two_versions_is_refused(collector: Collector, server: Server) -> None:
    noise = random.Random(1)
    first, second = (archive(noise.randbytes(50_000)) for _ in range(2))
    assert len(first) == len(second)

    def lies(handler: BaseHTTPRequestHandler) -> None:
        given = f"bytes 20000-{len(second) - 1}/{len(second)}"
        send(handler, 206, second[20_000:], ETag=f'"{hash(first)}"', Content_Range=given)

    server.files["/all.zip"] = first
    server.plans["/all.zip"] = [breaks_off(first, 20_000), lies]

    held, notes = collector("/all.zip")

    assert held == {}
    assert "archive that came" in notes[0].message or "no whole archive came" in notes[0].message
    assert collector("/all.zip")[0] == {"all.zip": first}


def test_data_comes_packed_where_the_server_can(collector: Collector, server: Server) -> None:
    server.plans["/a.xml"] = [packs(XML)]

    assert collector("/a.xml") == ({"a.xml": XML}, [])


def test_what_came_packed_and_broke_off_is_begun_anew(collector: Collector, server: Server) -> None:
    def breaks_off_packed(handler: BaseHTTPRequestHandler) -> None:
        send(handler, 200, b"\x1f\x8b\x08", length=500, Content_Encoding="gzip", ETag='"packed"')

    server.plans["/a.xml"] = [breaks_off_packed]

    assert collector("/a.xml") == ({"a.xml": XML}, [])
    assert [headers.get("range") for _, headers in server.requests] == [None, None]


def test_a_file_that_is_cut_off_by_a_wrong_length_is_doubted(collector: Collector, server: Server) -> None:
    server.plans["/a.xml"] = [lambda handler: send(handler, 200, XML, length=1000)]

    held, notes = collector("/a.xml")

    assert held == {"a.xml": XML[:1000]}
    assert [(n.severity, n.message.split(";")[0]) for n in notes] == [
        ("doubtful", "does not end as XML does and may be cut off")
    ]


def test_redirects_without_end_are_left(collector: Collector, server: Server) -> None:
    server.plans["/a.xml"] = [redirects("/a.xml")] * 50

    held, notes = collector("/a.xml", "/b.xml")

    assert list(held) == ["b.xml"]
    assert "the address cannot be followed" in notes[0].message
    assert len(server.requests) == 7


@pytest.mark.parametrize(
    ("after", "pause"),
    [("42", 42.0), ("Fri, 06 Nov 2026 10:01:30 GMT", 90.0), ("86400", 300.0), ("soon", 2.0)],
)
def test_the_pause_that_a_server_asks_for_is_kept_within_reason(
    collector: Collector, server: Server, after: str, pause: float
) -> None:
    def busy(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response_only(429)
        handler.send_header("Date", "Fri, 06 Nov 2026 10:00:00 GMT")
        handler.send_header("Retry-After", after)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    server.plans["/a.xml"] = [busy]

    assert collector("/a.xml")[0] == {"a.xml": XML}
    assert collector.waited == [pause, 7.0]


def test_attempts_that_bring_much_do_not_count(collector: Collector, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("article60.sources.download._WORTH_AN_ATTEMPT", 1000)

    def goes_on(at: int) -> Answer:
        given = f"bytes {at}-{len(XML) - 1}/{len(XML)}"
        rest = XML[at : at + 2000]
        return lambda h: send(h, 206, rest, length=len(XML) - at, ETag=f'"{hash(XML)}"', Content_Range=given)

    server.plans["/a.xml"] = [breaks_off(XML, 2000), *(goes_on(2000 * number) for number in range(1, 9))]

    assert collector("/a.xml") == ({"a.xml": XML}, [])
    assert len(server.requests) == 10


def test_an_address_without_an_ending_gets_the_one_of_its_data(collector: Collector, server: Server) -> None:
    server.files |= {
        "/get?id=1": XML,
        "/get?id=2": archive(XML),
        "/feed.php": b"\xef\xbb\xbf" + XML,
        "/page": b"<html>Gone</html>",
    }

    _, notes = collector("/get?id=1", "/get?id=2", "/feed.php", "/page")

    assert [name.partition("_")[2] for name in collector.names] == ["get.xml", "get.zip", "feed.php.xml"]
    assert [(n.severity, n.subject) for n in notes] == [("refused", f"{server.address}/page")]
    first = collector.names
    collector("/get?id=1", "/get?id=2", "/feed.php", "/page")
    assert collector.names == first
    assert [headers.get("if-none-match") is None for _, headers in server.requests] == [False, False, False, True]


def test_several_hosts_are_asked_side_by_side_and_stand_in_the_order_of_the_source(tmp_path: Path) -> None:
    together = Barrier(2, timeout=10)
    with serving() as one, serving() as other:
        for server in (one, other):
            server.files |= {f"/{number}.xml": XML + b"\n" * number for number in range(3)}

            def waits(handler: BaseHTTPRequestHandler, server: Server = server) -> None:
                together.wait()
                send(handler, 200, server.files["/0.xml"])

            server.plans["/0.xml"] = [waits]
        addresses = [f"{server.address}/{number}.xml" for number in range(3) for server in (one, other)]
        described = {"name": "A", "publisher": "B", "licence": "C", "files": addresses}
        (tmp_path / "source.yml").write_text(json.dumps(described))
        waited: list[float] = []

        held = collect(tmp_path / "source.yml", tmp_path / "out", notes=[], wait=waited.append)

        assert [path.name.split("_")[-1] for path in held] == ["0.xml", "0.xml", "1.xml", "1.xml", "2.xml", "2.xml"]
        assert [path for path, _ in one.requests] == [path for path, _ in other.requests] == ["/0.xml", "/1.xml", "/2.xml"]
        assert waited == [1.0] * 4


def test_a_file_is_read_through_only_where_its_time_of_change_is_another(
    collector: Collector, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collector("/a.xml")
    read: list[Path] = []
    real = hashlib.file_digest

    def counted(file: io.BufferedReader, kind: str) -> object:
        read.append(Path(file.name))
        return real(file, kind)

    monkeypatch.setattr(hashlib, "file_digest", counted)
    collector("/a.xml")
    assert read == []

    os.utime(tmp_path / "out" / "a.xml", ns=(0, 0))
    collector("/a.xml")
    collector("/a.xml")
    assert read == [tmp_path / "out" / "a.xml"]


def test_an_update_that_dies_loses_none_of_the_files_that_came(
    collector: Collector, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(self: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr("article60.sources.account.Account.fold", dies)
        with pytest.raises(MemoryError):
            collector("/a.xml", "/b.xml")
    with (tmp_path / "out" / ".parts" / "collected.jsonl").open("a") as journal:
        journal.write('{"http://broken')

    assert collector("/a.xml", "/b.xml")[1] == []
    assert all("if-none-match" in headers for _, headers in server.requests)
    assert sorted(collector.account()) == [f"{server.address}/a.xml", f"{server.address}/b.xml"]


def test_what_cannot_be_written_ends_the_update(collector: Collector, tmp_path: Path) -> None:
    (tmp_path / "out" / ".parts" / "a.xml").mkdir(parents=True)

    with pytest.raises(IsADirectoryError):
        collector("/a.xml", "/b.xml")


def test_a_user_who_breaks_off_does_not_wait_for_what_is_under_way(server: Server, tmp_path: Path) -> None:
    served = Event()

    def served_one(handler: BaseHTTPRequestHandler) -> None:
        send(handler, 503, b"")
        served.set()

    server.plans["/a.xml"] = [served_one] * 9
    (tmp_path / "source.yml").write_text(
        json.dumps({"name": "A", "publisher": "B", "licence": "C", "files": [f"{server.address}/a.xml"]})
    )

    def interrupted(things: object, label: str, total: int) -> list[object]:
        assert served.wait(10)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        collect(tmp_path / "source.yml", tmp_path / "out", notes=[], progress=interrupted)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("described", "said"),
    [
        ("", "the file must hold"),
        ("name: [", "cannot be read as YAML"),
        ("name: A\npublisher: B\nfiles: ['http://x/a.xml']", "licence is missing"),
        ("name: A\nlicence: B\nfiles: ['http://x/a.xml']", "publisher is missing"),
        ("name: A\npublisher: B\nlicence: C", "give either files"),
        ("name: A\npublisher: B\nlicence: C\nlist: {address: 'http://x/'}", "list: file is None"),
        ("name: A\npublisher: B\nlicence: C\nlist: {file: url}", "list: address is missing"),
        ("name: A\npublisher: B\nlicence: C\nlist: {address: 'http://x/', file: 'a..b'}", "list: file is 'a..b'"),
        ("name: A\npublisher: B\nlicence: C\nlist: {address: 'http://x/', file: a, pages: b}", "'pages' is not known"),
        ("name: A\npublisher: B\nlicence: C\nlist: {address: 'http://x/', file: a, next: b, offset: c}", "not both"),
        ("name: A\npublisher: B\nlicence: C\nindex: {links: a}", "index: address is missing"),
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
