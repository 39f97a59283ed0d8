"""The Release that is shown now, and the one that takes its place."""

import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from article60.publication.reading import NotARelease
from article60.web.common.current import FEW_KEPT, current


@pytest.fixture
def shown(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the Release that a test may replace."""
    copy = tmp_path / "release"
    shutil.copytree(folder, copy)
    monkeypatch.setattr(settings, "ARTICLE60_RELEASE", copy)
    return copy


def test_release_that_takes_the_place_is_shown_at_once(client: Client, shown: Path) -> None:
    before = client.get("/api/v1/releases").json()["release"]
    newer = shown.parent / "newer"
    shutil.copytree(shown, newer)
    (newer / "release.json").write_text((shown / "release.json").read_text().replace(before, "2030-01-01-aaaaaaaa"))
    shutil.rmtree(shown)
    newer.rename(shown)

    assert client.get("/api/v1/releases").json()["release"] == "2030-01-01-aaaaaaaa"


def test_page_is_shown_while_another_release_takes_the_place(client: Client, shown: Path) -> None:
    client.get("/en/")
    shown.rename(shown.parent / "older")

    assert client.get("/en/").status_code == 200


def test_files_beside_the_database_are_those_of_the_release_that_was_opened(shown: Path) -> None:
    release = current()
    shown.rename(shown.parent / "older")

    assert release.figures and "release.json" in release.files


def test_many_threads_keep_things_at_once() -> None:
    release = replace(current(), _kept={}, _lately={})

    def keep(_: int) -> None:
        for number in range(3000):
            assert release.lately(number % (FEW_KEPT + 2), lambda made=number: made) is not None
            assert release.kept(number, lambda made=number: made) == number

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            list(threads.map(keep, range(4)))
    finally:
        sys.setswitchinterval(before)
    assert len(release._lately) == FEW_KEPT


def test_folder_without_a_release_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "ARTICLE60_RELEASE", tmp_path)

    with pytest.raises(NotARelease):
        current()


def test_connection_cannot_write() -> None:
    with pytest.raises(Exception, match="readonly"):
        current().connection.execute("DELETE FROM needs")
