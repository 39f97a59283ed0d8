"""An update that was broken off is gone on with: what its source has answered for is not asked for again, for a day."""

import os
import time
from pathlib import Path

import pytest
from tests.sources.lying_server import XML, Collector, Server

from article60.sources.under_way import UnderWay


class _FullDisk(list[float]):
    """Ends an update before its second request."""

    def append(self, _: float) -> None:
        raise OSError("no space left")


@pytest.fixture
def broken_off(collector: Collector, server: Server) -> Collector:
    """A collector that holds two files and was broken off when it had asked once more for the first."""
    collector("/a.xml", "/b.xml")
    collector.waited = _FullDisk()
    with pytest.raises(OSError, match="no space left"):
        collector("/a.xml", "/b.xml")
    assert _asked(server) == ["/a.xml"]
    collector.waited = []
    return collector


def _asked(server: Server) -> list[str]:
    return [path for path, _ in server.requests]


def test_what_was_answered_for_is_not_asked_for_again(broken_off: Collector, server: Server) -> None:
    held, notes = broken_off("/a.xml", "/b.xml")

    assert (list(held), notes) == (["a.xml", "b.xml"], [])
    assert _asked(server) == ["/b.xml"]


def test_the_update_after_one_that_came_to_its_end_asks_for_everything(broken_off: Collector, server: Server) -> None:
    broken_off("/a.xml", "/b.xml")
    broken_off("/a.xml", "/b.xml")

    assert _asked(server) == ["/a.xml", "/b.xml"]


def test_an_update_broken_off_a_day_ago_is_begun_anew(broken_off: Collector, server: Server) -> None:
    day_ago = time.time() - 24 * 3600 - 1
    os.utime(broken_off.folder / "out" / ".parts" / "answered.jsonl", (day_ago, day_ago))

    broken_off("/a.xml", "/b.xml")

    assert _asked(server) == ["/a.xml", "/b.xml"]


def test_a_file_that_was_changed_here_since_is_asked_for_again(broken_off: Collector, server: Server) -> None:
    (broken_off.folder / "out" / "a.xml").write_bytes(b"changed")

    held, _ = broken_off("/a.xml", "/b.xml")

    assert held["a.xml"] == XML
    assert _asked(server) == ["/a.xml", "/b.xml"]


def test_a_doubt_is_said_again_as_long_as_it_stands(collector: Collector, server: Server) -> None:
    server.files["/a.xml"] = b"<a>cut off"
    collector.waited = _FullDisk()
    with pytest.raises(OSError, match="no space left"):
        collector("/a.xml", "/b.xml")
    collector.waited = []

    for _ in range(2):
        _, notes = collector("/a.xml", "/b.xml")
        assert [(note.severity, note.subject) for note in notes] == [("doubtful", f"{server.address}/a.xml")]
        assert _asked(server) == ["/a.xml", "/b.xml"]


def test_a_line_that_broke_off_is_of_a_file_that_is_asked_for_again(tmp_path: Path) -> None:
    (tmp_path / "answered.jsonl").write_text('"https://data.example.org/a.xml"\n"https://data.exam')

    assert UnderWay(tmp_path / "answered.jsonl").answered == {"https://data.example.org/a.xml"}
