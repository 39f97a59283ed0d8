"""What arrives in place of data, or only in part, never takes the place of an earlier copy unseen."""

import gzip
import random
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from tests.sources.lying_server import (
    XML,
    Collector,
    Server,
    archive,
    breaks_off,
    send,
)

from article60.sources.arrived import as_it_should
from article60.sources.download import NotCollected


@pytest.mark.parametrize(
    "page",
    [
        b"\n<!DOCTYPE html><html>We have moved</html>",
        b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN'><html>We have moved</html>",
        b"<!-- moved --><html>We have moved</html>",
        b"<?xml version='1.0'?><h:HTML xmlns:h='http://www.w3.org/1999/xhtml'>We have moved</h:HTML>",
    ],
    ids=["plain", "as XML", "behind a comment", "with a prefix"],
)
def test_an_html_page_never_takes_the_place_of_data(collector: Collector, server: Server, page: bytes) -> None:
    collector("/a.xml")
    server.files["/a.xml"] = page

    held, notes = collector("/a.xml")

    assert held == {"a.xml": XML}
    assert "an HTML page came in place of the data" in notes[0].message


@pytest.mark.parametrize(
    "content", [b"<html>Sorry</html>", b"no archive", archive(XML)[:-30]], ids=["page", "other bytes", "cut off"]
)
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
    assert notes[0].message.startswith("no whole archive came")
    assert collector("/all.zip")[0] == {"all.zip": first}


def test_a_joined_archive_is_read_through_for_the_member_that_broke(tmp_path: Path) -> None:
    part = tmp_path / "all.zip"
    with ZipFile(part, "w", ZIP_STORED) as written:
        written.writestr("a.xml", b"<whole/>")
    part.write_bytes(part.read_bytes().replace(b"<whole/>", b"<other/>"))

    as_it_should(part, "all.zip", joined=False)
    with pytest.raises(NotCollected, match=r"no whole archive came \('a\.xml' is broken\)"):
        as_it_should(part, "all.zip", joined=True)
    assert not part.exists()


def test_a_file_that_is_cut_off_by_a_wrong_length_is_doubted(collector: Collector, server: Server) -> None:
    server.plans["/a.xml"] = [lambda handler: send(handler, 200, XML, length=1000)]

    held, notes = collector("/a.xml")

    assert held == {"a.xml": XML[:1000]}
    assert [(n.severity, n.message.split(";")[0]) for n in notes] == [
        ("doubtful", "does not end as XML does and may be cut off")
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "nothing came, or nothing but blanks; ask the publisher"),
        (b" \r\n", "nothing came, or nothing but blanks; ask the publisher"),
        (
            b'{"error": "busy"}',
            """no XML came; it begins with '{"error": "busy"}'; open the address and correct it, or ask the publisher""",
        ),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>Gone", "an HTML page came in place of the data; open the address and correct it"),
    ],
    ids=["nothing", "blanks", "message", "marked page"],
)
def test_a_message_or_nothing_never_takes_the_place_of_data(
    collector: Collector, server: Server, content: bytes, said: str
) -> None:
    collector("/a.xml")
    server.files["/a.xml"] = content

    held, notes = collector("/a.xml")

    assert held == {"a.xml": XML}
    assert [(n.severity, n.message) for n in notes] == [("refused", f"{said}; the earlier copy is kept")]


@pytest.mark.parametrize("kept", [gzip.compress(XML)[:-20], XML], ids=["cut off", "not packed"])
def test_a_packed_file_that_is_not_whole_never_takes_the_place_of_one(
    collector: Collector, server: Server, kept: bytes
) -> None:
    whole = server.files["/a.xml.gz"] = gzip.compress(XML)
    collector("/a.xml.gz")
    server.files["/a.xml.gz"] = kept

    held, notes = collector("/a.xml.gz")

    assert held == {"a.xml.gz": whole}
    assert notes[0].message.startswith("no whole packed file came (")


def test_an_archive_at_an_address_without_an_ending_is_held_against_what_it_should_be(
    collector: Collector, server: Server
) -> None:
    server.files["/get"] = archive(XML)[:-30]

    held, notes = collector("/get")

    assert held == {}
    assert notes[0].message.startswith("no whole archive came (")


@pytest.mark.parametrize(
    ("content", "doubted"),
    [
        (b"<a>\n<b/>\n<c>d</c>\n", True),
        (b"<a>\n<b/>\n", True),
        (b"<a><ab/></a", True),
        (b"<a>\n<c>d</c>\n</ab>", True),
        (b"<?xml version='1.0'?>\n<!-- b -->\n<a>\n</a >\n<!-- of <b> -->\n", False),
        (b"<n:a xmlns:n='b'></n:a>\x00", False),
        (b"<a b='c'/>", False),
        ("\ufeff<a></a>\n".encode("utf-16-le"), False),
        (b"<!DOCTYPE a><a></a>", False),
    ],
)
def test_a_file_is_doubted_that_does_not_end_with_its_outermost_element(
    collector: Collector, server: Server, content: bytes, doubted: bool
) -> None:
    server.files["/a.xml"] = content

    held, notes = collector("/a.xml")

    assert held == {"a.xml": content}
    assert [n.severity for n in notes] == ["doubtful"] * doubted


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
