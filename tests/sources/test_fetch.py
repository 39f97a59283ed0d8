from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from article60.byte_store import Store
from article60.sources.fetch import NotFetched, fetch, is_address, name_of

ADDRESS = "https://data.example/files/activities%20XA.xml?page=2"


def answering(status: int, content: bytes) -> httpx.MockTransport:
    return httpx.MockTransport(lambda request: httpx.Response(status, content=content))


def test_file_is_fetched_into_the_store(tmp_path: Path) -> None:
    store = Store(tmp_path)
    sha256 = fetch(ADDRESS, store=store, transport=answering(200, b"<a/>"))
    assert store.path(sha256).read_bytes() == b"<a/>"


@pytest.mark.parametrize(("status", "content", "reason"), [(404, b"", "404"), (200, b"x" * 99, "larger")])
def test_what_cannot_be_had_is_named(status: int, content: bytes, reason: str, tmp_path: Path) -> None:
    with pytest.raises(NotFetched, match=reason) as told:
        fetch(ADDRESS, store=Store(tmp_path), largest_bytes=50, transport=answering(status, content))
    assert ADDRESS in str(told.value)
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def test_slow_answer_is_given_up(tmp_path: Path) -> None:
    ticks = iter((0.0, 1000.0, 2000.0))
    with pytest.raises(NotFetched, match="too long"):
        fetch(ADDRESS, store=Store(tmp_path), transport=answering(200, b"x"), clock=lambda: next(ticks))


class _NeverRead(httpx.SyncByteStream):
    def __iter__(self) -> Iterator[bytes]:
        raise AssertionError("the body of a redirect was read")


def sending_on(to: str) -> httpx.MockTransport:
    """Sends every request elsewhere but the one for /end."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/end":
            return httpx.Response(200, content=b"<a/>")
        return httpx.Response(302, headers={"Location": to}, stream=_NeverRead())

    return httpx.MockTransport(answer)


def test_a_file_is_fetched_from_where_its_server_sends(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.path(fetch(ADDRESS, store=store, transport=sending_on("/end"))).read_bytes() == b"<a/>"


@pytest.mark.parametrize(
    ("to", "reason"), [("/again", "Exceeded maximum allowed redirects"), ("http://xn--0.pt/", "Invalid A-label")]
)
def test_where_nobody_can_be_sent_is_named(to: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(NotFetched, match=reason):
        fetch(ADDRESS, store=Store(tmp_path), transport=sending_on(to))


def test_slow_redirects_are_given_up(tmp_path: Path) -> None:
    ticks = iter((0.0, 1000.0))
    with pytest.raises(NotFetched, match="too long"):
        fetch(ADDRESS, store=Store(tmp_path), transport=sending_on("/again"), clock=lambda: next(ticks))


def test_name_is_the_end_of_the_address() -> None:
    assert name_of(ADDRESS) == "activities XA.xml"
    assert name_of("https://data.example/") == "data.example"


@pytest.mark.parametrize(
    ("given", "yes"),
    [(ADDRESS, True), ("HTTP://a.example/x", True), ("reviews/a.pdf", False), ("file:///x", False), ("http://[a", False)],
)
def test_address_is_told_from_a_path(given: str, yes: bool) -> None:
    assert is_address(given) is yes
