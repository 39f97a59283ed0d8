"""What a run knows of the files that were collected: whose they are, on what terms, and where everybody finds them."""

import json
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.sources.lying_server import XML, Collector, Server

from article60.byte_store import Store, sha256_of
from article60.domain.run_note import RunNote
from article60.sources import inputs
from article60.sources.account import NAME, Entry, written
from article60.sources.aid_file import AidFile
from article60.sources.inputs import aid_files
from article60.sources.origins import UNRECORDED, Origin, origins, public

ADDRESS = "https://data.example/a.xml"


def of_names(folder: Path) -> tuple[dict[str, Origin], list[RunNote]]:
    """The origins of the files in a folder by their names, and what is noted for everybody."""
    notes: list[RunNote] = []
    private: list[RunNote] = []
    files = aid_files([folder])
    found = origins(files, notes=notes, private_notes=private)
    assert len(private) == len(notes) and all(str(folder) in note.message for note in private)
    return {aid.file: found[aid.sha256] for aid in files if aid.sha256 in found}, notes


def told(folder: Path, address: str = ADDRESS, *, publisher: str = "Nordev", licence: str = "CC0-1.0") -> None:
    """A file in a folder, and what the account says of it."""
    folder.mkdir(exist_ok=True)
    (folder / "a.xml").write_bytes(XML)
    (aid,) = aid_files([folder / "a.xml"])
    said = Entry(file="a.xml", publisher=publisher, licence=licence, sha256=aid.sha256, bytes=len(XML))
    (folder / NAME).write_text(written({address: said}, source="Invented"), encoding="utf-8")


def test_what_was_collected_is_known_by_its_publisher_and_its_licence(
    collector: Collector, server: Server, tmp_path: Path
) -> None:
    collector("/a.xml")
    (tmp_path / "out" / "own.xml").write_bytes(XML + b"<!-- put here by hand -->")

    found, notes = of_names(tmp_path / "out")

    assert server.address.startswith("http://127.0.0.1")  # which nobody else can ask
    assert found == {"a.xml": Origin("Invented publisher", "CC0-1.0", None)}
    assert notes == []


def test_what_came_before_collecting_was_broken_off_is_known(collector: Collector, tmp_path: Path) -> None:
    collector("/a.xml")
    account = tmp_path / "out" / NAME
    journal = tmp_path / "out" / ".parts" / "collected.jsonl"
    files = json.loads(account.read_text().replace("Invented publisher", "One\u2028publisher"))["files"]
    journal.write_text(json.dumps(files, ensure_ascii=False) + "\n", encoding="utf-8")
    account.unlink()

    assert of_names(tmp_path / "out")[0] == {"a.xml": Origin("One\u2028publisher", "CC0-1.0", None)}


def test_members_of_an_archive_have_its_origin(tmp_path: Path) -> None:
    archive = tmp_path / "all.zip"
    with ZipFile(archive, "w") as made:
        made.writestr("one/a.xml", XML)
        made.writestr("two/b.xml", XML + b"<!-- -->")
    size = archive.stat().st_size
    entry = Entry(file="all.zip", publisher="Registry", licence="", sha256=sha256_of(archive), bytes=size)
    (tmp_path / NAME).write_text(written({"https://data.example/all.zip": entry}, source="Invented"))

    origin = Origin("Registry", None, "https://data.example/all.zip")
    assert of_names(tmp_path) == ({"all.zip/one/a.xml": origin, "all.zip/two/b.xml": origin}, [])

    archive.write_bytes(archive.read_bytes().replace(b"one/a.xml", b"one/c.xml"))  # as large as before
    found, (note,) = of_names(tmp_path)
    assert (found, note.message[:44]) == ({}, "files that are not as they were collected: 1")


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str, bytes], list[AidFile]]:
    """The aid data files at an address that answers with some bytes."""

    def files(address: str, data: bytes) -> list[AidFile]:
        monkeypatch.setattr(inputs, "fetch", lambda address, *, store: store.put([data]).sha256)
        return aid_files([address], store=Store(tmp_path / "store"))

    return files


def test_of_what_a_run_fetches_the_address_is_known(fetched: Callable[[str, bytes], list[AidFile]]) -> None:
    (aid,) = fetched(ADDRESS, XML)

    assert origins([aid], notes=[], private_notes=[]) == {aid.sha256: Origin(None, None, ADDRESS)}


def test_members_of_a_fetched_archive_have_its_address(fetched: Callable[[str, bytes], list[AidFile]], tmp_path: Path) -> None:
    with ZipFile(tmp_path / "all.zip", "w") as made:
        made.writestr("a.xml", XML)

    (aid,) = fetched("https://data.example/all.zip", (tmp_path / "all.zip").read_bytes())

    assert aid.file == "all.zip/a.xml"
    assert origins([aid], notes=[], private_notes=[]) == {aid.sha256: Origin(None, None, "https://data.example/all.zip")}


def test_a_key_in_the_address_of_what_a_run_fetches_goes_no_further(fetched: Callable[[str, bytes], list[AidFile]]) -> None:
    (aid,) = fetched(f"{ADDRESS}?key=secret", XML)

    assert "secret" not in str(aid)
    assert origins([aid], notes=[], private_notes=[]) == {}


