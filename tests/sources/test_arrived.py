"""What arrives in place of data, or only in part, never takes the place of an earlier copy unseen."""

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


def test_an_html_page_never_takes_the_place_of_data(collector: Collector, server: Server) -> None:
    collector("/a.xml")
    server.files["/a.xml"] = b"\n<!DOCTYPE html><html>We have moved</html>"

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
