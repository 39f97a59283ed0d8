"""Lists of files in JSON: forms that registries give, and lists that loop, lie about their number or break off."""

import hashlib
import json
from typing import Any

import pytest
from tests.sources.lying_server import XML, Collector, Server, answers, fails

from article60.domain.run_note import RunNote

CKAN = "items: result.results, file: resources.url, total: result.count, offset: start"
BULK = "items: datasets, file: last.url, hash: last.hash, publisher: org, licence: licence_id"


def as_list(server: Server, path: str, rest: str) -> str:
    return f"list: {{address: '{server.address}{path}', {rest}}}\n"


def page(server: Server, *paths: str, count: int = 3) -> bytes:
    """An answer in the form of a CKAN registry."""
    results = [{"name": path, "resources": [{"url": f"{server.address}{path}"}]} for path in paths]
    return json.dumps({"success": True, "result": {"count": count, "results": results}}).encode()


def bulk(**said: dict[str, Any]) -> bytes:
    """An index in the form of a bulk service: one entry for each file, with its hash."""
    datasets = [{"name": name, "last": {"url": f"/{name}.xml"}, **rest} for name, rest in said.items()]
    return json.dumps({"index_created": "2026-11-01", "datasets": datasets}).encode()


def told(content: bytes) -> bytes:
    """The index that gives this as the content of a.xml."""
    sha1 = hashlib.sha1(content, usedforsecurity=False).hexdigest()
    return bulk(a={"last": {"url": "/a.xml", "hash": sha1}})


@pytest.fixture
def paged(collector: Collector, server: Server) -> Collector:
    """Three files on two pages, and a page behind the last."""
    server.files |= {
        "/c.xml": b"<iati-activities />",
        "/list?rows=2": page(server, "/a.xml", "/b.xml"),
        "/list?rows=2&start=2": page(server, "/c.xml"),
        "/list?rows=2&start=3": page(server),
    }
    return collector


def doubts(notes: list[RunNote]) -> list[tuple[str, str]]:
    return [(note.severity, note.message.split(";")[0]) for note in notes]


def test_pages_of_a_list_are_gone_through_to_the_end(paged: Collector, server: Server) -> None:
    held, notes = paged(more=as_list(server, "/list?rows=2", CKAN))

    assert list(held) == ["a.xml", "b.xml", "c.xml"]
    assert notes == []
    assert [path for path, _ in server.requests][:3] == ["/list?rows=2", "/list?rows=2&start=2", "/list?rows=2&start=3"]
    assert paged.waited == [7.0] * 5


def test_a_list_may_name_its_next_page(paged: Collector, server: Server) -> None:
    server.files |= {
        "/one": json.dumps({"data": [{"file": "/a.xml"}], "links": {"next": "/two"}}).encode(),
        "/two": json.dumps({"data": [{"file": "b.xml"}], "links": {"next": None}}).encode(),
    }

    held, notes = paged(more=as_list(server, "/one", "items: data, file: file, next: links.next"))

    assert (list(held), notes) == (["a.xml", "b.xml"], [])


def test_entries_may_stand_under_their_names_or_bare(paged: Collector, server: Server) -> None:
    server.files |= {
        "/mapped": json.dumps({"datasets": {"x": {"url": "/a.xml"}, "y": {"url": ""}, "z": {"url": "/b.xml"}}}).encode(),
        "/bare": json.dumps([{"url": ["/c.xml", "/a.xml"]}, {"url": None}, 7]).encode(),
    }

    assert list(paged(more=as_list(server, "/mapped", "items: datasets, file: url"))[0]) == ["a.xml", "b.xml"]
    assert list(paged(more=as_list(server, "/bare", "file: url"))[0]) == ["c.xml", "a.xml"]


def test_a_list_whose_pages_repeat_ends(paged: Collector, server: Server) -> None:
    for at in (2, 3, 4):
        server.files[f"/list?rows=2&start={at}"] = page(server, "/a.xml", "/b.xml")

    held, notes = paged(more=as_list(server, "/list?rows=2", CKAN))

    assert list(held) == ["a.xml", "b.xml"]
    assert doubts(notes) == [("doubtful", "the list says that it has 3 entries and gives 2")]


def test_a_list_that_names_itself_as_next_ends(paged: Collector, server: Server) -> None:
    server.files["/loop"] = json.dumps({"data": [{"file": "/a.xml"}], "next": "/loop"}).encode()

    assert list(paged(more=as_list(server, "/loop", "items: data, file: file, next: next"))[0]) == ["a.xml"]


def test_a_list_without_end_is_left(paged: Collector, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("article60.sources.listed._MOST_PAGES", 4)
    for number in range(9):
        entry = {"file": "/a.xml", "number": number}
        server.files[f"/{number}"] = json.dumps({"data": [entry], "next": f"/{number + 1}"}).encode()

    held, notes = paged(more=as_list(server, "/0", "items: data, file: file, next: next"))

    assert list(held) == ["a.xml"]
    assert doubts(notes) == [("doubtful", "the list has no end within 4 pages")]


def test_a_page_that_fails_leaves_the_files_of_the_others(paged: Collector, server: Server) -> None:
    paged(more=as_list(server, "/list?rows=2", CKAN))
    server.plans["/list?rows=2&start=2"] = [fails(500)] * 3

    held, notes = paged(more=as_list(server, "/list?rows=2", CKAN))

    assert list(held) == ["a.xml", "b.xml"]
    assert [note.severity for note in notes] == ["doubtful"]  # and nothing on c.xml, which may be listed still
    assert "page 2 of the list" in notes[0].message


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"<html>Welcome</html>", "is no JSON"),
        (b"[" * 200_000, "is no JSON"),
        (b'{"result": {"results": []}}', "the list has no entries at 'result.results'"),
        (b'{"success": false}', "the list has no entries at 'result.results'"),
        (b'{"result": {"results": [{"resources": []}]}}', "no entry of the list names an address under 'resources.url'"),
    ],
)
def test_a_list_that_is_not_as_described_is_named(paged: Collector, server: Server, answer: bytes, said: str) -> None:
    server.files["/list?rows=2"] = server.files["/list?rows=2&start=1"] = answer

    held, notes = paged(more=as_list(server, "/list?rows=2", CKAN))

    assert held == {}
    assert [(n.severity, n.subject) for n in notes] == [("refused", f"{server.address}/list?rows=2")]
    assert said in notes[0].message