def test_an_address_that_may_be_told_is_told_beside_one_that_may_not(
    fetched: Callable[[str, bytes], list[AidFile]], tmp_path: Path
) -> None:
    told(tmp_path / "aid", f"{ADDRESS}?key=secret")
    files = [*fetched(f"{ADDRESS}?key=other", XML), *fetched(ADDRESS, XML)]

    assert origins(files, notes=[], private_notes=[]) == {files[0].sha256: Origin(None, None, ADDRESS)}
    files += aid_files([tmp_path / "aid"])
    assert origins(files, notes=[], private_notes=[]) == {files[0].sha256: Origin("Nordev", "CC0-1.0", ADDRESS)}


def test_a_file_by_itself_is_not_to_be_had_at_the_address_of_an_archive(
    fetched: Callable[[str, bytes], list[AidFile]], tmp_path: Path
) -> None:
    with ZipFile(tmp_path / "all.zip", "w") as made:
        made.writestr("a.xml", XML)
    (tmp_path / "own.xml").write_bytes(XML)
    members = fetched("https://data.example/all.zip", (tmp_path / "all.zip").read_bytes())

    assert origins([*members, *aid_files([tmp_path / "own.xml"])], notes=[], private_notes=[])[members[0].sha256] == UNRECORDED


def test_of_a_file_that_is_fetched_and_was_collected_the_account_tells(
    fetched: Callable[[str, bytes], list[AidFile]], tmp_path: Path
) -> None:
    told(tmp_path / "aid")
    files = [*fetched("https://mirror.example/a.xml", XML), *aid_files([tmp_path / "aid"])]

    assert origins(files, notes=[], private_notes=[]) == {files[0].sha256: Origin("Nordev", "CC0-1.0", ADDRESS)}


def test_of_two_files_with_the_same_bytes_one_that_was_collected_is_enough(tmp_path: Path) -> None:
    told(tmp_path / "second")
    (tmp_path / "first").mkdir()
    (tmp_path / "first" / "b.xml").write_bytes(XML)

    origin = Origin("Nordev", "CC0-1.0", ADDRESS)
    assert of_names(tmp_path) == ({"b.xml": origin, "a.xml": origin}, [])


@pytest.mark.parametrize(
    "address",
    [
        "https://me:secret@data.example/a.xml",
        "https://token@data.example/a.xml",
        "https://@data.example/a.xml",
        "https://data.example/a.xml?key=secret",
        "https://data.example/a.xml#secret",
        "https://data.example/a.xml;session=secret",
        "https://data.example/a.xml&key=secret",
        "https://data.example/a.xml%3Fkey",
        "ftp://data.example/a.xml",
        "https://data.example/a.xml%23key",
        "https://data.example/a.xml%3bkey",
        "http:a.xml",
        "http://[x/a.xml",
        "http://localhost:8000/a.xml",
        "http://mirror/a.xml",
        "http://mirror.lan/a.xml",
        "http://mirror.lan./a.xml",
        "http://mirror.home.arpa/a.xml",
        "http://localhost./a.xml",
        "http://127.1/a.xml",
        "http://127.0.0.1./a.xml",
        "http://0x7f.0x1/a.xml",
        "http://10.0.0.5/a.xml",
        "http://[::1]/a.xml",
    ],
)
def test_an_address_that_may_hold_a_key_or_that_others_cannot_reach_is_not_told(tmp_path: Path, address: str) -> None:
    told(tmp_path / "aid", address)

    assert of_names(tmp_path / "aid") == ({"a.xml": Origin("Nordev", "CC0-1.0", None)}, [])


@pytest.mark.parametrize("address", [ADDRESS, "http://data.example:8080/one/two-3%20.xml", "https://8.8.8.8/a.xml"])
def test_other_addresses_are_told(address: str) -> None:
    assert public(address) == address


def test_what_is_not_said_is_not_recorded(tmp_path: Path) -> None:
    told(tmp_path / "aid", publisher="", licence="")

    assert of_names(tmp_path / "aid")[0] == {"a.xml": Origin(None, None, ADDRESS)}


def test_a_file_that_was_changed_is_nobodys(tmp_path: Path) -> None:
    told(tmp_path / "aid")
    (tmp_path / "aid" / "a.xml").write_bytes(XML + b" ")

    found, (note,) = of_names(tmp_path / "aid")

    assert found == {}
    assert (note.severity, note.subject) == ("doubtful", NAME)
    assert note.message.startswith("files that are not as they were collected: 1;")


def test_an_account_that_cannot_be_read_is_noted_and_the_files_are_still_read(tmp_path: Path) -> None:
    told(tmp_path / "aid")
    told(tmp_path / "other")
    (tmp_path / "aid" / NAME).write_text('{"files": {"https://data.example/a.xml": {"file": "../a.xml"}}}')

    found, (note,) = of_names(tmp_path)

    assert [origin.public_address for origin in found.values()] == [ADDRESS]
    assert note.message.startswith("cannot be read; whose")


@pytest.mark.parametrize(
    "said",
    [
        b"{",
        b"[]",
        b'{"files": {"x": {}}}',
        b"[" * 100_000,
        b'{"files": {"x": {"file": "a.xml", "bytes": 1, "publisher": {"x": 1}, "licence": "", "sha256": ""}}}',
    ],
)
def test_whatever_stands_in_an_account_the_run_goes_on(tmp_path: Path, said: bytes) -> None:
    told(tmp_path / "aid")
    (tmp_path / "aid" / NAME).write_bytes(said)

    found, (note,) = of_names(tmp_path / "aid")

    assert (found, note.severity) == ({}, "doubtful")
