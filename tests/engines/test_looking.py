"""Workers that see or have other things than the driver are named before any work; no cluster is needed to say so."""

from dataclasses import replace
from pathlib import Path

import pytest

from article60.engines import UnusableEngine
from article60.engines.looking import NoAnswer, Seen, look, must_be_like_us


@pytest.fixture
def alike(tmp_path: Path) -> Seen:
    """What a worker answers that is as we are."""
    (tmp_path / "a.xml").touch()
    return look(tmp_path, [Path("a.xml")])


def refusal(seen: Seen) -> str:
    """What is said where the first worker is as we are and the second answers this."""
    like_us = look(Path("/"), [])
    with pytest.raises(UnusableEngine) as refused:
        must_be_like_us([("first", lambda: like_us), ("second", lambda: seen)], shared=Path("/shared"))
    return str(refused.value)


def test_workers_like_us_are_taken(alike: Seen) -> None:
    must_be_like_us([("first", lambda: alike), ("second", lambda: alike)], shared=Path("/shared"))


def test_paths_are_looked_for_where_the_driver_stands(tmp_path: Path) -> None:
    (tmp_path / "a.xml").touch()

    assert look(tmp_path, [Path("a.xml"), tmp_path / "a.xml", Path("b.xml")]).missing == (Path("b.xml"),)


def test_the_folder_in_which_the_driver_stands_is_looked_for_too(tmp_path: Path) -> None:
    (tmp_path / "a.xml").touch()

    assert look(tmp_path / "private", [tmp_path / "a.xml"]).missing == (tmp_path / "private",)


def test_a_worker_that_misses_files_is_named_with_three_of_them(alike: Seen) -> None:
    missing = tuple(Path(f"/data/{number}.xml") for number in range(5))

    assert refusal(replace(alike, missing=missing)) == (
        "the worker second does not see /data/0.xml, /data/1.xml, /data/2.xml; all machines of a cluster must see "
        "/shared and the files named at the same places, in a shared folder"
    )


@pytest.mark.parametrize(("there", "said"), [("0.1", "polars 0.1 (here "), ("", "polars missing (here ")])
def test_a_worker_with_other_versions_is_named_with_them(alike: Seen, there: str, said: str) -> None:
    refused = refusal(replace(alike, versions=alike.versions | {"polars": there}))

    assert refused.startswith(f"the worker second would read otherwise, it has {said}{alike.versions['polars']}); ")
    assert refused.endswith("; install the same everywhere")


def test_a_worker_that_does_not_answer_is_named() -> None:
    def silent() -> Seen:
        raise NoAnswer("No module named 'article60'")

    with pytest.raises(UnusableEngine) as refused:
        must_be_like_us([("second", silent)], shared=Path("/shared"))

    assert str(refused.value) == (
        "the worker second does not answer: No module named 'article60'; install article60[cluster] on all workers"
    )
