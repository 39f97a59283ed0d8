"""Archives of aid data: honest ones are read member by member, the others are named and never stop a run."""

import gzip
import io
import random
import struct
import tracemalloc
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from article60.domain.run_note import RunNote
from article60.sources import iati
from article60.sources.aid_file import AidFile
from article60.sources.inputs import aid_files

ONE = b"<iati-activities><iati-activity><iati-identifier>XX-DEMO-1</iati-identifier></iati-activity></iati-activities>"
TWO = ONE.replace(b"DEMO-1", b"DEMO-2")


def zipped(*members: tuple[str | ZipInfo, bytes], method: int = ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with ZipFile(written, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return written.getvalue()


def held(path: Path) -> tuple[dict[str, bytes], list[RunNote]]:
    notes: list[RunNote] = []
    return {aid.file: aid.open().read() for aid in aid_files([path], notes=notes)}, notes


def archive(folder: Path, content: bytes) -> Path:
    path = folder / "all.zip"
    path.write_bytes(content)
    return path


def told(notes: list[RunNote]) -> list[tuple[str, str]]:
    return [(note.severity, note.subject) for note in notes]


def test_members_are_aid_files_of_their_own_in_the_order_of_the_archive(tmp_path: Path) -> None:
    path = archive(tmp_path, zipped(("data/b/two.xml", TWO), ("data/a/one.XML", ONE)))

    found, notes = held(path)

    assert found == {"all.zip/data/b/two.xml": TWO, "all.zip/data/a/one.XML": ONE}
    assert notes == []


def test_archives_and_packed_files_are_found_in_folders(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    archive(tmp_path / "deep", zipped(("one.xml", ONE)))
    (tmp_path / "two.xml.gz").write_bytes(gzip.compress(TWO))

    assert held(tmp_path)[0] == {"all.zip/one.xml": ONE, "two.xml.gz": TWO}


def test_activities_of_an_archive_are_those_of_its_files(tmp_path: Path) -> None:
    plain = tmp_path / "one.xml"
    plain.write_bytes(ONE)
    path = archive(tmp_path, zipped(("one.xml", ONE)))
    notes: list[RunNote] = []

    from_archive = [record for aid in aid_files([path]) for record in iati.read(aid, notes=notes)]

    [expected] = iati.read(plain, notes=notes)
    assert [(r.iati_identifier, r.file_sha256, r.file) for r in from_archive] == [
        (expected.iati_identifier, expected.file_sha256, "all.zip/one.xml")
    ]
    assert notes == []


def test_members_of_other_forms_are_counted(tmp_path: Path) -> None:
    path = archive(
        tmp_path,
        zipped(("a.xml", ONE), ("index.json", b"{}"), ("inner.zip", b""), ("empty/", b""), ("__MACOSX/._a.xml", b"x")),
    )

    found, notes = held(path)

    assert list(found) == ["all.zip/a.xml"]
    assert [(n.severity, n.subject, n.message) for n in notes] == [
        ("info", "all.zip", "2 members of other forms were skipped; xml are read")
    ]


def test_paths_to_elsewhere_and_signs_that_do_not_print_are_names_only(tmp_path: Path) -> None:
    path = archive(tmp_path, zipped(("../../up.xml", ONE), ("/root\\windows.xml", TWO), ("bell\x07.xml", ONE + b"\n")))

    found, _ = held(path)

    assert list(found) == ["all.zip/up.xml", "all.zip/root/windows.xml", "all.zip/bell\N{REPLACEMENT CHARACTER}.xml"]
    assert [p.name for p in tmp_path.iterdir()] == ["all.zip"]


def test_names_in_another_encoding_are_read(tmp_path: Path) -> None:
    content = zipped(("caf\u00e9.xml", ONE)).replace("caf\u00e9".encode(), b"caf\x82_")
    undeclared = content.replace(b"PK\x03\x04\x14\x00\x00\x08", b"PK\x03\x04\x14\x00\x00\x00")
    undeclared = undeclared.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x08", b"PK\x01\x02\x14\x03\x14\x00\x00\x00")

    assert held(archive(tmp_path, undeclared))[0] == {"all.zip/caf\u00e9_.xml": ONE}
    found, notes = held(archive(tmp_path, content))
    assert (found, told(notes)) == ({}, [("refused", "all.zip")])


def test_the_same_name_twice_is_read_twice_and_said(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = archive(tmp_path, zipped(("a.xml", ONE), ("a.xml", TWO)))
    notes: list[RunNote] = []

    found = aid_files([path], notes=notes)

    assert [aid.open().read() for aid in found] == [ONE, TWO]
    assert told(notes) == [("doubtful", "all.zip/a.xml")]


def test_members_that_are_encrypted_or_packed_otherwise_are_named(tmp_path: Path) -> None:
    secret = zipped(("secret.xml", ONE), ("open.xml", TWO))
    at = secret.index(b"PK\x01\x02") + 8
    secret = secret[:at] + struct.pack("<H", 1) + secret[at + 2 :]
    (tmp_path / "a").mkdir()
    archive(tmp_path / "a", secret)
    (tmp_path / "b").mkdir()
    archive(tmp_path / "b", zipped(("odd.xml", ONE), method=ZIP_BZIP2))

    found, notes = held(tmp_path)

    assert found == {"all.zip/open.xml": TWO}
    assert [(n.subject, n.message.split(";")[0]) for n in notes] == [
        ("all.zip/secret.xml", "is encrypted"),
        ("all.zip/odd.xml", "is packed by method 12, which is not read"),
    ]


@pytest.mark.parametrize("method", [ZIP_STORED, ZIP_DEFLATED])
def test_a_broken_member_is_named_and_the_others_are_read(tmp_path: Path, method: int) -> None:
    content = zipped(("broken.xml", ONE * 50), ("whole.xml", TWO), method=method)
    at = content.index(b"broken.xml") + 20
    path = archive(tmp_path, content[:at] + bytes(byte ^ 0xFF for byte in content[at : at + 20]) + content[at + 20 :])

    found, notes = held(path)

    assert found == {"all.zip/whole.xml": TWO}
    assert told(notes) == [("refused", "all.zip/broken.xml")]


def test_a_truncated_archive_is_named(tmp_path: Path) -> None:
    content = zipped(("a.xml", ONE), ("b.xml", TWO))

    found, notes = held(archive(tmp_path, content[: len(content) // 2]))

    assert found == {}
    assert notes[0].message == "the archive cannot be read: File is not a zip file; fetch it again"


def test_a_member_that_swells_beyond_measure_is_refused_unread(tmp_path: Path) -> None:
    path = archive(
        tmp_path, zipped(("bomb.xml", b" " * (100 << 20)), ("noise.bin", random.Random(1).randbytes(600_000)), ("a.xml", ONE))
    )

    found, notes = held(path)

    assert found == {"all.zip/a.xml": ONE}
    assert told(notes) == [("refused", "all.zip/bomb.xml"), ("info", "all.zip")]


def test_a_whole_that_swells_beyond_measure_is_refused_unread(tmp_path: Path) -> None:
    path = archive(tmp_path, zipped(*((f"{number}.xml", b" " * (40 << 20)) for number in range(3))))

    found, notes = held(path)

    assert found == {}
    assert "unpack to far more" in notes[0].message


def test_a_packed_file_that_swells_beyond_measure_is_left(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xml.gz"
    path.write_bytes(gzip.compress(b" " * (100 << 20)))

    found, notes = held(path)

    assert (found, told(notes)) == ({}, [("refused", "bomb.xml.gz")])


def test_members_that_are_lost_from_the_list_are_missed(tmp_path: Path) -> None:
    content = bytearray(zipped(("a.xml", ONE), ("b.xml", TWO)))
    content[content.index(b"PK\x01\x02") + 32] = 51  # the list's first entry takes the second one for a comment

    found, notes = held(archive(tmp_path, bytes(content)))

    assert found == {}
    assert "it says to hold 2 members and lists 1" in notes[0].message


def test_members_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    content = zipped(("a.xml", random.Random(1).randbytes(10_000)), ("b.xml", b"x" * 40))
    first, second = (content.index(b"PK\x01\x02"), content.rindex(b"PK\x01\x02"))
    sizes = content[first + 16 : first + 28]
    shared = content[: second + 16] + sizes + content[second + 28 : second + 42] + content[first + 42 : first + 46]

    found, notes = held(archive(tmp_path, shared + content[second + 46 :]))

    assert found == {}
    assert "members overlap" in notes[0].message


def test_no_damage_to_an_archive_ever_stops_reading(tmp_path: Path) -> None:
    chance = random.Random(60)
    whole = zipped(("a.xml", ONE), ("b/caf\u00e9.xml", TWO * 20), ("c.json", b"{}"))
    for turn in range(400):
        damaged = bytearray(whole)
        for _ in range(chance.choice((1, 2, 8))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        if turn % 5 == 0:
            del damaged[chance.randrange(len(damaged)) :]

        found, notes = held(archive(tmp_path, bytes(damaged)))

        # Names are not under the checksum; the bytes of each member that is taken are.
        assert set(found.values()) <= {ONE, TWO * 20}
        assert len(found) == 2 or notes or bytes(damaged) == whole


def test_memory_does_not_grow_with_a_member(tmp_path: Path) -> None:
    lines = b"".join(b"<!-- %d -->" % number for number in range(2_500_000))
    path = archive(tmp_path, zipped(("large.xml", lines)))
    tracemalloc.start()
    try:
        [aid] = aid_files([path])
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert aid.size == len(lines) > 30 << 20
    assert peak < 8 << 20


def test_the_archive_is_listed_once_for_all_its_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = archive(tmp_path, zipped(*((f"{number}.xml", ONE + b" " * number) for number in range(50))))
    opened: list[Path] = []
    real = ZipFile

    def counted(opening: Path) -> ZipFile:
        opened.append(opening)
        return real(opening)

    monkeypatch.setattr("article60.sources.aid_file.ZipFile", counted)

    found: list[AidFile] = aid_files([path])

    assert [aid.open().read() for aid in found] == [ONE + b" " * number for number in range(50)]
    assert len(opened) <= 3  # this thread and the two that read
