"""A folder is brought up to date with a source: which files, under which names, from several hosts, and what is said of it."""

import json
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Barrier, Event
from urllib.parse import quote

import pytest
from tests.sources.lying_server import (
    XML,
    Answer,
    Collector,
    Server,
    archive,
    fails,
    hangs_up,
    redirects,
    send,
    serving,
)

from article60.byte_store import sha256_of
from article60.sources.collect import collect


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


def test_a_server_that_always_fails_is_named_and_the_others_are_fetched(collector: Collector, server: Server) -> None:
    server.plans["/a.xml"] = [fails(500)] * 9

    held, notes = collector("/a.xml", "/b.xml")

    assert list(held) == ["b.xml"]
    assert [(n.severity, n.subject) for n in notes] == [("refused", f"{server.address}/a.xml")]
    assert notes[0].message == "given up after 3 attempts: status 500; run again to go on"


def test_a_server_that_does_not_answer_is_not_asked_for_all_its_files(collector: Collector, server: Server) -> None:
    server.files |= {f"/{number}.xml": XML for number in range(6)}
    server.plans |= {f"/{number}.xml": [hangs_up] * 3 for number in range(6)}

    held, notes = collector(*(f"/{number}.xml" for number in range(6)))

    assert list(held) == []
    assert [path for path, _ in server.requests] == [f"/{number}.xml" for number in range(3) for _ in range(3)]
    left = "not asked for, as its server gave no answer for 3 files; run again to go on"
    assert [note.message for note in notes[3:6]] == [left] * 3


@pytest.mark.parametrize(
    "answer", [fails(404), fails(500), redirects("http://127.0.0.1:9/")], ids=["gone", "fails", "sends on"]
)
def test_a_server_that_answers_in_between_is_asked_for_all_its_files(
    collector: Collector, server: Server, answer: Answer
) -> None:
    paths = [f"/{number}.xml" for number in range(6)]
    server.files["/5.xml"] = XML
    server.plans |= {path: [hangs_up] * 3 for path in paths[:5]} | {"/2.xml": [answer] * 3}

    held, _ = collector(*paths)

    assert list(held) == ["5.xml"]


def test_a_missing_file_is_not_asked_for_twice_and_its_copy_is_kept(collector: Collector, server: Server) -> None:
    collector("/a.xml")
    del server.files["/a.xml"]

    held, notes = collector("/a.xml")

    assert held == {"a.xml": XML}
    assert len(server.requests) == 1
    assert "status 404" in notes[0].message
    assert notes[0].message.endswith("the earlier copy is kept")


