"""The application that a server loads: one thread works at a time, and what is sent slowly keeps nobody waiting."""

import threading
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from article60.web import wsgi
from article60.web.common.current import _shown as opened
from article60.web.common.current import current
from article60.web.public import warm


def environ(path: str, method: str = "GET") -> dict[str, Any]:
    return {
        "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": "", "SERVER_NAME": "localhost", "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "wsgi.input": BytesIO(),
    }  # fmt: skip


def ask(path: str) -> tuple[str, Any]:
    told: list[str] = []
    answer = wsgi.application(environ(path), lambda status, headers, error=None: told.append(status))
    return told[0], answer


def test_page_is_one_piece() -> None:
    status, answer = ask("/en/about")

    assert status == "200 OK" and isinstance(answer, list) and b"<!doctype html>" in answer[0]


@pytest.mark.parametrize("path", ["/release/article60.sqlite", "/api/v1/needs.csv"])
def test_slow_reader_of_a_long_answer_keeps_nobody_waiting(path: str, folder: Path) -> None:
    status, slow = ask(path)
    first = next(slow)  # and then its reader takes its time

    found: list[str] = []
    other = threading.Thread(target=lambda: found.append(ask("/en/about")[0]))
    other.start()
    other.join(timeout=20)

    assert status == "200 OK" and found == ["200 OK"]
    assert len(first) > 4096 or path.endswith(".csv")  # in large parts: each is a turn of its own
    rest = b"".join(slow)
    slow.close()
    if path.startswith("/release/"):
        assert len(first + rest) == (folder / "article60.sqlite").stat().st_size
    else:
        assert (first + rest).count(b"\r\n") == 7


def test_one_thread_works_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    at_work, most, lock = 0, 0, threading.Lock()

    class Made:
        streaming = False

        def __iter__(self) -> Iterator[bytes]:
            yield b"made"

        def close(self) -> None:
            pass

    def work(given: dict[str, Any], start: Any) -> Made:
        nonlocal at_work, most
        with lock:
            at_work += 1
            most = max(most, at_work)
        threading.Event().wait(0.02)
        with lock:
            at_work -= 1
        return Made()

    monkeypatch.setattr(wsgi, "_django", work)
    threads = [threading.Thread(target=wsgi.application, args=({}, None)) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert most == 1


def test_download_that_has_begun_ends_though_another_release_takes_the_place(folder: Path) -> None:
    release = current()
    rows = (row[0] for row in release.connection.execute("SELECT need_id FROM needs"))
    first = next(rows)
    opened.clear()  # as when another takes its place
    assert current() is not release
    assert [first, *rows] == [row[0] for row in release.connection.execute("SELECT need_id FROM needs")]


def test_everything_that_is_asked_for_before_readers_come_answers() -> None:
    for address in warm._addresses():
        assert warm.ask(wsgi.application, address) == "200 OK", address


def test_another_release_is_looked_for_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    stamps = iter([("a", 1, 1), ("a", 1, 1), None, ("b", 2, 2)])

    class Enough(Exception):
        pass

    def stamp() -> Any:
        try:
            return next(stamps)
        except StopIteration:
            raise Enough from None

    monkeypatch.setattr(warm, "LOOKS_EVERY", 0)
    monkeypatch.setattr(warm, "stamp", stamp)
    monkeypatch.setattr(warm, "ask", lambda application, address: seen.append(address))
    with pytest.raises(Enough):
        warm._stay(wsgi.application, ("a", 1, 1))

    assert seen == list(warm._addresses())  # once, for the one that came
