"""An aid data file gives the same bytes, hash and size whether it stands by itself, packed or in an archive."""

import gzip
import hashlib
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from article60.sources.aid_file import BROKEN, AidFile, why

XML = b"<iati-activities version='2.03'>" + b"<!-- invented -->" * 200_000 + b"</iati-activities>"


def held(folder: Path, form: str) -> AidFile:
    """The same bytes in one of the forms in which they may stand."""
    if form == "plain":
        path = folder / "a.xml"
        path.write_bytes(XML)
        return AidFile.at(path)
    if form == "packed":
        path = folder / "a.xml.gz"
        path.write_bytes(gzip.compress(XML))
        return AidFile.at(path)
    path = folder / "all.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("first.xml", b"<iati-activities/>")
        archive.writestr("a.xml", XML)
    return AidFile.at(path, "all.zip/a.xml", member=1)


@pytest.mark.parametrize("form", ["plain", "packed", "member"])
def test_bytes_hash_and_size_are_those_of_the_data_in_any_form(tmp_path: Path, form: str) -> None:
    aid = held(tmp_path, form)

    with aid.open() as stream:
        assert stream.read() == XML
    assert (aid.sha256, aid.size) == (hashlib.sha256(XML).hexdigest(), len(XML))
    assert aid.is_plain == (form == "plain")


@pytest.mark.parametrize("form", ["plain", "packed", "member"])
def test_a_part_can_be_asked_for_in_any_form(tmp_path: Path, form: str) -> None:
    with held(tmp_path, form).open() as stream:
        stream.seek(2_000_000)
        assert stream.read(10) == XML[2_000_000:2_000_010]


def test_an_archive_that_was_replaced_is_read_anew(tmp_path: Path) -> None:
    aid = held(tmp_path, "member")
    with ZipFile(aid.path, "w") as archive:
        archive.writestr("first.xml", b"")
        archive.writestr("a.xml", b"<other/>")

    with aid.open() as stream:
        assert stream.read() == b"<other/>"


def test_what_cannot_be_opened_says_why_without_the_path(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"no archive")

    with pytest.raises(BROKEN) as broken:
        AidFile.at(tmp_path / "gone.xml")
    assert why(broken.value) == "No such file or directory"
    with pytest.raises(BROKEN) as broken:
        AidFile.at(tmp_path / "a.zip", member=0)
    assert why(broken.value) == "File is not a zip file"


def test_a_file_whose_hash_nobody_needs_is_not_read_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(XML)
    monkeypatch.setattr("article60.sources.aid_file._open", None)

    aid = AidFile.unhashed(path)

    monkeypatch.undo()
    assert (aid.file, aid.sha256, aid.size, aid.is_plain) == ("a.xml", "", len(XML), True)
    with aid.open() as stream:
        assert stream.read() == XML


def test_what_swells_is_refused_without_its_hash_too(tmp_path: Path) -> None:
    path = tmp_path / "a.xml.gz"
    path.write_bytes(gzip.compress(bytes(80 << 20)))

    with pytest.raises(BROKEN, match="far more than aid data"):
        AidFile.unhashed(path)
