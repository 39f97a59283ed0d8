"""Hashes are remembered as long as the file on the disk is the one that was read."""

import os
from pathlib import Path

import pytest

from article60.sources.aid_file import AidFile
from article60.sources.known_hashes import KnownHashes

LATER_NS = 10_000_000_000


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that were read through."""
    names: list[str] = []
    real = AidFile.at.__func__  # type: ignore[attr-defined]

    def counted(cls: type[AidFile], path: Path, file: str | None = None, *, member: int | None = None) -> AidFile:
        names.append(path.name)
        aid: AidFile = real(cls, path, file, member=member)
        return aid

    monkeypatch.setattr(AidFile, "at", classmethod(counted))
    return names


def known(folder: Path) -> KnownHashes:
    """What a run knows that begins a while after the files were written."""
    return KnownHashes(folder / "hashes.json", now_ns=lambda: (folder / "a.xml").stat().st_ctime_ns + LATER_NS)


def asked(folder: Path, hashes: KnownHashes) -> AidFile:
    aid = hashes.at(folder / "a.xml", "a.xml", member=None)
    hashes.keep()
    return aid


def test_a_file_that_has_not_changed_is_not_read_through_again(tmp_path: Path, read: list[str]) -> None:
    (tmp_path / "a.xml").write_bytes(b"<a/>")
    first = asked(tmp_path, known(tmp_path))

    assert asked(tmp_path, known(tmp_path)) == first
    assert read == ["a.xml"]


def test_a_change_that_keeps_size_and_time_of_change_is_seen(tmp_path: Path, read: list[str]) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(b"<a/>")
    before = path.stat()
    first = asked(tmp_path, known(tmp_path))
    path.write_bytes(b"<b/>")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert asked(tmp_path, known(tmp_path)).sha256 != first.sha256
    assert read == ["a.xml", "a.xml"]


def test_a_file_written_just_now_is_not_remembered(tmp_path: Path, read: list[str]) -> None:
    (tmp_path / "a.xml").write_bytes(b"<a/>")

    for _ in range(2):
        asked(tmp_path, KnownHashes(tmp_path / "hashes.json", now_ns=lambda: (tmp_path / "a.xml").stat().st_ctime_ns))

    assert read == ["a.xml", "a.xml"]


@pytest.mark.parametrize("kept", [b"", b"[]", b"\xff", b'{"a": 1}', b'{"a": [1, 2]}'])
def test_hashes_that_cannot_be_read_are_made_anew(tmp_path: Path, kept: bytes) -> None:
    (tmp_path / "a.xml").write_bytes(b"<a/>")
    (tmp_path / "hashes.json").write_bytes(kept)

    assert asked(tmp_path, known(tmp_path)) == AidFile.at(tmp_path / "a.xml")
