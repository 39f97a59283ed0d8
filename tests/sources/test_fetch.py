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


def test_name_is_the_end_of_the_address() -> None:
    assert name_of(ADDRESS) == "activities XA.xml"
    assert name_of("https://data.example/") == "data.example"


@pytest.mark.parametrize(
    ("given", "yes"),
    [(ADDRESS, True), ("HTTP://a.example/x", True), ("reviews/a.pdf", False), ("file:///x", False), ("http://[a", False)],
)
def test_address_is_told_from_a_path(given: str, yes: bool) -> None:
    assert is_address(given) is yes
