"""Bytes stand in the store whole and once, or not at all."""

import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from article60.byte_store import Empty, Store, TooLarge, sha256_of


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "received", most_bytes=10)


def test_bytes_stand_under_their_hash_for_nobody_else_to_read(store: Store) -> None:
    kept = store.put([b"abc", b"def"])
    assert kept.sha256 == hashlib.sha256(b"abcdef").hexdigest() and kept.size == 6
    assert store.path(kept.sha256).read_bytes() == b"abcdef"
    assert store.path(kept.sha256).stat().st_mode & 0o077 == 0 and store.folder.stat().st_mode & 0o077 == 0


def test_same_bytes_twice_are_one_file(store: Store) -> None:
    assert store.put([b"abc"]) == store.put([b"a", b"bc"])
    assert len(files(store.folder)) == 1


@pytest.mark.parametrize(
    ("pieces", "error"), [([b"12345678901"], TooLarge), ([b"123456"] * 2, TooLarge), ([b""], Empty), ([], Empty)]
)
def test_too_many_or_no_bytes_leave_nothing(store: Store, pieces: list[bytes], error: type[Exception]) -> None:
    with pytest.raises(error):
        store.put(pieces)
    assert files(store.folder) == []


def test_most_bytes_are_still_taken(store: Store) -> None:
    assert store.put([b"1234567890"]).size == 10


def test_bytes_that_stop_in_the_middle_leave_nothing(store: Store) -> None:
    def broken() -> Iterator[bytes]:
        yield b"abc"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        store.put(broken())
    assert files(store.folder) == []


def test_file_and_folders_are_written_to_the_disk_before_it_is_acknowledged(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[bool] = []
    monkeypatch.setattr(
        "os.fsync", lambda opened: synced.append(bool(files(store.folder)) and not files(store.folder)[0].endswith(".part"))
    )
    store.put([b"abc"])
    assert synced == [False, True, True]  # the bytes under a name of no worth, then both folders with the name that lasts


def test_what_a_killed_process_left_is_taken_away_after_a_day(store: Store) -> None:
    store.put([b"abc"])
    for name, age in (("old.part", 25 * 3600), ("new.part", 23 * 3600)):
        (store.folder / name).touch()
        os.utime(store.folder / name, (time.time() - age,) * 2)
    store.sweep()
    assert [one for one in files(store.folder) if one.endswith(".part")] == ["new.part"] and len(files(store.folder)) == 2


def test_without_a_limit_any_file_is_kept_and_its_hash_is_that_of_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"12345678901")
    store = Store(tmp_path / "read")
    assert store.put([b"12345678901"]).sha256 == sha256_of(tmp_path / "a.txt")
    assert store.put([]).size == 0
