"""One file asked of a server that stalls, fails and lies: gone on with where that is proven, tried again with patience."""

import gzip
import json
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from tests.sources.lying_server import (
    XML,
    Answer,
    Collector,
    Server,
    answers,
    breaks_off,
    fails,
    packs,
    redirects,
    send,
    stalls,
)

from article60.sources import download
from article60.sources.download import Version


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


def test_an_update_killed_as_another_version_begins_to_come_leaves_nothing_to_be_joined(
    collector: Collector, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.plans["/a.xml"] = [breaks_off(XML.replace(b"invented", b"outdated"), 1000), *[fails(500)] * 2]
    collector("/a.xml")

    def killed(part: Path, version: Version) -> None:
        remember(part, version)
        raise MemoryError

    remember = download._remember
    with monkeypatch.context() as patched:
        patched.setattr(download, "_remember", killed)
        with pytest.raises(MemoryError):
            collector("/a.xml")

    assert collector("/a.xml") == ({"a.xml": XML}, [])


def test_a_range_other_than_asked_for_is_not_joined(collector: Collector, server: Server) -> None:
    def wrong(handler: BaseHTTPRequestHandler) -> None:
        send(handler, 206, XML[500:], Content_Range=f"bytes 500-{len(XML) - 1}/{len(XML)}")

    server.plans["/a.xml"] = [breaks_off(XML, 1000), wrong]

    assert collector("/a.xml")[0] == {"a.xml": XML}


def sends_range(content: bytes, *, start: int, end: int, **headers: str) -> Answer:
    """Sends these bytes and says which they are, whatever was asked."""
    given = f"bytes {start}-{end - 1}/{len(content)}"
    return lambda handler: send(handler, 206, content[start:end], Content_Range=given, **headers)


def test_a_range_that_ends_before_the_file_does_is_gone_on_with(collector: Collector, server: Server) -> None:
    server.plans["/a.xml"] = [breaks_off(XML, 1000), sends_range(XML, start=1000, end=2000)]

    assert collector("/a.xml") == ({"a.xml": XML}, [])
    assert [headers.get("range") for _, headers in server.requests] == [None, "bytes=1000-", "bytes=2000-"]


def test_a_good_copy_is_kept_where_only_ranges_come_that_end_too_early(collector: Collector, server: Server) -> None:
    collector("/a.xml")
    other = server.files["/a.xml"] = XML.replace(b"invented", b"modified")
    short = [sends_range(other, start=at, end=at + 10) for at in (1000, 1010)]
    server.plans["/a.xml"] = [breaks_off(other, 1000), *short]

    held, notes = collector("/a.xml")

    assert held == {"a.xml": XML}
    said = f"given up after 3 attempts: 1020 of {len(other)} bytes came; run again to go on; the earlier copy is kept"
    assert [note.message for note in notes] == [said]


@pytest.mark.parametrize(
    ("begun", "sent"),
    [
        ({"ETag": '"one"'}, {"ETag": '"two"'}),
        ({"ETag": '"one"'}, {"ETag": 'W/"one"'}),
        (
            {"ETag": 'W/"one"', "Last_Modified": "Fri, 06 Nov 2026 10:00:00 GMT"},
            {"Last_Modified": "Fri, 06 Nov 2026 10:00:01 GMT"},
        ),
    ],
    ids=["tag", "weak tag", "day"],
)
def test_the_rest_of_another_version_is_not_joined(
    collector: Collector, server: Server, begun: dict[str, str], sent: dict[str, str]
) -> None:
    outdated = XML.replace(b"invented", b"outdated")
    breaks: Answer = lambda handler: send(handler, 200, outdated[:1000], length=len(XML), **begun)  # noqa: E731
    server.plans["/a.xml"] = [breaks, sends_range(XML, start=1000, end=len(XML), **sent)]

    assert collector("/a.xml") == ({"a.xml": XML}, [])
    assert [headers.get("range") for _, headers in server.requests] == [None, "bytes=1000-", None]


def test_a_rest_that_does_not_name_its_version_is_of_the_one_begun(collector: Collector, server: Server) -> None:
    server.plans["/a.xml"] = [breaks_off(XML, 1000), sends_range(XML, start=1000, end=len(XML))]

    assert collector("/a.xml") == ({"a.xml": XML}, [])
    assert collector.account()[f"{server.address}/a.xml"]["etag"] == f'"{hash(XML)}"'
    collector("/a.xml")
    assert server.requests[0][1]["if-none-match"] == f'"{hash(XML)}"'


def test_a_range_that_nobody_asked_for_is_not_taken(collector: Collector, server: Server) -> None:
    server.plans["/a.xml"] = [sends_range(XML, start=0, end=1000)] + [sends_range(XML, start=0, end=len(XML))] * 3

    held, notes = collector("/b.xml", "/a.xml")
    assert list(held) == ["b.xml"]
    said = "given up after 3 attempts: the server sent a range where the whole file was asked for; run again to go on"
    assert [note.message for note in notes[:1]] == [said]

    server.plans.clear()
    assert collector("/a.xml")[0] == {"a.xml": XML}


@pytest.mark.parametrize("said", ["bytes {huge}-2/3", "bytes 1000-{huge}/3", "bytes 1000-2/{huge}"])
def test_a_range_in_numbers_of_any_length_is_not_joined(collector: Collector, server: Server, said: str) -> None:
    wrong: Answer = lambda handler: send(handler, 206, XML[1000:], Content_Range=said.format(huge="9" * 5000))  # noqa: E731
    server.plans["/a.xml"] = [breaks_off(XML, 1000), wrong]

    assert collector("/a.xml") == ({"a.xml": XML}, [])


def test_a_range_of_the_packed_file_is_not_joined(collector: Collector, server: Server) -> None:
    packed = gzip.compress(XML)
    sent: Answer = lambda handler: send(  # noqa: E731
        handler, 206, packed, Content_Encoding="gzip", Content_Range=f"bytes 1000-{999 + len(packed)}/*"
    )
    server.plans["/a.xml"] = [breaks_off(XML, 1000), sent]

    assert collector("/a.xml") == ({"a.xml": XML}, [])


def test_a_range_that_is_refused_is_begun_anew(collector: Collector, server: Server) -> None:
    server.plans["/a.xml"] = [breaks_off(XML, 1000), fails(416)]

    assert collector("/a.xml")[0] == {"a.xml": XML}


def test_attempts_that_bring_much_do_not_count(collector: Collector, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("article60.sources.download._WORTH_AN_ATTEMPT_BYTES", 1000)

    def goes_on(at: int) -> Answer:
        given = f"bytes {at}-{len(XML) - 1}/{len(XML)}"
        rest = XML[at : at + 2000]
        return lambda h: send(h, 206, rest, length=len(XML) - at, ETag=f'"{hash(XML)}"', Content_Range=given)

    server.plans["/a.xml"] = [breaks_off(XML, 2000), *(goes_on(2000 * number) for number in range(1, 9))]

    assert collector("/a.xml") == ({"a.xml": XML}, [])
    assert len(server.requests) == 10


def test_attempts_that_bring_the_same_again_count(
    collector: Collector, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("article60.sources.download._WORTH_AN_ATTEMPT_BYTES", 1000)
    server.plans["/a.xml"] = [breaks_off(XML, 2000), fails(416)] * 20

    held, notes = collector("/a.xml", "/b.xml")

    assert list(held) == ["b.xml"]
    assert notes[0].message.startswith("given up after 3 attempts")
    assert len(server.requests) == 4


def test_data_comes_packed_where_the_server_can(collector: Collector, server: Server) -> None:
    server.plans["/a.xml"] = [packs(XML)]

    assert collector("/a.xml") == ({"a.xml": XML}, [])


def test_a_packed_file_stays_packed_whatever_the_server_says_of_its_way(collector: Collector, server: Server) -> None:
    packed = gzip.compress(XML)
    server.plans["/a.xml.gz"] = [answers(packed, Content_Encoding="gzip")]

    assert collector("/a.xml.gz") == ({"a.xml.gz": packed}, [])


def test_what_came_packed_and_broke_off_is_begun_anew(collector: Collector, server: Server) -> None:
    def breaks_off_packed(handler: BaseHTTPRequestHandler) -> None:
        send(handler, 200, b"\x1f\x8b\x08", length=500, Content_Encoding="gzip", ETag='"packed"')

    server.plans["/a.xml"] = [breaks_off_packed]

    assert collector("/a.xml") == ({"a.xml": XML}, [])
    assert [headers.get("range") for _, headers in server.requests] == [None, None]


def test_failures_are_met_with_longer_and_longer_pauses(collector: Collector, server: Server) -> None:
    server.plans["/a.xml"] = [fails(503), fails(429, Retry_After="42")]

    held, _ = collector("/a.xml")

    assert held == {"a.xml": XML}
    assert collector.waited == [2.0, 7.0, 42.0, 7.0]


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


@pytest.mark.parametrize(("after", "pause"), [("42", 42.0), ("86400", 300.0), ("0", 7.0)])
def test_the_pause_asked_for_as_a_file_is_given_up_comes_before_the_next_of_its_host(
    collector: Collector, server: Server, after: str, pause: float
) -> None:
    server.plans["/a.xml"] = [fails(503), fails(503), fails(503, Retry_After=after)]

    held, _ = collector("/a.xml", "/b.xml")

    assert list(held) == ["b.xml"]
    assert collector.waited == [2.0, 7.0, 4.0, 7.0, pause]


def test_a_pause_asked_for_by_the_server_of_a_list_comes_before_its_files(collector: Collector, server: Server) -> None:
    server.files["/list"] = json.dumps({"data": [{"url": "/a.xml"}], "next": "/more"}).encode()
    server.plans["/more"] = [fails(503), fails(503), fails(503, Retry_After="42")]

    collector(more=f"list: {{address: '{server.address}/list', items: data, file: url, next: next}}\n")

    assert collector.waited[-1] == 42.0


def test_a_server_that_stalls_is_left_after_a_while(collector: Collector, server: Server) -> None:
    server.plans["/a.xml"] = [stalls]

    assert collector("/a.xml")[0] == {"a.xml": XML}


def test_what_a_server_says_as_it_sends_elsewhere_is_not_waited_for(collector: Collector, server: Server) -> None:
    def never_ends(handler: BaseHTTPRequestHandler) -> None:
        send(handler, 302, b"moved", length=10**12, Location="/b.xml")
        handler.connection.settimeout(5)
        handler.rfile.read(1)

    server.plans["/a.xml"] = [never_ends] * 3

    held, notes = collector("/a.xml")

    assert (list(held.values()), notes) == ([b"<iati-activities/>"], [])
    assert [path for path, _ in server.requests] == ["/a.xml", "/b.xml"]


def test_requests_to_where_a_server_sends_are_apart_too(collector: Collector, server: Server) -> None:
    server.plans["/a.xml"] = [redirects("/c.xml")]
    server.plans["/c.xml"] = [redirects("/b.xml")]

    assert collector("/a.xml") == ({"a.xml": b"<iati-activities/>"}, [])
    assert collector.waited == [7.0, 7.0]


def test_redirects_without_end_are_left(collector: Collector, server: Server) -> None:
    server.plans["/a.xml"] = [redirects("/a.xml")] * 50

    held, notes = collector("/a.xml", "/b.xml")

    assert list(held) == ["b.xml"]
    assert "the address cannot be followed" in notes[0].message
    assert len(server.requests) == 7


def test_a_host_that_cannot_be_is_named_and_the_others_are_asked(collector: Collector, server: Server) -> None:
    server.plans["/a.xml"] = [redirects("http://xn--0.pt/a.xml")]
    listed = json.dumps([{"url": "http://xn--0.pt/x.xml"}, {"url": "/a.xml"}, {"url": "/b.xml"}])
    server.files["/list"] = listed.encode()

    held, notes = collector(more=f"list: {{address: '{server.address}/list', file: url}}\n")

    assert list(held) == ["b.xml"]
    said = "the address cannot be followed (Invalid A-label); correct it"
    assert [(note.subject, note.message) for note in notes[:2]] == [
        ("http://xn--0.pt/x.xml", said),
        (f"{server.address}/a.xml", said),
    ]


@pytest.mark.parametrize("said", [{"ETag": '"\xe9"'}, {"Last_Modified": "6 f\xe9vrier"}], ids=["tag", "day"])
def test_a_version_in_signs_that_cannot_be_sent_is_taken_for_none(
    collector: Collector, server: Server, said: dict[str, str]
) -> None:
    broken: Answer = lambda handler: send(handler, 200, XML[:1000], length=len(XML), **said)  # noqa: E731
    server.plans["/a.xml"] = [broken, answers(XML, **said)]

    assert collector("/a.xml") == ({"a.xml": XML}, [])
    assert collector("/a.xml") == ({"a.xml": XML}, [])
    assert [headers.get("if-none-match") for _, headers in server.requests] == [None]


def test_what_an_older_account_holds_of_a_version_and_cannot_be_sent_is_passed_by() -> None:
    assert Version(etag='"\xe9"', last_modified="now").if_changed() == {"If-Modified-Since": "now"}


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
