"""What was collected is known the next time, whatever happened to the account or to the files in between."""

import hashlib
import io
import os
from pathlib import Path

import pytest
from tests.sources.lying_server import (
    XML,
    Collector,
    Server,
)


def test_what_has_not_changed_is_not_fetched_again(collector: Collector, server: Server) -> None:
    collector("/a.xml", "/b.xml")
    server.files["/b.xml"] = b"<iati-activities version='2.03'/>"

    held, notes = collector("/a.xml", "/b.xml")

    assert held == {"a.xml": XML, "b.xml": b"<iati-activities version='2.03'/>"}
    assert all("if-none-match" in headers for _, headers in server.requests)
    assert notes == []


def test_a_copy_that_was_changed_here_is_fetched_anew(collector: Collector, tmp_path: Path) -> None:
    collector("/a.xml")
    (tmp_path / "out" / "a.xml").write_bytes(b"changed")

    assert collector("/a.xml")[0] == {"a.xml": XML}


def test_a_file_is_read_through_only_where_its_time_of_change_is_another(
    collector: Collector, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collector("/a.xml")
    read: list[Path] = []
    real = hashlib.file_digest

    def counted(file: io.BufferedReader, kind: str) -> object:
        read.append(Path(file.name))
        return real(file, kind)

    monkeypatch.setattr(hashlib, "file_digest", counted)
    collector("/a.xml")
    assert read == []

    os.utime(tmp_path / "out" / "a.xml", ns=(0, 0))
    collector("/a.xml")
    collector("/a.xml")
    assert read == [tmp_path / "out" / "a.xml"]


def test_an_account_that_was_tampered_with_is_not_followed(collector: Collector, server: Server, tmp_path: Path) -> None:
    collector("/a.xml")
    path = tmp_path / "out" / "collected.json"
    path.write_text(path.read_text().replace('"a.xml"', '"../a.xml"'))

    held, notes = collector("/a.xml")

    assert held == {"a.xml": XML}
    assert [(n.severity, n.subject) for n in notes] == [("doubtful", "collected.json")]


def test_an_update_that_dies_loses_none_of_the_files_that_came(
    collector: Collector, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(self: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr("article60.sources.account.Account.fold", dies)
        with pytest.raises(MemoryError):
            collector("/a.xml", "/b.xml")
    with (tmp_path / "out" / ".parts" / "collected.jsonl").open("a") as journal:
        journal.write('{"http://broken')

    assert collector("/a.xml", "/b.xml")[1] == []
    assert all("if-none-match" in headers for _, headers in server.requests)
    assert sorted(collector.account()) == [f"{server.address}/a.xml", f"{server.address}/b.xml"]