def test_what_is_no_address_in_a_list_is_left_out_and_told(collector: Collector, server: Server) -> None:
    wrong = "http://[example.org/\u3042" + "x" * 200 + ".xml"
    server.files["/list"] = json.dumps([{"url": wrong}, {"url": "/a.xml"}, {"url": "//\u2100.example.org/x.xml"}]).encode()

    held, notes = collector(more=as_list(server, "/list", "file: url"))

    shown = "'http://[example.org/\\u3042" + "x" * 79 + "'"
    told = f"2 addresses of files in the list, such as {shown}, cannot be followed"
    assert held == {"a.xml": XML}
    assert doubts(notes) == [("doubtful", told)]


def test_a_list_of_nothing_but_what_is_no_address_is_told_of(collector: Collector, server: Server) -> None:
    server.files["/list"] = json.dumps([{"url": "http://[example.org/x.xml"}]).encode()

    held, notes = collector(more=as_list(server, "/list", "file: url"))

    assert held == {}
    assert [note.severity for note in notes] == ["refused", "doubtful"]


def test_a_next_page_that_is_no_address_leaves_the_files_of_the_others(collector: Collector, server: Server) -> None:
    server.files["/list"] = json.dumps({"data": [{"file": "/a.xml"}], "next": "http://[example.org"}).encode()

    held, notes = collector(more=as_list(server, "/list", "items: data, file: file, next: next"))

    assert held == {"a.xml": XML}
    assert doubts(notes) == [("doubtful", "the list names 'http://[example.org' as its next page, which is no address")]


def test_halves_of_signs_in_a_list_are_replaced(collector: Collector, server: Server) -> None:
    server.files |= {"/list": b'[{"url": "/\\ud800.xml", "org": "A\\udfff"}]', "/?.xml": XML}

    held, notes = collector(more=as_list(server, "/list", "file: url, publisher: org"))

    assert (list(held.values()), notes) == ([XML], [])
    assert [entry["publisher"] for entry in collector.account().values()] == ["A?"]


def test_a_list_larger_than_any_is_left(paged: Collector, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("article60.sources.collect._LARGEST_LIST_BYTES", 100)

    held, notes = paged(more=as_list(server, "/list?rows=2", CKAN))

    assert held == {}
    assert [(n.subject, n.message) for n in notes] == [
        (f"{server.address}/list?rows=2", "larger than 100 bytes; correct the address, or raise largest_bytes for a file")
    ]


def test_what_the_list_says_of_publisher_and_licence_is_kept_with_each_file(collector: Collector, server: Server) -> None:
    server.files["/index"] = bulk(a={"org": "undp-demo", "licence_id": "cc-by"}, b={})

    collector(more=as_list(server, "/index", BULK))

    account = [collector.account()[f"{server.address}/{name}.xml"] for name in "ab"]
    assert [(entry["publisher"], entry["licence"]) for entry in account] == [
        ("undp-demo", "cc-by"),
        ("Invented publisher", "CC0-1.0"),
    ]


def test_what_has_the_hash_in_the_list_is_not_asked_for(collector: Collector, server: Server) -> None:
    server.files["/index"] = told(XML)
    collector(more=as_list(server, "/index", BULK))

    held, notes = collector(more=as_list(server, "/index", BULK))

    assert (held, notes) == ({"a.xml": XML}, [])
    assert [path for path, _ in server.requests] == ["/index"]


def test_another_file_under_the_same_version_is_fetched_where_the_list_knows(collector: Collector, server: Server) -> None:
    server.plans["/a.xml"] = [answers(XML, ETag='"same"')]
    server.files["/index"] = told(XML)
    collector(more=as_list(server, "/index", BULK))
    other = XML.replace(b"invented", b"modified")
    server.plans["/a.xml"] = [answers(other, ETag='"same"')]
    server.files["/index"] = told(other)

    held, notes = collector(more=as_list(server, "/index", BULK))

    assert (held, notes) == ({"a.xml": other}, [])
    assert "if-none-match" not in server.requests[-1][1]


def test_bytes_with_another_hash_are_kept_with_a_doubt_and_asked_for_again(collector: Collector, server: Server) -> None:
    server.files["/index"] = told(b"something else")
    for asked in range(2):
        held, notes = collector(more=as_list(server, "/index", BULK))
        assert held == {"a.xml": XML}
        assert doubts(notes) == [("doubtful", "other bytes came than the list has the hash of")]
        assert len(server.requests) == 2
        assert ("if-none-match" in server.requests[-1][1]) == bool(asked)

    server.files["/index"] = told(XML)
    assert collector(more=as_list(server, "/index", BULK))[1] == []
    assert collector(more=as_list(server, "/index", BULK))[1] == []
    assert [path for path, _ in server.requests] == ["/index"]
