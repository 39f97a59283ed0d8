"""Whoever waits for what arrives sees that it goes on, by the file or by the megabyte."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from tests.sources.lying_server import Collector, Server

from article60.sources.arriving import Arriving
from article60.sources.collect import collect


class _Watched:
    """Progress that counts the steps under each label, and what there should be of them."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, int, int]] = []

    def __call__(self, things: Iterable[Any], label: str, total: int) -> Iterator[Any]:
        steps = 0
        for thing in things:
            steps += 1
            yield thing
        self.seen.append((label, total, steps))


def test_several_things_are_counted_as_they_come() -> None:
    watched = _Watched()
    arriving: Arriving[str] = Arriving(2, watched)
    arriving.grown(5_000_000, None)
    arriving.put("a")
    arriving.put("b")

    assert list(arriving) == ["a", "b"]
    assert watched.seen == [("collecting", 2, 2)]


@pytest.mark.parametrize(("expected", "total"), [(3_500_000, 4), (None, 0)])
def test_one_thing_is_counted_by_its_megabytes(expected: int | None, total: int) -> None:
    watched = _Watched()
    arriving: Arriving[str] = Arriving(1, watched)
    for held in (10, 1_200_000, 1_900_000, 200, 1_100_000, 3_500_000):  # it broke off and was begun anew
        arriving.grown(held, expected)
    arriving.put("a")

    assert list(arriving) == ["a"]
    assert watched.seen == [("collecting, MB", total, 4)]


def test_an_archive_of_everything_shows_that_it_goes_on(collector: Collector, server: Server) -> None:
    server.files["/all.xml"] = b"<a>" + b" " * 2_500_000 + b"</a>"
    collector("/all.xml")
    (collector.folder / "out" / "all.xml").unlink()
    watched = _Watched()

    done = collect(collector.folder / "source.yml", collector.folder / "out", notes=[], progress=watched)

    assert (done.named, done.fetched) == (1, 1)
    assert watched.seen == [("collecting, MB", 3, 3)]