def test_an_index_page_names_the_files(collector: Collector, server: Server) -> None:
    server.files["/data/"] = (
        b"<p><a href='/a.xml'>A</a><a href='../b.xml#x'>B</a><a href='/c.csv'>C</a><a href='mailto:x'>M</a>"
        b"<a href='http://[example.org/x.xml'>X</a>"
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
    left = "see whether the source has moved, or correct minimum_files"
    assert notes[0].message == f"1 files where at least 3 are expected; {left}"


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


@pytest.mark.parametrize(
    "name",
    ["x." + "a" * 60 + "." + "a" * 115 + ".xml", "\u6587" * 90 + ".xml", "\u6587" * 90, "..a.xml"],
    ids=["stop", "long", "bare", "stops"],
)
def test_a_name_of_any_length_becomes_one_that_is_known_again(collector: Collector, server: Server, name: str) -> None:
    path = f"/{quote(name)}"
    server.files[path] = XML

    held, notes = collector(path)

    assert (list(held.values()), notes) == ([XML], [])
    assert collector.names[0][0] not in "._"
    assert collector(path) == (held, [])
    assert "if-none-match" in server.requests[0][1]


def test_a_file_of_ones_own_is_left_where_the_source_has_one_of_its_name(collector: Collector, server: Server) -> None:
    own = collector.folder / "out" / "a.xml"
    own.parent.mkdir(exist_ok=True)
    own.write_bytes(b"<my-own/>")

    held, notes = collector("/a.xml", "/b.xml")

    (apart,) = set(held) - {"b.xml"}
    assert (own.read_bytes(), held[apart]) == (b"<my-own/>", XML)
    assert [(note.severity, note.message) for note in notes] == [
        ("doubtful", f"a.xml stood in the folder and was not collected; it is left, and this file is named {apart}")
    ]

    server.files["/a.xml"] = XML + b"\n"
    held, notes = collector("/a.xml", "/b.xml")
    assert (own.read_bytes(), held[apart], notes) == (b"<my-own/>", XML + b"\n", [])


def test_a_file_of_ones_own_is_left_where_the_account_of_the_one_of_its_name_was_lost(collector: Collector) -> None:
    own = collector.folder / "out" / "a.xml"
    own.parent.mkdir()
    own.write_bytes(b"<my-own/>")
    collector("/a.xml")
    (own.parent / "collected.json").write_text("?")

    held, _ = collector("/a.xml")

    assert (own.read_bytes(), list(held.values()), len(list(own.parent.glob("*.xml")))) == (b"<my-own/>", [XML], 2)


def test_a_copy_is_not_taken_for_ones_own_while_what_was_collected_is_not_known_again(
    collector: Collector, server: Server
) -> None:
    collector("/a.xml", "/b.xml")
    (collector.folder / "out" / "collected.json").write_text("?")
    server.plans["/b.xml"] = [fails(500)] * 3
    assert list(collector("/a.xml", "/b.xml")[0]) == ["a.xml"]
    server.files["/b.xml"] = b"<iati-activities>\n</iati-activities>"

    held, notes = collector("/a.xml", "/b.xml")

    assert (held["b.xml"], notes) == (b"<iati-activities>\n</iati-activities>", [])
    assert not (collector.folder / "out" / ".parts" / "forgotten").exists()


def test_a_file_of_ones_own_that_cannot_be_read_is_left(collector: Collector, monkeypatch: pytest.MonkeyPatch) -> None:
    own = collector.folder / "out" / "a.xml"
    own.parent.mkdir()
    own.write_bytes(b"<my-own/>")

    def hashed(path: Path) -> str:
        if path == own:
            raise PermissionError("not for you")
        return sha256_of(path)

    monkeypatch.setattr("article60.sources.collect.sha256_of", hashed)
    held, (note,) = collector("/a.xml")

    assert (list(held.values()), note.severity) == ([XML], "doubtful")


def test_a_copy_of_which_nothing_is_known_any_more_is_not_kept_twice(collector: Collector) -> None:
    collector("/a.xml")
    (collector.folder / "out" / "collected.json").unlink()

    held, notes = collector("/a.xml")

    assert (held, notes) == ({"a.xml": XML}, [])


def test_a_bulk_archive_is_collected_as_it_is(collector: Collector, server: Server) -> None:
    server.files["/all.zip"] = archive(XML, b"<iati-activities/>")

    held, notes = collector("/all.zip")

    assert held == {"all.zip": server.files["/all.zip"]}
    assert notes == []


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

        held = collect(tmp_path / "source.yml", tmp_path / "out", notes=[], wait=waited.append).files

        assert [path.name.split("_")[-1] for path in held] == ["0.xml", "0.xml", "1.xml", "1.xml", "2.xml", "2.xml"]
        assert [path for path, _ in one.requests] == [path for path, _ in other.requests] == ["/0.xml", "/1.xml", "/2.xml"]
        assert waited == [1.0] * 4


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
        json.dumps({"name": "A", "publisher": "B", "licence": "C", "files": [f"{server.address}/{name}.xml" for name in "ab"]})
    )

    def interrupted(things: object, label: str, total: int) -> list[object]:
        assert served.wait(10)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        collect(tmp_path / "source.yml", tmp_path / "out", notes=[], progress=interrupted)
    assert len(server.requests) == 1
